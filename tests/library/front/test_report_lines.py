"""A report's lines by their numbers: trouble first, found by what people see of them, read a screenful at a time."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from library.front.library import Library
from library.front.reader import Interrupted, Reader
from library.model.report import FileOutcome, FileResult, LinesWanted
from library.model.story import Notice, NoticeKind
from library.store import imports
from library.store.connection import transaction

F = FileOutcome
SPOKEN = (("html", "Saved web page"), ("added", "New"), ("copy", "Copy of a story"))
LINES = {
    5: FileResult("/old/ÉTÉ.html", F.ADDED, (1,), "html"),
    7: FileResult("/old/late.txt", F.ADDED, (2,), "text", (Notice(NoticeKind.GUESSED_DATE, "The date is a guess."),)),
    1 << 33: FileResult("/old/x.bin", F.SKIPPED, error="No format of ours."),
    9: FileResult("/old/broken.html", F.FAILED, format="html", error="The file is empty."),
    2: FileResult("/old/again.md", F.COPY, (4,), "markdown"),
}


def file_lines(library: Library, lines: dict[int, FileResult]) -> int:
    def write(own: object) -> int:
        connection = own.library
        with transaction(connection):
            run = imports.begin_run(connection, 0, (), False)
            imports.add_results(connection, run, lines.items())
        return run

    return library._writer.submit(write).result()


@pytest.fixture
def run(library: Library) -> int:
    file_lines(library, {1: FileResult("/other/import.html", F.FAILED)})
    return file_lines(library, LINES)


def numbers(library: Library, run: int, wanted: LinesWanted) -> list[int]:
    with library.reader() as reader:
        return list(reader.report_line_numbers(run, wanted))


def test_trouble_stands_first_then_remarks_then_the_rest_in_their_order(library: Library, run: int) -> None:
    assert numbers(library, run, LinesWanted()) == [9, 1 << 33, 7, 2, 5]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (LinesWanted(outcome=F.ADDED), [7, 5]),
        (LinesWanted(format="html"), [9, 5]),
        (LinesWanted(format=""), [1 << 33]),
        (LinesWanted(noticed=True), [7]),
        (LinesWanted(text="été", spoken=SPOKEN), [5]),
        (LinesWanted(text="EMPTY broken"), [9]),
        (LinesWanted(text="guess"), [7]),
        (LinesWanted(text="web page", spoken=SPOKEN), [9, 5]),
        (LinesWanted(text="web new", spoken=SPOKEN), [5]),
        (LinesWanted(text="copy story", spoken=SPOKEN), [2]),
        (LinesWanted(outcome=F.FAILED, text="guess"), []),
        (LinesWanted(F.ADDED, "html", text="old"), [5]),
    ],
)
def test_lines_are_found_by_what_is_seen_of_them(
    library: Library, run: int, wanted: LinesWanted, found: list[int]
) -> None:
    assert numbers(library, run, wanted) == found


def test_lines_are_read_by_their_numbers_and_those_of_other_reports_are_not(library: Library, run: int) -> None:
    with library.reader() as reader:
        assert reader.report_lines_at(run, (9, 1 << 33, 1, 404)) == {9: LINES[9], 1 << 33: LINES[1 << 33]}


def test_each_filter_agrees_with_a_look_at_every_line(library: Library, run: int) -> None:
    for outcome, format_id, noticed in itertools.product((None, *F), (None, "", "html", "text"), (False, True)):
        kept = {
            number
            for number, line in LINES.items()
            if outcome in (None, line.outcome) and format_id in (None, line.format) and (line.notices or not noticed)
        }
        assert set(numbers(library, run, LinesWanted(outcome, format_id, noticed))) == kept


def test_a_quiet_import_says_so(library: Library) -> None:
    quiet = library._writer.submit(lambda own: imports.begin_run(own.library, 0, (), True)).result()
    loud = file_lines(library, LINES)
    with library.reader() as reader:
        assert [reader.report(each).quiet for each in (quiet, loud)] == [True, False]


def test_only_the_files_that_are_named_are_tried_again(library: Library, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    first = library.start_import((tmp_path / "a.txt", tmp_path / "b.txt")).wait()
    assert first.count(F.FAILED) == 2
    again = library.try_again(first.id, names=(str(tmp_path / "b.txt"),)).wait()
    with Reader(library.folder) as reader:
        assert [line.path for line in reader.report_lines(again.id)] == [str(tmp_path / "b.txt")]


@pytest.mark.parametrize(
    "question",
    [
        lambda reader, run: reader.report(run),
        lambda reader, run: reader.reports(5),
        lambda reader, run: reader.report_line_numbers(run, LinesWanted(text="html")),
        lambda reader, run: reader.report_line_count(run, text="html"),
    ],
)
def test_a_question_that_is_cut_off_says_so_and_is_no_fault(library: Library, question: object) -> None:
    run = file_lines(library, {number: FileResult(f"/old/{number}.html", F.FAILED) for number in range(5000)})
    with library.reader() as reader:
        # The handler stands for another thread that interrupts while the question is being answered.
        reader._library.set_progress_handler(lambda: 1, 100)
        with pytest.raises(Interrupted):
            question(reader, run)
        reader._library.set_progress_handler(None, 0)
        assert reader.report_line_count(run) == 5000
