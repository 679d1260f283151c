"""A story as a PDF from the command line: set as in the window, without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.reader.corrections import corrections
from desktop.reader.pdf import pdf_of
from desktop.reader.render import PageContent
from desktop.settings import Settings
from desktop.theme.fonts import register_fonts
from desktop.window.appearance import reading_style
from library.front.reader import Page, Reader


def pdf(folder: Path, reader: Reader, page: Page) -> bytes:
    """Return a story as a PDF, with the annotations that its page has, set as the library's window sets it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    register_fonts()
    content = PageContent(page.version.story, reader.asset, corrections(page.history, page.version.id))
    made = pdf_of(content, reading_style(Settings(folder, frozen=True)), page.annotations)
    application.processEvents()
    return made
