"""The icons are one family, and take the theme's colours."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from desktop.theme.icons import icon, icon_names, pixmap
from desktop.theme.themes import Role, load_theme

NEEDED = (
    *("all", "unread", "star", "star-filled", "annotated", "archive", "trash", "source", "bookmark", "highlight"),
    *("note", "search", "import", "settings", "sidebar", "panel", "close", "previous", "next", "undo", "redo"),
    *("warning", "error", "moon", "sun", "sepia", "text-size", "tag", "link", "help"),
)


def inked(image: QImage) -> list[QColor]:
    """The pixels that are more than half covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [pixel for pixel in pixels if pixel.alpha() > 127]


def test_every_icon_that_the_window_needs_is_there() -> None:
    assert set(NEEDED) <= set(icon_names())


@pytest.mark.parametrize("name", icon_names())
def test_icons_share_a_grid_a_stroke_and_no_colour_of_their_own(name: str) -> None:
    source = (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert re.findall(r'stroke-width="([^"]+)"', source) == ["1.6"]
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', source)) <= {"none", "currentColor"}


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_within_its_grid_in_the_colour_asked_for(name: str, qapp: QApplication) -> None:
    image = pixmap(name, "#ff0000", 48).toImage()
    marks = inked(image)
    assert len(marks) > 40
    assert {pixel.name() for pixel in marks if pixel.alpha() == 255} == {"#ff0000"}
    edge = [image.pixelColor(at, side) for at in range(48) for side in (0, 1, 46, 47)]
    edge += [image.pixelColor(side, at) for at in range(48) for side in (0, 1, 46, 47)]
    assert all(pixel.alpha() == 0 for pixel in edge)


def test_an_icon_is_as_sharp_as_the_screen(qapp: QApplication) -> None:
    sharp = pixmap("star", "#000000", 20, 2.0)
    assert sharp.size() == QSize(40, 40)
    assert sharp.deviceIndependentSize().toSize() == QSize(20, 20)


def test_an_icon_changes_colour_with_the_theme_and_fades_when_disabled(qapp: QApplication) -> None:
    for name in ("paper", "night"):
        theme = load_theme(name)
        made = icon("star-filled", theme, Role.ACCENT)
        normal = inked(made.pixmap(20).toImage())
        assert theme.colour(Role.ACCENT) in {pixel.name() for pixel in normal}
        disabled = made.pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
        assert max(disabled.pixelColor(x, 10).alpha() for x in range(disabled.width())) in range(120, 136)


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon("unicorn", load_theme("paper"))
