"""The folders that are watched, under real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.importing import dialogs
from desktop.importing.watched import EMPTY, WatchedDialog
from library.front.library import Library

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot, session) -> WatchedDialog:
    made = WatchedDialog(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made._add.isEnabled)
    return made


def rows(dialog: WatchedDialog) -> list[str]:
    return [dialog._list.item(row).text() for row in range(dialog._list.count())]


def add(qtbot, dialog: WatchedDialog, monkeypatch, folder: Path | None) -> None:
    monkeypatch.setattr(dialogs, "ask_watched_folder", lambda _parent, _start: folder)
    qtbot.mouseClick(dialog._add, LEFT)
    qtbot.waitUntil(dialog._add.isEnabled)


def test_folders_are_added_and_removed(qtbot, dialog, library: Library, tmp_path: Path, monkeypatch) -> None:
    assert dialog._pages.currentWidget() is dialog._empty
    assert dialog._empty.text() == EMPTY
    assert not dialog._remove.isEnabled()
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        add(qtbot, dialog, monkeypatch, tmp_path / name)
    assert rows(dialog) == [str(tmp_path / "a"), str(tmp_path / "b")]
    assert library.watched_folders() == (tmp_path / "a", tmp_path / "b")
    dialog._list.setFocus()
    qtbot.keyClick(dialog._list, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog._remove, LEFT)
    qtbot.waitUntil(lambda: rows(dialog) == [str(tmp_path / "a")])
    assert library.watched_folders() == (tmp_path / "a",)


def test_adding_can_be_thought_better_of(qtbot, dialog, library: Library, monkeypatch) -> None:
    add(qtbot, dialog, monkeypatch, None)
    assert library.watched_folders() == ()


def test_a_folder_that_is_gone_says_so_and_can_be_removed(qtbot, session, library: Library, tmp_path: Path) -> None:
    library.watch_folder(tmp_path / "gone")
    made = WatchedDialog(session)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: rows(made) == [f"{tmp_path / 'gone'}  (not there now)"])
    qtbot.mouseClick(made._remove, LEFT)
    qtbot.waitUntil(lambda: made._pages.currentWidget() is made._empty)
    assert library.watched_folders() == ()


def test_what_the_library_refuses_is_said(qtbot, dialog, monkeypatch) -> None:
    dialog._on_refused("The library is read-only.")
    assert dialog._said.isVisible()
    assert dialog._said.text() == "The library is read-only."
    assert dialog._add.isEnabled()
