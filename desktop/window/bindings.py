"""What each action of the table does in the main window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from desktop.sidebar.rows import Where
from desktop.window.shortcut_sheet import ShortcutSheet
from library.model.annotation import Colour
from library.model.operation import StateFlag
from library.model.query import Shelf

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

Slots = dict[str, Callable[[], object]]


def bind_all(window: MainWindow) -> None:
    """Bind every action of the table."""
    for slots in (_file(window), _edit(window), _story(window), _annotate(window), _go(window), _view(window)):
        window.commands.bind(slots)


def _file(window: MainWindow) -> Slots:
    return {
        "import-files": window.importing.choose_files,
        "import-folder": window.importing.choose_folder,
        "import-paste": window.importing.paste,
        "import-samples": window.importing.add_samples,
        "import-report": window.reports.show,
        "watched-folders": window.background.edit_folders,
        "import-cancel": window.importing.cancel,
        "import-notes": window.exporting.import_notes,
        "export": window.exporting.export,
        "export-pdf": window.printing.export,
        "print": window.printing.print,
        "empty-trash": window.emptying.empty,
        "quit": window.close,
        "shortcuts": lambda: ShortcutSheet(window).open(),
        "about": lambda: _about(window),
    }


def _edit(window: MainWindow) -> Slots:
    return {
        "undo": window.session.undo,
        "redo": window.session.redo,
        "copy": window.reader.copy_selection,
        "copy-cited": window.passages.copy_cited,
        "select-all": window.reader.select_all,
        "find-library": window.articles.focus_search,
        "look-up": window.passages.look_up,
        "find-story": window.reader.seeking.open,
        "find-next": lambda: window.reader.seeking.step(1),
        "find-previous": lambda: window.reader.seeking.step(-1),
    }


def _story(window: MainWindow) -> Slots:
    return {
        "star": lambda: window.story.toggle(StateFlag.STARRED),
        "read": lambda: window.story.toggle(StateFlag.READ),
        "archive": lambda: window.story.toggle(StateFlag.ARCHIVED),
        "trash": lambda: window.story.toggle(StateFlag.TRASHED),
        "bookmark": window.annotating.bookmark,
        "tags": window.tagging.edit,
        "compare-versions": window.versions.compare_latest,
        "correct-story": window.correcting.correct,
        "remove-passage": window.correcting.remove_passage,
        "make-subhead": window.correcting.make_subhead,
        "versions": window.versions.open_list,
        "merge-stories": window.merging.merge,
        "next-change": lambda: window.reader.comparing.step(1),
        "previous-change": lambda: window.reader.comparing.step(-1),
        "open-original": window.originals.open,
        "refresh-story": window.refreshing.refresh,
    }


def _annotate(window: MainWindow) -> Slots:
    def colour_slot(colour: Colour) -> Callable[[], object]:
        return lambda: window.annotating.highlight(colour)

    return {
        "highlight": window.annotating.highlight,
        **{f"highlight-{colour.value}": colour_slot(colour) for colour in Colour},
        "underline": window.annotating.underline,
        "name-colours": window.colours.edit,
        "annotate": window.annotating.annotate,
        "tag-annotation": window.annotating.tag,
        "note-on-story": window.annotating.note_on_story,
        "edit-annotation": window.annotating.edit_current,
        "end-right": lambda: window.annotating.move_end(1),
        "end-left": lambda: window.annotating.move_end(-1),
        "start-earlier": lambda: window.annotating.move_start(-1),
        "start-later": lambda: window.annotating.move_start(1),
        "remove-annotation": window.annotating.remove_current,
        "notebook": window.notebook.toggle,
        "go-places": window.notebook.show_places,
        "next-annotation": lambda: window.annotating.step(1),
        "previous-annotation": lambda: window.annotating.step(-1),
    }


def _go(window: MainWindow) -> Slots:
    def shelf_slot(shelf: Shelf) -> Callable[[], object]:
        return lambda: window.listing.show(Where(shelf))

    return {
        "next-story": lambda: window.story.step(1),
        "previous-story": lambda: window.story.step(-1),
        "next-unread": lambda: window.story.step_unread(1),
        "previous-unread": lambda: window.story.step_unread(-1),
        "page-down": window.story.page_down,
        "page-up": window.reader.page_up,
        "outline": window.reader.journey.open_outline,
        "jump-back": window.links.back,
        "jump-forward": window.links.forward,
        "move-by-paragraph": window.move_by_paragraph,
        "read-aloud": window.reading_aloud.toggle,
        "read-aloud-here": window.reading_aloud.read_from_here,
        "pause-speech": window.reading_aloud.pause,
        "next-sentence": lambda: window.reading_aloud.step(1),
        "previous-sentence": lambda: window.reading_aloud.step(-1),
        "speak-faster": lambda: window.reading_aloud.speed_up(1),
        "speak-slower": lambda: window.reading_aloud.speed_up(-1),
        "focus-next": lambda: window.move_focus(1),
        "focus-previous": lambda: window.move_focus(-1),
        **{f"go-{shelf.value}": shelf_slot(shelf) for shelf in Shelf},
    }


def _view(window: MainWindow) -> Slots:
    def theme_slot(name: str) -> Callable[[], object]:
        return lambda: window.appearance.choose(name)

    return {
        "show-sidebar": lambda: window.show_pane(window.sidebar, not window.sidebar.isVisibleTo(window)),
        "show-list": window.room.toggle_list,
        "show-notes": lambda: window.show_pane(window.notes, not window.notes.isVisibleTo(window)),
        "margin-notes": lambda: window.margin.toggle(),
        "theme-system": theme_slot(""),
        **{f"theme-{name}": theme_slot(name) for name in ("paper", "sepia", "night")},
        "reading-style": window.open_reading_style,
        "text-larger": lambda: window.appearance.resize_text(1),
        "text-smaller": lambda: window.appearance.resize_text(-1),
        "text-normal": lambda: window.appearance.resize_text(0),
        "full-screen": window.room.toggle_full_screen,
    }


def _about(window: MainWindow) -> None:
    # It reads mail headers, and brings half of the standard library along: not at the start.
    from importlib.metadata import version

    QMessageBox.about(
        window,
        "About Broadsheet",
        f"Broadsheet {version('broadsheet')}\n\nYour library lies in\n{window.session.library.folder}\n\n"
        "Nothing is ever fetched from the network.",
    )
