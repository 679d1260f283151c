"""What stories of every format get at the end: a headline to be listed by, and a language where there is no doubt.

The files that say both are left as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from library.importers._text_language import language_of
from library.importers.base import SourceFile
from library.importers.text import first_sentence
from library.importers.tidy import tidy
from library.model.document import BlockKind, text
from library.model.story import Draft, Notice, NoticeKind, Story

_FROM_TEXT = Notice(NoticeKind.NO_HEADLINE, "Nothing in the file marks a headline; its first words serve.")
_FROM_NAME = Notice(NoticeKind.NO_HEADLINE, "Nothing in the file marks a headline; the file's name serves.")


def finished(draft: Draft, source: SourceFile) -> Draft:
    """Return the draft with headline and language filled in where the file gave none, and a notice of what served."""
    story = draft.story
    if not story.language:
        sample = "\n".join((story.headline, story.standfirst, text(story.document)))
        story = replace(story, language=language_of(sample))
    if not story.headline and story.url and not story.document.blocks:
        story = replace(story, headline=shown_address(story.url))  # the file's name is no name for one of its entries
    if story.headline:
        return replace(draft, story=story)
    headline, notice = _headline(story, source)
    others = tuple(each for each in draft.notices if each.kind is not NoticeKind.NO_HEADLINE)
    return replace(draft, story=replace(story, headline=headline), notices=(*others, notice))


def shown_address(address: str) -> str:
    """Return an address as a list shows it: without its scheme, `www.`, query and fragment."""
    return re.sub(r"^\w+://(?:www\.)?|/?(?:[?#].*)?$", "", address)[:200]


def _headline(story: Story, source: SourceFile) -> tuple[str, Notice]:
    blocks = story.document.blocks
    heading = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.text.strip()), "")
    if heading and len(heading) < 200:
        return " ".join(heading.split()), _FROM_TEXT
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and (first := first_sentence(" ".join(block.text.split()))):
            return first, _FROM_TEXT
    stem = source.name.rsplit(".", 1)[0] or source.name
    return tidy(re.sub(r"[\s_]+", " ", stem).strip()) or source.name, _FROM_NAME
