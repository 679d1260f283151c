"""What belongs to another file and is no story of its own: one table."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

IGNORED_NAMES = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems leave behind in folders and archives."""

SAVED_WITH = (
    "_files",
    ".files",
    "_file",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "-filer",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
)
"""What browsers add to a page's name for the folder of its pictures, in the languages they speak."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A file whose name matches `owner` claims the entry `claimed` beside it; "{stem}" is the match's group."""

    owner: re.Pattern[str]
    claimed: str


_PAGE = re.compile(r"(?P<stem>.+)\.(?:x?html?|mhtml?)(?:\.gz)?", re.IGNORECASE)
_OMNIVORE = re.compile(r"metadata_\d+_to_\d+\.json")

CLAIMS = (
    *(Claim(_PAGE, "{stem}" + ending) for ending in SAVED_WITH),
    Claim(_OMNIVORE, "content"),
    Claim(_OMNIVORE, "highlights"),
)


def passed_over(names: Collection[str]) -> frozenset[str]:
    """Return which names of one folder are not to be looked at: hidden, left by systems, or claimed by others."""
    claimed = set()
    for name in names:
        for claim in CLAIMS:
            if match := claim.owner.fullmatch(name):
                claimed.add(claim.claimed.format_map(match.groupdict()))
    left = {name for name in names if name in IGNORED_NAMES or (name.startswith(".") and name.strip("."))}
    return frozenset(left | (claimed & set(names)))
