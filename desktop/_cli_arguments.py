"""The grammar of the command line: its commands, their options, and how a path is told from a command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import platformdirs

from library.model.annotation import Colour

FOLDER_VARIABLE = "BROADSHEET_LIBRARY"
DEFAULT_LIMIT = 20
DEFAULT_SIZE = (1280, 800)
SIZE_LIMIT = 10_000
FORMATS = ("text", "markdown", "html", "json", "pdf")
NOTE_FORMATS = ("text", "json", "jsonld", "markdown", "csv", "html")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line: `command` (None for the window), `library` and the command's own options.

    Raises SystemExit as argparse does: 2 after one sentence on wrong usage, 0 after help.
    """
    parser = _parser()
    word = first_word(arguments)
    if word in _COMMANDS or (word is None and {"-h", "--help"}.intersection(arguments)):
        parsed = parser.parse_args(arguments)
    else:
        parsed = _window_parser().parse_args(arguments, argparse.Namespace(command=None))
    if not hasattr(parsed, "library"):
        parsed.library = default_folder()
    return parsed


def default_folder() -> Path:
    """Return the library folder where none is named: the environment's, else the user's own."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    return platformdirs.user_data_path("broadsheet", appauthor=False) / "library"


def first_word(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is neither an option nor an option's value; None if there is none."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":  # only paths come after it
            return None
        if argument == "--library":
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return None


class _OneSentence(argparse.ArgumentParser):
    """A parser whose complaint is one line, not the whole usage."""

    def error(self, message: str) -> Any:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def _common() -> _OneSentence:
    common = _OneSentence(add_help=False)
    common.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help=f"the library folder (otherwise ${FOLDER_VARIABLE}, otherwise your own)",
    )
    return common


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that reads the installed packages' records, 49 ms of CPU."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib import metadata

        sys.stdout.write(f"Broadsheet {metadata.version('broadsheet')}\n")
        parser.exit()


def _window_parser() -> argparse.ArgumentParser:
    parser = _OneSentence(prog="broadsheet", parents=[_common()], allow_abbrev=False)
    _add_version(parser)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    return parser


def _add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action=_Version, help="say which version this is, and leave")


def _parser() -> argparse.ArgumentParser:
    parser = _OneSentence(
        prog="broadsheet",
        usage="broadsheet [--library DIR] [PATH...]\n       broadsheet [--library DIR] COMMAND ...",
        description="Without a command: open the window, and import the files and folders named.",
        epilog="Exit codes: 0 done, 1 something failed (the rest was done), 2 wrong usage.",
        parents=[_common()],
        allow_abbrev=False,
    )
    _add_version(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog=parser.prog)
    for name, (help_line, add_options) in _COMMANDS.items():
        add_options(
            commands.add_parser(name, help=help_line, description=help_line, parents=[_common()], allow_abbrev=False)
        )
    return parser


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with all that is in it"
    )
    _add_json(parser)


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and fields, as in the search field")
    _add_json(parser)


def _show_options(parser: argparse.ArgumentParser) -> None:
    _add_id(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default text; of a PDF: > FILE")
    with_notes = "with your highlights and notes (the default), or the story alone"
    parser.add_argument("--notes", action=argparse.BooleanOptionalAction, default=True, help=with_notes)


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words and fields, as in the search field")
    parser.add_argument("--limit", type=_positive, default=DEFAULT_LIMIT, metavar="N", help=f"default {DEFAULT_LIMIT}")
    _add_json(parser)


def _annotate_options(parser: argparse.ArgumentParser) -> None:
    _add_id(parser)
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the passage, as it stands in the story")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser.add_argument(
        "--color", "--colour", dest="colour", type=str.lower, choices=tuple(map(str, Colour)), default="yellow"
    )
    parser.add_argument("--tag", dest="tags", action="append", default=[], metavar="NAME", help="may be repeated")


def _annotations_options(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        f"{parser.prog} [ID...] [--query Q] [--format FORM] [--output PATH]\n       {parser.prog} import FILE..."
    )
    parser.set_defaults(files=(), articles=())
    parser.add_argument(
        "words",
        nargs="*",
        action=_NumbersOrFiles,
        metavar="ID",
        help="stories, as `list` says; otherwise all; or `import` and files of annotations to read in",
    )
    parser.add_argument("--query", metavar="Q", help="those of the stories that a search finds")
    parser.add_argument("--format", choices=NOTE_FORMATS, default="text", help="default text")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="one JSON object a line")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help="a file to write; for Markdown also a folder, with a file for each story that is kept up to date",
    )


class _NumbersOrFiles(argparse.Action):
    """Reads `ID...` into `articles`, or `import FILE...` into `files`."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: object) -> None:
        if values[:1] == ["import"]:
            if not values[1:]:
                parser.error("`annotations import` needs a file")
            namespace.files = tuple(map(Path, values[1:]))
            return
        try:
            namespace.articles = tuple(map(_positive, values))
        except argparse.ArgumentTypeError as error:
            parser.error(f"argument ID: {error}")


def _screenshot_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--article", type=_positive, metavar="ID", help="the story to open")
    parser.add_argument("--size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help="pixels, default 1280x800")
    parser.add_argument("--theme", choices=_themes(), default="", help="default: as in the window")
    parser.add_argument("--query", default="", metavar="Q", help="a search to show")


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", type=_positive, metavar="ID", help="as `list` says")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _positive(value: str) -> int:
    # SQLite's integers end at 63 bits.
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:20]) < 2**63:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 up")
    return int(value)


def _size(value: str) -> tuple[int, int]:
    width, cross, height = value.lower().partition("x")
    sides = [int(side) if side.isascii() and side.isdigit() and len(side) < 6 else 0 for side in (width, height)]
    if not cross or not all(0 < side <= SIZE_LIMIT for side in sides):
        raise argparse.ArgumentTypeError(f"{value!r} is not a size such as 1280x800, of at most {SIZE_LIMIT} a side")
    return sides[0], sides[1]


def _themes() -> tuple[str, ...]:
    names = (entry.name for entry in (resources.files("resources") / "themes").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


_COMMANDS = {
    "import": ("Read files and folders into the library.", _import_options),
    "list": ("List stories, the newest first.", _list_options),
    "show": ("Print a story.", _show_options),
    "search": ("Find stories by their words, the best first.", _search_options),
    "annotate": ("Highlight a passage, with a note if there is one.", _annotate_options),
    "annotations": (
        "List what was highlighted and noted, write it to files, or read it from files.",
        _annotations_options,
    ),
    "star": ("Star a story.", lambda parser: _add_id(parser)),
    "screenshot": ("Draw the window into a picture.", _screenshot_options),
}
