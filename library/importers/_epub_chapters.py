"""A book's pages as chapters, and whether the chapters are stories or one story's parts.

Owns cutting at the table of contents (or, without one, at the pages' own headings), leaving out what a publisher binds
around the text, and the decision. Knows nothing of blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import lxml.html
from lxml.html import HtmlElement

from library.importers._epub_contents import Entry
from library.importers._epub_pages import Page
from library.importers._epub_words import (
    NOT_TEXT_KINDS,
    NOT_TEXT_NAME,
    NOT_TEXT_TITLE,
    NUMBERED_TITLE,
    SECTION_TITLE,
)
from library.importers._html.pieces import folded
from library.importers.tidy import one_line, tidy
from library.model.document import word_count

STORY = 300
"""Words from which a chapter can be a story of its own: a short news item; characters where scripts have no blanks."""

_FEWEST_IN_ALL = 1_000
_WHOLE_ARTICLE = 15_000
"""Words up to which sections with an article's usual names ("Methods") are taken for parts of one."""

_WHOLE_PAGE = 30_000
"""Words up to which the sections of a single page are taken for parts of one article."""

_PART_TITLE = 40
_SHORT_MATTER = 400


@dataclass(slots=True)
class Chapter:
    """A chapter: its title and the title of what it stands in, its parts in order, and where it begins.

    `address` is the web address its pages were taken from, or empty; `words` counts them all.
    """

    title: str = ""
    section: str = ""
    path: str = ""
    fragment: str = ""
    address: str = ""
    language: str = ""
    depth: int = 1
    starts_page: bool = True
    bodies: list[HtmlElement] = field(default_factory=list)

    @property
    def words(self) -> int:
        """The number of words in all its parts."""
        return sum(word_count(str(body.text_content())) for body in self.bodies)


def text_pages(pages: Sequence[Page], guide: Sequence[tuple[str, str]], contents: Sequence[Entry]) -> list[Page]:
    """Return the pages in reading order that hold the text; all of them if that would leave none with words."""
    kinds = dict(guide)
    titles = {entry.path: entry.title for entry in reversed(contents)}
    kept = [page for page in pages if not page.is_aside and not _is_matter(page, kinds, titles)]
    if any(page.words for page in kept):
        return kept
    return [page for page in pages if not page.is_aside and page.links < 0.7] or list(pages)


def chapters(pages: Sequence[Page], contents: Sequence[Entry]) -> list[Chapter]:
    """Return the pages cut into chapters. Moves the pages' elements; every word of them is in one chapter.

    A part title that says nothing but its name becomes the section of the chapters below it.
    """
    segments = _segments(pages, contents if _is_useful(contents, pages) else _by_headings(pages))
    return [chapter for group in _groups(segments) for chapter in _chosen(group, "", 1)]


def is_anthology(found: Sequence[Chapter], *, is_periodical: bool) -> bool:
    """True if the chapters are stories, false if they are the parts of one."""
    titled = [chapter for chapter in found if chapter.title]
    if len(titled) < 2:
        return False
    if is_periodical or len({chapter.address for chapter in titled if chapter.address}) > 1:
        return True
    words = [chapter.words for chapter in titled]
    total, long = sum(chapter.words for chapter in found), [count for count in words if count >= STORY]
    if len(long) < 2 or sum(long) < total * 0.6 or total < _FEWEST_IN_ALL:
        return False
    sections = sum(1 for chapter in titled if SECTION_TITLE.fullmatch(chapter.title))
    numbered = sum(1 for chapter in titled if NUMBERED_TITLE.fullmatch(chapter.title))
    within = sum(1 for chapter in titled[1:] if not chapter.starts_page)
    if sections > 1 and total < _WHOLE_ARTICLE:
        return False
    if numbered * 2 > len(titled) and total < _WHOLE_ARTICLE // 2:
        return False
    return not (within * 2 > len(titled) and total < _WHOLE_PAGE)


def _is_matter(page: Page, guide: dict[str, str], titles: dict[str, str]) -> bool:
    """True for the cover, the title page, lists of contents, copyright pages and their like."""
    if page.links > 0.7 and page.words > 3:
        return True
    if page.words > _SHORT_MATTER:
        return False
    said = page.kinds | frozenset((guide.get(page.path, ""),))
    stem = page.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = titles.get(page.path, "") or _first_heading(page.body)
    return bool(
        said & NOT_TEXT_KINDS
        or NOT_TEXT_NAME.fullmatch(stem)
        or NOT_TEXT_TITLE.fullmatch(title.strip())
        or (not page.words and page.body.find(".//img") is None)
    )


def _first_heading(body: HtmlElement) -> str:
    heading = next(body.iter("h1", "h2", "h3"), None)
    return one_line(tidy(str(heading.text_content()))) if heading is not None else ""


def _is_useful(contents: Sequence[Entry], pages: Sequence[Page]) -> bool:
    """False for a table of contents that knows but one place among several pages with headings of their own."""
    paths = {page.path for page in pages}
    places = {(entry.path, entry.fragment) for entry in contents if entry.path in paths}
    return len(places) > 1 or len(pages) < 3


def _by_headings(pages: Sequence[Page]) -> list[Entry]:
    found = [(page.path, next(page.body.iter("h1", "h2"), None)) for page in pages]
    return [
        Entry(title, path, "", 1)
        for path, heading in found
        if heading is not None and (title := one_line(tidy(str(heading.text_content()))))
    ]


def _segments(pages: Sequence[Page], contents: Sequence[Entry]) -> list[Chapter]:
    """Cut the pages at every entry, whatever its depth; what stands before the first has no title."""
    segments: list[Chapter] = []
    for page in pages:
        entries = _placed(page, [entry for entry in contents if entry.path == page.path])
        tails = _cut(page.body, [element for element, _ in entries if element is not None])
        if not entries or entries[0][0] is not None:
            entries = [(None, None), *entries]
        for (element, entry), body in zip(entries, [page.body, *tails], strict=True):
            if entry is None and segments:
                segments[-1].bodies.append(body)
                continue
            segments.append(
                Chapter(
                    title=entry.title if entry else "",
                    path=page.path,
                    fragment=entry.fragment if entry and element is not None else "",
                    address=page.address,
                    language=page.language,
                    depth=entry.depth if entry else 1,
                    starts_page=element is None,
                    bodies=[body],
                )
            )
    return [segment for segment in segments if segment.title or segment.words or _has_picture(segment)]


def _has_picture(chapter: Chapter) -> bool:
    return any(next(body.iter("img"), None) is not None for body in chapter.bodies)


def _placed(page: Page, entries: list[Entry]) -> list[tuple[HtmlElement | None, Entry | None]]:
    """The entries of a page in its own order, each with the element to cut at; the page's beginning needs no cut."""
    if not entries:
        return []
    wanted = {entry.fragment for entry in entries if entry.fragment}
    order: dict[str, tuple[int, HtmlElement]] = {}
    is_begun = False
    for number, element in enumerate(page.body.iter()):
        name = element.get("id") or element.get("name")
        if name in wanted and is_begun:
            order.setdefault(name, (number, element))
        is_begun = is_begun or bool((element.text or "").strip()) or element.tag == "img"
        if element is not page.body and not len(element):
            is_begun = is_begun or bool((element.tail or "").strip())
    found: dict[int, tuple[HtmlElement | None, Entry | None]] = {}
    for entry in entries:
        number, element = order.get(entry.fragment, (-1, None))
        found.setdefault(number, (element, entry))
    return [found[number] for number in sorted(found)]


def _cut(body: HtmlElement, places: list[HtmlElement]) -> list[HtmlElement]:
    """Cut a page before each of the elements; the body keeps what stands before the first."""
    tails = [_split_off(body, place) for place in reversed(places)]
    return tails[::-1]


def _split_off(body: HtmlElement, place: HtmlElement) -> HtmlElement:
    """Move the element and all that follows it into a body of its own, inside copies of what it stood in."""
    moved: list[HtmlElement] = [place, *place.itersiblings()]
    parent = place.getparent()
    while True:
        holder = lxml.html.Element(parent.tag, dict(parent.attrib)) if parent is not body else lxml.html.Element("div")
        for element in moved:
            holder.append(element)
        if parent is body:
            return holder
        following = list(parent.itersiblings())
        holder.tail, parent.tail = parent.tail, None
        moved = [holder, *following]
        parent = parent.getparent()


def _groups(segments: list[Chapter]) -> list[list[Chapter]]:
    """Each segment that stands as high as the first titled one may, with all that stand below it."""
    top = min((segment.depth for segment in segments if segment.title), default=1)
    groups: list[list[Chapter]] = []
    for segment in segments:
        if segment.depth <= top or not groups:
            groups.append([segment])
        else:
            groups[-1].append(segment)
    return groups


def _chosen(group: list[Chapter], section: str, level: int) -> list[Chapter]:
    """The group as one chapter, or as the chapters below it if its head is but a part's title."""
    head, below = group[0], group[1:]
    if below and head.title and level < 8:
        inner = _groups(below)
        opening = sum(1 for each in inner if each[0].starts_page)
        lengths = [sum(each.words for each in kid) for kid in inner]
        if head.words <= _PART_TITLE and opening * 2 > len(inner) and median(lengths) >= STORY:
            named = head.title
            return [chapter for kid in inner for chapter in _chosen(kid, named, level + 1)]
    head.section = section if folded(section) != folded(head.title) else ""
    for each in below:
        head.bodies.extend(each.bodies)
    return [head]
