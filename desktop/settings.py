"""The window's settings: one table of what there is, kept in a file beside the library.

A setting that can't be read has its default; one that can't be written is lost with the session, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

V = TypeVar("V", str, int, bool, QByteArray)

FILE_NAME = "window.ini"


@dataclass(frozen=True, slots=True)
class Setting(Generic[V]):
    """One setting: its key in the file and its default, whose type is the setting's."""

    key: str
    default: V
    help: str


THEME = Setting("theme", "", "paper, sepia or night; empty follows the system's light or dark")
TEXT_SIZE = Setting("text-size", 19, "size of the reading text in pixels")
FAMILY = Setting("reading/family", "", "family of the reading text; empty for the program's own serif")
MEASURE = Setting("reading/measure", 66, "letters of a full line, 45 to 90")
LINE_SPACING = Setting("reading/spacing", "normal", "tight, normal or loose")
PARAGRAPHS = Setting("reading/paragraphs", "spaced", "spaced or indented")
JUSTIFIED = Setting("reading/justified", False, "whether lines are filled to both edges, and words hyphenated")
GEOMETRY = Setting("window/geometry", QByteArray(), "where the window stood")
SPLITTER = Setting("window/splitter", QByteArray(), "how wide the columns are")
SIDEBAR_SHOWN = Setting("window/sidebar", True, "whether the shelves are shown")
LIST_SHOWN = Setting("window/list", True, "whether the list is shown")
MARGIN_NOTES = Setting("reader/margin-notes", True, "whether notes stand in the margin where there is room")
NOTES_SHOWN = Setting("window/notes", False, "whether the annotations panel is shown")
SHELF = Setting("list/shelf", "all", "the shelf that was open")
SORT = Setting("list/sort", "published", "the order of the list")
DESCENDING = Setting("list/descending", True, "whether the order is turned round")
EXPORT_CHOICE = Setting("export/choice", "", "what was exported the last time, of what, and in which form")
EXPORT_FOLDER = Setting("export/folder", "", "the folder that was exported to, or imported from, the last time")
SPEECH_SPEED = Setting("speech/speed", 0, "how fast stories are read aloud, in steps; 0 is the voice’s own speed")
SPEECH_VOICES = Setting("speech/voices", "", "the voice chosen for each language, a line each: en=Anne")
LAST_STORY = Setting("reader/story", 0, "the story that was open")

SETTINGS = (
    THEME,
    TEXT_SIZE,
    FAMILY,
    MEASURE,
    LINE_SPACING,
    PARAGRAPHS,
    JUSTIFIED,
    GEOMETRY,
    SPLITTER,
    SIDEBAR_SHOWN,
    LIST_SHOWN,
    MARGIN_NOTES,
    NOTES_SHOWN,
    SHELF,
    SORT,
    DESCENDING,
    EXPORT_CHOICE,
    EXPORT_FOLDER,
    SPEECH_SPEED,
    SPEECH_VOICES,
    LAST_STORY,
)


class Settings:
    """The settings of one library folder. Frozen ones can be changed for the session, but never write the file."""

    def __init__(self, folder: Path, frozen: bool = False) -> None:
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)
        self._frozen = frozen
        self._session: dict[str, object] = {}

    def get(self, setting: Setting[V]) -> V:
        """Return a setting, or its default if it is missing or of another type."""
        value = _read(self._session.get(setting.key, self._file.value(setting.key)), type(setting.default))
        return setting.default if value is None else value

    def set(self, setting: Setting[V], value: V) -> None:
        """Write a setting."""
        if self._frozen:
            self._session[setting.key] = value
        else:
            self._file.setValue(setting.key, value)

    def save(self) -> None:
        """Write the file now."""
        if not self._frozen:
            self._file.sync()


def _read(value: object, kind: type[V]) -> V | None:
    """Return a value from the file as what it should be. Qt's own conversion makes 0 of what is no number."""
    if type(value) is kind:
        return value
    try:
        if kind is bool:
            return {"true": True, "false": False}.get(value) if isinstance(value, str) else None
        return int(value) if kind is int and isinstance(value, str) else None
    except ValueError:
        return None
