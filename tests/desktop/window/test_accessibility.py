"""What a screen reader gets: a name for everything that can be used, the list's rows, the notes, the story."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QMainWindow, QWidget

from tests.desktop.window.conftest import Hands
from tests.desktop.window.stories import FERRY_HEADLINE, MIXED_HEADLINE

USED = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Slider,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.Tree,
    QAccessible.Role.TreeItem,
    QAccessible.Role.Table,
    QAccessible.Role.PageTab,
    QAccessible.Role.MenuItem,
    QAccessible.Role.Link,
}
QTS_OWN = {
    "QComboBoxListView": "the list that a choice opens: the choice has the name",
    "QToolBarExtension": "the arrow of a tool bar that doesn't fit: everything behind it is in the menus",
}


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(min(interface.childCount(), 200)):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from below(child)


def interface_of(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def nameless(window: QMainWindow) -> list[str]:
    found = []
    for each in below(interface_of(window)):
        thing = each.object()
        kind = thing.metaObject().className() if thing is not None else "item"
        is_page = thing is not None and thing.objectName() == "page"
        if (each.role() in USED or is_page) and kind not in QTS_OWN and not name(each).strip():
            within = each.parent().object() if each.parent() is not None else None
            around = within.metaObject().className() if within is not None else ""
            label = thing.property("text") if thing is not None else ""
            if kind == "QPushButton" and not label and not thing.isVisible():
                continue  # a message without anything to do: its button is hidden, and named when it is shown
            if each.role() is QAccessible.Role.MenuItem and each.state().disabled:
                continue  # a line between entries
            found.append(f"{kind} {thing.objectName() if thing is not None else ''} in {around}: {each.role().name}")
    return found


def test_everything_that_can_be_used_has_a_name(hands: Hands) -> None:
    hands.open(MIXED_HEADLINE)
    hands.window.show_pane(hands.window.notes, True)
    hands.trigger("find-story")
    found = nameless(hands.window)
    assert not found, "\n".join(found)


def test_a_row_of_the_list_says_unread_headline_source_and_date(hands: Hands) -> None:
    rows = [name(each) for each in below(interface_of(hands.list_view())) if each.role() is QAccessible.Role.ListItem]
    assert len(rows) == 5
    ferry = next(row for row in rows if FERRY_HEADLINE in row)
    summary = hands.window.session.reader
    hands.open(FERRY_HEADLINE)
    page = hands.window.story.page
    assert page is not None
    assert ferry.startswith("Unread, ")
    story = summary.page(page.version.article).version.story
    for part in (story.headline, story.source):
        assert part in ferry
    assert story.published is not None
    assert story.published.iso[:4] in ferry
    hands.press("r")
    hands.until(lambda: hands.state().read)
    hands.settle()
    rows = [name(each) for each in below(interface_of(hands.list_view())) if each.role() is QAccessible.Role.ListItem]
    assert not next(row for row in rows if FERRY_HEADLINE in row).startswith("Unread")


def test_the_page_can_be_read_from_its_headline_to_its_end(hands: Hands) -> None:
    hands.open(MIXED_HEADLINE)
    page = interface_of(hands.window.reader.view)
    assert name(page) == MIXED_HEADLINE
    read = page.textInterface()
    told = read.text(0, read.characterCount())
    assert MIXED_HEADLINE in told
    assert "A stall of maps" in told


def test_a_row_of_the_notes_says_its_quote_and_its_note(hands: Hands) -> None:
    hands.open(MIXED_HEADLINE)
    hands.window.show_pane(hands.window.notes, True)
    hands.drag_over("beside the fountain")
    hands.press("a")
    hands.until(hands.window.note_editor.isVisible)
    hands.press("Who says so?")
    hands.click_button("Done", hands.window.note_editor)
    hands.until(lambda: [note for _, note, _ in hands.annotations()] == ["Who says so?"])
    rows = [name(each) for each in below(interface_of(hands.window.notes)) if each.role() is QAccessible.Role.ListItem]
    assert len(rows) == 1
    assert "beside the fountain" in rows[0]
    assert "Who says so?" in rows[0]
