"""A few lines of text, ended where they must end."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QTextLayout

from desktop.theme.fonts import families
from desktop.theme.typeset import paragraph, runs_from_right
from desktop.theme.typography import Face

LATIN = "The keeper wrote the weather down every night and never once wrote down how he felt about it. " * 3
ARABIC = "كان صانع الساعات يعرف كل برج في المدينة باسم الرجل الذي بناه ولم يكن يثق بأي ساعة. " * 3
HAN = "修伞匠每天清晨推着车走过三条街，车上的铃铛一响，孩子们就知道要下雨了。" * 4
EMOJI = "🌧️🕯️👩🏽‍🚀 " * 60


@pytest.fixture
def font(qapp) -> QFont:
    made = QFont(families(Face.TEXT))
    made.setPixelSize(15)
    return made


def lines_of(layout: QTextLayout) -> list[str]:
    units = layout.text().encode("utf-16-le", "surrogatepass")
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [
        units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())].decode("utf-16-le", "surrogatepass")
        for line in lines
    ]


@pytest.mark.parametrize("text", [LATIN, ARABIC, HAN, EMOJI, "x" * 5000, "x" * 1_000_000])
@pytest.mark.parametrize("width", [60, 225, 400])
@pytest.mark.parametrize("most", [1, 3])
def test_a_long_text_fills_the_lines_it_may_and_ends_in_an_ellipsis(font, text: str, width: int, most: int) -> None:
    made = paragraph(text, font, width, most, 21)
    lines = lines_of(made.layout)
    assert made.cut
    assert made.lines == len(lines) == most
    assert made.height == most * 21
    assert lines[-1].rstrip().endswith("…")
    beginning = made.layout.text().removesuffix("…").rstrip("\u200d ")
    assert text.startswith(beginning)
    assert all(made.layout.lineAt(n).horizontalAdvance() <= width for n in range(made.lines))


def test_a_text_that_fits_is_left_alone(font) -> None:
    made = paragraph("It moved.", font, 225, 3, 21)
    assert (made.cut, made.lines, made.height, made.layout.text()) == (False, 1, 21, "It moved.")


def test_newlines_begin_lines_and_the_ellipsis_ends_the_last_one_shown(font) -> None:
    made = paragraph("one\n\nthree\nfour", font, 225, 3, 20)
    assert [line.rstrip("\u2028") for line in lines_of(made.layout)] == ["one", "", "three…"]


def test_a_text_from_the_right_stands_at_the_right(font) -> None:
    arabic, latin = paragraph("كان صانع", font, 225, 3, 21), paragraph("It moved.", font, 225, 3, 21)
    assert arabic.layout.lineAt(0).naturalTextRect().left() > 150
    assert latin.layout.lineAt(0).naturalTextRect().left() == 0


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("abc", False),
        ("كان", True),
        ("שלום", True),
        ("“123 – كان", True),
        ("a كان", False),
        ("123", False),
        ("", False),
    ],
)
def test_the_first_strong_letter_decides_the_direction(text: str, from_right: bool) -> None:
    assert runs_from_right(text) is from_right
