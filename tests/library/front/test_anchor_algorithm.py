"""Anchors are derived: stored with their score, and made again when the algorithm's number is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.front import maintenance
from library.front.library import open_library
from library.front.writer import Connections
from library.model.annotation import Anchor, AnchorState
from library.store import annotations as kept
from library.store.connection import transaction
from tests.library.front.annotated import BELL, CORRECTED, annotated, filed, library_of


def test_state_and_score_of_a_guess_are_stored(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", BELL)
    annotated(library, 1, "Cracks as wide as a thumb were found in two of the four “oak” beams, the council said.")
    filed(library, CORRECTED)
    with library.reader() as reader:
        (guess,) = reader.annotations(1)
    library.close()
    assert guess.anchor.state is AnchorState.APPROXIMATE
    assert 0 < guess.anchor.score < 1
    opened = open_library(tmp_path / "library")
    with opened.reader() as reader:
        assert reader.annotations(1) == (guess,)
    opened.close()


def test_another_number_of_the_algorithm_makes_every_anchor_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(tmp_path / "library", BELL)
    made = annotated(library, 1, "bell tower")
    with library.reader() as reader:
        (right,) = reader.annotations(1)

    def spoil(own: Connections) -> None:
        with transaction(own.library):
            version = made.target.version
            kept.set_anchor(own.library, made.uuid, version, Anchor(AnchorState.ORPHAN, score=0.1))

    library._writer.submit(spoil).result()
    library.close()
    same = open_library(tmp_path / "library")
    with same.reader() as reader:
        assert reader.annotations(1)[0].anchor.state is AnchorState.ORPHAN  # nothing is done again without a reason
    same.close()
    monkeypatch.setattr(maintenance, "ALGORITHM", "another")
    later = open_library(tmp_path / "library")
    later.close()  # finishes what is queued
    monkeypatch.undo()
    last = open_library(tmp_path / "library")
    with last.reader() as reader:
        assert reader.annotations(1) == (right,)
    last.close()
