"""Finding the judged text in the tree again, and with it what the judge left out: the structure of the article.

The judge's text says which pieces are the story. Around them, in the same places of the tree, stand the short
headings, list items and pictures that a judge of text misses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial

from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.furniture import is_furniture_place, is_prompt_place
from library.importers._html.head import is_credit
from library.importers._html.pieces import Piece, Role, folded
from library.importers._html.references import with_references
from library.model.document import BlockKind

_SHORT = 12
"""Letters below which a text says too little to be found by itself."""

_WITNESS = 40
"""Letters from which a text is proof of where the article stands."""

_UNIT_TAG_NAMES = "li ul ol dl dt dd blockquote figure table tbody tr td th thead pre p h1 h2 h3 h4 h5 h6 span a"
_UNIT_TAGS = frozenset(_UNIT_TAG_NAMES.split())
_WHOLE = frozenset(("body", "html", "main", "article"))
_NOTE = 500
"""Letters up to which a story is but a note."""

_AWAY = 150
"""Letters of the story between two showings of a picture from which the second is meant and no mistake."""

_NAME = 10
"""Characters of a file's name that no two pictures share by chance."""

_MOST_WRAPPERS = 2
_MOST_BOXED = 0.2
"""Share of the judged text that boxes which want something may hold."""

_NEAR_END = 4
"""Pieces below the article among which its credit line may stand."""
_DIGITS = re.compile(r"\d+")


class Region:
    """Where the article stands in the tree, as the chosen pieces show it."""

    def __init__(self, chosen: list[Piece]) -> None:
        letters: defaultdict[HtmlElement, int] = defaultdict(int)
        total = 0
        self._parents: Counter[HtmlElement] = Counter()
        for piece in _witnesses(chosen):
            total += len(piece.key)
            self._parents[_unit(piece.element).getparent()] += len(piece.key)
            for element in piece.element.iterancestors():
                letters[element] += len(piece.key)
        self.total = total
        enough = [element for element, count in letters.items() if count >= total * 0.85]
        self.container = max(enough, key=_depth, default=None)
        around = () if self.container is None else (self.container, *self.container.iterancestors())
        self.around = frozenset(around)
        self._kin = {
            _signature(parent) for parent, count in self._parents.items() if parent is not None and count >= 200
        }
        self._inside: dict[HtmlElement, bool] = {}

    def holds(self, element: HtmlElement) -> bool:
        """True if the element lies in the container that holds most of the article."""
        return self.container is not None and any(each is self.container for each in element.iterancestors())

    def is_beside(self, element: HtmlElement) -> bool:
        """True if the element lies in that container, or in a part next to it."""
        near = (self.container, None if self.container is None else self.container.getparent())
        return any(each is not None and each in near for each in list(element.iterancestors())[:3])

    def is_body(self, element: HtmlElement) -> bool:
        """True if the element lies directly in a parent of the article's paragraphs."""
        return element in self._parents or _unit(element).getparent() in self._parents

    def is_kin(self, element: HtmlElement) -> bool:
        """True if its parent looks like a parent of the article's paragraphs: same tag, same names."""
        parent = _unit(element).getparent()
        return parent is not None and _signature(parent) in self._kin


def _witnesses(chosen: list[Piece]) -> list[Piece]:
    """The longer texts; in a note of a few short lines, these."""
    long = [piece for piece in chosen if len(piece.key) >= _WITNESS]
    lines = [piece for piece in chosen if piece.linked < 0.5 and len(piece.key) >= _SHORT]
    return lines if letters(lines) < _NOTE and 4 * letters(long) < 3 * letters(lines) else long


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _signature(element: HtmlElement) -> tuple[str, str, str]:
    parent = element.getparent()
    above = "" if parent is None else _DIGITS.sub("", parent.get("class") or "")
    return str(element.tag), _DIGITS.sub("", element.get("class") or ""), above


def _unit(element: HtmlElement) -> HtmlElement:
    """What stands among the paragraphs: the outermost list, quote, figure, table or lone wrapper around an element."""
    unit, wrappers = element, 0
    while (parent := unit.getparent()) is not None and parent.tag not in _WHOLE:
        if parent.tag not in _UNIT_TAGS:
            if wrappers == _MOST_WRAPPERS or len(parent) > 1 or (parent.text or "").strip():
                break
            wrappers += 1
        unit = parent
    return unit


def judged(pieces: list[Piece], text: str) -> list[bool]:
    """Return for each piece whether it is in the judge's text."""
    lines = Counter(filter(None, map(folded, text.splitlines())))
    whole = folded(text)
    return [_is_in(piece, lines, whole) for piece in pieces]


def _is_in(piece: Piece, lines: Counter[str], whole: str) -> bool:
    key = piece.key
    if not key or piece.role is not Role.BODY or piece.is_picture:
        return False
    if key in lines or (len(key) >= _SHORT and key in whole):
        return True
    if len(key) < 60:
        return False
    parts = [key[at : at + 24] for at in range(0, len(key) - 23, max(24, len(key) // 12))]
    return sum(part in whole for part in parts) * 2 > len(parts)


def select(pieces: list[Piece], text: str, sites: frozenset[str] = frozenset()) -> list[bool]:
    """Return for each piece whether it belongs to the article, from the judge's text and the pieces' places.

    `sites` are those of the page's own publication.
    """
    found = judged(pieces, text)
    region = Region([piece for piece, is_in in zip(pieces, found, strict=True) if is_in])
    if region.container is None:
        return found
    _drop_doubles(pieces, found, region)
    _drop_strays(pieces, found, region)
    _fill_gaps(pieces, found, region)
    with_references(pieces, found, sites, partial(_is_among, region), partial(_is_within, region))
    _add_kin(pieces, found, region)
    _add_pictures(pieces, found, region)
    _add_headings(pieces, found, region)
    _add_set_apart(pieces, found, region)
    _add_outermost(pieces, found, region)
    return found


def _drop_doubles(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Of the same text within the article's container and outside it, keep the one within; within, the first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if found[index] and len(piece.key) >= _SHORT:
            places[piece.key].append(index)
    for indexes in places.values():
        if len(indexes) > 1:
            best = max(
                indexes, key=lambda index: (region.is_body(pieces[index].element), region.holds(pieces[index].element))
            )
            for index in indexes:
                found[index] = index == best or (
                    len(pieces[index].key) < _WITNESS and region.is_body(pieces[index].element)
                )


def _drop_strays(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Drop short texts outside the container that happen to be a line of the article, and boxes that want something.

    Where such a box seems to hold a good part of the text, its name means something else.
    """
    chosen = [index for index, is_in in enumerate(found) if is_in]
    boxed = {index for index in chosen if is_prompt_place(pieces[index].element, region.around)}
    if letters(pieces[index] for index in boxed) > _MOST_BOXED * letters(pieces[index] for index in chosen):
        boxed.clear()
    for index in chosen:
        piece = pieces[index]
        if index in boxed or (len(piece.key) < _WITNESS and not region.holds(piece.element)):
            found[index] = False


def _ends(found: list[bool], pieces: list[Piece]) -> tuple[int, int]:
    sure = [index for index, is_in in enumerate(found) if is_in and len(pieces[index].key) >= _SHORT]
    sure = sure or [index for index, is_in in enumerate(found) if is_in]
    return (sure[0], sure[-1]) if sure else (0, -1)


def _fill_gaps(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Take what stands between two pieces of the article, among its paragraphs: subheads, items, tables, listings."""
    first, last = _ends(found, pieces)
    for index in range(first, last + 1):
        piece = pieces[index]
        if found[index] or piece.is_picture or piece.role is not Role.BODY:
            continue
        if (
            region.is_body(piece.element)
            and piece.linked < 0.6
            and not is_furniture_place(piece.element, region.around)
        ):
            found[index] = True


def _add_headings(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Take subheads, however nested, that stand right above something of the article."""
    first, last = _ends(found, pieces)
    for index in range(last, first - 1, -1):
        piece = pieces[index]
        if piece.block.kind is not BlockKind.HEADING or found[index]:
            continue
        below = index + 1
        while region.is_body(piece.element) and below <= last and _is_textless(pieces[below]):
            below += 1
        if below > last or not found[below] or (pieces[below].is_picture and not region.is_body(piece.element)):
            continue
        if region.holds(piece.element) and piece.linked < 0.6:
            found[index] = not is_furniture_place(piece.element, region.around)


def _is_among(region: Region, piece: Piece) -> bool:
    return region.is_body(piece.element) and not is_furniture_place(piece.element, region.around)


def _is_within(region: Region, piece: Piece) -> bool:
    return region.holds(piece.element) and not is_furniture_place(piece.element, region.around)


def _is_textless(piece: Piece) -> bool:
    return piece.is_picture or piece.block.kind is BlockKind.RULE


def _add_kin(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Take running text from further containers built like the article's: an engine may stop at the first."""
    first, _ = _ends(found, pieces)
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if found[index] or piece.is_picture or piece.role is not Role.BODY or not piece.key:
            continue
        if len(piece.key) >= _WITNESS and piece.linked < 0.3 and region.is_kin(piece.element):
            found[index] = not is_furniture_place(piece.element, ())


def _add_pictures(pieces: list[Piece], found: list[bool], region: Region) -> None:
    first, last = _ends(found, pieces)
    shown: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if not piece.is_picture or piece.block.image is None:
            continue
        near = first - 12 <= index <= last + 1
        if near and _is_story_picture(piece, region, index < first or index > last):
            address = piece.block.image.address.split("?")[0] or piece.data[-80:]
            if (preview := _preview_of(pieces, found, index)) >= 0:
                found[preview] = False
            before = shown.get(address)
            found[index] = before is None or (
                before >= first and letters(pieces[at] for at in range(before, index) if found[at]) >= _AWAY
            )
            shown[address] = index


def _preview_of(pieces: list[Piece], found: list[bool], index: int) -> int:
    """Return the index of the picture right before one if it is the same in another size, and -1 if it isn't."""
    above, image = pieces[index - 1] if index and found[index - 1] else None, pieces[index].block.image
    if above is None or above.block.image is None or above.block.spans or image is None:
        return -1
    (place, name), (other, same) = (_parted(each.address) for each in (above.block.image, image))
    return index - 1 if name == same and len(name) >= _NAME and place != other else -1


def _parted(address: str) -> tuple[str, str]:
    """A picture's address without its query: the place, and the file's name."""
    place, _, name = address.partition("?")[0].rpartition("/")
    return place, name


def _add_set_apart(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Take what a judge of text takes for furniture: pull quotes, callouts and boxes of related headlines among the
    paragraphs, a credit line right below."""
    first, last = _ends(found, pieces)
    for index in range(first, last):
        piece = pieces[index]
        if piece.block.kind is BlockKind.PULL_QUOTE or _is_in_box(piece, region):
            found[index] = found[index] or region.holds(piece.element)
    for index in range(last + 1, min(last + 1 + _NEAR_END, len(pieces))):
        piece = pieces[index]
        if region.is_beside(piece.element):
            found[index] = found[index] or is_credit(piece)


def _add_outermost(pieces: list[Piece], found: list[bool], region: Region) -> None:
    """Take the subhead that the text begins with, where it has others of its kind, and a last line set as a heading."""
    first, last = _ends(found, pieces)
    if last < 0:
        return
    tags = {
        piece.element.tag
        for piece, is_in in zip(pieces, found, strict=True)
        if is_in and piece.block.kind is BlockKind.HEADING
    }
    above = pieces[first - 1] if first else None
    if above is not None and _is_subhead(above, region) and above.element.tag in tags:
        found[first - 1] = True
    below = pieces[last + 1] if last + 1 < len(pieces) else None
    if below is not None and _is_subhead(below, region) and below.block.text.rstrip().endswith("."):
        found[last + 1] = True


def _is_subhead(piece: Piece, region: Region) -> bool:
    is_plain = piece.block.kind is BlockKind.HEADING and piece.linked < 0.3
    return is_plain and region.is_body(piece.element) and not is_furniture_place(piece.element, region.around)


def _is_in_box(piece: Piece, region: Region) -> bool:
    """True for what stands in a callout between the paragraphs, and for the label and the links of a box there that
    names other stories."""
    points_away = piece.block.kind is BlockKind.HEADING or piece.linked >= 0.8
    for parent in piece.element.iterancestors():
        if parent is region.container:
            return False
        names = classes.names(parent.get("class"), parent.get("id"))
        if classes.are(classes.RELATED if points_away else classes.CALLOUT, names):
            return points_away or piece.role is Role.BODY
    return False


def _is_story_picture(piece: Piece, region: Region, outside: bool) -> bool:
    if outside and not region.holds(piece.element) and not _is_lead(piece.element, region):
        return False
    return not is_furniture_place(piece.element, region.around) and not _is_card(piece.element, region)


def _is_lead(element: HtmlElement, region: Region) -> bool:
    """A lead picture stands in a figure beside the container, not in another column."""
    assert region.container is not None
    near = set(list(region.container.iterancestors())[:4])
    return any(parent in near for parent in element.iterancestors())


def _is_card(element: HtmlElement, region: Region) -> bool:
    """A picture inside a link with a text of its own announces another story."""
    for parent in element.iterancestors():
        if parent is region.container:
            return False
        if parent.tag == "a" and len(folded(parent.text_content())) >= 20 and parent.find(".//figcaption") is None:
            return True
    return False


def letters(pieces: Iterable[Piece]) -> int:
    """Return how many letters the pieces have."""
    return sum(len(piece.key) for piece in pieces)
