"""Footnotes of a book: references that point into the same page, another page, or the notes at the book's end.

Owns finding them by what they say they are (`epub:type`, roles), or else by their form; each is taken from where it
stands and given to the story that refers to it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

import lxml.html
from lxml.html import HtmlElement

from library.importers._epub_pages import Page, types
from library.importers._html.page import absolute
from library.importers._package import target

_MARKER = re.compile(r"[\[(]?\s*(?:note\s+)?(\d{1,4}|[a-z]|[*†‡§¶]{1,3})\s*[\])]?[.:]?", re.IGNORECASE)
_IS_NOTE = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote|note)\b")
_REFERS = re.compile(r"\b(?:doc-)?noteref\b")
_NAME = re.compile(r"(?:^|[-_:.])(?:(?:foot|end|rear)?notes?|fn|ftn|en)(?:$|[-_:.\d])|^fn|^_?ftn", re.IGNORECASE)
_BACK = re.compile(r"\bdoc-backlink\b|back-?(?:ref|link)", re.IGNORECASE)
_HOLDERS = ("li", "p", "dd", "div", "aside", "section", "tr")
_LONGEST = 4000
"""Characters of one note; what is longer is a chapter that a number points to."""

_ANCHOR = "footnote-of-"


class Notes:
    """The footnotes of all pages, taken out of them; links between pages, which lead nowhere outside the book, too."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._holders: dict[HtmlElement, HtmlElement] = {}
        self._labels: dict[HtmlElement, str] = {}
        ordered = sorted(pages, key=lambda page: page.is_aside)
        links = [(page, link) for page in ordered for link in page.body.iter("a") if link.get("href")]
        wanted = {target(page.path, link.get("href")) for page, link in links}
        places, order = _places(ordered, wanted)
        for page, link in links:
            inside, fragment = target(page.path, link.get("href"))
            if not inside:
                link.set("href", absolute(link.get("href"), page.address))
            elif (place := places.get((inside, fragment))) is not None:
                self._consider(link, place, page.path, inside, is_later=order[place] > order[link])
        self._take_out(page.body for page in ordered)

    def attach(self, bodies: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Return the notes that these parts of one story refer to, and point their references at them.

        Labels stay as they are, unless two notes of the story have the same: then all are numbered.
        """
        links = [link for body in bodies for link in body.iter("a") if link in self._holders]
        holders = list(dict.fromkeys(self._holders[link] for link in links))
        labels = own = {self._holders[link]: self._labels[link] for link in reversed(links)}
        if len(set(labels.values())) < len(holders):
            labels = {holder: str(number) for number, holder in enumerate(holders, 1)}
        numbers = {holder: number for number, holder in enumerate(holders, 1)}
        for link in links:
            holder = self._holders[link]
            _point(link, labels[holder], f"#{_ANCHOR}{numbers[holder]}")
        return [_note(holder, own[holder], number) for number, holder in enumerate(holders, 1)]

    def _consider(self, link: HtmlElement, place: HtmlElement, page: str, inside: str, *, is_later: bool) -> None:
        text = " ".join(str(link.text_content()).split())
        match = _MARKER.fullmatch(text)
        says = f"{types(link)} {link.get('class') or ''}"
        is_said = bool(_REFERS.search(says))
        if not (is_said or is_later) or not (match or is_said) or _BACK.search(says):
            return
        holder = _holder(place)
        if holder is None or holder in set(link.iterancestors()):
            return
        label = match[1] if match else str(len(self._holders) + 1)
        raised = link.find("sup") is not None or _is_raised(link)
        if is_said or _is_note(place, holder, label, is_raised=raised) or _leads_back(holder, inside, link, page):
            self._holders[link] = holder
            self._labels[link] = label

    def _take_out(self, bodies: Iterable[HtmlElement]) -> None:
        holders = set(self._holders.values())
        within = [link for link in self._holders if any(parent in holders for parent in link.iterancestors())]
        for link in within:  # a note's way back to its reference looks like a reference
            del self._holders[link]
        for holder in holders & set(self._holders.values()):
            if holder.getparent() is not None:
                holder.drop_tree()
        kept = set(self._holders)
        for body in bodies:
            for link in body.iter("a"):
                if (
                    link not in kept
                    and "://" not in (href := link.get("href") or "")
                    and not href.startswith("mailto:")
                ):
                    link.attrib.pop("href", None)


def _places(
    pages: Iterable[Page], wanted: set[tuple[str, str]]
) -> tuple[dict[tuple[str, str], HtmlElement], dict[HtmlElement, int]]:
    """The elements that links point to, and the order of these and of the links in the book."""
    places: dict[tuple[str, str], HtmlElement] = {}
    order: dict[HtmlElement, int] = {}
    for page in pages:
        for element in page.body.iter():
            name = element.get("id") or element.get("name")
            if name and (page.path, name) in wanted:
                places.setdefault((page.path, name), element)
                order[element] = len(order)
            elif element.tag == "a":
                order[element] = len(order)
    return places, order


def _holder(place: HtmlElement) -> HtmlElement | None:
    nearest = None
    for element in (place, *place.iterancestors()):
        if element.tag == "body" or len(str(element.text_content())) > _LONGEST:
            break
        if element.tag in _HOLDERS:
            nearest = nearest if nearest is not None else element
            if _IS_NOTE.search(types(element)) or element.tag == "li":
                return element
    if nearest is None or not str(nearest.text_content()).strip():
        return None
    return nearest


def _is_note(place: HtmlElement, holder: HtmlElement, label: str, *, is_raised: bool) -> bool:
    if _IS_NOTE.search(f"{types(place)} {types(holder)}"):
        return True
    named = any(_NAME.search(name) for each in (place, holder) if (name := each.get("id") or each.get("name") or ""))
    begins = " ".join(str(holder.text_content()).split()).lstrip("[(").startswith(label)
    return named or (is_raised and begins)


def _leads_back(holder: HtmlElement, inside: str, link: HtmlElement, page: str) -> bool:
    """True if a link in the note points to where the note is referred to."""
    near = (link, *link.iterdescendants(), *list(link.iterancestors())[:3])
    names = {(page, name) for each in near if (name := each.get("id") or each.get("name"))}
    return any(target(inside, back.get("href")) in names for back in holder.iter("a") if back.get("href"))


def _is_raised(link: HtmlElement) -> bool:
    parent = link.getparent()
    return parent is not None and parent.tag == "sup"


def _point(link: HtmlElement, label: str, anchor: str) -> None:
    """Make the link a reference to the note: its marker becomes the label; words that refer to it get one."""
    if not _MARKER.fullmatch(" ".join(str(link.text_content()).split())):
        inner = lxml.html.Element("sup")
        inner.tail, link.tail = link.tail, None
        link.attrib.pop("href", None)
        link.addnext(inner)
        link = lxml.html.Element("a")
        inner.append(link)
    for child in list(link):
        link.remove(child)
    link.text = None
    raised = link if _is_raised(link) else lxml.html.Element("sup")
    if raised is not link:
        link.append(raised)
    raised.text = label
    link.set("href", anchor)


def _note(holder: HtmlElement, label: str, number: int) -> HtmlElement:
    """A copy of the note, without the links back to where it is referred to and without its own label."""
    inner = copy.deepcopy(holder)
    inner.tail = None
    for link in list(inner.iter("a")):
        href = link.get("href") or ""
        if "://" not in href and not href.startswith("mailto:"):
            text = " ".join(str(link.text_content()).split())
            if not any(char.isalpha() for char in text) or len(text) <= 2 or link.get("role") == "doc-backlink":
                link.drop_tree()
            else:
                link.attrib.pop("href", None)
    if inner.tag in ("li", "tr", "dd", "p"):
        inner.tag = "div" if inner.tag != "p" else "p"
    note = lxml.html.Element("aside", id=f"{_ANCHOR}{number}")
    note.append(inner)
    _drop_label(note, label)
    return note


def _drop_label(note: HtmlElement, label: str) -> None:
    pattern = re.compile(rf"\s*[\[(]?\s*(?:{re.escape(label)})?\s*[\])]?[.:]?(?=\s|$)\s*")
    for element in note.iter():
        if element.text and element.text.strip():
            if element.tag in ("sup", "span", "b", "strong") and pattern.fullmatch(element.text):
                element.text = ""
            else:
                element.text = pattern.sub("", element.text, count=1) if pattern.match(element.text) else element.text
            return
        if element.tail and element.tail.strip() and element is not note:
            return
