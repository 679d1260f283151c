"""A story's own lists of links: sources, further reading, what a sentence announces.

A judge of text takes every list of links for a menu. Those that stand among the paragraphs and lead to other sites,
or that the line above them announces, are the author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from library.importers._html import phrases
from library.importers._html.address import site
from library.importers._html.pieces import Piece
from library.model.document import BlockKind

_LONGEST_ITEM = 300
_LONGEST_TITLE = 40
_MOSTLY = 0.8
_ANNOUNCING = (":", "：")
_MOST_SKIPPED = 2
"""Pictures and rules between the end of the text and a list of sources below it."""


def with_references(
    pieces: list[Piece],
    found: list[bool],
    sites: frozenset[str],
    is_own_place: Callable[[Piece], bool],
    is_within: Callable[[Piece], bool],
) -> None:
    """Take the links that are the story's own, changing `found` in place.

    `sites` are those of the page's own publication; `is_own_place` tells whether a piece stands among the story's
    paragraphs, `is_within` whether it stands anywhere in their container.
    """
    chosen = [index for index, is_in in enumerate(found) if is_in]
    if not chosen:
        return
    first, last = chosen[0], chosen[-1]
    for begin, end in _runs(pieces, 0, last + 1):
        if all(map(_is_entry, pieces[begin:end])):
            _take_contents(pieces, found, begin, end, is_within(pieces[begin]))
        elif begin < first:
            continue
        elif not all(found[begin:end]) and is_own_place(pieces[begin]) and _is_own(pieces, found, begin, end, sites):
            found[begin:end] = [True] * (end - begin)
    for index in range(first, last):
        piece = pieces[index]
        if not found[index] and piece.block.kind is BlockKind.PARAGRAPH and piece.linked >= 0.6:
            found[index] = is_own_place(piece) and leads_away(piece, sites) and not _says_nothing(piece)
    _take_sources(pieces, found, last, sites, is_own_place)


def leads_away(piece: Piece, sites: frozenset[str]) -> bool:
    """True if a piece has links, and all of them go to other sites."""
    links = {span.link for span in piece.block.spans if span.link}
    return bool(links) and all(link.startswith("http") and site(link) not in sites for link in links)


def _runs(pieces: list[Piece], first: int, end: int) -> Iterator[tuple[int, int]]:
    at = first
    while at < end:
        begin = at
        while at < end and pieces[at].block.kind is BlockKind.LIST_ITEM:
            at += 1
        if at > begin:
            yield begin, at
        at = max(at, begin + 1)


def _is_entry(piece: Piece) -> bool:
    inside = sum(len(span.text.strip()) for span in piece.block.spans if span.link.startswith("#"))
    return len(piece.key) > 1 and inside >= _MOSTLY * len(piece.block.text)


def _take_contents(pieces: list[Piece], found: list[bool], begin: int, end: int, is_own: bool) -> None:
    """A table of contents among the paragraphs belongs to the text, and its title with it; another doesn't, not even
    those entries that happen to be words of the text."""
    found[begin:end] = [is_own] * (end - begin)
    title = pieces[begin - 1] if begin else None
    if is_own and title is not None and 0 < len(title.key) <= _LONGEST_TITLE and not title.linked:
        found[begin - 1] = True


def _is_own(pieces: list[Piece], found: list[bool], begin: int, end: int, sites: frozenset[str]) -> bool:
    items = pieces[begin:end]
    if any(_says_nothing(item) or len(item.block.text) > _LONGEST_ITEM for item in items):
        return False
    if 2 * sum(leads_away(item, sites) for item in items) >= len(items):
        return True
    above = pieces[begin - 1] if begin and found[begin - 1] else None
    if above is None or phrases.RELATED_LABEL.match(above.block.text):
        return False
    return above.block.text.rstrip().endswith(_ANNOUNCING) or any(found[begin:end])


def _take_sources(
    pieces: list[Piece],
    found: list[bool],
    last: int,
    sites: frozenset[str],
    is_own_place: Callable[[Piece], bool],
) -> None:
    """Right below the text: a heading, and under it nothing but links, most of them to other sites."""
    at = last + 1
    while at < len(pieces) and at - last <= _MOST_SKIPPED and not pieces[at].key:
        at += 1
    if at >= len(pieces) or pieces[at].block.kind is not BlockKind.HEADING or not is_own_place(pieces[at]):
        return
    for begin, end in _runs(pieces, at + 1, len(pieces)):
        items = pieces[begin:end]
        if begin != at + 1 or not is_own_place(items[0]) or any(map(_says_nothing, items)):
            return
        if 2 * sum(leads_away(item, sites) for item in items) >= len(items):
            found[at:end] = [True] * (end - at)
            _take_sources(pieces, found, end - 1, sites, is_own_place)
        return


def _says_nothing(piece: Piece) -> bool:
    text = piece.block.text
    return bool(phrases.FURNITURE.match(text) or phrases.CONTACT.match(text))
