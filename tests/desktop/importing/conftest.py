"""Results and reports made to order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from library.model.report import FileOutcome, FileResult, ImportReport
from library.model.story import Notice, NoticeKind
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
