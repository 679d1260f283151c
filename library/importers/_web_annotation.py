"""One annotation of the W3C's model: what is read of it, and what is wrong with it.

Owns the reading of targets, selectors, bodies and times. Knows no file.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from library.importers import _carried as carried
from library.importers._json import Json, exact_text_at, list_at, text_at, texts_at
from library.model.annotation import (
    Annotation,
    Colour,
    HighlightStyle,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.carried import CarriedAnnotation
from library.model.stamp import Stamp
from library.model.story import Story
from library.model.tags import clean_tags

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s<>\"]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CSS_COLOUR = re.compile(r"color\s*:\s*([#\w]+)")
_SETS = frozenset(("Choice", "List", "Composite", "Independents"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FARTHEST = 2**40
"""No text has so many code points: a position beyond it is none."""
_DEEPEST = 20
_MOST_TARGETS = 1000


class Malformed(Exception):
    """An annotation that can't be read; the text says why, in words that go on after "it was left out:"."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an annotation says of one of its targets; `carried` is None where that is nothing but the target itself."""

    target: Json
    carried: CarriedAnnotation | None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Bodies:
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    colour: str = ""


def types_of(value: Json) -> frozenset[str]:
    """Return the types that a node says it has, without the prefix of their vocabulary."""
    found = (*texts_at(value, "type"), *texts_at(value, "@type"))
    return frozenset(each.rpartition(":")[2].rpartition("#")[2] for each in found)


def made_of(item: Json) -> tuple[Made, ...]:
    """Return what an annotation says of each of its targets. Raises Malformed."""
    if not isinstance(item, dict):
        raise Malformed("it is no object")
    warnings: list[str] = []
    kinds = types_of(item)
    if kinds and "Annotation" not in kinds:
        raise Malformed(f"it is no annotation but “{carried.line(next(iter(sorted(kinds))))[:40]}”")
    targets = list(_targets(item.get("target"), 0))
    if not targets:
        raise Malformed("it names no target")
    if not kinds:
        warnings.append("it doesn't say that it is one; it was taken for one by its target")
    identity = _identity(item, warnings)
    bodies = _bodies(item, warnings)
    times = _times(item, warnings)
    made = []
    for number, target in enumerate(targets[:_MOST_TARGETS]):
        # The first target has the annotation's own identity; each other one is an annotation of its own here.
        own = identity if number == 0 else uuid.uuid5(identity, str(number))
        remarks = list(warnings) if number == 0 else []
        found = _carried(item, target, own, bodies, times, remarks)
        made.append(Made(target, found, tuple(remarks)))
    return tuple(made)


def story_of(target: Json) -> tuple[Story, str]:
    """Return what a target says of its story, as a stub, and the story's UUID where the target names one.

    The terms are those of `library.exporters.annotations_jsonld`.
    """
    source = _source(target)
    part = target.get("dcterms:isPartOf") if isinstance(target, dict) else None
    address = carried.web_address(source) or carried.web_address(text_at(part, "schema:url"))
    identity = _uuid(text_at(part, "schema:identifier")) or _uuid(source)
    is_other = source and not carried.web_address(source) and not _uuid(source)
    story = Story(
        headline=_line(text_at(part, "schema:headline", "schema:name", "dcterms:title", "dc:title")),
        authors=tuple(filter(None, map(_line, texts_at(part, "schema:author")))),
        source=_line(text_at(part, "schema:publisher")),
        published=_stamp(text_at(part, "schema:datePublished")),
        updated=_stamp(text_at(part, "schema:dateModified")),
        language=_line(text_at(part, "schema:inLanguage")),
        url=_sound(address),
        guid=_sound(text_at(part, "dc:identifier")) or (_sound(source) if is_other else ""),
    )
    return story, str(identity) if identity else ""


def _targets(value: Json, depth: int) -> Iterator[Json]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _targets(each, depth + 1)
    elif isinstance(value, dict) and types_of(value) & _SETS and not _source(value):
        yield from _targets(value.get("items"), depth + 1)
    elif _source(value):
        yield value


def _source(target: Json) -> str:
    """Return the IRI of what a target is, or is a part of; empty where it names none."""
    if isinstance(target, str):
        return target.strip() if _IRI.fullmatch(target.strip()) else ""
    if not isinstance(target, dict):
        return ""
    source = target.get("source")
    found = text_at(source, "id", "@id") if isinstance(source, dict) else text_at(target, "source")
    found = found or next(iter(texts_at(target, "source")), "") or text_at(target, "id", "@id")
    return found if _IRI.fullmatch(found) else ""


def _identity(item: Json, warnings: list[str]) -> uuid.UUID:
    written = item.get("id", item.get("@id"))
    if isinstance(written, list) and len(written) == 1:
        written = written[0]
    if isinstance(written, str) and (own := _uuid(written)):
        return own
    if isinstance(written, str) and _IRI.fullmatch(written):
        return uuid.uuid5(uuid.NAMESPACE_URL, _sound(written))
    if written is not None:
        warnings.append("its identifier is not one address, so it was given one of its own")
    return uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(item, sort_keys=True))


def _uuid(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written.lower().removeprefix("urn:uuid:"))
    except ValueError:
        return None


def _bodies(item: Json, warnings: list[str]) -> _Bodies:
    bodies = _Bodies()
    value = item.get("bodyValue")
    if isinstance(value, str):
        bodies.notes.append(value)
    elif value is not None:
        warnings.append("its bodyValue is no text and was left out")
    _add_body(item.get("body"), bodies, warnings, 0)
    return bodies


def _add_body(body: Json, bodies: _Bodies, warnings: list[str], depth: int) -> None:
    if body is None or depth > _DEEPEST:
        return
    if isinstance(body, list):
        for each in body:
            _add_body(each, bodies, warnings, depth + 1)
    elif isinstance(body, str):
        bodies.notes.append(body)
    elif not isinstance(body, dict):
        warnings.append("one of its bodies is neither text nor an address and was left out")
    elif types_of(body) & _SETS and isinstance(body.get("items"), list):
        # Of a choice the first is the one to show.
        chosen = body["items"][:1] if "Choice" in types_of(body) else body["items"]
        _add_body(chosen, bodies, warnings, depth + 1)
    else:
        _add_one(body, bodies, warnings)


def _add_one(body: Json, bodies: _Bodies, warnings: list[str]) -> None:
    bodies.colour = bodies.colour or text_at(body, "color", "colour")
    bodies.tags += texts_at(body, "tag")  # Readium's
    written = body.get("value", body.get("text"))
    if written is not None and not isinstance(written, str):
        warnings.append("the value of one of its bodies is not one text and was left out")
        return
    content = written if isinstance(written, str) else _source(body)
    if not content:
        if "TextualBody" in types_of(body) and not (bodies.colour or bodies.tags):
            warnings.append("one of its bodies has no value and was left out")
        return
    purposes = {*texts_at(body, "purpose"), *texts_at(body, "role")}
    if ("tagging" in purposes or "Tag" in types_of(body)) and "://" not in content:
        bodies.tags.append(content)
    elif "highlighting" in purposes:  # how Recogito writes a colour
        bodies.colour = bodies.colour or content
    else:
        bodies.notes.append(_words(content) if "html" in text_at(body, "format").lower() else content)


def _words(markup: str) -> str:
    from library.importers._html.story import read_fragment

    return "\n\n".join(block.text for block in read_fragment(markup).blocks)


def _times(item: Json, warnings: list[str]) -> tuple[int, int]:
    """Return when it was made and changed in UTC ms; 0 where it doesn't say."""
    found = {name: _milliseconds(item.get(name)) for name in ("created", "modified", "generated")}
    for name, at in found.items():
        if at is None and item.get(name) is not None:
            warnings.append(f"its time “{name}” is not one date and was left out")
    created = found["created"] or found["generated"] or found["modified"] or 0
    return created, max(created, found["modified"] or 0)


def _milliseconds(written: Json) -> int | None:
    if not isinstance(written, str):
        return None
    try:
        at = datetime.fromisoformat(written.strip())
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        made = (at - _EPOCH) // timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        stamp = carried.moment(written)
        made = stamp.sort_key() * 1000 if stamp else -1
    return made if made >= 0 else None


def _carried(
    item: Json, target: Json, own: uuid.UUID, bodies: _Bodies, times: tuple[int, int], warnings: list[str]
) -> CarriedAnnotation | None:
    part = target.get("dcterms:isPartOf") if isinstance(target, dict) else None
    made_in = text_at(part, "schema:sha256")
    quote, position = _selectors(target, warnings)
    note = _sound("\n\n".join(bodies.notes))
    note = note if made_in else carried.note(note)
    tags = clean_tags(tuple(map(_sound, bodies.tags)))
    motivation = _motivation(item, note)
    says_nothing = not (quote.exact or quote.prefix or quote.suffix or note or tags or made_in)
    if says_nothing and motivation is Motivation.HIGHLIGHTING:
        return None  # it points at the page and says nothing of it
    earlier = _earlier(target) if made_in else ()
    made = Annotation(
        str(own),
        Target(0, 0, quote, position),
        motivation,
        note,
        tags,
        _colour(item, target, bodies),
        *times,
        style=_style(target),
        earlier=tuple(each for each, _ in earlier),
        let_go=item.get("broadsheet:letGo") is True,
    )
    return CarriedAnnotation(made, made_in, tuple(content for _, content in earlier))


def _earlier(target: Json) -> tuple[tuple[Target, str], ...]:
    """Return the places that a passage was attached to before, and the content of the version of each."""
    found = []
    for each in list_at(target, "broadsheet:earlier")[:_MOST_TARGETS]:
        quote, position = _selectors(each, [])
        if content := text_at(each, "schema:sha256"):
            found.append((Target(0, 0, quote, position), content))
    return tuple(found)


def _style(target: Json) -> HighlightStyle:
    return HighlightStyle.UNDERLINE if "underline" in texts_at(target, "styleClass") else HighlightStyle.FILL


def colour_names(value: Json) -> tuple[tuple[Colour, str], ...]:
    """Return what the user of a library of ours called its colours."""
    known = {colour.value: colour for colour in Colour}
    found = {}
    for each in list_at(value, "broadsheet:colours"):
        colour, name = known.get(text_at(each, "styleClass")), _line(text_at(each, "label"))
        if colour is not None and name:
            found[colour] = name
    return tuple(found.items())


def _motivation(item: Json, note: str) -> Motivation:
    written = {each.rpartition(":")[2] for each in texts_at(item, "motivation")}
    if "bookmarking" in written:
        return Motivation.BOOKMARKING
    return Motivation.COMMENTING if note else Motivation.HIGHLIGHTING


def _selectors(target: Json, warnings: list[str]) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Return the quote that a target was chosen by, and its place; both empty for the whole of it."""
    found = list(_each_selector(target.get("selector") if isinstance(target, dict) else None, 0))
    quote = next((each for each in found if "TextQuoteSelector" in types_of(each)), None)
    place = next((each for each in found if "TextPositionSelector" in types_of(each)), None)
    exact, prefix, suffix = (_sound(exact_text_at(quote, name)) for name in ("exact", "prefix", "suffix"))
    start, end = _position(place)
    if not (exact or prefix or suffix):
        if found:
            kinds = ", ".join(sorted({kind for each in found for kind in types_of(each)})) or "an address"
            warnings.append(f"its place is given by {kinds[:80]} and by no quote, so it is a note on the whole story")
        return TextQuoteSelector(""), TextPositionSelector(0, 0)
    if place is not None and end < 0:
        warnings.append("its position is none, so its quote alone counts")
    return TextQuoteSelector(exact, prefix, suffix), TextPositionSelector(max(start, 0), max(end, len(exact), 0))


def _each_selector(value: Json, depth: int) -> Iterator[Json]:
    """Yield selectors, and those that refine them."""
    if depth > _DEEPEST or value is None:
        return
    for each in value if isinstance(value, list) else [value]:
        yield each
        if isinstance(each, dict):
            yield from _each_selector(each.get("refinedBy"), depth + 1)


def _position(place: Json) -> tuple[int, int]:
    """Return a selector's code points, -1 for both where it has none."""
    start, end = (place.get(name) if isinstance(place, dict) else None for name in ("start", "end"))
    if type(start) is int and type(end) is int and 0 <= start <= end < _FARTHEST:
        return start, end
    return -1, -1


def _colour(item: Json, target: Json, bodies: _Bodies) -> Colour:
    css = _CSS_COLOUR.search(exact_text_at(item.get("stylesheet"), "value")[:1000])
    words = (bodies.colour, " ".join(texts_at(target, "styleClass")), css[1] if css else "")
    found = (carried.colour(_sound(each)) for each in words if each)
    return next((each for each in found if each is not Colour.YELLOW), Colour.YELLOW)


def _stamp(written: str) -> Stamp | None:
    try:
        return Stamp(written)
    except ValueError:
        return carried.moment(written)


def _line(written: str) -> str:
    return " ".join(_sound(written).split())


def _sound(written: str) -> str:
    """Return text that can be stored: half a surrogate pair is no character."""
    return _SURROGATES.sub("\ufffd", written)
