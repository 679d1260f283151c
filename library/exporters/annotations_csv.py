"""Annotations as the table that Readwise imports: Highlight, Title, Author, URL, Note, Location, Date.

Tags stand before the note as Readwise's commands (`.tag`, https://docs.readwise.io/readwise/docs/faqs/action-tags).
`Location` is a code point, which gives the order; empty where the passage is gone. Dates are UTC.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from library.exporters.noted import NotedStory
from library.exporters.parts import noted
from library.model.annotation import AnchoredAnnotation, AnchorState

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")

_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet may compute (https://owasp.org/www-community/attacks/CSV_Injection); blanks
before the sign and its full-width forms included."""

_NOT_IN_TAG = re.compile(r"[^\w-]+")


def write(stories: Iterable[NotedStory]) -> Iterator[str]:
    """Yield the table a row at a time, its head first. Rows end with CR LF, as RFC 4180 asks."""
    yield _row(COLUMNS)
    for story in stories:
        for anchored in noted(story.annotations):
            yield _row(_cells(story, anchored))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before a sign that begins one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(story: NotedStory, anchored: AnchoredAnnotation) -> tuple[str, ...]:
    annotation, facts = anchored.annotation, story.story
    lost = anchored.anchor.state is AnchorState.ORPHAN
    commands = [f".{tag}" for each in annotation.tags if (tag := _NOT_IN_TAG.sub("-", each).strip("-_"))]
    return (
        annotation.target.quote.exact,
        facts.headline,
        ", ".join(facts.authors),
        facts.url,
        " ".join((*commands, annotation.note)).strip(),
        "" if lost else str(anchored.anchor.start),
        datetime.fromtimestamp(annotation.created // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S"),
    )


def _row(cells: Iterable[str]) -> str:
    made = io.StringIO()
    # NUL can't stand in a table: readers stop at it.
    csv.writer(made).writerow([guarded(cell.replace("\x00", "")) for cell in cells])
    return made.getvalue()
