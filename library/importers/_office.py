"""What the files of word processors (DOCX, ODT, RTF) have in common: properties, a marked head, and text as markup.

Owns which of a file's claims about itself are believed. Knows none of the formats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._document_head import headed
from library.importers._html.names import authors
from library.importers._html.story import Reading
from library.importers._text_language import language_of
from library.importers.dates import find_stamp
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, paragraph, text
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Story

_NO_TITLE = re.compile(
    r"(?:microsoft word|powerpoint|openoffice|libreoffice)\b.*|(?:un)?titled?\W*\d*|ohne titel\W*\d*|sans titre\W*\d*|"
    r"(?:document|dokument|doc|documento|документ|文档|文書)\W*\d*|.*\.(?:docx?|dotx?|rtf|odt|txt|html?)|"
    r"normal(?:\.dotm?)?|word document|\W*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:microsoft|ms|windows|office|word|home|guest|default|test)?\W*(?:office |word )?(?:user|admin|administrator|pc|"
    r"owner|benutzer|utilisateur|usuario|utente|пользователь|unknown|author|laptop|computer|anonymous)?\W*\d*|"
    r"(?:microsoft|учетная запись) .*|.*-(?:it|dept)|python-docx|"
    r"apache poi|openpyxl|docx4j|aspose.*|un-?named|calibre|pandoc|.*[@\\].*|[a-z]+\d+|\W*",
    re.IGNORECASE,
)
_LAST_FIRST = re.compile(r"([^\W\d_][\w'’-]+),\s*([^\W\d_]\S*(?: [^\W\d_]\S*)?)\Z")
"""One person's name with the family's first, as company directories write it ("Allison, Timothy B")."""

_MADE_UP = ("2013-12-23T23:15:00", "1601-01-01", "1970-01-01", "1980-01-01")
"""Dates of templates (python-docx's own) and of clocks that were never set."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file's properties say; missing text is empty. `language` is a BCP 47 tag."""

    title: str = ""
    authors: tuple[str, ...] = ()
    created: Stamp | None = None
    modified: Stamp | None = None
    language: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What the text marks as its head by the names of its styles ("Title", "Subtitle", "Author", "Date")."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""

    def with_line(self, role: str, line: str) -> Marked:
        """Return the same with another line of one of its parts, by the part's name."""
        before = {"title": self.title, "subtitle": self.subtitle, "author": self.author, "date": self.date}[role]
        joined = f"{before}{'; ' if role == 'author' else ' '}{line}" if before and line else before or line
        match role:
            case "title":
                return replace(self, title=joined)
            case "subtitle":
                return replace(self, subtitle=joined)
            case "author":
                return replace(self, author=joined)
        return replace(self, date=joined)


def draft(properties: Properties, marked: Marked, reading: Reading, notices: tuple[Notice, ...] = ()) -> Draft:
    """Return the story of a document. What the text itself shows goes before what the properties say.

    Raises UnreadableFile if there is neither text nor a picture in it.
    """
    blocks = _trimmed(reading.blocks)
    if not any(block.text.strip() or block.image for block in blocks) and not marked.title:
        raise UnreadableFile("The document has no text in it.")
    head = headed(marked.title or properties.title, blocks, trust_title=bool(marked.title))
    published = _date(marked.date) or head.published or properties.created
    updated = properties.modified
    story = Story(
        headline=head.headline,
        kicker=head.kicker,
        standfirst=_line(marked.subtitle) or head.standfirst,
        authors=authors([marked.author]) if marked.author else head.authors or properties.authors,
        published=published,
        updated=updated if _is_later(updated, published) else None,
        language=_language(properties, head.blocks),
        keywords=properties.keywords,
        document=Document(head.blocks or (paragraph(head.headline),)),
    )
    return Draft(story, reading.assets, notices)


def believed_title(title: str) -> str:
    """Return a title from a file's properties, or empty for what programs put there by themselves."""
    line = _line(title)
    return "" if _NO_TITLE.fullmatch(line) or len(line) > 300 else line


def believed_authors(names: list[str]) -> tuple[str, ...]:
    """Return the names in a file's properties that are people's, not those of programs and accounts."""
    lines = (line for name in names if not _NO_AUTHOR.fullmatch(line := _line(name)))
    lines = (line for line in lines if " " in line or not line.islower())  # one small word is an account
    return authors(_LAST_FIRST.sub(r"\2 \1", line) for line in lines)


def believed_stamp(written: str) -> Stamp | None:
    """Return a time from a file's properties, or None for those of templates and unset clocks."""
    if written.startswith(_MADE_UP):
        return None
    return find_stamp(written, StampOrigin.METADATA)


def keywords(written: str) -> tuple[str, ...]:
    """Return the words of a list with commas or semicolons between them, each once."""
    words = (_line(word) for word in re.split(r"[,;，；、]", written))
    return tuple(dict.fromkeys(word for word in words if 0 < len(word) <= 60))[:50]


def _line(written: str) -> str:
    return one_line(tidy(written))


def _date(written: str) -> Stamp | None:
    return find_stamp(written, StampOrigin.TEXT) if written.strip() else None


def _is_later(updated: Stamp | None, published: Stamp | None) -> bool:
    """True from the next day on: a file is changed a few times on the day it is made."""
    if updated is None or published is None:
        return False
    return updated.iso[:10] > published.iso[:10]


def _language(properties: Properties, blocks: tuple[Block, ...]) -> str:
    """The language of the text where it is certain: a file's own tag is often only that of the program's user."""
    found = language_of(text(Document(blocks)))
    said = properties.language
    return said if not found or said.split("-")[0].lower() == found.split("-")[0] else found


def _trimmed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop rules at either end: they were drawn under a letterhead or above a footer."""
    start, end = 0, len(blocks)
    while start < end and blocks[start].kind is BlockKind.RULE:
        start += 1
    while end > start and blocks[end - 1].kind is BlockKind.RULE:
        end -= 1
    return blocks[start:end]


def missing_pictures(count: int) -> tuple[Notice, ...]:
    """Return what the report says of pictures that a file should have, or has in a form that isn't shown."""
    if not count:
        return ()
    sentence = "One picture can't be shown." if count == 1 else f"{count} pictures can't be shown."
    return (Notice(NoticeKind.MISSING_PICTURE, sentence),)
