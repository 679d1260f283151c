"""What wallabag's exports share: stories whose text is markup, and how languages are written."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from library.importers._html.story import read_fragment
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document
from library.model.identity import folded
from library.model.story import Draft

_FAILED = re.compile(
    r"wallabag can.t (?:retrieve|fetch) (?:the )?(?:contents?|article)|unable to retrieve readable content",
    re.IGNORECASE,
)
_SHORTEST_FAILURE = 600
"""Characters beyond which a text that names the failure is a text about something."""


def with_content(draft: Draft, markup: str) -> Draft:
    """Return the draft with the text of a service's content field; a stub stays one where the service had none."""
    if is_placeholder(markup):
        return draft
    reading = read_fragment(markup, draft.story.url)
    blocks = _without_headline(reading.blocks, draft.story.headline)
    if not any(block.text.strip() or block.image or block.rows for block in blocks):
        return draft
    return replace(draft, story=replace(draft.story, document=Document(blocks)), assets=reading.assets)


def is_placeholder(markup: str) -> bool:
    """True for an empty content field, and for the sentence that stands in for a page that couldn't be fetched."""
    if len(markup) > 20_000:
        return False
    words = one_line(tidy(html.unescape(re.sub(r"<[^<>]*>", " ", markup))))
    if not words:
        return "<img" not in markup
    return len(words) < _SHORTEST_FAILURE and bool(_FAILED.search(words))


def _without_headline(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    """The text without the heading it begins with, where that says the headline again."""
    if blocks and headline and blocks[0].kind is BlockKind.HEADING and folded(blocks[0].text) == folded(headline):
        return blocks[1:]
    return blocks
