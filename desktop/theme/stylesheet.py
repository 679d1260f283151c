"""The one style sheet of the window. No widget has style sheet text of its own.

Widgets are told apart by class and, where the class isn't enough, by object name (`sidebar`, `articleList`, `page` and
others), by the property `look` (`primary` and `plain` buttons; `muted`, `error`, `warning` and `title` labels;
`banner`), and in the message bar by the property `kind`.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from string import Template

from desktop.theme.themes import Theme

_WINDOW = """
QMainWindow, QDialog, QMessageBox { background: $chrome; color: $text; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $chrome; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QToolTip { background: $field; color: $text; border: 1px solid $border; padding: 4px 7px; }
QLabel { background: transparent; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="error"] { color: $error; }
QLabel[look="warning"] { color: $warning; }
QLabel[look="title"] { font-size: 20px; font-weight: 600; }
QFrame[look="banner"] { background: $shade; border: 1px solid $border; border-radius: 6px; }
QGroupBox { border: none; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $muted; }
"""

_BARS = """
QToolBar { background: $chrome; border: none; border-bottom: 1px solid $border; padding: 5px 8px; spacing: 3px; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; color: $text; }
QToolButton:hover { background: $button_hover; }
QToolButton:pressed, QToolButton:checked { background: $button_pressed; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QMenuBar { background: $chrome; color: $text; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 5px; }
QMenuBar::item:selected { background: $button_hover; }
QMenu { background: $field; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $list_selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
"""

_LISTS = """
QAbstractItemView { background: $list; color: $text; border: none; outline: none;
    selection-background-color: $list_selection; selection-color: $text; }
QListView::item, QTreeView::item, QTableView::item { border: none; padding: 4px 8px; }
QListView::item:hover, QTreeView::item:hover { background: $list_hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $list_selection; color: $text; }
QTreeView#sidebar, QListView#sidebar { background: $sidebar; padding: 6px; }
QTreeView#sidebar::item, QListView#sidebar::item { border-radius: 6px; padding: 5px 8px; }
QTreeView#sidebar::item:hover, QListView#sidebar::item:hover { background: $sidebar_selection; }
QTreeView#sidebar::item:selected, QListView#sidebar::item:selected { background: $sidebar_selection; }
QTreeView::branch { background: transparent; }
QHeaderView { background: $chrome; border: none; }
QHeaderView::section { background: $chrome; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 5px 8px; font-weight: 600; }
QTextBrowser#page { background: $page; color: $text; border: none; border-radius: 0; padding: 0;
    selection-background-color: $selection; selection-color: $text; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox { background: $field; color: $text;
    border: 1px solid $field_border; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border: 2px solid $focus; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $chrome; color: $muted; }
QLineEdit { placeholder-text-color: $muted; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $field; border: 1px solid $border; padding: 4px; }
QPushButton { background: $field; color: $text; border: 1px solid $field_border; border-radius: 6px;
    padding: 6px 14px; min-height: 18px; }
QPushButton:hover { background: $button_hover; }
QPushButton:pressed { background: $button_pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 5px 13px; }
QPushButton:disabled { background: $chrome; color: $muted; border-color: $border; }
QPushButton:default, QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:focus, QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[look="primary"]:disabled { background: $chrome; color: $muted;
    border-color: $border; }
QPushButton[look="plain"] { background: transparent; border-color: transparent; color: $link; padding: 6px 8px; }
QPushButton[look="plain"]:focus { border: 2px solid $focus; padding: 5px 7px; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $field_border;
    background: $field; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox:focus, QRadioButton:focus { color: $focus; }
QProgressBar { background: $shade; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 7px 12px; margin-right: 2px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border-bottom-color: $focus; }
QTabBar#notebookParts::tab { padding: 6px 6px; margin-right: 4px; }
"""

_PANES = """
QWidget#articlesPane, QWidget#notebookPane { background: $list; }
QWidget#notesPanel { background: $chrome; }
QListView#notesList { background: $chrome; }
QLabel#listCount { color: $muted; }
QLabel#notesTitle, QLabel#sheetHeading { color: $muted; font-weight: 600; }
QLabel#sheetKeys { color: $accent; font-weight: 600; }
QFrame#messageBar { background: $shade; border-top: 1px solid $border; }
QFrame#messageBar[kind="error"] QLabel { color: $error; }
QFrame#noteEditor { background: $field; border: 1px solid $border; border-radius: 6px; }
QWidget#findBar, QWidget#importBar { background: $chrome; border-top: 1px solid $border; }
QWidget#selectionBar { background: $field; border: 1px solid $border; border-radius: 8px; }
QLineEdit#searchField { border-radius: 8px; }
QLabel#notePreview { background: $field; color: $text; border: 1px solid $field_border; border-radius: 6px;
    padding: 8px 11px; }
QFrame#outline { background: $field; border: 1px solid $field_border; }
QFrame#outline QListWidget { background: $field; }
QFrame#outline QListWidget::item { border-radius: 5px; padding: 5px 8px; }
QFrame#stylePanel { background: $field; border: 1px solid $field_border; }
QFrame#stylePanel QToolButton { border-color: $border; padding: 5px 12px; }
QFrame#stylePanel QToolButton:checked { background: $accent; color: $on_accent; border-color: $accent; }
QFrame#stylePanel QToolButton:focus { border: 2px solid $focus; padding: 4px 11px; }
"""

_SCROLL_BARS = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; margin: 3px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $field_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_NOTES = """
QWidget#notesPanel, QListView#notesList { background: $list; }
QLabel#notesTitle { font-weight: 600; }
QFrame#messageBar[kind="error"] QLabel { color: $error; }
QFrame#noteEditor { background: $chrome; border: 1px solid $field_border; border-radius: 8px; }
"""

_ARTICLES = """
QListView#articleList, QListView#notebookList, QWidget#changesBar { border-top: 1px solid $border; }
QComboBox#sortChoice { background: transparent; border: 1px solid transparent; color: $muted; padding: 2px 0 2px 6px; }
QComboBox#sortChoice:hover { background: $button_hover; }
QComboBox#sortChoice:focus { border: 2px solid $focus; padding: 1px 0 1px 5px; }
"""

_IMPORTS = """
QWidget#importBar, QWidget#exportBar { background: $chrome; border-top: 1px solid $border; }
"""

_MAIN = """
QFrame#messageBar { background: $shade; border-bottom: 1px solid $border; }
QFrame#messageBar[kind="error"] { border-left: 4px solid $error; }
QFrame#messageBar[kind="info"] { border-left: 4px solid $accent; }
QLabel#sheetHeading { font-size: 16px; font-weight: 600; color: $accent; padding: 10px 0 4px 0; }
QLabel#sheetKeys { color: $muted; }
"""


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the whole application in a theme's colours."""
    names = {role.replace("-", "_").replace(".", "_"): colour for role, colour in theme.colours.items()}
    marks = {name: _indicator(name, "dark" if theme.dark else "light") for name in ("check", "arrow")}
    # The fields come before the page, which is a text field by class.
    rules = _WINDOW + _BARS + _FIELDS + _LISTS + _PANES + _SCROLL_BARS + _NOTES + _ARTICLES + _IMPORTS + _MAIN
    return Template(rules).substitute(names | marks)


def _indicator(name: str, shade: str) -> str:
    """The path of a drawing that a style sheet names: it takes files alone, and no colour of ours."""
    return Path(str(resources.files("resources") / "icons" / "indicators" / f"{name}-{shade}.svg")).as_posix()
