"""One page of an EPUB as a tree of plain HTML: what only an e-book has is made what the reader of HTML knows.

Owns page breaks, formulas, drawings, switches and the lines that converters add. Works in place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from library.importers._epub_package import Part
from library.importers._html.page import absolute, decode_page, parse
from library.importers._html.prune import drop
from library.importers._package import Package, target
from library.importers._xml import without_prologue
from library.importers.tidy import one_line, tidy
from library.model.document import word_count

_PREFIX = re.compile(r"<(/?)(?:html|xhtml|xht|h|x|svg|m|mml|math):(?=[A-Za-z])", re.IGNORECASE)
_CHARACTER_DATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_PAGE_BREAK = re.compile(r"\b(?:doc-)?pagebreak\b")
_LISTS_OF_LINKS = re.compile(r"\b(?:toc|landmarks|page-list|loi|lot)\b")
_CONVERTER = re.compile(r"(?:^|\s)(?:calibre_?navbar|calibre_feed_(?:title|description|image)|articledescription)\w*")
_DOWNLOADED = "calibre-downloaded-from"
_UNDER, _OVER = frozenset(("msub", "munder")), frozenset(("msup", "mover"))
_FOLLOWS = {"mfrac": "/", "mroot": " root "}
_LANGUAGES = ("xml:lang", "lang")
_ROOTS = frozenset(("msqrt", "mroot"))


@dataclass(slots=True)
class Page:
    """A page: its path, its body, the words of its `epub:type`, and what its head says.

    `address` is where a converter had it from, `links` the share (0.0-1.0) of its letters that stand in links to
    other pages of the book.
    """

    path: str
    body: HtmlElement
    kinds: frozenset[str]
    language: str
    title: str
    address: str
    is_aside: bool
    links: float
    words: int


def read_page(part: Part, package: Package) -> Page | None:
    """Return a page of the spine, or None if it can't be read or shows nothing."""
    data = package.read(part.path)
    tree = parse(_plain(decode_page(data).text)) if data else None
    if tree is None:
        return None
    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return None
    title = tree.find(".//head/title")
    address = _address(tree)
    language = next((found for each in (body, tree) for name in _LANGUAGES if (found := each.get(name))), "")
    _simplify(body, part.path)
    text = str(body.text_content())
    return Page(
        path=part.path,
        body=body,
        kinds=_kinds(body),
        language=language.strip(),
        title=one_line(tidy(str(title.text_content()))) if title is not None else "",
        address=address,
        is_aside=part.is_aside,
        links=_share_of_links(body, text),
        words=word_count(text),
    )


def types(element: HtmlElement) -> str:
    """Return what an element says it is: its `epub:type` and its role, in one string."""
    return f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower()


def _plain(markup: str) -> str:
    text = _PREFIX.sub(r"<\1", without_prologue(markup))
    if "<![CDATA[" in text:
        text = _CHARACTER_DATA.sub(lambda match: match[1].replace("&", "&amp;").replace("<", "&lt;"), text)
    return text


def _kinds(body: HtmlElement) -> frozenset[str]:
    """What the page says it is; a page of one section is what the section is."""
    found = types(body)
    inner = [child for child in body if isinstance(child.tag, str)]
    for _ in range(3):
        if len(inner) != 1:
            break
        found += " " + types(inner[0])
        inner = [child for child in inner[0] if isinstance(child.tag, str)]
    return frozenset(found.split())


def _address(tree: HtmlElement) -> str:
    """Where a clipper or converter had the page from: its canonical link, or the link that calibre closes it with."""
    canonical = [
        each.get("href") for each in tree.iterfind(".//link") if (each.get("rel") or "").lower() == "canonical"
    ]
    downloaded = [each.get("href") for each in tree.iter("a") if _DOWNLOADED in (each.get("rel") or "").lower()]
    return next((found for each in (*canonical, *downloaded) if (found := absolute(each or "", ""))), "")


def _share_of_links(body: HtmlElement, text: str) -> float:
    letters = len("".join(text.split()))
    linked = sum(
        len("".join(str(link.text_content()).split()))
        for link in body.iter("a")
        if (href := link.get("href") or "") and not href.startswith("#") and "://" not in href
    )
    return linked / letters if letters else 0.0


def _simplify(body: HtmlElement, path: str) -> None:
    for element in list(body.iter()):
        tag = element.tag
        if not isinstance(tag, str) or (element is not body and _is_apparatus(element, tag)):
            drop(element)
        elif tag == "math":
            _write_formula(element)
        elif tag == "svg":
            _open_drawing(element, body)
    for image in body.iter("img"):
        inside, _ = target(path, image.get("src") or "")
        if inside:
            image.set("src", inside)


def _is_apparatus(element: HtmlElement, tag: str) -> bool:
    """True for what isn't the story's: page numbers, contents, other readers' alternatives, converters' lines."""
    if tag in ("epub:case", "epub:trigger", "case", "trigger"):
        return True
    said = types(element)
    if said != " " and (_PAGE_BREAK.search(said) or (tag == "nav" and _LISTS_OF_LINKS.search(said))):
        return True
    if tag in ("div", "p", "span") and _CONVERTER.search(element.get("class") or ""):
        return True
    return tag in ("p", "div") and len(element) > 0 and _is_downloaded_line(element)


def _is_downloaded_line(element: HtmlElement) -> bool:
    links = [link for link in element.iter("a") if _DOWNLOADED in (link.get("rel") or "").lower()]
    return bool(links) and len(str(element.text_content())) < len(str(links[0].text_content())) + 120


def _write_formula(math: HtmlElement) -> None:
    """Put in a formula's place the words its author gave for it, else its signs in one line."""
    given = math.get("alttext") or ""
    if not given.strip():
        _write_in_line(math)
        return
    tail = math.tail
    for child in list(math):
        math.remove(child)
    math.tag, math.text, math.tail = "span", given, tail


def _write_in_line(math: HtmlElement) -> None:
    for element in list(math.iter()):
        tag, children = element.tag, list(element)
        if tag in ("annotation", "annotation-xml"):
            drop(element)
        elif tag in _UNDER | _OVER and len(children) > 1:
            children[1].tag = "sub" if tag in _UNDER else "sup"
        elif tag in ("msubsup", "munderover") and len(children) > 2:
            children[1].tag, children[2].tag = "sub", "sup"
        elif tag in _FOLLOWS and len(children) > 1:
            children[0].tail = _FOLLOWS[tag]
        elif tag == "mfenced":
            element.text, element.tail = "(" + (element.text or ""), ")" + (element.tail or "")
        if tag in _ROOTS:
            element.text = "√" + (element.text or "")


def _open_drawing(svg: HtmlElement, body: HtmlElement) -> None:
    """Put a drawing's pictures in its place, and its words where the page has none besides."""
    images = [href for image in svg.iter("image") if (href := image.get("xlink:href") or image.get("href"))]
    lines = [" ".join(str(text.text_content()).split()) for text in svg.iter("text")]
    title = svg.find(".//title")
    alt = " ".join(str(title.text_content()).split()) if title is not None else svg.get("aria-label") or ""
    alone = len(str(svg.text_content()).strip()) >= len(str(body.text_content()).strip())
    tail = svg.tail
    for child in list(svg):
        svg.remove(child)
    svg.attrib.clear()
    svg.tag, svg.text, svg.tail = "div", None, tail
    for href in images:
        svg.append(lxml.html.Element("img", src=href, alt=alt))
    for line in lines if alone else ():
        paragraph = lxml.html.Element("p")
        paragraph.text = line
        svg.append(paragraph)
