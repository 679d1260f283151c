"""How the paragraphs look that are being edited: near enough to the page to tell what is what."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from desktop.theme.fonts import families
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import Face, ReadingStyle
from library.model.document import Block, BlockKind, Mark, Span

_HEADINGS = {1: 1.45, 2: 1.25, 3: 1.1}
_INDENTED = (BlockKind.QUOTE, BlockKind.PULL_QUOTE, BlockKind.LIST_ITEM)


class Looks:
    """Formats in a theme's colours and at the reader's text size (pixels)."""

    def __init__(self, theme: Theme, reading: ReadingStyle) -> None:
        self.theme = theme
        self.size = reading.size

    def font(self, face: Face = Face.TEXT, factor: float = 1.0) -> QFont:
        """Return a face at a factor of the text size."""
        font = QFont(families(face))
        font.setPixelSize(round(self.size * factor))
        return font

    def block(self, block: Block) -> QTextBlockFormat:
        """Return how a paragraph stands."""
        made = QTextBlockFormat()
        made.setBottomMargin(self.size * 0.6)
        made.setTopMargin(self.size * (0.5 if block.kind is BlockKind.HEADING else 0))
        made.setLineHeight(114, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if block.kind in _INDENTED:
            made.setLeftMargin(self.size * 1.4 * max(1, block.level))
        return made

    def char(self, span: Span, block: Block) -> QTextCharFormat:
        """Return how letters look."""
        made = QTextCharFormat()
        code = bool(span.marks & Mark.CODE) or block.kind is BlockKind.PREFORMATTED
        heading = block.kind is BlockKind.HEADING
        factor = _HEADINGS.get(block.level, 1.0) if heading else 0.9 if code else 1.0
        made.setFont(self.font(Face.MONO if code else Face.TEXT, factor))
        made.setFontWeight(QFont.Weight.Bold if heading or span.marks & Mark.STRONG else QFont.Weight.Normal)
        slanted = block.kind in (BlockKind.EDITORS_NOTE, BlockKind.PULL_QUOTE)
        made.setFontItalic(bool(span.marks & Mark.EMPHASIS) != slanted)
        made.setFontStrikeOut(bool(span.marks & Mark.STRIKE))
        if span.marks & Mark.SUPERSCRIPT:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if span.marks & Mark.SUBSCRIPT:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        leads = bool(span.link or span.footnote)
        made.setFontUnderline(leads)
        made.setForeground(QColor(self.theme.colour(Role.LINK if leads else Role.TEXT)))
        return made

    def kept(self) -> QTextCharFormat:
        """Return how a line looks that stands for what can't be edited."""
        made = QTextCharFormat()
        made.setFont(self.font(Face.SANS, 0.8))
        made.setForeground(QColor(self.theme.colour(Role.MUTED)))
        return made
