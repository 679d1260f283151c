"""The bar over a comparison of versions: which two, how many changes, from one to the next. It asks; others do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.reader._facts import written_date
from desktop.reader.bar import WalkBar
from desktop.theme.themes import Theme
from library.model.story import VersionSummary

_WIDEST_CHOICE = 250
"""Pixels: room for "Version 12 · 30 September 2018, 11:00 UTC"."""


class CompareBar(WalkBar):
    """Signals: `versions_wanted` carries (older id, newer id), and those of every bar."""

    versions_wanted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("change", "Close the comparison", Qt.Edge.BottomEdge, theme, parent)
        self.setObjectName("compareBar")
        self.older = self._choice("The earlier version")
        self.newer = self._choice("The later version")
        self._lay_out()
        self.set_theme(theme)

    def show_versions(self, history: Sequence[VersionSummary], older: int, newer: int) -> None:
        """Offer the versions of a story, with two of them chosen (ids); nothing is emitted."""
        for box, chosen in ((self.older, older), (self.newer, newer)):
            box.blockSignals(True)
            box.clear()
            for version in history:
                box.addItem(version_name(version), version.id)
            box.setCurrentIndex(box.findData(chosen))
            box.blockSignals(False)

    def show_count(self, current: int, total: int) -> None:
        """Show which change of how many is the current one, counted from 1; 0 before the first step."""
        one = "No changes" if not total else "1 change" if total == 1 else f"{total:,} changes"
        self._show_count(f"{current:,} of {total:,}" if current else one, total)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(6)
        arrow = QLabel("→", self)
        arrow.setProperty("look", "muted")
        row.addWidget(self.older, 1)
        row.addWidget(arrow)
        row.addWidget(self.newer, 1)
        row.addStretch(0)
        row.addWidget(self.count)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(4)
        row.addWidget(self.close_button)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setMaximumWidth(_WIDEST_CHOICE)
        box.currentIndexChanged.connect(self._on_chosen)
        return box

    def _on_chosen(self) -> None:
        self.versions_wanted.emit(self.older.currentData(), self.newer.currentData())


def version_name(version: VersionSummary) -> str:
    """Return a version as the bar names it: its number, and when it was written, if its file says so."""
    stamp = version.updated or version.published
    return f"Version {version.ordinal}" + (f"  ·  {written_date(stamp)}" if stamp else "")
