"""The table of actions resolves: every key parses and means one thing, every icon exists, every line reads well."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.commands.action import Action, Menu, Place, When
from desktop.commands.commands import Commands, Context
from desktop.commands.table import ACTIONS
from desktop.theme.icons import icon, icon_names
from desktop.theme.themes import load_theme

ROWS = pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)


def sequences() -> list[tuple[str, QKeySequence]]:
    return [(row.id, QKeySequence(keys)) for row in ACTIONS for keys in row.shortcuts]


def test_ids_are_unique() -> None:
    assert [one for one, count in Counter(row.id for row in ACTIONS).items() if count > 1] == []


@pytest.mark.parametrize("menu", Menu)
def test_titles_and_their_underlined_letters_are_unique_within_a_menu(menu: Menu) -> None:
    titles = [row.title for row in ACTIONS if row.menu is menu]
    letters = [found.group(1).lower() for title in titles if (found := re.search("&(.)", title))]
    for things in ([title.replace("&", "") for title in titles], letters):
        assert [one for one, count in Counter(things).items() if count > 1] == []


@ROWS
def test_a_row_reads_well(row: Action) -> None:
    assert re.fullmatch(r"[A-Z][^.!?…]+\.", row.help), row.help
    assert row.title.replace("&", "")[0].isupper()
    assert row.icon == "" or row.icon in icon_names()
    assert Place.TOOLBAR not in row.place or row.icon


@ROWS
def test_every_shortcut_parses_and_is_written_as_qt_writes_it(row: Action) -> None:
    for keys in row.shortcuts:
        sequence = QKeySequence(keys)
        assert sequence.count() >= 1
        assert all(sequence[at].key().value != 0x1FFFFFF for at in range(sequence.count())), keys  # Key_unknown
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText).lower() == keys.lower()


def test_no_two_actions_share_a_shortcut_or_the_beginning_of_one() -> None:
    clashes = [
        (one, other)
        for at, (one, first) in enumerate(sequences())
        for other, second in sequences()[at + 1 :]
        if first.matches(second) != QKeySequence.SequenceMatch.NoMatch
        or second.matches(first) != QKeySequence.SequenceMatch.NoMatch
    ]
    assert clashes == []


def test_the_menu_bar_holds_every_action_once(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    Commands(window).fill_menu_bar(window.menuBar())
    titles = window.menuBar().actions()
    assert [title.text() for title in titles] == [menu.value for menu in Menu]
    held = [one.objectName() for title in titles for one in title.menu().actions() if not one.isSeparator()]
    assert sorted(held) == sorted(row.id for row in ACTIONS)


def test_an_action_says_its_first_key_in_its_tool_tip(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    assert commands.action("star").toolTip() == "Star the story, or take its star away. (S)"
    assert commands.action("about").toolTip() == "Show the version and where the library lies."


WHAT = ("story", "selection", "annotation", "undo", "redo", "find", "importing", "comparing", "speaking")
ALL = dict.fromkeys(WHAT, True)


@pytest.mark.parametrize(
    ("context", "when"),
    [
        (Context(), {When.ALWAYS}),
        (Context(story=True), {When.ALWAYS, When.STORY}),
        (Context(selection=True), {When.ALWAYS, When.SELECTION, When.SELECTED_TEXT}),
        (Context(annotation=True), {When.ALWAYS, When.ANNOTATION, When.SELECTION}),
        (Context(undo=True), {When.ALWAYS, When.UNDO}),
        (Context(redo=True), {When.ALWAYS, When.REDO}),
        (Context(find=True), {When.ALWAYS, When.FIND}),
        (Context(importing=True), {When.ALWAYS, When.IMPORTING}),
        (Context(comparing=True), {When.ALWAYS, When.COMPARING}),
        (Context(speaking=True), {When.ALWAYS, When.SPEAKING}),
        (Context(**ALL), set(When)),
    ],
)
def test_actions_apply_where_they_can_do_something(qtbot: QtBot, context: Context, when: set[When]) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.update_context(context)
    assert [commands.action(row.id).isEnabled() for row in ACTIONS] == [row.when in when for row in ACTIONS]


def test_every_row_has_its_icon_in_the_themes_colours(qapp: QApplication, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.set_icons(lambda name: icon(name, load_theme("night")))
    for row in ACTIONS:
        assert commands.action(row.id).icon().isNull() == (row.icon == "")
