"""What the notebook is filtered by: a field, the five colours, and a menu of the rest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.theme.swatch import Swatch
from desktop.theme.themes import Theme
from library.model.annotation import Colour
from library.model.notebook import NotebookChoices, NotebookOrder, NotebookQuery

TYPING_MS = 60
"""A pause in typing after which it is looked for what stands there."""
MOST_CHOICES = 300
"""Tags or sources in a menu: the most used, by name."""
LONGEST_FILTER = 200
NO_SOURCE = "No source"
_ORDERS = {NotebookOrder.NEWEST: "Newest first", NotebookOrder.STORY: "By story"}


class FilterField(QLineEdit):
    """`entered` is emitted for Enter or Down, `left` for Escape in the empty field."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Escape clears, then leaves; Enter and Down go on to the list."""
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)


class Filters(QWidget):
    """Shows a `NotebookQuery` and lets the user change it: `changed` carries the new one."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = NotebookQuery()
        self._choices = NotebookChoices()
        self.field = FilterField()
        self._swatches = {colour: _swatch(colour, theme) for colour in Colour}
        self._more = QToolButton()
        self._line, self._clear = QLabel(), QPushButton("Clear")
        self._timer = QTimer(self)
        self._set_up()
        self._lay_out()
        self._timer.timeout.connect(self._on_typed)
        self.field.textChanged.connect(self._timer.start)
        self._clear.clicked.connect(self.clear)
        for swatch in self._swatches.values():
            swatch.clicked.connect(self._on_swatch)

    @property
    def query(self) -> NotebookQuery:
        """What is asked for."""
        return self._query

    @property
    def choices(self) -> NotebookChoices:
        """What is offered."""
        return self._choices

    def set_choices(self, choices: NotebookChoices) -> None:
        """Offer tags and sources from now on."""
        self._choices = choices

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for swatch in self._swatches.values():
            swatch.set_theme(theme)

    def clear(self) -> None:
        """Ask for everything again, in the same order."""
        self.field.clear()
        self._timer.stop()
        self._ask(NotebookQuery(order=self._query.order))
        if self._clear.isHidden():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> QMenu:
        """Return a new menu of what can be asked for besides colours and words."""
        menu = QMenu(self)
        query = self._query
        self._add(menu, "With a note", query.noted, replace(query, noted=not query.noted))
        self._add(menu, "No longer in the text", query.lost, replace(query, lost=not query.lost))
        menu.addSeparator()
        tags = menu.addMenu("Tag")
        self._add(tags, "Every tag", query.tag is None, replace(query, tag=None))
        for tag, count in _most_used(self._choices.tags):
            self._add(tags, f"{tag}  ({count:,})", query.tag == tag, replace(query, tag=tag))
        sources = menu.addMenu("Source")
        self._add(sources, "Every source", query.source is None, replace(query, source=None))
        for name, count in _most_used(self._choices.sources):
            self._add(sources, f"{name or NO_SOURCE}  ({count:,})", query.source == name, replace(query, source=name))
        menu.addSeparator()
        for order, title in _ORDERS.items():
            self._add(menu, title, query.order is order, replace(query, order=order))
        return menu

    def _set_up(self) -> None:
        self.field.setObjectName("searchField")
        self.field.setPlaceholderText("Filter quotes and notes")
        self.field.setAccessibleName("Filter quotes and notes")
        self.field.setMaxLength(LONGEST_FILTER)
        self.field.setClearButtonEnabled(True)
        self._more.setText("Filter ▾")
        self._more.setAccessibleName("More filters, and the order")
        self._more.setToolTip("Filter by note, tag or source, and choose the order")
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.clicked.connect(self._open_menu)
        self._line.setProperty("look", "muted")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setWordWrap(True)
        self._clear.setProperty("look", "plain")
        self._clear.setAccessibleName("Clear the filters")
        self._line.hide()
        self._clear.hide()
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)

    def _lay_out(self) -> None:
        colours = QHBoxLayout()
        colours.setSpacing(2)
        for swatch in self._swatches.values():
            colours.addWidget(swatch)
        colours.addStretch(1)
        colours.addWidget(self._more)
        said = QHBoxLayout()
        said.addWidget(self._line, 1)
        said.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addLayout(colours)
        column.addLayout(said)

    def _add(self, menu: QMenu, title: str, checked: bool, wanted: NotebookQuery) -> None:
        action = menu.addAction(title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self._ask(wanted))

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_typed(self) -> None:
        self._ask(replace(self._query, text=self.field.text()))

    def _on_swatch(self) -> None:
        colours = frozenset(colour for colour, swatch in self._swatches.items() if swatch.isChecked())
        self._ask(replace(self._query, colours=colours))

    def _ask(self, query: NotebookQuery) -> None:
        before, self._query = self._query, query
        for colour, swatch in self._swatches.items():
            swatch.setChecked(colour in query.colours)
        said = _said(query)
        self._line.setText(said)
        self._line.setVisible(bool(said))
        self._clear.setVisible(bool(said))
        if query != before:
            self.changed.emit(query)


def _said(query: NotebookQuery) -> str:
    """Return in words what the menu's filters ask for: the field and the colours speak for themselves."""
    parts = [
        f"Tag: {query.tag}" if query.tag is not None else "",
        f"Source: {query.source or NO_SOURCE}" if query.source is not None else "",
        "With a note" if query.noted else "",
        "No longer in the text" if query.lost else "",
    ]
    return " · ".join(filter(None, parts))


def _most_used(counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    kept = set(sorted(counted, key=lambda each: -each[1])[:MOST_CHOICES])
    return [each for each in counted if each in kept]


def _swatch(colour: Colour, theme: Theme) -> Swatch:
    name = colour.value.capitalize()
    return Swatch(colour, theme, f"Only {colour.value} highlights", f"Only {name.lower()} ones; several show together")
