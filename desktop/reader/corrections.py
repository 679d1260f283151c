"""The line below the headline that says how a story came to be as it is; it leads to the list of its versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.reader._facts import written_date
from library.model.stamp import Stamp
from library.model.story import VersionSummary


def came(version: VersionSummary) -> str:
    """Return the day on which a version came into the library, here and now."""
    return written_date(Stamp.of(datetime.fromtimestamp(version.imported / 1000).date()))


def corrections(history: Sequence[VersionSummary], current: int) -> str:
    """Return how often a story was corrected and by whom; empty for a story that was told once."""
    shown = next((version for version in history if version.id == current), None)
    mine = [version for version in history if version.by_user]
    parts = [_by_files([version for version in history if not version.by_user])]
    if shown is not None and shown.by_user:
        parts.append(f"Corrected by you on {came(shown)}")
        if any(version.ordinal > shown.ordinal for version in history if not version.by_user):
            parts.append("What a file told since is among the versions")
    elif mine:
        parts.append(f"Your correction of {came(mine[-1])} is among the versions")
    return "  ·  ".join(filter(None, parts))


def _by_files(told: Sequence[VersionSummary]) -> str:
    if len(told) < 2:
        return ""
    times = {1: "once", 2: "twice"}.get(len(told) - 1, f"{len(told) - 1:,} times")
    updates = [version.updated for version in told if version.updated is not None]
    if not updates:
        return f"Corrected {times}"
    last = written_date(Stamp(max(updates, key=Stamp.sort_key).iso[:10]))
    return f"Corrected on {last}" if len(told) == 2 else f"Corrected {times}, last on {last}"
