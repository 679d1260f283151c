"""A tree read as blocks, in order: the structure of a page as its source has it.

One pass without recursion, whatever the depth. Owns what each element means as text. Knows nothing of which pieces
are the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from library.importers._html import classes, notes, tables
from library.importers._html.page import absolute
from library.importers._html.pictures import inline_text, picture
from library.importers._html.pieces import Piece, Role
from library.importers._html.preformatted import is_listing, listing
from library.importers._html.spans import MARKS, Inline, Setting
from library.model.document import Block, BlockKind, Span

_BLOCK_TAGS = (
    "address article aside blockquote body button caption center col colgroup dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol option optgroup p "
    "pre search section summary table tbody td tfoot th thead tr ul amp-img noscript xmp listing"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OPENING = {"q": "“", "rt": "（"}
_CLOSING = {"q": "”", "rt": "）"}
"""What browsers add to quotations, and what stands for ruby text where it can't be set above its base."""

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_QUOTING = frozenset(("blockquote", "aside", "div", "figure", "section", "p"))
_LONGEST_CAPTION = 900
_LONGEST_LABEL = 24
_CREDIT_PROPERTIES = frozenset(("copyrightholder", "copyrightnotice", "credittext", "creditline"))


@dataclass(slots=True)
class _Item:
    """A list item being read: after its first block, what follows only continues it. One that begins with a heading
    is a card or a chapter, and no item."""

    number: int | None
    begun: bool = False
    is_card: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """What kind of block text is in at a place in the tree."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    quotes: int = 0
    items: int = 0
    item: _Item | None = None
    role: Role = Role.BODY
    note: str = ""


class _Reader:
    def __init__(self, base: str, footnotes: notes.Footnotes) -> None:
        self.pieces: list[Piece] = []
        self._base = base
        self._notes = footnotes
        self._inline = Inline()
        self._setting = Setting()
        self._place = _Place()
        self._holder: HtmlElement
        self._waiting: list[Piece] = []
        self._counters: dict[HtmlElement, int] = {}

    def read(self, root: HtmlElement) -> list[Piece]:
        """Return the pieces of everything below the root, its own text included, its tail not."""
        self._holder = root
        stack: list[tuple[HtmlElement, tuple[Setting, _Place, HtmlElement, int] | None]] = [(root, None)]
        while stack:
            element, before = stack.pop()
            if before is None:
                saved = (self._setting, self._place, self._holder, len(self.pieces))
                if isinstance(element.tag, str) and self._enter(element):
                    self._inline.add(element.text or "", self._setting)
                    if len(element):
                        stack.append((element, saved))
                        stack.extend([(child, None) for child in reversed(element)])
                        continue
                    self._leave(element, saved[3])
                    self._setting, self._place, self._holder, _ = saved
            else:
                self._leave(element, before[3])
                self._setting, self._place, self._holder, _ = before
            if element is not root:
                self._inline.add(element.tail or "", self._setting)
        self._flush()
        return self.pieces

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element. False if it has been dealt with whole."""
        tag = element.tag
        if tag in BLOCK_TAGS:
            return self._enter_block(element, tag)
        if tag == "br":
            self._break(element)
        elif tag in ("img", "image"):
            self._picture(element)
        elif tag == "hr":
            self._flush()
            self._put(Block(BlockKind.RULE), element)
        elif tag == "a":
            self._enter_link(element)
            return True
        elif tag in MARKS:
            self._setting = replace(self._setting, marks=self._setting.marks | MARKS[tag])
            self._enter_note(element)
            return True
        elif tag in ("wbr", "rp"):
            return False
        else:
            self._enter_caption(element)
            self._inline.add(_OPENING.get(tag, ""), self._setting)
            return True
        return False

    def _enter_link(self, element: HtmlElement) -> None:
        href = element.get("href") or ""
        if href and (label := self._notes.label_of(element)):
            self._setting = replace(self._setting, footnote=label, link="")
        elif href.startswith("#"):
            is_place = len(href) > 1 and self._place.kind is not BlockKind.HEADING  # a heading's leads to itself
            self._setting = replace(self._setting, link=href if is_place else "")
        elif href:
            self._setting = replace(self._setting, link=absolute(href, self._base))

    def _enter_note(self, element: HtmlElement) -> None:
        if element.tag == "sup" and (label := self._notes.label_of(element)):
            self._setting = replace(self._setting, footnote=label)

    def _enter_caption(self, element: HtmlElement) -> None:
        role = self._caption_role(element)
        if role and element.find(".//img") is None and len(element.text_content()) <= _LONGEST_CAPTION:
            self._flush()
            self._holder = element
            self._place = replace(self._place, role=role)

    def _caption_role(self, element: HtmlElement) -> Role | None:
        role = self._place.role
        if role is Role.CREDIT:
            return None
        if (element.get("itemprop") or "").lower() in _CREDIT_PROPERTIES:
            return Role.CREDIT if role is Role.CAPTION or _in_figure(element) else None
        says = classes.traits(element.get("class"))
        if says.credit and _in_figure(element):
            return Role.CREDIT
        return Role.CAPTION if says.caption and role is Role.BODY else None

    def _enter_block(self, element: HtmlElement, tag: str) -> bool:
        self._flush()
        if tag in ("pre", "xmp", "listing") or is_listing(element):
            self._put(Block(BlockKind.PREFORMATTED, (Span(listing(element)),)), element)
            return False
        if tag == "amp-img":
            self._picture(element)
            return False
        if tag == "table" and tables.is_data(element):
            rows = tables.rows(element, lambda cell: _Reader(self._base, self._notes).read(cell))
            self._table_caption(element)
            self._put(Block(BlockKind.TABLE, rows=rows), element)
            return False
        self._holder = element
        if tag == "figure" and element.get("itemid") and element.find(".//img") is None:
            self._picture(element)  # a script would have put the picture in
        if label := self._notes.label_at(element):
            self._place = _Place(kind=BlockKind.FOOTNOTE, note=label)
        else:
            self._enter_text(element, tag)
        return True

    def _table_caption(self, table: HtmlElement) -> None:
        """What a table is called stands above it."""
        for caption in table.iterchildren("caption"):
            for piece in _Reader(self._base, self._notes).read(caption):
                self._put(piece.block, caption)

    def _enter_text(self, element: HtmlElement, tag: str) -> None:
        place = self._place
        if tag in _HEADINGS:
            self._place = replace(place, kind=BlockKind.HEADING, level=_HEADINGS[tag])
        elif tag == "li":
            self._place = replace(place, items=max(1, place.items), item=_Item(self._number(element)))
        elif tag in _LISTS:
            self._place = replace(place, items=place.items + 1, item=None)
        elif tag == "figcaption":
            self._place = replace(place, role=Role.CAPTION)
        elif tag in _QUOTING and classes.traits(element.get("class")).pull_quote:
            self._place = replace(place, kind=BlockKind.PULL_QUOTE)
        elif tag == "blockquote":
            self._place = replace(place, kind=BlockKind.QUOTE, quotes=place.quotes + 1)
        elif tag in ("aside", "nav", "footer") and place.item is not None:
            self._place = replace(place, item=None)
        self._enter_caption(element)

    def _number(self, element: HtmlElement) -> int | None:
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return None
        count = self._counters.get(parent)
        written = element.get("value") or (parent.get("start") if count is None else None) or ""
        number = int(written) if re.fullmatch(r"-?\d{1,6}", written) else (count or 0) + 1
        self._counters[parent] = number
        return number

    def _break(self, element: HtmlElement) -> None:
        if self._inline.ends_line and not self._inline.is_blank:
            self._flush()  # two in a row end a paragraph
        else:
            self._inline.add_break()

    def _picture(self, element: HtmlElement) -> None:
        if text := inline_text(element):
            self._inline.add(text, self._setting)
            return
        if (found := picture(element, self._base)) is None:
            return
        piece = Piece(Block(BlockKind.IMAGE, image=found.image), element, data=found.data)
        if self._inline.is_blank or self._inline.ends_line:
            self._flush()
            self.pieces.append(piece)
        else:
            self._waiting.append(piece)  # it floats beside its paragraph: don't cut a sentence in two

    def _leave(self, element: HtmlElement, first: int) -> None:
        tag = element.tag
        if tag in _CLOSING:
            self._inline.add(_CLOSING[tag], self._setting)
        if tag in BLOCK_TAGS or self._holder is element:
            self._flush()
        if tag == "figure":
            self._close_figure(first)

    def _close_figure(self, first: int) -> None:
        """In a figure, text beside a picture is its caption, whatever it is marked as; beside a marked caption, a few
        words are a label of the page's ("Image", "Enlarge")."""
        inside = self.pieces[first:]
        if not any(piece.is_picture for piece in inside):
            return
        texts = [piece for piece in inside if piece.block.kind is BlockKind.PARAGRAPH and piece.role is Role.BODY]
        if not any(piece.role is Role.CAPTION for piece in inside):
            if len(texts) > 2 * sum(1 for piece in inside if piece.is_picture) + 1:
                return  # a page's whole text, framed as a figure
            for piece in texts:
                piece.role = Role.CAPTION
            return
        labels = {id(piece) for piece in texts if len(piece.key) <= _LONGEST_LABEL}
        self.pieces[first:] = [piece for piece in inside if id(piece) not in labels]

    def _flush(self) -> None:
        if not self._inline.is_blank:
            spans = self._inline.take()
            if any(span.text.strip() for span in spans):
                self._put(self._block(spans), self._holder)
        if self._waiting:
            self.pieces.extend(self._waiting)
            self._waiting.clear()

    def _block(self, spans: tuple[Span, ...]) -> Block:
        place = self._place
        if place.note:
            return Block(BlockKind.FOOTNOTE, notes.without_label(spans, place.note), label=place.note)
        if place.kind is BlockKind.HEADING:
            if place.item is not None and place.item.number is None and not place.item.begun:
                place.item.is_card = True
            return Block(BlockKind.HEADING, spans, level=place.level)
        if place.item is not None and not place.item.is_card:
            if place.item.begun:
                return Block(BlockKind.PARAGRAPH, spans, level=place.items)
            place.item.begun = True
            return Block(BlockKind.LIST_ITEM, spans, level=place.items, number=place.item.number)
        if place.kind is BlockKind.QUOTE:
            return Block(BlockKind.QUOTE, spans, level=place.quotes)
        return Block(place.kind, spans)

    def _put(self, block: Block, element: HtmlElement) -> None:
        self.pieces.append(Piece(block, element, self._place.role))


def _in_figure(element: HtmlElement) -> bool:
    parent = element.getparent()
    for _ in range(4):
        if parent is None:
            return False
        if parent.tag in ("figure", "figcaption") or classes.are(classes.CAPTION, parent.get("class") or ""):
            return True
        parent = parent.getparent()
    return False


def read_pieces(root: HtmlElement, base: str) -> list[Piece]:
    """Return the tree's content as pieces in reading order; links are resolved against `base`."""
    return _Reader(base, notes.find(root)).read(root)
