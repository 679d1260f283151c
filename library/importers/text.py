"""Plain text as stories were scraped and copied from papers: furniture told from text, paragraphs made whole.

The dateline ("PORT ELLERY (Meridian) -") is named in the story's own field and stays in its paragraph as well: it is
how the lede was printed, and a text that is never cut can't lose a word. What can't be classified is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from library.importers._headline import from_name, from_text
from library.importers._remarks import on_encoding
from library.importers._text_body import read_body
from library.importers._text_dateline import read_dateline
from library.importers._text_head import Furniture, read_head, read_tail
from library.importers._text_language import language_of
from library.importers._text_lines import pieces
from library.importers._text_mail import unpacked
from library.importers._text_wire import from_wire
from library.importers.base import SourceFile
from library.importers.dates import locate
from library.importers.decode import Decoded, decode
from library.importers.tidy import tidy
from library.model.document import Block, BlockKind, Document, paragraph
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Story


@dataclass(frozen=True, slots=True)
class Arranged:
    """A story together with the lines that are no part of its text: read into fields, or dropped as junk."""

    story: Story
    notices: tuple[Notice, ...]
    consumed: tuple[str, ...]


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield the one story of a text file. Raises UnreadableFile if it holds nothing but blanks."""
    mail = unpacked(source.data)
    decoded = Decoded(mail, "") if mail is not None else decode(source.data)
    arranged = arrange(decoded.text, source.name)
    yield Draft(arranged.story, notices=on_encoding(decoded) + arranged.notices)


def arrange(text: str, name: str) -> Arranged:
    """Make a story of a text; `name` is its file's, for want of a date or a headline in the text."""
    found = pieces(tidy(from_wire(text)))
    if not found:
        raise UnreadableFile("The file holds no text.")
    head, rest = read_head(found)
    body = read_body(read_tail(head, rest))
    consumed = (*head.consumed, *body.dropped)
    blocks = body.blocks
    if not head.headline and not any(block.text for block in blocks):
        # A file of nothing but furniture still shows a reader its lines.
        blocks, consumed = tuple(paragraph(piece.text) for piece in found), ()
    headline, below, no_headline = _headed(head, blocks, name)
    if below is not blocks:
        blocks, consumed = below, (*consumed, headline)
    published, guessed = _published(head, blocks, name)
    story = Story(
        headline=headline,
        kicker=head.kicker,
        standfirst=head.standfirst,
        authors=head.authors,
        dateline=_dateline(blocks) or head.place,
        section=head.section,
        source=head.source,
        published=published,
        updated=head.updated,
        language=language_of(_sample(headline, blocks)),
        url=head.url,
        credit=_credit(head.credit),
        related=body.related,
        keywords=tuple(dict.fromkeys(head.keywords)),
        document=Document(blocks),
    )
    return Arranged(story, no_headline + guessed, consumed)


def _headed(head: Furniture, blocks: tuple[Block, ...], name: str) -> tuple[str, tuple[Block, ...], tuple[Notice, ...]]:
    """The headline, the text without it, and what is to be said of it."""
    if head.headline:
        return head.headline, blocks, ()
    headline, rest = from_text(blocks)
    served = "first sentence" if headline else "file's name"
    sentence = f"Nothing in the text marks a headline; {'its' if headline else 'the'} {served} serves."
    return headline or from_name(name), rest, (Notice(NoticeKind.NO_HEADLINE, sentence),)


def _published(head: Furniture, blocks: tuple[Block, ...], name: str) -> tuple[Stamp | None, tuple[Notice, ...]]:
    stamp = head.published or _dateline_stamp(blocks)
    if stamp and stamp.origin is StampOrigin.GUESS:
        return stamp, (Notice(NoticeKind.GUESSED_DATE, "The date can be read in two ways; the day was taken first."),)
    if stamp:
        return stamp, ()
    found = locate(re.sub(r"_", " ", name.rsplit(".", 1)[0]), StampOrigin.FILE_NAME)
    if found is None or len(found.stamp.iso) < 10:
        return None, ()
    stamp = Stamp(found.stamp.iso, StampOrigin.FILE_NAME)
    return stamp, (Notice(NoticeKind.GUESSED_DATE, "The text gives no date; the one in the file's name was taken."),)


def _dateline(blocks: tuple[Block, ...]) -> str:
    lede = next((block.text for block in blocks[:3] if block.kind is BlockKind.PARAGRAPH), "")
    return read_dateline(lede)


def _dateline_stamp(blocks: tuple[Block, ...]) -> Stamp | None:
    found = locate(_dateline(blocks), StampOrigin.DATELINE)
    return found.stamp if found and len(found.stamp.iso) >= 10 else None


def _credit(lines: list[str]) -> str:
    result = ""
    for line in lines:
        result += line if not result else f"{' ' if result[-1] in '.)]）】' else '; '}{line}"
    return result


def _sample(headline: str, blocks: tuple[Block, ...]) -> str:
    return "\n".join([headline, *(block.text[:4000] for block in blocks[:40])])
