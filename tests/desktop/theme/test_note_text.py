"""A note set in lines: what is marked looks so, lists hang, a long note is cut, and nothing hostile gets through."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout

from desktop.theme.fonts import families
from desktop.theme.note_text import NoteText, note_html, set_note
from desktop.theme.typeset import paragraph
from desktop.theme.typography import Face
from tests.desktop.theme.test_typeset import lines_of


@pytest.fixture
def font(qapp) -> QFont:
    made = QFont(families(Face.SANS))
    made.setPixelSize(14)
    return made


def shown(note: NoteText) -> list[str]:
    return [line.rstrip("\u2028") for line in lines_of(note.layout)]


def formats(note: NoteText) -> dict[str, QTextLayout.FormatRange]:
    """What is set otherwise than the rest, by its letters."""
    units = note.layout.text().encode("utf-16-le")
    return {
        units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"): one for one in note.layout.formats()
    }


def test_marks_are_set_and_their_signs_are_gone(font) -> None:
    note = set_note("🕯️ *lamp*, **oil**, `wick` and [the story](https://a.example/)", font, 400, 4, 19)
    assert shown(note) == ["🕯️ lamp, oil, wick and the story"]
    found = {letters: one.format.font() for letters, one in formats(note).items()}
    assert found["lamp"].italic()
    assert found["oil"].weight() == QFont.Weight.DemiBold
    assert found["wick"].families() == families(Face.MONO)
    assert found["the story"].underline()


def test_letters_without_italics_are_emphasised_by_weight(font) -> None:
    found = {
        letters: one.format.font() for letters, one in formats(set_note("*灯塔* *منارة*", font, 300, 2, 19)).items()
    }
    assert all(one.weight() == QFont.Weight.DemiBold and not one.italic() for one in found.values())
    assert len(found) == 2


def test_items_hang_and_paragraphs_stand_apart(font) -> None:
    note = set_note("Why:\n- a first reason that needs a second line\n- another\n\nSo.", font, 160, 9, 20)
    lines = [note.layout.lineAt(number) for number in range(note.lines)]
    assert [line.strip() for line in shown(note)] == [
        "Why:",
        "•\u00a0\u00a0a first reason that needs a",
        "second line",
        "•\u00a0\u00a0another",
        "So.",
    ]
    assert [line.x() > 0 for line in lines] == [False, False, True, False, False]
    baselines = [round(line.y() + line.ascent()) for line in lines]
    steps = [after - before for before, after in pairwise(baselines)]
    assert steps == [29, 20, 20, 29]
    assert note.height == 5 * 20 + 2 * 9


def test_a_note_from_the_right_hangs_from_the_right(font) -> None:
    note = set_note("- كان صانع الساعات يعرف كل برج في المدينة باسم الرجل الذي بناه", font, 160, 9, 20)
    first, second = (note.layout.lineAt(number).naturalTextRect() for number in (0, 1))
    assert first.right() == pytest.approx(160, abs=1)
    assert 140 < second.right() < 155


def test_a_long_note_ends_in_an_ellipsis_however_long_it_is(font) -> None:
    for note in ("**strong** words " * 60, "x" * 1_000_000, "- item\n" * 50, "[a](https://a.example/) " * 900):
        made = set_note(note, font, 180, 6, 19)
        assert made.cut
        assert made.lines == 6 or "](" in note
        assert shown(made)[-1].rstrip().endswith("…")
        assert all(made.layout.lineAt(n).naturalTextWidth() <= 181 for n in range(made.lines))


def test_a_plain_note_is_set_as_plain_text_is(font) -> None:
    plain = "The keeper wrote the weather down every night.\nNever how he felt."
    ours, theirs = set_note(plain, font, 180, 6, 19), paragraph(plain, font, 180, 6, 19)
    assert (lines_of(ours.layout), ours.height, ours.cut) == (lines_of(theirs.layout), theirs.height, theirs.cut)


def test_a_link_is_found_where_it_stands_and_nowhere_else(font) -> None:
    note = set_note("See [the story](https://a.example/) now", font, 400, 2, 19)
    start, end = note.links[0].start, note.links[0].end
    line = note.layout.lineAt(0)
    middle = (line.cursorToX(start)[0] + line.cursorToX(end)[0]) / 2
    assert note.link_at(QPointF(middle, 9)) == "https://a.example/"
    assert note.link_at(QPointF(line.cursorToX(start)[0] - 4, 9)) == ""
    assert note.link_at(QPointF(390, 9)) == note.link_at(QPointF(middle, 60)) == ""


def test_html_is_shown_as_the_text_it_is() -> None:
    hostile = '<img src="http://a.example/x.png"> <b>x</b> [y](javascript:z) **so**'
    made = note_html(hostile)
    assert "<img" not in made
    assert "href" not in made
    assert "&lt;b&gt;x&lt;/b&gt;" in made
    assert "<b>so</b>" in made


@given(st.text(max_size=200), st.integers(20, 300), st.integers(1, 8))
def test_any_note_can_be_set(qapp, note: str, width: int, lines: int) -> None:
    made = set_note(note, QFont("Source Sans Pro", 14), width, lines, 19)
    assert made.lines <= lines
    note_html(note)
