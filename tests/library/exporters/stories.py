"""Hypothesis strategies for documents and stories, with a taste for what markup trips over."""

from __future__ import annotations

from hypothesis import strategies as st

from library.annotations.describe import describe
from library.model.annotation import (
    Anchor,
    AnchoredAnnotation,
    AnchorState,
    Annotation,
    Colour,
    Motivation,
)
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, text
from library.model.stamp import Stamp
from library.model.story import Related, Story

NASTY = (
    "*", "**", "_", "a_b", "`", "``", "[x](y)", "![", "<b>", "&amp;", "&", "#", "# a", "-", "- a", "+ a", "1. a",
    "2) b", "> q", "---", "===", "***", "|", "a|b", ":-:", "~~~", "```", "\\", "!", "^", "[^1]", "http://a.b/c_d_e",
    "    code", "\n", "\n\n", " ", "\t", "“Quote”", "🚢", "港口", "e\u0301", "<script>alert(1)</script>", "]]>", "--",
    "{{x}}", "'", '"',
)  # fmt: skip

visible = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u2028\u2029")
pieces = st.sampled_from(NASTY) | st.text(visible, max_size=6) | st.sampled_from(("word", "two words", "end."))
texts = st.lists(pieces, max_size=5).map("".join)
one_line = texts.map(lambda text: " ".join(text.split()))
marks = st.just(Mark.NONE) | st.integers(0, 63).map(Mark)
links = st.sampled_from(
    ("", "", "", 'https://example.org/a(b)?c=1&d="x"', "mailto:a@example.org", "http://example.org/>|")
)
spans = st.builds(Span, texts, marks, links)
lines_of_spans = st.lists(spans, max_size=4).map(tuple)
cells = st.builds(Cell, lines_of_spans, st.booleans())
WRITTEN = [kind for kind in BlockKind if kind not in (BlockKind.TABLE, BlockKind.FOOTNOTE, BlockKind.IMAGE)]
PICTURE = Image(address="http://example.org/i.png")
rows = st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
blocks = st.one_of(
    st.builds(Block, st.sampled_from(WRITTEN), lines_of_spans, st.integers(0, 4), st.none() | st.integers(0, 120)),
    st.builds(Block, st.sampled_from((BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)), lines_of_spans, st.integers(0, 3)),
    st.builds(Block, st.just(BlockKind.IMAGE), lines_of_spans, image=st.none() | st.just(PICTURE)),
    st.builds(Block, st.just(BlockKind.TABLE), rows=rows),
)
# A rule has no text of its own.
documents = st.lists(
    blocks.map(lambda block: Block(block.kind) if block.kind is BlockKind.RULE else block), max_size=5
).map(lambda found: Document(tuple(found)))
stamps = st.none() | st.sampled_from(
    [Stamp(iso) for iso in ("2018", "2018-02", "2018-02-07", "2018-02-07T09:30", "2018-02-07T09:30:00+08:00")]
)
names = st.lists(one_line, max_size=3).map(tuple)
stories = st.builds(
    Story, headline=one_line, kicker=one_line, standfirst=texts, authors=names, dateline=one_line, section=one_line,
    source=one_line, published=stamps, updated=stamps, language=st.sampled_from(("", "en", "zh-Hans")),
    url=st.sampled_from(("", "https://example.org/a?b=c&d=e", "javascript:alert(1)")), credit=texts,
    related=st.lists(st.builds(Related, one_line, links), max_size=2).map(tuple), keywords=names, document=documents,
)  # fmt: skip


def noted(story: Story, start: int, end: int, note: str = "", **changes: object) -> AnchoredAnnotation:
    """Return an annotation of a passage of a story's text, anchored where it was made."""
    target = describe(1, 1, text(story.document), start, end)
    motivation = Motivation.COMMENTING if note else Motivation.HIGHLIGHTING
    made = Annotation(f"u{start}", target, motivation, note, **changes)
    return AnchoredAnnotation(made, Anchor(AnchorState.EXACT, start, end))


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Story, tuple[AnchoredAnnotation, ...]]:
    """A story with a few annotations, which may overlap."""
    story = draw(stories)
    length = len(text(story.document))
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
        tags = draw(st.lists(one_line, max_size=2).map(tuple))
        made.append(noted(story, start, end, draw(texts), tags=tags, colour=draw(st.sampled_from(Colour))))
    return story, tuple(made)
