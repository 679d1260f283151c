"""Bodies and associations of ninjs items as blocks.

Owns which of an item's bodies is read, and which of its pictures stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import lxml.html

from library.importers import nitf
from library.importers._json import Json, list_at, text_at
from library.importers._news_body import framed, is_markup, read_any, read_markup, without_tags
from library.importers._news_fields import names
from library.importers._news_xml import parse
from library.importers.base import Beside
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind
from library.model.errors import UnreadableFile
from library.model.story import Asset, Related, Story

_PREFERRED = ("richhtml", "html", "xhtml", "richtext", "nitf", "main", "text")
_NOT_READ = re.compile(r"ttnitf|json|script", re.IGNORECASE)
_DECORATION = re.compile(r"logo|icon|thumbnail", re.IGNORECASE)
_DECK = re.compile(r"<h4>(\s*<p>.{0,4000}?)</h4>", re.DOTALL)
"""TT sets paragraphs in a heading, which HTML would end at the first of them."""

_INGRESS = r"<section class='ingress'>\1</section>"
_WORD = re.compile(r"[^\W_]")
_WIDEST = 2048
"""Pixels of the rendition that a frame names: larger ones are for print."""


@dataclass(frozen=True, slots=True)
class Body:
    """What an item's body gave: blocks, the bytes of pictures, and fields that stand in its markup alone."""

    blocks: tuple[Block, ...] = ()
    assets: tuple[Asset, ...] = ()
    story: Story = Story()
    markup: str = ""


def plain(item: Json) -> dict[str, Any]:
    """Return an object with its names in one habit: lower case, no underscores. Else an empty one.

    ninjs 1 writes `body_html` and `versioncreated`, ninjs 3 `versionCreated`, services something between.
    """
    found: dict[str, Any] = {}
    for name, value in item.items() if isinstance(item, dict) else ():
        found.setdefault(name.lower().replace("_", "").replace("$", ""), value)
    return found


def read_body(item: dict[str, Any], beside: Beside) -> Body:
    """Return the best of the item's bodies that holds text: markup before plain text."""
    for kind, text in _bodies(item):
        if text.lstrip().startswith(("<?xml", "<nitf")) and "<nitf" in text[:1000]:
            body = _read_nitf(text, beside)
        elif is_markup(text) or "html" in kind:
            body = _read_html(text, beside)
        else:
            reading = read_any(text, beside)
            body = Body(reading.blocks, reading.assets)
        if any(_WORD.search(block.text) for block in body.blocks):
            return replace(body, markup=text)
    return Body()


def _bodies(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the bodies are said to be, and their texts, the best first."""
    written: list[tuple[str, str]] = []
    for each in list_at(item, "bodies"):
        part = plain(each)
        if value := text_at(part, "value"):
            written.append((f"{text_at(part, 'contenttype')} {text_at(part, 'role')}".lower(), value))
    for name, value in item.items():
        if name.startswith("body") and isinstance(value, str) and value.strip():
            written.append((name.removeprefix("body"), value))
    usable = [(kind, value) for kind, value in written if not _NOT_READ.search(kind)]
    yield from sorted(usable, key=lambda pair: _rank(pair[0]))


def _rank(kind: str) -> int:
    return next((at for at, name in enumerate(_PREFERRED) if name in kind), len(_PREFERRED))


def _read_nitf(text: str, beside: Beside) -> Body:
    try:
        root = parse(text.encode()).root
    except UnreadableFile:
        return Body()
    element = root if root.tag == "nitf" else root.find(".//nitf")
    draft = nitf.story_of(element, beside, Story()) if element is not None else None
    if draft is None:
        return Body()
    return Body(draft.story.document.blocks, draft.assets, draft.story)


def _read_html(markup: str, beside: Beside) -> Body:
    """Read a body; what TT sets in classes of its own (vignette, ingress, byline) goes into fields."""
    if 'class="dat"' not in markup and 'class="byline"' not in markup:
        reading = read_markup(markup, beside)
        return Body(reading.blocks, reading.assets)
    root = lxml.html.document_fromstring(f"<body>{_DECK.sub(_INGRESS, tidy(markup))}</body>")
    kicker = _taken(root, ".//div[@class='dat']/span[@class='vignette']")
    _taken(root, ".//div[@class='dat']")
    bylines = _taken(root, ".//section/div[@class='byline']")
    standfirst = _taken(root, ".//section[@class='ingress']/*").replace("\n", " ")
    for speech in root.findall(".//blockquote"):
        speech.tag = "p"  # set as Swedish papers set it, as in `_ttnitf`
        speech.text = f"– {(speech.text or '').lstrip('–- ')}"
    for credit in root.findall(".//figure/div[@class='byline']"):
        credit.set("class", "credit")
    reading = read_markup(lxml.html.tostring(root, encoding="unicode"), beside)
    story = Story(kicker=kicker, standfirst=standfirst, authors=names([bylines] if bylines else []))
    return Body(reading.blocks, reading.assets, story)


def _taken(root: Any, path: str) -> str:
    found = root.findall(path)
    texts = [one_line(tidy(each.text_content())) for each in found]
    for each in found:
        each.drop_tree()
    return " ".join(filter(None, texts))


def associated(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what the item is associated with, objects in their plain form, each with its `name`."""
    found = item.get("associations")
    pairs: list[tuple[str, Json]] = []
    if isinstance(found, dict):
        pairs = [(str(name), value) for name, value in found.items()]
    elif isinstance(found, list):
        pairs = [("", value) for value in found]
    for name, value in pairs:
        if part := plain(value):
            yield part | {"name": name or text_at(part, "name", "id")}


def with_pictures(item: dict[str, Any], body: Body, beside: Beside) -> Body:
    """Return the body with the item's pictures that don't stand in it yet: the first above it, the others below."""
    said = " ".join(block.text for block in body.blocks if block.kind is BlockKind.IMAGE)
    frames: list[Block] = []
    assets = list(body.assets)
    for part in associated(item):
        if text_at(part, "type") not in ("picture", "graphic") or _DECORATION.search(text_at(part, "name")):
            continue
        addresses, caption = renditions(part), description(part)
        credit = without_tags(text_at(part, "byline", "by", "creditline"))
        if text_at(part, "name").startswith("editor_") or (caption and caption in said):
            continue
        if any(address in body.markup for address in addresses):
            continue
        if found := framed(addresses[:1], caption, credit, "", beside):
            frames.append(found[0])
            assets += [found[1]] if found[1] else []
    return replace(body, blocks=(*frames[:1], *body.blocks, *frames[1:]), assets=tuple(assets))


def related(item: dict[str, Any]) -> tuple[Related, ...]:
    """Return the stories that the item is associated with, by their headlines."""
    found = []
    for part in associated(item):
        if text_at(part, "type") in ("text", "story", "composite", "package") and (title := headline(part)):
            uri = tidy(text_at(part, "uri", "guid"))
            found.append(Related(title, uri if uri.startswith(("http://", "https://")) else ""))
    return tuple(found)


def headline(item: dict[str, Any]) -> str:
    """Return an item's main headline, or empty."""
    by_role = valued(item, "headlines")
    chosen = next((value for role, value in by_role if "main" in role), by_role[0][1] if by_role else "")
    return without_tags(chosen or text_at(item, "headline", "headlinemain"))


def description(item: dict[str, Any]) -> str:
    """Return an item's description, or empty."""
    by_role = valued(item, "descriptions")
    written = text_at(item, "descriptiontext", "descriptioncaption", "descriptionhtml", "descriptionsummary", "caption")
    return without_tags(written or (by_role[0][1] if by_role else ""))


def valued(item: dict[str, Any], name: str) -> list[tuple[str, str]]:
    """Return the role (lower case) and text of each entry of a list that ninjs 2 and 3 keep for each role."""
    parts = [plain(each) for each in list_at(item, name)]
    return [(text_at(part, "role").lower(), value) for part in parts if (value := text_at(part, "value"))]


def renditions(item: dict[str, Any]) -> list[str]:
    """Return the addresses of a picture's renditions, that for the screen first."""
    found = item.get("renditions")
    values = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    sized: list[tuple[int, str]] = []
    for each in values:
        part = plain(each)
        kind, address = text_at(part, "mimetype", "contenttype", "type"), text_at(part, "href", "src")
        if address and (not kind or "image" in kind or "picture" in kind):
            width = text_at(part, "width")
            sized.append((int(width) if width.isdecimal() and len(width) < 6 else 0, address))
    sized.sort(key=lambda pair: (pair[0] <= _WIDEST, pair[0] if pair[0] <= _WIDEST else -pair[0]), reverse=True)
    return [address for _, address in sized]
