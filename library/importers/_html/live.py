"""Live blogs: each post begins with its time and its heading, which a judge of text takes for furniture."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.pieces import Piece, folded
from library.model.document import Block, BlockKind, Span

_FEWEST = 3
"""Posts from which a part of the page is a live blog."""

_LONGEST_TIME = 40
_DIGITS = re.compile(r"\d+")
_LEVEL = 3
"""Level of a post's heading that is nothing but its time."""


def with_posts(tree: HtmlElement, pieces: list[Piece], found: list[bool]) -> list[bool]:
    """Return what was found with the headings of the live blog's posts, each with the post's time in front.

    The headings' blocks are changed in place. A page without a part that is named a live blog stays as it is.
    """
    posts = _posts(tree)
    if not posts:
        return found
    inside: defaultdict[HtmlElement, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        post = next((each for each in (piece.element, *piece.element.iterancestors()) if each in posts), None)
        if post is not None:
            inside[post].append(index)
    result = list(found)
    for post, indexes in inside.items():
        if any(found[index] and pieces[index].block.kind is not BlockKind.HEADING for index in indexes):
            _set_heading(post, [pieces[index] for index in indexes], indexes, result)
    return result


def _posts(tree: HtmlElement) -> set[HtmlElement]:
    posts: set[HtmlElement] = set()
    for blog in tree.iter("div", "section", "main", "ol", "ul", "article"):
        if not classes.are(classes.LIVE, classes.names(blog.get("class"), blog.get("id"))):
            continue
        alike: defaultdict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
        for child in blog:
            if isinstance(child.tag, str) and next(child.iter("time"), None) is not None:
                alike[child.tag, _DIGITS.sub("", child.get("class") or "")].append(child)
        posts.update(each for group in alike.values() if len(group) >= _FEWEST for each in group)
    return posts


def _set_heading(post: HtmlElement, pieces: list[Piece], indexes: list[int], found: list[bool]) -> None:
    time = next((" ".join(str(each.text_content()).split()) for each in post.iter("time")), "")
    time = time if len(time) <= _LONGEST_TIME else ""
    for at, piece in enumerate(pieces):
        if piece.key == folded(time) or _is_byline(piece):
            found[indexes[at]] = False
    _put_time(time, pieces, indexes, found)


def _is_byline(piece: Piece) -> bool:
    """True if an element that is named as a byline says all that the piece says."""
    if not 0 < len(piece.key) <= _LONGEST_TIME:
        return False
    return any(
        classes.are(classes.BYLINE, classes.names(each.get("class"), ""))
        and folded(str(each.text_content())) == piece.key
        for each in (piece.element, *piece.element.iterchildren("span", "a", "p", "div", "address"))
    )


def _put_time(time: str, pieces: list[Piece], indexes: list[int], found: list[bool]) -> None:
    heading = next((at for at, piece in enumerate(pieces) if piece.block.kind is BlockKind.HEADING), None)
    if heading is not None:
        block = pieces[heading].block
        found[indexes[heading]] = True
        if time and not pieces[heading].key.startswith(folded(time)):
            pieces[heading].block = replace(block, spans=(Span(f"{time} · "), *block.spans))
        return
    alone = next((at for at, piece in enumerate(pieces) if time and piece.key == folded(time)), None)
    if alone is not None:
        found[indexes[alone]] = True
        pieces[alone].block = Block(BlockKind.HEADING, (Span(time),), level=_LEVEL)
