"""The facts of a story as fields of a form: what the user didn't change stays exactly as the file gave it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from library.model.stamp import Stamp, StampOrigin
from library.model.story import Story


@dataclass(frozen=True, slots=True)
class _Row:
    """One field: its name on the story and for people, and a hint of how it is written."""

    field: str
    title: str
    hint: str = ""


ROWS = (
    _Row("kicker", "&Kicker"),
    _Row("headline", "&Headline"),
    _Row("standfirst", "Stand&first"),
    _Row("authors", "B&yline", "Ada Merrow; Olin Tarn"),
    _Row("dateline", "Date&line"),
    _Row("source", "&Source"),
    _Row("section", "Se&ction"),
    _Row("published", "&Published", "2024-05-03 or 2024-05-03 20:15"),
    _Row("updated", "&Updated", "2024-05-03 or 2024-05-03 20:15"),
    _Row("language", "Lan&guage", "en, zh-Hans, ar"),
    _Row("credit", "Credi&t"),
)
MAIN = ("headline", "standfirst")
"""What shows without being asked for."""


class BadField(ValueError):
    """A field says what can't be kept; `str()` is a sentence for the user, `field` its name."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class FactFields(QWidget):
    """A form of a story's facts. `changed` comes with every letter typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = Story()
        self._shown: dict[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(6)
        for row in ROWS:
            field = QLineEdit(self)
            field.setPlaceholderText(row.hint)
            field.setMaxLength(20_000)
            field.textEdited.connect(lambda _text: self.changed.emit())
            self.fields[row.field] = field
            self._form.addRow(row.title, field)

    def begin(self, story: Story) -> None:
        """Show a story's facts."""
        self._before = story
        for name, field in self.fields.items():
            field.setText(_shown(getattr(story, name)))
            field.setCursorPosition(0)
            # A line of a form knows no line breaks: what it shows is compared, not what the story says.
            self._shown[name] = field.text()

    def show_all(self, every: bool) -> None:
        """Show all the fields, or only those that most corrections are about."""
        for row in ROWS:
            self._form.setRowVisible(self.fields[row.field], every or row.field in MAIN)

    def applied(self, story: Story) -> Story:
        """Return the story with the facts as they stand. Raises BadField."""
        changed = {
            name: _READ.get(name, str.strip)(field.text())
            for name, field in self.fields.items()
            if field.text() != self._shown[name]
        }
        return replace(story, **changed)  # type: ignore[arg-type]


def _shown(value: object) -> str:
    if isinstance(value, Stamp):
        return value.iso.replace("T", " ")
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _authors(written: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in written.split(";") if name.strip())


def _date(field: str) -> Callable[[str], Stamp | None]:
    def read(written: str) -> Stamp | None:
        if not written.strip():
            return None
        try:
            return Stamp(written.strip().replace(" ", "T", 1), StampOrigin.LABEL)
        except ValueError as error:
            sentence = f"“{written.strip()}” is no date that can be kept. Write 2024-05-03, or 2024-05-03 20:15."
            raise BadField(field, sentence) from error

    return read


_READ: dict[str, Callable[[str], object]] = {
    "authors": _authors,
    "published": _date("published"),
    "updated": _date("updated"),
}
