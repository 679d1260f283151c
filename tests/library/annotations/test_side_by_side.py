from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from library.annotations.side_by_side import partners, side_by_side
from library.annotations.words import words

NAMES = list("abcdefgh")


@given(st.lists(st.sampled_from(NAMES), max_size=60), st.lists(st.sampled_from(NAMES), max_size=60))
def test_partners_are_equal_words_and_rise(one: list[str], other: list[str]) -> None:
    found = partners(one, other)
    assert len(found) == len(one)
    assert all(one[at] == other[there] for at, there in enumerate(found) if there >= 0)
    known = [there for there in found if there >= 0]
    assert known == sorted(set(known))


@given(st.lists(st.sampled_from(NAMES), max_size=60))
def test_a_text_is_its_own_partner(one: list[str]) -> None:
    assert partners(one, one) == tuple(range(len(one)))


@given(
    st.lists(st.integers(), unique=True, min_size=12, max_size=60),
    st.data(),
)
def test_what_was_put_in_or_taken_out_has_no_partner_and_all_else_has(numbers: list[int], data: st.DataObject) -> None:
    content = [str(number) for number in numbers]
    at = data.draw(st.integers(0, len(content)))
    put_in = [f"new{number}" for number in range(data.draw(st.integers(0, 30)))]
    longer = [*content[:at], *put_in, *content[at:]]
    expected = (*range(at), *range(at + len(put_in), len(longer)))
    # One or two words that are left at an end, far from all others, might be there by chance.
    assert all(found in (there, -1) for found, there in zip(partners(content, longer), expected, strict=True))
    assert partners(content, longer)[3 : at - 3] == expected[3 : at - 3] if at > 6 else True
    back = partners(longer, content)
    assert all(back[place] == -1 for place in range(at, at + len(put_in)))


def test_words_far_from_all_others_are_chance() -> None:
    one = words("The mill stands by a river in the north of town.").words
    other = words("Of all that was said in these long days, most was forgotten soon by those who spoke").words
    assert set(partners(one, other)) == {-1}


def test_a_passage_lies_between_the_nearest_words_that_both_texts_have() -> None:
    old, new = "One two three four. Five six seven eight.", "One two three nine ten. Five six seven eight."
    side = side_by_side(old, new)
    low, high = side.bracket(side.span(old.index("four"), old.index(".")), len(new))
    assert new[low:high] == " nine ten"


def test_before_and_after_all_words_the_bracket_ends_with_the_text() -> None:
    side = side_by_side("gone", " entirely other words ")
    assert side.bracket(side.span(0, 4), 22) == (0, 22)


def test_words_fold_case_and_the_shape_of_marks_and_keep_their_places() -> None:
    found = words("“İt’s” Straße–STRASSE")
    assert found.words == ('"', "i̇t", "'", "s", '"', "strasse", "-", "strasse")
    assert found.starts == (0, 1, 3, 4, 5, 7, 13, 14)
    assert found.ends == (1, 3, 4, 5, 6, 13, 14, 21)
