"""The type scale says how everything is set, and the faces that set it are there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from desktop.theme.fonts import SANS, SERIF, families, han_region
from desktop.theme.typography import DEFAULT_TEXT_SIZE, SCALE, TEXT_SIZES, Face, Style


def test_every_style_is_in_the_scale() -> None:
    assert set(SCALE) == set(Style)


@pytest.mark.parametrize("style", Style)
def test_lines_never_touch_and_nothing_is_too_small(style: Style) -> None:
    assert SCALE[style].leading >= 1.15
    assert SCALE[style].size * DEFAULT_TEXT_SIZE >= 12.5


def test_headings_shrink_with_their_level() -> None:
    steps = [SCALE[Style(f"heading-{level}")].size for level in (1, 2, 3, 4)]
    assert steps == sorted(steps, reverse=True)
    assert SCALE[Style.HEADLINE].size > steps[0]


def test_the_default_size_is_one_of_the_steps() -> None:
    assert DEFAULT_TEXT_SIZE in TEXT_SIZES
    assert list(TEXT_SIZES) == sorted(TEXT_SIZES)


@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize(("face", "family"), [(Face.TEXT, SERIF), (Face.SANS, SANS)])
def test_our_own_faces_come_in_the_cuts_the_scale_asks_for(
    face: Face, family: str, weight: int, italic: bool, qapp: QApplication
) -> None:
    font = QFont(families(face))
    font.setPixelSize(20)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    found = QFontInfo(font)
    assert (found.family(), found.weight(), found.italic()) == (family, weight, italic)


@pytest.mark.parametrize(
    ("language", "region"),
    [
        ("", "SC"),
        ("en", "SC"),
        ("zh", "SC"),
        ("zh-Hans-CN", "SC"),
        ("zh-Hant", "TC"),
        ("zh_TW", "TC"),
        ("zh-HK", "TC"),
        ("ja", "JP"),
        ("ko-KR", "KR"),
    ],
)
def test_han_letters_take_the_form_of_the_languages_region(language: str, region: str) -> None:
    assert han_region(language) == region


@pytest.mark.parametrize("region", ["SC", "TC", "JP", "KR"])
def test_the_languages_own_han_letters_come_before_the_others(region: str, qapp: QApplication) -> None:
    han = [family for family in families(Face.TEXT, region) if "CJK" in family]
    own = [family for family in han if family.endswith(region)]
    assert han[: len(own)] == own
