"""Plain sentences about imports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.importing.wording import ProgressLine, counted, progress_line, summary, time_left, when_and_how_long
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from tests.stories import report_of

STEADY = ImportProgress(done=33, total=210, counting=False, current="/x/y/budget.html", failed=2, seconds=66.0)


@pytest.mark.parametrize(
    ("progress", "waiting", "text"),
    [
        (STEADY, 0, "Reading 34 of 210 · budget.html · 2 failed · about 6 minutes left"),
        (STEADY, 1, "Reading 34 of 210 · budget.html · 2 failed · about 6 minutes left · 1 more import waiting"),
        (replace(STEADY, failed=0, seconds=2.0), 2, "Reading 34 of 210 · budget.html · 2 more imports waiting"),
        (replace(STEADY, counting=True, failed=0), 0, "Reading 34 of 210 so far · budget.html"),
        (replace(STEADY, current="C:\\old\\a.txt", failed=0, seconds=2.0), 0, "Reading 34 of 210 · a.txt"),
        (ImportProgress(1203, 12000, False, "", 1000, 2.0), 0, "Reading 1,204 of 12,000 · 1,000 failed"),
        (ImportProgress(210, 210, False, "", 0, 2.0), 0, "Reading 210 of 210"),
        (ImportProgress(0, 0, True, "", 0, 0.0), 0, "Reading 0 of 0 so far"),
    ],
)
def test_progress_says_how_far_which_file_and_what_failed(progress: ImportProgress, waiting: int, text: str) -> None:
    assert progress_line(progress, waiting).text() == text


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (7, 1000, 60.0, ""),  # too few files to know
        (500, 1000, 3.9, ""),  # too little time
        (100, 102, 100.0, "a few seconds left"),
        (100, 123, 100.0, "about 20 seconds left"),
        (100, 154, 100.0, "about 50 seconds left"),
        (100, 160, 100.0, "about 1 minute left"),
        (100, 1000, 100.0, "about 15 minutes left"),
        (100, 7300, 100.0, "about 2 hours left"),
        (100, 100, 100.0, "a few seconds left"),
    ],
)
def test_time_left_is_told_in_round_figures_once_it_is_known(done: int, total: int, seconds: float, words: str) -> None:
    assert time_left(ImportProgress(done, total, False, "", 0, seconds)) == words


def test_time_left_is_unknown_while_files_are_still_being_counted() -> None:
    assert time_left(replace(STEADY, counting=True)) == ""
    assert time_left(STEADY) != ""


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


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "file") for n in (0, 1, 2, 1204)] == ["0 files", "1 file", "2 files", "1,204 files"]


def test_a_line_without_a_name_has_no_gap() -> None:
    assert ProgressLine("a", "", ("b",)).text() == "a · b"
