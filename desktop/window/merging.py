"""Making one story of several: which of them shows is asked once, and all of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.reader._facts import written_date
from library.front.reader import Reader
from library.model.operation import MergeStories, Outcome
from library.model.story import Story
from library.versions.told import latest, told

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

MOST = 20
"""Stories that are merged at once: more than that are no versions of one."""


class MergeController(QObject):
    """Merges the stories that are selected in the list."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def merge(self) -> None:
        """Ask which of the selected stories shows, and make the others its versions."""
        ids = self._window.articles.selected_ids()
        if not 2 <= len(ids) <= MOST:
            self._window.messages.say(f"Select the stories in the list that are one: two, or up to {MOST}.")
            return

        def question(reader: Reader) -> dict[int, Story]:
            return {article: reader.current(article).story for article in ids}

        self._window.session.ask("merging", question, self._ask)

    def _ask(self, stories: dict[int, Story]) -> None:
        dialog = MergeDialog(stories, self._window)
        dialog.accepted.connect(lambda: self._merge(dialog.chosen(), tuple(stories)))
        dialog.open()

    def _merge(self, into: int, every: tuple[int, ...]) -> None:
        def said(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                words = f"{len(every)} stories are versions of one now."
                self._window.messages.say(words, "Undo", self._window.session.undo)
                self._window.story.show(into)

        self._window.session.do(MergeStories(into, tuple(each for each in every if each != into)), said)


class MergeDialog(QDialog):
    """One button a story, the one chosen that was told last."""

    def __init__(self, stories: dict[int, Story], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("mergeDialog")
        self.setWindowTitle(f"Merge {len(stories)} stories")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(QLabel("Which of them is the current version?"))
        preferred = latest(stories)
        if preferred is None:
            preferred = next(iter(stories))
        self._buttons: dict[int, QRadioButton] = {}
        for article, story in stories.items():
            button = QRadioButton(_named(story), self)
            button.setChecked(article == preferred)
            self._buttons[article] = button
            column.addWidget(button)
        hint = QLabel("The others stay readable as its versions. Highlights, notes and tags of all of them are kept.")
        hint.setProperty("look", "muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Merge")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(hint)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setMinimumWidth(460)
        self._buttons[preferred].setFocus()

    def chosen(self) -> int:
        """Return the story that shows."""
        return next(article for article, button in self._buttons.items() if button.isChecked())


def _named(story: Story) -> str:
    headline = story.headline or "Without a headline"
    headline = headline if len(headline) <= 70 else f"{headline[:69].rstrip()}…"
    stamp = told(story)
    parts = [headline.replace("&", "&&"), story.source.replace("&", "&&"), written_date(stamp) if stamp else ""]
    if not story.document.blocks:
        parts.append("without text")
    return "  ·  ".join(filter(None, parts))
