"""A report as lines: what stands first, what is found, what is written out."""

from __future__ import annotations

import pytest

from desktop.importing.lines import Group, counts, found, lines_of, report_text, shared_folder
from library.model.report import FileOutcome, FileResult, ImportReport


def names(lines) -> list[str]:
    return [line.name for line in lines]


def test_trouble_stands_first_and_the_rest_keeps_its_order(results: tuple[FileResult, ...]) -> None:
    expected = ["broken.html", "photo.jpg", "2019/two.txt", "2019/news.html", "again.md", "fixed.md"]
    assert names(lines_of(results)) == expected


def test_a_line_says_what_became_of_the_file_and_why(results: tuple[FileResult, ...]) -> None:
    lines = {line.name: (line.outcome, line.format, line.remarks) for line in lines_of(results)}
    assert lines["broken.html"] == ("Failed", "Saved web page", "The file is empty.")
    assert lines["photo.jpg"] == ("Skipped", "", "The file isn't in a format that Broadsheet reads.")
    assert lines["2019/two.txt"] == ("New", "Plain text", "The date is a guess.")
    assert lines["again.md"] == ("Already here", "Markdown", "")
    assert lines["fixed.md"] == ("New version", "Markdown", "")


@pytest.mark.parametrize(
    ("typed", "group", "expected"),
    [
        ("", Group.ALL, 6),
        ("EMPTY", Group.ALL, 1),
        ("2019 html", Group.ALL, 1),
        ("html 2019 new", Group.ALL, 1),
        ("nothing like it", Group.ALL, 0),
        ("", Group.FAILED, 1),
        ("", Group.NOTICES, 1),
        ("", Group.ADDED, 2),
        ("guess", Group.ADDED, 1),
        ("guess", Group.FAILED, 0),
    ],
)
def test_lines_are_found_by_every_word_within_a_group(
    results: tuple[FileResult, ...], typed: str, group: Group, expected: int
) -> None:
    assert len(found(lines_of(results), typed, group)) == expected


def test_every_group_is_counted_as_it_is_found(results: tuple[FileResult, ...]) -> None:
    lines = lines_of(results)
    assert counts(lines) == {group: len(found(lines, "", group)) for group in Group}
    assert sum(counts(lines).values()) == 6 + 6 + 1  # all, once more by outcome, and the one with a notice


def test_every_outcome_has_words_and_a_group() -> None:
    results = tuple(FileResult(outcome.value, outcome) for outcome in FileOutcome)
    lines = lines_of(results)
    assert all(line.outcome for line in lines)
    assert sum(number for group, number in counts(lines).items() if group is not Group.ALL) == len(FileOutcome)


def test_the_text_names_every_file_with_its_whole_path_and_why(
    report: ImportReport, results: tuple[FileResult, ...]
) -> None:
    text = report_text(report, lines_of(results))
    for result in results:
        assert result.path in text
        for sentence in (result.error, *(notice.sentence for notice in result.notices)):
            assert sentence in text
    assert text.startswith("Import report\n3 stories came in, 1 file failed")


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
