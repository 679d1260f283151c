"""Telling files of articles as data (JSON, JSON Lines, CSV) apart by their first bytes. Light: no parser here."""

from __future__ import annotations

import re

from library.importers.sniff import looks_binary

_KEY = re.compile(rb'(?<!\\)"((?:[^"\\]|\\.){1,40}+)"\s*:')
_TEXTS = frozenset(
    b"maintext articlebody content body text story article fulltext bodytext textcontent rawtext contenthtml bodyhtml "
    b"bodyxhtml".split()
)
_TITLES = frozenset(b"headline title videotitle titlepage hed heading".split())
_OTHERS = frozenset(
    b"url link uri author authors byline date published publishedat datepublished datepublish pubdate source sitename "
    b"language lang description excerpt summary section category keywords tags domain".split()
)
_LINES = re.compile(rb"\s*\{.*\}[ \t]*\r?\n\s*\{", re.MULTILINE)
_SCHEMA = re.compile(rb'"@context"\s*:\s*(?:\[\s*)?(?:\{[^}]*)?"?https?:\\?/\\?/schema\.org', re.IGNORECASE)
_ARTICLE_NODE = re.compile(rb'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting|Report|Review)"')
_BOM = b"\xef\xbb\xbf"


def json_ld(head: bytes, name: str) -> float:
    """JSON-LD that describes an article by schema.org's terms."""
    start = head.removeprefix(_BOM).lstrip()
    is_json = start.startswith((b"{", b"["))
    return 0.8 if is_json and _SCHEMA.search(head) and _ARTICLE_NODE.search(head) else 0.0


def articles_json(head: bytes, name: str) -> float:
    """JSON whose keys are those of articles."""
    start = head.removeprefix(_BOM).lstrip()
    if not start.startswith((b"{", b"[")) or looks_binary(head):
        return 0.0
    return 0.5 if _speaks_of_articles(head) else 0.0


def articles_lines(head: bytes, name: str) -> float:
    """JSON Lines: an object a line, with an article's keys."""
    start = head.removeprefix(_BOM).lstrip()
    if not start.startswith(b"{") or looks_binary(head) or not _speaks_of_articles(head):
        return 0.0
    if name.lower().endswith((".jsonl", ".ndjson", ".jl")):
        return 0.6
    return 0.55 if _LINES.match(start) else 0.0


def articles_table(head: bytes, name: str) -> float:
    """CSV or TSV: by its header's names, or by its ending alone."""
    if looks_binary(head) or b"\n" not in head.strip():
        return 0.0
    first = head.removeprefix(_BOM).replace(b"\x00", b"").lstrip(b"\r\n").split(b"\n", 1)[0]
    names = {re.sub(rb"[\W_]+", b"", cell).lower() for cell in re.split(rb"[,;\t|]", first)}
    known = bool(names & _TEXTS) + bool(names & _TITLES) + len(names & _OTHERS)
    is_table = name.lower().endswith((".csv", ".tsv", ".tab"))
    if known >= 2 and names & (_TEXTS | _TITLES) and (is_table or known >= 3):
        return 0.5
    return 0.2 if is_table and re.search(rb"[,;\t|]", first) else 0.0


def _speaks_of_articles(head: bytes) -> bool:
    keys = {re.sub(rb"[\W_]+", b"", key).lower() for key in _KEY.findall(head)}
    return bool(keys & _TEXTS and (keys & _TITLES or keys & _OTHERS)) or (
        bool(keys & _TITLES) and len(keys & _OTHERS) > 1
    )
