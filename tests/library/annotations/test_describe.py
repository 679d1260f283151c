from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.annotations.describe import describe
from library.model.annotation import CONTEXT, TextPositionSelector


@given(st.text(), st.data())
def test_a_target_is_the_passage_with_what_stands_around_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    target = describe(7, 9, text, start, end)
    assert (target.article, target.version, target.position) == (7, 9, TextPositionSelector(start, end))
    assert target.quote.exact == text[start:end]
    assert text[:start].endswith(target.quote.prefix)
    assert text[end:].startswith(target.quote.suffix)
    assert len(target.quote.prefix) == min(CONTEXT, start)
    assert len(target.quote.suffix) == min(CONTEXT, len(text) - end)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 6), (6, 6)])
def test_a_passage_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        describe(1, 1, "12345", start, end)
