"""The headline: of what the page labels and what it shows, the words that its story is printed under."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from library.importers._html import labels as heads
from library.importers._html.jsonld import Described
from library.importers._html.labels import Labels
from library.importers._html.near import Surroundings, flat
from library.importers._html.pieces import folded
from library.importers._html.visible import same_text
from library.model.document import word_count

_LABELS = (
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "title",
    "headline",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}|\d{2,}")
_FEWEST_WORDS = 4
_LONGEST = 300
_OTHER_HEADINGS = ("h2", "h3")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's text, and the element that shows it (None if the page doesn't)."""

    text: str
    element: HtmlElement | None


def headline(tree: HtmlElement, head: Labels, node: Described, source: str) -> Headline:
    """Return the page's headline, empty if it has none.

    A label that the page shows as well is surest. Labels alone are often written for search engines and social
    networks, so a page's only main heading that is about the same takes their place.
    """
    shown = _shown(tree)
    labels = (node.headline, *head.firsts(*_LABELS))
    labelled = [text for label in labels if (text := _without_site(label, source))]
    title = heads.without_site(head.title, source)
    for label in labelled:
        if found := _shown_as(label, shown):
            return found
    only = shown[0] if len(shown) == 1 else None
    if labelled:
        if only and _is_about(only.text, labelled[0], title):
            return only
        return _elsewhere(tree, labelled[0]) or Headline(labelled[0], only.element if only else None)
    within = [each for each in shown if len(folded(each.text)) >= 8 and folded(each.text) in folded(title)]
    if within:
        return max(within, key=lambda each: len(each.text))
    if only and _may_stand_alone(only.text, title, source):
        return only
    text = heads.longest_part(title)
    return _elsewhere(tree, text) or Headline(text, only.element if only else None)


def _without_site(label: str, source: str) -> str:
    """A label without the site's name; empty if it is nothing else."""
    bare = heads.without_site(label, source)
    return bare if folded(bare) and folded(bare) != folded(source) else ""


def _shown(tree: HtmlElement) -> list[Headline]:
    """The main headings, each text once; those of the story's own part if there are any besides others."""
    found: dict[str, Headline] = {}
    page = Surroundings(None)
    for element in tree.iter("h1"):
        text = flat(element)
        if 2 <= len(text) <= _LONGEST and not page.is_away(element):
            found.setdefault(folded(text), Headline(text, element))
    return list(found.values())


def _shown_as(label: str, shown: list[Headline]) -> Headline | None:
    """The label as the page shows it: a label that was cut is completed."""
    for each in shown:
        if same_text(each.text, label.rstrip(".… ")):
            is_whole = len(each.text) >= len(label) or folded(each.text) == folded(label)
            return each if is_whole else Headline(label, each.element)
    return None


def _is_about(shown: str, label: str, title: str) -> bool:
    """True if a heading is a headline of the labelled story in other words."""
    if word_count(shown) < _FEWEST_WORDS:
        return False
    words = _long_words(shown)
    return bool(words & (_long_words(label) | _long_words(title)))


def _long_words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))


def _may_stand_alone(shown: str, title: str, source: str) -> bool:
    if not title or folded(title) == folded(source):
        return folded(shown) != folded(source)
    if word_count(title) < _FEWEST_WORDS - 1 <= word_count(shown):
        return True  # "Home", "Far": a title of a word or two names a page, not its story
    return word_count(shown) >= _FEWEST_WORDS - 1 and bool(_long_words(shown) & _long_words(title))


def _elsewhere(tree: HtmlElement, label: str) -> Headline | None:
    """The label where a lesser heading shows it."""
    key = folded(label)
    if len(key) < 8:
        return None
    page = Surroundings(None)
    for element in tree.iter(*_OTHER_HEADINGS):
        if folded(text := flat(element)) == key and not page.is_away(element):
            return Headline(text if len(text) >= len(label) else label, element)
    return None
