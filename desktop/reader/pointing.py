"""What stands at a point of the page: a letter, an annotation. Points are in the document's coordinates, in pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.reader.marks import Marks, boxes, signs
from desktop.reader.render import RenderedPage


def letter_at(page: RenderedPage, at: QPointF) -> int | None:
    """Return the code point of the letter at a point; None beside the text."""
    near = page.map.to_code_point(page.document.documentLayout().hitTest(at, Qt.HitTestAccuracy.FuzzyHit))
    for code_point in (near, near - 1):
        if any(box.contains(at) for _, box in boxes(page, code_point, code_point + 1)):
            return code_point
    return None


def annotations_at(page: RenderedPage, marks: Marks, clip: QRectF, at: QPointF) -> tuple[tuple[str, str], ...]:
    """Return UUID and note of the annotations at a point of what shows: that of a sign, or those on a letter.

    The topmost comes first: the shortest.
    """
    for sign in signs(page, marks.highlights, clip, marks.note_signs):
        if sign.rect.adjusted(-3, -3, 3, 3).contains(at):
            return ((sign.mark.uuid, sign.words),)
    code_point = letter_at(page, at)
    found = marks.highlights.covering(code_point) if code_point is not None else ()
    return tuple((one.uuid, one.note) for one in found)
