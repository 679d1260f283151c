"""Random stories for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Related, Story

LETTERS = st.text(
    st.one_of(st.sampled_from("a b é😀👩\u200d👧e\u0301שלا漢字\n\t .,“”"), st.characters(exclude_categories=("Cs",))),
    max_size=12,
)
MARKS = st.sampled_from([Mark.NONE, Mark.STRONG, Mark.EMPHASIS | Mark.STRONG, Mark.CODE])
LINKS = st.sampled_from(["", "https://example.org/a?b=c", "mailto:desk@example.org"])
SPANS = st.lists(st.builds(Span, LETTERS, MARKS, LINKS, st.sampled_from(["", "1"])), max_size=3).map(tuple)
CELLS = st.builds(Cell, SPANS, st.booleans())
ROWS = st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple)
IMAGES = st.builds(Image, asset=LETTERS, address=LETTERS, alt=LETTERS, credit=LETTERS, width=st.integers(0, 9))
WORDED = [kind for kind in BlockKind if kind not in (BlockKind.TABLE, BlockKind.IMAGE)]
BLOCKS = st.one_of(
    st.builds(Block, st.sampled_from(WORDED), SPANS, st.integers(0, 6), st.none() | st.integers(0, 99), LETTERS),
    st.builds(lambda rows: Block(BlockKind.TABLE, rows=rows), ROWS),
    st.builds(lambda image, spans: Block(BlockKind.IMAGE, spans, image=image), IMAGES, SPANS),
)
DOCUMENTS = st.lists(BLOCKS, max_size=6).map(lambda blocks: Document(tuple(blocks)))
STAMPS = st.builds(
    Stamp,
    st.sampled_from(["2018", "2018-02", "2018-02-08", "2018-02-08T20:55", "2018-02-08T20:55:01+08:00"]),
    st.sampled_from(StampOrigin),
)
STORIES = st.builds(
    Story,
    headline=LETTERS,
    kicker=LETTERS,
    standfirst=LETTERS,
    authors=st.lists(LETTERS, max_size=2).map(tuple),
    dateline=LETTERS,
    section=LETTERS,
    source=LETTERS,
    published=st.none() | STAMPS,
    updated=st.none() | STAMPS,
    language=st.sampled_from(["", "en", "zh-Hans"]),
    url=LINKS,
    guid=LETTERS,
    credit=LETTERS,
    related=st.lists(st.builds(Related, LETTERS, LINKS), max_size=2).map(tuple),
    keywords=st.lists(LETTERS, max_size=2).map(tuple),
    document=DOCUMENTS,
)
