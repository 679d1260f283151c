"""How long the program takes to be there, beside the least that a window with a story in it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from library.model.document import text
from tests.bench.libraries import fill
from tests.bench.make import stories
from tests.bench.measure import Row, in_turns
from tests.bench.sizes import Sizes

FLOOR = "QMainWindow + QTextBrowser, one story"


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the process's start to the first paint and to the whole window, and the memory it peaked at."""

    painted: float
    whole: float
    peak: int


def start_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Start the real program on a library and on an empty one, in turns with the floor."""
    full, empty, story = folder / "started", folder / "started-empty", folder / "story.txt"
    made = list(stories(sizes.started_stories))
    fill(full, made)
    story.write_text(text(made[0].document), encoding="utf-8")
    programs = (("window", full), ("bare", story), ("window", empty))
    for program in programs:
        _start(folder, *program)
    turns = [[_start(folder, *program) for program in programs] for _ in range(sizes.starts)]
    ours, floor, blank = ([turn[at] for turn in turns] for at in range(3))
    return [
        _row(f"start on {sizes.started_stories:,} stories: painted", ours, floor),
        _row("start on an empty library: painted", blank, floor),
        _row(f"start on {sizes.started_stories:,} stories: list and story shown", ours, floor, "whole"),
        Row("peak memory", FLOOR, *(tuple(each.peak for each in starts) for starts in (ours, floor)), unit="MB"),
        in_turns(
            "import desktop.cli",
            lambda: _python(folder, "-c", "import desktop.cli"),
            "python -c pass",
            lambda: _python(folder, "-c", "pass"),
            sizes.starts,
        ),
    ]


def _row(what: str, ours: list[Start], floor: list[Start], which: str = "painted") -> Row:
    return Row(what, FLOOR, *(tuple(getattr(each, which) for each in starts) for starts in (ours, floor)))


def _start(folder: Path, *arguments: object) -> Start:
    begun = time.monotonic()
    painted, whole, peak = _python(folder, "-m", "tests.bench.started", *map(str, arguments)).split()
    return Start(float(painted) - begun, float(whole) - begun, int(peak))


def _python(folder: Path, *arguments: str) -> str:
    """Run Python on this checkout, with compiled modules kept as in an installation, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{arguments} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
