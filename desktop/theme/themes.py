"""The themes: named colours in a file each, and the roles that the rest of the window asks for.

Owns what a colour is for. Knows nothing of widgets or of Qt's palette; a colour is a `#rrggbb` string here.
"""

from __future__ import annotations

import enum
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType

from PySide6.QtCore import Qt

from library.model.annotation import Colour

THEME_NAMES = ("paper", "sepia", "night")


class Role(enum.StrEnum):
    """What a colour is for. Values are the keys below `[roles]` in a theme's file."""

    PAGE = "page"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    LINK = "link"
    RULE = "rule"
    SHADE = "shade"  # behind preformatted text, editor's notes, the frame of a missing picture
    ORNAMENT = "ornament"  # bullets, section breaks, a quote's bar

    LIST = "list"
    LIST_HOVER = "list-hover"
    LIST_SELECTION = "list-selection"
    LIST_UNREAD = "list-unread"
    SIDEBAR = "sidebar"
    SIDEBAR_SELECTION = "sidebar-selection"
    CHROME = "chrome"
    BUTTON_HOVER = "button-hover"
    BUTTON_PRESSED = "button-pressed"
    FIELD = "field"
    FIELD_BORDER = "field-border"
    BORDER = "border"
    FOCUS = "focus"
    SELECTION = "selection"  # selected text
    ON_ACCENT = "on-accent"  # text on an accent-coloured button

    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"

    HIGHLIGHT_YELLOW = "highlight.yellow"
    HIGHLIGHT_GREEN = "highlight.green"
    HIGHLIGHT_BLUE = "highlight.blue"
    HIGHLIGHT_PINK = "highlight.pink"
    HIGHLIGHT_PURPLE = "highlight.purple"
    MARKER_YELLOW = "marker.yellow"
    MARKER_GREEN = "marker.green"
    MARKER_BLUE = "marker.blue"
    MARKER_PINK = "marker.pink"
    MARKER_PURPLE = "marker.purple"
    SEARCH_HIT = "search.hit"
    SEARCH_CURRENT = "search.current"
    ADDED = "changed.added"
    REMOVED = "changed.removed"
    SPOKEN = "spoken"  # behind the sentence that is being read aloud


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the whole window: `colours` has a `#rrggbb` for every role."""

    name: str
    title: str
    dark: bool
    colours: Mapping[Role, str] = field(hash=False, repr=False)

    def colour(self, role: Role) -> str:
        """Return the colour of a role as `#rrggbb`."""
        return self.colours[role]

    def highlight(self, colour: Colour) -> str:
        """Return the background of a highlight of that colour; text stays readable on it."""
        return self.colours[Role(f"highlight.{colour}")]

    def marker(self, colour: Colour) -> str:
        """Return the stronger variant of a highlight's colour, for underlines and margin marks."""
        return self.colours[Role(f"marker.{colour}")]


@functools.cache
def load_theme(name: str) -> Theme:
    """Return the theme of that name (one of `THEME_NAMES`). Raises ValueError for an unknown or a wrong theme."""
    if name not in THEME_NAMES:
        raise ValueError(f"no such theme: {name!r}")
    return parse_theme(name, (resources.files("resources") / "themes" / f"{name}.toml").read_text(encoding="utf-8"))


def parse_theme(name: str, source: str) -> Theme:
    """Return the theme that a TOML text describes. Raises ValueError where a role is missing, unknown or uncoloured."""
    table = tomllib.loads(source)
    named, given = table["colours"], _flat(table["roles"])
    missing = [role for role in Role if role not in given]
    unknown = [key for key in given if key not in set(Role)]
    uncoloured = [key for key, colour in given.items() if colour not in named]
    if missing or unknown or uncoloured:
        raise ValueError(f"theme {name!r}: missing {missing}, unknown {unknown}, without a colour {uncoloured}")
    colours = {role: named[given[role]] for role in Role}
    return Theme(name, table["title"], table["dark"], MappingProxyType(colours))


def system_theme(scheme: Qt.ColorScheme) -> str:
    """Return the name of the theme that follows the desktop's own light or dark setting."""
    return "night" if scheme is Qt.ColorScheme.Dark else "paper"


def _flat(roles: Mapping[str, str | Mapping[str, str]]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in roles.items():
        if isinstance(value, str):
            flat[key] = value
        else:
            flat.update({f"{key}.{inner}": colour for inner, colour in value.items()})
    return flat
