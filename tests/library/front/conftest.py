"""A library in a folder of its own, with a few stories, for tests of the front."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.library import Library, open_library
from tests.stories import FERRY, HENS, imported, write


@pytest.fixture(scope="session")
def two_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder with two stories (ids 1 and 2), to be copied: importing them anew takes half a second."""
    folder = tmp_path_factory.mktemp("two")
    made = open_library(folder / "library")
    imported(made, write(folder / "in", a_txt=FERRY, b_txt=HENS))
    made.close()
    return folder / "library"


def copied(template: Path, folder: Path) -> Library:
    """Open a copy of a library."""
    shutil.copytree(template, folder)
    return open_library(folder)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()
