"""The Reuters-21578 collection: a thousand stories of 1987 a file, in an SGML of its own.

Source: the collection's README (David D. Lewis, 1997): tags, the types BRIEF and UNPROC, and the sign that ends a text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from library.importers import _news_fields as fields
from library.importers._news_pieces import cut_after
from library.importers.base import Piece, SourceFile
from library.importers.decode import decode
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, Span, paragraph
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind, Story

_RECORD = re.compile(
    r"<REUTERS\b(?P<attributes>[^>]{0,400})>(?P<inside>.*?)(?:</REUTERS>|(?=<REUTERS\b)|\Z)", re.DOTALL
)
_NUMBER = re.compile(r'\bNEWID="(\d{1,9})"')
_TEXT = re.compile(r"<TEXT\b(?P<attributes>[^>]{0,100})>(?P<inside>.*?)(?:</TEXT>|\Z)", re.DOTALL)
_ITEM = re.compile(r"<D>([^<]{1,80})</D>")
_CONTROL = re.compile(r"&#\d{1,3};|[\x00-\x08\x0b-\x1f]")
_SIGNATURES = ("reuter", "reuters")
_NEW_PARAGRAPH = re.compile(r" {3,}|\t")
_GAP = re.compile(r"\S {3,}\S")
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s*$")
_LONGEST_ROW = 64
_PLACEHOLDER = "blah blah blah."
"""The body that the collection gives to flashes, which have none."""


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """Cut a file of the collection between stories."""
    return cut_after(file, b"</REUTERS>")


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each story of a file of the collection. Raises UnreadableFile if there is none."""
    text = decode(source.data, "latin-1").text
    drafts: list[Draft] = []
    empty = 0
    for match in _RECORD.finditer(text):
        draft = _draft(match["attributes"], match["inside"])
        if draft is None:
            empty += 1
        else:
            drafts.append(draft)
    if not drafts:
        raise UnreadableFile("The file holds no story of the Reuters collection.")
    if empty:
        sentence = "One record holds no text." if empty == 1 else f"{empty} records hold no text."
        drafts[-1] = replace(drafts[-1], notices=(*drafts[-1].notices, Notice(NoticeKind.RECORD, sentence)))
    yield from drafts


def _draft(attributes: str, record: str) -> Draft | None:
    text = _TEXT.search(record)
    if text is None:
        return None
    inside = text["inside"]
    headline, body = _plain(_tagged(inside, "TITLE")), _tagged(inside, "BODY")
    if "UNPROC" in text["attributes"]:
        headline, body = _unprocessed(inside)
    blocks = _blocks(body)
    if not blocks and headline:
        blocks = (paragraph(headline),)  # a flash: the headline is the news
    if not blocks:
        return None
    author = _plain(_tagged(inside, "AUTHOR"))
    number = _NUMBER.search(attributes)
    story = Story(
        headline=headline,
        authors=fields.names([author] if author else []),
        dateline=fields.place(_plain(_tagged(inside, "DATELINE"))),
        source="Reuters",
        published=fields.stamp(_tagged(record, "DATE").strip()),
        language="en",
        guid=f"reuters-21578:{number[1]}" if number else "",
        keywords=_keywords(record),
        document=Document(blocks),
    )
    return Draft(story)


def _tagged(text: str, tag: str) -> str:
    """What stands between a tag and its end; empty if it has none. A body that nothing closes ends with the text."""
    start = text.find(f"<{tag}>")
    if start < 0:
        return ""
    end = text.find(f"</{tag}>", start)
    return text[start + len(tag) + 2 : end if end >= 0 else len(text)]


def _clean(text: str) -> str:
    return tidy(html.unescape(_CONTROL.sub("", text)))


def _plain(text: str) -> str:
    return one_line(_clean(text))


def _keywords(record: str) -> tuple[str, ...]:
    groups = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
    return fields.keywords(*(map(_plain, _ITEM.findall(_tagged(record, group))) for group in groups))


def _unprocessed(text: str) -> tuple[str, str]:
    """The headline and the body of a text that the collection left as it came: its first line, if that is one."""
    plain = _CONTROL.sub("", text).strip("\n")
    first, _, rest = plain.partition("\n")
    line = _plain(first)
    return (line, rest) if line.isupper() else ("", plain)


def _blocks(body: str) -> tuple[Block, ...]:
    """Wrapped lines joined to paragraphs; lists of figures and tables kept as they stand."""
    text = _clean(body).rstrip()
    above, _, last = text.rpartition("\n")
    text = above if last.strip().lower() in _SIGNATURES else text
    if not text.strip() or text.strip().lower() == _PLACEHOLDER:
        return ()
    blocks: list[Block] = []
    rows: list[str] = []
    for group in _groups(text):
        if _is_tabular(group):
            rows += group
            continue
        _put_rows(rows, blocks)
        rows = []
        blocks.append(paragraph(one_line(" ".join(group))))
    _put_rows(rows, blocks)
    return tuple(blocks)


def _groups(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph: an indent begins one."""
    group: list[str] = []
    for line in text.split("\n"):
        if group and (not line.strip() or _NEW_PARAGRAPH.match(line)):
            yield group
            group = []
        if line.strip():
            group.append(line.rstrip())
    if group:
        yield group


def _is_tabular(group: list[str]) -> bool:
    if len(group) == 1:
        line = group[0].strip()
        return bool(_GAP.search(line)) or (len(line) <= _LONGEST_ROW and not _SENTENCE_END.search(line))
    return sum(bool(_GAP.search(line.strip())) for line in group) * 2 >= len(group)


def _put_rows(rows: list[str], blocks: list[Block]) -> None:
    """Rows as one block in which their blanks count; one or two lines without columns are paragraphs."""
    if len(rows) < 3 and not any(_GAP.search(row.strip()) for row in rows):
        blocks.extend(paragraph(one_line(row)) for row in rows)
    elif rows:
        # The first row may follow a dateline on its line, without the indent that the others have.
        indent = min(len(row) - len(row.lstrip()) for row in rows[1:] or rows)
        shown = "\n".join(row[min(indent, len(row) - len(row.lstrip())) :] for row in rows)
        blocks.append(Block(BlockKind.PREFORMATTED, (Span(shown),)))
