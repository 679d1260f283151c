"""The panel "Aa": how the page is set. Each change is told at once, so the page behind the panel is the preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from desktop.theme.fonts import LEGIBLE, SANS, SERIF, offered_families
from desktop.theme.typography import MEASURES, TEXT_SIZES, LineSpacing, ParagraphStyle, ReadingStyle

_NAMES = {SERIF: "Source Serif", SANS: "Source Sans", LEGIBLE: "Atkinson (high legibility)"}
_WIDTH = 380


class StylePanel(QFrame):
    """Floats over the window until Esc or a click beside it. `changed` carries a `ReadingStyle`."""

    changed = Signal(object)

    def __init__(self, style: ReadingStyle, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("stylePanel")
        self.setAccessibleName("Reading style")
        self._style = style
        self.family = self._families()
        self.size = self._slider("Size of the text", 0, len(TEXT_SIZES) - 1)
        self.measure = self._slider("Letters in a line", *MEASURES)
        self.spacing = Choice("Line spacing", {one: one.value.capitalize() for one in LineSpacing}, self)
        self.paragraphs = Choice("Paragraphs", {one: one.value.capitalize() for one in ParagraphStyle}, self)
        self.lines = Choice("Lines", {False: "Left", True: "Justified"}, self)
        self.reset = QPushButton("Reset", self)
        self._size_label, self._measure_label = QLabel(self), QLabel(self)
        self._lay_out()
        self.show_style(style)
        self._connect()

    def show_style(self, style: ReadingStyle) -> None:
        """Show a style that was chosen elsewhere; nothing is emitted."""
        self._style = style
        for widget in (self.family, self.size, self.measure):
            widget.blockSignals(True)
        self.family.setCurrentIndex(max(self.family.findData(style.family or SERIF), 0))
        self.size.setValue(TEXT_SIZES.index(style.size))
        self.measure.setValue(style.measure)
        for widget in (self.family, self.size, self.measure):
            widget.blockSignals(False)
        self.spacing.choose(style.spacing)
        self.paragraphs.choose(style.paragraphs)
        self.lines.choose(style.justified)
        self._size_label.setText(f"{style.size} px")
        self._measure_label.setText(f"{style.measure} letters")
        self.reset.setEnabled(style != ReadingStyle())

    def open_at(self, corner: QPoint) -> None:
        """Open with the upper right corner at a global point, the keyboard on the family."""
        self.adjustSize()
        self.move(corner - QPoint(self.width(), 0))
        self.show()
        self.family.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 16)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Typeface", self.family)
        form.addRow("&Size", _row(self.size, self._size_label))
        form.addRow("&Width", _row(self.measure, self._measure_label))
        form.addRow("Line spacing", self.spacing)
        form.addRow("Paragraphs", self.paragraphs)
        form.addRow("Lines", self.lines)
        form.addRow("", _row(QWidget(self), self.reset))
        for at, field in enumerate((self.family, self.size, self.measure)):
            label = form.itemAt(at, QFormLayout.ItemRole.LabelRole).widget()
            assert isinstance(label, QLabel)
            label.setBuddy(field)
        for value in (self._size_label, self._measure_label):
            value.setFixedWidth(value.fontMetrics().horizontalAdvance("00 letters") + 4)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.family.currentIndexChanged.connect(self._on_family)
        self.size.valueChanged.connect(lambda at: self._change(size=TEXT_SIZES[at]))
        self.measure.valueChanged.connect(lambda letters: self._change(measure=letters))
        self.spacing.chosen.connect(lambda spacing: self._change(spacing=spacing))
        self.paragraphs.chosen.connect(lambda paragraphs: self._change(paragraphs=paragraphs))
        self.lines.chosen.connect(lambda justified: self._change(justified=justified))
        self.reset.clicked.connect(self._on_reset)

    def _on_family(self) -> None:
        family = self.family.currentData()
        self._change(family="" if family == SERIF else family)

    def _on_reset(self) -> None:
        self._tell(ReadingStyle())
        self.family.setFocus()

    def _change(self, **fields: object) -> None:
        self._tell(replace(self._style, **fields))  # type: ignore[arg-type]

    def _tell(self, style: ReadingStyle) -> None:
        self.show_style(style)
        self.changed.emit(style)

    def _families(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Typeface")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for family in offered_families():
            box.addItem(_NAMES.get(family, family), family)
        box.insertSeparator(len(_NAMES))
        return box

    def _slider(self, name: str, least: int, most: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setAccessibleName(name)
        slider.setRange(least, most)
        slider.setPageStep(5)
        return slider


class Choice(QWidget):
    """One of a few things, side by side; the arrow keys go from one to the next. `chosen` carries its value."""

    chosen = Signal(object)

    def __init__(self, name: str, titles: Mapping[object, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values = list(titles)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, title in enumerate(titles.values()):
            button = QToolButton(self)
            button.setText(title)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {title}")
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idToggled.connect(self._on_toggled)
        self._stop_at(0)

    def choose(self, value: object) -> None:
        """Show what is chosen; nothing is emitted."""
        self._group.blockSignals(True)
        self.button(value).setChecked(True)
        self._group.blockSignals(False)
        self._stop_at(self._values.index(value))

    def button(self, value: object) -> QToolButton:
        """Return the button of a value."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, QToolButton)
        return button

    def _stop_at(self, at: int) -> None:
        """Let Tab stop at what is chosen, and go on from there."""
        for button in self._group.buttons():
            chosen = self._group.id(button) == at
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def _on_toggled(self, at: int, checked: bool) -> None:
        if checked:
            self._stop_at(at)
            self.chosen.emit(self._values[at])


def _row(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(wide, 1)
    row.addWidget(narrow)
    return row
