"""Notes of saved pages: by their links, by what is left of Word's, by raised numbers, beside their sentence."""

from __future__ import annotations

import pytest

from library.importers._html.story import read_fragment
from library.model.document import Block, BlockKind


def read(markup: str) -> tuple[list[str], dict[str, str], list[str]]:
    """The labels referred to, the notes' texts by label, and the texts of all other blocks."""
    blocks = read_fragment(markup).blocks
    referred = [span.footnote for block in blocks for span in block.spans if span.footnote]
    notes = {block.label: block.text for block in blocks if block.kind is BlockKind.FOOTNOTE}
    return referred, notes, [block.text for block in blocks if block.kind is not BlockKind.FOOTNOTE]


WORD = (
    '<p>The crane<a href="#_ftn1">[1]</a> and its key<a href="#_ftn2">[2]</a>.</p>'
    '<p><a href="//GUID#_ftnref1">[1]</a> Built in 1931.</p><p><a href="//GUID#_ftnref2">[2]</a> Lost in May.</p>'
)
NAMED_ANCHORS = (
    '<p>The crane<a name="FnAnchor_1" href="#Footnote_1">1</a> and its key<a name="FnAnchor_2" href="#Footnote_2">2'
    '</a>.</p><p><a name="Footnote_1" href="#FnAnchor_1">1</a> Built in 1931.</p>'
    '<p><a name="Footnote_2" href="#FnAnchor_2">2</a> Lost in May.</p>'
)
LINKED_BOTH_WAYS = (
    '<p>The crane<sup><a id="x7-back" href="#x7">1</a></sup> and its key<sup><a id="x8-back" href="#x8">2</a></sup>.'
    '</p><p id="x7"><sup><a href="#x7-back">1</a></sup>Built in 1931.</p>'
    '<p id="x8"><sup><a href="#x8-back">2</a></sup>Lost in May.</p>'
)
RAISED = (
    "<p>The crane<sup>1</sup> and its key<sup>2</sup>.</p><p><sup>1</sup> Built in 1931.</p>"
    "<p><sup>2</sup> Lost in May.</p>"
)
RAISED_IN_A_LIST = (
    "<p>The crane<sup>1</sup> and its key<sup>2</sup>.</p><ol><li class='footnote-item' id='fn1'>Built in 1931.</li>"
    "<li class='footnote-item' id='fn2'>Lost in May.</li></ol>"
)
BESIDE = (
    '<p>The crane<span class="sidenote">Built in 1931.</span> and its key<span class="marginnote">Lost in May.</span>.'
    "</p>"
)


@pytest.mark.parametrize("markup", [WORD, NAMED_ANCHORS, LINKED_BOTH_WAYS, RAISED, RAISED_IN_A_LIST, BESIDE])
def test_notes_are_known_by_whatever_ties_them_to_their_text(markup: str) -> None:
    referred, notes, _ = read(markup)
    assert referred == ["1", "2"]
    assert notes == {"1": "Built in 1931.", "2": "Lost in May."}


def test_a_note_beside_its_sentence_does_not_stand_in_it() -> None:
    _, _, others = read(BESIDE)
    assert others == ["The crane1 and its key2."]


def test_a_note_that_stands_beside_its_sentence_and_below_the_text_is_read_once() -> None:
    markup = (
        '<p>The crane<sup><a href="#fn1">1</a></sup><span class="sidenote">1. Built in 1931.</span> jammed.</p>'
        '<div class="footnotes"><p id="fn1">Built in 1931.</p></div>'
    )
    assert read(markup) == (["1"], {"1": "Built in 1931."}, ["The crane1 jammed."])


def test_a_link_back_to_the_text_does_not_make_a_note_of_it() -> None:
    markup = (
        '<p>The crane<sup id="cite_ref-q_1-0"><a href="#cite_note-q">1</a></sup> jammed.</p>'
        '<p>Its key<sup id="cite_ref-q_1-1"><a href="#cite_note-q">1</a></sup> was lost.</p>'
        '<ol><li id="cite_note-q"><a href="#cite_ref-q_1-0">a</a> <a href="#cite_ref-q_1-1">b</a> Quell, 1931.</li>'
        "</ol>"
    )
    assert read(markup) == (["1", "1"], {"1": "Quell, 1931."}, ["The crane1 jammed.", "Its key1 was lost."])


@pytest.mark.parametrize(
    "markup",
    [
        "<p>An area of 20 m<sup>2</sup>.</p><p>2 parishes share it.</p>",
        "<p><sup>1</sup> stands here first.</p><p>The crane<sup>1</sup> later.</p>",
        '<p>See <a href="#key">1</a>.</p><p id="key">The key was lost.</p>',
    ],
)
def test_numbers_that_nothing_ties_to_a_note_are_text(markup: str) -> None:
    referred, notes, _ = read(markup)
    assert (referred, notes) == ([], {})


def test_a_note_in_a_list_goes_behind_the_list() -> None:
    blocks: tuple[Block, ...] = read_fragment(
        '<div><ul><li>East<span class="sidenote">Sandy.</span></li><li>West</li></ul><p>Both piers.</p></div>'
    ).blocks
    assert [block.text for block in blocks] == ["East1", "West", "Both piers.", "Sandy."]
    assert blocks[-1].kind is BlockKind.FOOTNOTE
