"""Telling formats apart by their first bytes. Light on purpose: no parser is imported here."""

from __future__ import annotations

import functools
import re

_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article)\b", re.IGNORECASE)
_HTML_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|br|ul|li|img|table|section)\b[^>]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"(?:---\s*\n.*?\n(?:---|\.\.\.)\s*(?:\n|$)|\+\+\+\s*\n.*?\n\+\+\+)", re.DOTALL)
_MARKDOWN_SIGN = re.compile(
    rb"^(?:#{1,6}\s+\S|\s*[-*+]\s+\S|>\s+\S|```|\[[^\]\n]+\]:\s+\S)|\[[^\]\n]+\]\([^)\n]+\)|\*\*[^*\n]+\*\*",
    re.MULTILINE,
)
_BINARY_START = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"SQLite format 3",
)
_DATA_ENDINGS = (
    ".json",
    ".jsonl",
    ".ndjson",
    ".xml",
    ".rss",
    ".atom",
    ".rdf",
    ".opml",
    ".csv",
    ".tsv",
    ".css",
    ".js",
    ".mjs",
    ".svg",
    ".toml",
    ".yaml",
    ".yml",
    ".ini",
    ".cfg",
    ".py",
    ".c",
    ".h",
    ".java",
    ".sh",
    ".ts",
    ".sql",
    ".log",
    ".tex",
    ".bib",
    ".mht",
    ".mhtml",
    ".eml",
    ".warc",
    ".rtf",
    ".fb2",
    ".native",
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in (0, 9, 10, 12, 13, 14, 15, 27))
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def html(head: bytes, name: str) -> float:
    """A page: it says so in its first tags, or it is full of them."""
    flat = _flat(head)
    if looks_binary(head):
        return 0.0
    start = _HTML_START.search(flat[:2048])
    if start and not flat[: start.start()].strip(b"\xef\xbb\xbf \t\r\n").startswith((b"---", b"+++", b"#")):
        return 0.95 if start.start() < 512 else 0.8
    return 0.5 if len(_HTML_TAG.findall(flat)) >= 5 else 0.0


def markdown(head: bytes, name: str) -> float:
    """Markdown: front matter, or its ending together with any text, or several of its signs."""
    if looks_binary(head):
        return 0.0
    flat = _flat(head).removeprefix(b"\xef\xbb\xbf")
    if _FRONT_MATTER.match(flat.replace(b"\r\n", b"\n").lstrip()):
        return 0.97
    if name.lower().endswith((".md", ".markdown", ".mdown")):
        return 0.85
    return 0.4 if len(_MARKDOWN_SIGN.findall(flat)) >= 4 and re.search(rb"^#{1,6}\s+\S", flat, re.MULTILINE) else 0.0


def text(head: bytes, name: str) -> float:
    """Text of any kind: whatever is neither binary nor, by its ending, data or code."""
    return 0.0 if looks_binary(head) or name.lower().endswith(_DATA_ENDINGS) else 0.3


@functools.lru_cache(maxsize=2)  # many sniffers ask it of one file
def looks_binary(head: bytes) -> bool:
    """True for bytes that no text encoding makes: known signatures, zero bytes outside UTF-16 and UTF-32, controls."""
    if head.startswith(_BINARY_START):
        return True
    if head.startswith(_UTF16):
        return False
    zeros = head.count(0)
    if zeros and not _like_utf16(head, zeros):
        return True
    # 14, 15 and 27 shift between alphabets in the encodings of the ISO 2022 family.
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(2, len(head) // 50)


def _like_utf16(head: bytes, zeros: int) -> bool:
    # UTF-16 or UTF-32 without a mark: the zeros of Latin text stand on every second (or all but one in four) place.
    even, odd = head[::2].count(0), head[1::2].count(0)
    return len(head) // 8 < zeros < len(head) * 0.8 and (min(even, odd) < max(even, odd) // 8 or zeros > len(head) // 2)


def _flat(head: bytes) -> bytes:
    """Drop the zero bytes of UTF-16, so that ASCII patterns match in any encoding."""
    return head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
