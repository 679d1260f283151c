"""Plain sentences about imports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.importing.wording import (
    ProgressParts,
    counted,
    progress_parts,
    rate,
    refreshed,
    report_name,
    summary,
    time_left,
    when_and_how_long,
)
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from tests.stories import report_of

STEADY = ImportProgress(34, 1210, False, "/x/y/budget.html", 2, 66.0, rate=37.6, left=330.0, added=1031)


@pytest.mark.parametrize(
    ("progress", "waiting", "text"),
    [
        (STEADY, 0, "34 of 1,210 · budget.html · 2 failed · 1,031 stories · 38 a second · about 6 minutes left"),
        (replace(STEADY, failed=0, left=None, rate=0.0), 2, "34 of 1,210 · budget.html · 1,031 stories · 2 waiting"),
        (
            replace(STEADY, counting=True, failed=0, left=None, added=1),
            0,
            "34 of 1,210, counting… · budget.html · 1 story · 38 a second",
        ),
        (
            replace(STEADY, current="C:\\old\\a.txt", failed=0, left=None, rate=0),
            0,
            "34 of 1,210 · a.txt · 1,031 stories",
        ),
        (ImportProgress(0, 0, True, "", 0, 0.0), 0, "0 of 0, counting… · 0 stories"),
    ],
)
def test_progress_says_how_far_which_file_what_failed_and_how_fast(
    progress: ImportProgress, waiting: int, text: str
) -> None:
    assert progress_parts(progress, waiting).text() == text


def test_parts_that_say_nothing_leave_no_gap() -> None:
    assert ProgressParts("1 of 2", left="a few seconds left").text() == "1 of 2 · a few seconds left"


@pytest.mark.parametrize(
    ("a_second", "words"),
    [
        (1234.4, "1,234 a second"),
        (9.6, "10 a second"),
        (9.4, "9.4 a second"),
        (1.0, "1.0 a second"),
        (0.5, "30 a minute"),
        (0.02, "1 a minute"),
        (0.0, ""),
    ],
)
def test_a_rate_is_told_in_figures_that_mean_something(a_second: float, words: str) -> None:
    assert rate(a_second) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.0, "a few seconds left"),
        (9.9, "a few seconds left"),
        (22.0, "about 20 seconds left"),
        (54.0, "about 50 seconds left"),
        (58.0, "about 1 minute left"),
        (900.0, "about 15 minutes left"),
        (7200.0, "about 2 hours left"),
    ],
)
def test_time_left_is_told_in_round_figures_once_it_is_known(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def results(**outcomes: int) -> tuple[FileResult, ...]:
    made = []
    for name, number in outcomes.items():
        outcome = FileOutcome[name]
        made += [FileResult(f"{name}{n}", outcome, (len(made) + n,), added=int(name == "ADDED")) for n in range(number)]
    return tuple(made)


@pytest.mark.parametrize(
    ("files", "cancelled", "text"),
    [
        (results(ADDED=208, FAILED=2), False, "208 stories came in, 2 files failed"),
        (results(ADDED=1), False, "1 story came in"),
        (results(UNCHANGED=12), False, "12 already here"),
        (results(NEW_VERSION=1, SKIPPED=1), False, "1 new version, 1 skipped"),
        (results(FAILED=1), False, "1 file failed"),
        ((), False, "Nothing was found to read"),
        (results(ADDED=3), True, "Cancelled: 3 stories came in"),
        ((), True, "Cancelled before anything was read"),
    ],
)
def test_a_result_is_one_plain_line(files: tuple[FileResult, ...], cancelled: bool, text: str) -> None:
    assert summary(report_of(files, cancelled=cancelled)) == text


def test_an_import_that_the_library_ended_says_why() -> None:
    report = replace(report_of(()), error="There is no space left for the library.")
    assert summary(report) == "Stopped: There is no space left for the library."


def test_stories_are_counted_and_not_files(report: ImportReport) -> None:
    assert summary(report) == "3 stories came in, 1 file failed, 1 new version, 1 already here, 1 skipped"


@pytest.mark.parametrize(
    ("seconds", "took"),
    [
        (0.2, "less than a second"),
        (1.2, "1 second"),
        (89.0, "89 seconds"),
        (100.0, "2 minutes"),
        (9000.0, "2.5 hours"),
    ],
)
def test_the_report_says_how_long_it_took(report: ImportReport, seconds: float, took: str) -> None:
    line = when_and_how_long(replace(report, seconds=seconds))
    assert line.endswith(f" · 6 files · took {took}")
    assert "November 2023" in line


@pytest.mark.parametrize(
    ("quiet", "paths", "ending"),
    [
        (False, ("/old",), "6 files"),
        (True, ("/old/a.html",), "6 files · watched folders"),
        (True, (), "6 files · read again"),
    ],
)
def test_a_report_in_a_list_says_what_it_is_of(
    report: ImportReport, quiet: bool, paths: tuple[str, ...], ending: str
) -> None:
    assert report_name(replace(report, quiet=quiet, paths=paths)).endswith(f" · {ending}")


@pytest.mark.parametrize(
    ("wanted", "renewed", "files", "cancelled", "text"),
    [
        (1, 1, results(NEW_VERSION=1), False, "Read again: the story got a new version."),
        (1, 0, results(UNCHANGED=1), False, "Read again: the story is as it was."),
        (20, 3, results(NEW_VERSION=3), False, "Read again: 3 stories of 20 got a new version."),
        (
            1204,
            1,
            results(NEW_VERSION=1, FAILED=2),
            True,
            "Read again: 1 story of 1,204 got a new version; 2 files could not be used, then cancelled.",
        ),
    ],
)
def test_reading_again_says_what_came_of_it(
    wanted: int, renewed: int, files: tuple[FileResult, ...], cancelled: bool, text: str
) -> None:
    assert refreshed(wanted, renewed, report_of(files, cancelled=cancelled)) == text


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "file") for n in (0, 1, 2, 1204)] == ["0 files", "1 file", "2 files", "1,204 files"]
