"""Telling formats apart by their first bytes. Light on purpose: no parser is imported here.

Also what all sniffers ask of a file's beginning: its text without marks, whether it is JSON, its root element.
"""

from __future__ import annotations

import functools
import re

_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article)\b", re.IGNORECASE)
_PROLOGUE = re.compile(
    rb"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<![A-Za-z][^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"(?P<tag><(?:[\w.-]+:)?(?P<name>[\w.-]+)[^>]*+>?)"
)
_HTML_ROOT = re.compile(
    rb"(?:html|head|body|meta|title|link|base|style|script|noscript|article|section|main|header|footer|nav|aside|div|span"
    rb"|p|h[1-6]|a|img|picture|figure|ul|ol|li|dl|dt|dd|table|tr|td|blockquote|pre|br|hr|b|i|em|strong|font|center|form)",
    re.IGNORECASE,
)
_JSON = re.compile(rb"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\"\]]|-?\d[\d.eE+-]*\s*,|(?:true|false|null)\s*[,\]]|$))")
_JSON_KEY = re.compile(rb'(?<!\\)"((?:[^"\\]|\\.){1,40}+)"\s*:')
_HTML_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|br|ul|li|img|table|section)\b[^<>]*+>", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"(?:---[ \t]*+\n.*?\n(?:---|\.\.\.)[ \t]*+(?:\n|$)|\+\+\+[ \t]*+\n.*?\n\+\+\+)", re.DOTALL)
_MARKDOWN_SIGN = re.compile(
    rb"^(?:#{1,6}[ \t]++\S|[ \t]*+[-*+][ \t]++\S|>[ \t]++\S|```|\[[^\[\]\n]++\]:[ \t]++\S)"
    rb"|\[[^\[\]\n]++\]\([^()\n]++\)|\*\*[^*\n]++\*\*",
    re.MULTILINE,
)
_MARKDOWN_HEADING = re.compile(rb"^#{1,6}[ \t]++\S", re.MULTILINE)
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
DATA_ENDINGS = (
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
HTML_ENDINGS = (".html", ".htm", ".xhtml")
TEXT_ENDINGS = (".txt", ".text")
_CONTROLS = bytes(byte for byte in range(32) if byte not in (0, 9, 10, 12, 13, 14, 15, 27))
_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)+")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def html(head: bytes, name: str) -> float:
    """A page: it says so in its first tags, or it is full of them."""
    if looks_binary(head) or is_json(head):
        return 0.0
    beginning, root = flat(head).lstrip(), root_of(head)
    is_data = name.lower().endswith(DATA_ENDINGS)
    if root and not is_page(head):
        return 0.5 if len(_HTML_TAG.findall(beginning)) >= 5 else 0.0  # XML of another kind, with a text in it
    start = _HTML_START.search(beginning[:2048])
    if start and (root or beginning.startswith(b"<")):
        return 0.95 if start.start() < 512 else 0.8
    if start and not beginning.startswith((b"---", b"+++", b"#")) and not is_data:
        return 0.8 if name.lower().endswith(HTML_ENDINGS) else 0.45  # words before the page
    if len(_HTML_TAG.findall(beginning)) >= 5 and (root or not is_data):
        return 0.5
    if not root:
        return 0.0
    if name.lower().endswith(TEXT_ENDINGS):
        return 0.0  # a text whose first word is set in italics is no page
    return 0.7 if name.lower().endswith(HTML_ENDINGS) else 0.4  # a fragment


def markdown(head: bytes, name: str) -> float:
    """Markdown: front matter, or its ending together with any text, or several of its signs."""
    if looks_binary(head):
        return 0.0
    beginning = flat(head)
    if _FRONT_MATTER.match(beginning.replace(b"\r\n", b"\n").lstrip()):
        return 0.97
    if name.lower().endswith((".md", ".markdown", ".mdown")):
        return 0.85
    return 0.4 if len(_MARKDOWN_SIGN.findall(beginning)) >= 4 and _MARKDOWN_HEADING.search(beginning) else 0.0


def text(head: bytes, name: str) -> float:
    """Text of any kind: whatever is neither binary nor, by its ending, data or code."""
    return 0.0 if looks_binary(head) or name.lower().endswith(DATA_ENDINGS) else 0.3


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


@functools.lru_cache(maxsize=2)
def flat(head: bytes) -> bytes:
    """Return a file's first bytes without a byte order mark and without the zero bytes of UTF-16 and UTF-32, so that
    ASCII patterns match in any encoding."""
    return _MARKS.sub(b"", head.replace(b"\x00", b"") if b"\x00" in head[:64] else head)


def is_json(head: bytes) -> bool:
    """True if the bytes begin as a JSON object or array does; a Markdown link or a footnote does not."""
    return bool(_JSON.match(flat(head)))


@functools.lru_cache(maxsize=2)
def json_keys(head: bytes) -> frozenset[bytes]:
    """Return the names of members in the beginning of a JSON file, at any depth; none for other files."""
    return frozenset(_JSON_KEY.findall(flat(head))) if is_json(head) else frozenset()


def root_of(head: bytes) -> bytes:
    """Return the name of the element that an XML or HTML file begins with, without a prefix; empty for other files."""
    match = _root(head)
    return match["name"] if match else b""


def root_tag(head: bytes) -> bytes:
    """Return the whole start tag of the element that an XML or HTML file begins with; empty for other files."""
    match = _root(head)
    return match["tag"] if match else b""


def is_page(head: bytes) -> bool:
    """True for a file that begins with an element of HTML."""
    return bool(_HTML_ROOT.fullmatch(root_of(head)))


@functools.lru_cache(maxsize=2)
def _root(head: bytes) -> re.Match[bytes] | None:
    return _PROLOGUE.match(flat(head))
