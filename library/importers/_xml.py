"""XML from strangers: parsed leniently, with nothing fetched and no entity of its own expanded.

Owns the step from bytes to a tree, and asking for elements by their local names: the namespaces of documents differ
between their versions, and between what standards and programs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import Any

import lxml.etree

from library.importers.decode import decode

Element = Any
"""An `lxml.etree` element: lxml's own types are not checked."""

_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]{0,400}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_PLAIN = ("", "utf-8", "us-ascii")
_COMMENT = r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)"
_INSTRUCTION = r"<\?(?:[^?]|\?(?!>))*+(?:\?>|\Z)"
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_SUBSET = rf"\[(?:{_COMMENT}|{_INSTRUCTION}|[^\]\"']|{_QUOTED})*+\]\s*+"
_DOCTYPE = rf"<!DOCTYPE\b(?:[^\[>\"']|{_QUOTED})*+(?:{_SUBSET})?>"
_FIRST_LINE = r"<\?(?:[^?<]|\?(?!>))*+\?>|<\?[^>]*+>"  # also one that lacks the second question mark
_PROLOGUE = re.compile(rf"\A(?:\s|{_COMMENT}|{_FIRST_LINE}|{_DOCTYPE})*+")
_DECLARES = re.compile(r"<!(?=ENTITY|ATTLIST)")
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:0*(?:[0-8]|1[1-2]|1[4-9]|2\\d|3[01]));"
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,8});")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read of an XML file: its root, the number of its `lost` characters, and whether it `is_broken`."""

    root: Element
    lost: int = 0
    is_broken: bool = False


def parse_xml(data: bytes) -> Element | None:
    """Return the root element as `parse_tree` finds it, or None."""
    tree = parse_tree(data)
    return tree and tree.root


def parse_tree(data: bytes) -> Tree | None:
    """Return the tree of an XML file, or None if there is none to be made out.

    What is not well-formed is read as far as it can be; nesting beyond 2,048 elements is cut off. A document type
    declaration is taken out before the parser sees it, since libxml2 expands entities in attributes, and gives
    attributes the values declared for them, whatever it is told. HTML's names of characters (`&nbsp;`) are understood.
    """
    label = declared_encoding(data)
    if label in _PLAIN and b"<!DOCTYPE" not in data and b"\x00" not in data[:4]:
        tree = _parsed(data)
        if tree is not None and not tree.is_broken:
            return tree
    decoded = decode(data, label)
    return _parsed(_mended(decoded.text).encode(), decoded.damaged)


def declared_encoding(data: bytes) -> str:
    """Return the encoding that the first line of an XML file names, in lower case, or empty."""
    declared = _ENCODING.match(data[:1024])
    return declared[1].decode("ascii").lower() if declared else ""


def without_prologue(text: str) -> str:
    """Return an XML file's text from its first element on: without the line that names an encoding, comments and the
    document type declaration with all that it declares."""
    return _PROLOGUE.sub("", text.removeprefix("\ufeff"))


def _mended(text: str) -> str:
    """The text of an XML file as the parser can take it: of one encoding, with nothing declared, no sign it forbids."""
    text = without_prologue(text)
    if "<!DOCTYPE" in text:
        text = _DECLARES.sub("<!-", text)  # in a damaged one that might still be read
    text = _NAMED.sub(_as_character, _ILLEGAL.sub("", text))
    return text[max(0, text.find("<")) :]


def _as_character(match: re.Match[str]) -> str:
    code = None if match[1] in _OF_XML else name2codepoint.get(match[1])
    return match[0] if code is None else f"&#{code};"


def _parsed(data: bytes, lost: int = 0) -> Tree | None:
    parser = lxml.etree.XMLParser(
        encoding="utf-8",
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
    if root is None:
        return None
    lxml.etree.strip_tags(root, lxml.etree.Entity)  # they stand unexpanded among the text
    return Tree(root, lost, any(entry.level >= lxml.etree.ErrorLevels.FATAL for entry in parser.error_log))


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its local name, stripped, or empty; empty for None."""
    if element is None:
        return ""
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
