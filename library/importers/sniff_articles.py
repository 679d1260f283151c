"""Telling files of articles as data (JSON, JSON Lines, CSV) apart by their first bytes. Light: no parser here."""

from __future__ import annotations

import re

from library.importers.sniff import DATA_ENDINGS, flat, is_json, json_keys, looks_binary

_TEXTS = frozenset(
    b"maintext articlebody content body text story article fulltext bodytext textcontent rawtext contenthtml bodyhtml "
    b"bodyxhtml".split()
)
_TITLES = frozenset(b"headline title videotitle titlepage hed heading".split())
_OTHERS = frozenset(
    b"url link uri author authors byline date published publishedat datepublished datepublish pubdate source sitename "
    b"language lang description excerpt summary section category keywords tags domain".split()
)
_LONGEST_NAME = 60
_LINES = re.compile(rb"\s*\{.*\}[ \t]*\r?\n\s*\{", re.MULTILINE)
_SCHEMA = re.compile(rb'"@context"\s*:\s*(?:\[\s*)?(?:\{[^{}]{0,1000})?"?https?:\\?/\\?/schema\.org', re.IGNORECASE)
_ARTICLE_NODE = re.compile(rb'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting|Report|Review)"')


def json_ld(head: bytes, name: str) -> float:
    """JSON-LD that describes an article by schema.org's terms."""
    text = flat(head)
    return 0.8 if is_json(head) and _SCHEMA.search(text) and _ARTICLE_NODE.search(text) else 0.0


def articles_json(head: bytes, name: str) -> float:
    """JSON whose keys are those of articles."""
    return 0.5 if _speaks_of_articles(head) and not looks_binary(head) else 0.0


def articles_lines(head: bytes, name: str) -> float:
    """JSON Lines: an object a line, with an article's keys."""
    start = flat(head).lstrip()
    if not start.startswith(b"{") or looks_binary(head) or not _speaks_of_articles(head):
        return 0.0
    if name.lower().endswith((".jsonl", ".ndjson", ".jl")):
        return 0.6
    return 0.55 if _LINES.match(start) else 0.0


def articles_table(head: bytes, name: str) -> float:
    """CSV or TSV: by its header's names, or by its ending alone."""
    if looks_binary(head) or b"\n" not in head.strip():
        return 0.0
    first = flat(head).lstrip(b"\r\n").split(b"\n", 1)[0]
    cells = re.split(rb"[,;\t|]", first)
    names = {re.sub(rb"[\W_]+", b"", cell).lower() for cell in cells if len(cell) < _LONGEST_NAME}
    known = bool(names & _TEXTS) + bool(names & _TITLES) + len(names & _OTHERS)
    is_table = name.lower().endswith((".csv", ".tsv", ".tab"))
    is_header = max(map(len, cells)) < _LONGEST_NAME and not name.lower().endswith(DATA_ENDINGS)
    if known >= 2 and names & (_TEXTS | _TITLES) and (is_table or (known >= 3 and is_header)):
        return 0.5
    return 0.2 if is_table and len(cells) > 1 else 0.0


def _speaks_of_articles(head: bytes) -> bool:
    keys = {re.sub(rb"[\W_]+", b"", key).lower() for key in json_keys(head)}
    return bool(keys & _TEXTS and (keys & _TITLES or keys & _OTHERS)) or (
        bool(keys & _TITLES) and len(keys & _OTHERS) > 1
    )
