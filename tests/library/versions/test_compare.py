"""What changed between two versions: by words, by paragraphs, and nothing lost of either."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.document import Block, BlockKind, Document, Image, Span, paragraph
from library.model.stamp import Stamp
from library.model.story import Story
from library.versions.compare import ChangeKind, Comparison, PieceKind, compare
from library.versions.words import pieces, tokens

FERRY = "The noon ferry to Skerry Island left on Thursday with forty passengers and nobody at the wheel."
CAFE = "“We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier."
OFFICE = "The harbour office said that the boat had been found unharmed on a sandbank before tea."
HENS = "Eleven hens came ashore and have lived among the lobster pots of the quay ever since."
WORDS = st.lists(
    st.sampled_from(("the", "ferry", "hens", "left", "on", ",", ".", "船", "が", "出た", "\n")), max_size=12
).map(" ".join)


def story(*blocks: str | Block, **fields: object) -> Story:
    made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Story(document=Document(made), **fields)


def picture(comparison: Comparison) -> list[str]:
    """Each block as a line: its kind, and its words with [-removed-] and {+added+}."""
    signs = {PieceKind.KEPT: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
    return [
        f"{change.kind.name.lower()}: " + "".join(signs[piece.kind].format(piece.text) for piece in change.pieces)
        for change in comparison.blocks
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("forty passengers", "forty-one passengers", ["forty", "+-one", " passengers"]),
        ("with forty men", "with fifty men", ["with ", "-forty", "+fifty", " men"]),
        ("gone", "", ["-gone"]),
        ("", "come", ["+come"]),
        ("船は港を出た", "船は港に着いた", ["船は港", "-を出", "+に着い", "た"]),
        ("cat on mat", "dog in hall", ["-cat on mat", "+dog in hall"]),
        ("a red boat sank", "a blue ship sank", ["a ", "-red boat", "+blue ship", " sank"]),
    ],
)
def test_words_are_kept_removed_and_added(old: str, new: str, shown: list[str]) -> None:
    signs = {PieceKind.KEPT: "", PieceKind.REMOVED: "-", PieceKind.ADDED: "+"}
    assert [signs[piece.kind] + piece.text for piece in pieces(old, new)] == shown


@given(st.text(), st.text())
def test_the_pieces_hold_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind is not PieceKind.ADDED) == old
    assert "".join(piece.text for piece in found if piece.kind is not PieceKind.REMOVED) == new


@given(st.text())
def test_tokens_joined_are_the_text(content: str) -> None:
    assert "".join(tokens(content)) == content


def test_a_corrected_paragraph_is_changed_and_its_neighbours_are_the_same() -> None:
    found = compare(story(FERRY, CAFE, OFFICE), story(FERRY.replace("forty", "fifty"), CAFE, OFFICE))
    assert picture(found) == [
        "changed: " + FERRY.replace("forty", "[-forty-]{+fifty+}"),
        f"same: {CAFE}",
        f"same: {OFFICE}",
    ]
    assert found.changes == 1


def test_a_paragraph_comes_and_another_goes_where_it_stood() -> None:
    found = compare(story(FERRY, CAFE, OFFICE), story(FERRY, OFFICE, HENS))
    assert picture(found) == [f"same: {FERRY}", f"removed: [-{CAFE}-]", f"same: {OFFICE}", f"added: {{+{HENS}+}}"]
    assert found.changes == 2


def test_a_moved_paragraph_is_one_change_and_says_where_it_was() -> None:
    found = compare(story(FERRY, CAFE, OFFICE, HENS), story(CAFE, OFFICE, HENS, FERRY.replace("noon ", "")))
    kinds = [(change.kind, change.moved) for change in found.blocks]
    same = (ChangeKind.SAME, None)
    assert kinds == [(ChangeKind.REMOVED, 1), same, same, same, (ChangeKind.MOVED, 1)]
    assert "[-noon -]" in picture(found)[-1]
    assert found.changes == 1


def test_fields_of_the_masthead_compare_too() -> None:
    old = story(headline="Ferry sails alone", authors=("Ada Merrow",), published=Stamp("2015-05-14"))
    new = story(headline="Ferry sails by itself", authors=("Ada Merrow", "Jonah Pike"), published=Stamp("2015-05-14"))
    found = compare(old, new)
    assert [field.name for field in found.fields] == ["Headline", "Byline"]
    assert found.changes == 2


def test_a_heading_that_became_a_paragraph_is_changed() -> None:
    found = compare(story(Block(BlockKind.HEADING, (Span("Ice"),), level=2)), story("Ice"))
    assert [change.kind for change in found.blocks] == [ChangeKind.CHANGED]


def test_another_picture_over_the_same_caption_is_no_paragraph() -> None:
    def shown(address: str) -> Block:
        return Block(BlockKind.IMAGE, (Span("The quay"),), image=Image(address=address))

    found = compare(story(shown("a.jpg")), story(shown("b.jpg"), "The quay"))
    assert [change.kind for change in found.blocks] == [ChangeKind.CHANGED, ChangeKind.ADDED]


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_block_of_both_versions_is_told_once(old: list[str], new: list[str]) -> None:
    found = compare(story(*old), story(*new))
    by_new = [change for change in found.blocks if change.new is not None]
    assert [change.new for change in by_new] == list(range(len(new)))
    told = [change.old for change in found.blocks if change.old is not None and change.kind is not ChangeKind.MOVED]
    assert sorted(told) == list(range(len(old)))
    for change in by_new:
        assert "".join(piece.text for piece in change.pieces if piece.kind is not PieceKind.REMOVED) == new[change.new]
    assert (found.changes == 0) == (old == new)


@given(st.randoms(use_true_random=False))
def test_a_version_compared_with_itself_has_no_changes(chance: random.Random) -> None:
    blocks = [FERRY, CAFE, OFFICE, HENS] * 3
    chance.shuffle(blocks)
    assert compare(story(*blocks), story(*blocks)).changes == 0
