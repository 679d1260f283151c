"""Taking out of a tree what no reader of the page would have seen: code, controls, hidden nodes.

Works in place. Owns the question "is it visible?". Knows nothing of what is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from library.importers._html import classes

_NEVER_TAGS = (
    "script style template iframe object embed applet canvas audio video source track input select textarea datalist "
    "map area noframes frameset svg head link meta param progress meter dialog single-file-infobar"
)
_STORY_TAGS = frozenset(("article", "main", "body", "html"))
_NEVER = frozenset(_NEVER_TAGS.split())
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPOKEN_ONLY = 200
"""Letters up to which `aria-hidden` text counts as hidden: whole pages carry it while a window lies over them."""

_LONGEST_CONTROLS = 3000
_LONGEST_FORM = 400
"""Letters of a box around an e-mail field up to which all of it asks for the address."""

_HELD_BACK = 0.4
"""Share of the page's text from which a hidden node is the article itself, shown by a script that won't run here."""


def prune(tree: HtmlElement) -> None:
    """Remove from the tree whatever isn't seen; an element that holds most of the text stays although it is hidden."""
    doomed, hidden = list(_sign_up_boxes(tree)), []
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            doomed.append(element)
        elif tag in _NEVER and not (tag == "source" and _in_picture(element)):
            if tag == "template" and (element.get("shadowrootmode") or element.get("shadowroot")):
                element.tag = "div"  # a saved shadow tree: it was on the screen
            else:
                doomed.append(element)
        elif tag == "noscript":
            _open_noscript(element, doomed)
        elif _is_player(element):
            doomed.append(element)
        elif _is_hidden(element):
            hidden.append(element)
    for element in doomed:
        drop(element)
    if hidden:
        letters = _letters(tree)
        for element in hidden:
            if element.getparent() is not None and _letters(element) < letters * _HELD_BACK:
                drop(element)


def drop(element: HtmlElement) -> None:
    """Take an element out and leave the text that follows it; the root stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _sign_up_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The boxes that ask for an e-mail address: all of what stands around the field and is no story."""
    for field in tree.iter("input"):
        if (field.get("type") or "").lower() != "email" and "email" not in (field.get("name") or "").lower():
            continue
        box = None
        for parent in field.iterancestors():
            if parent.tag in _STORY_TAGS or _letters(parent) > _LONGEST_FORM:
                break
            box = parent
        if box is not None:
            yield box


def _in_picture(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "picture"


def _open_noscript(element: HtmlElement, doomed: list[HtmlElement]) -> None:
    """Keep a `noscript` that only holds pictures, in place of the empty one that a script would have filled."""
    pictures = list(element.iter("img"))
    if not pictures or len(element.text_content().strip()) > _SPOKEN_ONLY:
        doomed.append(element)
        return
    element.tag = "span"
    if (before := element.getprevious()) is not None and before.tag == "img" and not (element.text or "").strip():
        doomed.append(before)


def _is_player(element: HtmlElement) -> bool:
    return classes.traits(element.get("class")).player and _letters(element) <= _LONGEST_CONTROLS


def _is_hidden(element: HtmlElement) -> bool:
    get = element.get
    if get("hidden", "until-found") != "until-found":
        return True
    if ((style := get("style")) and _HIDDEN_STYLE.search(style)) or classes.traits(get("class")).hidden:
        return True
    if (get("aria-modal") or "").lower() == "true":
        return True
    if (get("aria-hidden") or "").lower() == "true":
        return next(element.iter("img", "picture"), None) is None and _letters(element) <= _SPOKEN_ONLY
    return False


def _letters(element: HtmlElement) -> int:
    return len(str(element.text_content()))
