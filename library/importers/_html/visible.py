"""What a page shows above and below its story's headline, where it labels nothing: kicker and standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.near import flat
from library.importers._html.pieces import folded
from library.importers.dates import is_date_line
from library.model.document import word_count


def beside(heading: HtmlElement | None, pattern: re.Pattern[str], longest: int) -> str:
    """Return the text of the nearest element around a heading whose class is of the pattern, or empty."""
    if heading is None:
        return ""
    for area in _around(heading):
        for element in area:
            if len(names := element.get("class") or "") < 300 and pattern.search(names):
                text = flat(element)
                if 2 <= len(text) <= longest and heading not in set(element.iter("h1")) and not _is_link(element, text):
                    return text
    return ""


def _is_link(element: HtmlElement, text: str) -> bool:
    return len(text) > 60 and sum(len(flat(link)) for link in element.iter("a")) > len(text) // 2


def kicker(heading: HtmlElement | None) -> str:
    """Return the short line above the headline, or empty."""
    parts = re.split(r"\s+[/|•·]\s+", beside(heading, classes.KICKER, 80))
    return " / ".join(part for part in parts if not is_date_line(part))


def standfirst(heading: HtmlElement | None) -> str:
    """Return the standfirst that is marked as one near the headline, or empty."""
    text = beside(heading, classes.STANDFIRST, 700)
    return text if word_count(text) >= 4 else ""


def _around(heading: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The elements of the heading's parent, grandparent and so on, while they are small enough to be a page's head."""
    for parent in list(heading.iterancestors())[:4]:
        near: list[HtmlElement] = []
        for element in parent.iter():
            if isinstance(element.tag, str):
                near.append(element)
            if len(near) > 120:
                break
        yield near


def same_text(one: str, other: str) -> bool:
    """True if two texts are alike in their letters, or the longer begins with the shorter (cut) one."""
    first, second = sorted((folded(one), folded(other)), key=len)
    return bool(first) and (first == second or (len(first) >= 20 and second.startswith(first)))
