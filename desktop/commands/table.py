"""The one table of actions: menus, toolbar, context menus, shortcuts and the help sheet are all derived from it."""

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
    FIND = enum.auto()  # the find bar is open
    IMPORTING = enum.auto()
    COMPARING = enum.auto()  # a comparison of versions shows


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


ACTIONS: tuple[Action, ...] = (
    # File
    Action(
        "import-files",
        "&Import files…",
        Menu.FILE,
        "Choose files to read into the library.",
        ("Ctrl+O",),
        place=Place.TOOLBAR,
        icon="import",
    ),
    Action(
        "import-folder",
        "Import a f&older…",
        Menu.FILE,
        "Choose a folder; everything readable in it comes in.",
        ("Ctrl+Shift+O",),
    ),
    Action(
        "import-paste",
        "Import from the clip&board",
        Menu.FILE,
        "Import the files that were copied in a file manager.",
        ("Ctrl+Shift+V",),
    ),
    Action("import-samples", "Add the sa&mple stories", Menu.FILE, "Put the sample stories into the library."),
    Action("import-report", "Last import &report", Menu.FILE, "Show what the last import did, file by file.", group=1),
    Action(
        "watched-folders",
        "&Watched folders…",
        Menu.FILE,
        "Choose folders whose new files come in by themselves.",
        group=1,
    ),
    Action(
        "import-cancel",
        "&Cancel the import",
        Menu.FILE,
        "Stop the import; what is done stays.",
        when=When.IMPORTING,
        group=1,
    ),
    Action("quit", "&Quit", Menu.FILE, "Close the window.", ("Ctrl+Q",), group=2),
    # Edit
    Action("undo", "&Undo", Menu.EDIT, "Take back the last change.", ("Ctrl+Z",), When.UNDO, icon="undo"),
    Action(
        "redo", "&Redo", Menu.EDIT, "Do again what was taken back.", ("Ctrl+Shift+Z", "Ctrl+Y"), When.REDO, icon="redo"
    ),
    Action("copy", "&Copy", Menu.EDIT, "Copy the selected text.", ("Ctrl+C",), When.SELECTED_TEXT, Place.PAGE, group=1),
    Action("select-all", "Select &all", Menu.EDIT, "Select the whole story.", ("Ctrl+A",), When.STORY, group=1),
    Action(
        "find-library",
        "&Search the library",
        Menu.EDIT,
        "Find stories by their words, or by what you noted.",
        ("/", "Ctrl+K"),
        icon="search",
        group=2,
    ),
    Action(
        "find-story", "&Find in the story", Menu.EDIT, "Find words in the open story.", ("Ctrl+F",), When.STORY, group=2
    ),
    Action("find-next", "Find &next", Menu.EDIT, "Go to the next hit.", ("F3", "Ctrl+G"), When.FIND, group=2),
    Action(
        "find-previous",
        "Find &previous",
        Menu.EDIT,
        "Go to the hit before.",
        ("Shift+F3", "Ctrl+Shift+G"),
        When.FIND,
        group=2,
    ),
    # Story
    Action(
        "star",
        "&Star",
        Menu.STORY,
        "Star the story, or take its star away.",
        ("s",),
        When.STORY,
        Place.TOOLBAR | Place.LIST,
        "star",
        checkable=True,
    ),
    Action(
        "read",
        "Mark as &read",
        Menu.STORY,
        "Mark the story as read, or as unread.",
        ("r",),
        When.STORY,
        Place.LIST,
        "unread",
        checkable=True,
    ),
    Action(
        "archive",
        "&Archive",
        Menu.STORY,
        "Put the story into the archive, or take it out.",
        ("e",),
        When.STORY,
        Place.TOOLBAR | Place.LIST,
        "archive",
        checkable=True,
    ),
    Action(
        "trash",
        "Move to the &trash",
        Menu.STORY,
        "Put the story into the trash, or take it out.",
        ("#", "Del"),
        When.STORY,
        Place.LIST,
        "trash",
        checkable=True,
    ),
    Action(
        "tags",
        "Ta&gs…",
        Menu.STORY,
        "File the stories under tags; “Work/Energy” lies under “Work”.",
        ("t",),
        When.STORY,
        Place.LIST,
        "tag",
        group=1,
    ),
    Action(
        "bookmark",
        "&Bookmark this place…",
        Menu.STORY,
        "Keep the place under a name.",
        ("Ctrl+B",),
        When.STORY,
        Place.TOOLBAR,
        "bookmark",
        group=1,
    ),
    Action(
        "compare-versions",
        "&Compare versions",
        Menu.STORY,
        "Show what changed between two versions of the story; again, go back to it.",
        ("v",),
        When.STORY,
        icon="versions",
        group=2,
    ),
    Action("next-change", "&Next change", Menu.STORY, "Go to the next change.", ("Ctrl+]",), When.COMPARING, group=2),
    Action(
        "previous-change",
        "&Previous change",
        Menu.STORY,
        "Go to the change before.",
        ("Ctrl+[",),
        When.COMPARING,
        group=2,
    ),
    Action(
        "open-original",
        "Open the kept &original",
        Menu.STORY,
        "Open the file that the story came from, as it was kept, in the program for it.",
        ("Ctrl+Shift+K",),
        When.STORY,
        group=3,
    ),
    Action(
        "refresh-story",
        "Read again from the &kept file",
        Menu.STORY,
        "Read the stories once more from their kept files; what comes out differently is a new version.",
        when=When.STORY,
        group=3,
    ),
    # Annotate
    Action(
        "highlight",
        "&Highlight",
        Menu.ANNOTATE,
        "Highlight the selection in the last colour.",
        ("h",),
        When.SELECTION,
        Place.PAGE,
        "highlight",
    ),
    Action(
        "highlight-yellow",
        "&Yellow",
        Menu.ANNOTATE,
        "Highlight in yellow, or recolour.",
        ("1",),
        When.SELECTION,
        group=1,
    ),
    Action(
        "highlight-green", "&Green", Menu.ANNOTATE, "Highlight in green, or recolour.", ("2",), When.SELECTION, group=1
    ),
    Action(
        "highlight-blue", "&Blue", Menu.ANNOTATE, "Highlight in blue, or recolour.", ("3",), When.SELECTION, group=1
    ),
    Action(
        "highlight-pink", "&Pink", Menu.ANNOTATE, "Highlight in pink, or recolour.", ("4",), When.SELECTION, group=1
    ),
    Action(
        "highlight-purple",
        "P&urple",
        Menu.ANNOTATE,
        "Highlight in purple, or recolour.",
        ("5",),
        When.SELECTION,
        group=1,
    ),
    Action(
        "annotate",
        "Add a &note",
        Menu.ANNOTATE,
        "Highlight the selection and write a note on it.",
        ("a",),
        When.SELECTION,
        Place.PAGE,
        "note",
        group=2,
    ),
    Action(
        "remove-annotation",
        "&Delete the annotation",
        Menu.ANNOTATE,
        "Delete the highlight under the cursor.",
        ("Shift+Del",),
        When.ANNOTATION,
        group=2,
    ),
    Action(
        "next-annotation",
        "Ne&xt annotation",
        Menu.ANNOTATE,
        "Go to the next annotation of the story.",
        ("]",),
        When.STORY,
        group=3,
    ),
    Action(
        "previous-annotation",
        "Pre&vious annotation",
        Menu.ANNOTATE,
        "Go to the annotation before.",
        ("[",),
        When.STORY,
        group=3,
    ),
    # Go
    Action("next-story", "&Next story", Menu.GO, "Open the next story of the list.", ("j",)),
    Action("previous-story", "&Previous story", Menu.GO, "Open the story before.", ("k",)),
    Action("next-unread", "Next &unread story", Menu.GO, "Open the next unread story.", ("n",)),
    Action("previous-unread", "Previous unrea&d story", Menu.GO, "Open the unread story before.", ("p",)),
    Action(
        "page-down",
        "Page do&wn, then the next unread",
        Menu.GO,
        "Scroll a page; at the end, open the next unread.",
        ("Space",),
        When.STORY,
        group=1,
    ),
    Action("page-up", "Pa&ge up", Menu.GO, "Scroll a page back.", ("Shift+Space",), When.STORY, group=1),
    Action("outline", "&Outline…", Menu.GO, "Go to a subhead of the story.", ("Ctrl+T",), When.STORY, group=1),
    Action(
        "jump-back",
        "&Back",
        Menu.GO,
        "Go back to where the last jump in the story began.",
        ("Alt+Left",),
        When.STORY,
        icon="back",
        group=1,
    ),
    Action(
        "jump-forward",
        "&Forward",
        Menu.GO,
        "Go where you came back from.",
        ("Alt+Right",),
        When.STORY,
        icon="forward",
        group=1,
    ),
    Action("focus-next", "Next pane", Menu.GO, "Move the keyboard to the next pane.", ("F6",), group=2),
    Action("focus-previous", "Previous pane", Menu.GO, "Move the keyboard to the pane before.", ("Shift+F6",), group=2),
    Action("go-all", "&All stories", Menu.GO, "Open the shelf with all stories.", ("g, i",), group=3),
    Action("go-unread", "Unread stories", Menu.GO, "Open the shelf with unread stories.", ("g, u",), group=3),
    Action("go-begun", "Continue reading", Menu.GO, "Open the shelf of stories that were begun.", ("g, c",), group=3),
    Action("go-starred", "&Starred stories", Menu.GO, "Open the shelf with starred stories.", ("g, s",), group=3),
    Action("go-annotated", "Annotated stories", Menu.GO, "Open the shelf with annotated stories.", ("g, n",), group=3),
    Action("go-stubs", "Addresses", Menu.GO, "Open the shelf of stories without their text.", ("g, d",), group=3),
    Action("go-archive", "A&rchive", Menu.GO, "Open the archive.", ("g, a",), group=3),
    Action("go-trash", "&Trash", Menu.GO, "Open the trash.", ("g, t",), group=3),
    # View
    Action(
        "show-sidebar",
        "&Shelves",
        Menu.VIEW,
        "Show or hide the column of shelves.",
        ("F9",),
        place=Place.TOOLBAR,
        icon="sidebar",
        checkable=True,
    ),
    Action(
        "show-notes",
        "&Annotations",
        Menu.VIEW,
        "Show or hide the story's annotations.",
        ("Ctrl+Shift+A",),
        place=Place.TOOLBAR,
        icon="panel",
        checkable=True,
    ),
    Action("theme-system", "As the s&ystem", Menu.VIEW, "Follow the system's light or dark.", checkable=True, group=1),
    Action("theme-paper", "&Paper", Menu.VIEW, "The light theme.", checkable=True, icon="sun", group=1),
    Action("theme-sepia", "S&epia", Menu.VIEW, "The warm theme.", checkable=True, icon="sepia", group=1),
    Action("theme-night", "&Night", Menu.VIEW, "The dark theme.", checkable=True, icon="moon", group=1),
    Action(
        "reading-style",
        "&Reading style…",
        Menu.VIEW,
        "Choose typeface, size, width, spacing and justification of the text.",
        ("F8",),
        place=Place.TOOLBAR,
        icon="text-size",
        group=2,
    ),
    Action("text-larger", "&Larger text", Menu.VIEW, "Make the reading text larger.", ("Ctrl+=", "Ctrl++"), group=2),
    Action("text-smaller", "S&maller text", Menu.VIEW, "Make the reading text smaller.", ("Ctrl+-",), group=2),
    Action("text-normal", "N&ormal text", Menu.VIEW, "Set the reading text to its normal size.", ("Ctrl+0",), group=2),
    Action(
        "full-screen",
        "&Full screen",
        Menu.VIEW,
        "Fill the screen, or stop filling it.",
        ("F11",),
        checkable=True,
        group=3,
    ),
    # Help
    Action("shortcuts", "&Keyboard shortcuts", Menu.HELP, "Show every shortcut.", ("?", "F1"), icon="help"),
    Action("about", "&About Broadsheet", Menu.HELP, "Show the version and where the library lies."),
)
