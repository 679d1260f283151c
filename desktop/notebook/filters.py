"""What the notebook is filtered by: its part, a field, the five colours, and a menu of the rest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabBar, QToolButton, QVBoxLayout, QWidget

from desktop.notebook.days_field import DaysField
from desktop.notebook.filter_menu import FilterMenu
from desktop.notebook.words import PARTS, colour_name, said
from desktop.theme.naming import name_clear_button
from desktop.theme.swatch import Swatch
from desktop.theme.themes import Theme
from library.model.annotation import Colour
from library.model.notebook import Days, NotebookChoices, NotebookPart, NotebookQuery

TYPING_MS = 30
"""A pause in typing after which it is looked for what stands there."""
LONGEST_FILTER = 200
_HINTS = {NotebookPart.PLACES: "Filter names of places"}
_HINT = "Filter quotes and notes"


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
    """Shows a `NotebookQuery` and lets the user change it: `changed` carries the new one.

    Every part of the notebook keeps its own for as long as the widget lives. `left` asks for the cards.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queries = {part: NotebookQuery(part=part) for part in NotebookPart}
        self._query = self._queries[NotebookPart.ALL]
        self._choices = NotebookChoices()
        self.field = FilterField()
        self._parts = QTabBar()
        self._swatches = {colour: Swatch(colour, theme, "", "") for colour in Colour}
        self._more, self._days = QToolButton(), DaysField()
        self._line, self._clear = QLabel(), QPushButton("Clear")
        self._timer = QTimer(self)
        self._set_up()
        self._lay_out()
        self._timer.timeout.connect(self._on_typed)
        self.field.textChanged.connect(self._timer.start)
        self.field.entered.connect(self.left)
        self.field.left.connect(self._on_field_left)
        self._parts.currentChanged.connect(lambda at: self.show_part(list(NotebookPart)[at]))
        self._days.changed.connect(self._on_days)
        self._days.left.connect(self._on_days_left)
        self._clear.clicked.connect(self.clear)
        for swatch in self._swatches.values():
            swatch.clicked.connect(self._on_swatch)
        self.set_choices(self._choices)

    @property
    def query(self) -> NotebookQuery:
        """What is asked for."""
        return self._query

    @property
    def choices(self) -> NotebookChoices:
        """What is offered."""
        return self._choices

    def set_choices(self, choices: NotebookChoices) -> None:
        """Offer tags, sources and names of colours from now on."""
        self._choices = choices
        names = dict(choices.colour_names)
        for number, (colour, swatch) in enumerate(self._swatches.items(), 1):
            name = colour_name(colour, names)
            swatch.setAccessibleName(f"Only {name} highlights")
            swatch.setToolTip(f"Only {name} ({number} of 5); several show together")
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for swatch in self._swatches.values():
            swatch.set_theme(theme)

    def show_part(self, part: NotebookPart) -> None:
        """Ask for another part, filtered as it was the last time."""
        if part is not self._query.part:
            self._timer.stop()
            self._ask(self._queries[part])

    def clear(self) -> None:
        """Ask for all of the part again, in the same order."""
        had_focus = self._clear.hasFocus() or self._days.has_keyboard()
        self._ask(self._query.cleared())
        if had_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> FilterMenu:
        """Return a new menu of what can be asked for besides words."""
        return FilterMenu(self._query, self._choices, self._ask, self._open_days, self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: ask for nothing any more that was typed just before, as when the window closes."""
        self._timer.stop()
        super().hideEvent(event)

    def _set_up(self) -> None:
        self.field.setObjectName("searchField")
        self.field.setMaxLength(LONGEST_FILTER)
        self.field.setClearButtonEnabled(True)
        name_clear_button(self.field)
        self._parts.setObjectName("notebookParts")
        self._parts.setAccessibleName("Parts of the notebook")
        self._parts.setDrawBase(False)
        self._parts.setExpanding(False)
        self._parts.setUsesScrollButtons(False)
        self._parts.setElideMode(Qt.TextElideMode.ElideRight)
        for at, (title, tip) in enumerate(PARTS.values()):
            self._parts.addTab(title)
            self._parts.setTabToolTip(at, tip)
        self._more.setText("Filter ▾")
        self._more.setAccessibleName("More filters, and the order")
        self._more.setToolTip("Filter by colour, note, tag, source or day, and choose the order")
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.clicked.connect(self._open_menu)
        self._line.setProperty("look", "muted")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setWordWrap(True)
        self._clear.setProperty("look", "plain")
        self._clear.setAccessibleName("Clear the filters")
        self._clear.setToolTip("Clear the filters (Esc)")
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._show(self._query)

    def _lay_out(self) -> None:
        colours = QHBoxLayout()
        colours.setSpacing(2)
        for swatch in self._swatches.values():
            colours.addWidget(swatch)
        colours.addStretch(1)
        colours.addWidget(self._more)
        said_of = QHBoxLayout()
        said_of.addWidget(self._line, 1)
        said_of.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._parts)
        column.addSpacing(2)
        column.addWidget(self.field)
        column.addLayout(colours)
        column.addWidget(self._days)
        column.addLayout(said_of)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _open_days(self, is_made: bool) -> None:
        asked = self._query.made if is_made else self._query.published
        self._days.open(is_made, asked if isinstance(asked, Days) else None)

    def _on_typed(self) -> None:
        self._ask(replace(self._query, text=self.field.text()))

    def _on_field_left(self) -> None:
        if self._query.is_filtered:
            self.clear()
        else:
            self.left.emit()

    def _on_days(self, days: Days | None) -> None:
        query = self._query
        self._ask(replace(query, made=days) if self._days.is_made else replace(query, published=days))

    def _on_days_left(self) -> None:
        query = self._query
        self._days.setVisible(isinstance(query.made if self._days.is_made else query.published, Days))
        self.left.emit()

    def _on_swatch(self) -> None:
        colours = frozenset(colour for colour, swatch in self._swatches.items() if swatch.isChecked())
        self._ask(replace(self._query, colours=colours))

    def _ask(self, query: NotebookQuery) -> None:
        before, self._query = self._query, query
        self._queries[query.part] = query
        self._show(query)
        if query != before:
            self.changed.emit(query)

    def _show(self, query: NotebookQuery) -> None:
        """Show a query as what is asked for."""
        self._parts.setCurrentIndex(list(NotebookPart).index(query.part))
        if self.field.text() != query.text:
            self.field.setText(query.text)
            self._timer.stop()
        hint = _HINTS.get(query.part, _HINT)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        for colour, swatch in self._swatches.items():
            swatch.setChecked(colour in query.colours)
            swatch.setVisible(query.part is not NotebookPart.PLACES)
        asked = query.made if self._days.is_made else query.published
        if not isinstance(asked, Days) and not self._days.has_keyboard():
            self._days.hide()
        self._say()

    def _say(self) -> None:
        """Say in words what the menu's filters ask for: the field and colours without names speak for themselves."""
        names = dict(self._choices.colour_names)
        line = said(replace(self._query, text=""), names)
        by_colour = replace(self._query.cleared(), colours=self._query.colours, text=self._query.text)
        speaks = self._query != by_colour or any(names.get(colour) for colour in self._query.colours)
        self._line.setText(line)
        for each in (self._line, self._clear):
            each.setVisible(speaks and bool(line))
