"""From files to stories: what comes in, what is known, what is corrected, and what can't be read."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library.annotations.describe import describe
from library.front.ingest import filer, parsing, pool
from library.front.ingest.filing import Filed, file_parsed
from library.front.ingest.walk import FoundFile, walk
from library.front.library import Library, open_library
from library.front.writer import Connections
from library.importers.base import SourceFile
from library.model.annotation import AnchorState, Annotation, Motivation
from library.model.document import text
from library.model.errors import LibraryReadOnly, NotALibrary
from library.model.operation import AddAnnotation, SetFlag, SetPosition, StateFlag
from library.model.query import Listing
from library.model.report import FileOutcome, FileResult, ImportProgress
from library.search.parse import parse
from tests.stories import FERRY, FERRY_CORRECTED, HENS, PAGE, Imported, imported, write


def outcomes(report: Imported) -> dict[str, FileOutcome]:
    return {Path(result.path).name: result.outcome for result in report.results}


def only(report: Imported) -> FileResult:
    (result,) = report.results
    return result


def test_a_folder_comes_in_whole_in_order_of_name(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", b_txt=HENS, a_txt=FERRY, c_html=PAGE)
    report = imported(library, folder)
    assert [Path(result.path).name for result in report.results] == ["a.txt", "b.txt", "c.html"]
    assert {result.outcome for result in report.results} == {FileOutcome.ADDED}
    assert [result.format for result in report.results] == ["text", "text", "html"]
    with library.reader() as reader:
        rows = reader.summaries(reader.ids(Listing()))
        assert {row.headline for row in rows.values()} == {
            "Ferry sails without its captain",
            "Hens of the harbour get a house",
            "Bell tower closes for repairs",
        }
        assert reader.report() == report.report
        assert reader.reports(5) == (report.report,)


def test_the_same_file_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, c_html=PAGE)
    first = imported(library, folder)
    again = imported(library, folder)
    assert [result.articles for result in again.results] == [result.articles for result in first.results]
    assert {result.outcome for result in again.results} == {FileOutcome.UNCHANGED}


def test_the_same_text_under_another_name_is_a_copy(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path / "in", a_txt=FERRY))
    result = only(imported(library, write(tmp_path / "elsewhere", copy_txt=FERRY + "\n\n")))
    assert result.outcome is FileOutcome.COPY


def test_a_correction_is_a_new_version_and_its_annotations_and_place_stay(library: Library, tmp_path: Path) -> None:
    article = only(imported(library, write(tmp_path / "in", a_txt=FERRY))).articles[0]
    with library.reader() as reader:
        old = reader.current(article)
        body = text(old.story.document)
        start = body.index("past the lighthouse")
        target = describe(article, old.id, body, start, start + len("past the lighthouse twice"))
        library.apply(AddAnnotation(Annotation("u1", target, Motivation.HIGHLIGHTING)))
        library.apply(SetPosition(article, old.id, body.index("The harbour office"), 0.7))
        library.apply(SetFlag((article,), StateFlag.STARRED))
        result = only(imported(library, write(tmp_path / "later", a_txt=FERRY_CORRECTED)))
        assert (result.outcome, result.articles) == (FileOutcome.NEW_VERSION, (article,))
        page = reader.page(article)
        new = text(page.version.story.document)
        (kept,) = page.annotations
    assert "forty-one passengers" in new
    assert kept.anchor.state is AnchorState.EXACT
    assert new[kept.anchor.start : kept.anchor.end] == "past the lighthouse twice"
    assert kept.annotation.target == target
    assert new[page.position :].startswith("The harbour office")
    assert page.state.starred
    assert [version.ordinal for version in page.history] == [1, 2]


def test_an_earlier_version_that_comes_later_does_not_take_over(library: Library, tmp_path: Path) -> None:
    article = only(imported(library, write(tmp_path / "new", a_txt=FERRY_CORRECTED))).articles[0]
    result = only(imported(library, write(tmp_path / "old", a_txt=FERRY)))
    assert (result.outcome, result.articles) == (FileOutcome.NEW_VERSION, (article,))
    with library.reader() as reader:
        assert "forty-one" in text(reader.current(article).story.document)
        assert reader.ids(Listing(query=parse('"forty-one passengers"'))).tolist() == [article]
        assert not reader.ids(Listing(query=parse('"forty passengers"')))


def test_two_stories_under_one_standing_headline_stay_two(library: Library, tmp_path: Path) -> None:
    one = "Letters to the editor\n\n3 June 2016\n\nThe gulls on the quay are louder each year, and nobody counts them."
    two = "Letters to the editor\n\n3 June 2016\n\nYour chess column printed a mate in three that takes four moves."
    report = imported(library, write(tmp_path / "in", a_txt=one, b_txt=two))
    assert {result.outcome for result in report.results} == {FileOutcome.ADDED}


def test_a_file_that_holds_an_address_alone_is_no_new_version(library: Library, tmp_path: Path) -> None:
    article = only(imported(library, write(tmp_path / "in", c_html=PAGE))).articles[0]
    address = "https://www.ellery-post.example/news/bell-tower\n"
    result = only(imported(library, write(tmp_path / "later", url_txt=address)))
    assert (result.outcome, result.articles) == (FileOutcome.UNCHANGED, (article,))


def test_a_teaser_saved_later_does_not_take_the_place_of_the_whole_story(library: Library, tmp_path: Path) -> None:
    article = only(imported(library, write(tmp_path / "in", c_html=PAGE))).articles[0]
    first, last = PAGE.index("<p>Cracks"), PAGE.index("</article>")
    teaser = PAGE[:first] + "<p>Subscribers read on.</p>" + PAGE[last:]
    teaser = teaser.replace(
        "will be silent until the autumn, the parish council decided on Wednesday evening", "is shut"
    )
    result = only(imported(library, write(tmp_path / "later", c_html=teaser)))
    assert (result.outcome, result.articles) == (FileOutcome.NEW_VERSION, (article,))
    with library.reader() as reader:
        assert "Old Martha" in text(reader.current(article).story.document)
        assert len(reader.history(article)) == 2


def test_the_original_bytes_are_kept(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path / "in", c_html=PAGE))
    with library.reader() as reader:
        version = reader.current(reader.ids(Listing())[0])
        assert reader.asset(version.provenance.original) == PAGE.encode()


def test_a_page_is_read_through_gzip(library: Library, tmp_path: Path) -> None:
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    assert (only(imported(library, tmp_path / "c.html.gz")).format) == "html"


BAD_FILES = [
    ("empty.txt", b"", "The file is empty."),
    ("blank.txt", b" \n\n\t", "The file is empty."),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "isn't in a format"),
    ("noise.html", os.urandom(4000), "isn't in a format"),
    ("cut.html.gz", gzip.compress(PAGE.encode() * 50)[:200], "damaged or cut off"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_gets_one_sentence(library: Library, tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = only(imported(library, tmp_path / name))
    assert result.outcome is FileOutcome.FAILED
    assert sentence in result.error
    assert result.error.endswith(".")
    assert "Traceback" not in result.error


def test_bad_files_cost_themselves_and_nothing_else(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, z_txt=HENS)
    for name, data, _ in BAD_FILES:
        (folder / name).write_bytes(data)
    (folder / "style.css").write_text("body { color: red }")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    report = imported(library, folder)
    assert outcomes(report) == {
        "a.txt": FileOutcome.ADDED,
        "blank.txt": FileOutcome.FAILED,
        "cut.html.gz": FileOutcome.FAILED,
        "empty.txt": FileOutcome.FAILED,
        "gone.txt": FileOutcome.FAILED,
        "noise.html": FileOutcome.SKIPPED,
        "picture.txt": FileOutcome.SKIPPED,
        "style.css": FileOutcome.SKIPPED,
        "z.txt": FileOutcome.ADDED,
    }


def test_sound_data_without_a_story_is_passed_over_in_a_folder_and_a_failure_where_it_was_named(
    library: Library, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY)
    other = folder / "schema.json"
    other.write_text('{"title": "A form", "properties": {"description": {}, "author": {}}}')
    assert outcomes(imported(library, folder)) == {"a.txt": FileOutcome.ADDED, "schema.json": FileOutcome.SKIPPED}
    (line,) = imported(library, other).results
    assert (line.outcome, line.error) == (FileOutcome.FAILED, "There is no article in this JSON file.")


def test_a_file_over_the_limit_is_named_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    parsed = parsing.parse_file(next(walk((path,))))
    assert parsed.error == "The file is too large for an article: 200 MB; the limit is 64 MB."


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(bytes(80 * 1024 * 1024)))
    assert parsing.parse_file(next(walk((path,)))).error == "Unpacked, the file is larger than 64 MB."


def test_a_name_that_is_no_utf_8_comes_in_and_is_shown_escaped(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY)
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:
        file.write(HENS)
    report = imported(library, folder)
    assert outcomes(report) == {"a.txt": FileOutcome.ADDED, "caf\\xe9.txt": FileOutcome.ADDED}


def test_a_file_that_can_t_be_filed_costs_itself(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(connections: Connections, path: str, *rest: Any) -> Filed:
        if path.endswith("a.txt"):
            raise ZeroDivisionError
        return file_parsed(connections, path, *rest)

    monkeypatch.setattr(filer, "file_parsed", broken)
    report = imported(library, write(tmp_path / "in", a_txt=FERRY, b_txt=HENS))
    assert outcomes(report) == {"a.txt": FileOutcome.FAILED, "b.txt": FileOutcome.ADDED}
    assert "ZeroDivisionError" in caplog.text


def test_what_the_system_won_t_give_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(FERRY)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(parsing, "opened", refuse)
    assert parsing.parse_file(next(walk((path,)))).error == "Broadsheet may not read it: permission denied."


def test_a_file_that_vanishes_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(FERRY)
    found = next(walk((path,)))
    path.unlink()
    assert parsing.parse_file(found).error == "The file is no longer there."


def test_a_pipe_is_not_waited_for(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert only(imported(library, tmp_path / "pipe.txt")).error == "It is not a regular file."


def test_cyclic_links_end_and_no_file_comes_twice(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY)
    (folder / "again").symlink_to(folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to(tmp_path)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / ".hidden.txt").write_text(HENS)
    assert [found.path.name for found in walk((folder, folder))] == ["a.txt"]


def test_the_pictures_folder_of_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", page_html=PAGE)
    write(folder / "page_files", frame_html=PAGE)
    write(folder / "my_files", a_txt=FERRY)
    assert [found.path.name for found in walk((folder,))] == ["a.txt", "page.html"]


def _hang(_source: SourceFile) -> object:
    threading.Event().wait(60)
    raise AssertionError


def _die(files: tuple[FoundFile, ...]) -> tuple[parsing.ParsedFile, ...]:
    names = [found.path.name for found in files]
    if "killer.txt" in names:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "hang.txt" in names:
        threading.Event().wait(60)
    return parsing.parse_chunk(files)


def test_a_worker_that_dies_or_hangs_costs_the_file_that_killed_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, killer_txt=HENS, hang_txt=HENS, z_txt=HENS)
    monkeypatch.setattr(pool, "_parse", _die)
    monkeypatch.setattr(pool.ParserPool.__init__, "__defaults__", (None, 4.0, pool.NICENESS))
    report = imported(library, folder)
    assert outcomes(report) == {
        "a.txt": FileOutcome.ADDED,
        "hang.txt": FileOutcome.FAILED,
        "killer.txt": FileOutcome.FAILED,
        "z.txt": FileOutcome.ADDED,
    }
    errors = {Path(result.path).name: result.error for result in report.results}
    assert "took longer" in errors["hang.txt"]
    assert "SIGSEGV" in errors["killer.txt"]


def many(folder: Path, number: int) -> Path:
    for each in range(number):
        write(folder, **{f"s{each:04}_txt": FERRY.replace("captain", f"captain {each}")})
    return folder


def test_a_fault_of_ours_costs_one_file_and_goes_to_the_log(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(found: FoundFile, is_known: object) -> parsing.ParsedFile:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(parsing, "parse_file", broken)
    found = next(walk((write(tmp_path / "in", a_txt=FERRY),)))
    (parsed,) = parsing.parse_chunk((found,))
    assert "fault in Broadsheet" in parsed.error
    assert "ZeroDivisionError: boom" in parsed.fault


def test_a_slow_chunk_hands_over_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "CHUNK_SECONDS", 0.0)
    files = tuple(walk((write(tmp_path / "in", a_txt=FERRY, b_txt=HENS),)))
    assert [len(each.stories) for each in parsing.parse_chunk(files)] == [1]


def test_a_cancelled_import_keeps_what_is_done(library: Library, tmp_path: Path) -> None:
    reached = threading.Event()
    running = library.start_import(
        (many(tmp_path / "in", 400),), on_progress=lambda progress: reached.set() if progress.done >= 3 else None
    )
    assert reached.wait(30)
    running.cancel()
    report = running.wait()
    assert report.cancelled
    assert 3 <= report.files < 400
    with library.reader() as reader:
        assert len(reader.ids(Listing())) == report.count(FileOutcome.ADDED) == report.files
    assert library.unfinished_import() is None


def test_a_highlight_does_not_wait_for_an_import(library: Library, tmp_path: Path) -> None:
    article = only(imported(library, write(tmp_path / "first", a_txt=HENS))).articles[0]
    seen: list[int] = []
    starred = threading.Event()

    def on_progress(progress: ImportProgress) -> None:
        if progress.done >= 1 and not starred.is_set():
            library.apply(SetFlag((article,), StateFlag.STARRED))
            seen.append(progress.done)
            starred.set()

    report = library.start_import((many(tmp_path / "in", 100),), on_progress=on_progress).wait()
    assert starred.is_set()
    assert seen[0] < report.files


def test_progress_ends_at_the_total(library: Library, tmp_path: Path) -> None:
    heard: list[ImportProgress] = []
    library.start_import((write(tmp_path / "in", a_txt=FERRY, b_txt=HENS),), on_progress=heard.append).wait()
    assert (heard[-1].done, heard[-1].total, heard[-1].counting, heard[-1].added) == (2, 2, False, 2)


def test_a_full_disk_ends_the_import_with_one_sentence_and_it_can_be_taken_up(library: Library, tmp_path: Path) -> None:
    def bound(pages: int) -> Callable[[Connections], None]:
        def set_pages(connections: Connections) -> None:
            there = connections.library.execute("PRAGMA page_count").fetchone()[0]
            connections.library.execute(f"PRAGMA max_page_count = {there + pages}")

        return set_pages

    library._writer.submit(bound(2)).result()
    folder = tmp_path / "in"
    for number in range(30):
        write(folder, **{f"s{number:02}_txt": FERRY.replace("captain", f"captain {number} " * 200)})
    report = library.start_import((folder,)).wait()
    assert "no space left" in report.error
    library._writer.submit(bound(10_000)).result()
    unfinished = library.unfinished_import()
    assert unfinished is not None
    assert unfinished.paths == (str(folder),)
    whole = library.resume_import(unfinished.run).wait()
    assert (whole.error, whole.files) == ("", 30)
    with library.reader() as reader:
        assert len(reader.ids(Listing())) == 30


def test_a_folder_that_can_t_be_made_is_a_sentence() -> None:
    with pytest.raises(LibraryReadOnly, match="can't make the library folder"):
        open_library(Path("/proc/broadsheet"))


def test_a_file_is_no_library_folder(tmp_path: Path) -> None:
    path = tmp_path / "library"
    path.write_text("notes")
    with pytest.raises(NotALibrary, match="is a file, not a library folder"):
        open_library(path)


def test_nothing_in_an_import_opens_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an importer asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = PAGE.replace("<article>", '<article><img src="https://www.ellery-post.example/bell.jpg">')
    path = tmp_path / "c.html"
    path.write_text(page)
    parsed = parsing.parse_file(next(walk((path,))))
    assert not parsed.error
