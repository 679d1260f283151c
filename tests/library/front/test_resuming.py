"""Imports that were cut off, failed in part, or are asked for again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from library.front.ingest import spool
from library.front.library import Library, open_library
from library.model.errors import NotFound
from library.model.query import Listing
from library.model.report import FileOutcome, ImportReport
from tests.stories import FERRY, HENS, imported, with_lines, write

FILES = 400

CUT_OFF = """
import os, signal, sys
from pathlib import Path
from library.front.library import open_library

def watch(progress):
    if progress.done >= 40:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    open_library(Path(sys.argv[1])).start_import((Path(sys.argv[2]),), on_progress=watch).wait()
"""


def outcomes(library: Library, report: ImportReport) -> dict[str, FileOutcome]:
    return {Path(line.path).name: line.outcome for line in with_lines(library, report).results}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
def test_an_import_whose_program_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    for number in range(FILES):
        write(tmp_path / "in", **{f"s{number:03}_txt": FERRY.replace("captain", f"captain {number}")})
    with zipfile.ZipFile(tmp_path / "in" / "t.zip", "w") as archive:
        archive.writestr("hens.txt", HENS)
    script = tmp_path / "cut_off.py"
    script.write_text(CUT_OFF)
    run = [sys.executable, str(script), str(tmp_path / "library"), str(tmp_path / "in")]
    ended = subprocess.run(run, env={**os.environ, "PYTHONPATH": os.getcwd()}, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    library = open_library(tmp_path / "library")
    try:
        unfinished = library.unfinished_import()
        assert unfinished is not None
        assert unfinished.paths == (str(tmp_path / "in"),)
        assert 40 <= unfinished.done < FILES
        report = library.resume_import(unfinished.run).wait()
        lines = with_lines(library, report).results
        assert (report.id, report.cancelled, report.files) == (unfinished.run, False, FILES + 1)
        assert len({line.path for line in lines}) == FILES + 1
        # A file that was filed, but whose line was not yet written, counts as known.
        assert {line.outcome for line in lines[: unfinished.done]} == {FileOutcome.ADDED}
        assert {line.outcome for line in lines} <= {FileOutcome.ADDED, FileOutcome.UNCHANGED}
        with library.reader() as reader:
            assert len(reader.ids(Listing())) == FILES + 1
        assert library.unfinished_import() is None
        assert not (library.folder / spool.FOLDER).exists()
    finally:
        library.close()


def test_an_import_under_way_is_not_offered_to_be_taken_up(library: Library, tmp_path: Path) -> None:
    seen = []
    library.start_import(
        (write(tmp_path / "in", a_txt=FERRY),), on_progress=lambda _progress: seen.append(library.unfinished_import())
    ).wait()
    assert seen
    assert set(seen) == {None}


def test_closing_the_library_leaves_an_import_to_be_taken_up_or_dropped(tmp_path: Path) -> None:
    for number in range(FILES):
        write(tmp_path / "in", **{f"s{number:03}_txt": FERRY.replace("captain", f"captain {number}")})
    library = open_library(tmp_path / "library")
    library.start_import((tmp_path / "in",))
    library.close()
    library = open_library(tmp_path / "library")
    unfinished = library.unfinished_import()
    assert unfinished is not None
    library.drop_import(unfinished.run)
    assert library.unfinished_import() is None
    library.close()


def test_there_is_nothing_to_take_up_of_an_import_that_never_was(library: Library) -> None:
    with pytest.raises(NotFound, match="no import with the number 7"):
        library.resume_import(7)


def test_trying_again_reads_the_files_that_failed_and_no_others(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, bad_txt="", gone_txt="")
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("hens.txt", HENS)
        archive.writestr("empty.txt", "")
    first = imported(library, folder)
    assert first.report.count(FileOutcome.FAILED) == 3
    write(folder, bad_txt=HENS.replace("eleven", "twelve"))
    (folder / "gone.txt").unlink()
    again = library.try_again(first.report.id).wait()
    assert outcomes(library, again) == {
        "bad.txt": FileOutcome.NEW_VERSION,
        "empty.txt": FileOutcome.FAILED,
        "gone.txt": FileOutcome.FAILED,
    }


def test_what_a_dead_program_unpacked_is_swept(library: Library, tmp_path: Path) -> None:
    left = library.folder / spool.FOLDER / "99"
    left.mkdir(parents=True)
    (left / "something").write_bytes(b"x")
    imported(library, write(tmp_path / "in", a_txt=FERRY))
    assert not left.exists()


def test_a_live_program_s_folder_is_left_alone(library: Library) -> None:
    mine = spool.Spool(library.folder, 5)
    assert spool.is_alive(library.folder, 5)
    spool.sweep(library.folder)
    assert mine.path.exists()
    with pytest.raises(BlockingIOError):
        spool.Spool(library.folder, 5)
    mine.close()
    assert not spool.is_alive(library.folder, 5)
    assert not mine.path.exists()


def test_a_report_is_read_in_pages_narrowed_and_searched(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, b_txt="", straße_txt=HENS)
    report = imported(library, folder).report
    with library.reader() as reader:
        pages = [reader.report_lines(report.id, offset=at, limit=2) for at in (0, 2, 4)]
        assert [[Path(line.path).name for line in page] for page in pages] == [["a.txt", "b.txt"], ["straße.txt"], []]
        (failed,) = reader.report_lines(report.id, FileOutcome.FAILED)
        assert failed.error == "The file is empty."
        (found,) = reader.report_lines(report.id, text="STRASSE added")
        assert found.outcome is FileOutcome.ADDED
        assert reader.report_lines(report.id, text="EMPTY nothing") == ()
        assert reader.report_line_count(report.id, text="txt") == 3
        assert reader.report_line_count(report.id, FileOutcome.ADDED) == 2
        assert reader.report_line_count(report.id, noticed=True) == len(reader.report_lines(report.id, noticed=True))
    assert (report.files, report.added, report.formats()) == (3, 2, ("text", ""))
