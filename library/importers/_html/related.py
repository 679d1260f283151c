"""Headlines of other stories that stand between the paragraphs: told from the story's own links by place and form."""

from __future__ import annotations

import re
from collections import Counter

from library.importers._html import classes, phrases
from library.importers._html.address import site
from library.importers._html.pieces import Piece
from library.model.document import Block, BlockKind, Span
from library.model.story import Related

_LINE_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_LONGEST_LABEL = 40
_BOX = 4
_SHORTEST, _LONGEST = 20, 220
"""Letters of a headline that needs no label to be known as one."""


def separate_related(pieces: list[Piece], sites: frozenset[str]) -> tuple[list[Piece], tuple[Related, ...]]:
    """Return the pieces with lines that point to other stories made related headlines, and those headlines.

    Such a line is a link from end to end, and either labelled ("Read more:"), or in a run under a label, or a headline
    of the page's own site standing alone among paragraphs.
    """
    marked = [
        _is_labelled(piece)
        or (piece.block.kind is BlockKind.PARAGRAPH and _is_headline(piece, sites))
        or (piece.block.kind is BlockKind.HEADING and piece.linked >= 0.95 and _is_boxed(piece))
        for piece in pieces
    ]
    _cover_runs(pieces, marked)
    _cover_lists(pieces, marked, sites)
    pieces, marked = _cards_at_end(*_cards_under_label(pieces, marked), sites)
    dropped = _labels_over(pieces, marked)
    result = []
    for index, piece in enumerate(pieces):
        if marked[index]:
            headline = _headline_of(piece.block)
            block = Block(BlockKind.RELATED, (Span(headline.headline, link=headline.address),))
            result.append(Piece(block, piece.element, piece.role))
        elif index not in dropped:
            result.append(piece)
    found = [_headline_of(piece.block) for piece in result if piece.block.kind is BlockKind.RELATED]
    return result, tuple(dict.fromkeys(found))


def _label(piece: Piece) -> re.Match[str] | None:
    return phrases.RELATED_LABEL.match(piece.block.text) if piece.block.kind in _LINE_KINDS else None


def _is_labelled(piece: Piece) -> bool:
    label = _label(piece)
    if label is None or not label["mark"].strip() or label.end() >= len(piece.block.text.rstrip()):
        return False
    rest = len(piece.block.text) - label.end()
    linked = sum(len(span.text) for span in piece.block.spans if span.link)
    return linked >= 0.8 * rest


def _is_boxed(piece: Piece) -> bool:
    """True if the piece stands in a box that is named as one of other stories."""
    near = zip(piece.element.iterancestors(), range(_BOX), strict=False)
    return any(classes.are(classes.RELATED, classes.names(each.get("class"), each.get("id"))) for each, _ in near)


def _is_headline(piece: Piece, sites: frozenset[str]) -> bool:
    """A line that is one link to the same site, with the length of a headline and no full stop at its end."""
    if piece.linked < 0.95 or not _SHORTEST <= len(piece.key) <= _LONGEST:
        return False
    links = {span.link for span in piece.block.spans if span.link}
    if len(links) != 1 or site(next(iter(links))) not in sites:
        return False
    return not piece.block.text.rstrip(' "”’»)').endswith((".", ":", "…", "。", ">", "»", "→"))


def _cover_runs(pieces: list[Piece], marked: list[bool]) -> None:
    """Under a label that stands alone, every line that is a link points away."""
    under = False
    for index, piece in enumerate(pieces):
        label = _label(piece)
        if label is not None and label.end() >= len(piece.block.text.rstrip()) and len(piece.key) <= _LONGEST_LABEL:
            under = True
        elif under and piece.linked >= 0.75 and piece.block.kind in _LINE_KINDS and len(piece.key) >= 8:
            marked[index] = True
        elif not piece.is_picture:
            under = False


def _cover_lists(pieces: list[Piece], marked: list[bool], sites: frozenset[str]) -> None:
    """A list of nothing but headlines of the same site."""
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and pieces[end].block.kind is BlockKind.LIST_ITEM:
            end += 1
        if end - at >= 2 and all(_is_headline(piece, sites) for piece in pieces[at:end]):
            marked[at:end] = [True] * (end - at)
        at = max(end, at + 1)


def _cards_under_label(pieces: list[Piece], marked: list[bool]) -> tuple[list[Piece], list[bool]]:
    """Below the last paragraph, a heading that announces other stories, and nothing after it but their headings, each
    with a link in it and a few lines: of these, the headings that are links stay."""
    for index, piece in enumerate(pieces):
        label = _label(piece)
        if label is None or piece.block.kind is not BlockKind.HEADING or label.end() < len(piece.block.text.rstrip()):
            continue
        below = pieces[index + 1 :]
        headings = [each for each in below if each.block.kind is BlockKind.HEADING and _label(each) is None]
        texts = [each for each in below if each.block.kind is not BlockKind.HEADING and each.key]
        are_cards = [each for each in headings if each.element.find(".//a") is not None or _is_in_link(each)]
        if len(are_cards) >= 2 and len(are_cards) == len(headings) and len(texts) <= 2 * len(headings):
            return pieces[:index] + are_cards, marked[:index] + [True] * len(are_cards)
    return pieces, marked


def _is_in_link(piece: Piece) -> bool:
    return next(piece.element.iterancestors("a"), None) is not None


def _cards_at_end(pieces: list[Piece], marked: list[bool], sites: frozenset[str]) -> tuple[list[Piece], list[bool]]:
    """Cards of other stories below the last paragraph: linked headings, each with a line or a picture of its own."""
    begin = len(pieces)
    cards = 0
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.block.kind is BlockKind.HEADING and _is_headline(piece, sites):
            begin, cards = index, cards + 1
        elif not (piece.is_picture or (piece.block.kind is BlockKind.PARAGRAPH and len(piece.key) <= _LONGEST)):
            break
    if cards < 2:
        return pieces, marked
    headings = [index for index in range(begin, len(pieces)) if pieces[index].block.kind is BlockKind.HEADING]
    kept = [*range(begin), *headings]
    return [pieces[index] for index in kept], [marked[index] or index >= begin for index in kept]


def own_sites(pieces: list[Piece], address: str) -> frozenset[str]:
    """Return the sites that are the page's own: its address's, and the one that most of its links go to."""
    links = Counter(site(link) for piece in pieces for link in {span.link for span in piece.block.spans if span.link})
    common = [site for site, count in links.most_common(1) if site and count >= max(10, links.total() // 2)]
    return frozenset(filter(None, (site(address), *common)))


def _labels_over(pieces: list[Piece], marked: list[bool]) -> set[int]:
    """The indexes of labels that stand alone, right above a related headline or at the story's end."""
    dropped: set[int] = set()
    for index, piece in enumerate(pieces):
        label = _label(piece)
        if label is None or label.end() < len(piece.block.text.rstrip()) or len(piece.key) > _LONGEST_LABEL:
            continue
        after = next((at for at in range(index + 1, len(pieces)) if not pieces[at].is_picture), None)
        if after is None or marked[after] or label["mark"].strip():
            dropped.add(index)
    return dropped


def _headline_of(block: Block) -> Related:
    text = " ".join(block.text.split())
    label = phrases.RELATED_LABEL.match(text)
    if label is not None and label["mark"].strip() and label.end() < len(text):
        text = text[label.end() :]
    return Related(text, next((span.link for span in block.spans if span.link), ""))
