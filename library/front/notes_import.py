"""Bringing annotations in from a file of nothing else, and saying what became of each.

The file is parsed in a worker process and filed as any import is; what differs is that it may hold no story, that the
same file may be read again (annotations deleted meanwhile come back), and the report, which is about annotations.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from library.front.ingest.carrying import Brought, Fate
from library.front.ingest.filing import Filed, file_parsed
from library.front.ingest.parsing import ParsedFile, parse_file
from library.front.ingest.pool import ParserPool, why_not
from library.front.ingest.walk import FoundFile
from library.front.reader import Reader
from library.front.writer import Connections, Writer
from library.model.annotation import AnchorState
from library.model.carried import Carried
from library.model.operation import Outcome

SLICE = 20
"""Stories of one transaction: a highlight made meanwhile waits for no more."""


@dataclass(frozen=True, slots=True)
class LostPassage:
    """An annotation whose passage isn't in its story's text: kept with the story as an orphan."""

    article: int
    headline: str
    quote: str


@dataclass(frozen=True, slots=True)
class NotesReport:
    """What came of a file of annotations.

    `stubs` counts stories that weren't in the library, of which only the address or the title is known now; `trashed`
    are the headlines of stories in the trash that got any. `problems` are sentences on records that couldn't be read as
    they are; `error` is one where nothing could.
    """

    path: str
    format: str = ""
    added: int = 0
    changed: int = 0
    known: int = 0
    stories: int = 0
    stubs: int = 0
    lost: tuple[LostPassage, ...] = ()
    trashed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    error: str = ""
    cancelled: bool = False

    @property
    def annotations(self) -> int:
        """How many annotations the file had for the library."""
        return self.added + self.changed + self.known


def import_notes(
    writer: Writer,
    folder: Path,
    tell: Callable[[Outcome], None],
    path: Path,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> NotesReport:
    """Read a file of annotations into the library in `folder`; for a worker's thread.

    `on_progress` gets the stories that are done and all of them. A cancelled import keeps what it did. Raises
    LibraryError where the library can't be written.
    """
    found = FoundFile(path, True)
    with ParserPool(None, workers=1) as pool:
        try:
            parsed: ParsedFile = pool.run(parse_file, found).result()
        except Exception as error:
            return NotesReport(found.name, error=why_not(error))
    if problem := parsed.error or _why_none(parsed):
        return NotesReport(found.name, parsed.format, error=problem)
    filed: list[Filed] = []
    total = len(parsed.stories)
    for at in range(0, total, SLICE):
        if is_cancelled():
            break
        # As a part, so that its bytes don't count as known: annotations deleted later can come in again.
        part = replace(parsed, stories=parsed.stories[at : at + SLICE], is_part=True)
        part = part if at == 0 else replace(part, original=None)
        filed.append(writer.submit(_filing(found.name, part)).result())
        tell(filed[-1].changes)
        if on_progress is not None:
            on_progress(min(at + SLICE, total), total)
    with Reader(folder) as reader:
        report = _report(reader, found.name, parsed, filed)
    return replace(report, cancelled=len(filed) * SLICE < total)


def _why_none(parsed: ParsedFile) -> str:
    if parsed.holds is not None or any(not story.packed.is_stub for story in parsed.stories):
        return "The file holds stories, not annotations alone; import it as stories."
    if not any(_has_notes(story.carried) for story in parsed.stories):
        return "The file holds no annotations."
    return ""


def _has_notes(carried: Carried | None) -> bool:
    return carried is not None and bool(carried.highlights or carried.annotations or carried.note)


def _filing(path: str, part: ParsedFile) -> Callable[[Connections], Filed]:
    return lambda own: file_parsed(own, path, part, time.time_ns() // 1_000_000)


def _report(reader: Reader, path: str, parsed: ParsedFile, filed: list[Filed]) -> NotesReport:
    brought = [annotation for each in filed for annotation in each.annotations]
    fates = [each.fate for each in brought]
    articles = dict.fromkeys(each.article for each in brought)
    summaries = {article: row for each in articles for article, row in reader.summaries((each,)).items()}
    waiting = {article for each in filed for article in each.changes.added}
    return NotesReport(
        path,
        parsed.format,
        added=fates.count(Fate.ADDED),
        changed=fates.count(Fate.CHANGED),
        known=fates.count(Fate.KNOWN),
        stories=len(articles),
        stubs=len(waiting),
        lost=tuple(_lost(reader, brought, {article for article, row in summaries.items() if row.stub})),
        trashed=tuple(row.headline for row in summaries.values() if row.trashed),
        problems=tuple(notice.sentence for story in parsed.stories for notice in story.notices),
    )


def _lost(reader: Reader, brought: list[Brought], stubs: set[int]) -> list[LostPassage]:
    """Return the new annotations that aren't in their story's text; a stub has no text to be missed in."""
    orphans = {each.uuid: each.article for each in brought if each.state is AnchorState.ORPHAN}
    found = []
    for article in dict.fromkeys(article for article in orphans.values() if article not in stubs):
        story = reader.current(article).story
        found += [
            LostPassage(article, story.headline, each.annotation.target.quote.exact)
            for each in reader.annotations(article)
            if each.annotation.uuid in orphans
        ]
    return found
