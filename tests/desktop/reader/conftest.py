"""A reader pane on the screen, and stories to put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from desktop.reader import canvas
from desktop.reader.pane import ReaderPane
from desktop.theme.themes import load_theme
from library.front.reader import Page
from library.model.annotation import (
    Anchor,
    AnchoredAnnotation,
    AnchorState,
    Annotation,
    Colour,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.document import Block, Document, paragraph
from library.model.reading import ReadingState
from library.model.story import Provenance, Story, Version, VersionSummary

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Screen:
    """The pane, and a reader's hands and eyes."""

    pane: ReaderPane

    @property
    def text(self) -> str:
        return self.pane.view.page.text

    def open(
        self,
        *blocks: Block | str,
        annotations: tuple[AnchoredAnnotation, ...] = (),
        position: int = 0,
        article: int = 1,
        asset: Callable[[str], bytes | None] = lambda _digest: None,
        versions: int = 2,
        **fields: object,
    ) -> None:
        made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
        story = Story(**{"headline": "Lamps on the wall", **fields, "document": Document(made)})
        version = Version(10, article, 1, story, "", 1, Provenance("story.txt", "text", "", 0))
        history = (VersionSummary(10, 1, story.headline, None, None, 0, 1),) * versions
        page = Page(version, ReadingState(article), annotations, history, position)
        self.pane.show_page(page, asset)
        QApplication.processEvents()

    def edge(self, code_point: int) -> QPoint:
        """Where Qt draws the caret before a letter, in the viewport."""
        view = self.pane.view
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.page.map.to_qt(code_point))
        return view.cursorRect(cursor).center()

    def middle(self, code_point: int) -> QPoint:
        here, there = self.edge(code_point), self.edge(code_point + 1)
        return QPoint((here.x() + there.x()) // 2, here.y())

    def mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton = LEFT, held: bool = False) -> None:
        self.mouse_on(self.pane.view.viewport(), kind, at, button, held)

    def mouse_on(self, widget: QWidget, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: bool) -> None:
        buttons = LEFT if held else Qt.MouseButton.NoButton
        there = QPointF(widget.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), there, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, start, held=True)
        self.mouse(QEvent.Type.MouseMove, (start + end) / 2, Qt.MouseButton.NoButton, held=True)
        self.mouse(QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton, held=True)
        self.mouse(QEvent.Type.MouseButtonRelease, end)

    def click(self, at: QPoint) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, held=True)
        self.mouse(QEvent.Type.MouseButtonRelease, at)

    def context_menu(self, at: QPoint) -> None:
        viewport = self.pane.view.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)

    def point_at(self, at: QPoint) -> None:
        self.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)

    def annotation(
        self,
        uuid: str,
        quote: str,
        colour: Colour = Colour.YELLOW,
        note: str = "",
        state: AnchorState = AnchorState.EXACT,
        bookmark: bool = False,
    ) -> AnchoredAnnotation:
        start = self.text.index(quote)
        return anchored(uuid, start, start + len(quote), colour, note, state, bookmark)

    def annotate(self, *annotations: AnchoredAnnotation) -> None:
        self.pane.set_annotations(annotations)
        QApplication.processEvents()

    def selected(self) -> str | None:
        found = self.pane.selection_range()
        return self.text[found[0] : found[1]] if found is not None else None

    def colour_at(self, at: QPoint) -> str:
        return self.pane.view.viewport().grab().toImage().pixelColor(at).name()


def anchored(
    uuid: str,
    start: int,
    end: int,
    colour: Colour = Colour.YELLOW,
    note: str = "",
    state: AnchorState = AnchorState.EXACT,
    bookmark: bool = False,
) -> AnchoredAnnotation:
    motivation = Motivation.COMMENTING if note else Motivation.HIGHLIGHTING
    if bookmark:
        motivation = Motivation.BOOKMARKING
    target = Target(1, 10, TextQuoteSelector("x"), TextPositionSelector(start, end))
    return AnchoredAnnotation(Annotation(uuid, target, motivation, note, (), colour), Anchor(state, start, end))


@pytest.fixture(name="anchored")
def anchored_fixture() -> Callable[..., AnchoredAnnotation]:
    return anchored


@pytest.fixture
def screen(qtbot, monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setattr(canvas, "FLASH_MS", 0)
    pane = ReaderPane(load_theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    return Screen(pane)


@pytest.fixture
def long_story() -> tuple[str, ...]:
    """Forty paragraphs, each of which names its number."""
    words = "The keeper climbed the stair and looked at the sea, which said nothing, as it always did. "
    return tuple(f"Paragraph {number} of forty. " + words * (1 + number % 3) for number in range(40))
