"""What stands at a point of the page: a letter, an annotation. Points are in the document's coordinates, in pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.reader.highlights import Highlights
from desktop.reader.marks import boxes, signs
from desktop.reader.render import RenderedPage


def letter_at(page: RenderedPage, at: QPointF) -> int | None:
    """Return the code point of the letter at a point; None beside the text."""
    near = page.map.to_code_point(page.document.documentLayout().hitTest(at, Qt.HitTestAccuracy.FuzzyHit))
    for code_point in (near, near - 1):
        if any(box.contains(at) for _, box in boxes(page, code_point, code_point + 1)):
            return code_point
    return None


def annotation_at(page: RenderedPage, highlights: Highlights, clip: QRectF, at: QPointF) -> tuple[str, str] | None:
    """Return UUID and note of the topmost annotation at a point of what shows, by its text or its sign."""
    for sign in signs(page, highlights, clip):
        if sign.rect.adjusted(-3, -3, 3, 3).contains(at):
            return sign.mark.uuid, sign.words
    code_point = letter_at(page, at)
    found = highlights.at(code_point) if code_point is not None else None
    return (found.uuid, found.note) if found is not None else None
