"""The story itself: one way of setting for each kind of block."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtGui import QFontMetricsF

from desktop.reader._pictures import AssetReader, look_at
from desktop.reader._script import Script, Setting, setting_of
from desktop.reader._tables import PlacedTable, set_table
from desktop.reader._writer import Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.typography import SCALE, Style
from library.model.document import Block, BlockKind

_STYLES = {
    BlockKind.PARAGRAPH: Style.PARAGRAPH,
    BlockKind.QUOTE: Style.QUOTE,
    BlockKind.PULL_QUOTE: Style.PULL_QUOTE,
    BlockKind.LIST_ITEM: Style.LIST_ITEM,
    BlockKind.PREFORMATTED: Style.PREFORMATTED,
    BlockKind.RULE: Style.RULE,
    BlockKind.RELATED: Style.RELATED,
    BlockKind.EDITORS_NOTE: Style.EDITORS_NOTE,
    BlockKind.FOOTNOTE: Style.FOOTNOTE,
    BlockKind.IMAGE: Style.CAPTION,
}
_HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
_DEEPEST = 6
_BEFORE_A_LEDE = {BlockKind.IMAGE, BlockKind.EDITORS_NOTE, BlockKind.HEADING, BlockKind.RELATED, BlockKind.RULE}
_BOXED = {Style.EDITORS_NOTE, Style.PREFORMATTED, Style.PREFORMATTED_SMALL}
_MORE_OF = {Style.LEDE: Style.PARAGRAPH, Style.PREFORMATTED_SMALL: Style.PREFORMATTED}
_ABOVE_A_CAPTION = 1.15
_BELOW_THE_HEAD = 2.5
"""Ems from the head of the page to the text of a box that the story begins with: a box reaches above its text."""


def _lede(blocks: Sequence[Block]) -> int:
    """Return the place of the paragraph that a story opens with; -1 if it opens with a list, a table or a quote."""
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and block.level == 0:
            return at
        if block.kind not in _BEFORE_A_LEDE:
            break
    return -1


def _ranked(blocks: Sequence[Block]) -> dict[int, Style]:
    """Return the style for each level of subheads that there is.

    Pages number their levels by habit: what counts is which are above which. A story of many levels uses the highest
    style too.
    """
    levels = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
    styles = _HEADINGS[1:] if len(levels) < len(_HEADINGS) else _HEADINGS
    return {level: styles[min(rank, len(styles) - 1)] for rank, level in enumerate(levels)}


def _go_together(first: Style, second: Style) -> bool:
    """True if a block goes on from the one before as more of the same: the lede is a paragraph too."""
    return _MORE_OF.get(first, first) is _MORE_OF.get(second, second) and second is not Style.LEDE


class Body:
    """Sets the blocks of one story, in order, each knowing its neighbours."""

    def __init__(self, writer: Writer, blocks: Sequence[Block], asset: AssetReader, page: Setting) -> None:
        self._writer = writer
        self._formats = writer.formats
        self._blocks = blocks
        self._asset = asset
        self._page = page
        self.tables: list[PlacedTable] = []
        self._lede = _lede(blocks)
        self._ranked = _ranked(blocks)
        self._special: dict[BlockKind, Callable[[int, int, str], None]] = {
            BlockKind.IMAGE: self._image,
            BlockKind.TABLE: self._table,
            BlockKind.PREFORMATTED: self._preformatted,
        }

    def set_block(self, index: int, start: int) -> int:
        """Set the block at `index`, whose canonical text begins at code point `start`; return where the next begins."""
        block = self._blocks[index]
        text = block.text
        self._special.get(block.kind, self._text_block)(index, start, text)
        return start + len(text) + 1

    def _text_block(self, index: int, start: int, text: str) -> None:
        writer, block = self._writer, self._blocks[index]
        style, setting = self._style(index), setting_of(text, self._page)
        first = self._begin(index, style, setting)
        if block.kind is BlockKind.RELATED:
            arrow = "\u2190" if setting.rtl else "\u2192"
            writer.made("Related", self._formats.char(Style.RELATED_LABEL))
            writer.made(f"\u2002{arrow}\u2002", self._formats.char(Style.RELATED))
        if block.kind is BlockKind.RULE and not text:
            # Qt hides an empty block behind a table, and with it the break.
            writer.made("\u00a0", self._formats.char(style))
        writer.canonical(start, text, block.spans, style, setting.script)
        self._adorn(index, first, setting)

    def _begin(self, index: int, style: Style, setting: Setting, followed: bool = False) -> int:
        """Begin the block at `index`, closely `followed` by more of it or not; return its position in the document."""
        joins_previous = index > 0 and _go_together(self._style(index - 1), style)
        joins_next = index + 1 < len(self._blocks) and _go_together(style, self._style(index + 1))
        block = self._formats.block(style, setting, self._depth(index), joins_previous, joins_next)
        if followed:
            block = self._formats.with_space_below(block, SCALE[Style.PICTURE_CREDIT].before)
        if index == 0 and style in _BOXED:
            block = self._formats.with_space_above(block, _BELOW_THE_HEAD)
        self._writer.begin(block, self._formats.char(style, setting.script))
        return self._writer.position

    def _style(self, index: int) -> Style:
        block = self._blocks[index]
        if block.kind is BlockKind.HEADING:
            return self._ranked[block.level]
        if block.kind is BlockKind.PREFORMATTED and self._has_long_lines(block):
            return Style.PREFORMATTED_SMALL
        if block.kind is BlockKind.PARAGRAPH:
            if block.level:
                return Style.LIST_ITEM
            return Style.LEDE if index == self._lede else Style.PARAGRAPH
        return _STYLES.get(block.kind, Style.TABLE)

    def _has_long_lines(self, block: Block) -> bool:
        """True if a line would go on in another in the usual type."""
        room = self._formats.style.measure - 2 * self._formats.style.em(SCALE[Style.PREFORMATTED].indent)
        longest = max(map(len, block.text.expandtabs(4).split("\n")))
        return longest * self._letter > room

    @functools.cached_property
    def _letter(self) -> float:
        """How wide a letter of preformatted text is, in pixels."""
        return QFontMetricsF(self._formats.char(Style.PREFORMATTED).font()).horizontalAdvance("0")

    def _depth(self, index: int) -> int:
        return min(max(self._blocks[index].level, 1), _DEEPEST)

    def _adorn(self, index: int, first: int, setting: Setting) -> None:
        block, writer = self._blocks[index], self._writer
        joins = self._joined(index)
        match block.kind:
            case BlockKind.QUOTE:
                writer.ornament(OrnamentKind.BAR, first, setting, self._depth(index), joins=joins)
            case BlockKind.PULL_QUOTE:
                writer.ornament(OrnamentKind.BRACKETS, first, setting)
                writer.balance(setting.rtl)
            case BlockKind.LIST_ITEM if block.number is None:
                writer.ornament(OrnamentKind.BULLET, first, setting, self._depth(index))
            case BlockKind.LIST_ITEM:
                number = f".{block.number}" if setting.rtl else f"{block.number}."
                writer.ornament(OrnamentKind.LABEL, first, setting, text=number)
            case BlockKind.RULE:
                writer.ornament(OrnamentKind.BREAK, first, setting)
            case BlockKind.EDITORS_NOTE | BlockKind.PREFORMATTED:
                writer.ornament(OrnamentKind.BOX, first, setting, joins=joins)
            case BlockKind.FOOTNOTE:
                writer.ornament(OrnamentKind.LABEL, first, setting, text=block.label)
                if index == 0 or self._blocks[index - 1].kind is not BlockKind.FOOTNOTE:
                    writer.ornament(OrnamentKind.NOTES, first, setting)

    def _joined(self, index: int) -> int:
        """Return to what depth the block goes on from one of its own kind before it."""
        if index == 0 or self._blocks[index - 1].kind is not self._blocks[index].kind:
            return 0
        return min(self._depth(index - 1), self._depth(index))

    def _preformatted(self, index: int, start: int, text: str) -> None:
        # Programs and tables drawn in letters run from the left whatever is in them.
        setting = Setting(Script.LATIN, rtl=False)
        first = self._begin(index, self._style(index), setting)
        self._writer.canonical(start, text, self._blocks[index].spans, self._style(index), Script.LATIN)
        self._adorn(index, first, setting)

    def _table(self, index: int, start: int, text: str) -> None:
        placed = set_table(self._writer, index, self._blocks[index], start, self._page)
        if placed is not None:
            self.tables.append(placed)

    def _image(self, index: int, start: int, text: str) -> None:
        writer, block = self._writer, self._blocks[index]
        credit = block.image.credit if block.image else ""
        self._picture(index, bool(text or credit))
        setting = setting_of(text, self._page)
        if text:
            self._begin(index, Style.CAPTION, setting, followed=bool(credit))
        writer.canonical(start, text, block.spans, Style.CAPTION, setting.script)
        if credit:
            self._credit(credit)

    def _credit(self, credit: str) -> None:
        # In a block of its own, so that the end of the caption is the end of a block in both texts.
        setting = setting_of(credit, self._page)
        char = self._formats.char(Style.PICTURE_CREDIT, setting.script)
        self._writer.begin(self._formats.block(Style.PICTURE_CREDIT, setting), char)
        self._writer.made(credit, char)

    def _picture(self, index: int, captioned: bool) -> None:
        """Set the picture's own block, or the frame that stands for it."""
        image = self._blocks[index].image
        picture = look_at(image.asset, self._asset) if image else None
        if picture is None:
            self._no_picture(image.alt if image else "", captioned)
            return
        self._writer.begin(self._formats.picture(captioned, self._page.rtl), self._formats.char(Style.PICTURE))
        self._writer.picture(picture)

    def _no_picture(self, alt: str, captioned: bool) -> None:
        setting = setting_of(alt, self._page)
        block = self._formats.block(Style.NO_PICTURE, setting)
        if captioned:
            block = self._formats.with_space_below(block, _ABOVE_A_CAPTION)
        self._writer.begin(block, self._formats.char(Style.NO_PICTURE, setting.script))
        first = self._writer.position
        words = f"Picture not in the file: {alt}" if alt else "Picture not in the file"
        self._writer.made(words, self._formats.char(Style.NO_PICTURE, setting.script))
        self._writer.ornament(OrnamentKind.FRAME, first, setting)
