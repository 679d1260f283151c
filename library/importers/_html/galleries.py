"""Galleries between the paragraphs of a story: their texts are captions, not paragraphs.

A page that is nothing but a gallery is left alone: there the texts are the story.
"""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.pieces import Piece
from library.importers._html.spans import joined
from library.model.document import Block, BlockKind

_STORY = 600
"""Letters outside all galleries from which they are an addition to a story."""

_LONGEST_CAPTION = 900


def with_captions(pieces: list[Piece]) -> list[Piece]:
    """Return a story's pieces with the texts of galleries moved into the picture before them; texts whose picture is
    not on the page go."""
    seen: dict[HtmlElement, bool] = {}
    inside = [_is_in_gallery(piece.element, seen) for piece in pieces]
    story = sum(len(piece.key) for piece, is_inside in zip(pieces, inside, strict=True) if not is_inside)
    if story < _STORY or not any(inside):
        return pieces
    result: list[Piece] = []
    picture: Piece | None = None
    for piece, is_inside in zip(pieces, inside, strict=True):
        if not is_inside or piece.is_picture:
            result.append(piece)
            picture = piece if is_inside else None
        elif picture is not None and piece.block.kind not in (BlockKind.TABLE, BlockKind.RULE):
            _give(picture, piece.block)
    return result


def _give(picture: Piece, block: Block) -> None:
    if len(picture.block.text) + len(block.text) <= _LONGEST_CAPTION and block.text not in picture.block.text:
        picture.block = replace(picture.block, spans=joined(picture.block.spans, block.spans))


def _is_in_gallery(element: HtmlElement, seen: dict[HtmlElement, bool]) -> bool:
    path: list[HtmlElement] = []
    found = False
    for each in (element, *element.iterancestors()):
        if each in seen:
            found = seen[each]
            break
        path.append(each)
        if each.tag in ("body", "html", "article", "main"):
            break
        if classes.are(classes.GALLERY, classes.names(each.get("class"), each.get("id"))):
            found = True
            break
    seen.update(dict.fromkeys(path, found))
    return found
