"""A book's table of contents: EPUB 3's navigation document (EPUB 3.3 §7), or the NCX of EPUB 2 (OPF 2.0.1 §2.4.1)."""

from __future__ import annotations

from dataclasses import dataclass

from library.importers._epub_package import Book
from library.importers._epub_pages import types
from library.importers._html.page import decode_page, parse
from library.importers._package import Package, target
from library.importers._xml import attribute, first, local, named, parse_xml, text_of
from library.importers.tidy import one_line, tidy

MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: where it points to, and how deep it stands, from 1."""

    title: str
    path: str
    fragment: str
    depth: int


def read_contents(book: Book, package: Package) -> tuple[Entry, ...]:
    """Return the entries in order; empty if the book has no table of contents that can be read."""
    return (_from_nav(book.nav, package) or _from_ncx(book.ncx, package))[:MOST_ENTRIES]


def _from_nav(path: str, package: Package) -> tuple[Entry, ...]:
    data = package.read(path) if path else None
    tree = parse(decode_page(data).text) if data else None
    if tree is None:
        return ()
    lists = list(tree.iter("nav"))
    contents = next((nav for nav in lists if "toc" in types(nav).split()), lists[0] if lists else tree)
    entries = []
    for link in contents.iter("a"):
        inside, fragment = target(path, link.get("href") or "")
        if title := one_line(tidy(str(link.text_content()) or link.get("title") or "")):
            depth = sum(1 for each in link.iterancestors("ol", "ul"))
            entries.append(Entry(title, package.find(inside), fragment, max(1, depth)))
    return tuple(entry for entry in entries if entry.path)


def _from_ncx(path: str, package: Package) -> tuple[Entry, ...]:
    root = parse_xml(package.read(path) or b"") if path else None
    if root is None:
        return ()
    entries = []
    for point in named(root, "navPoint"):
        content, label = first(point, "content"), first(point, "navLabel")
        if content is None:
            continue
        inside, fragment = target(path, attribute(content, "src"))
        depth = sum(1 for each in point.iterancestors() if local(each) == "navPoint") + 1
        entries.append(Entry(one_line(tidy(text_of(label))), package.find(inside), fragment, depth))
    return tuple(entry for entry in entries if entry.path and entry.title)
