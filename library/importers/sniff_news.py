"""Telling the news industry's formats apart by their first bytes. Light: no parser is imported here."""

from __future__ import annotations

import re

from library.importers.sniff import flat, is_json, root_of

_NITF = re.compile(rb"<(?:[\w.-]+:)?nitf[\s>]")
_G2 = re.compile(rb"[\"']http://iptc\.org/std/nar/\d{4}-\d{2}-\d{2}/?[\"']")
_G2_ROOTS = (
    *(b"newsMessage", b"newsItem", b"packageItem", b"conceptItem", b"knowledgeItem", b"planningItem"),
    *(b"catalogItem", b"schemeItem"),
)
_KNOWN_ROOTS = (
    *(b"nitf", b"NewsML", b"rss", b"feed", b"entry", b"RDF", b"html", b"mediawiki", b"opml", b"svg", b"FictionBook"),
    *_G2_ROOTS,
)
_NINJS = re.compile(
    rb'"(versioncreated|versionCreated|firstcreated|firstCreated|pubstatus|pubStatus|body_(?:x?html5?|text|richtext|main)'
    rb"|bodyXhtml|headline(?:_main|s)?|bodies|descriptions?_?(?:text|html|richtext)?|representation[tT]ype"
    rb'|copyright[hH]older|associations|urgency|ed[nN]ote|slugline|located|byline)"\s*:'
)
_IDENTITY = re.compile(rb'"(?:uri|guid)"\s*:\s*"')
_BODY = re.compile(rb'"(?:body_?(?:[xX]?html5?|text|richtext|main)|bodies|headlines?)"\s*:')
_TELEGRAM = re.compile(rb"[\x00\s\x7f]{0,20}\x01[^\x02]{1,400}\x02")
_TITLED = re.compile(rb"<(?:headline|title)\b", re.IGNORECASE)
_OWN_TEXT = re.compile(
    rb"<(?:content|contenttext|body|bodytext|maintext)\b[^<>]{0,200}>\s*+(?:<!\[CDATA\[)?\s*+(?:&lt;|<)p\b",
    re.IGNORECASE,
)


def nitf(head: bytes, name: str) -> float:
    """NITF as the root, or inside an XML of another kind."""
    if root_of(head) == b"nitf":
        return 0.99
    return 0.96 if root_of(head) not in (b"", b"html", b"NewsML") and _NITF.search(flat(head)) else 0.0


def newsml_g2(head: bytes, name: str) -> float:
    """NewsML-G2: one of its roots in its namespace, or the groups of a package cut out of it."""
    root, text = root_of(head), flat(head)
    if root == b"groupSet" and b"<itemRef" in text:
        return 0.97
    return 0.99 if root in _G2_ROOTS and _G2.search(text) else 0.0


def newsml_1(head: bytes, name: str) -> float:
    """NewsML 1.0 to 1.2: its root."""
    return 0.98 if root_of(head) == b"NewsML" else 0.0


def ninjs(head: bytes, name: str) -> float:
    """JSON with several of the names that ninjs gives to an item's parts."""
    if not is_json(head):
        return 0.0
    text = flat(head)
    if b'"api_version"' in text and b'"org_name"' in text:
        return 0.98
    if b"iptc.org/std/ninjs" in text:
        return 0.97
    names = set(_NINJS.findall(text))
    if not _IDENTITY.search(text) or len(names) < 2:
        return 0.0
    return 0.97 if len(names) >= 4 or _BODY.search(text) else 0.6


def reuters_sgml(head: bytes, name: str) -> float:
    """The Reuters-21578 collection."""
    return 0.99 if root_of(head) == b"REUTERS" else 0.0


def wikinews(head: bytes, name: str) -> float:
    """A dump of a MediaWiki, surely so if it names Wikinews."""
    if root_of(head) != b"mediawiki":
        return 0.0
    return 0.99 if b"wikinews" in head.lower() else 0.8


def iptc7901(head: bytes, name: str) -> float:
    """A telegram: framed by the control characters of IPTC 7901."""
    return 0.95 if _TELEGRAM.match(head) else 0.0


def news_xml(head: bytes, name: str) -> float:
    """An agency's own XML: a headline, and a text that is HTML."""
    root = root_of(head)
    if not root or root in _KNOWN_ROOTS:
        return 0.0
    text = flat(head)
    return 0.96 if (_TITLED.search(text) and _OWN_TEXT.search(text)) or b"<ntbId>" in text else 0.0
