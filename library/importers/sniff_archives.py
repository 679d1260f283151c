"""Telling web archives, letters and feeds apart by their first bytes. Light on purpose: no parser is imported here."""

from __future__ import annotations

import re

from library.importers.sniff import flat, root_of, root_tag

_PNG = b"\x89PNG"
_PACKED_PAGE = re.compile(rb"<html\b[^>]{0,200}\sdata-sfz\b", re.IGNORECASE)
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_FIELDS = re.compile(rb"(?:[!-9;=?-~]++[ \t]*+:[^\r\n]*+(?:\r\n?+|\n)(?:[ \t]++[^\r\n]*+(?:\r\n?+|\n))*+){2,}+")
_ENVELOPE = re.compile(rb"From \S[^\r\n]*(?:\r\n?|\n)")
_RELATED = re.compile(rb"^Content-Type[ \t]*:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_PAGE_PART = re.compile(rb"^Content-Type[ \t]*:[ \t]*(?:text/html|application/xhtml)", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:From[ \t]*:[ \t]*\"?<Saved by |Snapshot-Content-Location[ \t]*:)", re.IGNORECASE | re.MULTILINE
)
_SENDER = re.compile(rb"^(?:From|Sender|To|Received|Return-Path|Delivered-To)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_RECORD = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n|filedesc://")
_WACZ_MEMBER = re.compile(rb"PK\x03\x04.{26}(?:indexes/index|pages/pages\.jsonl|archive/[^/]{1,200}\.warc)", re.DOTALL)
_RSS_IN_RDF = re.compile(
    rb"purl\.org/(?:rss|net/rss)|my\.netscape\.com/(?:rdf|publish)|<(?:\w+:)?(?:channel|item)\b", re.IGNORECASE
)
_ATOM = re.compile(rb"www\.w3\.org/2005/Atom|purl\.org/atom/|<(?:\w+:)?entry\b", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"(?:https?:)?\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_COUNT = re.compile(rb"\d{1,12}[ \t]*\r?\n")
"""What Apple Mail sets before a letter."""

_LETTER = re.compile(
    rb"^(?:MIME-Version|Received|Content-Type|Content-Transfer-Encoding|Message-ID)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def singlefile(head: bytes, name: str) -> float:
    """A page that SingleFile packed: a web page, or a PNG, that carries a zip and says so in its first element."""
    if head.startswith(_PNG):
        return 0.98 if _PACKED_PAGE.search(head) else 0.0
    return 0.98 if _PACKED_PAGE.match(root_tag(head)) else 0.0


def mhtml(head: bytes, name: str) -> float:
    """A page in parts: a browser's mark, or related parts of which the first is a page and nobody sent it."""
    fields = _header(head)
    if not fields:
        return 0.0
    if _SAVED.search(fields):
        return 0.99
    if _RELATED.search(fields) and _PAGE_PART.search(head, len(fields)):
        return 0.7 if _SENDER.search(fields) and not name.lower().endswith((".mht", ".mhtml")) else 0.98
    return 0.0


def warc(head: bytes, name: str) -> float:
    """A web archive: it begins with a record."""
    return 0.99 if _RECORD.match(head) else 0.0


def wacz(head: bytes, name: str) -> float:
    """A packed web archive: a zip whose first members are those of one."""
    if not head.startswith(b"PK"):
        return 0.0
    if name.lower().endswith(".wacz"):
        return 0.99
    return 0.98 if _WACZ_MEMBER.search(head) and (b".warc" in head or b"datapackage.json" in head) else 0.0


def eml(head: bytes, name: str) -> float:
    """A letter: header lines of which some are a sender's and some a mailer's."""
    fields = _header(head)
    if not fields or not _SENDER.search(fields):
        return 0.0
    if _LETTER.search(fields):
        return 0.97
    return 0.9 if name.lower().endswith((".eml", ".emlx")) else 0.0


def mbox(head: bytes, name: str) -> float:
    """A mailbox: the line that begins each of its letters, then a letter's headers."""
    start = head.lstrip(_BLANKS)
    envelope = _ENVELOPE.match(start)
    if envelope is None:
        return 0.0
    return 0.98 if _FIELDS.match(start, envelope.end()) else 0.0


def feed(head: bytes, name: str) -> float:
    """RSS, Atom or their ancestors, by the root element; also OPML, so that the report can say what that is."""
    text, kind = flat(head), root_of(head).lower()
    if kind == b"rdf":
        return 0.98 if _RSS_IN_RDF.search(text) else 0.0
    if kind in (b"feed", b"entry"):
        return 0.98 if _ATOM.search(text) else 0.0
    if kind == b"channel":
        return 0.9 if b"<item" in text else 0.0
    return 0.98 if kind in (b"rss", b"opml") else 0.0


def json_feed(head: bytes, name: str) -> float:
    """JSON Feed: its version is an address."""
    return 0.99 if head.lstrip(_BLANKS).startswith(b"{") and _JSON_FEED.search(head) else 0.0


def _header(head: bytes) -> bytes:
    """The header lines that the bytes begin with, as they are, or nothing."""
    start = head.lstrip(_BLANKS)
    counted = _COUNT.match(start)
    match = _FIELDS.match(start, counted.end() if counted else 0)
    return match[0] if match else b""
