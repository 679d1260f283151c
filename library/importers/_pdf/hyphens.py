"""Words cut at line ends: whether the hyphen was the typesetter's, or is the word's own ("long-running")."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BEFORE = frozenset(
    re.split(
        r"\s+",
        """self well ill long short high low half full part ex all quasi cross right left two three four five
    six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third mid vice north
    south east west one old new best better hard soft open free large small wide deep far near early late
    real single double world would""",
    )
)
_AFTER = frozenset(
    re.split(
        r"\s+",
        """based led like year years old free wide style related term backed owned made built running called known level
    scale time century off sized minded speaking looking third thirds quarters friendly rich poor born bred
    elect general law class income quality profile ranking""",
    )
)
_SHORTEST_KNOWN = 4


class Hyphens:
    """Judges hyphens at line ends by the file's own words, and where these don't tell by common compounds."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            words = _WORD.findall(line.casefold())
            cut = line.rstrip().endswith(("-", "‐"))
            self._words.update(words[1:-1] if cut else words[1:])

    def joined(self, before: str, after: str) -> str | None:
        """Return a line's text as it goes on in the next one's without a space if it ends in a cut word, else None."""
        if before.endswith("\xad"):
            return before[:-1]
        match = _LAST.search(before[-80:])
        follows = _FIRST.match(after)
        if match is None or follows is None:
            return None
        if not after[0].islower():
            return before if after[0].isupper() else None
        return before if self._is_compound(match[1], follows[0]) else before[:-1]

    def _is_compound(self, first: str, second: str) -> bool:
        first, second = first.casefold(), second.casefold()
        if first + second in self._words:
            return False
        if f"{first}-{second}" in self._words or "-" in first or "‐" in first:
            return True
        if first in _BEFORE or second in _AFTER:
            return True
        return (
            min(len(first), len(second)) >= _SHORTEST_KNOWN
            and first in self._words
            and second.split("-")[0] in self._words
        )
