"""XML from strangers: parsed leniently, with nothing fetched and no entity of its own expanded.

Owns the step from bytes to a tree, and asking for elements by their local names: the namespaces of documents differ
between their versions, and between what standards and programs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree

from library.importers.decode import decode

Element = Any
"""An `lxml.etree` element: lxml's own types are not checked."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")


def parse_xml(data: bytes) -> Element | None:
    """Return the root element, or None if there is none to be made out.

    What is not well-formed is read as far as it can be; nesting beyond 2,048 elements is cut off.
    """
    root = _parsed(data)
    if root is None:
        root = _parsed(_DECLARATION.sub("", decode(data).text).encode("utf-8", "replace"))
    return root


def _parsed(data: bytes) -> Element | None:
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None
    if root is not None:
        lxml.etree.strip_tags(root, lxml.etree.Entity)  # they stand unexpanded among the text
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, stripped, or empty."""
    found = element.get(name)
    if found is None:
        found = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
    return str(found).strip()


def named(root: Element, *names: str) -> Iterator[Element]:
    """Yield the elements below `root` (itself included) that have one of the local names, in document order."""
    return (element for element in root.iter() if local(element) in names)


def first(root: Element, *names: str) -> Element | None:
    """Return the first of `named`, or None."""
    return next(named(root, *names), None)


def text_of(element: Element | None) -> str:
    """Return all text inside an element on one line, or empty."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
