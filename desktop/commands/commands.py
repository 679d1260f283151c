"""The table of actions brought to life: one `QAction` each, bound to what it does, enabled when it applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.commands.action import Menu, Place, When
from desktop.commands.table import ACTIONS


@dataclass(frozen=True, slots=True)
class Context:
    """What the window is at: decides which actions apply."""

    story: bool = False
    selection: bool = False
    annotation: bool = False
    undo: bool = False
    redo: bool = False
    find: bool = False
    importing: bool = False
    comparing: bool = False
    speaking: bool = False

    def allows(self, when: When) -> bool:
        """True if an action of this row applies now."""
        match when:
            case When.ALWAYS:
                return True
            case When.STORY:
                return self.story
            case When.SELECTED_TEXT:
                return self.selection
            case When.SELECTION:
                # The keys that highlight a selection recolour a highlight that is current.
                return self.selection or self.annotation
            case When.ANNOTATION:
                return self.annotation
            case When.UNDO:
                return self.undo
            case When.REDO:
                return self.redo
            case When.FIND:
                return self.find
            case When.IMPORTING:
                return self.importing
            case When.COMPARING:
                return self.comparing
            case When.SPEAKING:
                return self.speaking


class Commands(QObject):
    """All actions of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for row in ACTIONS:
            action = QAction(row.title, window)
            action.setObjectName(row.id)
            action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
            action.setCheckable(row.checkable)
            action.setStatusTip(row.help)
            keys = (
                QKeySequence(row.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText) if row.shortcuts else ""
            )
            action.setToolTip(f"{row.help} ({keys})" if keys else row.help)
            window.addAction(action)
            self._actions[row.id] = action
        self.update_context(Context())

    def action(self, action_id: str) -> QAction:
        """Return an action. Raises KeyError for an id that isn't in the table."""
        return self._actions[action_id]

    def bind(self, slots: dict[str, Callable[[], object]]) -> None:
        """Say what actions do. Every row of the table must be bound once, over all calls."""
        for action_id, slot in slots.items():
            self._actions[action_id].triggered.connect(lambda _checked=False, slot=slot: slot())

    def update_context(self, context: Context) -> None:
        """Enable what applies."""
        for row in ACTIONS:
            self._actions[row.id].setEnabled(context.allows(row.when))

    def set_checked(self, action_id: str, checked: bool) -> None:
        """Show a checkable action as on or off."""
        self._actions[action_id].setChecked(checked)

    def set_name(self, action_id: str, name: str) -> None:
        """Show the user's own name for an action in place of its title; empty for the title again."""
        row = next(row for row in ACTIONS if row.id == action_id)
        self._actions[action_id].setText(name.replace("&", "&&") or row.title)

    def set_icons(self, icon: Callable[[str], QIcon]) -> None:
        """Give every row its icon, in the theme's colours."""
        for row in ACTIONS:
            if row.icon:
                self._actions[row.id].setIcon(icon(row.icon))

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for menu_name in Menu:
            menu = bar.addMenu(menu_name.value)
            self._fill(menu, [row.id for row in ACTIONS if row.menu is menu_name])

    def placed(self, place: Place) -> list[QAction]:
        """Return the actions that show at a place, in the table's order."""
        return [self._actions[row.id] for row in ACTIONS if place in row.place]

    def context_menu(self, place: Place, parent: QWidget) -> QMenu:
        """Return a new context menu."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.placed(place))
        return menu

    def _fill(self, menu: QMenu, ids: list[str]) -> None:
        groups = {row.id: row.group for row in ACTIONS}
        before = groups[ids[0]] if ids else 0
        for action_id in ids:
            if groups[action_id] != before:
                menu.addSeparator()
                before = groups[action_id]
            menu.addAction(self._actions[action_id])
