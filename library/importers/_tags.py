"""The few tags of lists of links, as browsers and services write them: seldom closed, never checked.

A parser of pages would mend them into another structure. Owns their order and attributes; knows no format.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.importers.tidy import tidy

_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+"
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]*+)\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*+>")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, and what stands between it and the next one asked for, with its entities and inner markup as written."""

    name: str
    is_end: bool
    attributes: tuple[tuple[str, str], ...]
    inner: str

    def has(self, name: str) -> bool:
        """True if the attribute is there, with a value or without."""
        return any(key == name for key, _ in self.attributes)

    def value(self, name: str) -> str:
        """Return an attribute's value, its entities read; empty where there is none."""
        return next((tidy(html.unescape(value)).strip() for key, value in self.attributes if key == name), "")

    @property
    def text(self) -> str:
        """The words after the tag, without markup."""
        return tidy(html.unescape(_MARKUP.sub(" ", self.inner))).strip()


def tags_of(markup: str, names: tuple[str, ...]) -> Iterator[Tag]:
    """Yield the named tags (lower case), beginnings and ends, in their order."""
    pattern = re.compile(rf"<(/?)({'|'.join(names)})\b({_ATTRIBUTES})>", re.IGNORECASE)
    found = pattern.search(markup)
    while found is not None:
        following = pattern.search(markup, found.end())
        inner = markup[found.end() : following.start() if following else len(markup)]
        attributes = tuple(
            (match[1].casefold(), match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(found[3])
        )
        yield Tag(found[2].casefold(), bool(found[1]), attributes, inner)
        found = following
