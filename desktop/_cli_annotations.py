"""What `broadsheet annotations` does: writing annotations out in any form, and reading files of them in.

Imported only for that command. What goes wrong with one file or record is a line on standard error; the rest goes on.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop import _cli_output as output
from library.front.library import Library
from library.front.notes_export import (
    NotesForm,
    noted_articles,
    noted_stories,
    refresh_folder,
    write_file,
    written,
)
from library.front.reader import Reader
from library.search.parse import parse


def write(reader: Reader, options: Namespace) -> bool:
    """Write annotations as asked for; True if a file had to be left as it was. Raises NotFound, OSError."""
    for article in options.articles:
        reader.current(article)
    query = parse(options.query) if options.query is not None else None
    articles = options.articles or noted_articles(reader, query)
    if options.output is not None and options.format == "markdown" and _is_folder(options.output):
        return _refresh(options.output, reader, articles)
    pieces = _pieces(reader, articles, options.format)
    if options.output is not None:
        write_file(options.output, pieces)
        return False
    for piece in pieces:
        sys.stdout.write(piece)
    return False


def bring_in(library: Library, files: Sequence[Path], as_json: bool) -> bool:
    """Read files of annotations; True if a file, or a record in one, couldn't be read as it is."""
    failed = False
    for path in files:
        report = library.import_notes(Path(os.path.abspath(path)))
        problems = [sentence for sentence in (report.error, *report.problems) if sentence]
        failed = failed or bool(problems)
        for sentence in problems:
            sys.stderr.write(f"{report.path}: {sentence}\n")
        if as_json:
            sys.stdout.write(f"{output.json_line(output.notes_record(report), output.is_ascii_only())}\n")
        elif not report.error:
            sys.stdout.writelines(f"{line}\n" for line in output.notes_lines(report))
    return failed


def _pieces(reader: Reader, articles: Sequence[int], form: str) -> Iterator[str]:
    """Yield annotations in any of the forms of `annotations --format`."""
    if form not in ("text", "json"):
        yield from written(noted_stories(reader, articles), NotesForm(form))
        return
    for article in articles:
        for anchored in reader.annotations(article):
            if form == "json":
                yield f"{output.json_line(output.annotation_record(anchored), output.is_ascii_only())}\n"
            else:
                yield from (f"{line}\n" for line in output.annotation_lines(anchored))


def _is_folder(path: Path) -> bool:
    """True for a folder, and for one to be made: a name without an ending."""
    return path.is_dir() or not (path.exists() or path.suffix)


def _refresh(folder: Path, reader: Reader, articles: Sequence[int]) -> bool:
    files = problems = changed = 0
    for file in refresh_folder(folder, reader, articles):
        files, changed = files + 1, changed + file.changed
        if file.problem:
            problems += 1
            sys.stderr.write(f"{file.path}: {file.problem}\n")
    sys.stdout.write(f"{files:,} {'file' if files == 1 else 'files'} in {folder}, {changed:,} changed\n")
    return problems > 0
