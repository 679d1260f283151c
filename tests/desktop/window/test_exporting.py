"""Annotations and stories out of the window and in again: the dialog, the files, and what is said of them."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QRadioButton

from desktop.exporting.dialog import ExportDialog
from desktop.exporting.notes_report import NotesReportDialog
from desktop.exporting.progress import ExportBar
from desktop.window import export_desk as controller
from library.front import exporting as front
from library.model.annotation import Colour
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, file_list, opened, visible_text
from tests.desktop.window.stories import FERRY_HEADLINE, HENS_HEADLINE
from tests.desktop.window.test_notebook import mark

BOTH = CTRL | SHIFT
NOWHERE = "nobody wrote this at all"
FERRY_NOTE = {"unharmed on a sandbank": ("Which bank?", ("Boats",), Colour.GREEN)}
HENS_NOTES = {"a ramp, a lamp": ("", (), Colour.YELLOW), "The birds came ashore": ("Who?", ("Birds",), Colour.PINK)}


@pytest.fixture
def marked(hands: Hands) -> Hands:
    """A window whose library has three highlights in two stories, the one of the ferry open."""
    mark(hands, FERRY_HEADLINE, FERRY_NOTE)
    mark(hands, HENS_HEADLINE, HENS_NOTES)
    hands.settle()
    reader = hands.window.session.reader
    ferry = next(a for a, row in reader.summaries(range(1, 20)).items() if row.headline.startswith(FERRY_HEADLINE))
    hands.window.story.show(ferry)
    hands.until(lambda: hands.headline().startswith(FERRY_HEADLINE))
    return hands


def answering(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Have the system's dialogs answer a path; returns what they suggested."""
    suggested: list[str] = []

    def answer(_parent: object, suggestion: str) -> Path:
        suggested.append(suggestion)
        return path

    for name in ("chosen_file", "chosen_folder", "chosen_notes"):
        monkeypatch.setattr(controller, name, answer)
    return suggested


def dialog_of(hands: Hands) -> ExportDialog:
    """Press the key of the dialog, and wait until it has counted."""
    hands.press(Qt.Key.Key_E, BOTH)
    hands.until(lambda: any(each.isVisible() for each in hands.window.findChildren(ExportDialog)))
    dialog = next(each for each in hands.window.findChildren(ExportDialog) if each.isVisible())
    hands.until(lambda: "Counting" not in visible_text(dialog))
    return dialog


def choose(hands: Hands, dialog: ExportDialog, what: str = "", of: str = "", form: str = "") -> None:
    """Choose in the dialog by what the user reads."""
    for button in dialog.findChildren(QRadioButton):
        if what and button.text().replace("&", "") == what:
            button.click()
    for name, wanted in (("Of which stories", of), ("In which form", form)):
        box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)
        if wanted:
            assert box.findText(wanted) >= 0, [box.itemText(at) for at in range(box.count())]
            box.setCurrentIndex(box.findText(wanted))
    hands.until(lambda: "Counting" not in visible_text(dialog))


def export(hands: Hands, dialog: ExportDialog, said: str) -> None:
    """Press the button, and wait for what is said at the end."""
    hands.click_button("&Export…", dialog)
    hands.window.activateWindow()
    hands.until(lambda: said in hands.said())


def test_the_annotations_of_the_open_story_are_written_and_shown(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonld"
    suggested = answering(monkeypatch, path)
    shown: list[Path] = []
    monkeypatch.setattr(controller.originals, "show_in_manager", lambda each: shown.append(each) or True)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="This story")
    assert "1 annotation of 1 story" in visible_text(dialog)
    export(marked, dialog, "Exported to out.jsonld: 1 annotation of 1 story.")
    (item,) = json.loads(path.read_text())["first"]["items"]
    assert item["target"]["selector"][0]["exact"] == "unharmed on a sandbank"
    assert suggested[0].endswith("– annotations.jsonld")
    marked.click_button("Show it")
    assert shown == [path]


def test_the_dialog_comes_back_with_the_last_choice(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, tmp_path / "out.html")
    dialog = dialog_of(marked)
    choose(marked, dialog, what="Stories", of="The whole library", form="Plain text")
    choose(marked, dialog, what="Annotations", form="Web page (HTML)")
    export(marked, dialog, "3 annotations of 2 stories")
    again = dialog_of(marked).choice
    assert (again.what.value, again.of, again.notes_form.value) == ("notes", "all", "html")
    assert again.stories_form.value == "text"
    page = (tmp_path / "out.html").read_text()
    assert page.index("unharmed on a sandbank")
    assert "The birds came ashore" in page


def test_a_folder_is_refreshed_around_the_users_own_lines(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, tmp_path)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="The whole library", form="A folder for Obsidian")
    export(marked, dialog, "3 annotations of 2 stories.")
    hens = next(path for path in tmp_path.glob("*.md") if path.name.startswith(HENS_HEADLINE[:8]))
    hens.write_text(hens.read_text() + "\nMy own line.\n")
    marked.window.messages.hide()
    export(marked, dialog_of(marked), "stayed as")
    assert hens.read_text().endswith("\nMy own line.\n")
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_stories_are_written_a_file_each_and_never_over_another(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    answering(monkeypatch, folder)
    dialog = dialog_of(marked)
    choose(marked, dialog, what="Stories", of="The whole library", form="Markdown")
    export(marked, dialog, "5 stories.")
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(files) == 5
    first = sorted(files)[0]
    (folder / first).write_text("Something else of the user’s.")
    export(marked, dialog_of(marked), "4 files stayed as they were")
    assert (folder / first).read_text() == "Something else of the user’s."
    assert (folder / f"{first[:-3]} 2.md").read_bytes() == files[first]


def test_one_story_is_one_file_and_its_notes_may_stay_out(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "ferry.html"
    answering(monkeypatch, path)
    dialog = dialog_of(marked)
    choose(marked, dialog, what="Stories", of="This story", form="Web page (HTML)")
    dialog._with_notes.click()
    export(marked, dialog, "Exported to ferry.html: 1 story.")
    assert "sandbank" in path.read_text()
    assert "Which bank?" not in path.read_text()
    assert "<mark" not in path.read_text()


def test_what_the_notebook_shows_is_what_is_written(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "birds.csv"
    answering(monkeypatch, path)
    marked.press(Qt.Key.Key_N, BOTH)
    marked.until(lambda: marked.window.notebook.pane._model.rowCount() == 3)
    marked.press("birds")
    marked.until(lambda: marked.window.notebook.pane._model.rowCount() == 1)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="What the notebook shows", form="Table for Readwise (CSV)")
    export(marked, dialog, "1 annotation of 1 story")
    assert "The birds came ashore" in path.read_text()
    assert "a ramp" not in path.read_text()


def test_where_there_is_nothing_to_export_the_button_says_so(hands: Hands) -> None:
    dialog = dialog_of(hands)
    assert "No annotations" in visible_text(dialog)
    assert not dialog._buttons.button(dialog._buttons.StandardButton.Ok).isEnabled()
    dialog.reject()


def held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Have exports wait before their second story; returns what they tell by, and what they wait for."""
    reached, go = threading.Event(), threading.Event()
    over = front.Watch.over

    def waiting(self: front.Watch, articles: tuple[int, ...]) -> object:
        for at, article in enumerate(over(self, articles)):
            if at == 1:
                reached.set()
                go.wait(10)
            yield article

    monkeypatch.setattr(front.Watch, "over", waiting)
    return reached, go


def test_an_export_that_is_cancelled_leaves_the_file_that_was_there(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonld"
    path.write_text("before")
    answering(monkeypatch, path)
    reached, go = held(monkeypatch)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="The whole library")
    marked.click_button("&Export…", dialog)
    marked.until(reached.is_set)
    marked.window.activateWindow()
    bar = marked.window.findChild(ExportBar)
    marked.until(bar.isVisible)
    marked.trigger("export")
    marked.until(lambda: marked.said() == controller.BUSY)
    marked.click_button("Cancel", bar)
    go.set()
    marked.until(lambda: marked.said() == "The export was stopped.")
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
    assert not bar.isVisible()


def test_what_cannot_be_written_is_a_sentence(marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answering(monkeypatch, tmp_path / "nowhere" / "out.jsonld")
    dialog = dialog_of(marked)
    choose(marked, dialog, of="This story")
    export(marked, dialog, "The export can’t be written: No such file or directory")


@pytest.mark.parametrize("dropped", [False, True], ids=["chosen", "dropped"])
def test_a_file_of_annotations_comes_in_with_a_report(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dropped: bool
) -> None:
    path = tmp_path / "notes.jsonld"
    answering(monkeypatch, path)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="The whole library")
    export(marked, dialog, "3 annotations")
    data = json.loads(path.read_text())
    items = data["first"]["items"]
    lost = {**items[0], "id": "urn:uuid:c0ffee00-0000-4000-8000-000000000077"}
    lost["target"] = {
        **items[0]["target"],
        "selector": {"type": "TextQuoteSelector", "exact": NOWHERE},
    }
    lost["target"]["dcterms:isPartOf"] = {
        key: value for key, value in items[0]["target"]["dcterms:isPartOf"].items() if key != "schema:sha256"
    }
    items += [lost, {"type": "Annotation"}]
    path.write_text(json.dumps(data))
    if dropped:
        marked.window.importing.take(file_list(path))
    else:
        marked.trigger("import-notes")
    marked.until(lambda: marked.window.findChild(NotesReportDialog) is not None)
    report = marked.window.findChild(NotesReportDialog)
    assert (
        "4 annotations from notes.jsonld: 1 new, 3 known already, 1 no longer in the text, 1 remark."
        in visible_text(report)
    )
    told = report.findChild(QPlainTextEdit).toPlainText()
    assert f"“{NOWHERE}”" in told
    assert "Annotation 5 was left out: it names no target." in told
    report.reject()


def test_out_of_one_library_and_into_an_empty_one(
    marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: object
) -> None:
    path = tmp_path / "notes.jsonld"
    answering(monkeypatch, path)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="The whole library")
    export(marked, dialog, "3 annotations")
    with opened(marked.bot, tmp_path / "empty") as other:
        other.trigger("import-notes")
        other.until(lambda: other.window.findChild(NotesReportDialog) is not None)
        report = other.window.findChild(NotesReportDialog)
        assert "2 stories wait for their text" in report.findChild(QPlainTextEdit).toPlainText()
        report.reject()
        quotes = {each.target.quote.exact for each in other.window.session.reader.all_annotations()}
        assert quotes == {*FERRY_NOTE, *HENS_NOTES}


def test_closing_the_window_stops_an_export(marked: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answering(monkeypatch, tmp_path / "out.jsonld")
    reached, go = held(monkeypatch)
    dialog = dialog_of(marked)
    choose(marked, dialog, of="The whole library")
    marked.click_button("&Export…", dialog)
    marked.until(reached.is_set)
    marked.window.close()
    go.set()
    marked.window.session._askers["exporting"].close()
    assert not (tmp_path / "out.jsonld").exists()
