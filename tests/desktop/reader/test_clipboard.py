"""A program that ends with a copied passage on the clipboard ends well."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtGui import QClipboard, QGuiApplication
from desktop.reader.clipboard import PlainText
app = QGuiApplication(["-platform", "offscreen"])
clipboard = app.clipboard()
clipboard.setMimeData(PlainText("a crate of hens"))
assert clipboard.text() == "a crate of hens"
if sys.argv[1] == "replaced":
    clipboard.setText("another's")
"""


@pytest.mark.parametrize("how", ["kept", "replaced"])
def test_the_program_ends_without_a_crash(how: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], env={"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
