"""Notes in light Markdown: what is marked is marked as CommonMark says, and nothing of a note is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from library.model.document import BlockKind, Mark, Span, text
from library.model.light_markdown import read_note

WEB = "http://a.example/x"


def spans(note: str) -> list[tuple[str, Mark, str]]:
    (block,) = read_note(note).blocks
    return [(span.text, span.marks, span.link) for span in block.spans]


def blocks(note: str) -> list[tuple[str, int, int | None, str]]:
    return [(block.kind.value, block.level, block.number, block.text) for block in read_note(note).blocks]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("*a* and _b_", [("a", Mark.EMPHASIS, ""), (" and ", Mark.NONE, ""), ("b", Mark.EMPHASIS, "")]),
        ("**a** __b__", [("a", Mark.STRONG, ""), (" ", Mark.NONE, ""), ("b", Mark.STRONG, "")]),
        ("***a***", [("a", Mark.STRONG | Mark.EMPHASIS, "")]),
        ("`a*b*`", [("a*b*", Mark.CODE, "")]),
        ("`` a`b ``", [("a`b", Mark.CODE, "")]),
        (r"\*a\*", [("*a*", Mark.NONE, "")]),
        ("the **“end”**字", [("the ", Mark.NONE, ""), ("“end”", Mark.STRONG, ""), ("字", Mark.NONE, "")]),
        (f"[one *two*]({WEB})", [("one ", Mark.NONE, WEB), ("two", Mark.EMPHASIS, WEB)]),
        (f"see {WEB}.", [("see ", Mark.NONE, ""), (WEB, Mark.NONE, WEB), (".", Mark.NONE, "")]),
        (f"({WEB}_(y))", [("(", Mark.NONE, ""), (f"{WEB}_(y)", Mark.NONE, f"{WEB}_(y)"), (")", Mark.NONE, "")]),
        (f"<{WEB}>", [(WEB, Mark.NONE, WEB)]),
        ("[write](mailto:a@b.example)", [("write", Mark.NONE, "mailto:a@b.example")]),
        (f"![plan]({WEB}.png)", [("!", Mark.NONE, ""), ("plan", Mark.NONE, f"{WEB}.png")]),
    ],
)
def test_marks_inside_a_paragraph(note: str, expected: list[tuple[str, Mark, str]]) -> None:
    assert spans(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "snake_case_name and 2 * 3 * 4",
        "an open *star, **two, `a tick, [a bracket",
        "<b>bold</b> <script>alert(1)</script> &amp; <!-- no -->",
        "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](/inside) [q](ftp://a.example)",
        "# no heading\n---\n| no | table |",
        "```\nan open fence",
        "```python\na fence with a word behind it\n```",
        "C:\\dir\\file",
        "> ",
        "```\n```",
    ],
)
def test_what_it_does_not_know_is_text(note: str) -> None:
    assert blocks(note) == [("paragraph", 0, None, note.strip())]
    assert all(span == Span(span.text) for span in read_note(note).spans())


def test_lists_quotes_and_fenced_text() -> None:
    note = "Why:\n- one\n- two\n  goes on\n    - deep\n3. third\n\n> said\n> so\n> > twice\nafter\n"
    note += "```\n*kept*\n  as is\n```"
    assert blocks(note) == [
        ("paragraph", 0, None, "Why:"),
        ("list-item", 1, None, "one"),
        ("list-item", 1, None, "two\ngoes on"),
        ("list-item", 2, None, "deep"),
        ("list-item", 1, 3, "third"),
        ("quote", 1, None, "said\nso"),
        ("quote", 2, None, "twice"),
        ("paragraph", 0, None, "after"),
        ("preformatted", 0, None, "*kept*\n  as is"),
    ]


def test_line_breaks_are_kept_and_blank_lines_part_paragraphs() -> None:
    assert blocks("one\r\ntwo\n\n\nthree") == [
        ("paragraph", 0, None, "one\ntwo"),
        ("paragraph", 0, None, "three"),
    ]


def test_a_note_of_nothing_has_no_blocks() -> None:
    assert read_note("").blocks == read_note(" \n\n").blocks == ()


SIGNS = st.text("ab1é字 *_`[]()<>\\-+.>!#~|\n", max_size=60)


@given(SIGNS | st.text(max_size=60))
def test_every_letter_of_a_note_is_shown(note: str) -> None:
    shown = text(read_note(note))
    assert [letter for letter in shown if letter.isalpha()] == [letter for letter in note if letter.isalpha()]


@given(SIGNS)
def test_only_signs_that_mark_something_go(note: str) -> None:
    left = iter(note)
    shown = [letter for letter in text(read_note(note)) if not letter.isspace()]
    assert all(letter in left for letter in shown)  # in order, and nothing new
    assert set(note) - set(shown) <= set("*_`[]()<>\\-+.1 \n")


ADDRESSES = st.sampled_from(["http://a.example/x", "https://b.example/(y)", "mailto:c@d.example", "javascript:x", "/z"])


@given(st.lists(st.one_of(SIGNS, ADDRESSES, st.just("]("), st.just(")"), st.just("[")), max_size=12).map("".join))
def test_a_link_opens_the_web_or_a_letter_and_nothing_else(note: str) -> None:
    for span in read_note(note).spans():
        assert span.link == "" or span.link.startswith(("http://", "https://", "mailto:"))
        assert span.link in note


@given(st.text(max_size=80))
def test_no_image_and_only_the_kinds_that_are_promised(note: str) -> None:
    kinds = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.PREFORMATTED}
    for block in read_note(note).blocks:
        assert block.kind in kinds
        assert block.image is None
        assert block.text.strip()


ORACLE = MarkdownIt("zero").enable(["emphasis", "backticks"])


def _as_commonmark(note: str) -> list[tuple[str, Mark]]:
    """What the importers' parser makes of a paragraph."""
    made: list[tuple[str, Mark]] = []
    depth = {"em": 0, "strong": 0}
    for token in ORACLE.parseInline(note)[0].children:
        kind, _, end = token.type.rpartition("_")
        if kind in depth:
            depth[kind] += 1 if end == "open" else -1
            continue
        marks = Mark.EMPHASIS if depth["em"] else Mark.NONE
        marks |= Mark.STRONG if depth["strong"] else Mark.NONE
        marks |= Mark.CODE if token.type == "code_inline" else Mark.NONE
        made.extend((letter, marks) for letter in token.content)
    return made


@given(st.text("ab *_`.,(é", min_size=1, max_size=24).filter(lambda note: note == note.strip()))
def test_emphasis_and_code_are_what_commonmark_says(note: str) -> None:
    ours = [(letter, span.marks) for span in read_note("x " + note).spans() for letter in span.text]
    theirs = _as_commonmark("x " + note)
    if any(letter for letter, _ in theirs):
        assert ours == theirs


@pytest.mark.parametrize(
    "hostile", ["*", "*a ", "_*", "[", "**a*", "> ", "- ", "`a", "[*a", f"[a]({WEB}) ", "](http://", "http://a(", "\\"]
)
def test_a_megabyte_of_signs_costs_no_more_than_its_length(hostile: str) -> None:
    import time

    def cost(times: int) -> float:
        begun = time.perf_counter()
        read_note(hostile * times)
        return time.perf_counter() - begun

    cost(100)
    small = min(cost(1_000) for _ in range(3))
    assert cost(20_000) < max(100 * small, 0.5)
