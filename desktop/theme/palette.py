"""The theme as Qt's palette: the colours of everything that no line of the style sheet speaks of."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme.fonts import families
from desktop.theme.stylesheet import stylesheet
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import Face

__all__ = ["apply_theme", "palette", "stylesheet"]

_ROLES = (
    (QPalette.ColorRole.Window, Role.CHROME),
    (QPalette.ColorRole.WindowText, Role.TEXT),
    (QPalette.ColorRole.Base, Role.FIELD),
    (QPalette.ColorRole.AlternateBase, Role.LIST),
    (QPalette.ColorRole.Text, Role.TEXT),
    (QPalette.ColorRole.PlaceholderText, Role.MUTED),
    (QPalette.ColorRole.Button, Role.CHROME),
    (QPalette.ColorRole.ButtonText, Role.TEXT),
    (QPalette.ColorRole.BrightText, Role.ERROR),
    (QPalette.ColorRole.Highlight, Role.SELECTION),
    (QPalette.ColorRole.HighlightedText, Role.TEXT),
    (QPalette.ColorRole.Link, Role.LINK),
    (QPalette.ColorRole.LinkVisited, Role.LINK),
    (QPalette.ColorRole.ToolTipBase, Role.FIELD),
    (QPalette.ColorRole.ToolTipText, Role.TEXT),
    (QPalette.ColorRole.Accent, Role.ACCENT),
    (QPalette.ColorRole.Light, Role.FIELD),
    (QPalette.ColorRole.Midlight, Role.SHADE),
    (QPalette.ColorRole.Mid, Role.BORDER),
    (QPalette.ColorRole.Dark, Role.FIELD_BORDER),
    (QPalette.ColorRole.Shadow, Role.FIELD_BORDER),
)
WINDOW_TEXT_SIZE = 14
"""Size of the window's own text in pixels."""

_DIMMED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme; what is disabled is muted."""
    made = QPalette()
    for qt_role, role in _ROLES:
        made.setColor(qt_role, QColor(theme.colour(role)))
    for qt_role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, qt_role, QColor(theme.colour(Role.MUTED)))
    return made


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application a theme: its font, its palette and the one style sheet."""
    font = application.font()
    font.setFamilies(families(Face.SANS))
    font.setPixelSize(WINDOW_TEXT_SIZE)
    application.setFont(font)
    application.setPalette(palette(theme))
    application.setStyleSheet(stylesheet(theme))
