"""XML of wires: a tree whose names are easy to ask for, and what is said of its damage. Knows no format."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from lxml import etree

from library.importers._remarks import on_lost_characters
from library.importers._xml import Element, parse_tree
from library.importers.tidy import one_line, tidy
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Notice, NoticeKind

_NAME = re.compile(r"[^\W\d][\w.-]*")
_TWICE_ESCAPED = re.compile(r"&(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[A-Za-z]{2,8});")
_DEEPEST = 120
"""Levels of nesting; no format of news needs more than some twenty."""

_BROKEN = "The file is not the XML it claims to be: it is damaged or cut off."


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a file. Names of elements and attributes are in lower case and without namespaces.

    Where an element has an attribute twice, with and without a namespace, the plain one counts.
    """

    root: Element
    notices: tuple[Notice, ...] = ()

    def nothing(self, sentence: str) -> UnreadableFile:
        """Return the error for a file without a story: NoStory if the file is sound, else what may have been lost."""
        return UnreadableFile(sentence) if self.notices else NoStory(sentence)


def parse(data: bytes) -> Parsed:
    """Return the tree of an XML file, mended where it is damaged. Raises UnreadableFile if there is none in it."""
    tree = parse_tree(data)
    if tree is None:
        raise UnreadableFile(_BROKEN)
    _name_plainly(tree.root)
    notices = on_lost_characters(tree.lost)
    if tree.is_broken:
        damaged = "The file's XML is damaged; what could be read of it was taken."
        notices = (*notices, Notice(NoticeKind.DAMAGED, damaged))
    return Parsed(tree.root, notices)


def _name_plainly(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise UnreadableFile("The file is nested too deeply to be read.")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = _plain_name(element.tag)
        attributes = sorted(element.attrib.items(), key=lambda pair: pair[0].isalpha())
        element.attrib.clear()
        for name, value in attributes:
            element.set(_plain_name(name), value)
    etree.cleanup_namespaces(root)


def _plain_name(name: str) -> str:
    """A name without its namespace or an undeclared prefix; what only damage makes a name has a name of its own."""
    plain = name.rpartition("}")[2].rpartition(":")[2].lower()
    return plain if _NAME.fullmatch(plain) else "unnamed"


def once(text: str) -> str:
    """Return the text without references that were escaped twice (`&amp;#39;`), which wires do by accident."""
    return html.unescape(text) if "&" in text and _TWICE_ESCAPED.search(text) else text


def line_of(element: Element | None) -> str:
    """Return everything an element says, on one line; empty for None."""
    return one_line(tidy(once("".join(element.itertext())))) if element is not None else ""


def line_at(element: Element | None, *paths: str) -> str:
    """Return the first text found at one of the paths, as `lines_at` does, or empty."""
    return next(iter(lines_at(element, *paths)), "")


def lines_at(element: Element | None, *paths: str) -> list[str]:
    """Return the texts at the paths, each on one line, empty ones left out; nothing for None.

    A path may end in `@name`: then that attribute counts.
    """
    found: list[str] = []
    if element is None:
        return found
    for path in paths:
        where, _, attribute = path.partition("@")
        for match in element.iterfind(where) if where else (element,):
            text = one_line(tidy(once(match.get(attribute) or ""))) if attribute else line_of(match)
            if text:
                found.append(text)
    return found


def markup_of(element: Element) -> str:
    """Return what an element holds as HTML: its text and children, without itself."""
    inside = [html.escape(once(element.text or ""), quote=False)]
    inside += (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join(inside)
