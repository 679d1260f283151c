from __future__ import annotations

import pytest

from library.annotations.find_quote import find_quote, quote_places
from library.model.errors import QuoteNotFound


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("the mill and the weir", "the weir", ((13, 21),)),
        ("the mill and the weir", "the", ((0, 3), (13, 16))),
        ("the mill and the weir", " the weir\n", ((13, 21),)),
        ("the mill\nand the weir", "mill and", ((4, 12),)),
        ("“Don’t – go”", '"Don\'t - go"', ((0, 12),)),
        ('"Don\'t - go"', "“Don’t – go”", ((0, 12),)),
        ("don’t, don't", "don't", ((7, 12),)),
        ("a.c abc", "a.c", ((0, 3),)),
        ("the mill", "The mill", ()),
        ("the mill", "weir", ()),
        ("the mill", "  ", ()),
    ],
)
def test_a_quote_is_found_as_it_is_or_in_another_shape(
    text: str, quote: str, expected: tuple[tuple[int, int], ...]
) -> None:
    assert quote_places(text, quote) == expected


def test_the_first_place_is_taken() -> None:
    assert find_quote("the mill and the weir", "the") == (0, 3)


def test_a_quote_that_is_not_there_is_an_error_in_one_sentence() -> None:
    with pytest.raises(QuoteNotFound, match="doesn't stand in the story"):
        find_quote("the mill", "weir")
