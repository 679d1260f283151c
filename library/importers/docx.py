"""Word documents (Office Open XML): mammoth makes plain markup of them, which is read as every markup is.

The package is unpacked here, with bounds, and handed to mammoth anew: only the parts that hold text, without document
types and entities; each picture's place is taken by its name.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable

import lxml.etree
import lxml.html
import mammoth
from lxml.html import HtmlElement

from library.importers._docx_chunks import with_chunks
from library.importers._docx_numbers import Numbering
from library.importers._docx_prepare import Style, plain_text, prepare, read_styles
from library.importers._html.page import parse
from library.importers._html.story import Reading, read_fragment
from library.importers._language_tag import language_tag
from library.importers._office import (
    Marked,
    Properties,
    believed_authors,
    believed_stamp,
    believed_title,
    draft,
    keywords,
    missing_pictures,
)
from library.importers._package import Package, unshown
from library.importers._xml import Element, attribute, first, local, named, parse_xml, text_of
from library.importers.base import SourceFile
from library.model.document import Block, BlockKind, Span
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODIES = re.compile(r"(?:document|footnotes|endnotes)\w*\.xml")
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:docProps|customXml|theme|glossary|embeddings|charts|diagrams|activeX|fonts|webextensions)/|"
    r"(?:comments\w*|settings|webSettings|fontTable|header\d*|footer\d*|people)\.xml$",
    re.IGNORECASE,
)
_NUMBERED = re.compile("\ue000(-?\\d+)\ue001")
_NOTE = re.compile("#(?:foot|end)note-")
_NO_WORDS = re.compile(
    r"[\\/]|\.(?:jpe?g|png|gif|tiff?|bmp|emf)$|^(?:picture|image|grafik|bild|afbeelding|graphic) ?\d*$", re.IGNORECASE
)
"""Descriptions that Word makes up: the path or the name of the picture's file, or its number."""

_STYLES = """
p.Broadsheet-toc => !
p.Broadsheet-title => h1:fresh
p.Broadsheet-subtitle => h2:fresh
p.Broadsheet-author => p:fresh
p.Broadsheet-date => p:fresh
p.Broadsheet-heading1 => h1:fresh
p.Broadsheet-heading2 => h2:fresh
p.Broadsheet-heading3 => h3:fresh
p.Broadsheet-heading4 => h4:fresh
p.Broadsheet-heading5 => h5:fresh
p.Broadsheet-heading6 => h6:fresh
p.Broadsheet-quote => blockquote > p:fresh
p.Broadsheet-caption => p.figcaption:fresh
p.Broadsheet-code => pre:separator('\\n')
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
r[style-name='HTML Code'] => code
r[style-name='Verbatim Char'] => code
r[style-name='Source Text'] => code
b => strong
i => em
strike => s
"""
_DAMAGED = Notice(NoticeKind.DAMAGED, "The document is damaged; its text was read without its structure.")
_CUT_OFF = Notice(NoticeKind.DAMAGED, "The document is damaged or cut off; what could be unpacked of it was read.")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a Word document. Comments and what was deleted stay out of it.

    Raises UnreadableFile if it is locked, of the kind before 2007, or has no text.
    """
    if source.data.startswith(_OLE):
        if _LOCKED in source.data:
            raise UnreadableFile("The document is locked with a password.")
        raise UnreadableFile("The document is in the format of Word before 2007; save it as .docx to import it.")
    package = Package(source.data)
    path = _main_part(package)
    root = parse_xml(package.read(path) or b"")
    if root is None:
        raise UnreadableFile("The part that holds the document's text is damaged, or unpacks to far too much.")
    folder = posixpath.dirname(path)
    reading, marked, notices = _reading(root, path, package)
    if package.damaged:
        notices = (*notices, _CUT_OFF)
    return (draft(_properties(package, folder), marked, reading, notices),)


def _main_part(package: Package) -> str:
    relations = parse_xml(package.read("_rels/.rels") or b"")
    found = [
        attribute(each, "Target").lstrip("/")
        for each in (named(relations, "Relationship") if relations is not None else ())
        if attribute(each, "Type").endswith("/officeDocument")
    ]
    path = next((name for each in (*found, "word/document.xml") if (name := package.find(each))), "")
    if not path or not path.lower().endswith(".xml"):
        raise UnreadableFile("The file is not a Word document, or the part that holds its text is missing.")
    return path


def _part(package: Package, folder: str, name: str) -> Element | None:
    path = package.find(posixpath.join(folder, f"{name}.xml"))
    return parse_xml(package.read(path) or b"") if path else None


def _reading(root: Element, path: str, package: Package) -> tuple[Reading, Marked, tuple[Notice, ...]]:
    folder = posixpath.dirname(path)
    try:
        styles = read_styles(_part(package, folder, "styles"))
        numbering = Numbering.of(_part(package, folder, "numbering"))
        chunks = with_chunks(root, path, package)
        marked = prepare(root, styles, numbering)
        converted = mammoth.convert_to_html(
            _repacked(root, path, package, styles, numbering),
            style_map=_STYLES,
            convert_image=_IMAGE,
            include_embedded_style_map=False,
        )
        markup = _finished(converted.value, chunks)
        return read_fragment(markup, "", package.picture), marked, missing_pictures(unshown(markup, package))
    except UnreadableFile:
        raise
    except Exception:  # mammoth and lxml answer damaged documents with errors of nearly every class
        lines = [" ".join(plain_text(each).split()) for each in named(root, "p")]
        blocks = tuple(Block(BlockKind.PARAGRAPH, (Span(line),)) for line in lines if line)
        return Reading(blocks), Marked(), (_DAMAGED,)


def _repacked(root: Element, path: str, package: Package, styles: dict[str, Style], numbering: Numbering) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in package.names:
            if name == path:
                archive.writestr(name, lxml.etree.tostring(root))
            elif name.lower().endswith((".xml", ".rels")):
                if not _LEFT_OUT.search(name) and (part := parse_xml(package.read(name) or b"")) is not None:
                    if _BODIES.fullmatch(posixpath.basename(name)):
                        prepare(part, styles, numbering)
                    archive.writestr(name, lxml.etree.tostring(part))
            else:
                archive.writestr(name, name)
    out.seek(0)
    return out


def _source(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as stream:
        return {"src": stream.read().decode("utf-8", "replace")}


_IMAGE = mammoth.images.img_element(_source)


def _finished(markup: str, chunks: dict[str, str]) -> str:
    """Give list items the numbers that came with their text, and put documents inside the document in their place."""
    tree = parse(markup) if markup.strip() else None
    if tree is None:
        return ""
    for element in tree.iter(lxml.etree.Element):
        if element.text and (match := _NUMBERED.match(element.text.lstrip())):
            _set_number(element, match[1])
            element.text = _NUMBERED.sub("", element.text)
        if element.tag == "a" and _NOTE.match(element.get("href") or ""):
            element.text = (element.text or "").strip("[]")
        elif element.tag == "img" and _NO_WORDS.search(element.get("alt") or ""):
            del element.attrib["alt"]
    finished = str(lxml.html.tostring(tree, encoding="unicode"))
    for mark, chunk in chunks.items():
        finished = finished.replace(mark, chunk)
    return _NUMBERED.sub("", finished)


def _set_number(element: HtmlElement, number: str) -> None:
    item = element if element.tag == "li" else next(element.iterancestors("li"), None)
    if item is not None and item.get("value") is None:
        item.set("value", number)


def _properties(package: Package, folder: str) -> Properties:
    root = parse_xml(package.read("docProps/core.xml") or b"")
    language = _default_language(_part(package, folder, "styles"))
    if root is None:
        return Properties(language=language)
    said = {local(each): text_of(each) for each in root if local(each)}
    return Properties(
        title=believed_title(said.get("title", "")),
        authors=believed_authors(re.split(r"\s*;\s*", said.get("creator", ""))),
        created=believed_stamp(said.get("created", "")),
        modified=believed_stamp(said.get("modified", "")),
        language=language_tag(said.get("language", "")) or language,
        keywords=keywords(said.get("keywords", "")),
    )


def _default_language(styles: Element | None) -> str:
    defaults = first(styles, "docDefaults") if styles is not None else None
    language = first(defaults, "lang") if defaults is not None else None
    return language_tag(attribute(language, "val")) if language is not None else ""
