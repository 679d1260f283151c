"""Worker processes keep out of the way of who waits at the window."""

from __future__ import annotations

import os

import pytest

from library.front.ingest.pool import NICENESS, ParserPool


@pytest.mark.skipif(not hasattr(os, "nice"), reason="the system has no niceness")
def test_a_worker_runs_at_a_lower_priority_than_the_window() -> None:
    with ParserPool(None, workers=1) as pool:
        niceness = pool._pool.schedule(os.nice, args=[0]).result()
    assert niceness == min(os.nice(0) + NICENESS, 19)
