"""A library in a folder of its own, with a few stories, for tests of the front."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()
