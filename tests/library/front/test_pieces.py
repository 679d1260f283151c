"""Large files of many records: read in pieces, filed as they come, one line in the report."""

from __future__ import annotations

import gzip
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from library.front.ingest import filer, parsing, units
from library.front.ingest.opening import open_file
from library.front.ingest.parsing import Holds, parse_file
from library.front.ingest.units import Opening, Sum, Unit
from library.front.ingest.walk import FoundFile, walk
from library.front.library import Library
from library.importers.base import HEAD, PIECE
from library.importers.formats import row_of
from library.model.query import Listing
from library.model.report import FileOutcome, FileResult
from library.model.story import Notice, NoticeKind
from tests.stories import imported

RECORDS = 300


def entry(number: int, padding: int = 12_000) -> dict[str, object]:
    body = f"The boat with the number {number} left the quay at noon with {number * 7} hens and nobody at the wheel."
    return {
        "padding": "x" * padding,
        "id": number,
        "title": f"Story number {number}",
        "url": f"https://paper.example/stories/{number}",
        "content": f"<p>{body}</p><p>The end of story {number} is told here, and told once more for good measure.</p>",
        "is_archived": 0,
        "is_starred": 0,
        "tags": [],
        "created_at": "2019-03-04T05:06:07+0000",
        "domain_name": "paper.example",
    }


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    data = json.dumps([entry(number) for number in range(RECORDS)]).encode()
    assert len(data) > 3 * PIECE
    return data


def found_at(path: Path) -> FoundFile:
    return next(walk((path,)))


def test_a_large_export_is_one_line_and_all_its_stories(library: Library, tmp_path: Path, export: bytes) -> None:
    path = tmp_path / "wallabag.json"
    path.write_bytes(export)
    (line,) = imported(library, path).results
    assert (line.path, line.outcome, line.format, line.error) == (str(path), FileOutcome.ADDED, "wallabag", "")
    assert (line.stories, line.added) == (RECORDS, RECORDS)
    (again,) = imported(library, path).results
    assert (again.outcome, again.stories, again.added) == (FileOutcome.UNCHANGED, RECORDS, 0)
    with library.reader() as reader:
        ids = reader.ids(Listing())
        assert len(ids) == RECORDS
        version = reader.current(ids[17])
        kept = reader.asset(version.provenance.original)
        assert kept is not None
        assert len(kept) < 2 * PIECE
        assert version.story.headline in {record["title"] for record in json.loads(kept)}
        assert version.provenance.path == str(path)


@pytest.mark.parametrize("name", ["a.json.gz", "a.zip"])
def test_a_large_export_in_a_packed_file_is_read_in_pieces_too(
    library: Library, tmp_path: Path, export: bytes, name: str
) -> None:
    path = tmp_path / name
    if name == "a.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("export/a.json", export)
    else:
        path.write_bytes(gzip.compress(export))
    (line,) = imported(library, path).results
    assert (line.path, line.added) == (str(path / "export/a.json" if name == "a.zip" else path), RECORDS)
    assert not (library.folder / "unpacking").exists()


def test_pieces_hold_every_record_once(tmp_path: Path, export: bytes) -> None:
    path = tmp_path / "wallabag.json"
    path.write_bytes(export)
    found = found_at(path)
    parsed = parse_file(found)
    assert (parsed.holds, parsed.format) == (Holds.RECORDS, "wallabag")
    opened = open_file(found, Holds.RECORDS, parsed.format, tmp_path)
    assert len(opened.pieces) > 2
    stories = [
        story.packed.story.headline
        for unit in Opening(Unit(found, iter(range(9))), opened).units()
        for story in parse_file(unit.found).stories
    ]
    assert stories == [f"Story number {number}" for number in range(RECORDS)]


def test_a_piece_that_can_t_be_read_costs_that_piece(library: Library, tmp_path: Path, export: bytes) -> None:
    path = tmp_path / "wallabag.json"
    path.write_bytes(export.replace(b'"id": 150,', b'"id": 150 and a half,'))
    (line,) = imported(library, path).results
    assert line.outcome is FileOutcome.ADDED
    assert RECORDS // 3 < line.added < RECORDS
    assert [notice.kind for notice in line.notices] == [NoticeKind.RECORD]


def test_one_record_beyond_all_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LARGEST", 3 * PIECE)
    path = tmp_path / "wallabag.json"
    path.write_bytes(json.dumps([entry(1, 4 * PIECE)]).encode())
    found = found_at(path)
    opened = open_file(found, Holds.RECORDS, "wallabag", tmp_path)
    parsed = [parse_file(unit.found) for unit in Opening(Unit(found, iter(range(9))), opened).units()]
    assert [each.error for each in parsed] == ["One record is larger than 3 MB."]


@pytest.mark.parametrize(("room", "fits"), [(10 * HEAD, True), (HEAD, False)])
def test_a_file_may_be_as_large_as_its_format_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, fits: bool
) -> None:
    monkeypatch.setattr(parsing.formats, "detect", lambda _data, _name: replace(row_of("text"), largest=room))
    (tmp_path / "a.txt").write_text("The noon ferry stays at the quay.\n" * (3 * HEAD // 34))
    error = parse_file(found_at(tmp_path / "a.txt")).error
    assert (error == "") == fits
    assert fits or error.startswith("The file is too large for an article")


def test_a_file_of_many_stubs_is_filed_in_slices_and_known_only_when_whole(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Stub {n},https://paper.example/{n},1700000000,,unread\n" for n in range(400))
    path = tmp_path / "part_000000.csv"
    path.write_text("title,url,time_added,tags,status\n" + rows)
    slices: list[int] = []
    file_parsed = filer.file_parsed

    def failing(own: object, name: str, parsed: parsing.ParsedFile, now: int) -> object:
        slices.append(len(parsed.stories))
        if len(slices) == 3:
            raise ZeroDivisionError
        return file_parsed(own, name, parsed, now)  # type: ignore[arg-type]

    monkeypatch.setattr(filer, "file_parsed", failing)
    imported(library, path)
    assert max(slices) <= filer.SLICE_STORIES
    monkeypatch.setattr(filer, "file_parsed", file_parsed)
    (line,) = imported(library, path).results
    assert (line.outcome, line.added, line.stories) == (FileOutcome.ADDED, filer.SLICE_STORIES, 400)
    (again,) = imported(library, path).results
    assert (again.outcome, again.stories) == (FileOutcome.UNCHANGED, 400)


def test_a_sum_keeps_so_much_and_counts_the_rest() -> None:
    summed = Sum(2)
    for number in range(4):
        notice = Notice(NoticeKind.RECORD, f"Record {number}")
        summed.add(FileResult("x", FileOutcome.UNCHANGED, (number,), "csv", (notice,), added=1, seconds=0.5))
    summed.add(FileResult("x", FileOutcome.FAILED, error="Broken."))
    result = summed.result("x")
    assert (result.articles, result.stories, result.added, result.seconds) == ((0, 1), 4, 4, 2.0)
    assert (len(result.notices), result.more_notices) == (2, 3)
    assert (result.outcome, result.error, result.format) == (FileOutcome.UNCHANGED, "", "csv")
    assert "when 5 of the file's 8 parts were read" in summed.result("x", 3).notices[0].sentence


def test_a_sum_of_failures_is_a_failure_with_the_first_reason() -> None:
    summed = Sum(2)
    for sentence in ("Broken.", "Broken too."):
        summed.add(FileResult("x", FileOutcome.FAILED, error=sentence))
    assert (summed.result("x").outcome, summed.result("x").error, summed.result("x").notices) == (
        FileOutcome.FAILED,
        "Broken.",
        (),
    )


def test_chunks_are_bounded_in_bytes(tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        paths.append(tmp_path / f"{number}.txt")
        with paths[-1].open("wb") as file:
            file.truncate(units.CHUNK_BYTES // 2)
    feed = units.Feed(walk(tuple(paths)), 0, lambda _name: True)
    assert [len(feed.next_chunk()) for _ in range(5)] == [2, 2, 2, 2, 0]
