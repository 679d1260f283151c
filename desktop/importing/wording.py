"""What an import says of itself: plain sentences from progress and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.model.report import FileOutcome, ImportProgress, ImportReport

OUTCOME_WORDS = {
    FileOutcome.ADDED: "New",
    FileOutcome.NEW_VERSION: "New version",
    FileOutcome.UNCHANGED: "Already here",
    FileOutcome.COPY: "Copy of a story",
    FileOutcome.FAILED: "Failed",
    FileOutcome.SKIPPED: "Skipped",
}


@dataclass(frozen=True, slots=True)
class ProgressParts:
    """What there is to say of an import under way. Each part has its own place, so that none pushes another about."""

    done: str
    name: str = ""
    failed: str = ""
    added: str = ""
    rate: str = ""
    left: str = ""
    waiting: str = ""

    def text(self) -> str:
        """Return the whole in one line."""
        every = (self.done, self.name, self.failed, self.added, self.rate, self.left, self.waiting)
        return " · ".join(part for part in every if part)


def progress_parts(progress: ImportProgress, waiting: int = 0) -> ProgressParts:
    """Return what to say of an import that runs while `waiting` others wait for it."""
    return ProgressParts(
        done=f"{progress.done:,} of {progress.total:,}{', counting…' if progress.counting else ''}",
        name=progress.current.replace("\\", "/").rsplit("/", 1)[-1],
        failed=f"{progress.failed:,} failed" if progress.failed else "",
        added=counted(progress.added, "story", "stories"),
        rate=rate(progress.rate),
        left=time_left(progress.left),
        waiting=f"{waiting:,} waiting" if waiting else "",
    )


def rate(a_second: float) -> str:
    """Return how fast an import goes, from files a second; empty where it stands still."""
    if a_second >= 9.5:
        return f"{a_second:,.0f} a second"
    if a_second >= 0.95:
        return f"{a_second:.1f} a second"
    a_minute = round(a_second * 60)
    return f"{a_minute} a minute" if a_minute else ""


def time_left(seconds: float | None) -> str:
    """Return how long an import will still take, in round figures; empty while that isn't known."""
    if seconds is None:
        return ""
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
    return f"{moment(report)} · {counted(report.files, 'file')} · took {duration(report.seconds)}"


def moment(report: ImportReport) -> str:
    """Return when an import began, in local time."""
    begun = datetime.fromtimestamp(report.started / 1000)
    return f"{begun.day} {begun:%B %Y, %H:%M}"


def duration(seconds: float) -> str:
    """Return a time in words."""
    if seconds < 1:
        return "less than a second"
    if seconds < 90:
        return counted(round(seconds), "second")
    if seconds < 5400:
        return counted(round(seconds / 60), "minute")
    return f"{seconds / 3600:.1f} hours"


def report_name(report: ImportReport) -> str:
    """Return an import as it stands in a list of reports: when it was, and of how many files."""
    why = "" if not report.quiet else " · watched folders" if report.paths else " · read again"
    return f"{moment(report)} · {counted(report.files, 'file')}{why}"


def refreshed(wanted: int, renewed: int, report: ImportReport) -> str:
    """Return what came of reading stories again, `renewed` of the `wanted` ones having got a new version."""
    if report.error:
        return f"Stopped: {report.error}"
    failed = report.count(FileOutcome.FAILED)
    read = f"Read again: {counted(renewed, 'story', 'stories')} of {wanted:,} got a new version"
    if wanted == 1:
        read = "Read again: the story got a new version" if renewed else "Read again: the story is as it was"
    trouble = f"; {counted(failed, 'file')} could not be used" if failed else ""
    return f"{read}{trouble}{', then cancelled' if report.cancelled else ''}."


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 file", "1,204 files"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
