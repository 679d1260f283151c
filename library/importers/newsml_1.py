"""NewsML 1.0 to 1.2: news items whose components hold a text, its headline and its pictures, each by its role.

Source: NewsML 1.2 (https://iptc.org/standards/newsml-1/) and what agencies make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from library.importers import _news_fields as fields
from library.importers import nitf
from library.importers._language_tag import language_tag
from library.importers._news_body import framed, read_any, read_xhtml
from library.importers._news_story import Status, composed
from library.importers._news_xml import line_at, line_of, lines_at, parse
from library.importers._xml import Element
from library.importers.base import Beside, SourceFile
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind
from library.model.story import Asset, Draft, Notice, Story

_LEFT_OUT = frozenset(("title", "headline", "stylesheet", "logo", "sound", "audio", "video", "caption", "thumbnail"))
_ABOVE = frozenset(("lead", "subheadline", "abstract", "summary", "intro", "standfirst"))
_BELOW = frozenset(("contact", "contacts", "about", "boilerplate", "disclaimer"))
_NO_TEXT = re.compile(r"photo|picture|image|graphic|audio|video|css|javascript|pdf|jpe?g|mpeg", re.IGNORECASE)
_PICTURE = re.compile(r"photo|picture|image|jpe?g", re.IGNORECASE)
_PLACE_OF_SOUND = re.compile(r"^[ \t]*(?:<NewsComponentRef\b[^<>\n]{0,80}/>|NewsComponentRef|\*{3})", re.MULTILINE)
"""Where a bulletin's sound would be played, and the stars that part its items."""

_KEYWORD = re.compile(r"keyword", re.IGNORECASE)


@dataclass(slots=True)
class _Body:
    """The parts of a story, collected by what their roles say: above the text, the text, below it."""

    beside: Beside
    above: list[Block] = field(default_factory=list)
    text: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    frames: list[Block] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    story: Story = field(default_factory=Story)


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each story in a NewsML 1 file. Raises NoStory where there is none with text."""
    parsed = parse(source.data)
    items = list(parsed.root.iter("newsitem"))
    if not items:
        raise parsed.nothing("The file holds no NewsML news item.")
    drafts = [draft for item in items for draft in _drafts(item, source.beside, parsed.notices)]
    if not drafts:
        raise parsed.nothing("The file's news items hold no text.")
    yield from drafts


def _drafts(item: Element, beside: Beside, notices: Sequence[Notice]) -> Iterator[Draft]:
    top = item.find("newscomponent")
    status = _status(item)
    if top is None:
        return
    tellings = dict.fromkeys(_tellings(top))
    for telling in tellings:
        body = _Body(beside)
        for component in _own_components(telling, tellings):
            _collect(component, body)
        if not any(block.text.strip() for block in body.text) and not status.withdrawn:
            continue
        story = _fields(item, telling, several=len(tellings) > 1)
        yield _composed(story, body, status, notices)


def _tellings(component: Element) -> Iterator[Element]:
    """The components that are a story each: the innermost with a headline of their own and a text below it."""
    inner = [each for each in component.iterfind("newscomponent") if _has_headline(each) and _has_text(each)]
    if inner:
        for each in inner:
            yield from _tellings(each)
    else:
        yield component


def _has_headline(component: Element) -> bool:
    return any(line_at(each, "newslines/headline") for each in component.iter("newscomponent")) and not _PICTURE.search(
        _role(component)
    )


def _has_text(component: Element) -> bool:
    return any(_is_text(item) for item in component.iter("contentitem"))


def _is_text(item: Element) -> bool:
    content = item.find("datacontent")
    kinds = lines_at(item, "mediatype@formalname", "mimetype@formalname", "format@formalname")
    return content is not None and not any(_NO_TEXT.search(kind) for kind in kinds) and bool(line_of(content))


def _own_components(telling: Element, tellings: dict[Element, None]) -> Iterator[Element]:
    yield telling
    for child in telling.iterfind("newscomponent"):
        if child not in tellings:
            yield from _own_components(child, tellings)


def _role(component: Element) -> str:
    return line_at(component, "role@formalname").lower()


def _collect(component: Element, body: _Body) -> None:
    role = _role(component)
    if role in _LEFT_OUT:
        return
    items = list(component.iterfind("contentitem"))
    for item in items:
        if _is_text(item):
            blocks = _read(item.find("datacontent"), body)
            target = body.above if role in _ABOVE else body.below if role in _BELOW else body.text
            target.extend(blocks)
            break
    addresses = [each.get("href") for each in items if _is_picture(each) and each.get("href")]
    if addresses:
        _frame(component, addresses, body)


def _is_picture(item: Element) -> bool:
    kinds = lines_at(item, "mediatype@formalname", "mimetype@formalname", "format@formalname")
    return any(_PICTURE.search(kind) for kind in kinds)


def _frame(component: Element, addresses: list[str], body: _Body) -> None:
    captions = [
        line_of(each.find("contentitem/datacontent"))
        for each in component.iterfind("newscomponent")
        if _role(each) == "caption"
    ]
    caption = next(filter(None, captions), "") or line_at(component, "newslines/headline")
    found = framed(addresses, caption, line_at(component, "newslines/creditline"), "", body.beside)
    if found is not None:
        body.frames.append(found[0])
        body.assets += [found[1]] if found[1] else []


def _read(content: Element, body: _Body) -> Sequence[Block]:
    inner = content.find(".//nitf")
    if inner is not None:
        draft = nitf.story_of(inner, body.beside, Story())
        if draft is None:
            return ()
        body.story, body.assets = draft.story, [*body.assets, *draft.assets]
        return draft.story.document.blocks
    if content.find(".//body") is not None or content.find(".//p") is not None:
        reading = read_xhtml(content, body.beside)
    else:
        reading = read_any(_PLACE_OF_SOUND.sub("", "".join(content.itertext())), body.beside)
    body.assets += reading.assets
    return reading.blocks


def _composed(story: Story, body: _Body, status: Status, notices: Sequence[Notice]) -> Draft:
    story = fields.filled(story, body.story)
    above = body.above
    if len(above) == 1 and above[0].kind is BlockKind.PARAGRAPH and not story.standfirst:
        story, above = replace(story, standfirst=above[0].text), []
    blocks = [*body.frames[:1], *above, *body.text, *body.frames[1:], *body.below]
    return composed(story, blocks, status, body.assets, notices)


def _status(item: Element) -> Status:
    status = line_at(item, "newsmanagement/status@formalname").lower()
    notes = lines_at(item, "newsmanagement/instruction/comment", "newscomponent/newslines/correctionline")
    return Status(
        withdrawn=status in ("canceled", "cancelled", "killed", "withdrawn"),
        withheld=status == "withheld",
        embargoed=fields.stamp(*lines_at(item, "newsmanagement/statuswillchange/dateandtime"))
        if status == "embargoed"
        else None,
        notes=tuple(notes),
    )


def _fields(item: Element, telling: Element, *, several: bool) -> Story:
    lines = [telling, *(each for each in telling.iterancestors("newscomponent"))]
    created = fields.stamp(line_at(item, "newsmanagement/firstcreated"), line_at(item, ".//dateid"))
    changed = fields.stamp(line_at(item, "newsmanagement/thisrevisioncreated"))
    tongue = _nearest(lines, "@lang", "descriptivemetadata/language@formalname") or item.get("lang") or ""
    bylines = [line for line in lines_at(telling, "newslines/byline") if line]
    source = _nearest(
        lines,
        "administrativemetadata/source/party@formalname",
        "administrativemetadata/provider/party@formalname",
        "newslines/creditline",
    )
    return Story(
        headline=_nearest(lines, "newslines/headline") or _titled(telling),
        standfirst=_nearest(lines, "newslines/subheadline") if not _is_slug(lines) else "",
        authors=fields.names(line for line in bylines if one_line(line) != source),
        dateline=fields.place(_nearest(lines, "newslines/dateline")),
        source=source or line_at(item, ".//providerid"),
        published=created,
        updated=fields.later(changed, created),
        language=language_tag(tongue),
        guid=_guid(item, telling if several else None),
        credit=_credit(lines),
        keywords=_keywords(item, lines),
    )


def _nearest(components: list[Element], *paths: str) -> str:
    return next((found for each in components if (found := line_at(each, *paths))), "")


def _titled(telling: Element) -> str:
    titles = (each for each in telling.iter("newscomponent") if _role(each) in ("title", "headline"))
    return next(filter(None, (line_of(each.find("contentitem/datacontent")) for each in titles)), "")


def _is_slug(lines: list[Element]) -> bool:
    return _nearest(lines, "newslines/subheadline").isupper()


def _guid(item: Element, telling: Element | None) -> str:
    """The item's identity without its revision, so that a later revision is a version of the same story."""
    parts = [line_at(item, f"identification/newsidentifier/{each}") for each in ("providerid", "dateid", "newsitemid")]
    if not parts[2]:
        return ""
    mark = (telling.get("duid") or telling.get("lang") or "") if telling is not None else ""
    return tidy(":".join(filter(None, ["urn:newsml", *parts, mark])))


def _credit(lines: list[Element]) -> str:
    owner = fields.copyright_line(_nearest(lines, "newslines/copyrightline"))
    bylines = [line for line in lines_at(lines[0], "newslines/byline") if fields.is_initials(line)]
    return "; ".join(filter(None, [_nearest(lines, "newslines/creditline"), *bylines, owner]))


def _keywords(item: Element, lines: list[Element]) -> tuple[str, ...]:
    properties = [
        each.get("value") or ""
        for line in lines
        for each in (*line.iterfind("descriptivemetadata/property"), *line.iterfind("metadata/property"))
        if _KEYWORD.search(each.get("formalname") or "")
    ]
    written = [word for line in lines for word in lines_at(line, "newslines/keywordline", "newslines/slugline")]
    slugs = [part for label in lines_at(item, "identification/namelabel") for part in label.split("-")]
    return fields.keywords(written, properties, slugs)
