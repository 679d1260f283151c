"""Footnotes: references that point into the page, and the notes they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from library.model.document import Span

_MARKER = re.compile(r"\[?\s*(?:note\s+)?(\d{1,4}|[a-z]{1,2}|[*†‡§¶]{1,3})\s*\]?", re.IGNORECASE)
_NAME = re.compile(
    r"(?:^|[-_:\s])(?:(?:foot|end|side)?notes?|fn|cite_note|ref|reference|sdfootnote|_ftn|ftnt)(?:$|[-_:.\d\s])|"
    r"^_?_?fn|^_ftn",
    re.I,
)
_BACK = re.compile(
    r"backref|back-?link|footnote-back|reversefootnote|cite-?accessibility|mw-cite-backlink", re.IGNORECASE
)
_ARROWS = re.compile(r"^[\s↩↑^⤴⏎\ufe0e]+|[\s↩↑⤴⏎\ufe0e]+$")


@dataclass(slots=True)
class Footnotes:
    """The page's notes by the element that refers to them and by the element that holds them."""

    references: dict[HtmlElement, str] = field(default_factory=dict)
    holders: dict[HtmlElement, str] = field(default_factory=dict)

    def label_of(self, element: HtmlElement) -> str:
        """Return the label of the note that a link refers to, or empty."""
        return self.references.get(element, "")

    def label_at(self, element: HtmlElement) -> str:
        """Return the label of the note that an element holds, or empty."""
        return self.holders.get(element, "")


def find(root: HtmlElement) -> Footnotes:
    """Return the footnotes below the root; links back from a note to its reference are taken out of the tree.

    A reference is a short marker (a number, a letter, a dagger) that links to an element of the page whose name says
    it is a note, and that stands after it.
    """
    found = Footnotes()
    links = [
        link
        for link in root.iterdescendants("a")
        if (link.get("href") or "").startswith("#") and len(link.get("href")) > 1
    ]
    if not links:
        return found
    named = {name: element for element in root.iter() if (name := element.get("id") or element.get("name"))}
    used: dict[str, HtmlElement] = {}
    for link in links:
        label, target = _marker(link), named.get(link.get("href")[1:])
        if not label or target is None or _BACK.search(link.get("class") or ""):
            continue
        holder = _holder(target)
        if holder is None or holder in set(link.iterancestors()) or not _is_note(link, target, holder):
            continue
        if used.setdefault(label, holder) is holder:
            found.references[link] = label
            found.holders[holder] = label
    _drop_back_links(found)
    return found


def _marker(link: HtmlElement) -> str:
    match = _MARKER.fullmatch(" ".join(str(link.text_content()).split()))
    return match[1] if match else ""


def _holder(target: HtmlElement) -> HtmlElement | None:
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "dd", "div", "aside", "section"):
            return element if 0 < len(element.text_content().strip()) < 4000 else None
    return None


def _is_note(link: HtmlElement, target: HtmlElement, holder: HtmlElement) -> bool:
    if not any(
        _NAME.search(name) for name in (target.get("id") or target.get("name") or "", holder.get("class") or "")
    ):
        return False
    return bool(link.get("id") != target.get("id"))


def _drop_back_links(found: Footnotes) -> None:
    for holder in found.holders:
        for link in list(holder.iterdescendants("a")):
            text = " ".join(str(link.text_content()).split())
            href = link.get("href") or ""
            if _BACK.search(link.get("class") or "") or (
                href.startswith("#") and (not _ARROWS.sub("", text) or len(text) <= 2)
            ):
                link.drop_tree()


def without_label(spans: tuple[Span, ...], label: str) -> tuple[Span, ...]:
    """Return a note's spans without the label it begins with and the arrows it ends with."""
    if not spans:
        return spans
    first = re.sub(
        rf"^[\s\[(]*{re.escape(label)}[\s\])]+[.:]?\s*|^{re.escape(label)}[.:]\s+", "", _ARROWS.sub("", spans[0].text)
    )
    rest = list(spans[1:])
    head = Span(first + (" " if rest and spans[0].text.endswith(" ") and first else ""), spans[0].marks, spans[0].link)
    return (head, *rest)
