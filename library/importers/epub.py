"""E-books (EPUB 2 and 3): an article that was saved as one, or an anthology with each of its chapters as a story.

Nothing outside the file is read, scripts are left where they are, and fonts, films and styles stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from library.importers._document_head import headed
from library.importers._epub_chapters import Chapter, chapters, is_anthology, text_pages
from library.importers._epub_contents import read_contents
from library.importers._epub_notes import Notes
from library.importers._epub_package import Book, Metadata, read_book
from library.importers._epub_pages import Page, read_page
from library.importers._epub_words import NOTES_HEADING
from library.importers._html.address import host_name
from library.importers._html.pieces import folded
from library.importers._html.story import Reading, read_fragment
from library.importers._office import missing_pictures
from library.importers._package import Package, unshown
from library.importers.base import SourceFile
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, text, word_count
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind, Story

_FEW_WORDS = 30
_LONGEST_STANDFIRST = 600
_DATED_TITLE = re.compile(r"\s*[\[(][^\[\]()]*\d{4}[^\[\]()]*[\])]$")
_SITE_MARK = re.compile(r"\s+[|–—·»-]\s+|\s*::\s*")
_CUT_OFF = Notice(NoticeKind.DAMAGED, "The e-book is damaged or cut off; what could be unpacked of it was read.")
_FIXED = Notice(
    NoticeKind.EXTRACTION, "The pages of this book have a fixed layout; their text was taken out of it line by line."
)
_PICTURES = Notice(NoticeKind.EXTRACTION, "The book is made of pictures; there is hardly any text in it to search.")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the stories of an e-book in the order of its chapters.

    Raises UnreadableFile if it is locked, or holds neither text nor pictures.
    """
    package = Package(source.data)
    book = read_book(package)
    contents = read_contents(book, package)
    pages = [page for part in book.spine if not part.is_contents and (page := read_page(part, package)) is not None]
    notes = Notes(pages)
    found = chapters(text_pages(pages, book.guide, contents), contents)
    if is_anthology(found, is_periodical=book.metadata.is_periodical):
        drafts = [_chapter(chapter, book, notes, package) for chapter in found]
        drafts = [draft for draft in drafts if _has_text(draft)]
    else:
        drafts = [_whole(found, pages, book, notes, package)]
    remarks = _remarks(book, package, drafts)
    return [replace(draft, notices=(*draft.notices, *remarks)) for draft in drafts]


def _has_text(draft: Draft) -> bool:
    """False for what is left of a chapter of notes when these have gone to the chapters that refer to them."""
    return any(block.kind is not BlockKind.HEADING for block in draft.story.document.blocks)


def _whole(found: Sequence[Chapter], pages: Sequence[Page], book: Book, notes: Notes, package: Package) -> Draft:
    """All chapters as the one story that the book's own metadata describe."""
    meta = book.metadata
    bodies = [body for chapter in found for body in chapter.bodies]
    reading, missing = _read(bodies, notes, package)
    if not any(block.text.strip() or block.image for block in reading.blocks):
        raise UnreadableFile("The e-book has no text in it that can be unpacked.")
    url = meta.url or next((chapter.address for chapter in found if chapter.address), "")
    head = headed(_title(meta, reading.blocks), reading.blocks)
    site = meta.publisher or host_name(url)
    language = next((chapter.language for chapter in found if chapter.language), "") or meta.language
    story = Story(
        headline=head.headline or next((page.title for page in pages if page.title), ""),
        kicker=head.kicker,
        standfirst=head.standfirst or _standfirst(meta, head.blocks),
        authors=meta.creators or head.authors,
        source=site,
        published=meta.published or head.published,
        language=language,
        url=url,
        guid=meta.identifier,
        keywords=meta.subjects,
        document=Document(head.blocks),
    )
    return Draft(story, reading.assets, missing_pictures(missing))


def _chapter(chapter: Chapter, book: Book, notes: Notes, package: Package) -> Draft:
    """One chapter as a story. What the book says of itself is said of each, but its address is none of theirs."""
    meta = book.metadata
    reading, missing = _read(chapter.bodies, notes, package)
    head = headed(chapter.title, reading.blocks)
    place = chapter.path + (f"#{chapter.fragment}" if chapter.fragment else "")
    title = _DATED_TITLE.sub("", meta.title) if meta.is_periodical else meta.title
    story = Story(
        headline=head.headline,
        kicker=head.kicker,
        standfirst=head.standfirst,
        authors=head.authors or meta.creators,
        section="" if folded(chapter.section) == folded(meta.title) else chapter.section,
        source=title or meta.publisher,
        published=head.published or meta.published,
        language=chapter.language or meta.language,
        url=chapter.address,
        guid=f"{meta.identifier}#{place}" if meta.identifier else "",
        keywords=meta.subjects,
        document=Document(head.blocks),
    )
    return Draft(story, reading.assets, missing_pictures(missing))


def _read(bodies: Sequence[HtmlElement], notes: Notes, package: Package) -> tuple[Reading, int]:
    """The blocks of these parts of pages, their footnotes last, and how many of their pictures can't be shown."""
    whole = lxml.html.Element("div")
    attached = notes.attach(bodies)
    for body in bodies:
        for element in body.iter(lxml.etree.Element):
            element.attrib.pop("id", None)
            element.attrib.pop("name", None)
        body.tag = "div"
        whole.append(body)
    whole.extend(attached)
    markup = str(lxml.html.tostring(whole, encoding="unicode"))
    reading = read_fragment(markup, "", package.picture)
    return Reading(_without_empty_ends(reading.blocks), reading.assets), unshown(markup, package)


def _without_empty_ends(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop the headings that the notes stood under, and rules with nothing behind them."""
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        last = index + 1 == len(blocks) or blocks[index + 1].kind is BlockKind.FOOTNOTE
        empty = block.kind is BlockKind.HEADING and NOTES_HEADING.fullmatch(block.text)
        if last and (block.kind is BlockKind.RULE or empty) and kept:
            continue
        kept.append(block)
    return tuple(kept)


def _title(meta: Metadata, blocks: tuple[Block, ...]) -> str:
    """The book's title; the part of it that the article is headed with, where it only adds the site's name."""
    heading = next((one_line(block.text) for block in blocks[:4] if block.kind is BlockKind.HEADING), "")
    parts = {folded(part): part for part in _SITE_MARK.split(meta.title)}
    return parts.get(folded(heading), meta.title) if folded(heading) else meta.title


def _standfirst(meta: Metadata, blocks: tuple[Block, ...]) -> str:
    """The book's description, unless it is but the beginning of the text, or a blurb."""
    described = " ".join(block.text for block in read_fragment(meta.description).blocks) if meta.description else ""
    line = one_line(tidy(described))
    key = folded(line.rstrip(".… "))[:60]
    if not key or len(line) > _LONGEST_STANDFIRST or key in folded("".join(block.text for block in blocks[:6])):
        return ""
    return line


def _remarks(book: Book, package: Package, drafts: Sequence[Draft]) -> tuple[Notice, ...]:
    remarks = [_CUT_OFF] if package.damaged else []
    pictures = sum(1 for draft in drafts for block in draft.story.document.blocks if block.image)
    words = sum(word_count(text(draft.story.document)) for draft in drafts)
    if pictures and words < _FEW_WORDS * min(pictures, 2):
        remarks.append(_PICTURES)
    elif book.metadata.is_fixed:
        remarks.append(_FIXED)
    return tuple(remarks)
