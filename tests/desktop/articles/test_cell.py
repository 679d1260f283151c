"""A row's layout, from words and a width alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.articles.cell import (
    LEFT,
    RIGHT,
    ROW_HEIGHT,
    CellLayout,
    CellStyle,
    Line,
    cell_metrics,
    from_first_hit,
    lay_out,
    lay_out_gone,
    runs_from_right,
)
from library.model.query import Snippet
from library.model.stamp import Stamp
from library.model.story import ArticleSummary
from tests.desktop.articles.conftest import summary

HEADLINES = (CellStyle.HEADLINE, CellStyle.HEADLINE_READ)
WIDTHS = (280, 360, 460)
LONG = "Why the river moved and how a town of nine thousand woke up one morning on the wrong side of the water " * 3
ARABIC = "مدينة الساعة كيف عاد البرج إلى العمل بعد ثلاثين عاما من الصمت الطويل في وسط المدينة القديمة وما حولها"
CHINESE = "修伞匠的最后一个冬天一条老街一把铁骨伞和一个不肯退休的手艺人的故事以及他留给徒弟的那只木箱里究竟装着什么东西"

pytestmark = pytest.mark.usefixtures("qapp")


def lines(layout: CellLayout, *styles: CellStyle) -> list[Line]:
    return [line for line in layout.lines if line.style in styles]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("headline", ["Short", LONG, ARABIC, CHINESE, "x" * 400, "🍞" * 90, "", "w\u0301" * 200])
def test_every_line_stands_inside_its_row_and_its_column(headline: str, width: int) -> None:
    layout = lay_out(summary(headline=headline, lead=LONG, notes=12, starred=True, read=False), None, width)
    metrics = cell_metrics("SC")
    assert len(lines(layout, *HEADLINES)) + len(lines(layout, CellStyle.LEAD)) == 3
    assert 1 <= len(lines(layout, *HEADLINES)) <= 2
    baselines = [line.baseline for line in layout.lines if line.style in (*HEADLINES, CellStyle.LEAD)]
    assert baselines == sorted(set(baselines))
    assert max(baselines) < ROW_HEIGHT - 4
    for line in layout.lines:
        assert line.left >= LEFT - 1
        assert line.left + metrics.width(line.style, line.text) <= width - RIGHT + 1


@pytest.mark.parametrize("headline", [LONG, ARABIC, CHINESE, "🍞" * 300])
def test_a_long_headline_is_cut_once_at_its_end(headline: str) -> None:
    shown = lines(lay_out(summary(headline=headline), None, 300), *HEADLINES)
    first, last = (line.text for line in shown)
    assert last.endswith("…")
    assert "…" not in first
    assert last.count("…") == 1
    joined = f"{first} {last[:-1]}" if " " in headline else first + last[:-1]
    assert headline.startswith(joined)


@pytest.mark.parametrize(
    ("text", "fits", "shown"),
    [
        ("The vote, taken late, stands", "The vote, tak…", "The vote…"),
        ("The vote taken late stands", "The vote taken la…", "The vote taken…"),
        ("修伞匠的最后一个冬天，一条老街", "修伞匠的最后一个冬天，…", "修伞匠的最后一个冬天…"),
        ("白苇镇讯 惊蛰过后，下了四天雨", "白苇镇讯 惊蛰过后…", "白苇镇讯 惊蛰过后…"),
        ("Antidisestablishmentarianism", "Antidisestablishment…", "Antidisestablishment…"),
        ("It fits", "It fits", "It fits"),
    ],
)
def test_a_cut_falls_after_a_word_with_no_comma_before_the_ellipsis(text: str, fits: str, shown: str) -> None:
    metrics = cell_metrics("SC")
    room = metrics.width(CellStyle.LEAD, fits) + 1
    assert metrics.elided(CellStyle.LEAD, text, room) == shown


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("plain", False),
        ("", False),
        ("12 … 34", False),
        (ARABIC, True),
        ("שעון", True),
        ("2020: مدينة", True),
        ("BBC عربي", False),
        (CHINESE, False),
    ],
)
def test_direction_is_that_of_the_first_strong_letter(text: str, right: bool) -> None:
    assert runs_from_right(text) is right


def test_a_row_that_runs_from_the_right_has_its_source_right_and_its_signs_left() -> None:
    layout = lay_out(summary(headline=ARABIC, source="صحيفة", starred=True, notes=2, language="ar"), None, 360)
    source = lines(layout, CellStyle.SOURCE)[0]
    date = next(line for line in lines(layout, CellStyle.META) if "2018" in line.text)
    assert source.left + source.width == pytest.approx(360 - RIGHT)
    assert date.left + date.width < source.left
    assert layout.star is not None
    assert layout.note is not None
    assert layout.star.left() == LEFT
    assert layout.note.right() < date.left
    assert all(line.rtl for line in lines(layout, *HEADLINES))
    assert not date.rtl


@pytest.mark.parametrize(
    ("source", "published", "said"),
    [
        ("The Post", Stamp("2018-02-08"), "The Post · 8 Feb 2018"),
        ("The Post", None, "The Post"),
        ("", Stamp("2018"), "2018"),
        ("", None, "430 words"),
    ],
)
def test_source_and_date_stand_in_one_line_and_the_length_for_neither(
    source: str, published: Stamp | None, said: str
) -> None:
    layout = lay_out(summary(source=source, published=published), None, 360)
    assert "".join(line.text for line in lines(layout, CellStyle.SOURCE, CellStyle.META)) == said


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_source_is_cut_and_the_date_never_is(width: int) -> None:
    layout = lay_out(
        summary(source="The General Advertiser of the Lower Counties " * 3, notes=120, starred=True), None, width
    )
    meta = lines(layout, CellStyle.SOURCE, CellStyle.META)
    assert meta[0].text.endswith("…")
    assert "8 Feb 2018" in [line.text for line in meta]
    date = next(line for line in meta if line.text == "8 Feb 2018")
    assert layout.note is not None
    assert date.left + date.width < layout.note.left()


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({}, set()),
        ({"read": False}, {"dot"}),
        ({"starred": True}, {"star"}),
        ({"notes": 3}, {"note"}),
        ({"progress": 0.4}, {"progress"}),
        ({"progress": 1.0}, set()),
    ],
)
def test_a_sign_stands_for_each_thing_that_is_so(changes: dict[str, object], there: set[str]) -> None:
    layout = lay_out(summary(**changes), None, 360)
    assert {name for name in ("dot", "star", "note", "progress") if getattr(layout, name)} == there


def test_an_unread_headline_is_set_bolder_than_a_read_one() -> None:
    fonts = cell_metrics("SC").fonts
    unread, read = (lay_out(summary(read=read), None, 360).lines[0].style for read in (False, True))
    assert fonts[unread].weight() > fonts[read].weight()


def test_the_progress_line_is_as_long_as_the_story_was_read() -> None:
    half, full = (lay_out(summary(progress=share), None, 360).progress for share in (0.5, 0.999))
    assert half is not None
    assert full is not None
    assert half.width() == pytest.approx(full.width() / 2, rel=0.01)
    assert full.bottom() <= ROW_HEIGHT


SNIPPET = Snippet("… the clerk\nread 😀 the budget aloud", ((6, 11), (23, 29)))


def test_a_snippet_stands_in_the_leads_place_with_its_hits_in_utf16() -> None:
    marked = [
        line.text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")
        for line in lines(lay_out(summary(), SNIPPET, 460), CellStyle.LEAD)
        for start, length in line.hits
    ]
    assert marked == ["clerk", "budget"]


def test_a_snippet_that_is_not_there_yet_leaves_its_place_free() -> None:
    assert lines(lay_out(summary(), Snippet(""), 460), CellStyle.LEAD) == []
    assert lines(lay_out(summary(), None, 460), CellStyle.LEAD)


def test_a_hit_that_is_broken_over_two_lines_is_marked_in_both() -> None:
    text = "a" * 100
    shown = lines(lay_out(summary(), Snippet(text, ((0, 100),)), 280), CellStyle.LEAD)
    assert [len(line.text.removesuffix("…")) for line in shown] == [line.hits[0][1] for line in shown]
    assert len(shown) == 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_hit_is_seen_however_late_it_comes(width: int) -> None:
    text = "word " * 60 + "budget " + "word " * 60
    at = text.index("budget")
    shown = lines(lay_out(summary(headline=LONG), Snippet(text, ((at, at + 6),)), width), CellStyle.LEAD)
    assert len(shown) == 1
    start, length = shown[0].hits[0]
    assert shown[0].text[start : start + length] == "budget"
    assert shown[0].text.startswith("…")


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(1, 80))
def test_moving_a_snippet_keeps_its_hits_on_their_words(text: str, start: int, length: int, fits: int) -> None:
    end = min(start + length, len(text))
    if start >= end:
        return
    moved = from_first_hit(Snippet(text, ((start, end),)), fits)
    first, last = moved.hits[0]
    assert moved.text[first:last] == text[start:end]
    assert first <= max(fits, 25)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=120), st.text(max_size=40), st.integers(120, 500))
def test_any_text_has_a_layout(headline: str, lead: str, source: str, width: int) -> None:
    layout = lay_out(summary(headline=headline, lead=lead, source=source), Snippet(lead, ((0, len(lead)),)), width)
    assert layout.lines


def test_of_a_headline_of_a_million_letters_a_row_shows_the_first() -> None:
    huge: ArticleSummary = summary(headline="w " * 500_000, lead="v " * 500_000)
    assert sum(len(line.text) for line in lay_out(huge, None, 360).lines) < 400


def test_a_row_whose_article_is_gone_says_so_quietly() -> None:
    layout = lay_out_gone(300)
    assert layout.text(CellStyle.META) == "This story is no longer in the library"
    assert not any((layout.dot, layout.star, layout.note, layout.progress))
