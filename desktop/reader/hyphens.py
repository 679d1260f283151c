"""Where a word may be broken at the end of a justified line, by its language: the patterns of TeX, read by pyphen.

A language's patterns take up to 0.6 s to read (German), so a thread reads them, once; until then there are none.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"

_BEFORE, _AFTER = 2, 3
"""Least letters on each side of a break, as TeX has it for English."""
_WORD = re.compile(r"[^\W\d_]{6,}")
_ALIASES = {"en": "en_US", "no": "nb"}
"""Tags that name no dictionary of their own, and one that would get British patterns for the most American stories."""


class Hyphenator:
    """Breaks the words of one language."""

    def __init__(self, patterns: Pyphen) -> None:
        self._patterns = patterns
        self._known: dict[str, tuple[int, ...]] = {}

    def breaks(self, text: str) -> list[int]:
        """Return the code points of `text` before which a line may be broken with a hyphen, in order.

        A word that holds a soft hyphen already says itself where to break. The last word stays whole: half a word
        would be a poor last line.
        """
        found: list[int] = []
        words = list(_WORD.finditer(text))
        if words and not any(map(str.isspace, text[words[-1].end() :])):
            words.pop()
        for word in words:
            start, end = word.span()
            if SOFT_HYPHEN not in text[start - 1 : start] + text[end : end + 1]:
                found += [start + at for at in self._points(word[0])]
        return found

    def _points(self, word: str) -> tuple[int, ...]:
        points = self._known.get(word)
        if points is None:
            # A break with `data` changes the spelling (Hungarian asszony, asz-szony), which a page can't.
            points = tuple(int(at) for at in self._patterns.positions(word) if at.data is None)
            self._known[word] = points
        return points


class Hyphenators(QObject):
    """The languages' patterns, read when they are first asked for. `ready` carries the tag that was asked for."""

    ready = Signal(str)
    _read = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Hyphenator | None] = {}
        self._read.connect(self._on_read)

    def get(self, language: str) -> Hyphenator | None:
        """Return the hyphenator of a language (a BCP 47 tag); None where there is none, or not yet."""
        if language and language not in self._known:
            self._known[language] = None
            # Imported with the first justified page: a start needn't wait for it.
            from threading import Thread

            Thread(target=self._load, args=(language,), name="hyphens", daemon=True).start()
        return self._known.get(language)

    def _load(self, language: str) -> None:
        self._read.emit(language, read_patterns(language))

    def _on_read(self, language: str, hyphenator: Hyphenator | None) -> None:
        if hyphenator is not None:
            self._known[language] = hyphenator
            self.ready.emit(language)


def read_patterns(language: str) -> Hyphenator | None:
    """Return a new hyphenator of a language, or None where pyphen has no patterns for it. May take 0.6 s."""
    import pyphen

    tag = pyphen.language_fallback(_ALIASES.get(language.lower(), language))
    return Hyphenator(pyphen.Pyphen(lang=tag, left=_BEFORE, right=_AFTER)) if tag else None


@functools.cache
def hyphenators() -> Hyphenators:
    """Return the program's hyphenators."""
    return Hyphenators()
