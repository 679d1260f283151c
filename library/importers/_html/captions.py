"""Joining captions and credits to the pictures they belong to."""

from __future__ import annotations

import re
from dataclasses import replace

from library.importers._html.pieces import Piece, Role
from library.importers._html.spans import joined
from library.model.document import Block, BlockKind, Span

_CREDIT_LABEL = re.compile(
    r"^\s*(?:(?:photo(?:graph)?s?|image|picture|foto|bild|fotografía|crédito|illustration|video)\s*(?:credits?|"
    r"source|by|:|/)\s*:?|"
    r"credits?\s*:|image (?:source|credit|copyright)|photograph:|©|\(c\)|source\s*:|quelle\s*:)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:\((?:[A-Z][\w.'’&/ -]{1,60}(?:/|\bvia )[\w.'’&/ -]{2,60}|(?:photo|image|credit|foto|"
    r"picture)s?\b[^()]{2,80})\)|"
    r"(?:getty images|shutterstock|reuters|afp|ap photo|istock|unsplash|flickr|wikimedia commons)\)?)\W*$",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"^(?:Credits?)+(?:\s*(?:\.{3}|…)\s*|(?=[A-Z]))")
"""A label that only a screen reader is meant to say, set right before the name: "CreditJo Reed"."""

_CREDIT_TAIL = re.compile(
    r"(?:^|(?<=\s)|(?<=[.!?)]))[(\[]?(?:©|(?:Photo(?:graph)?s?|Fotos?|Bild|Image|Illustration|Picture)(?:\s+credits?)?\s*:|"
    r"Credits?\s*:|(?:Photo(?:graph)?s?|Image|Illustration|Picture) (?:by|courtesy(?: of)?)(?=\s[A-Z]))"
    r"\s*[^\s.!?](?:[^.!?]|(?<=\b[A-Z])\.|(?<=\bvia)\.){1,100}[.\s]*$"
)
_LONGEST_CREDIT = 160


def join_captions(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with each caption and credit moved into the picture next to it.

    A caption whose picture didn't come along (a film, a picture drawn by a script) is left out.
    """
    result: list[Piece] = []
    early: list[Piece] = []
    for piece in pieces:
        if piece.role is Role.BODY and result and _looks_like_caption(piece, result[-1]):
            _give(result[-1], piece)
        elif piece.role is Role.BODY:
            if piece.is_picture and early:
                _give_all(piece, early)
            elif early and not piece.is_picture:
                early.clear()
            result.append(piece)
        elif not _give_back(result, piece):
            early.append(piece)
    return result


def _looks_like_caption(piece: Piece, before: Piece) -> bool:
    """A short paragraph right under a picture that ends in who took it ("(NASA/JPL)", "Photo: ...") is its caption."""
    text = piece.block.text
    if not before.is_picture or before.block.spans or piece.block.kind is not BlockKind.PARAGRAPH or len(text) > 300:
        return False
    return bool(_CREDIT_LABEL.match(text) or _CREDIT_AT_END.search(text))


def _give_back(before: list[Piece], caption: Piece) -> bool:
    """Give the caption to the picture just before it; of several in a row, to the last."""
    if not before or not before[-1].is_picture:
        return False
    picture = before[-1]
    if caption.role is Role.CAPTION and picture.block.spans and not _same_holder(picture, caption):
        return False
    _give(picture, caption)
    return True


def _same_holder(picture: Piece, caption: Piece) -> bool:
    near = set(list(picture.element.iterancestors())[:3])
    return any(parent in near for parent in list(caption.element.iterancestors())[:3])


def _give_all(picture: Piece, captions: list[Piece]) -> None:
    for caption in captions:
        _give(picture, caption)
    captions.clear()


def _give(picture: Piece, caption: Piece) -> None:
    image, text = picture.block.image, caption.block.text.strip()
    if image is None or not text:
        return
    if caption.role is Role.CREDIT or (len(text) <= _LONGEST_CREDIT and _CREDIT_LABEL.match(text)):
        text = _GLUED_LABEL.sub("", text)
        if text not in image.credit:
            image = replace(image, credit=f"{image.credit} {text}".strip())
            picture.block = replace(picture.block, image=image)
        return
    if text in picture.block.text:
        return
    added, credit = _parted(caption.block.spans)
    if credit and credit not in image.credit:
        image = replace(image, credit=f"{image.credit} {credit}".strip())
    picture.block = Block(BlockKind.IMAGE, joined(picture.block.spans, added), image=image)


def _parted(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], str]:
    """Return a caption without the credit it ends with ("... © Jo Reed"), and that credit."""
    text = "".join(span.text for span in spans)
    match = _CREDIT_TAIL.search(text)
    if match is None or not text[: match.start()].strip():
        return spans, ""
    credit = match[0].strip()
    if credit[0] in "([":
        credit = credit.strip("()[]. ")
    return _first(spans, len(text[: match.start()].rstrip())), credit


def _first(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        if length <= 0:
            break
        kept.append(replace(span, text=span.text[:length]))
        length -= len(span.text)
    return tuple(kept)
