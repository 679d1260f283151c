"""Writes the dump of the newest schema step, once, when a step is released: `python -m tests.library.store.make_dump`.

A dump is what a user's file of that version holds; it is never written again, which is why an existing one stays.
"""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from library.annotations.describe import describe
from library.front.library import Library, open_library
from library.model.annotation import Annotation, Colour, HighlightStyle, Motivation
from library.model.document import text
from library.model.operation import (
    AddAnnotation,
    CorrectStory,
    EditAnnotation,
    EditTags,
    MergeStories,
    NameColour,
    PlaceAnnotation,
    SetFlag,
    SetPosition,
    StateFlag,
)
from library.store.connection import ASSETS, LIBRARY, Kind, newest_step
from tests.stories import FERRY, FERRY_CORRECTED, HENS, PAGE, imported, write

DUMPS = Path(__file__).parent / "dumps"


def main() -> None:
    """Make a small library that uses every table, and dump its two files."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder) / "library")
        imported(library, write(Path(folder) / "in", a_txt=FERRY, c_html=PAGE))
        imported(library, write(Path(folder) / "later", a_txt=FERRY_CORRECTED))
        with library.reader() as reader:
            version = reader.current(1)
        target = describe(1, version.id, text(version.story.document), 4, 14)
        library.apply(
            AddAnnotation(Annotation("u1", target, Motivation.COMMENTING, "A note", ("tag",), Colour.PINK, 5, 6))
        )
        library.apply(SetFlag((1,), StateFlag.STARRED))
        library.apply(EditTags((1,), ("Sea/Ferries", "to quote")))
        library.apply(SetPosition(1, version.id, 20, 0.25))
        _look_and_place(library, version.id, text(version.story.document))
        _correct_and_merge(library, Path(folder))
        library.close()
        for kind in (LIBRARY, ASSETS):
            path = DUMPS / f"{kind.steps}_{newest_step(kind):04}.sql"
            if not path.exists():
                script = dump(Path(folder) / "library" / kind.file_name, kind).replace(folder, "/home/ada")
                path.write_text(script, encoding="utf-8")


def _look_and_place(library: Library, version: int, body: str) -> None:
    """Step 3: a highlight underlined, put elsewhere, let go; a colour with a name."""
    library.apply(PlaceAnnotation("u1", describe(1, version, body, 20, 31)))
    library.apply(EditAnnotation("u1", style=HighlightStyle.UNDERLINE, let_go=True))
    library.apply(NameColour(Colour.PINK, "to quote"))


def _correct_and_merge(library: Library, folder: Path) -> None:
    """Step 3: a correction of the user's that was taken back, one that wasn't, and a story merged into another."""
    with library.reader() as reader:
        version = reader.current(1)
    for headline in ("Ferry sails alone", "Ferry sails without anybody"):
        library.apply(CorrectStory(1, version.id, replace(version.story, headline=headline)))
        if headline == "Ferry sails alone":
            library.undo().result()
    imported(library, write(folder / "other", d_txt=HENS))
    library.apply(MergeStories(2, (3,)))


def dump(path: Path, kind: Kind) -> str:
    """Return a file as SQL. The full-text index is derived: its table is dumped, and rebuilt when the dump is read."""
    connection = sqlite3.connect(path)
    lines = [f"PRAGMA application_id = {kind.application_id};", f"PRAGMA user_version = {newest_step(kind)};"]
    index = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall()
    for line in connection.iterdump():
        derived = any(f"{name}" in line for name, _ in index) or "writable_schema" in line
        if not derived:
            lines.append(line)
    for name, sql in index:
        lines += [f"{sql};", f"INSERT INTO {name} ({name}) VALUES ('rebuild');"]
    connection.close()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
