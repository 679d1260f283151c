"""ninjs 1 to 3, and the JSON of agencies that is nearly it (AP, Reuters, Superdesk).

Source: ninjs 1.6, 2.2 and 3.1 (https://iptc.org/standards/ninjs/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from library.importers import _news_fields as fields
from library.importers._json import Json, list_at, load, text_at, texts_at
from library.importers._language_tag import language_tag
from library.importers._news_body import without_tags
from library.importers._news_story import Status, composed
from library.importers._ninjs_body import (
    Body,
    description,
    headline,
    plain,
    read_body,
    related,
    valued,
    with_pictures,
)
from library.importers.base import Beside, SourceFile
from library.importers.tidy import tidy
from library.model.document import paragraph
from library.model.errors import NoStory
from library.model.story import Draft, Notice, NoticeKind, Story

_OWN_NAMES = frozenset(
    ("versioncreated", "pubstatus", "headline", "headlines", "bodies", "descriptions", "bodytext", "bodyhtml", "uri")
)
_TEXT = ("text", "story", "composite", "article", "")
_KINDS = ("picture", "graphic", "video", "audio", "event", "planning", "animation")
_WITHDRAWN = ("canceled", "cancelled", "killed", "recalled")
_LONGEST_CAPTION = 400
"""Characters up to which the text of a picture or an event is its caption or its listing."""

_SUMMARY = Notice(NoticeKind.TEASER, "Only a summary of the story is in the file.")


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each story of a ninjs file. Raises NoStory where it holds pictures, events and the like alone."""
    items = [item for item in map(plain, _items(load(source.data))) if len(_OWN_NAMES & item.keys()) > 1]
    if not items:
        raise NoStory("The file holds no ninjs item.")
    drafts = [draft for item in items if (draft := _draft(item, source.beside)) is not None]
    if not drafts:
        kind = next((kind for kind in map(_kind, items) if kind in _KINDS), "")
        raise NoStory(f"The file's item ({kind}) holds no text." if kind else "The file's item holds no text.")
    yield from drafts


def _kind(item: dict[str, Any]) -> str:
    return text_at(item, "type").lower() or ("event" if "eventdetails" in item else "")


def _items(value: Json) -> Iterator[Json]:
    """The items in a file: itself, or what a service's answer wraps."""
    if isinstance(value, list):
        yield from value
        return
    outer = plain(value)
    data = plain(outer.get("data"))
    if isinstance(data.get("item"), dict):
        nitf = outer.get("nitf")  # where AP's clients keep the body they fetched for the item
        yield data["item"] | (nitf if isinstance(nitf, dict) else {})
    elif wrapped := (list_at(outer, "item", "items") or list_at(data, "items")):
        for each in wrapped:
            inner = plain(each).get("item")
            yield inner if isinstance(inner, dict) else each
    else:
        yield value


def _draft(item: dict[str, Any], beside: Beside) -> Draft | None:
    story, status = _story(item), _status(item)
    body = read_body(item, beside)
    notices: tuple[Notice, ...] = ()
    if _kind(item) not in _TEXT and sum(len(block.text) for block in body.blocks) < _LONGEST_CAPTION:
        return None
    if not body.blocks and not status.withdrawn:
        summary = description(item) or without_tags(text_at(item, "abstract", "headlineextended"))
        if summary and summary != story.headline:
            body, notices = Body((paragraph(summary),)), (_SUMMARY,)
            story = replace(story, standfirst="")
        elif story.headline and story.url:
            return Draft(fields.tidied(story))
        else:
            return None
    body = with_pictures(item, body, beside)
    story = fields.filled(replace(body.story, headline=""), story)
    story = replace(story, related=related(item))
    return composed(story, body.blocks, status, body.assets, notices)


def _status(item: dict[str, Any]) -> Status:
    state = {text_at(item, "pubstatus").lower(), text_at(item, "state").lower()}
    return Status(
        withdrawn=bool(state & set(_WITHDRAWN)),
        withheld="withheld" in state,
        embargoed=fields.stamp(text_at(item, "embargoed")),
        notes=tuple(without_tags(note) for note in texts_at(item, "ednote")),
    )


def _story(item: dict[str, Any]) -> Story:
    uri = tidy(text_at(item, "uri", "guid")).split("?")[0]
    published = fields.stamp(
        *(text_at(item, name) for name in ("firstpublished", "firstcreated", "contentcreated", "versioncreated"))
    )
    bylines = _bylines(item)
    return Story(
        headline=headline(item),
        standfirst=_standfirst(item),
        authors=fields.names(bylines),
        dateline=_dateline(item, bylines),
        section=_section(item),
        source=_source(item),
        published=published,
        updated=fields.later(fields.stamp(text_at(item, "versioncreated")), published),
        language=language_tag(text_at(item, "language")),
        url=_address(item, uri),
        guid=uri,
        credit=_credit(item, bylines),
        keywords=_keywords(item),
    )


def _standfirst(item: dict[str, Any]) -> str:
    for role, value in (*valued(item, "headlines"), *valued(item, "descriptions")):
        if any(name in role for name in ("sub", "summary", "abstract", "lead", "intro", "text")):
            return without_tags(value)
    written = ("abstract", "descriptionsummary", "descriptiontext", "descriptionhtml", "headlineextended")
    return without_tags(text_at(item, *written))


def _bylines(item: dict[str, Any]) -> list[str]:
    if byline := text_at(item, "byline", "by"):
        return [without_tags(byline)]
    named = [text_at(plain(each), "by", "byline", "name") for each in list_at(item, "bylines", "authors")]
    return [without_tags(name) for name in named if name]


def _dateline(item: dict[str, Any], bylines: list[str]) -> str:
    located = item.get("located")
    written = text_at(plain(located), "name", "city") if isinstance(located, dict) else text_at(item, "located")
    return "" if any(written.startswith(name) for name in fields.names(bylines)) else fields.place(written)


def _section(item: dict[str, Any]) -> str:
    return next(iter(_named(item, "service")), "") or next(
        (text_at(part, "name") for part in map(plain, list_at(item, "subject", "subjects")) if _is_section(part)), ""
    )


def _is_section(subject: dict[str, Any]) -> bool:
    return text_at(subject, "rel") == "category" and len(text_at(subject, "name")) > 2


def _source(item: dict[str, Any]) -> str:
    named = _named(item, "infosource", "infosources")
    return text_at(item, "source") or next(iter(named), "") or text_at(item, "provider", "copyrightholder")


def _named(item: dict[str, Any], *names: str) -> list[str]:
    """The names of a list's entries, without those that only an ancestor of a subject has put there."""
    found = [part for name in names for part in map(plain, list_at(item, name))]
    return [without_tags(text_at(part, "name")) for part in found if "ancestor" not in list_at(part, "rels")]


def _address(item: dict[str, Any], uri: str) -> str:
    links = [plain(link) for link in list_at(item, "links")]
    canonical = next((text_at(link, "href") for link in links if text_at(link, "rel") == "canonical"), "")
    for address in (canonical, text_at(item, "url", "href"), uri):
        if address.startswith(("http://", "https://")) and not _is_service(address):
            return address
    return ""


def _is_service(address: str) -> bool:
    try:
        return (urlsplit(address).hostname or "api.").startswith("api.")
    except ValueError:
        return True


def _credit(item: dict[str, Any], bylines: list[str]) -> str:
    signed = [each for each in bylines if fields.is_initials(each)]
    owner = fields.copyright_line(without_tags(text_at(item, "copyrightnotice")))
    return "; ".join(filter(None, [*signed, without_tags(text_at(item, "creditline")), owner]))


def _keywords(item: dict[str, Any]) -> tuple[str, ...]:
    written = [word for word in list_at(item, "keywords") if isinstance(word, str)]
    things = _named(item, "subject", "subjects", "person", "people", "organisation", "organisations")
    return fields.keywords(written, things, _named(item, "place", "places"))
