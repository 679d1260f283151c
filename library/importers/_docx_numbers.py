"""The numbers of a Word document's lists, counted as Word counts them (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field

from library.importers._xml import Element, attribute, first, local, named

_BULLETS = ("bullet", "none")


@dataclass(slots=True)
class _Level:
    start: int
    is_bullet: bool


@dataclass(slots=True)
class Numbering:
    """Counts the items of all lists of a document, in the order in which they are asked for.

    Lists with one abstract definition go on counting together, whatever stands between them, until one of them
    starts anew.
    """

    _levels: dict[tuple[str, str], _Level] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _restarts: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Return the numbering that a document's part of that name defines."""
        numbering = cls()
        if root is None:
            return numbering
        for definition in named(root, "abstractNum"):
            for level in named(definition, "lvl"):
                key = (attribute(definition, "abstractNumId"), attribute(level, "ilvl"))
                numbering._levels[key] = _level(level)
        for each in named(root, "num"):
            list_id = attribute(each, "numId")
            numbering._abstract[list_id] = attribute(first(each, "abstractNumId"), "val")
            for override in named(each, "lvlOverride"):
                if (start := attribute(first(override, "startOverride"), "val")).isdecimal():
                    numbering._restarts[list_id, attribute(override, "ilvl")] = int(start)
        return numbering

    def knows(self, list_id: str, level: str) -> bool:
        """True if the list and the level are defined."""
        return (self._abstract.get(list_id, ""), level) in self._levels

    def next(self, list_id: str, level: str) -> int | None:
        """Return the next item's number, or None for a bullet; deeper levels start anew."""
        abstract = self._abstract.get(list_id, "")
        found = self._levels.get((abstract, level))
        if found is None:
            return None
        restart = self._restarts.pop((list_id, level), None)
        key = (abstract, level)
        if restart is not None:
            self._counts[key] = restart
        else:
            self._counts[key] = self._counts[key] + 1 if key in self._counts else found.start
        for other in [other for other in self._counts if other[0] == abstract and other[1] > level]:
            del self._counts[other]
        return None if found.is_bullet else self._counts[key]


def _level(element: Element) -> _Level:
    start = next((attribute(child, "val") for child in element if local(child) == "start"), "1")
    kind = next((attribute(child, "val") for child in element if local(child) == "numFmt"), "decimal")
    return _Level(int(start) if start.isdecimal() and len(start) < 7 else 1, kind in _BULLETS)
