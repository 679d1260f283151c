"""What exports and imports of annotations say. Pure text."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from library.front.exporting import Exported, ScopeCounts, StoriesForm
from library.front.notes_export import NotesForm

if TYPE_CHECKING:  # it brings the machinery of imports along
    from library.front.notes_import import NotesReport


class What(enum.StrEnum):
    """What is taken out. Values are kept in the settings."""

    NOTES = "notes"
    STORIES = "stories"


class NotesChoice(enum.StrEnum):
    """The forms of annotations as the dialog offers them. Values are kept in the settings."""

    JSONLD = "jsonld"
    MARKDOWN = "markdown"
    FOLDER = "folder"
    CSV = "csv"
    HTML = "html"


NOTES_FORMS = {
    NotesChoice.JSONLD: (
        "Web Annotations (JSON-LD)",
        "One file with everything, for a backup or another program. It can be imported again.",
    ),
    NotesChoice.MARKDOWN: ("Markdown", "One file to read or to go on writing in."),
    NotesChoice.FOLDER: (
        "A folder for Obsidian",
        "A Markdown file for each story. Exported there again, only Broadsheet’s own part of it is refreshed: what you"
        " wrote stays.",
    ),
    NotesChoice.CSV: ("Table for Readwise (CSV)", "A row for each annotation, as Readwise imports it."),
    NotesChoice.HTML: ("Web page (HTML)", "One page to read, to print or to send."),
}
"""Title and explanation of each form."""
STORIES_FORMS = {
    StoriesForm.MARKDOWN: ("Markdown", "Text with its marks and links, the facts at the top."),
    StoriesForm.HTML: ("Web page (HTML)", "Pages that any browser shows. They load nothing from anywhere."),
    StoriesForm.TEXT: ("Plain text", "The text alone, lines of notes at the end."),
    StoriesForm.JSON: ("Data (JSON)", "Everything that is known of a story, for programs."),
}
ENDINGS = {
    NotesChoice.JSONLD: (".jsonld", NotesForm.JSONLD),
    NotesChoice.MARKDOWN: (".md", NotesForm.MARKDOWN),
    NotesChoice.CSV: (".csv", NotesForm.CSV),
    NotesChoice.HTML: (".html", NotesForm.HTML),
}
"""How the file of a form ends, and the form it is written in."""
MOST_PROBLEMS = 2


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 story`, `1,204 stories`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def offer(counts: ScopeCounts, what: What) -> str:
    """Return what an export would have: `12 annotations of 3 stories`, `40 stories`."""
    if what is What.STORIES:
        return counted(counts.stories, "story", "stories") if counts.stories else "No stories"
    if not counts.annotations:
        return "No annotations"
    return f"{counted(counts.annotations, 'annotation')} of {counted(counts.noted, 'story', 'stories')}"


def progress(done: int, total: int) -> str:
    """Return how far an export is."""
    return f"Exporting: {done:,} of {counted(total, 'story', 'stories')}"


def result(exported: Exported, what: What, is_folder: bool) -> str:
    """Return what came of an export, in a sentence or two."""
    name = exported.path.name or str(exported.path)
    counts = ScopeCounts(exported.stories, exported.stories, exported.annotations)
    if exported.error:
        kept = f" {counted(exported.files, 'file')} in {name} had been written." if is_folder and exported.files else ""
        return f"The export can’t be written: {exported.error}.{kept}"
    if exported.cancelled:
        kept = f": {counted(exported.files, 'file')} in {name} stay" if is_folder and exported.files else ""
        return f"The export was stopped{kept}."
    said = f"Exported to {name}: {offer(counts, what).lower() if not exported.stories else offer(counts, what)}"
    same = exported.files - exported.changed
    if is_folder and same:
        said += f"; {counted(same, 'file')} stayed as {'it was' if same == 1 else 'they were'}"
    more = len(exported.problems) - MOST_PROBLEMS
    told = [*exported.problems[:MOST_PROBLEMS], *((f"{more:,} more files were left as they are.",) if more > 0 else ())]
    return " ".join((f"{said}.", *told))


def brought(report: NotesReport) -> str:
    """Return what came of a file of annotations, in a sentence."""
    name = report.path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    if report.error:
        return f"{name}: {report.error}"
    parts = [
        f"{report.added:,} new" if report.added else "",
        f"{report.changed:,} changed" if report.changed else "",
        f"{report.known:,} known already" if report.known else "",
        f"{len(report.lost):,} no longer in the text" if report.lost else "",
        f"{counted(report.stubs, 'story', 'stories')} not in the library yet" if report.stubs else "",
        f"{counted(len(report.problems), 'remark')}" if report.problems else "",
    ]
    said = ", ".join(filter(None, parts)) or "nothing in it"
    stopped = "Stopped. " if report.cancelled else ""
    return f"{stopped}{counted(report.annotations, 'annotation')} from {name}: {said}."


def is_clear(report: NotesReport) -> bool:
    """True if a sentence says all there is to say of what came in."""
    return not (report.lost or report.problems or report.trashed or report.stubs)


def details(report: NotesReport) -> str:
    """Return what became of the annotations of a file, a line each where something is to be known of one."""
    parts: list[str] = []
    if report.stubs:
        waits = "waits for its text" if report.stubs == 1 else "wait for their text"
        parts.append(f"{counted(report.stubs, 'story', 'stories')} {waits}: import the file, and the notes find it.")
    if report.lost:
        parts += ["", f"Not in the text of their story, kept with it as lost ({len(report.lost):,}):"]
        parts += [f"• {lost.headline or 'Untitled'}: “{_short(lost.quote)}”" for lost in report.lost]
    if report.trashed:
        parts += ["", f"In the trash ({len(report.trashed):,}):"]
        parts += [f"• {headline or 'Untitled'}" for headline in report.trashed]
    if report.problems:
        parts += ["", f"Remarks on the file ({len(report.problems):,}):"]
        parts += [f"• {sentence}" for sentence in report.problems]
    return "\n".join(parts).strip("\n")


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 160 else f"{line[:159].rstrip()}…"
