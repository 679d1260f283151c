"""What the user did with an article. It never lives in the article's own row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingState:
    """One article's state. `position` is a code point in the canonical text of version `position_version`.

    `progress` is 0.0-1.0; `opened` and `finished` are UTC milliseconds, None where it never happened.
    """

    article: int
    read: bool = False
    starred: bool = False
    archived: bool = False
    trashed: bool = False
    position: int = 0
    position_version: int | None = None
    progress: float = 0.0
    opened: int | None = None
    finished: int | None = None
