"""Bytes of a page to one tree: encoding, parsing, where the page came from.

Owns everything that has to be done before markup can be looked at. Knows nothing of articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from library.importers._html.address import absolute as absolute  # the name by which other modules know it
from library.importers._html.carried import Pictures, lifted, no_pictures
from library.importers.decode import Decoded, codec_name, decode

_PRESCAN = 8192
"""Bytes searched for a declared encoding. The HTML standard looks at 1,024; saved pages begin with long comments."""

LARGEST = 4 * 2**20
"""Characters of markup, without the data it carries, up to which a page is an ordinary one."""

MOST_ELEMENTS = 50_000
"""Elements likewise; the largest story of our corpora has a quarter of that."""

_LONGEST_ATTRIBUTE = 20_000
_CARRIED = re.compile(r"data:[^\"'\s)>]{1000,}|<(?:script|style)\b.*?</(?:script|style)>", re.DOTALL | re.IGNORECASE)
_CLASSES = lxml.etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=lxml.html.HtmlComment, entity=lxml.html.HtmlEntity
)
"""One class for all elements: lxml.html's own lookup, for which a form is something else, calls Python each time that
an element is looked at, 7,000 times in an ordinary page."""

_META_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>", re.IGNORECASE)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NON_CHARACTERS = ("\ufffe", "\uffff")
_CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
_FORM_FEED_AS_SPACE = bytes.maketrans(b"\f", b" ")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?")
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\b(.{0,4000}?)-->", re.DOTALL)
_SINGLE_FILE_URL = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_MIRRORED = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack", re.IGNORECASE)
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]*)\s[^<>]{8000,}>")
_MOST_ATTRIBUTES = 1000
"""Attributes of one element, beyond which it loses them all: the parser's time grows with their square."""

_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|br|hr|img|h[1-6]|script|style|title|meta|link|head|body|html|pre)\b)[a-z][^>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `address` is where it says it was saved from, `base` what its links are relative to.

    `is_large` asks for quick ways only: engines made for ordinary pages take minutes over it.
    `carried` are the sources of the pictures that came with it, as `carried.lifted` took them out of the tree, and
    `pictures` gives the bytes of those that aren't inline.
    """

    tree: HtmlElement
    address: str
    base: str
    decoded: Decoded
    is_large: bool = False
    carried: tuple[tuple[str, ...], ...] = ()
    pictures: Pictures = no_pictures


def parse_page(data: bytes, address: str = "", pictures: Pictures | None = None, *, charset: str = "") -> Page | None:
    """Return the page, or None if there is no element in it.

    `address` is known from outside, or empty. `pictures` gives the bytes of those that came with the page in files or
    parts of their own. `charset` is what the page's transport said of its encoding, which goes before the page's own
    word, as the HTML standard has it.
    """
    decoded = decode_page(data, charset)
    tree = parse(decoded.text)
    if tree is None:
        return None
    known = address or saved_from(decoded.text) or _canonical(tree)
    written = tree.find(".//base[@href]")
    base = absolute((written.get("href") or "").strip() if written is not None else "", known) or known
    is_large = _is_large(tree, decoded.text)
    pictures = pictures or no_pictures
    carried = lifted(tree, base, pictures)
    if len(decoded.text) > LARGEST // 4:
        _lighten(tree)
    return Page(tree, known, base, decoded, is_large, carried, pictures)


def _lighten(tree: HtmlElement) -> None:
    for element in tree.iter(lxml.etree.Element):
        for name in [name for name, value in element.attrib.items() if len(value) > _LONGEST_ATTRIBUTE]:
            del element.attrib[name]


def _is_large(tree: HtmlElement, text: str) -> bool:
    weight = len(text) - sum(len(data) for data in _CARRIED.findall(text)) if len(text) > LARGEST else len(text)
    return weight > LARGEST or sum(1 for _ in tree.iter()) > MOST_ELEMENTS


def decode_page(data: bytes, charset: str = "") -> Decoded:
    """Return the page's text by the HTML standard's order: mark, transport, declaration, the bytes themselves, a guess.

    A `charset` that no codec reads (`x-user-defined`) is passed over.
    """
    if data.isascii() and b"\x1b" not in data and b"\x00" not in data:
        return Decoded(data.decode("ascii"), "utf-8")  # no browser takes `~{` for an escape to Chinese
    match = _META_CHARSET.search(data[:_PRESCAN]) or _XML_ENCODING.match(data[:_PRESCAN])
    declared = charset if codec_name(charset) else match[1].decode("ascii") if match else ""
    found = decode(data, declared)
    if found.guessed and declared.lower() in ("utf-8", "utf8"):
        text = data.decode("utf-8", "replace")
        if (damaged := text.count("\ufffd")) <= len(_MULTIBYTE.findall(data)):
            return Decoded(text, "utf-8", damaged=damaged)  # the label and most of the bytes agree
    return found


def parse(markup: str) -> HtmlElement | None:
    """Return the root element of a page or fragment, or None if there is nothing in it.

    Nothing is fetched and no entity is expanded beyond HTML's own. Nesting beyond what the parser takes (2,048) is
    flattened, so that no text behind it is lost.
    """
    # lxml reads control characters, also written as references, but won't have them written back.
    text = _XML_DECLARATION.sub("", markup)
    if "&#" in text:
        text = _REFERENCE.sub(_safe_reference, text)
    text = _LONG_TAG.sub(lambda tag: tag[0] if tag[0].count("=") < _MOST_ATTRIBUTES else f"<{tag[1]}>", text)
    tree, too_deep = _parsed(text)
    if too_deep:
        tree, _ = _parsed(_CONTAINER.sub(lambda tag: "</p>" if tag[1] else "<p>", text))
    return tree


def _safe_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return " " if code == 12 or (code < 0x110000 and _UNSAFE.match(chr(code))) else match[0]


def _safe_bytes(text: str) -> bytes:
    """The text without what lxml won't write back: control characters, halves of surrogate pairs, non-characters."""
    for sign in _NON_CHARACTERS:
        text = text.replace(sign, "")
    return text.encode("utf-8", "ignore").translate(_FORM_FEED_AS_SPACE, _CONTROLS)


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = lxml.html.document_fromstring(_safe_bytes(text), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None, False
    too_deep = any("xcessive depth" in entry.message for entry in parser.error_log)
    return tree, too_deep


def saved_from(text: str) -> str:
    """Return the address in the comment that SingleFile, a browser or HTTrack begins a saved page with, or empty."""
    head = text[:20_000]
    if match := _SINGLE_FILE.search(head):
        match = _SINGLE_FILE_URL.search(match[1])
    match = match or _SAVED_FROM.search(head) or _MIRRORED.search(head)
    if match is None:
        return ""
    found = match[1] if "://" in match[1] else f"http://{match[1]}"
    return absolute(found, "")


def _canonical(tree: HtmlElement) -> str:
    for path in (".//link[@rel='canonical']", ".//meta[@property='og:url']"):
        for element in tree.iterfind(path):
            if address := absolute(element.get("href") or element.get("content") or "", ""):
                return address
    return ""
