"""What goes on by itself: an import that was cut off goes on, and watched folders' files come in quietly."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.importing.watched import WatchedDialog
from library.front.ingest import watch
from library.front.writer import Connections
from library.model.report import FileOutcome, FileResult
from library.store import imports
from library.store.connection import transaction
from tests.desktop.window.conftest import Hands, visible_text
from tests.desktop.window.stories import NEWEST_FIRST
from tests.stories import HENS, write

COOPS = {f"coop{n}_txt": HENS.replace("Hens of the harbour get a house", f"Coop number {n} opens") for n in range(4)}


def cut_off(hands: Hands, folder: Path, read: tuple[Path, ...]) -> int:
    """Leave an import in the library as a crash would, with some of its files read."""

    def begin(own: Connections) -> int:
        with transaction(own.library):
            run = imports.begin_run(own.library, 0, (str(folder),), False)
            lines = (FileResult(str(path), FileOutcome.FAILED, error="It was cut off.") for path in read)
            imports.add_results(own.library, run, enumerate(lines))
        return run

    return hands.library._writer.submit(begin).result()


def open_again(hands: Hands) -> None:
    """Have the window do what it does when it has opened."""
    hands.window.background.begin()
    hands.window.listing.reload()


def coops(hands: Hands) -> set[str]:
    return set(hands.rows()) - set(NEWEST_FIRST)


def test_an_import_that_was_cut_off_goes_on_and_says_so(hands: Hands, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **COOPS)
    run = cut_off(hands, folder, (folder / "coop0.txt",))
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000) as ended:
        open_again(hands)
        hands.until(lambda: hands.said() == "An import that was cut off goes on: 1 file was read before.")
    assert ended.args[0].id == run
    assert not ended.args[0].cancelled
    hands.until(lambda: coops(hands) == {f"Coop number {n} opens" for n in (1, 2, 3)})
    assert "3 stories came in, 1 file failed" in visible_text(hands.window.import_bar)


def test_it_can_be_cancelled_and_isnt_offered_again(hands: Hands, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in", **{f"{name[:4]}{n}{name[4:]}": text for name, text in COOPS.items() for n in "abcdefgh"}
    )
    cut_off(hands, folder, ())
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000) as ended:
        open_again(hands)
        hands.until(lambda: "0 files were read before" in hands.said())
        hands.click_button("Cancel", hands.window.messages)
    assert ended.args[0].cancelled
    assert hands.library.unfinished_import() is None


def test_nothing_is_said_where_nothing_was_cut_off(hands: Hands) -> None:
    asked: list[object] = []
    answer = hands.window.background._on_unfinished
    hands.window.background._on_unfinished = lambda unfinished: (asked.append(unfinished), answer(unfinished))
    open_again(hands)
    hands.until(lambda: asked == [None])
    assert hands.said() == ""
    assert not hands.window.import_bar.isVisible()


def test_a_watched_folders_files_come_in_quietly(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_MS", 50)
    monkeypatch.setattr(watch, "SETTLED_SECONDS", 0.2)
    folder = write(tmp_path / "in", coop0_txt=COOPS["coop0_txt"])
    hands.library.watch_folder(folder)
    hands.library._stop_watching()
    open_again(hands)
    hands.until(lambda: coops(hands) == {"Coop number 0 opens"}, 60_000)
    write(folder, coop1_txt=COOPS["coop1_txt"], empty_txt="")
    hands.until(lambda: coops(hands) == {"Coop number 0 opens", "Coop number 1 opens"}, 60_000)
    assert hands.said() == ""
    assert not hands.window.import_bar.isVisible()
    hands.until(lambda: any(each.count(FileOutcome.FAILED) for each in hands.window.session.reader.reports(5)))


def test_the_folders_are_shown_from_the_menu(hands: Hands, tmp_path: Path) -> None:
    hands.trigger("watched-folders")
    dialog = hands.window.findChild(WatchedDialog)
    hands.until(lambda: dialog.isVisible() and "No folder is watched yet." in visible_text(dialog))
