"""An entry of a feed, of whatever kind, made into a draft: what all feeds have in common.

Owns how an entry's text, summary and pictures become a story, and what of it is only the feed's own furniture.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace

from library.importers._html.names import authors
from library.importers._html.page import absolute
from library.importers._html.pieces import folded
from library.importers._html.story import Reading, read_fragment
from library.importers._language_tag import language_tag
from library.importers._remarks import on_missing_pictures
from library.importers.dates import find_stamp
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, Image, Span, paragraph
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Story

_FURNITURE = re.compile(
    r"(?:the post .{1,300}? (?:first appeared|appeared first) on .{1,200}"
    r"|(?:\W*(?:continue reading|read (?:more|on|the (?:full|whole|rest).{0,40})|weiterlesen|lire la suite|"
    r"leer más|leggi tutto|lees (?:meer|verder)|читать (?:далее|дальше)|阅读(?:全文|更多)|続きを読む).{0,120})"
    r"|\W*(?:comments?|\d+ comments?|permalink|share|tweet|click here.{0,60})\W*)",
    re.IGNORECASE | re.DOTALL,
)
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|\[link\]|\[comments\])\s*$")
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\w+|\w+);")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ONLY_A_BEGINNING = 1500
"""Letters up to which an entry that has a summary and no text is only the beginning of its story."""

_LONGEST_STANDFIRST = 600
_TEASER = Notice(NoticeKind.TEASER, "The feed gives only a summary of this story.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an entry names outside its text."""

    address: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one story. `text` and `summary` are markup, or plain text where `is_plain` says so; dates
    are as written; `base` is what links are relative to."""

    headline: str = ""
    url: str = ""
    guid: str = ""
    bylines: tuple[str, ...] = ()
    section: str = ""
    source: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    text: str = ""
    summary: str = ""
    is_plain: bool = False
    base: str = ""
    pictures: tuple[Picture, ...] = field(default=())


def draft(entry: Entry) -> Draft | None:
    """Return the entry's story; a stub if it has an address and no text; None if it has neither."""
    headline, source = plain(entry.headline), plain(entry.source)
    reading = _reading(entry.text or entry.summary, entry)
    blocks = _without_furniture(reading.blocks, headline)
    has_text = any(block.text.strip() for block in blocks)
    url = absolute(entry.url, entry.base)
    if not has_text and not url:
        return None
    published, updated = stamp(entry.published), stamp(entry.updated)
    story = Story(
        headline=headline,
        standfirst=_standfirst(entry, blocks) if has_text else "",
        authors=authors((name for name in map(plain, entry.bylines) if name != source), source),
        section=plain(entry.section),
        source=source,
        published=published or updated,
        updated=updated if published and updated and updated.iso != published.iso else None,
        language=language_tag(entry.language),
        url=url,
        guid=entry.guid,
        keywords=_keywords(entry.keywords),
        document=Document(_with_pictures(blocks, entry) if has_text else ()),
    )
    return Draft(story, reading.assets if has_text else (), _notices(entry, story, has_text=has_text))


def plain(text: str) -> str:
    """Return a line of text that may be written as markup, as text."""
    if _MARKUP.search(text):
        text = " ".join(block.text for block in read_fragment(f"<p>{text}</p>").blocks) or html.unescape(text)
    return one_line(tidy(text)).replace("\n", " ")


def stamp(written: str) -> Stamp | None:
    """Return the date of a feed's element, or None: templates leave years like 0001 and 1970 in empty ones."""
    found = find_stamp(written, StampOrigin.METADATA) if written else None
    return None if found is None or found.iso.startswith(("0", "1970-01-01")) else found


def _reading(written: str, entry: Entry) -> Reading:
    if not written.strip():
        return Reading(())
    if entry.is_plain or not _MARKUP.search(written):
        return Reading(tuple(_paragraphs(html.unescape(written) if not entry.is_plain else written)))
    return read_fragment(written, entry.base or entry.url)


def _paragraphs(text: str) -> list[Block]:
    """Paragraphs of plain text: parted by blank lines, or by every line end where there are none."""
    clean = tidy(text).strip()
    parts = _BLANK_LINE.split(clean) if _BLANK_LINE.search(clean) else clean.split("\n")
    return [paragraph(one_line(part)) for part in parts if part.strip()]


def _without_furniture(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    kept = list(blocks)
    if len(kept) > 1 and kept[0].kind is BlockKind.HEADING and folded(kept[0].text) == folded(headline):
        del kept[0]
    while kept and (kept[-1].kind is BlockKind.RULE or _is_furniture(kept[-1])):
        kept.pop()
    return tuple(kept)


def _is_furniture(block: Block) -> bool:
    return block.image is None and not block.rows and bool(_FURNITURE.fullmatch(block.text.strip()) or not block.text)


def _standfirst(entry: Entry, blocks: tuple[Block, ...]) -> str:
    """The summary, where there is a text and the summary isn't its beginning."""
    if not entry.text.strip() or not entry.summary.strip():
        return ""
    summary = plain(entry.summary) if not entry.is_plain else one_line(tidy(entry.summary))
    key = folded(_FURNITURE.sub("", _ELLIPSIS.sub("", summary)) if len(summary) < _LONGEST_STANDFIRST else "")
    body = folded(" ".join(block.text for block in blocks))
    return "" if not key or key in body or key == folded(entry.headline) else _ELLIPSIS.sub("…", summary)


def _with_pictures(blocks: tuple[Block, ...], entry: Entry) -> tuple[Block, ...]:
    """The text under the entry's first picture, unless it has pictures of its own."""
    if any(block.image for block in blocks):
        return blocks
    for each in entry.pictures:
        if address := absolute(each.address, entry.base or entry.url):
            caption = plain(each.caption)
            image = Image(address=address, credit=plain(each.credit))
            return (Block(BlockKind.IMAGE, (Span(caption),) if caption else (), image=image), *blocks)
    return blocks


def _keywords(written: tuple[str, ...]) -> tuple[str, ...]:
    words = {word.casefold(): word for word in map(plain, reversed(written)) if 1 < len(word) <= 80}
    return tuple(word for key, word in reversed(words.items()) if key not in ("uncategorized", "uncategorised"))[:40]


def _notices(entry: Entry, story: Story, *, has_text: bool) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    length = sum(len(block.text) for block in story.document.blocks)
    if has_text and not entry.text.strip() and story.url and length <= _ONLY_A_BEGINNING:
        notices.append(_TEASER)
    return (*notices, *on_missing_pictures(story.document.blocks))


def with_damage(drafts: list[Draft], lost: int) -> list[Draft]:
    """Return the drafts with a notice on the first of how many entries were lost."""
    if not lost or not drafts:
        return drafts
    what = "One entry" if lost == 1 else f"{lost} entries"
    notice = Notice(NoticeKind.RECORD, f"{what} of the feed had neither text nor an address, or could not be read.")
    return [replace(drafts[0], notices=(*drafts[0].notices, notice)), *drafts[1:]]
