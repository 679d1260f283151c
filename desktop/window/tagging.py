"""Filing stories under tags."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.articles.pane import ArticlesPane
from desktop.notes.tag_completer import TagCompleter
from desktop.session import Session
from desktop.window.story import StoryController
from library.model.operation import EditTags
from library.model.tags import clean_tags

_COMMAS = re.compile("[,，、،;；]")
LONGEST_LINE = 4000


class TagController(QObject):
    """Asks for the tags of the selected stories, or of the open one."""

    def __init__(self, session: Session, story: StoryController, articles: ArticlesPane) -> None:
        super().__init__(articles)
        self._session, self._story, self._articles = session, story, articles

    def edit(self) -> None:
        """Show the tags that the stories have in common, and give them what is typed instead."""
        ids = self._articles.selected_ids() or ((self._story.article,) if self._story.article is not None else ())
        if not ids:
            return
        reader = self._session.reader
        before = _common(tuple(reader.tags(article) for article in ids[:COMPARED]))
        dialog = TagDialog(before, reader.all_tags(), len(ids), self._articles.window())
        dialog.accepted.connect(lambda: self._give(ids, before, dialog.tags()))
        dialog.open()

    def _give(self, ids: tuple[int, ...], before: tuple[str, ...], after: tuple[str, ...]) -> None:
        kept = {tag.casefold() for tag in after}
        gone = tuple(tag for tag in before if tag.casefold() not in kept)
        self._session.do(EditTags(ids, after, gone))


COMPARED = 200
"""Selected stories that are looked at for the tags they share: more would keep the dialog waiting."""


class TagDialog(QDialog):
    """One line of tags between commas, completed from those the library has."""

    def __init__(
        self, tags: tuple[str, ...], known: tuple[str, ...], count: int, parent: QWidget | None, many: str = "stories"
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Tags" if count == 1 else f"Tags of {count:,} {many}")
        self._field = QLineEdit(", ".join(tags) + (", " if tags else ""))
        self._field.setMaxLength(LONGEST_LINE)
        self._field.setPlaceholderText("Work/Energy, to quote")
        self._field.setCompleter(TagCompleter(known, self._field))
        label = QLabel("&Tags, with commas between them")
        label.setBuddy(self._field)
        hint = QLabel("A slash nests: Work/Energy lies under Work.")
        hint.setProperty("look", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Tag")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        for part in (label, self._field, hint):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setMinimumWidth(420)

    def tags(self) -> tuple[str, ...]:
        """Return the tags as the library writes them."""
        return clean_tags(tuple(_COMMAS.split(self._field.text())))


def _common(every: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    first, *others = every
    return tuple(tag for tag in first if all(tag in tags for tags in others))
