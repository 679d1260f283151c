"""The bench measures everything it says it measures, on the smallest sizes. What the figures are is not asked here."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import Row, in_turns, line, percentile
from tests.bench.run import rows
from tests.bench.sizes import TINY

WHAT = (
    *("start on 8 stories: painted", "start on an empty library", "start on 8 stories: list and story shown"),
    *("peak memory", "import desktop.cli", "switch to a story of 200 words", "another theme and size for 200 words"),
    *("  to a remembered place far down, 200 words", "compare two versions of 300 words"),
    *("import 4 stories, text, 1 worker", "import 3 stories, pages, 2 workers", "import 4 stories, EPUB, 1 worker"),
    *(
        "import 3 stories, PDF, 2",
        "import 4 stories, JSON lines, 1",
        "import 4 stories, Pocket zip, 2",
        "  peak memory, PDF",
    ),
    "200 annotations in 25,000 characters",
    *("500 ids set in the list", "scroll the list by a page"),
    *("all ids of 60 stories", "60 rows of the list", "counts for the sidebar"),
    *("search for a common word", "search for a rare word", "a highlight, made durable"),
    *("a key in the search field", "next story in the window", "a highlight in the window"),
    *("event loop kept, importing 4 pages: p99", "event loop kept, importing 4 pages: worst"),
)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_part_gives_positive_figures_and_a_ratio(qtbot: QtBot, tmp_path: Path) -> None:
    measured = list(rows(tmp_path, TINY))
    for row in measured:
        figures = (*row.ours, *row.theirs, row.ratio)
        assert all(math.isfinite(figure) and figure > 0 for figure in figures), row
    missing = [what for what in WHAT if not any(row.what.startswith(what) for row in measured)]
    assert not missing


def test_the_ratio_is_the_median_of_the_turns_own_ratios() -> None:
    assert Row("", "", (2.0, 40.0, 9.0), (1.0, 10.0, 3.0)).ratio == 3.0


def test_two_callables_are_timed_in_turns_after_one_turn_of_each_that_does_not_count() -> None:
    calls: list[str] = []
    row = in_turns("", lambda: calls.append("a"), "", lambda: calls.append("b"), turns=2)
    assert calls == ["a", "b"] * 3
    assert len(row.ours) == len(row.theirs) == 2


def test_a_percentile_is_a_value_that_so_many_do_not_exceed() -> None:
    values = tuple(map(float, range(100, 0, -1)))
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50.0, 95.0, 99.0, 100.0]


def test_a_line_shows_median_tail_worst_floor_and_ratio_in_the_rows_unit() -> None:
    shown = line(Row("switch", "bare", (0.002, 0.004, 0.012), (0.001, 0.002, 0.004), "6 highlights"))
    assert shown.split() == ["switch", "4.00", "12.00", "12.00", "ms", "bare", "2.00", "2.00x", "6", "highlights"]
    assert " 3.00 MB " in line(Row("memory", "bare", (3_000_000.0,), (1_000_000.0,), unit="MB"))
