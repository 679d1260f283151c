"""What became of a file of annotations: how many are where, which are lost, what in the file couldn't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.exporting.wording import brought, details

if TYPE_CHECKING:  # it brings the machinery of imports along
    from library.front.notes_import import NotesReport


class NotesReportDialog(QDialog):
    """Says in a sentence what came in, and below it names what is not where it should be."""

    def __init__(self, report: NotesReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Imported annotations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line, rest = QLabel(brought(report)), QPlainTextEdit(details(report))
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        rest.setReadOnly(True)
        rest.setTabChangesFocus(True)
        rest.setAccessibleName("What is not where it should be")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(line)
        column.addWidget(rest, 1)
        column.addWidget(buttons)
        self.resize(560, 420)
