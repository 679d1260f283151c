"""Links to places in the story's own page (`#place`): which subhead each of them means.

A story keeps no names of places. Programs that write pages make a subhead's name from its words, and a page's own
contents repeat them, so a link is taken to mean the subhead whose words are its place's or else its own.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import unquote, urldefrag

from library.model.document import BlockKind, Span, block_starts
from library.model.story import Story

Range = tuple[int, int]

_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^[\d.]+\s+")
_TOP = {"", "top"}


class Places:
    """The places of one story that its links can lead to."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._page = _page_of(story.url)

    def of(self, link: Span) -> int | None:
        """Return the code point that a link within the page leads to; None for any other link."""
        if "#" not in link.link or not self._page or _page_of(link.link) != self._page:
            return None
        name = _bare(unquote(urldefrag(link.link).fragment))
        if name in _TOP:
            return 0
        return self._heads.get(name, self._heads.get(_bare(_NUMBER.sub("", link.text.strip()))))

    @functools.cached_property
    def _heads(self) -> dict[str, int]:
        document, found = self._story.document, dict[str, int]()
        for block, start in zip(document.blocks, block_starts(document), strict=True):
            if block.kind is BlockKind.HEADING and (bare := _bare(_NUMBER.sub("", block.text.strip()))):
                found.setdefault(bare, start)
                found.setdefault(_bare(block.text), start)
        return found


def _page_of(address: str) -> str:
    return urldefrag(address).url.partition("://")[2].removeprefix("www.").rstrip("/")


def _bare(words: str) -> str:
    return _NO_LETTER.sub("", words).casefold()
