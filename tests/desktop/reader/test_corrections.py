"""What the line below the headline says of a story's history."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.reader.corrections import corrections
from library.model.stamp import Stamp
from library.model.story import VersionSummary

DAY = int(datetime(2024, 5, 3, 12).timestamp() * 1000)


def history(kinds: str) -> tuple[VersionSummary, ...]:
    """One version a letter: f from a file, d from a file with a date of its update, u by the user."""
    return tuple(
        VersionSummary(
            at, at, "", None, Stamp(f"2018-02-0{at}T09:30") if kind == "d" else None, DAY, 1, "a", kind == "u"
        )
        for at, kind in enumerate(kinds, 1)
    )


def _date(day: int) -> Stamp:
    return Stamp(f"2018-02-0{day}T09:30")


@pytest.mark.parametrize(
    ("kinds", "current", "line"),
    [
        ("f", 1, ""),
        ("ff", 2, "Corrected once"),
        ("fff", 1, "Corrected twice"),
        ("fdd", 3, "Corrected twice, last on 3 February 2018"),
        ("ffff", 4, "Corrected 3 times"),
        ("fu", 2, "Corrected by you on 3 May 2024"),
        ("u", 1, "Corrected by you on 3 May 2024"),
        ("fu", 1, "Your correction of 3 May 2024 is among the versions"),
        ("fud", 3, "Corrected on 3 February 2018  ·  Your correction of 3 May 2024 is among the versions"),
        (
            "fuf",
            2,
            "Corrected once  ·  Corrected by you on 3 May 2024  ·  What a file told since is among the versions",
        ),
    ],
)
def test_the_line_says_who_corrected_and_when(kinds: str, current: int, line: str) -> None:
    assert corrections(history(kinds), current) == line
