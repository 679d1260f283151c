"""What the notebook says: of what it is filtered by, of why it is empty, of days and colours. Pure text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from library.model.annotation import Colour
from library.model.notebook import Days, NotebookPart, NotebookQuery, Period
from library.search.days import written_days
from library.search.review import days_of_month

NO_SOURCE = "No source"
PARTS = {
    NotebookPart.ALL: ("All", "Every highlight and note"),
    NotebookPart.THIS_DAY: ("This day", "What was marked on this day of earlier months and years"),
    NotebookPart.REREAD: ("Re-read", "A few to read again: others every day"),
    NotebookPart.PLACES: ("Places", "The places of stories that have a name"),
}
"""Title and explanation of each part."""
PERIODS = {
    Period.TODAY: "Today",
    Period.WEEK: "This week",
    Period.MONTH: "This month",
    Period.YEAR: "This year",
}
NOTHING_YET = (
    "Nothing is marked in your library yet.\n\nSelect text in a story and press h to highlight it, or a to add a note:"
    " it will stand here with what you marked in every other story."
)
NO_PLACES = (
    "No place has a name yet.\n\nPress Ctrl+B in a story to keep the place under a name: it will stand here with those"
    " of every other story."
)
NOTHING_RESTED = (
    "There is nothing to re-read yet.\n\nWhat you mark comes up here when it has rested for three days, a few each day."
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_SAID = 60


def colour_name(colour: Colour, names: Mapping[Colour, str]) -> str:
    """Return what the user calls a colour, or its own name."""
    return names.get(colour) or colour.value


def said(query: NotebookQuery, names: Mapping[Colour, str]) -> str:
    """Return in words what is asked for besides the field's words; empty for nothing."""
    colours = [colour_name(colour, names) for colour in Colour if colour in query.colours]
    parts = [
        " or ".join(colours),
        f"tag {query.tag}" if query.tag is not None else "",
        query.source or NO_SOURCE.lower() if query.source is not None else "",
        f"made {_when(query.made)}" if query.made is not None else "",
        f"story of {_when(query.published)}" if query.published is not None else "",
        "with a note" if query.noted else "",
        "no longer in the text" if query.lost else "",
        "let go" if query.let_go else "",
    ]
    line = " · ".join(filter(None, parts))
    return line[:1].upper() + line[1:]


def why_empty(query: NotebookQuery, names: Mapping[Colour, str], today: date) -> str:
    """Return why nothing stands there, and what helps."""
    if query.is_filtered:
        what = "place" if query.part is NotebookPart.PLACES else "highlight or note"
        words = " ".join(query.text.split())
        cut = f"{words[:_LONGEST_SAID].rstrip()}…" if len(words) > _LONGEST_SAID else words
        asked = " · ".join(filter(None, (f"“{cut}”" if words else "", said(query, names))))
        return f"No {what} is like that:\n{asked}"
    match query.part:
        case NotebookPart.PLACES:
            return NO_PLACES
        case NotebookPart.REREAD:
            return NOTHING_RESTED
        case NotebookPart.THIS_DAY:
            days = days_of_month(today)
            which = ordinal(days[0]) if len(days) == 1 else f"{ordinal(days[0])} or later"
            return f"Nothing was marked on the {which} of an earlier month."
        case NotebookPart.ALL:
            return NOTHING_YET


def made_on(milliseconds: int) -> str:
    """Return the day of a time (UTC ms) where the user is: `8 Feb 2018`."""
    day = datetime.fromtimestamp(milliseconds / 1000)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def ordinal(number: int) -> str:
    """Return a number's place: `1st`, `22nd`, `13th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _when(asked: Period | Days) -> str:
    return written_days(asked).strip() if isinstance(asked, Days) else PERIODS[asked].lower()
