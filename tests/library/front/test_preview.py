"""A large file whose fields had to be guessed is looked at before it comes in; every other file isn't."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from threading import Event

import pytest

from library.front.ingest.preview import SAMPLE_LENGTH, GuessedFile, SeenField, guessed_files, look, may_need_guessing

TEXT = "The ferry to the island left at noon with a crate of hens, and came back at six without one of them on board. "


def rows(count: int) -> list[tuple[str, str, str]]:
    return [(str(n % 4), f"Hen number {n} goes to sea", f"On day {n}: {TEXT}") for n in range(count)]


def csv_bytes(count: int, header: tuple[str, ...] = ()) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows(count)] if header else rows(count))
    return out.getvalue().encode()


def records(count: int, names: tuple[str, str, str]) -> list[dict[str, str]]:
    return [dict(zip(names, row, strict=True)) for row in rows(count)]


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_columns_without_names_are_shown_with_what_they_were_taken_for(tmp_path: Path) -> None:
    path = saved(tmp_path / "hens.csv", csv_bytes(300))
    assert look(path) == GuessedFile(
        path,
        300,
        False,
        (
            SeenField("column 2", "headline", True, tuple(f"Hen number {n} goes to sea" for n in range(3))),
            SeenField("column 3", "text", True, tuple(f"On day {n}: {TEXT}".strip() for n in range(3))),
            SeenField("column 1", "", False, ("0", "1", "2")),
        ),
    )


def entries(count: int) -> list[dict[str, str]]:
    made = records(count, ("id", "title", "wording"))
    return [one | {"url": f"https://hens.example/{at}", "author": "Ada Merrow"} for at, one in enumerate(made)]


TABLE = csv_bytes(300, ("id", "title", "wording"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hens.json", json.dumps(entries(300)).encode()),
        ("hens.jsonl", "\n".join(map(json.dumps, entries(300))).encode()),
        ("hens.csv", TABLE),
        ("hens.csv.gz", gzip.compress(TABLE)),
    ],
)
def test_a_name_that_gives_nothing_away_is_told_in_each_format_and_through_compression(
    tmp_path: Path, name: str, data: bytes
) -> None:
    found = look(saved(tmp_path / name, data))
    assert found is not None
    told = {(each.name, each.taken_for, each.guessed) for each in found.fields if each.name in ("title", "wording")}
    assert told == {("title", "headline", False), ("wording", "text", True)}
    assert (found.records, found.about) == (300, False)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("few.csv", csv_bytes(150)),
        ("named.csv", csv_bytes(300, ("section", "title", "text"))),
        ("list.csv", b"a,b\n" * 9000),
        ("empty.csv", b""),
        ("noise.csv", bytes(range(256)) * 200),
        ("cut.csv.gz", gzip.compress(csv_bytes(300))[:-900]),
        ("page.json", b"<html><body><p>No data</p></body></html>" * 900),
    ],
)
def test_there_is_nothing_to_show_of_others(tmp_path: Path, name: str, data: bytes) -> None:
    assert look(saved(tmp_path / name, data)) is None


def test_only_the_beginning_of_a_large_file_is_read_and_the_rest_estimated(tmp_path: Path) -> None:
    data = csv_bytes(20_000)
    found = look(saved(tmp_path / "hens.csv", data))
    assert found is not None
    assert found.about
    assert 19_000 < found.records < 21_000


def test_long_values_are_cut(tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerows((title, text * 9) for _, title, text in rows(300))
    found = look(saved(tmp_path / "hens.csv", out.getvalue().encode()))
    assert found is not None
    longest = max((sample for each in found.fields for sample in each.samples), key=len)
    assert longest.endswith("…")
    assert SAMPLE_LENGTH - 10 < len(longest) <= SAMPLE_LENGTH


@pytest.mark.parametrize(
    ("name", "size", "may"),
    [
        ("a.csv", 20_000, True),
        ("A.CSV", 20_000, True),
        ("a.csv", 19_999, False),
        ("a.csv.gz", 2_000, True),
        ("a.json", 30_000, True),
        ("a.html", 30_000, False),
        ("csv", 30_000, False),
    ],
)
def test_names_and_sizes_tell_which_files_are_looked_at(tmp_path: Path, name: str, size: int, may: bool) -> None:
    assert may_need_guessing(saved(tmp_path / name, b"x" * size)) is may


def test_a_folder_or_a_file_that_is_gone_is_no_candidate(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert not may_need_guessing(tmp_path / "folder.csv")
    assert not may_need_guessing(tmp_path / "gone.csv")


def test_files_are_looked_at_in_a_process_of_their_own(tmp_path: Path) -> None:
    guessed = saved(tmp_path / "hens.csv", csv_bytes(300))
    named = saved(tmp_path / "named.csv", csv_bytes(300, ("section", "title", "text")))
    assert [each.path for each in guessed_files((named, guessed, tmp_path / "gone.csv"), Event())] == [guessed]


def test_a_look_that_nobody_waits_for_any_more_ends(tmp_path: Path) -> None:
    stopped = Event()
    stopped.set()
    assert guessed_files((saved(tmp_path / "hens.csv", csv_bytes(300)),), stopped) == ()
