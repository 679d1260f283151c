"""The styles of an OpenDocument text, as far as they say what text is: its role, its marks, and how lists are set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from library.importers._office_styles import role_of
from library.importers._xml import Element, attribute, first, local, named

_CODED = re.compile(r"_([0-9a-f]{2})_")
_DEEPEST = 10
_FIXED = re.compile(r"courier|mono|consolas|menlo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style amounts to: HTML names of its marks, a paragraph's role, and the list style it brings."""

    marks: tuple[str, ...] = ()
    role: str = ""
    list_style: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class Styles:
    """Styles by family and name; `numbered` holds where numbered lists start, by list style and level."""

    named: dict[tuple[str, str], Style] = field(default_factory=dict)
    numbered: dict[tuple[str, int], int] = field(default_factory=dict)

    def get(self, family: str, name: str) -> Style:
        """Return a style; of one that isn't defined only the name speaks."""
        return self.named.get((family, name)) or Style(role=_role(name) if family == "paragraph" else "")


def read_styles(roots: list[Element]) -> Styles:
    """Return the styles that any part of the document defines, each with what it takes over from its parents."""
    elements: dict[tuple[str, str], Element] = {}
    styles = Styles()
    for root in roots:
        for element in named(root, "style"):
            elements.setdefault((attribute(element, "family"), attribute(element, "name")), element)
        for element in named(root, "list-style"):
            for level in element:
                depth = attribute(level, "level")
                if local(level) == "list-level-style-number" and depth.isdecimal() and attribute(level, "num-format"):
                    start = attribute(level, "start-value")
                    key = (attribute(element, "name"), int(depth))
                    styles.numbered.setdefault(key, int(start) if start.isdecimal() and len(start) < 7 else 1)
    for family, name in elements:
        styles.named[family, name] = _style(family, name, elements, 0)
    return styles


def _style(family: str, name: str, elements: dict[tuple[str, str], Element], depth: int) -> Style:
    element = elements.get((family, name))
    if element is None or depth > _DEEPEST:
        return Style(role=_role(name) if family == "paragraph" else "")
    parent = attribute(element, "parent-style-name")
    style = _style(family, parent, elements, depth + 1) if parent else Style()
    shown = attribute(element, "display-name") or name
    if family == "paragraph" and (role := _role(shown)):
        style = replace(style, role=role)
    if listed := attribute(element, "list-style-name"):
        style = replace(style, list_style=listed)
    properties = first(element, "text-properties")
    if properties is None:
        return style
    hidden = attribute(properties, "display") == "none" or style.is_hidden
    # Marks of a paragraph's own style are its typography, not an emphasis inside it.
    marks = style.marks if family == "paragraph" else _marks(properties, style.marks, shown)
    return replace(style, marks=marks, is_hidden=hidden)


def _role(name: str) -> str:
    role, _ = role_of(_CODED.sub(lambda match: chr(int(match[1], 16)), name))
    return "" if role == "heading" else role  # OpenDocument has an element for these


def _marks(properties: Element, inherited: tuple[str, ...], name: str) -> tuple[str, ...]:
    marks = set(inherited)
    weight, slope = attribute(properties, "font-weight"), attribute(properties, "font-style")
    if weight:
        (marks.add if weight in ("bold", "600", "700", "800", "900") else marks.discard)("strong")
    if slope:
        (marks.add if slope in ("italic", "oblique") else marks.discard)("em")
    if attribute(properties, "text-line-through-style") not in ("", "none"):
        marks.add("s")
    position = attribute(properties, "text-position")
    if position.startswith(("super", "sub")):
        marks.add("sup" if position.startswith("super") else "sub")
    elif (match := re.match(r"(-?\d+)%", position)) and match[1] != "0":
        marks.add("sub" if match[1].startswith("-") else "sup")
    face = attribute(properties, "font-name") or attribute(properties, "font-family")
    if _FIXED.search(face) or name in ("Source_20_Text", "Source Text", "Teletype"):
        marks.add("code")
    return tuple(sorted(marks))
