"""Places of a page where its furniture stands: told by the elements' kinds and names."""

from __future__ import annotations

from lxml.html import HtmlElement

from library.importers._html import classes

_TAGS = frozenset(("nav", "footer", "aside", "form", "button"))


def is_furniture_place(element: HtmlElement, container: HtmlElement | None) -> bool:
    """True if the element, or one around it below the article's container, is named as something else than text."""
    for each in (element, *element.iterancestors()):
        if each is container or each.tag in ("body", "html"):
            return False
        if each.tag in _TAGS or classes.FURNITURE.search(classes.names(each.get("class"), each.get("id"))):
            return True
    return False
