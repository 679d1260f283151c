"""What a row of the table of actions is: its menu, when it applies, and where else it shows."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Menu(enum.StrEnum):
    """The menus of the menu bar, in order. Values are their titles."""

    FILE = "&File"
    EDIT = "&Edit"
    STORY = "&Story"
    ANNOTATE = "&Annotate"
    GO = "&Go"
    VIEW = "&View"
    HELP = "&Help"


class When(enum.Enum):
    """When an action applies."""

    ALWAYS = enum.auto()
    STORY = enum.auto()  # a story is open
    SELECTED_TEXT = enum.auto()
    SELECTION = enum.auto()  # text of the story is selected, or a highlight is current
    ANNOTATION = enum.auto()  # a highlight is current
    UNDO = enum.auto()
    REDO = enum.auto()
    FIND = enum.auto()  # the find bar is open, or the story has hits of the search
    IMPORTING = enum.auto()
    COMPARING = enum.auto()  # a comparison of versions shows
    SPEAKING = enum.auto()  # a story is being read aloud, or paused


class Place(enum.Flag):
    """Where an action shows besides its menu."""

    NONE = 0
    TOOLBAR = enum.auto()
    LIST = enum.auto()  # the list's context menu
    PAGE = enum.auto()  # the page's context menu


@dataclass(frozen=True, slots=True)
class Action:
    """One row. Shortcuts are Qt's portable names; the first is shown. `group` draws lines between menu entries."""

    id: str
    title: str
    menu: Menu
    help: str
    shortcuts: tuple[str, ...] = ()
    when: When = When.ALWAYS
    place: Place = Place.NONE
    icon: str = ""
    checkable: bool = False
    group: int = 0
