"""Bodies of wires as blocks: NITF, XHTML and text in lines.

NITF's structure is HTML's under other names, so it is renamed and read as HTML is; its pictures, which HTML has no
place for, are read here. Source: NITF 3.6 (https://iptc.org/standards/nitf/).
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

import lxml.html

from library.importers._assets import picture
from library.importers._html.story import Reading, read_fragment
from library.importers._news_xml import line_at, markup_of, once
from library.importers._text_body import read_body
from library.importers._text_lines import Piece, pieces
from library.importers._xml import Element
from library.importers.base import Beside
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Image, Span
from library.model.story import Asset

_SAME_TAGS = (
    "p br hr em strong i b u s sub sup pre ol ul li dl dt dd table caption tr td th tbody thead tfoot col colgroup a q "
    "div blockquote h1 h2 h3 h4 h5 h6 del ins span code cite small"
)
_SAME = frozenset(_SAME_TAGS.split())
_RENAMED = {
    "hl1": "h2",
    "hl2": "h2",
    "bq": "blockquote",
    "credit": "p",
    "datasource": "p",
    **dict.fromkeys(("block", "body.content", "body", "nitf-table", "note", "section", "postaddr"), "div"),
}
_LEFT_OUT_TAGS = (
    "nitf-table-metadata nitf-col nitf-colgroup custom-table alt-code classifier pronounce lang rights media-metadata "
    "script style head title"
)
_LEFT_OUT = frozenset(_LEFT_OUT_TAGS.split())
_PICTURES = frozenset(("media", "img", "image", "picture"))
_HOLDERS = frozenset(("body.content", "block", "div", "section", "body", "note", "bq", "blockquote"))
_KEPT_ATTRIBUTES = ("href", "colspan", "rowspan", "start", "value")
_NO_PICTURE = re.compile(r"\b(?:audio|video|text|other|graphic-source)\b", re.IGNORECASE)
_LINE = (45, 90)
"""Characters of a line that a wire wrapped with <br>: shorter or longer ones were meant to end."""

_MARKUP = re.compile(r"</?(?:p|br|b|i|em|strong|div|span|ul|ol|li|h[1-6]|a|table|hr)\b[^<>]*>", re.IGNORECASE)
_INDENT = re.compile(r"^(?: {2,8}|\t)(?=\S)", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{1,500}>")


@dataclass(slots=True)
class _Body:
    """Blocks collected in reading order; `waiting` is markup that has not become blocks yet."""

    beside: Beside
    blocks: list[Block] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def flush(self) -> None:
        if self.waiting:
            reading = read_fragment("".join(self.waiting))
            self.blocks.extend(reading.blocks)
            self.assets.update((asset.digest, asset) for asset in reading.assets)
            self.waiting.clear()

    def put(self, element: Element) -> None:
        if (shown := _picture(element, self.beside)) is not None:
            self.flush()
            block, asset = shown
            self.blocks.append(block)
            if asset is not None:
                self.assets[asset.digest] = asset


def read_nitf(content: Element, beside: Beside) -> Reading:
    """Return the blocks of NITF's `body.content`, with the pictures that lie beside the file."""
    body = _Body(beside)
    _flow(content, body)
    body.flush()
    return Reading(tuple(body.blocks), tuple(body.assets.values()))


def read_markup(markup: str, beside: Beside) -> Reading:
    """Return the blocks of HTML, with the pictures that lie beside the file."""
    return read_fragment(markup, pictures=beside)


def read_xhtml(element: Element, beside: Beside) -> Reading:
    """Return the blocks of an XHTML tree."""
    body = element if element.tag == "body" else element.find(".//body")
    return read_markup(markup_of(element if body is None else body), beside)


def read_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of text in lines: wrapped ones joined, columns kept. A wire indents its paragraphs."""
    plain = tidy(text).strip("\n")
    if len(_INDENT.findall(plain)) >= 2 and "\n\n" not in plain:
        plain = _INDENT.sub(r"\n\g<0>", plain)
    return read_body(_whole(pieces(plain))).blocks


def _whole(found: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in found if piece.text.strip()]


def is_markup(text: str) -> bool:
    """True for text that holds HTML's tags."""
    return bool(_MARKUP.search(text))


def read_any(text: str, beside: Beside) -> Reading:
    """Return the blocks of a text that may be HTML. One paragraph around wrapped and indented lines is text."""
    if not is_markup(text):
        return Reading(read_text(text))
    inside = re.fullmatch(r"\s*<p[^<>]*>([^<>]*)</p>\s*", text)
    if inside and _INDENT.search(inside[1].strip("\n")):
        return Reading(read_text(once(inside[1].strip())))
    return read_markup(text, beside)


def without_tags(text: str) -> str:
    """Return a short field that may hold markup as plain text on one line."""
    if "<" not in text and "&" not in text:
        return one_line(tidy(text))
    root = lxml.html.fromstring(f"<div>{_TAG.sub(' ', tidy(text))}</div>")
    return one_line(tidy(root.text_content()))


def _flow(holder: Element, body: _Body) -> None:
    body.waiting.append(escape(once(holder.text or ""), quote=False))
    for child in holder:
        if child.tag in _PICTURES:
            body.put(child)
        elif child.tag in _HOLDERS and any(each.tag in _PICTURES for each in child.iter()):
            _flow(child, body)
        elif isinstance(child.tag, str):
            body.waiting.append(_markup(child))
            for inner in [each for each in child.iter() if each.tag in _PICTURES]:
                body.put(inner)
        body.waiting.append(escape(once(child.tail or ""), quote=False))


def _markup(element: Element) -> str:
    """The element as HTML, without its pictures and its tail."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_OUT or tag in _PICTURES:
        return ""
    if tag == "p":
        element = _unwrapped(element)
    if tag == "table":
        return _titled_table(element)
    return _element(element)


def _element(element: Element) -> str:
    tag = element.tag
    name = _RENAMED.get(tag, tag if tag in _SAME else "span")
    if name == "br" or name == "hr":
        return f"<{name}>"
    kept = "".join(f' {key}="{escape(element.get(key))}"' for key in _KEPT_ATTRIBUTES if element.get(key))
    inside = escape(once(element.text or ""), quote=False) + "".join(_with_tail(child) for child in element)
    return f"<{name}{kept}>{inside}</{name}>"


def _titled_table(table: Element) -> str:
    """A table whose first and last rows of one heading cell each are titles: of it, and of what follows."""
    kept = copy.deepcopy(table)
    rows = list(kept.iter("tr"))
    above = list(itertools.takewhile(_is_title, rows))
    below = list(itertools.takewhile(_is_title, reversed(rows[len(above) :])))[::-1]
    for row in (*above, *below):
        row.getparent().remove(row)
    middle = _element(kept) if len(above) + len(below) < len(rows) else ""
    return _titles(above) + middle + _titles(below)


def _is_title(row: Element) -> bool:
    return len(row) == 1 and row[0].tag == "th"


def _titles(rows: list[Element]) -> str:
    return "".join(f"<h3>{_markup(row[0])}</h3>" for row in rows)


def _with_tail(child: Element) -> str:
    return _markup(child) + escape(once(child.tail or ""), quote=False)


def _unwrapped(paragraph: Element) -> Element:
    """A paragraph whose <br>s only wrap its lines: they become blanks. The paragraph given stays as it is."""
    breaks = list(paragraph.iterchildren("br"))
    if not breaks:
        return paragraph
    lines = _lines(paragraph)
    inner = [line for line in lines[:-1] if line.strip()]
    if not inner or not all(_LINE[0] <= len(line.strip()) <= _LINE[1] for line in inner):
        return paragraph
    result = copy.deepcopy(paragraph)
    for each in list(result.iterchildren("br")):
        each.tag = "span"
        each.text = " "
    return result


def _lines(paragraph: Element) -> list[str]:
    lines = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == "br":
            lines.append("")
        else:
            lines[-1] += "".join(child.itertext())
        lines[-1] += child.tail or ""
    return lines


def _picture(media: Element, beside: Beside) -> tuple[Block, Asset | None] | None:
    """A frame for a picture, with the picture if it came with the file; None for sound, film and empty frames."""
    if _NO_PICTURE.search(media.get("media-type") or media.get("type") or ""):
        return None
    sources = list(dict.fromkeys(_sources(media)))
    caption = line_at(media, "media-caption", "caption", "figcaption")
    credit = line_at(media, "media-producer", "media-caption/credit", "credit")
    alt = line_at(media, "media-reference@alternate-text", "@alt", "@alternate-text")
    return framed(sources, caption, credit, alt, beside)


def _sources(media: Element) -> Iterator[str]:
    for element in (*media.iterfind("media-reference"), media):
        kind = element.get("mime-type") or ""
        if kind and not kind.startswith(("image", "application/octet")):
            continue
        for name in ("source", "href", "src"):
            if (value := (element.get(name) or "").strip()) and not value.startswith("data:"):
                yield value


def framed(
    sources: Iterable[str], caption: str, credit: str, alt: str, beside: Beside
) -> tuple[Block, Asset | None] | None:
    """Return a picture's block and its bytes if one of the sources lies beside the file; None if there is nothing
    to frame: neither an address nor a caption."""
    names = [tidy(name).strip() for name in sources]
    address = next((name for name in names if name.startswith(("http://", "https://"))), "")
    spans = (Span(tidy(caption)),) if caption else ()
    alt = "" if alt == caption else tidy(alt)
    for name in names:
        data = None if "://" in name else beside(name)
        if data and (found := picture(data)):
            image = Image(found.asset.digest, address, alt, credit, found.width, found.height)
            return Block(BlockKind.IMAGE, spans, image=image), found.asset
    if not address and not caption:
        return None
    return Block(BlockKind.IMAGE, spans, image=Image("", address, alt, credit)), None
