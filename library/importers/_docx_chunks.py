"""Documents inside a Word document (`altChunk`, ECMA-376 Part 1, 17.17.2.1): pages that a converter wrapped unread."""

from __future__ import annotations

import html
import posixpath

import lxml.etree

from library.importers import _mime
from library.importers._html.page import decode_page
from library.importers._package import Package, target
from library.importers._xml import Element, attribute, named, parse_xml
from library.importers.decode import decode
from library.model.errors import UnreadableFile

_MAIL = (b"mime-version:", b"from:", b"content-type: multi")
_MARK = "\ue010{}\ue011"


def with_chunks(root: Element, path: str, package: Package) -> dict[str, str]:
    """Put a paragraph with a mark in the place of each inner document; return their markup by these marks."""
    inner = list(named(root, "altChunk"))
    if not inner:
        return {}
    targets = _targets(path, package)
    chunks = {}
    for number, element in enumerate(inner):
        mark = _MARK.format(number)
        chunks[mark] = _markup(targets.get(attribute(element, "id"), ""), package)
        space = "{" + str(element.tag).partition("}")[0].lstrip("{") + "}"
        paragraph = lxml.etree.Element(f"{space}p")
        lxml.etree.SubElement(lxml.etree.SubElement(paragraph, f"{space}r"), f"{space}t").text = mark
        element.getparent().replace(element, paragraph)
    return chunks


def _targets(path: str, package: Package) -> dict[str, str]:
    folder, name = posixpath.split(path)
    relations = parse_xml(package.read(posixpath.join(folder, "_rels", f"{name}.rels")) or b"")
    if relations is None:
        return {}
    return {
        attribute(each, "Id"): target(path, attribute(each, "Target"))[0] for each in named(relations, "Relationship")
    }


def _markup(path: str, package: Package) -> str:
    data = package.read(path) if path else None
    if not data:
        return ""
    ending = posixpath.splitext(path)[1].lower()
    if ending in (".mht", ".mhtml") or data[:64].lower().startswith(_MAIL):
        return _page_of_mail(data)
    if ending in (".htm", ".html", ".xhtml") or b"<" in data[:200]:
        return decode_page(data).text
    return "".join(f"<p>{html.escape(line)}</p>" for line in decode(data).text.splitlines())


def _page_of_mail(data: bytes) -> str:
    try:
        pages = (part for part in _mime.parts(_mime.parse(data)) if _mime.media_type(part) == "text/html")
        return next((decode_page(_mime.body(page)).text for page in pages), "")
    except UnreadableFile:  # one inner document less
        return ""
