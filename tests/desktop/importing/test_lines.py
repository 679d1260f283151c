"""A report as lines and counts: what they say, and how they are written out."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.importing import written
from desktop.importing.lines import OUTCOME_OF, SPOKEN, FormatRow, Group, counts, format_rows, line_of, shared_folder
from library.front.library import Library
from library.model.report import FileCount, FileOutcome, FileResult, ImportReport


def test_a_line_says_what_became_of_the_file_and_why(results: tuple[FileResult, ...]) -> None:
    lines = {
        line.name: (line.outcome, line.format, line.stories, line.remarks)
        for line in (line_of(result, "/old") for result in results)
    }
    assert lines == {
        "2019/news.html": ("New", "Saved web page", "1", ""),
        "2019/two.txt": ("New", "Plain text", "2", "The date is a guess."),
        "photo.jpg": ("Skipped", "", "", "The file isn't in a format that Broadsheet reads."),
        "broken.html": ("Failed", "Saved web page", "", "The file is empty."),
        "again.md": ("Already here", "Markdown", "1", ""),
        "fixed.md": ("New version", "Markdown", "1", ""),
    }


def test_remarks_that_repeat_are_said_once_and_those_beyond_are_counted(results: tuple[FileResult, ...]) -> None:
    twice = replace(results[1], notices=results[1].notices * 2, more_notices=1200)
    assert line_of(twice, "").remarks == "The date is a guess. 1,200 more remarks like these."


def test_every_group_is_counted(report: ImportReport) -> None:
    numbers = counts(report)
    assert numbers[Group.ALL] == 6
    assert {group for group, number in numbers.items() if number == 1} == {
        Group.FAILED,
        Group.SKIPPED,
        Group.NEW_VERSION,
        Group.UNCHANGED,
    }
    assert (numbers[Group.ADDED], numbers[Group.COPY]) == (2, 0)


def test_every_outcome_has_a_group_and_words_to_search_for() -> None:
    assert set(OUTCOME_OF.values()) == set(FileOutcome)
    assert {outcome.value for outcome in FileOutcome} < {value for value, _ in SPOKEN}


def test_formats_are_counted_the_largest_first_below_all_of_them(report: ImportReport) -> None:
    failed = FileCount("html", FileOutcome.FAILED, 3, notices=2, seconds=1.5)
    rows = format_rows(replace(report, counts=(*report.counts, failed)))
    assert rows[0] == FormatRow(None, 9, 5, 4, 3, 1.5)
    assert rows[1] == FormatRow("html", 5, 1, 4, 2, 1.5)
    assert [row.cells[0] for row in rows] == [
        "All formats",
        "Saved web page",
        "Markdown",
        "Not recognised",
        "Plain text",
    ]
    assert rows[1].cells == ("Saved web page", "5", "1", "4", "2", "1.5 s")
    assert rows[2].cells == ("Markdown", "2", "2", "–", "–", "0.0 s")


def test_a_single_format_needs_no_sum(report: ImportReport) -> None:
    alone = replace(report, counts=(FileCount("html", FileOutcome.ADDED, 3, 3, 3),))
    assert [row.format for row in format_rows(alone)] == ["html"]
    assert format_rows(replace(report, counts=())) == ()


def test_the_text_names_every_file_with_its_whole_path_and_why(
    report: ImportReport, results: tuple[FileResult, ...]
) -> None:
    text = written.as_text(report, results)
    for result in results:
        assert result.path in text
        for sentence in (result.error, *(notice.sentence for notice in result.notices)):
            assert sentence in text
    assert text.startswith("Import report\n3 stories came in, 1 file failed")


def test_a_whole_report_is_saved_page_by_page_as_text_or_as_a_table(
    kept_report, library: Library, tmp_path: Path, long_results
) -> None:
    kept = kept_report((*long_results(2500), FileResult("=cmd.html", FileOutcome.FAILED, error="No, “really”.")))
    with library.reader() as reader:
        assert written.save(reader, kept, tmp_path / "r.txt") == "Saved as r.txt."
        assert written.save(reader, kept, tmp_path / "r.CSV") == "Saved as r.CSV."
    text = (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert text.count("\nFailed: ") == 26
    assert text.count("\nNew: ") == 2475
    rows = list(csv.reader(io.StringIO((tmp_path / "r.CSV").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["File", "Outcome", "Format", "Stories", "Seconds", "Remarks"]
    assert len(rows) == 2502
    assert ["/old/99.html", "Failed", "", "0", "0.000", "The file is empty."] in rows
    assert ["'=cmd.html", "Failed", "", "0", "0.000", "No, “really”."] in rows


def test_a_report_that_cannot_be_saved_says_why(kept_report, results, library: Library, tmp_path: Path) -> None:
    with library.reader() as reader:
        said = written.save(reader, kept_report(results), tmp_path / "gone" / "report.txt")
    assert said.startswith("The report could not be saved to ")
    assert said.endswith("no such file or directory.")


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        ((), ""),
        (("/a/b/c.txt",), "/a/b"),
        (("/a/b/c.txt", "/a/d/e.txt"), "/a"),
        (("/a/bc.txt", "/a/bd.txt"), "/a"),
        (("/a/x.txt", "b/y.txt"), ""),
        (("/x.txt", "/y.txt"), "/"),
        (("/a/x.txt", "/a/x.txt.gz"), "/a"),
    ],
)
def test_the_folder_that_all_share_is_found(paths: tuple[str, ...], folder: str) -> None:
    assert shared_folder(paths) == folder
