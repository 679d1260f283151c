"""A report written out: as text to read or send, or as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from desktop.importing.lines import line_of, remarks
from desktop.importing.wording import summary, when_and_how_long
from library.front.reader import Reader
from library.model.report import FileResult, ImportReport, LinesWanted

PAGE = 1000
"""Lines that are held at once while a report is saved."""
HEADER = ("File", "Outcome", "Format", "Stories", "Seconds", "Remarks")


def as_text(report: ImportReport, results: Iterable[FileResult]) -> str:
    """Return lines of a report as text: a head, then each file with its whole path and its remarks."""
    return _head(report) + "".join(map(_text, results))


def save(reader: Reader, report: ImportReport, path: Path) -> str:
    """Write the whole report, trouble first: as a CSV if the name ends so, else as text. Return what to say of it."""
    try:
        with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            if path.suffix.lower() == ".csv":
                _write_table(file, _all(reader, report))
            else:
                file.write(_head(report))
                file.writelines(map(_text, _all(reader, report)))
    except OSError as error:
        return f"The report could not be saved to {path}: {(error.strerror or str(error)).lower()}."
    return f"Saved as {path.name}."


def _all(reader: Reader, report: ImportReport) -> Iterator[FileResult]:
    numbers = reader.report_line_numbers(report.id, LinesWanted())
    for at in range(0, len(numbers), PAGE):
        page = numbers[at : at + PAGE]
        found = reader.report_lines_at(report.id, page)
        yield from (found[number] for number in page if number in found)


def _head(report: ImportReport) -> str:
    return f"Import report\n{summary(report)}.\n{when_and_how_long(report)}\n\n"


def _text(result: FileResult) -> str:
    line = line_of(result, "")
    kind = f" ({line.format})" if line.format else ""
    parts = (f"{line.outcome}: {result.path}{kind}", *(f"    {remark}" for remark in remarks(result)))
    return "\n".join(parts) + "\n"


def _write_table(file: TextIO, results: Iterable[FileResult]) -> None:
    file.write("\ufeff")  # without it a spreadsheet takes the file for Latin-1
    table = csv.writer(file)
    table.writerow(HEADER)
    for result in results:
        line = line_of(result, "")
        cells = (result.path, line.outcome, line.format, result.stories, f"{result.seconds:.3f}", line.remarks)
        table.writerow(_harmless(cell) for cell in cells)


def _harmless(cell: object) -> object:
    """Set a mark before what a spreadsheet would take for a formula: a file's name may be made to be one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
