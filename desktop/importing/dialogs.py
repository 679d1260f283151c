"""The questions an import asks through the system's dialogs. Tests put other functions in the place of these."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from library.importers.formats import FORMATS


def file_filters() -> str:
    """Return the filters of the file dialog, made from the table of formats."""
    every = [ending for row in FORMATS for ending in row.endings]
    rows = [("Stories", every), *((row.label, list(row.endings)) for row in FORMATS)]
    named = [f"{label} ({_patterns(endings)})" for label, endings in rows]
    return ";;".join([*named, "All files (*)"])


def ask_files(parent: QWidget | None, folder: str) -> tuple[Path, ...]:
    """Let the user choose files; none if they think better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Import files", folder, file_filters())
    return tuple(Path(name) for name in chosen)


def ask_folder(parent: QWidget | None, folder: str) -> Path | None:
    """Let the user choose a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, "Import a folder", folder)
    return Path(chosen) if chosen else None


def ask_report_file(parent: QWidget | None, suggestion: str) -> Path | None:
    """Let the user say where to save a report, as text or as a table."""
    kinds = "Text (*.txt);;Table (*.csv);;All files (*)"
    chosen, kind = QFileDialog.getSaveFileName(parent, "Save the report", suggestion, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path.with_suffix(".csv") if "*.csv" in kind and path.suffix.lower() in ("", ".txt") else path


def ask_watched_folder(parent: QWidget | None, folder: str) -> Path | None:
    """Let the user choose a folder to be watched."""
    chosen = QFileDialog.getExistingDirectory(parent, "Watch a folder", folder)
    return Path(chosen) if chosen else None


def _patterns(endings: list[str]) -> str:
    # Compressed files are read through; some dialogs tell capitals from small letters.
    plain = [f"*{ending}" for ending in endings]
    return " ".join([*plain, *(pattern.upper() for pattern in plain), *(f"{pattern}.gz" for pattern in plain)])
