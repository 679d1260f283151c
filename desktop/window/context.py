"""What is so in the window just now, as the actions see it: when they apply, and which are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.commands import Context

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


def update_context(window: MainWindow) -> None:
    """Tell the actions what applies and what is on."""
    commands, reader, library = window.commands, window.reader, window.session.library
    commands.update_context(
        Context(
            story=window.story.page is not None,
            selection=reader.selection_range() is not None,
            annotation=reader.current_annotation() is not None,
            undo=library.can_undo,
            redo=library.can_redo,
            find=reader.seeking.can_step,
            importing=window.importing.is_running,
            comparing=reader.comparing.is_open,
            speaking=window.reading_aloud.is_on,
        )
    )
    for action, checked in _checked(window).items():
        commands.set_checked(action, checked)


def _checked(window: MainWindow) -> dict[str, bool]:
    state = window.story.page.state if window.story.page else None
    return {
        "star": bool(state and state.starred),
        "read": bool(state and state.read),
        "archive": bool(state and state.archived),
        "trash": bool(state and state.trashed),
        "show-sidebar": window.sidebar.isVisibleTo(window),
        "show-list": window.room.list_shown,
        "show-notes": window.notes.isVisibleTo(window),
        "read-aloud": window.reading_aloud.is_on,
        "move-by-paragraph": window.reader.focus.is_on,
        "notebook": window.notebook.pane.isVisibleTo(window),
        "full-screen": window.isFullScreen(),
    }
