"""Files come in by menu, drop, paste and from the empty state; every import shows, can be stopped, and reports."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from desktop.importing import dialogs
from desktop.importing.report import ReportDialog
from desktop.importing.report_views import LineView
from desktop.importing.table import FILE, OUTCOME, REMARKS
from library.front.reader import Reader
from library.model.operation import Outcome
from library.model.query import Listing
from library.model.report import FileOutcome, ImportReport
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, file_list, opened, visible_text
from tests.desktop.window.stories import FERRY_HEADLINE, LAMPS, LAMPS_HEADLINE, NEWEST_FIRST
from tests.stories import FERRY_CORRECTED, HENS, write

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def ended(hands: Hands) -> object:
    return hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000)


def report_dialog(hands: Hands) -> ReportDialog:
    dialog = hands.window.findChild(ReportDialog)
    assert dialog is not None
    return dialog


def line_view(hands: Hands) -> LineView:
    return report_dialog(hands).findChild(LineView)


def test_the_empty_window_offers_the_samples_and_files(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(qtbot, folder) as hands:
        hands.until(lambda: "Your library is empty" in visible_text(hands.window.articles))
        asked: list[str] = []
        monkeypatch.setattr(dialogs, "ask_files", lambda _parent, start: asked.append(start) or ())
        hands.click_button("Import files…", hands.window.articles)
        assert asked == [""]
        with ended(hands) as import_ended:
            hands.click_button("Add the sample stories", hands.window.articles)
            assert hands.window.import_bar.isVisible()
            assert hands.enabled("import-cancel")
            assert any(bar.isVisible() for bar in hands.window.import_bar.findChildren(QProgressBar))
        report: ImportReport = import_ended.args[0]
        assert report.count(FileOutcome.FAILED) == report.count(FileOutcome.SKIPPED) == 0
        hands.until(lambda: len(hands.rows()) == report.count(FileOutcome.ADDED))
        assert not hands.enabled("import-cancel")
        assert f"{len(hands.rows())} stories came in" in visible_text(hands.window.import_bar)
        for _ in hands.rows():
            hands.press("j")
            assert hands.headline()
        with ended(hands) as again:
            hands.trigger("import-samples")
        assert again.args[0].count(FileOutcome.UNCHANGED) == again.args[0].files


def test_files_and_folders_from_the_menu_by_drop_and_by_paste(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def file(number: int) -> Path:
        words = HENS.replace("Hens of the harbour get a house", f"Coop number {number} opens").replace("June", "July")
        return write(tmp_path / f"in{number}", coop_txt=f"{words}\nIt is the {number}th.\n") / "coop.txt"

    files = [file(number) for number in range(4)]
    monkeypatch.setattr(dialogs, "ask_files", lambda _parent, _start: (files[0],))
    with ended(hands):
        hands.press("o", CTRL)
    monkeypatch.setattr(dialogs, "ask_folder", lambda _parent, start: Path(start).parent / "in1")
    with ended(hands):
        hands.press("o", CTRL | SHIFT)
    QApplication.clipboard().setMimeData(file_list(files[2]))
    with ended(hands):
        hands.press("v", CTRL | SHIFT)
    QApplication.clipboard().setText("")
    with ended(hands):
        assert drop(hands, file_list(files[3]), MOVE) is COPY
    hands.until(lambda: {f"Coop number {number} opens" for number in range(4)} < set(hands.rows()))
    assert all(path.exists() for path in files)


def drop(hands: Hands, mime: QMimeData, proposed: Qt.DropAction) -> Qt.DropAction | None:
    """Drop something as a file manager does that would rather move; return what it is told was done."""
    how = (COPY | MOVE, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, event = QDragEnterEvent(QPoint(300, 300), *how), QDropEvent(QPoint(300, 300), *how)
    for one in (enter, event):
        one.setDropAction(proposed)
        one.ignore()
    QApplication.sendEvent(hands.window, enter)
    if not enter.isAccepted():
        return None
    QApplication.sendEvent(hands.window, event)
    return event.dropAction() if event.isAccepted() else None


def test_what_is_no_file_is_refused_with_a_sentence(hands: Hands) -> None:
    words = QMimeData()
    words.setText("just words")
    assert drop(hands, words, COPY) is None
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/story")])
    hands.window.importing.take(address)
    assert "fetches nothing" in hands.said()
    QApplication.clipboard().setText("just words")
    hands.press("v", CTRL | SHIFT)
    assert hands.said() == "That isn't a file. Copy files in a file manager, or drop them onto the window."


def test_the_report_names_each_file_and_why_and_opens_its_story(hands: Hands, tmp_path: Path) -> None:
    files = write(tmp_path / "in", good_txt=FERRY_CORRECTED, empty_txt="")
    (files / "broken.html").write_bytes(b"\x00\x01\x02" * 400)
    hands.open(LAMPS_HEADLINE)
    with ended(hands):
        hands.window.import_paths((files / "good.txt", files / "empty.txt", files / "broken.html", files / "gone.txt"))
    assert "3 files failed" in visible_text(hands.window.import_bar)
    hands.click_button("Report", hands.window.import_bar)
    dialog = report_dialog(hands)
    table = line_view(hands)
    model = table.model()
    hands.until(model.rowCount)
    lines = {
        Path(model.index(row, FILE).data()).name: (model.index(row, OUTCOME).data(), model.index(row, REMARKS).data())
        for row in range(model.rowCount())
    }
    assert {name: outcome for name, (outcome, _) in lines.items()} == {
        "good.txt": "New version",
        "empty.txt": "Failed",
        "broken.html": "Failed",
        "gone.txt": "Failed",
    }
    assert all(why.endswith(".") for name, (_, why) in lines.items() if name != "good.txt")
    row = next(row for row in range(model.rowCount()) if model.index(row, FILE).data().endswith("good.txt"))
    table.setCurrentIndex(model.index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hands.headline() == FERRY_HEADLINE
    assert not dialog.isVisible()
    assert hands.window.articles.current_id() == hands.window.story.article


def test_the_last_report_is_kept_for_the_next_day(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    with opened(qtbot, folder) as hands:
        hands.trigger("import-report")
        hands.until(lambda: hands.said() == "Nothing has been imported into this library yet.")
        with ended(hands):
            hands.window.import_paths((write(tmp_path / "in", hens_txt=HENS),))
    with opened(qtbot, folder) as hands:
        hands.trigger("import-report")
        hands.until(lambda: hands.window.findChild(ReportDialog))
        hands.until(lambda: line_view(hands).model().rowCount() == 1)


def many_files(folder: Path, number: int) -> Path:
    folder.mkdir()
    for at in range(number):
        (folder / f"{at:03}.txt").write_text(HENS.replace("Hens", f"Hens {at}").replace("eleven", f"{at}"))
    return folder


def test_an_import_can_be_stopped_and_what_is_done_stays(hands: Hands, tmp_path: Path) -> None:
    files = many_files(tmp_path / "in", 600)
    with ended(hands) as import_ended:
        hands.window.import_paths((files,))
        hands.until(lambda: len(hands.rows()) > len(NEWEST_FIRST), 60_000)
        hands.click_button("Cancel", hands.window.import_bar)
    report: ImportReport = import_ended.args[0]
    came_in = report.count(FileOutcome.ADDED)
    assert report.cancelled
    assert 0 < came_in < 600
    hands.until(lambda: len(hands.rows()) == len(NEWEST_FIRST) + came_in)
    assert "Cancelled" in visible_text(hands.window.import_bar)


def test_closing_during_an_import_keeps_what_is_done_and_does_not_hang(
    qtbot: QtBot, stocked_folder: Path, tmp_path: Path
) -> None:
    files = many_files(tmp_path / "in", 600)
    with opened(qtbot, stocked_folder) as hands:
        hands.window.import_paths((files,))
        hands.until(lambda: len(hands.rows()) > len(NEWEST_FIRST), 60_000)
        there = set(hands.rows())
        hands.window.close()
        assert not hands.window.isVisible()
    with opened(qtbot, stocked_folder) as hands:
        assert there <= set(hands.rows())
        assert len(hands.rows()) < len(NEWEST_FIRST) + 600
        report = hands.window.session.reader.report()
        assert report is not None
        assert report.cancelled


def test_a_story_that_is_corrected_while_open_turns_over_with_its_highlights_and_says_so(
    hands: Hands, tmp_path: Path
) -> None:
    hands.open(FERRY_HEADLINE)
    passage = "it went past the lighthouse twice"
    hands.drag_over(passage)
    hands.press("2")
    hands.until(hands.annotations)
    assert "forty passengers" in hands.body()
    with ended(hands):
        hands.window.import_paths((write(tmp_path / "in", again_txt=FERRY_CORRECTED),))
    hands.until(lambda: "forty-one passengers" in hands.body())
    hands.until(lambda: hands.said() == "This story was corrected: 1 highlight kept.")
    assert hands.annotations() == [(passage, "", "green")]
    assert len(hands.window.story.page.history) == 2
    hands.press("z", CTRL)
    hands.until(lambda: hands.annotations() == [])


def test_a_correction_leaves_the_reader_at_the_place_that_was_being_read(hands: Hands, tmp_path: Path) -> None:
    hands.open(LAMPS_HEADLINE)
    corrected = write(tmp_path / "in", lamps_md=LAMPS.replace("Lamp 3 of forty.", "Lamp 3 of forty, since mended."))
    hands.window.reader._watch._still.setInterval(60_000)  # the place isn't written down before the correction comes
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Space)
    there = hands.window.reader.place()[0]
    line = hands.body()[there : there + 60]
    with ended(hands):
        hands.window.import_paths((corrected,))
    hands.until(lambda: "since mended" in hands.body())
    place = hands.window.reader.place()[0]
    assert hands.body()[place : place + 60] == line
    assert place != there
    hands.settle()
    assert hands.state().position == place or hands.state().position_version != hands.window.story.page.version.id


def test_the_list_is_kept_fresh_while_changes_pour_in(hands: Hands) -> None:
    pouring = hands.bot.waitSignal(hands.window.listing.listed, timeout=10_000)

    def pour() -> bool:
        hands.window.session.changed.emit(Outcome(added=frozenset((999,))))
        return pouring.signal_triggered

    with pouring:
        hands.until(pour)


def test_a_slow_answer_isnt_cut_off_by_the_changes_that_come_meanwhile(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, listed = hands.window.listing, []
    begun, go_on = threading.Event(), threading.Event()
    ids = Reader.ids

    def slow_ids(reader: Reader, wanted: Listing) -> object:
        begun.set()
        assert go_on.wait(10)
        return ids(reader, wanted)

    monkeypatch.setattr(Reader, "ids", slow_ids)
    listing.listed.connect(lambda: listed.append(len(hands.rows())))
    for _ in range(2):
        hands.window.session.changed.emit(Outcome(added=frozenset((999,))))
        hands.until(lambda: not listing._timer.isActive())
        assert begun.wait(10)
    go_on.set()
    hands.until(lambda: listed == [5, 5])


def test_a_file_name_like_markup_is_shown_as_it_is(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "<b>bold.txt"
    path.write_text(HENS.replace("Hens of the harbour get a house", "A <i>slanted</i> & free house"))
    with ended(hands):
        hands.window.import_paths((path,))
    hands.until(lambda: any("slanted" in row for row in hands.rows()))
    hands.open(next(row for row in hands.rows() if "slanted" in row))
    assert hands.window._origin.text().endswith("<b>bold.txt")
    assert hands.window._origin.textFormat() is Qt.TextFormat.PlainText
    hands.press("e")
    hands.until(lambda: "A <i>slanted</i> & free house" in hands.said())
