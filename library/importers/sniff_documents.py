"""Telling documents (e-books, word processors' files) apart by their first bytes. Light: no parser is imported here."""

from __future__ import annotations

import re

from library.importers.sniff import root_tag

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Word before 2007, and of a newer document that is locked with a password."""

_OPEN_TEXT = re.compile(rb"application/vnd\.oasis\.opendocument\.text(?:-template|-master|-web)?(?=PK|[^-\w]|$)")
_FLAT_OPEN_TEXT = re.compile(rb"<office:document\b[^>]{0,20000}?office:mimetype\s*=\s*[\"']" + _OPEN_TEXT.pattern)
_DECLARED = 256
"""Bytes in which a package's first member, `mimetype`, says what it is (EPUB 3.3 §4.2.6.2.2, ODF 1.3 part 2 §3.3)."""


def epub(head: bytes, name: str) -> float:
    """An EPUB: its first member says so, or its container or its name does."""
    if not head.startswith(b"PK"):
        return 0.0
    if b"mimetype" in head[:_DECLARED] and b"application/epub+zip" in head[:_DECLARED]:
        return 0.99
    if name.lower().endswith(".epub"):
        return 0.97
    return 0.9 if head.startswith(_ZIP) and b"META-INF/container.xml" in head and b".opf" in head else 0.0


def docx(head: bytes, name: str) -> float:
    """A Word document; also the older or locked kind, so that the report can say what to do about it."""
    lower = name.lower()
    if head.startswith(_OLE):
        return 0.6 if lower.endswith((".docx", ".docm", ".doc", ".dot")) else 0.0
    if not head.startswith(b"PK"):
        return 0.0
    if b"[Content_Types].xml" in head and b"word/" in head:
        return 0.98
    return 0.9 if lower.endswith((".docx", ".docm", ".dotx")) else 0.0


def odt(head: bytes, name: str) -> float:
    """An OpenDocument text, packed or as one flat XML file."""
    if head.startswith(b"PK"):
        if b"mimetype" in head[:_DECLARED] and _OPEN_TEXT.search(head[:_DECLARED]):
            return 0.99
        return 0.9 if name.lower().endswith((".odt", ".ott")) else 0.0
    return 0.98 if _FLAT_OPEN_TEXT.match(root_tag(head)) else 0.0


def rtf(head: bytes, name: str) -> float:
    r"""Rich Text Format: it begins with `{\rtf`."""
    return 0.99 if head[:64].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"{\\rtf") else 0.0


def pdf(head: bytes, name: str) -> float:
    """A PDF: its mark stands in the first 1,024 bytes, as readers take it (ISO 32000-1, annex H, note 13)."""
    if head.startswith(b"%PDF-"):
        return 0.99
    return 0.9 if b"%PDF-" in head[:1024] and (name.lower().endswith(".pdf") or b" obj" in head) else 0.0
