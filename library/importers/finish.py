"""What stories of every format get at the end: their text in one form, a headline to be listed by, and a language and
a date where the file leaves no doubt of them."""

from __future__ import annotations

from dataclasses import replace

from library.importers._headline import from_address, from_name, from_text
from library.importers._order import in_order, quotes_in_order
from library.importers._text_language import language_of
from library.importers.base import SourceFile
from library.importers.dates import in_file_name
from library.model.document import Document, text
from library.model.story import Draft, Notice, NoticeKind, Story

_FROM_TEXT = Notice(NoticeKind.NO_HEADLINE, "Nothing in the file marks a headline; its first words serve.")
_DATED_BY_NAME = Notice(
    NoticeKind.GUESSED_DATE, "The file gives no date; the one in its name was taken, which may be when it was saved."
)
_FROM_NAME = Notice(NoticeKind.NO_HEADLINE, "Nothing in the file marks a headline; the file's name serves.")


def finished(draft: Draft, source: SourceFile, *, is_alone: bool = False) -> Draft:
    """Return the draft with its text in order, and headline and language filled in where the file gave none.

    A notice says what served. `is_alone` says that the file is this one story's, so that a date in the file's name is
    the story's if it has no other.
    """
    story = in_order(draft.story)
    carried = draft.carried and quotes_in_order(draft.carried, draft.story)
    notices = draft.notices
    if not story.language:
        sample = "\n".join((story.headline, story.standfirst, text(story.document)))
        story = replace(story, language=language_of(sample))
    if is_alone and not story.published and (stamp := in_file_name(source.name)):
        story, notices = replace(story, published=stamp), (*notices, _DATED_BY_NAME)
    if not story.headline:
        story, said = _headed(story, source)
        notices = (*(each for each in notices if each.kind is not NoticeKind.NO_HEADLINE), *said)
    return replace(draft, story=story, notices=notices, carried=carried)


def _headed(story: Story, source: SourceFile) -> tuple[Story, tuple[Notice, ...]]:
    """The story with a headline to be listed by, and what is to be said of it."""
    headline, blocks = from_text(story.document.blocks)
    if headline:
        return replace(story, headline=headline, document=Document(blocks)), (_FROM_TEXT,)
    if not blocks and story.url:
        return replace(story, headline=from_address(story.url)), ()  # lists of links are full of these
    return replace(story, headline=from_name(source.name)), (_FROM_NAME,)
