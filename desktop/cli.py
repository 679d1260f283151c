"""The command line: `broadsheet` opens the window, its commands do the same work without one.

Imports no Qt until a window or a screenshot is asked for. Exit codes: 0 done, 1 something failed (the rest was done),
2 wrong usage. What goes wrong is one sentence on standard error; faults of ours go to `faults.log` in the library.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import uuid
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop import _cli_arguments as arguments
from desktop import _cli_output as output
from desktop.faults import faults_kept
from library.annotations.describe import describe
from library.front.library import Library, now, open_library
from library.front.reader import Page, Reader
from library.model.annotation import Annotation, Colour, Motivation
from library.model.document import text
from library.model.errors import BroadsheetError, NotALibrary
from library.model.operation import AddAnnotation, SetFlag, StateFlag
from library.model.query import And, Flag, FlagTerm, Listing, Query, Shelf, SortKey
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from library.model.tags import clean_tags
from library.search.parse import parse

log = logging.getLogger(__name__)

DONE, FAILED = 0, 1
PAGE = 200
"""Stories fetched at a time: a list of any length is printed as it is read."""
ERASE_LINE = "\r\x1b[K"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (by default the program's own) and return its exit code."""
    try:
        options = arguments.parse(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    _print_anything()
    with faults_kept(options.library) as faults:
        try:
            code = _COMMANDS[options.command](options)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has had enough. Python must not try to flush it once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        except KeyboardInterrupt:
            return _fail("Stopped.")
        except (BroadsheetError, OSError) as error:
            return _fail(str(error))
        except Exception as error:
            log.exception("a command failed")
            where = f" A report was written to {faults}." if faults.exists() else ""
            return _fail(f"A fault in Broadsheet: {type(error).__name__}: {error}.{where}")
    return code


def _window(options: Namespace) -> int:
    for path in options.paths:
        if not path.exists():
            return _fail(f"There is no command and no file named {path}; see broadsheet --help.", code=2)
    if not _has_display():
        return _fail("There is no display to open a window on; `broadsheet screenshot OUT.png` draws it into a file.")
    try:
        from desktop.app import run_window
    except ImportError as error:
        return _fail(f"The window can't be opened: {error}.")
    return run_window(options.library, options.paths)


def _screenshot(options: Namespace) -> int:
    try:
        from desktop.app import take_screenshot
    except ImportError as error:
        return _fail(f"The window can't be drawn: {error}.")
    take_screenshot(options.library, options.out, options.article, options.size, options.theme, options.query)
    return DONE


def _import(options: Namespace) -> int:
    # A path is a key of its story (a later telling in the same file), so it has to mean the same from any folder.
    paths = [Path(os.path.abspath(path)) for path in options.paths]
    with contextlib.closing(open_library(options.library)) as library:
        report = _run_import(library, paths)
        with library.reader() as reader:
            _print_report(reader, report, options.json)
    if report.error:
        return _fail(report.error)
    if report.cancelled:
        return _fail("Stopped; what was read until then is in the library.")
    return FAILED if report.count(FileOutcome.FAILED) else DONE


def _run_import(library: Library, paths: Sequence[Path]) -> ImportReport:
    """Import with progress where a person is watching; Ctrl+C ends it with what is done kept."""
    watched = sys.stderr.isatty()
    job = library.start_import(paths, _show_progress if watched else None)
    try:
        report = job.wait()
    except KeyboardInterrupt:
        job.cancel()
        report = job.wait()
    if watched:
        print(ERASE_LINE, end="", file=sys.stderr, flush=True)
    return report


def _show_progress(progress: ImportProgress) -> None:
    line = output.progress_line(progress, shutil.get_terminal_size().columns - 1)
    print(ERASE_LINE + line, end="", file=sys.stderr, flush=True)


def _print_report(reader: Reader, report: ImportReport, as_json: bool) -> None:
    if as_json:
        for result in _lines(reader, report):
            _print_record(output.file_record(result))
        _print_record(output.summary_record(report))
        return
    for result in _lines(reader, report, FileOutcome.FAILED):
        print(output.problem_line(result), file=sys.stderr)
    print(output.summary_line(report))


def _lines(reader: Reader, report: ImportReport, outcome: FileOutcome | None = None) -> Iterator[FileResult]:
    """Yield the lines of a report, of one outcome, page by page."""
    at = 0
    while page := reader.report_lines(report.id, outcome, offset=at, limit=PAGE):
        yield from page
        at += len(page)


def _list(options: Namespace) -> int:
    query = parse(" ".join(options.query))
    with _reading(options.library) as reader:
        _print_stories(reader, reader.ids(Listing(shelf_of(query), query=query)), None, options.json)
    return DONE


def _search(options: Namespace) -> int:
    query = parse(" ".join(options.query))
    with _reading(options.library) as reader:
        ids = reader.ids(Listing(shelf_of(query), query=query, sort=SortKey.RELEVANCE))
        _print_stories(reader, ids[: options.limit], query, options.json)
    return DONE


def _print_stories(reader: Reader, ids: Sequence[int], query: Query | None, as_json: bool) -> None:
    """Print stories in the order given; with a query, each with the piece of it around the hits."""
    for at in range(0, len(ids), PAGE):
        page = ids[at : at + PAGE]
        summaries = reader.summaries(page)
        snippets = reader.snippets(page, query) if query else {}
        for article in page:
            if article not in summaries:  # deleted by a window meanwhile
                continue
            snippet = snippets.get(article)
            if as_json:
                extra = {"snippet": output.snippet_record(snippet)} if snippet else {}
                _print_record({**output.article_record(summaries[article]), **extra})
                continue
            print(output.article_line(summaries[article]))
            if snippet and snippet.text:
                print(output.snippet_line(snippet))


def shelf_of(query: Query) -> Shelf:
    """Return the shelf a search looks on: the archive or the trash where it asks for them, else all the others."""
    asked = query.root.children if isinstance(query.root, And) else (query.root,)
    if FlagTerm(Flag.TRASHED) in asked:
        return Shelf.TRASH
    return Shelf.ARCHIVE if FlagTerm(Flag.ARCHIVED) in asked else Shelf.ALL


def _show(options: Namespace) -> int:
    with _reading(options.library) as reader:
        page = reader.page(options.article)
        if not options.notes:
            page = replace(page, annotations=())
        if options.format == "pdf":
            return _show_pdf(options.library, reader, page)
    from desktop import _cli_story as story

    sys.stdout.write(story.written(page, options.format))
    return DONE


def _show_pdf(folder: Path, reader: Reader, page: Page) -> int:
    if sys.stdout.isatty():
        return _fail("A PDF is nothing for a terminal; write it into a file: > story.pdf", code=2)
    try:
        from desktop import _cli_pdf
    except ImportError as error:
        return _fail(f"The PDF can't be made: {error}.")
    sys.stdout.buffer.write(_cli_pdf.pdf(folder, reader, page))
    return DONE


def _annotate(options: Namespace) -> int:
    from library.annotations.find_quote import find_quote, quote_places

    with contextlib.closing(open_library(options.library)) as library:
        with library.reader() as reader:
            version = reader.current(options.article)
        body = text(version.story.document)
        start, end = find_quote(body, options.quote)
        if (places := len(quote_places(body, options.quote))) > 1:
            print(f"broadsheet: The quote stands in the story {places} times; the first was taken.", file=sys.stderr)
        annotation = Annotation(
            uuid=str(uuid.uuid4()),
            target=describe(version.article, version.id, body, start, end),
            motivation=Motivation.COMMENTING if options.note else Motivation.HIGHLIGHTING,
            note=options.note,
            tags=clean_tags(tuple(options.tags)),
            colour=Colour(options.colour),
            created=(at := now()),
            modified=at,
        )
        library.apply(AddAnnotation(annotation))
    print(annotation.uuid)
    return DONE


def _annotations(options: Namespace) -> int:
    from desktop import _cli_annotations as annotations

    if options.files:
        with contextlib.closing(open_library(options.library)) as library:
            return FAILED if annotations.bring_in(library, options.files, options.format == "json") else DONE
    if options.query is not None and options.articles:
        return _fail("Name stories by their numbers or by a search, not both; see broadsheet annotations --help.", 2)
    with _reading(options.library) as reader:
        return FAILED if annotations.write(reader, options) else DONE


def _star(options: Namespace) -> int:
    with contextlib.closing(open_library(options.library)) as library:
        library.apply(SetFlag((options.article,), StateFlag.STARRED))
    return DONE


@contextlib.contextmanager
def _reading(folder: Path) -> Iterator[Reader]:
    """Open a library to read from it. A folder that isn't there is an error here: a slip must not make a library."""
    if not folder.exists():
        raise NotALibrary(f"There is no library in {folder}; `broadsheet import` makes one.")
    with contextlib.closing(open_library(folder)) as library, library.reader() as reader:
        yield reader


def _has_display() -> bool:
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def _print_record(data: output.Record) -> None:
    print(output.json_line(data, ascii_only=output.is_ascii_only()))


def _print_anything() -> None:
    """Have what the terminal's encoding lacks printed as an escape, not as an error."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _fail(sentence: str, code: int = FAILED) -> int:
    print(f"broadsheet: {sentence}", file=sys.stderr)
    return code


_COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _window,
    "import": _import,
    "list": _list,
    "show": _show,
    "search": _search,
    "annotate": _annotate,
    "annotations": _annotations,
    "star": _star,
    "screenshot": _screenshot,
}


if __name__ == "__main__":
    sys.exit(main())
