"""What an import says of itself: plain sentences from progress and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.model.report import FileOutcome, ImportProgress, ImportReport

ENOUGH_SECONDS = 4.0
ENOUGH_FILES = 8
"""Before so much is done, how fast an import goes is not known."""

OUTCOME_WORDS = {
    FileOutcome.ADDED: "New",
    FileOutcome.NEW_VERSION: "New version",
    FileOutcome.UNCHANGED: "Already here",
    FileOutcome.COPY: "Copy of a story",
    FileOutcome.FAILED: "Failed",
    FileOutcome.SKIPPED: "Skipped",
}


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A line about an import. Where it is too long `name` is shortened first, then `after` is cut from its end."""

    before: str
    name: str = ""
    after: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the whole line."""
        return " · ".join(part for part in (self.before, self.name, *self.after) if part)


def progress_line(progress: ImportProgress, waiting: int = 0) -> ProgressLine:
    """Return what to say of an import that runs while `waiting` others wait for it."""
    total = f"{progress.total:,}" + (" so far" if progress.counting else "")
    after = (
        f"{progress.failed:,} failed" if progress.failed else "",
        time_left(progress),
        f"{counted(waiting, 'more import')} waiting" if waiting else "",
    )
    return ProgressLine(
        f"Reading {min(progress.done + 1, progress.total):,} of {total}",
        progress.current.replace("\\", "/").rsplit("/", 1)[-1],
        tuple(part for part in after if part),
    )


def time_left(progress: ImportProgress) -> str:
    """Return how long an import will still take, in round figures; empty while that isn't known."""
    if progress.counting or progress.done < ENOUGH_FILES or progress.seconds < ENOUGH_SECONDS:
        return ""
    seconds = progress.seconds / progress.done * (progress.total - progress.done)
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {counted(max(minutes, 1), 'minute')} left"
    return f"about {counted(round(seconds / 3600), 'hour')} left"


def summary(report: ImportReport) -> str:
    """Return an import's result in one line."""
    if report.error:
        return f"Stopped: {report.error}"
    stories, copies = report.added, report.count(FileOutcome.COPY)
    revised, known = report.count(FileOutcome.NEW_VERSION), report.count(FileOutcome.UNCHANGED)
    failed, skipped = report.count(FileOutcome.FAILED), report.count(FileOutcome.SKIPPED)
    parts = [
        f"{counted(stories, 'story', 'stories')} came in" if stories else "",
        f"{counted(failed, 'file')} failed" if failed else "",
        counted(revised, "new version") if revised else "",
        f"{known:,} already here" if known else "",
        counted(copies, "copy", "copies") if copies else "",
        f"{skipped:,} skipped" if skipped else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing was found to read"
    if report.cancelled:
        return f"Cancelled: {said}" if report.files else "Cancelled before anything was read"
    return said[0].upper() + said[1:]


def when_and_how_long(report: ImportReport) -> str:
    """Return when an import began, in local time, and how long it took."""
    begun = datetime.fromtimestamp(report.started / 1000)
    moment = f"{begun.day} {begun:%B %Y, %H:%M}"
    seconds = report.seconds
    if seconds < 1:
        took = "less than a second"
    elif seconds < 90:
        took = counted(round(seconds), "second")
    elif seconds < 5400:
        took = counted(round(seconds / 60), "minute")
    else:
        took = f"{seconds / 3600:.1f} hours"
    return f"{moment} · {counted(report.files, 'file')} · took {took}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 file", "1,204 files"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
