"""The package document of an EPUB (EPUB 3.3 §5, OPF 2.0.1): what the book says of itself, and its parts in order.

Owns finding and reading it, whichever of its duties the book neglects. Knows nothing of the text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.importers._html.names import authors
from library.importers._html.page import absolute
from library.importers._language_tag import language_tag
from library.importers._package import Package, target
from library.importers._xml import Element, attribute, first, local, named, parse_xml, text_of
from library.importers.dates import find_stamp
from library.importers.tidy import one_line, tidy
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways of scrambling fonts (EPUB 3.3 §4.4): the fonts aren't used, and the text is not locked."""

_MARKUP = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_MARKUP_ENDINGS = (".xhtml", ".html", ".htm", ".xml")
_NOT_AN_AUTHOR = ("bkp", "trl", "ill", "edt", "pbl", "cov", "nrt", "art", "pht")
"""MARC relator codes that stand beside the author's (`aut`): producer, translator, illustrator, editor and so on."""

_NOBODY = re.compile(
    r"unknown|unbekannt|inconnu|desconocido|calibre.*|pandoc|dotepub|various(?: authors)?|anonym(?:ous)?", re.IGNORECASE
)
_ISSUED = ("dcterms:issued", "dcterms:created")
_ADDRESS = re.compile(r"(?:ur[il]:\s*)?(https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself; missing text is empty."""

    title: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    published: Stamp | None = None
    language: str = ""
    subjects: tuple[str, ...] = ()
    description: str = ""
    identifier: str = ""
    url: str = ""
    is_periodical: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the spine: its path in the package; `is_aside` if it stands outside the reading order."""

    path: str
    is_aside: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A book's parts. `guide` maps paths to what they are ("cover", "toc"); `nav` and `ncx` are paths or empty."""

    metadata: Metadata
    spine: tuple[Part, ...]
    guide: tuple[tuple[str, str], ...] = ()
    nav: str = ""
    ncx: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media_type: str
    properties: tuple[str, ...]
    fallback: str


def read_book(package: Package) -> Book:
    """Return what the package document says; without one, the pages of the zip in the order of their names.

    Raises UnreadableFile if the text is locked, or if there is no page in it.
    """
    path = _document_path(package)
    root = parse_xml(package.read(path) or b"") if path else None
    book = _book(root, path, package) if root is not None else Book(Metadata(), ())
    if not book.spine:
        pages = tuple(Part(name) for name in sorted(package.names) if name.lower().endswith(_MARKUP_ENDINGS[:3]))
        book = Book(book.metadata, pages, book.guide, book.nav, book.ncx)
    if not book.spine:
        raise UnreadableFile("The e-book has no pages in it.")
    if _locked_paths(package) & {part.path for part in book.spine} or package.locked:
        raise UnreadableFile("The e-book is locked by its seller's copy protection (DRM); its text can't be read.")
    return book


def _document_path(package: Package) -> str:
    container = parse_xml(package.read(_CONTAINER) or b"")
    roots = named(container, "rootfile") if container is not None else ()
    found = next((name for each in roots if (name := package.find(target("", attribute(each, "full-path"))[0]))), "")
    return found or next((name for name in package.names if name.lower().endswith(".opf")), "")


def _book(root: Element, path: str, package: Package) -> Book:
    items = {attribute(each, "id"): _item(each, path, package) for each in named(root, "item")}
    spine = first(root, "spine")
    parts = tuple(_parts(spine, items, package)) if spine is not None else ()
    ncx_id = attribute(spine, "toc") if spine is not None else ""
    ncx = items[ncx_id].path if ncx_id in items else ""
    ncx = ncx or next((item.path for item in items.values() if item.media_type == "application/x-dtbncx+xml"), "")
    guide = tuple(
        (package.find(target(path, attribute(each, "href"))[0]), attribute(each, "type").lower())
        for each in named(root, "reference")
    )
    nav = next((item.path for item in items.values() if "nav" in item.properties), "")
    return Book(_metadata(root), parts, guide, nav, ncx)


def _item(element: Element, base: str, package: Package) -> _Item:
    path, _ = target(base, attribute(element, "href"))
    properties = tuple(attribute(element, "properties").split())
    found = package.find(path) or path
    return _Item(found, attribute(element, "media-type").lower(), properties, attribute(element, "fallback"))


def _parts(spine: Element, items: dict[str, _Item], package: Package) -> Iterator[Part]:
    seen: set[str] = set()
    for reference in named(spine, "itemref"):
        item = _readable(items.get(attribute(reference, "idref")), items)
        if item is None or item.path in seen or not package.find(item.path):
            continue
        seen.add(item.path)
        yield Part(item.path, attribute(reference, "linear").lower() == "no", "nav" in item.properties)


def _readable(item: _Item | None, items: dict[str, _Item]) -> _Item | None:
    """The item, or the first of its fallbacks that is a page (EPUB 3.3 §3.5.1)."""
    for _ in range(8):
        if item is None or _is_page(item):
            return item
        item = items.get(item.fallback)
    return None


def _is_page(item: _Item) -> bool:
    if item.media_type in _MARKUP or item.media_type == "image/svg+xml":
        return True
    ending = posixpath.splitext(item.path)[1].lower()
    return ending in _MARKUP_ENDINGS[:3] or (ending == ".xml" and not item.fallback)


def _locked_paths(package: Package) -> set[str]:
    root = parse_xml(package.read(_ENCRYPTION) or b"")
    if root is None:
        return set()
    locked = set()
    for entry in named(root, "EncryptedData"):
        method, reference = first(entry, "EncryptionMethod"), first(entry, "CipherReference")
        if method is not None and reference is not None and attribute(method, "Algorithm") not in _OBFUSCATION:
            locked.add(package.find(target("", attribute(reference, "URI"))[0]))
    return locked


def _metadata(root: Element) -> Metadata:
    block = first(root, "metadata")
    if block is None:
        return Metadata()
    identifiers = list(named(block, "identifier"))
    unique = attribute(root, "unique-identifier")
    chosen = next((each for each in identifiers if attribute(each, "id") == unique), None)
    metas = {attribute(each, "name") or attribute(each, "property"): each for each in named(block, "meta")}
    kind = metas.get("calibre:publication_type")
    layout = metas.get("rendition:layout")
    publisher = _line(first(block, "publisher"))
    return Metadata(
        title=_title(block),
        creators=_creators(block),
        publisher="" if _NOBODY.fullmatch(publisher) else publisher,
        published=_published(block),
        language=language_tag(_line(first(block, "language"))),
        subjects=_subjects(block),
        description="\n".join("".join(each.itertext()).strip() for each in named(block, "description")),
        identifier=text_of(chosen if chosen is not None else next(iter(identifiers), None))[:500],
        url=_url([*named(block, "source"), *identifiers]),
        is_periodical=kind is not None and attribute(kind, "content").startswith("periodical"),
        is_fixed=layout is not None and text_of(layout) == "pre-paginated",
    )


def _line(element: Element | None) -> str:
    return one_line(tidy(text_of(element)))


def _title(block: Element) -> str:
    """The main title; a subtitle that has an element of its own (EPUB 3.3, D.3.9) is left out."""
    kinds = {
        attribute(each, "refines").lstrip("#"): text_of(each)
        for each in named(block, "meta")
        if attribute(each, "property") == "title-type"
    }
    titles = [each for each in named(block, "title") if text_of(each)]
    main = next((each for each in titles if kinds.get(attribute(each, "id")) == "main"), None)
    return _line(main if main is not None else next(iter(titles), None))


def _creators(block: Element) -> tuple[str, ...]:
    roles = {
        attribute(each, "refines").lstrip("#"): text_of(each)
        for each in named(block, "meta")
        if attribute(each, "property") == "role"
    }
    names = []
    for each in named(block, "creator"):
        role = attribute(each, "role") or roles.get(attribute(each, "id"), "")
        name = _line(each)
        if role.lower() not in _NOT_AN_AUTHOR and not _NOBODY.fullmatch(name):
            names.append(name)
    return authors(names)


def _published(block: Element) -> Stamp | None:
    dates = [each for each in named(block, "date") if attribute(each, "event") not in ("modification", "conversion")]
    dates.sort(key=lambda each: "publication" not in attribute(each, "event"))
    metas = [each for each in named(block, "meta") if attribute(each, "property") in _ISSUED]
    for each in (*dates, *metas):
        if (stamp := find_stamp(text_of(each), StampOrigin.METADATA)) is not None:
            return stamp
    return None


def _subjects(block: Element) -> tuple[str, ...]:
    words = [word for each in named(block, "subject") for word in re.split(r"\s*[,;]\s*", _line(each))]
    return tuple(dict.fromkeys(word for word in words if 0 < len(word) <= 60))[:50]


def _url(elements: list[Element]) -> str:
    for each in elements:
        match = _ADDRESS.fullmatch(text_of(each))
        if match and (found := absolute(match[1], "")) and local(each):
            return found
    return ""
