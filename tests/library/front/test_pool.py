"""Worker processes keep out of the way of who waits at the window."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from library.front.ingest.pool import NICENESS, ParserPool, chunk_outcome, was_dropped
from library.front.ingest.walk import walk
from tests.stories import FERRY, write


@pytest.mark.skipif(not hasattr(os, "nice"), reason="the system has no niceness")
def test_a_worker_runs_at_a_lower_priority_than_the_window() -> None:
    with ParserPool(None, workers=1) as pool:
        niceness = pool._pool.schedule(os.nice, args=[0]).result()
    assert niceness == min(os.nice(0) + NICENESS, 19)


def _own_id() -> int:
    return os.getpid()


def test_a_worker_that_dies_between_tasks_is_replaced(tmp_path: Path) -> None:
    with ParserPool(None, workers=1) as pool:
        os.kill(pool.run(_own_id).result(), signal.SIGKILL)
        files = tuple(walk((write(tmp_path, a_txt=FERRY),)))
        for _ in range(50):
            future = pool.parse(files)
            if not was_dropped(future):
                break
        parsed = chunk_outcome(future, 1)
    assert parsed is not None
    assert len(parsed[0].stories) == 1 or "SIGKILL" in parsed[0].error
