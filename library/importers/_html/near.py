"""Which parts of a page belong to the story's own head: by how near they stand to its headline."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from library.importers._html import classes

_AWAY = frozenset(("footer", "aside", "nav"))
_ROOTS = frozenset(("body", "html"))
_NO_TEXT = frozenset(("script", "style", "h1", "br", "img", "svg", "path", "meta", "link", "source", "picture"))
_MOST_BELOW = 120
_MOST_ABOVE = 24
_FEW = 6
_RUNNING = 240
"""Code points from which an element's text is a story's, and no line of its head."""
_LEVELS = 6


class Surroundings:
    """The page around a headline (None: the page shows none)."""

    def __init__(self, heading: HtmlElement | None) -> None:
        self.heading = heading
        parents = [] if heading is None else list(_upwards(heading))
        self._parents = parents
        self._place = {parent: place for place, parent in enumerate(parents)}

    def nearest(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Return those of the elements that share the smallest part of the page with the headline; all without one.

        A page shows bylines and dates of other stories too: on their cards, which stand further away.
        """
        found = [element for element in elements if not self.is_away(element)]
        if len(found) < 2 or not self._place:
            return found
        shared = [next(self._place[part] for part in _upwards(each) if part in self._place) for each in found]
        return [element for element, level in zip(found, shared, strict=True) if level == min(shared)]

    def below(self) -> Iterator[HtmlElement]:
        """Yield the elements between the headline and its story's running text, in the page's order; not many."""
        count = 0
        for part in self._parents[:_LEVELS]:
            if part.tag in _ROOTS:
                return
            for sibling in part.itersiblings():
                if self.is_away(sibling):
                    continue
                for element in sibling.iter():
                    if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
                        continue
                    count += 1
                    if count > _MOST_BELOW or len(element.text or "") > _RUNNING:
                        return
                    yield element

    def above(self) -> Iterator[HtmlElement]:
        """Yield a few elements that stand right above the headline, the nearest first."""
        for part in self._parents[:2]:
            if part.tag in _ROOTS:
                return
            for sibling in itertools.islice(part.itersiblings(preceding=True), _FEW):
                elements = itertools.islice(sibling.iter(), _MOST_ABOVE)
                yield from (element for element in elements if isinstance(element.tag, str))

    def is_away(self, element: HtmlElement) -> bool:
        """True if the element stands in a part of the page that is about something else than its story."""
        for parent in _upwards(element):
            if parent in self._place or parent.tag in _ROOTS:
                return False
            if parent.tag in _AWAY or classes.ELSEWHERE.search(parent.get("class") or ""):
                return True
        return False


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def flat(element: HtmlElement, most: int = 0) -> str:
    """Return the element's text on one line; empty if it has more than `most` elements in it (0: any number)."""
    if most and next(itertools.islice(element.iter(), most, None), None) is not None:
        return ""
    return " ".join(" ".join(element.itertext()).split())
