"""Results and reports made to order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.session import Session
from library.front.library import Library, open_library
from library.front.writer import Connections
from library.model.report import FileOutcome, FileResult, ImportReport
from library.model.story import Notice, NoticeKind
from library.store import imports
from library.store.connection import transaction
from tests.stories import report_of

F = FileOutcome
RESULTS = (
    FileResult("/old/2019/news.html", F.ADDED, (1,), "html", added=1),
    FileResult(
        "/old/2019/two.txt",
        F.ADDED,
        (2, 3),
        "text",
        (Notice(NoticeKind.GUESSED_DATE, "The date is a guess."),),
        added=2,
    ),
    FileResult("/old/photo.jpg", F.SKIPPED, error="The file isn't in a format that Broadsheet reads."),
    FileResult("/old/broken.html", F.FAILED, format="html", error="The file is empty."),
    FileResult("/old/again.md", F.UNCHANGED, (4,), "markdown"),
    FileResult("/old/fixed.md", F.NEW_VERSION, (5,), "markdown"),
)


@pytest.fixture
def results() -> tuple[FileResult, ...]:
    """A line of every outcome, and one more with a notice."""
    return RESULTS


@pytest.fixture
def report() -> ImportReport:
    """The report of those lines."""
    return report_of(RESULTS)


@pytest.fixture
def long_results() -> Callable[[int], tuple[FileResult, ...]]:
    """A function that makes the lines of so many files, every hundredth of which failed."""

    def made(count: int) -> tuple[FileResult, ...]:
        return tuple(
            FileResult(f"/old/{n}.html", F.FAILED, error="The file is empty.")
            if n % 100 == 99
            else FileResult(f"/old/{n}.html", F.ADDED, (n,), "html")
            for n in range(count)
        )

    return made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot: QtBot, library: Library) -> Iterator[Session]:
    """A session on it."""
    opened = Session(library)
    yield opened
    opened.close()


KeepReport = Callable[..., ImportReport]


@pytest.fixture
def kept_report(library: Library) -> KeepReport:
    """A function that puts a report of such lines into the library, and returns it."""

    def keep(results: Sequence[FileResult], paths: tuple[str, ...] = ("/old",), quiet: bool = False) -> ImportReport:
        def write(own: Connections) -> ImportReport | None:
            with transaction(own.library):
                run = imports.begin_run(own.library, 1_700_000_000_000, paths, quiet)
                imports.add_results(own.library, run, enumerate(results))
                imports.end_run(own.library, run, 3.4, False)
            return imports.report(own.library, run)

        made = library._writer.submit(write).result()
        assert made is not None
        return made

    return keep
