"""XML that an agency made for itself: a record with a headline and a text in HTML, its parts named as they are.

Only names that leave no doubt are read. Calendars of events are left alone: they hold no stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from library.importers import _news_fields as fields
from library.importers._language_tag import language_tag
from library.importers._news_body import is_markup, read_any, without_tags
from library.importers._news_story import composed
from library.importers._news_xml import line_at, parse
from library.importers._xml import Element
from library.importers.base import Beside, SourceFile
from library.model.story import Draft, Notice, NoticeKind, Story

_HEADLINES = ("headline", "title", "headline2")
_BODIES = ("content", "contenttext", "body", "bodytext", "maintext")
_EVENT = ("startdate", "timestart", "calendardata", "eventdate")
_DATES = ("publishdate", "publicationdate", "publishdatetime", "published", "createddatetime", "time")
_SHORTEST = 40
"""Characters below which a text is no story."""

_GUESSED = Notice(
    NoticeKind.GUESSED_FIELDS,
    "The file is an agency's own XML; what its parts are was taken from the names of its elements.",
)


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each record that is a story. Raises NoStory if there is none."""
    parsed = parse(source.data)
    drafts = [_draft(record, source.beside, parsed.notices) for record in _records(parsed.root)]
    if not drafts:
        raise parsed.nothing("The file is XML of an agency's own, and holds no story that could be made out.")
    yield from drafts


def _records(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if isinstance(element.tag, str) and not any(element.find(name) is not None for name in _EVENT):
            body = _body(element)
            if any(element.find(name) is not None for name in _HEADLINES) and len(body) >= _SHORTEST:
                yield element


def _body(record: Element) -> str:
    texts = ("".join(each.itertext()) for name in _BODIES for each in record.iterfind(name))
    return next((text for text in texts if is_markup(text)), "")


def _draft(record: Element, beside: Beside, notices: Sequence[Notice]) -> Draft:
    reading = read_any(_body(record), beside)
    created = fields.stamp(*_around(record, *_DATES))
    changed = fields.stamp(line_at(record, "updateddatetime", "updated", "modified"))
    story = Story(
        headline=line_at(record, *_HEADLINES),
        kicker=line_at(record, "kicker", "strapline"),
        standfirst=without_tags(line_at(record, "subtitle", "leadtext", "lead", "ingress", "standfirst")),
        authors=fields.names(filter(None, [line_at(record, "byline", "author")])),
        dateline=fields.place(line_at(record, "dateline", "town", "city")),
        section=line_at(record, "section", "category"),
        source=line_at(record, "source", "origin", "publisher/name", "publisher").strip("/ "),
        published=created,
        updated=fields.later(changed, created),
        language=language_tag(line_at(record, "language") or record.get("lang") or ""),
        url=_address(line_at(record, "longurl", "url", "link")),
        guid=line_at(record, "newsid", "contentitemid", "id") or record.get("id") or "",
        credit=line_at(record, "credit", "copyright"),
        keywords=fields.keywords(
            word for line in _around(record, "keyword", "keywords") for word in re.split(r"[,;]", line)
        ),
    )
    return composed(story, reading.blocks, None, reading.assets, (*notices, _GUESSED))


def _around(record: Element, *names: str) -> list[str]:
    """What the record, or else what it stands in, holds under the names."""
    holders = [record, *record.iterancestors()]
    return [found for holder in holders for name in names if (found := line_at(holder, name))]


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and " " not in text else ""
