"""What the list says in words: dates, rows for screen readers and tooltips, counts. Pure text."""

from __future__ import annotations

from library.model.query import SortKey
from library.model.stamp import Stamp
from library.model.story import ArticleSummary

NO_HEADLINE = "No headline"
GONE = "This story is no longer in the library"

SORT_CHOICES: tuple[tuple[str, SortKey, bool], ...] = (
    ("Newest first", SortKey.PUBLISHED, True),
    ("Oldest first", SortKey.PUBLISHED, False),
    ("Last added first", SortKey.IMPORTED, True),
    ("By headline", SortKey.HEADLINE, False),
    ("By source", SortKey.SOURCE, False),
    ("Longest first", SortKey.LENGTH, True),
    ("Shortest first", SortKey.LENGTH, False),
    ("Best match", SortKey.RELEVANCE, True),
)
"""Title, order, and whether it is turned round. The best match holds for searches alone."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(stamp: Stamp) -> str:
    """Return the day as the file gave it, unshifted: `8 Feb 2018`, `Feb 2018`, `2018`."""
    year, *rest = stamp.iso.partition("T")[0].split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, *month, year])


def full_date(stamp: Stamp) -> str:
    """Return day, time and zone as far as the file gave them: `8 Feb 2018, 20:55 UTC+08:00`."""
    time = stamp.iso.partition("T")[2]
    if not time:
        return short_date(stamp)
    zone = time[-6:] if stamp.has_zone else ""
    name = "" if not zone else " UTC" if zone[1:] == "00:00" else f" UTC{zone}"
    return f"{short_date(stamp)}, {time[:5]}{name}"


def tooltip(summary: ArticleSummary) -> str:
    """Return the whole headline, and below it what the row has no room for."""
    facts = [summary.source, full_date(summary.published) if summary.published else "No date"]
    facts.append(length(summary))
    if summary.versions > 1:
        facts.append(f"{summary.versions:,} versions")
    return f"{headline_text(summary)}\n{' · '.join(filter(None, facts))}"


def spoken(summary: ArticleSummary) -> str:
    """Return a row as a screen reader says it."""
    parts = ["" if summary.read else "Unread", headline_text(summary), summary.source]
    parts.append(short_date(summary.published) if summary.published else "")
    parts.append("starred" if summary.starred else "")
    parts.append(counted(summary.notes, "note") if summary.notes else "")
    return ", ".join(filter(None, parts))


def headline_text(summary: ArticleSummary) -> str:
    """Return the headline on one line, or words that stand in for it."""
    return " ".join(summary.headline.split()) or NO_HEADLINE


def count_line(count: int, searching: bool) -> str:
    """Return what the list holds: `1,204 stories`, or for a search `12 stories match`."""
    if not searching:
        return counted(count, "story", "stories") if count else "No stories"
    return f"{counted(count, 'story', 'stories')} match{'es' if count == 1 else ''}" if count else "No story matches"


def length(summary: ArticleSummary) -> str:
    """Return how long a story is, or that its text is missing."""
    return "Address only" if summary.stub else counted(summary.word_count, "word")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 word`, `1,204 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
