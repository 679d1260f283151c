"""The menu of what the notebook can be filtered by besides words: from a query and what there is, to other queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from desktop.notebook.words import NO_SOURCE, PERIODS, colour_name
from library.model.annotation import Colour
from library.model.notebook import Days, NotebookChoices, NotebookOrder, NotebookPart, NotebookQuery, Period

MOST_CHOICES = 300
"""Tags or sources in a menu: the most used, by name."""
_ORDERS = {NotebookOrder.NEWEST: "Newest first", NotebookOrder.STORY: "By story"}

Ask = Callable[[NotebookQuery], object]


class FilterMenu(QMenu):
    """Shows a query, and calls `ask` with the one that is chosen.

    `ask_days` is called with True to type days that something was made on, with False for the story's.
    """

    def __init__(
        self,
        query: NotebookQuery,
        choices: NotebookChoices,
        ask: Ask,
        ask_days: Callable[[bool], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._query, self._ask, self._ask_days = query, ask, ask_days
        is_of_notes = query.part is not NotebookPart.PLACES
        if is_of_notes:
            self._add_colours(dict(choices.colour_names))
            self._add(self, "With a note", query.noted, replace(query, noted=not query.noted))
        self._add(self, "No longer in the text", query.lost, replace(query, lost=not query.lost))
        self._add(self, "Let go", query.let_go, replace(query, let_go=not query.let_go))
        self.addSeparator()
        if is_of_notes:
            self._add_tags(choices)
        self._add_sources(choices)
        self._add_days("Made", query.made, True)
        self._add_days("Date of the story", query.published, False)
        self.addSeparator()
        for order, title in _ORDERS.items():
            self._add(self, title, query.order is order, replace(query, order=order))

    def _add_colours(self, names: Mapping[Colour, str]) -> None:
        colours, query = self.addMenu("Colour"), self._query
        for colour in Colour:
            name = colour_name(colour, names)
            title = name.capitalize() if name == colour.value else f"{name}  ({colour.value})"
            self._add(colours, title, colour in query.colours, replace(query, colours=query.colours ^ {colour}))

    def _add_tags(self, choices: NotebookChoices) -> None:
        tags, query = self.addMenu("Tag"), self._query
        self._add(tags, "Every tag", query.tag is None, replace(query, tag=None))
        for tag, count in _most_used(choices.tags):
            self._add(tags, f"{tag}  ({count:,})", query.tag == tag, replace(query, tag=tag))

    def _add_sources(self, choices: NotebookChoices) -> None:
        sources, query = self.addMenu("Source"), self._query
        self._add(sources, "Every source", query.source is None, replace(query, source=None))
        for name, count in _most_used(choices.sources):
            self._add(sources, f"{name or NO_SOURCE}  ({count:,})", query.source == name, replace(query, source=name))

    def _add_days(self, title: str, asked: Period | Days | None, is_made: bool) -> None:
        def other(days: Period | None) -> NotebookQuery:
            return replace(self._query, made=days) if is_made else replace(self._query, published=days)

        menu = self.addMenu(title)
        self._add(menu, "Any time", asked is None, other(None))
        for period, name in PERIODS.items():
            self._add(menu, name, asked is period, other(period))
        typed = menu.addAction("Days that you type…")
        typed.setCheckable(True)
        typed.setChecked(isinstance(asked, Days))
        typed.triggered.connect(lambda: self._ask_days(is_made))

    def _add(self, menu: QMenu, title: str, checked: bool, wanted: NotebookQuery) -> None:
        action = menu.addAction(title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self._ask(wanted))


def _most_used(counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    kept = set(sorted(counted, key=lambda each: -each[1])[:MOST_CHOICES])
    return [each for each in counted if each in kept]
