"""A long story is right from the first moment on, though most of it isn't built yet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.reader import growing
from desktop.reader import render as render_module
from desktop.reader.lines import last_whole
from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Block, BlockKind, Document, Span, text
from library.model.story import Story
from tests.desktop.reader.test_offsets import ANY

NOTE = Block(BlockKind.FOOTNOTE, (Span("The note at the very end."),), label="9")


@pytest.fixture
def long(screen, monkeypatch: pytest.MonkeyPatch) -> str:
    """A story of 150 paragraphs, of which nothing is built that nobody asks for; its canonical text."""
    monkeypatch.setattr(growing, "FIRST_PAUSE_MS", 3_600_000)
    words = "The keeper climbed the stair and looked at the sea, which said nothing, as it always did. "
    first = Block(BlockKind.PARAGRAPH, (Span("See the note"), Span("9", footnote="9"), Span(" for more.")))
    screen.open(first, *(f"Paragraph {at} of all. " + words * (1 + at % 3) for at in range(150)), NOTE)
    assert not screen.pane.view.page.is_complete
    return screen.text


def top_line(screen) -> str:
    place = screen.pane.place()[0]
    return screen.text[place : place + 25]


def test_the_whole_text_is_known_before_it_is_built(screen, long: str) -> None:
    assert screen.pane.view.page.map.length == len(long) > 3 * render_module.FIRST_LETTERS
    assert screen.pane.place() == (0, 0.0)
    assert long.endswith("very end.")


def test_a_place_far_down_is_shown_at_once(screen, long: str) -> None:
    screen.pane.set_place(long.index("Paragraph 90 "))
    assert top_line(screen).startswith("Paragraph 90 ")
    assert not screen.pane.view.page.is_complete
    assert 0.55 < screen.pane.place()[1] < 0.65


def test_a_remembered_place_far_down_is_shown_at_once(screen, long: str) -> None:
    at = long.index("Paragraph 110 ")
    screen.open(*long.split("\n"), position=at)
    assert screen.pane.place()[0] == at
    assert not screen.pane.view.page.is_complete


def test_the_keys_page_through_all_of_it_and_end_goes_to_the_end(screen, long: str, qtbot) -> None:
    view = screen.pane.view
    read_to = 0
    for _ in range(400):
        assert screen.pane.place()[0] <= read_to
        last = last_whole(view.document(), view.clip().bottom())
        read_to = view.page.map.to_code_point(last.end)
        if not screen.pane.page_down():
            break
    assert read_to == len(long)
    assert screen.pane.place()[1] == 1.0
    screen.open(*long.split("\n"))
    assert not view.page.is_complete
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.at_end()
    assert view.page.is_complete


def test_a_hit_and_a_note_far_down_are_found(screen, long: str, qtbot) -> None:
    screen.pane.seeking.open()
    qtbot.keyClicks(screen.pane.seeking.bar.field, "paragraph 130 of")
    start = long.index("Paragraph 130 of")
    rect = screen.pane.view.rect_of(start, start + 16)
    assert screen.pane.view.clip().contains(rect)
    screen.pane.seeking.close()
    assert screen.selected() == "Paragraph 130 of"
    screen.open(*screen.pane.view.page.story.document.blocks)
    assert not screen.pane.view.page.is_complete
    screen.click(screen.middle(long.index("9 for more")))
    start = long.index("The note at")
    assert screen.pane.view.clip().contains(screen.pane.view.rect_of(start, start + 8))


def test_an_annotation_far_down_is_placed_and_painted(screen, long: str) -> None:
    screen.annotate(screen.annotation("a", "Paragraph 140 of"))
    start = long.index("Paragraph 140 of")
    screen.pane.go_to(start, start + 16)
    assert screen.pane.current_annotation() == "a"
    assert screen.pane.annotation_rect("a").width() > 40
    letter = screen.middle(start + 2)
    letter.setY(letter.y() + 8)
    assert screen.colour_at(letter) != screen.pane.view.palette().base().color().name()


def test_all_of_it_is_selected_and_copied(screen, long: str) -> None:
    screen.pane.select_all()
    assert screen.pane.selection_range() == (0, len(long))
    screen.pane.copy_selection()
    assert QApplication.clipboard().text().endswith(long.replace("\n", "\n\n"))


def test_shift_and_ctrl_and_end_select_to_the_end(screen, long: str, qtbot) -> None:
    view = screen.pane.view
    view.select(5, 6)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert screen.pane.selection_range() == (5, len(long))


def test_a_selection_stays_while_the_rest_is_built(screen, long: str) -> None:
    at = long.index("Paragraph 60 ")
    end = long.index("\n", at)
    screen.pane.view.select(at, end)
    value = screen.pane.view.verticalScrollBar().value()
    while not screen.pane.view.page.is_complete:
        screen.pane.view.growing.build_some()
    assert screen.pane.selection_range() == (at, end)
    assert screen.pane.view.verticalScrollBar().value() == value


def test_the_rest_is_built_without_being_asked_for(screen, long: str, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(growing, "FIRST_PAUSE_MS", 1)
    screen.open(*long.split("\n"))
    qtbot.waitUntil(lambda: screen.pane.view.page.is_complete)
    assert screen.pane.view.document().toPlainText().endswith("very end.")


@settings(deadline=None, max_examples=80)
@given(
    document=ANY,
    asks=st.lists(st.tuples(st.sampled_from(["build", "build_to", "runs", "to_qt"]), st.integers(0, 60)), max_size=6),
)
def test_a_page_built_in_any_pieces_is_the_page_built_at_once(
    qapp: QApplication, document: Document, asks: list[tuple[str, int]]
) -> None:
    whole = page_of(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render_module, "FIRST_LETTERS", 3)
        pieces = page_of(document)
        for what, number in asks:
            if what == "runs":
                assert pieces.map.runs(0, number) == whole.map.runs(0, number)
            elif what == "to_qt":
                assert pieces.map.to_qt(number) == whole.map.to_qt(number)
            else:
                getattr(pieces, what)(number)
        pieces.build_all()
    assert pieces.is_complete
    assert pieces.document.toRawText() == whole.document.toRawText()
    assert pieces.document.toHtml() == whole.document.toHtml()
    places = range(len(text(document)) + 1)
    assert [pieces.map.to_qt(place) for place in places] == [whole.map.to_qt(place) for place in places]


def page_of(document: Document) -> RenderedPage:
    story = Story(headline="Head", credit="Desk", document=document)
    return render(PageContent(story), PageStyle(load_theme("paper"), ReadingStyle()))
