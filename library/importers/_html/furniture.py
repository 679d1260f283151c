"""Places of a page where its furniture stands: told by the elements' kinds and names."""

from __future__ import annotations

from collections.abc import Collection

from lxml.html import HtmlElement

from library.importers._html import classes

_TAGS = frozenset(("nav", "footer", "aside", "form", "button"))


def is_prompt_place(element: HtmlElement, around: Collection[HtmlElement]) -> bool:
    """True if the element, or one above it but not around the article, is named as a box that wants something."""
    for each in (element, *element.iterancestors()):
        if each in around or each.tag in ("body", "html"):
            return False
        if classes.are(classes.PROMPT, classes.names(each.get("class"), each.get("id"))):
            return True
    return False


def is_furniture_place(element: HtmlElement, around: Collection[HtmlElement]) -> bool:
    """True if the element, or one above it, is named as something else than text.

    Whatever is `around` the article itself can't be that, whatever its name ("content-sidebar-wrap").
    """
    for each in (element, *element.iterancestors()):
        if each in around or each.tag in ("body", "html"):
            return False
        if each.tag in _TAGS or classes.are_furniture(classes.names(each.get("class"), each.get("id"))):
            return True
    return False
