"""Preformatted text, where line ends and blanks are the author's own."""

from __future__ import annotations

from lxml.html import HtmlElement

from library.importers.tidy import tidy

_LINE_TAGS = frozenset(("div", "li", "tr", "p"))


def is_listing(element: HtmlElement) -> bool:
    """True for a table that some highlighters lay a listing out in, line numbers in one cell and code in the other."""
    if element.tag != "table" or "highlight" not in (element.get("class") or ""):
        return False
    return element.find(".//pre") is not None or element.find(".//code") is not None


def listing(element: HtmlElement) -> str:
    """Return the text with its own line ends; elements that make lines of code begin new ones."""
    parts: list[str] = []
    for event, node in _events(element):
        if event == "text":
            parts.append(str(node))
        elif parts and not parts[-1].endswith("\n"):
            parts.append("\n")
    return tidy("".join(parts)).strip("\n").rstrip()


def _events(root: HtmlElement) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, opening = stack.pop()
        if opening:
            if element.tag == "br":
                found.append(("text", "\n"))
            found.append(("text", element.text or ""))
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
            continue
        if element is not root:
            if element.tag in _LINE_TAGS:
                found.append(("line", element))
            found.append(("text", element.tail or ""))
    return found
