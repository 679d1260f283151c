"""A table of the story in a window of its own: as wide as it is, scrolled and zoomed, its header always in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.reader._script import setting_of
from desktop.reader._tables import figure_columns
from desktop.reader.view import PageView
from desktop.theme.fonts import families, han_region
from desktop.theme.typography import Face
from library.model.document import Block, Cell
from library.model.story import Story

_SIZE = 15
_SIZES = range(9, 33)
_LARGEST = QSize(1100, 720)
_WIDEST_COLUMN = 360
_MEASURED_ROWS = 60
_HINT = "Ctrl with + and − zooms, Ctrl+C copies, Esc closes."
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


def show_table(view: PageView, index: int) -> None:
    """Show the table that is the block at `index` of the view's story."""
    if view.page is not None:
        TableView(view.page.story, view.page.story.document.blocks[index], view).show()


class TableModel(QAbstractTableModel):
    """The cells of a table. Its first row names the columns if all of it is a header."""

    def __init__(self, block: Block, parent: QWidget) -> None:
        super().__init__(parent)
        headed = bool(block.rows) and all(cell.header for cell in block.rows[0])
        self._names = block.rows[0] if headed else ()
        self._rows = block.rows[1:] if headed else block.rows
        self._figures = figure_columns(block)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many rows there are below the header."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._figures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, or how they stand."""
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column()) | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and cell.header:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section].text if self._names else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section) | Qt.AlignmentFlag.AlignVCenter
        return None

    @property
    def is_headed(self) -> bool:
        """True if the columns have names."""
        return bool(self._names)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self._figures[column] else Qt.AlignmentFlag.AlignLeft


class TableView(QDialog):
    """The window of one table; Esc closes it."""

    def __init__(self, story: Story, block: Block, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Table in “{story.headline}”" if story.headline else "Table")
        self._size, self._families = _SIZE, families(Face.SANS, han_region(story.language))
        self.cells = QTableView(self)
        self.cells.setAccessibleName("Table")
        self.cells.setModel(TableModel(block, self))
        self._set_up(_runs_from_right(block.rows))
        hint = QLabel(_HINT, self)
        hint.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.addWidget(self.cells)
        column.addWidget(hint)
        self.zoom(0)
        self.resize(self._wanted())
        self.cells.setFocus()

    def zoom(self, steps: int) -> None:
        """Set the table in larger or smaller type."""
        self._size = max(_SIZES.start, min(self._size + steps, _SIZES.stop - 1))
        font = QFont(self._families)
        font.setPixelSize(self._size)
        self.cells.setFont(font)
        heading = QFont(font)
        heading.setWeight(QFont.Weight.DemiBold)
        self.cells.horizontalHeader().setFont(heading)
        self.cells.resizeColumnsToContents()
        self.cells.verticalHeader().setDefaultSectionSize(round(self._size * 1.9))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, copy, close."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._selected())
        elif event.matches(QKeySequence.StandardKey.ZoomIn) or event.keyCombination() == _ZOOM_IN:
            self.zoom(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom(-1)
        else:
            super().keyPressEvent(event)

    def _set_up(self, from_right: bool) -> None:
        cells = self.cells
        cells.setLayoutDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
        cells.setShowGrid(False)
        cells.setAlternatingRowColors(True)
        cells.setWordWrap(False)
        cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        cells.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cells.setTabKeyNavigation(False)
        cells.verticalHeader().hide()
        header = cells.horizontalHeader()
        header.setMaximumSectionSize(_WIDEST_COLUMN)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        model = cells.model()
        header.setVisible(isinstance(model, TableModel) and model.is_headed)

    def _wanted(self) -> QSize:
        width = self.cells.horizontalHeader().length() + 60
        height = self.cells.model().rowCount() * self.cells.verticalHeader().defaultSectionSize() + 110
        return QSize(width, height).boundedTo(_LARGEST).expandedTo(QSize(360, 200))

    def _selected(self) -> str:
        """Return the selected cells, or all of them, with tabs between cells and newlines between rows."""
        model, chosen = self.cells.model(), self.cells.selectedIndexes()
        rows = sorted({index.row() for index in chosen}) or range(model.rowCount())
        columns = sorted({index.column() for index in chosen}) or range(model.columnCount())
        return "\n".join("\t".join(str(model.index(row, column).data()) for column in columns) for row in rows)


def _runs_from_right(rows: Sequence[Sequence[Cell]]) -> bool:
    words = "".join(cell.text for row in rows[:3] for cell in row)
    return setting_of(words).rtl


_ZOOM_IN = Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Equal
