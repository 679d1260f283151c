"""How versions of a story are spoken of: which one, by whom, from where, and what changed in it."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from desktop.reader._facts import written_date
from desktop.reader.corrections import came
from library.model.story import VersionSummary
from library.versions.compare import ChangeKind, Comparison


def version_title(version: VersionSummary, current: int) -> str:
    """Return which version it is: its number, when it was written, whether it is the one that shows."""
    stamp = version.updated or version.published
    parts = [f"Version {version.ordinal}"]
    if version.by_user:
        parts.append(f"corrected by you on {came(version)}")
    elif stamp is not None:
        parts.append(written_date(stamp))
    if version.id == current:
        parts.append("the current one")
    return "  ·  ".join(parts)


def version_origin(version: VersionSummary, changes: str) -> str:
    """Return where a version came from and when, how long it is, and what changed in it."""
    name = PurePath(version.path.replace("\\", "/")).name
    origin = f"came in on {came(version)}" + (f" from {name}" if name else "")
    if version.by_user:
        origin = f"your correction of {name}" if name else "your own text"
    words = "1 word" if version.word_count == 1 else f"{version.word_count:,} words"
    return "  ·  ".join(filter(None, (origin[0].upper() + origin[1:], words, changes)))


def not_current(version: VersionSummary) -> str:
    """Return what the bar says over a version that isn't the current one."""
    stamp = version.updated or version.published
    if version.by_user:
        return f"Your correction of {came(version)}, not the current version"
    if stamp is not None:
        return f"The version of {written_date(stamp)}, not the current one"
    return f"The version that came in on {came(version)}, not the current one"


def in_short(comparison: Comparison) -> str:
    """Return what changed, counted: "3 paragraphs changed, 1 new, headline changed"."""
    counts = Counter(block.kind for block in comparison.blocks if block.moved is None)
    moved = sum(1 for block in comparison.blocks if block.kind is ChangeKind.MOVED)
    said: list[str] = []
    for number, what in (
        (counts[ChangeKind.CHANGED], "changed"),
        (counts[ChangeKind.ADDED], "new"),
        (counts[ChangeKind.REMOVED], "gone"),
        (moved, "moved"),
    ):
        if number:
            noun = "" if said else " paragraph" if number == 1 else " paragraphs"
            said.append(f"{number:,}{noun} {what}")
    names = [field.name.lower() for field in comparison.fields]
    if names:
        said.append(f"{', '.join(names)} changed")
    return ", ".join(said) or "The same words"
