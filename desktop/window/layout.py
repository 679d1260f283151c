"""Where the panes stand in the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QToolBar, QVBoxLayout, QWidget

from desktop.commands.action import Place

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

WIDTHS = (190, 340, 760, 290)
"""Pixels that sidebar, list, reader and annotations have in a new window."""
LEAST_WIDTHS = (150, 250, 360, 220)
"""Pixels below which none of them is squeezed: together they fit a window of 1,000."""


def lay_out(window: MainWindow) -> tuple[QSplitter, QLabel]:
    """Lay the panes out; return what stands between them and the line that says where the story came from."""
    window.setWindowTitle("Broadsheet")
    window.resize(1280, 800)
    window.commands.fill_menu_bar(window.menuBar())
    _tool_bar(window)
    splitter = _splitter(window)
    centre = QWidget(window)
    column = QVBoxLayout(centre)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(window.messages)
    column.addWidget(splitter, 1)
    column.addWidget(window.import_bar)
    window.setCentralWidget(centre)
    return splitter, _status_line(window)


def _tool_bar(window: MainWindow) -> None:
    bar = QToolBar("Toolbar", window)
    bar.setObjectName("toolBar")
    bar.setMovable(False)
    bar.addActions(window.commands.placed(Place.TOOLBAR))
    window.addToolBar(bar)


def _splitter(window: MainWindow) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal, window)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    stories, page = window.notebook.beside(window.articles), window.correcting.beside(window.reader)
    panes = (window.sidebar, stories, page, window.notes)
    for pane, least in zip(panes, LEAST_WIDTHS, strict=True):
        pane.setMinimumWidth(least)
        splitter.addWidget(pane)
    splitter.setSizes(list(WIDTHS))
    for at, stretch in enumerate((0, 0, 1, 0)):
        splitter.setStretchFactor(at, stretch)
    return splitter


def _status_line(window: MainWindow) -> QLabel:
    origin = QLabel(window)
    origin.setTextFormat(Qt.TextFormat.PlainText)
    origin.setProperty("look", "muted")
    origin.setContentsMargins(0, 0, 12, 0)
    window.statusBar().setSizeGripEnabled(False)
    window.statusBar().addPermanentWidget(origin)
    return origin
