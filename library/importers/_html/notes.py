"""Footnotes: references that point into the page, and the notes they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

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
_SIDENOTE = re.compile(
    r"(?:^|[\s_-])(?:side|margin)-?notes?(?:$|[\s_-](?!number|toggle|ref|mark|inner))", re.IGNORECASE
)
_DIGITS = re.compile(r"(\d{1,4})$")
_LONGEST = 4000
"""Letters of a note."""

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
    it is a note, or that links back, and that stands after it. Without links, it is a raised number that a block
    below begins with. A note in the midst of its sentence is moved behind the text.
    """
    found = Footnotes()
    links = [link for link in root.iterdescendants("a") if "#" in (link.get("href") or "")]
    if any((link.get("href") or "")[:1] == "#" for link in links):
        _find_linked(root, links, found)
        _drop_back_links(found)
    if not found.holders and next(root.iterdescendants("sup"), None) is not None:
        _find_raised(root, found)
    _move_sidenotes(root, found)
    return found


def _find_linked(root: HtmlElement, links: list[HtmlElement], found: Footnotes) -> None:
    named: dict[str, HtmlElement] = {}
    order: dict[HtmlElement, int] = {}
    for at, element in enumerate(root.iter()):
        order[element] = at
        if name := element.get("id") or element.get("name"):
            named.setdefault(name, element)
    used: dict[str, HtmlElement] = {}
    for link in links:
        href, label = link.get("href") or "", _marker(link)
        if not label or not href.startswith("#") or _BACK.search(link.get("class") or ""):
            continue
        target = named.get(href[1:])
        answer = _answering(link, label, links, order) if target is None else target
        if answer is None or order[answer] <= order[link]:
            continue
        holder = _holder(answer)
        if holder is None or holder in set(link.iterancestors()):
            continue
        if target is not None and not _is_note(link, target, holder):
            continue
        if used.setdefault(label, holder) is holder:
            found.references[link] = label
            found.holders[holder] = label


def _answering(
    link: HtmlElement, label: str, links: list[HtmlElement], order: dict[HtmlElement, int]
) -> HtmlElement | None:
    """Of notes that lost their names (Word's), the one whose link back has the same marker and the answering name."""
    wanted = f"{(link.get('href') or '')[1:].rstrip('0123456789')}ref"
    for other in links:
        if order[other] > order[link] and _marker(other) == label:
            back = (other.get("href") or "").rpartition("#")[2]
            if back.rstrip("0123456789") == wanted:
                return other
    return None


def _find_raised(root: HtmlElement, found: Footnotes) -> None:
    """Notes without any links: blocks that begin with a number which is raised in the text above them."""
    raised: dict[str, HtmlElement] = {}
    for block in root.iterdescendants("p", "li", "div", "sup"):
        if block.tag == "sup":
            label = _marker(block)
            if label.isdecimal() and block.find(".//a") is None and next(block.iterancestors("a"), None) is None:
                raised.setdefault(label, block)
            continue
        label = _own_label(block)
        reference = raised.get(label)
        if reference is None or block in set(reference.iterancestors()) or label in found.holders.values():
            continue
        if 0 < len(block.text_content().strip()) < _LONGEST:
            found.references[reference] = label
            found.holders[block] = label


def _own_label(block: HtmlElement) -> str:
    """The number of a block that is named as a note, or begins with it raised and with others like it."""
    first = block[0] if len(block) and not (block.text or "").strip() else None
    if _NAME.search(block.get("class") or ""):
        if first is not None and first.tag in ("sup", "strong", "b") and (label := _marker(first)):
            return label
        numbered = _DIGITS.search(block.get("id") or "")
        return numbered[1] if numbered else ""
    if first is None or first.tag != "sup" or block.tag == "div":
        return ""
    return _marker(first) if (first.tail or "").strip() else ""


def _move_sidenotes(root: HtmlElement, found: Footnotes) -> None:
    """Take each note that stands in its own sentence behind the text, a number in its place; where the sentence refers
    to the same note already, it goes."""
    for note in [each for each in root.iterdescendants("span", "small", "aside") if _is_sidenote(each)]:
        paragraph = next(note.iterancestors("p", "li"), None)
        if paragraph is None or not note.text_content().strip():
            continue
        before = note.getprevious()
        is_right_after = before is not None and not (before.tail or "").strip()
        if is_right_after and any(each in found.references for each in before.iter()):
            note.drop_tree()
            continue
        label = str(len(set(found.holders.values())) + 1)
        mark = note.makeelement("sup")
        mark.text, mark.tail, note.tail = label, note.tail, None
        note.addprevious(mark)
        outermost = next(iter([*paragraph.iterancestors("ul", "ol")][::-1]), paragraph)
        (outermost.getparent() if outermost.getparent() is not None else outermost).append(note)
        note.tag = "div"
        found.references[mark], found.holders[note] = label, label


def _is_sidenote(element: HtmlElement) -> bool:
    return bool(_SIDENOTE.search(element.get("class") or ""))


def _marker(link: HtmlElement) -> str:
    match = _MARKER.fullmatch(" ".join(str(link.text_content()).split()))
    return match[1] if match else ""


def _holder(target: HtmlElement) -> HtmlElement | None:
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "dd", "div", "aside", "section"):
            return element if 0 < len(element.text_content().strip()) < _LONGEST else None
    return None


def _is_note(link: HtmlElement, target: HtmlElement, holder: HtmlElement) -> bool:
    if target is link:
        return False
    names = [target.get("id") or target.get("name") or ""]
    names += [each.get("class") or "" for each, _ in zip((holder, *holder.iterancestors()), range(3), strict=False)]
    if any(map(_NAME.search, names)) or "noteref" in f"{link.get('role') or ''} {link.get('data-type') or ''}":
        return True
    backs = {each.get("id") or each.get("name") for each in (link, *list(link.iterancestors())[:2])} - {None}
    return any((back.get("href") or "")[1:] in backs for back in holder.iterdescendants("a"))


def _drop_back_links(found: Footnotes) -> None:
    for holder in found.holders:
        for link in list(holder.iterdescendants("a")):
            text = " ".join(str(link.text_content()).split())
            href = link.get("href") or ""
            if (
                _BACK.search(link.get("class") or "")
                or (href.startswith("#") and (not _ARROWS.sub("", text) or len(text) <= 2))
                or ("#" in href and _marker(link) == found.holders[holder])
            ):
                link.drop_tree()


def without_label(spans: tuple[Span, ...], label: str) -> tuple[Span, ...]:
    """Return a note's spans without the label it begins with and the arrows it ends with."""
    if len(spans) > 1 and spans[0].text.strip(" []().") == label:
        return (replace(spans[1], text=spans[1].text.lstrip(" .:")), *spans[2:])
    if not spans:
        return spans
    first = re.sub(
        rf"^[\s\[(]*{re.escape(label)}[\s\])]+[.:]?\s*|^{re.escape(label)}[.:]\s+", "", _ARROWS.sub("", spans[0].text)
    )
    rest = list(spans[1:])
    first = first.lstrip() if rest or first.strip() else first
    head = Span(first + (" " if rest and spans[0].text.endswith(" ") and first else ""), spans[0].marks, spans[0].link)
    return (head, *rest)
