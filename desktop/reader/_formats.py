"""The type scale as Qt formats. Each is made once for a page style and kept: a story asks for the same few again."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextOption,
    QTextTableCellFormat,
)

from desktop.reader._script import Script, Setting
from desktop.reader._style import PageStyle
from desktop.theme.fonts import families
from desktop.theme.themes import Role
from desktop.theme.typography import (
    ARABIC_SIZE,
    FIRST_LINE_INDENT,
    RUNNING,
    TALL_LEADING,
    UNSPACED_LEADING,
    Align,
    Face,
    ParagraphStyle,
    Style,
    TypeStyle,
)
from library.model.document import Mark

_ALIGNMENTS = {
    # Qt mirrors left and right by the block's direction.
    Align.START: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.END: Qt.AlignmentFlag.AlignRight,
}
_HEADING_LEVELS = {
    Style.HEADLINE: 1,
    Style.HEADLINE_NARROW: 1,
    Style.HEADING_1: 2,
    Style.HEADING_2: 3,
    Style.HEADING_3: 4,
    Style.HEADING_4: 5,
}
_REGION_HINTS = {
    # Qt keeps one list of fallbacks for each family, size and hint (QFontDef leaves the list out of its equality), so
    # without a hint of its own a Japanese story would be set in the Chinese letters of the story before it.
    "SC": QFont.StyleHint.AnyStyle,
    "TC": QFont.StyleHint.Serif,
    "JP": QFont.StyleHint.SansSerif,
    "KR": QFont.StyleHint.System,
}
_BOLD = 700


class Formats:
    """Makes and keeps the block and character formats of one page style and region."""

    def __init__(self, style: PageStyle, region: str) -> None:
        self.style = style
        self.region = region
        self._scale = style.scale
        self.block = functools.cache(self._block)
        self.char = functools.cache(self._char)
        self.cell = functools.cache(self._cell)

    def _block(
        self, style: Style, setting: Setting, depth: int = 1, joins_previous: bool = False, joins_next: bool = False
    ) -> QTextBlockFormat:
        """Return how a block stands. `depth` multiplies the indent; a block that joins its neighbour stands closer."""
        type_style, em = self._scale[style], self.style.em
        made = QTextBlockFormat()
        made.setLineHeight(self.leading(style, setting.script), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        between = type_style.between
        made.setTopMargin(em(type_style.before if between is None or not joins_previous else between))
        made.setBottomMargin(em(type_style.after if between is None or not joins_next else between))
        start, end = em(type_style.indent * depth), em(type_style.outdent)
        made.setLeftMargin(end if setting.rtl else start)
        made.setRightMargin(start if setting.rtl else end)
        # Qt lets the justified lines of a text from the right begin a space too far in, so those stay ragged.
        justified = self.style.reading.justified and style in RUNNING and not setting.rtl
        made.setAlignment(Qt.AlignmentFlag.AlignJustify if justified else _ALIGNMENTS[type_style.align])
        if joins_previous and self._indents(style):
            made.setTextIndent(em(2.0 if setting.script is Script.HAN else FIRST_LINE_INDENT))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if setting.rtl else Qt.LayoutDirection.LeftToRight)
        made.setHeadingLevel(_HEADING_LEVELS.get(style, 0))
        return made

    def _indents(self, style: Style) -> bool:
        return self.style.reading.paragraphs is ParagraphStyle.INDENTED and style is Style.PARAGRAPH

    def with_space_above(self, block: QTextBlockFormat, ems: float) -> QTextBlockFormat:
        """Return a copy of a block format with another space above."""
        made = QTextBlockFormat(block)
        made.setTopMargin(self.style.em(ems))
        return made

    def with_space_below(self, block: QTextBlockFormat, ems: float) -> QTextBlockFormat:
        """Return a copy of a block format with another space below."""
        made = QTextBlockFormat(block)
        made.setBottomMargin(self.style.em(ems))
        return made

    def aligned(self, block: QTextBlockFormat, to_the_right: bool) -> QTextBlockFormat:
        """Return a copy of a block format whose lines stand on one side, whichever way they run."""
        made = QTextBlockFormat(block)
        side = Qt.AlignmentFlag.AlignRight if to_the_right else Qt.AlignmentFlag.AlignLeft
        made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        return made

    def with_tabs(self, block: QTextBlockFormat, tabs: Sequence[QTextOption.Tab]) -> QTextBlockFormat:
        """Return a copy of a block format with tabs."""
        made = QTextBlockFormat(block)
        made.setTabPositions(tabs)
        return made

    def _cell(self, left: float, right: float, strong: bool) -> QTextTableCellFormat:
        """Return the padding of a table's cell, in pixels at its sides, and the line below it.

        That is `strong` under the header and the last row.
        """
        em = self.style.em
        made = QTextTableCellFormat()
        made.setTopPadding(em(0.32))
        made.setBottomPadding(em(0.36))
        made.setLeftPadding(left)
        made.setRightPadding(right)
        made.setBottomBorder(1)
        made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBottomBorderBrush(QBrush(self.colour(Role.ORNAMENT if strong else Role.RULE)))
        return made

    def picture(self, captioned: bool, rtl: bool) -> QTextBlockFormat:
        """Return how the block of a picture stands: as high as the picture, near to its caption if it has one.

        A picture that is narrower than the column stands at its start side, right above its caption.
        """
        made = QTextBlockFormat()
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        made.setTopMargin(self.style.em(self._scale[Style.PICTURE].before))
        made.setBottomMargin(0 if captioned else self.style.em(self._scale[Style.CAPTION].after))
        made.setAlignment(_ALIGNMENTS[self._scale[Style.PICTURE].align])
        return made

    def leading(self, style: Style, script: Script) -> int:
        """Return the distance between the baselines of a style, in whole pixels so that lines keep their rhythm."""
        type_style = self._scale[style]
        factor = type_style.leading * (UNSPACED_LEADING if script is Script.HAN else 1.0)
        if script is Script.OTHER:
            factor = max(factor, TALL_LEADING)
        return round(self._pixels(type_style, script) * factor)

    def _char(self, style: Style, script: Script = Script.LATIN, marks: Mark = Mark.NONE) -> QTextCharFormat:
        type_style = self._scale[style]
        made = QTextCharFormat()
        made.setFont(self._font(type_style, script, marks))
        made.setForeground(self.colour(type_style.role))
        if marks & Mark.STRIKE:
            made.setFontStrikeOut(True)
        if marks & Mark.SUPERSCRIPT:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif marks & Mark.SUBSCRIPT:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if marks & Mark.CODE:
            made.setBackground(self.colour(Role.SHADE))
        return made

    def link(self, base: QTextCharFormat, address: str) -> QTextCharFormat:
        """Return a format that looks and acts like a link to the address."""
        made = QTextCharFormat(base)
        made.setAnchor(True)
        made.setAnchorHref(address)
        made.setForeground(self.colour(Role.LINK))
        return made

    @functools.cache  # noqa: B019 - lives as long as the formats do
    def colour(self, role: Role) -> QColor:
        """Return the theme's colour for a role."""
        return QColor(self.style.theme.colour(role))

    def _pixels(self, type_style: TypeStyle, script: Script) -> int:
        return round(self.style.em(type_style.size) * (ARABIC_SIZE if script is Script.ARABIC else 1.0))

    def _font(self, type_style: TypeStyle, script: Script, marks: Mark) -> QFont:
        face = type_style.face
        if marks & Mark.CODE:
            face = Face.MONO
        italic, weight = type_style.italic, type_style.weight
        if marks & Mark.STRONG:
            weight = max(_BOLD, weight)
        if marks & Mark.EMPHASIS:
            # Inside italics emphasis stands upright, as printers do it.
            italic = not italic
        if script is not Script.LATIN and italic:
            # These scripts have no italics: a slanted Han or Arabic letter is a mistake; weight carries the emphasis.
            italic = False
            weight = max(weight, 600 if marks & Mark.EMPHASIS else weight)
        # Quotes, dashes and dots of a Chinese text are as wide as its letters: they come with the Han face.
        font = QFont(families(face, self.region, self.style.reading.family, han_first=script is Script.HAN))
        font.setStyleHint(_REGION_HINTS[self.region])
        size = self._pixels(type_style, script)
        font.setPixelSize(max(round(size * 0.88), 8) if marks & Mark.CODE else size)
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        if script is Script.LATIN:
            if type_style.tracking:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, type_style.tracking * size)
            if type_style.capitals:
                font.setCapitalization(QFont.Capitalization.AllUppercase)
        return font


@functools.lru_cache(maxsize=8)
def formats_for(style: PageStyle, region: str) -> Formats:
    """Return the kept formats of a page style, for a region of Han letters (see `han_region`)."""
    return Formats(style, region)
