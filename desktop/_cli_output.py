"""What the command line prints: lines for people, and JSON records whose keys are a contract (see README.md).

Pure: values in, strings and plain data out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Any

from library.model.annotation import AnchoredAnnotation, AnchorState
from library.model.query import Snippet
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from library.model.story import ArticleSummary

if TYPE_CHECKING:  # it brings the machinery of imports along
    from library.front.notes_import import NotesReport

Record = dict[str, Any]


def json_line(data: Record, ascii_only: bool = False) -> str:
    """Return data as one line of JSON. Names of files that aren't text are written as escapes in any case."""
    line = json.dumps(data, ensure_ascii=ascii_only)
    return line if line.isascii() or _encodable(line) else json.dumps(data)


def is_ascii_only() -> bool:
    """True where standard output takes no more than ASCII for sure."""
    return (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")


def file_record(result: FileResult) -> Record:
    """Return what `import --json` says of one file."""
    return {
        "path": result.path,
        "outcome": result.outcome.value,
        "articles": list(result.articles),
        "format": result.format,
        "notices": [{"kind": notice.kind.value, "sentence": notice.sentence} for notice in result.notices],
        "error": result.error,
    }


def summary_record(report: ImportReport) -> Record:
    """Return the last line of `import --json`."""
    counts: Record = {outcome.value: report.count(outcome) for outcome in FileOutcome}
    return {"summary": {**counts, "files": report.files, "seconds": round(report.seconds, 3)}}


def summary_line(report: ImportReport) -> str:
    """Return what an import did, in one line."""
    counts = (
        (FileOutcome.ADDED, "added"),
        (FileOutcome.NEW_VERSION, "new version of a known story"),
        (FileOutcome.UNCHANGED, "known already"),
        (FileOutcome.COPY, "copies of known stories"),
        (FileOutcome.SKIPPED, "skipped"),
        (FileOutcome.FAILED, "failed"),
    )
    said = [f"{report.count(outcome)} {words}" for outcome, words in counts if report.count(outcome)]
    noun = "file" if report.files == 1 else "files"
    return f"{report.files:,} {noun} in {report.seconds:.1f} s: {', '.join(said) or 'nothing to do'}"


def problem_line(result: FileResult) -> str:
    """Return the sentence on a file that could not be read."""
    return f"{result.path}: {result.error}"


def progress_line(progress: ImportProgress, width: int) -> str:
    """Return how far an import is, in at most `width` characters."""
    total = f"at least {progress.total}" if progress.counting else f"{progress.total}"
    failed = f", {progress.failed} failed" if progress.failed else ""
    return f"{progress.done} of {total}{failed}  {PurePath(progress.current).name}"[:width]


def article_record(summary: ArticleSummary) -> Record:
    """Return one story of `list --json`; `search --json` adds a snippet."""
    return {
        "id": summary.id,
        "headline": summary.headline,
        "source": summary.source,
        "published": summary.published.iso if summary.published else None,
        "imported": _record().utc(summary.imported),
        "language": summary.language,
        "word_count": summary.word_count,
        "lead": summary.lead,
        "read": summary.read,
        "starred": summary.starred,
        "archived": summary.archived,
        "trashed": summary.trashed,
        "progress": summary.progress,
        "annotations": summary.notes,
        "versions": summary.versions,
    }


def article_line(summary: ArticleSummary) -> str:
    """Return one story as a line: number, star, day, headline, source."""
    day = summary.published.iso[:10] if summary.published else ""
    star = "*" if summary.starred else " "
    source = f"  ({summary.source})" if summary.source else ""
    return f"{summary.id:>6} {star} {day:<10}  {summary.headline or 'Untitled'}{source}"


def snippet_record(snippet: Snippet) -> Record:
    """Return a snippet; hits are pairs of code points into its text, the end exclusive."""
    return {"text": snippet.text, "hits": [list(hit) for hit in snippet.hits]}


def snippet_line(snippet: Snippet) -> str:
    """Return a snippet on one line, below the line of its story."""
    return f"{'':>9}{' '.join(snippet.text.split())}"


def annotation_record(anchored: AnchoredAnnotation) -> Record:
    """Return one annotation of `annotations --json`. Its place is that in the story's current version."""
    return {"article": anchored.annotation.target.article, **_record().annotation_record(anchored)}


def annotation_lines(anchored: AnchoredAnnotation) -> Iterable[str]:
    """Yield one annotation for people: the quote, then note and tags below it."""
    annotation = anchored.annotation
    lost = "  [no longer in the text]" if anchored.anchor.state is AnchorState.ORPHAN else ""
    quote = " ".join(annotation.target.quote.exact.split())
    yield f"{annotation.target.article:>6}   {annotation.colour.value:<7} “{quote}”{lost}"
    if annotation.note:
        yield f"{'':>9}{annotation.note}"
    if annotation.tags:
        yield f"{'':>9}{' '.join(f'#{tag}' for tag in annotation.tags)}"


def notes_record(report: NotesReport) -> Record:
    """Return what `annotations import --json` says of one file."""
    return {
        "path": report.path,
        "format": report.format,
        "added": report.added,
        "changed": report.changed,
        "known": report.known,
        "stories": report.stories,
        "stubs": report.stubs,
        "lost": [{"article": each.article, "headline": each.headline, "quote": each.quote} for each in report.lost],
        "trashed": list(report.trashed),
        "problems": list(report.problems),
        "error": report.error,
    }


def notes_lines(report: NotesReport) -> Iterable[str]:
    """Yield what became of a file of annotations, for people: counts, then what is not where it should be."""
    told = [(report.added, "added"), (report.changed, "changed"), (report.known, "known already")]
    said = ", ".join(f"{number:,} {words}" for number, words in told if number) or "nothing new"
    stories = f"{report.stories:,} {'story' if report.stories == 1 else 'stories'}"
    waiting = f", {report.stubs:,} of them known by address or title only" if report.stubs else ""
    yield f"{report.path}: {said}, in {stories}{waiting}"
    for each in report.lost:
        quote = " ".join(each.quote.split())
        yield f"{each.article:>6}   not in the text of {_quoted(each.headline)}: {_quoted(quote, 100)}"
    for headline in report.trashed:
        yield f"{'':>9}{_quoted(headline)} is in the trash"


def _quoted(words: str, most: int = 200) -> str:
    return f"“{words}”" if len(words) <= most else f"“{words[:most]}…”"


def _encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair: a file name that isn't in the system's encoding
        return False
    return True


def _record() -> ModuleType:
    # The window starts with this module, and prints none of it.
    from library.exporters import record

    return record
