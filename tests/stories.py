"""Story files for tests, written for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from library.front.library import Library
from library.model.report import FileCount, FileOutcome, FileResult, ImportReport

FERRY = """\
Harbour news

Ferry sails without its captain

PUBLISHED : Thursday, 14 May, 2015, 8:55pm
UPDATED : Thursday, 14 May, 2015, 9:30pm

The noon ferry to Skerry Island left on Thursday with forty passengers, a crate of hens and nobody at the wheel.

“We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier.

The harbour office said that the boat had been found unharmed on a sandbank before tea.

Additional reporting by Olin Tarn
"""

FERRY_CORRECTED = FERRY.replace("9:30pm", "11:05pm").replace("forty passengers", "forty-one passengers")

HENS = """\
Hens of the harbour get a house

By Ada Merrow in Port Ellery

3 June 2016

A house for eleven hens opened on the quay on Friday, with a ramp, a lamp and a view of the cranes.

The birds came ashore from a ferry last year and have lived among the lobster pots ever since.
"""

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>Bell tower closes for repairs - The Ellery Post</title>
<link rel="canonical" href="https://www.ellery-post.example/news/bell-tower">
<meta property="og:site_name" content="The Ellery Post">
<meta property="article:published_time" content="2017-03-02T07:30:00+00:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bell tower closes for repairs</h1>
<p>The bell tower of Port Ellery will be silent until the autumn, the parish council decided on Wednesday evening.</p>
<p>Cracks as wide as a thumb were found in two of the four oak beams that carry the great bell, known as Old Martha.</p>
<p>“She has rung for three hundred years and can rest for one summer,” said the warden, Jonah Pike.</p>
</article><footer>© The Ellery Post</footer></body></html>
"""


def write(folder: Path, **files: str) -> Path:
    """Write text files (`a_txt="…"` becomes `a.txt`) into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(content, encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Imported:
    """A report with all its lines."""

    report: ImportReport
    results: tuple[FileResult, ...]


def imported(library: Library, *paths: Path) -> Imported:
    """Import paths and return the report."""
    return with_lines(library, library.start_import(paths).wait())


def with_lines(library: Library, report: ImportReport) -> Imported:
    """Return a report with its lines, as the library keeps them."""
    with library.reader() as reader:
        return Imported(report, reader.report_lines(report.id))


def report_of(
    results: Sequence[FileResult], run: int = 7, seconds: float = 3.4, cancelled: bool = False
) -> ImportReport:
    """Return the report that counts such lines."""
    counts: dict[tuple[str, FileOutcome], list[FileResult]] = {}
    for each in results:
        counts.setdefault((each.format, each.outcome), []).append(each)
    rows = tuple(
        FileCount(
            *key,
            files=len(those),
            stories=sum(each.stories for each in those),
            added=sum(each.added for each in those),
            notices=sum(len(each.notices) for each in those),
        )
        for key, those in sorted(counts.items())
    )
    return ImportReport(run, 1_700_000_000_000, seconds, cancelled, rows)
