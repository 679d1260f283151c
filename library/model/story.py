"""A story as a file told it, and the articles and versions that a library keeps of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from library.model.carried import Carried
from library.model.document import Document
from library.model.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Related:
    """A headline of another story that the page pointed to; `address` is empty where the file gave none."""

    headline: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything a reader sees of one version of a story, in the terms of the trade. Missing text is empty, not None.

    `source` is the publication, `section` its desk or rubric, `credit` the closing credit line, `language` a BCP 47
    tag or empty, `url` the canonical address, `guid` an identifier the file itself gave (a feed's guid, a NewsML id).
    """

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    section: str = ""
    source: str = ""
    published: Stamp | None = None
    updated: Stamp | None = None
    language: str = ""
    url: str = ""
    guid: str = ""
    credit: str = ""
    related: tuple[Related, ...] = ()
    keywords: tuple[str, ...] = ()
    document: Document = Document()


class NoticeKind(enum.StrEnum):
    """What an importer wants a person to know about a story it could read. Values are stored, so they are frozen."""

    GUESSED_DATE = "guessed-date"
    GUESSED_ENCODING = "guessed-encoding"
    MISSING_PICTURE = "missing-picture"
    NO_HEADLINE = "no-headline"
    DAMAGED = "damaged"
    EXTRACTION = "extraction"  # the page doesn't look like one article; what was taken may be wrong
    TEASER = "teaser"  # a paywalled page: only the beginning of the story is in the file
    WITHDRAWN = "withdrawn"  # the agency cancelled the story
    GUESSED_FIELDS = "guessed-fields"  # which column or key holds what was guessed from the values
    REFRESHED = "refreshed"  # read again from the kept file, by parsers of a later date
    RECORD = "record"  # one record among many in the file could not be read


@dataclass(frozen=True, slots=True)
class Notice:
    """One remark about an import: a kind, and a sentence for the report."""

    kind: NoticeKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Asset:
    """Bytes that came with a story, kept by content: `digest` is their SHA-256 in hex, `media_type` a MIME type."""

    digest: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an importer makes of one story in a file: the story, the bytes it needs and remarks for the report.

    A story whose document has no blocks is a stub: an entry that holds an address, and perhaps a headline and what
    the user did with it, but no text. `carried` is what a reading service knew besides, None for any other file.
    """

    story: Story
    assets: tuple[Asset, ...] = ()
    notices: tuple[Notice, ...] = ()
    carried: Carried | None = None


BY_USER = "user"
"""The format of a version that the user wrote. Path and bytes are those of the version that they corrected."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a version came from: the file's path, its format's id, the SHA-256 of its bytes, and when (UTC ms)."""

    path: str
    format: str
    original: str
    imported: int


@dataclass(frozen=True, slots=True)
class Version:
    """One immutable version of an article. `ordinal` counts from 1 in the order of arrival."""

    id: int
    article: int
    ordinal: int
    story: Story
    content_hash: str
    word_count: int
    provenance: Provenance
    notices: tuple[Notice, ...] = ()

    @property
    def by_user(self) -> bool:
        """True if the user wrote it."""
        return self.provenance.format == BY_USER


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A row of an article's history. `ordinal` counts from 1; `path` is that of the file it came from, `by_user` tells
    what the user wrote on the grounds of it."""

    id: int
    ordinal: int
    headline: str
    published: Stamp | None
    updated: Stamp | None
    imported: int
    word_count: int
    path: str = ""
    by_user: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What one row of the list shows. `lead` is the first words of the body; `progress` is 0.0-1.0."""

    id: int
    headline: str
    source: str
    published: Stamp | None
    imported: int
    lead: str
    word_count: int
    language: str
    read: bool
    starred: bool
    archived: bool
    trashed: bool
    notes: int
    progress: float
    versions: int
    stub: bool = False
