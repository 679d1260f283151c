"""Links lead where they say, by mouse and by keys, and nothing is ever loaded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument

from desktop.reader.pane import EMPTY_TITLE, ReaderPane
from library.model.document import Block, BlockKind, Image, Mark, Span, paragraph


def linked(*links: str) -> Block:
    spans = [Span("Go to ")]
    for link in links:
        spans += [Span(f"[{link[:14]}]", link=link), Span(" or ")]
    return Block(BlockKind.PARAGRAPH, (*spans, Span("stay.")))


@pytest.fixture
def opened(screen) -> list[str]:
    addresses: list[str] = []
    screen.pane.link_activated.connect(addresses.append)
    return addresses


@pytest.mark.parametrize(
    "address", ["https://example.org/a%20b?c=d#e", "http://example.org/", "mailto:desk@example.org"]
)
def test_a_click_on_a_link_tells_its_address(screen, opened, address) -> None:
    screen.open(linked(address))
    screen.click(screen.middle(screen.text.index("[") + 3))
    assert opened == [address]


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/"]
)
def test_other_schemes_lead_nowhere(screen, opened, address) -> None:
    screen.open(linked(address))
    before = screen.pane.view.document().toPlainText()
    screen.click(screen.middle(screen.text.index("[") + 3))
    assert opened == []
    assert screen.pane.view.document().toPlainText() == before


def test_tab_walks_through_links_and_enter_follows_them(screen, opened, qtbot) -> None:
    screen.open(linked("https://example.org/1", "https://example.org/2"), versions=1)
    view = screen.pane.view
    view.setFocus()
    selections = []
    screen.pane.selection_changed.connect(selections.append)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["https://example.org/1", "https://example.org/2"]
    assert screen.pane.selection_range() is None
    assert selections == []


def test_pointing_at_a_link_shows_where_it_leads(screen, qtbot) -> None:
    screen.open(linked("https://example.org/1"))
    hovered = []
    screen.pane.link_hovered.connect(hovered.append)
    screen.point_at(screen.middle(screen.text.index("[") + 3))
    assert screen.pane.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    screen.point_at(screen.middle(screen.text.index("stay") + 1))
    assert hovered == ["https://example.org/1", ""]


@pytest.mark.parametrize("label", ["1", "note two", "*", "ü%20"])
def test_a_footnote_link_scrolls_to_the_note(screen, opened, long_story, label) -> None:
    mark = Block(BlockKind.PARAGRAPH, (Span("See the note"), Span("[here]", Mark.SUPERSCRIPT, footnote=label)))
    note = Block(BlockKind.FOOTNOTE, (Span("What the note says."),), label=label)
    screen.open(mark, *long_story, note, *long_story)
    screen.click(screen.middle(screen.text.index("[here]") + 3))
    y = screen.edge(screen.text.index("What the note")).y()
    assert 0 < y < screen.pane.view.viewport().height() / 2
    assert opened == []


def test_the_line_about_corrections_asks_for_the_versions(screen, qtbot) -> None:
    screen.open("Text.")
    view = screen.pane.view
    cursor = view.document().find("Corrected once")
    cursor.setPosition(cursor.selectionStart() + 4)
    with qtbot.waitSignal(screen.pane.versions_wanted, timeout=500):
        screen.click(view.cursorRect(cursor).center())


def test_nothing_is_loaded_but_the_storys_own_pictures(screen, tmp_path) -> None:
    red = QImage(8, 8, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    file = tmp_path / "outside.png"
    assert red.save(str(file))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    red.save(buffer, "PNG")
    asked = []

    def asset(digest: str) -> bytes | None:
        asked.append(digest)
        return bytes(buffer.data().data()) if digest == "own" else None

    address = QUrl.fromLocalFile(str(file)).toString()
    pictures = [Block(BlockKind.IMAGE, image=Image(digest, address)) for digest in ("own", "", "missing")]
    screen.open(*pictures, f'<img src="{address}">', asset=asset)
    assert set(asked) == {"own", "missing"}
    kind = QTextDocument.ResourceType.ImageResource
    document = screen.pane.view.document()
    for outside in (QUrl(address), QUrl("https://example.org/x.png"), QUrl("qrc:/x")):
        assert document.loadResource(kind.value, outside).size().width() <= 1
        assert screen.pane.view.loadResource(kind.value, outside) is None


def test_the_states_without_a_story(screen, qtbot) -> None:
    pane = screen.pane
    said = lambda: (pane.message.isVisible(), pane.view.isVisible(), pane.message.title.text(), pane.article())  # noqa: E731
    assert said() == (True, False, EMPTY_TITLE, None)
    screen.open(paragraph("Text."), article=7)
    assert said()[:2] == (False, True)
    assert pane.article() == 7
    assert pane.view.accessibleName() == "Lamps on the wall"
    pane.show_error("The library can’t be read.")
    assert said()[0] is True
    assert pane.message.hint.text() == "The library can’t be read."
    assert pane.article() is None
    assert pane.selection_range() is None
    assert pane.annotation_rect("a") is None
    pane.show_busy()
    assert said() == (True, False, "Opening…", None)
    assert isinstance(pane, ReaderPane)


def test_a_context_menu_is_the_windows(screen, qtbot) -> None:
    screen.open("Some text.")
    screen.annotate(screen.annotation("a", "Some"))
    wanted = []
    screen.pane.context_menu_wanted.connect(wanted.append)
    at = screen.middle(2)
    screen.context_menu(at)
    assert wanted == [screen.pane.view.viewport().mapToGlobal(at)]
    assert screen.pane.current_annotation() == "a"
