"""Tests of the window draw into memory: no display is needed, and none is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.theme.palette import apply_theme, stylesheet
from desktop.theme.themes import load_theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def in_paper() -> Iterator[None]:
    """Give the application back its paper theme: one that a test left behind would colour the next test's widgets.

    The style sheet is never taken off altogether: Qt then deletes a style that widgets may still hold, and crashes.
    """
    yield
    application, paper = QApplication.instance(), load_theme("paper")
    if isinstance(application, QApplication) and application.styleSheet() not in ("", stylesheet(paper)):
        apply_theme(application, paper)
