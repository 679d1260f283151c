"""Folders whose files come in by themselves."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from library.front.ingest import watch
from library.front.library import Library, open_library
from library.model.operation import Outcome
from library.model.query import Listing
from tests.stories import FERRY, HENS, PAGE, write

WAIT = 60


class Arrivals:
    """Waits for stories to come in."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._changed = threading.Condition()
        library.subscribe(self._on_change)

    def _on_change(self, _outcome: Outcome) -> None:
        with self._changed:
            self._changed.notify_all()

    def wait_for(self, stories: int, exactly: bool = True) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(headlines(self._library)) >= stories, WAIT)
        assert not exactly or len(headlines(self._library)) == stories


def headlines(library: Library) -> set[str]:
    with library.reader() as reader:
        return {row.headline for row in reader.summaries(reader.ids(Listing())).values()}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_MS", 50)
    monkeypatch.setattr(watch, "SETTLED_SECONDS", 0.2)


def test_what_is_there_and_what_comes_later_comes_in_by_itself_and_quietly(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY)
    arrivals = Arrivals(library)
    library.watch_folder(folder)
    assert library.watched_folders() == (folder,)
    arrivals.wait_for(1)
    write(folder / "sub", b_txt=HENS)
    arrivals.wait_for(2)
    with library.reader() as reader:
        assert reader.report() is None
        assert len(reader.reports(9)) == 2
    library.unwatch_folder(folder)
    assert library.watched_folders() == ()


def test_what_came_while_the_program_was_closed_comes_in_and_nothing_twice(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY)
    library = open_library(tmp_path / "library")
    arrivals = Arrivals(library)
    library.watch_folder(folder)
    arrivals.wait_for(1)
    library.close()
    moved = write(tmp_path / "elsewhere" / "old", b_txt=HENS)
    os.utime(moved / "b.txt", (1_000_000_000, 1_000_000_000))
    moved.rename(folder / "old")
    library = open_library(tmp_path / "library")
    arrivals = Arrivals(library)
    library.start_watching()
    arrivals.wait_for(2)
    library.close()


def test_files_that_belong_to_others_or_vanish_are_left_alone(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", page_html=PAGE)
    write(folder / "page_files", frame_html=PAGE)
    (folder / ".hidden.txt").touch()
    folders = [str(folder)]
    assert not watch._is_claimed(folder / "page.html", folders)
    assert watch._is_claimed(folder / "page_files" / "frame.html", folders)
    assert watch._is_claimed(folder / ".hidden.txt", folders)
    assert watch._is_claimed(tmp_path / "gone" / "x.txt", folders)
    assert list(watch._files_at(folder)) == [folder / "page.html"]


def test_a_file_is_taken_once_it_has_stopped_growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", a_txt="First")
    taken: list[tuple[Path, ...]] = []
    clock = [0.0]
    monkeypatch.setattr(watch.time, "monotonic", lambda: clock[0])

    class Done:
        def stop(self) -> None:
            raise AssertionError

        def wait(self) -> object:
            raise AssertionError

    def take(paths: tuple[Path, ...]) -> Done:
        taken.append(paths)
        return Done()

    looking = watch.FolderWatch({str(folder): 0}, tmp_path / "library", take, lambda _folder, _at: None)  # type: ignore[arg-type]
    looking._note_growing([folder / "a.txt"])
    clock[0] = 0.15
    looking._take_settled([str(folder)])
    write(folder, a_txt="First and second")
    clock[0] = 0.25
    looking._take_settled([str(folder)])
    assert taken == []
    clock[0] = 0.5
    with pytest.raises(AssertionError):
        looking._take_settled([str(folder)])
    assert taken == [(folder / "a.txt",)]


def test_a_library_within_the_folder_does_not_import_itself(tmp_path: Path) -> None:
    library = open_library(tmp_path / "in" / "library")
    arrivals = Arrivals(library)
    library.watch_folder(write(tmp_path / "in", a_txt=FERRY))
    arrivals.wait_for(1)
    write(tmp_path / "in", b_txt=HENS)
    arrivals.wait_for(2)
    with library.reader() as reader:
        lines = [line.path for run in reader.reports(99) for line in reader.report_lines(run.id)]
    library.close()
    assert sorted(Path(line).name for line in lines) == ["a.txt", "b.txt"]


def test_closing_does_not_wait_for_what_comes_in(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path / "in", **{f"s{number:03}_txt": FERRY.replace("captain", f"captain {number}")})
    library = open_library(tmp_path / "library")
    arrivals = Arrivals(library)
    library.watch_folder(tmp_path / "in")
    arrivals.wait_for(1, exactly=False)
    library.close()
    library = open_library(tmp_path / "library")
    assert 0 < len(headlines(library)) < 300
    assert library.unfinished_import() is None
    library.close()


def test_a_folder_that_is_gone_is_no_error(library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    library.watch_folder(tmp_path / "nowhere")
    library.unwatch_folder(tmp_path / "nowhere")
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("since", "expected"),
    [(0, ["a.txt", "b.txt"]), (2**60, [])],
)
def test_files_are_told_by_their_times(tmp_path: Path, since: int, expected: list[str]) -> None:
    folder = write(tmp_path / "in", a_txt=FERRY, b_txt=HENS)
    assert [path.name for path in watch._changed_since(folder, since)] == expected
