"""One family of line icons, drawn on a grid of 24 with a stroke of 1.6, in whatever colour is asked for."""

from __future__ import annotations

import functools
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.theme.themes import Role, Theme


@functools.cache
def icon_names() -> tuple[str, ...]:
    """Return the names of all icons, in alphabetical order."""
    folder = resources.files("resources") / "icons"
    return tuple(sorted(file.name.removesuffix(".svg") for file in folder.iterdir() if file.name.endswith(".svg")))


def icon(name: str, theme: Theme, role: Role = Role.TEXT, size: int = 20) -> QIcon:
    """Return an icon in the theme's colour for a role, `size` pixels square at the sharpest screen's pixel ratio.

    A disabled one is faint. Raises FileNotFoundError for an unknown name.
    """
    return _icon(name, theme.colour(role), theme.colour(Role.MUTED), size, _screen_ratio())


@functools.lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as pixels in a `#rrggbb` colour: `size` pixels square at `ratio` screen pixels per pixel."""
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    drawing.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@functools.lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str, size: int, ratio: float) -> QIcon:
    made = QIcon(pixmap(name, colour, size, ratio))
    made.addPixmap(_faint(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def _screen_ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def _faint(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    full = pixmap(name, colour, size, ratio)
    made = QPixmap(full.size())
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    painter.setOpacity(0.5)
    painter.drawPixmap(0, 0, full)
    painter.end()
    return made


@functools.cache
def _source(name: str) -> str:
    if name not in icon_names():
        raise FileNotFoundError(f"no icon is called {name!r}")
    return (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
