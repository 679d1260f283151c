"""OpenDocument texts, packed (.odt) or flat (.fodt): their XML made plain markup, which is read as every markup is.

Read with lxml alone: odfdo, tried first, unpacks without bounds and gives no notes, nor what is struck out by tracked
changes. OpenDocument 1.3 part 3 is the source of all names.
"""

from __future__ import annotations

from collections.abc import Iterable

from library.importers._html.story import read_fragment
from library.importers._language_tag import language_tag
from library.importers._odt_markup import Written, write
from library.importers._odt_styles import read_styles
from library.importers._office import (
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
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

_CUT_OFF = Notice(NoticeKind.DAMAGED, "The document is damaged or cut off; what could be unpacked of it was read.")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a document. Comments and what was deleted stay out of it.

    Raises UnreadableFile if it is locked, or has no text.
    """
    if not source.data.startswith(b"PK"):
        root = parse_xml(source.data)
        if root is None:
            raise UnreadableFile("The document is damaged; there is no text to be found in it.")
        return (_draft([root], None),)
    package = Package(source.data)
    manifest = parse_xml(package.read("META-INF/manifest.xml") or b"")
    if package.locked or (manifest is not None and first(manifest, "encryption-data") is not None):
        raise UnreadableFile("The document is locked with a password.")
    roots = [parse_xml(package.read(name) or b"") for name in ("content.xml", "styles.xml", "meta.xml")]
    if roots[0] is None:
        raise UnreadableFile(
            "The part that holds the document's text is missing or damaged, or unpacks to far too much."
        )
    return (_draft([root for root in roots if root is not None], package),)


def _draft(roots: list[Element], package: Package | None) -> Draft:
    body = first(first(roots[0], "body"), "text") if first(roots[0], "body") is not None else None
    if body is None:
        raise UnreadableFile("The document has no text in it.")
    written = write(body, read_styles(roots))
    reading = read_fragment(written.markup, "", lambda name: _picture(name, written, package))
    notices = missing_pictures(unshown(written.markup, package)) if package is not None else ()
    if package is not None and package.damaged:
        notices = (*notices, _CUT_OFF)
    return draft(_properties(roots), written.marked, reading, notices)


def _picture(name: str, written: Written, package: Package | None) -> bytes | None:
    return written.inline.get(name) or (package.picture(name) if package is not None else None)


def _properties(roots: list[Element]) -> Properties:
    block = next((found for root in roots if (found := first(root, "meta")) is not None), None)
    language = next((tag for root in roots if (tag := _default_language(root))), "")
    if block is None:
        return Properties(language=language)
    said = {local(each): text_of(each) for each in block if local(each)}
    words = [text_of(each) for each in named(block, "keyword")]
    return Properties(
        title=believed_title(said.get("title", "")),
        authors=believed_authors([said.get("initial-creator", "") or said.get("creator", "")]),
        created=believed_stamp(said.get("creation-date", "") or said.get("date", "")),
        modified=believed_stamp(said.get("date", "")),
        language=language_tag(said.get("language", "")) or language,
        keywords=keywords(";".join(words)),
    )


def _default_language(root: Element) -> str:
    for style in named(root, "default-style"):
        properties = first(style, "text-properties")
        if attribute(style, "family") == "paragraph" and properties is not None:
            tag, country = attribute(properties, "language"), attribute(properties, "country")
            return language_tag(f"{tag}-{country}" if country not in ("", "none") else tag)
    return ""
