"""The open story as a PDF or on a printer: where the user says, with what was noted or without."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.reader import pdf
from desktop.window import printing
from tests.desktop.window.conftest import CTRL, SHIFT, Hands
from tests.desktop.window.stories import HENS_HEADLINE, LAMPS_HEADLINE


def pages(path: Path) -> list[str]:
    read = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in read]
    finally:
        read.close()


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(printing, "chosen_file", lambda _parent, name: tmp_path / name)
    return tmp_path


def test_a_key_writes_the_story_as_a_pdf(hands: Hands, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "marks_wanted", lambda _parent: pytest.fail("there is nothing to leave out"))
    hands.open(LAMPS_HEADLINE)
    hands.press(Qt.Key.Key_P, CTRL | SHIFT)
    written = target / f"{LAMPS_HEADLINE}.pdf"
    assert hands.said() == f"Written: {written.name}"
    found = pages(written)
    assert len(found) > 3
    assert "Lamp 1 of forty." in found[0]
    assert "Lamp 40 of forty." in "".join(found[-2:])
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize(("answer", "there"), [(True, True), (False, False), (None, None)])
def test_notes_are_in_it_if_they_are_wanted(
    hands: Hands, target: Path, monkeypatch: pytest.MonkeyPatch, answer: bool | None, there: bool | None
) -> None:
    monkeypatch.setattr(printing, "marks_wanted", lambda _parent: answer)
    hands.open(HENS_HEADLINE)
    hands.drag_over("eleven hens")
    hands.press("a")
    hands.until(lambda: hands.window.note_editor.isVisible())
    hands.press("Counted twice")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.until(lambda: hands.annotations() and hands.annotations()[0][1] == "Counted twice")
    hands.trigger("export-pdf")
    written = target / f"{HENS_HEADLINE}.pdf"
    assert written.exists() is (there is not None)
    if there is not None:
        assert ("Counted twice" in "".join(pages(written))) is there


def test_a_folder_that_is_gone_is_told(hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing, "chosen_file", lambda _parent, name: tmp_path / "gone" / name)
    hands.open(HENS_HEADLINE)
    hands.trigger("export-pdf")
    assert hands.said().startswith("The PDF can’t be written: No such file or directory")
    assert QApplication.overrideCursor() is None


def test_a_key_prints_the_sheets_that_were_asked_for(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    monkeypatch.setattr(printing, "chosen_printer", lambda _parent: printer)
    hands.open(LAMPS_HEADLINE)
    hands.press(Qt.Key.Key_P, CTRL)
    found = pages(tmp_path / "printed.pdf")
    assert [sheet.split()[-3] for sheet in found] == ["2", "3"]


@pytest.mark.parametrize(
    ("name", "paper"), [("en_US", QPageSize.PageSizeId.Letter), ("en_GB", QPageSize.PageSizeId.A4)]
)
def test_the_paper_is_that_of_the_country(name: str, paper: QPageSize.PageSizeId) -> None:
    assert pdf.paper_of(QLocale(name)) is paper
