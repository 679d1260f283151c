"""One record of a table of articles made into a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from library.importers._article_fields import SAMPLE, ArticleField, FieldMap, Record, find_fields
from library.importers._carried import entry, headline, line, moment, web_address
from library.importers._html.address import host_name
from library.importers._html.names import authors, house
from library.importers._html.story import Reading, read_fragment
from library.importers._language_tag import language_tag
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, paragraph
from library.model.identity import folded as folded_text
from library.model.stamp import Stamp
from library.model.story import Draft, Notice, NoticeKind, Story

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|img|a|span|strong|em|article|section)\b[^>]*>", re.I)
_LIST_SIGN = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
_PYTHON_LIST = re.compile(r"""^\[\s*(['"]).*\1\s*\]$""", re.DOTALL)
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")
_MOST_KEYWORDS = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """Records of a file, and how many of them could not be read at all."""

    records: Sequence[Record]
    damaged: int = 0


def drafts(counted: Counted) -> Iterator[Draft]:
    """Yield the records' stories. Those without text and address are left out, which the first one says in a notice.

    What the fields are is found once, from the first records (see `find_fields`).
    """
    fields = find_fields(counted.records[:SAMPLE])
    found = [made for record in counted.records if (made := draft(record, fields)) is not None]
    lost = len(counted.records) - len(found) + counted.damaged
    notices = tuple(_remarks(fields, lost))
    for at, story in enumerate(found):
        yield Draft(story.story, story.assets, (*story.notices, *(notices if at == 0 else ())))


def draft(record: Record, fields: FieldMap) -> Draft | None:
    """Return the story of one record, a stub where it has an address and no text, None where it has neither."""

    def value(field: ArticleField) -> str:
        return fields.value(record, field)

    address, source = web_address(value(ArticleField.URL)), line(value(ArticleField.SOURCE))
    title = headline(value(ArticleField.HEADLINE), address)
    standfirst = line(value(ArticleField.STANDFIRST))
    reading = _body(value(ArticleField.BODY), address, title)
    if not reading.blocks:
        return Draft(entry(address, title, standfirst)) if address else None
    byline = _listed(value(ArticleField.AUTHORS))
    story = Story(
        headline=title,
        standfirst="" if _begins(reading.blocks, standfirst) or _says(title, standfirst) else standfirst,
        authors=authors(byline, source) or house(byline),
        section=line(_listed(value(ArticleField.SECTION))[0]) if value(ArticleField.SECTION) else "",
        source=source or host_name(address),
        published=_stamp(value(ArticleField.PUBLISHED)),
        updated=_stamp(value(ArticleField.UPDATED)),
        language=language_tag(value(ArticleField.LANGUAGE)),
        url=address,
        guid=_identifier(value(ArticleField.GUID)),
        keywords=tuple(word for word in _keywords(value(ArticleField.KEYWORDS)) if not _says(title, word)),
        document=Document(reading.blocks),
    )
    return Draft(story, reading.assets)


def _remarks(fields: FieldMap, lost: int) -> Iterable[Notice]:
    if sentence := fields.sentence():
        yield Notice(NoticeKind.GUESSED_FIELDS, sentence)
    if lost:
        many = "One record" if lost == 1 else f"{lost:,} records"
        yield Notice(NoticeKind.RECORD, f"{many} of the file had neither a text nor an address, or could not be read.")


def _body(content: str, address: str, title: str) -> Reading:
    if _MARKUP.search(content):
        reading = read_fragment(content, address)
        return Reading(_without_title(reading.blocks, title), reading.assets)
    text = tidy(content)
    gap = r"\n[ \t]*\n" if re.search(r"\n[ \t]*\n", text) else r"\n"
    blocks = tuple(_block(part) for part in re.split(gap, text) if part.strip())
    return Reading(_without_title(blocks, title))


def _block(part: str) -> Block:
    if sign := _LIST_SIGN.match(part):
        return Block(BlockKind.LIST_ITEM, paragraph(one_line(part[sign.end() :])).spans, level=1, number=_number(part))
    return paragraph(one_line(part))


def _number(part: str) -> int | None:
    digits = re.match(r"\s*(\d{1,2})[.)]", part)
    return int(digits[1]) if digits else None


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    first = blocks[0].text.strip().casefold() if blocks else ""
    return blocks[1:] if len(blocks) > 1 and title and first == title.casefold() else blocks


def _begins(blocks: tuple[Block, ...], standfirst: str) -> bool:
    """True if the text begins with the standfirst: tables often give its first words as a description."""
    text = " ".join(block.text for block in blocks[:4])
    return text.startswith(standfirst.rstrip(" .…"))


def _says(title: str, words: str) -> bool:
    """True if the words say no more than the headline, but for its marks."""
    said, whole = folded_text(words).replace(" ", ""), folded_text(title).replace(" ", "")
    return not said or said == whole or (len(said) > 0.7 * len(whole) and whole.endswith(said))


def _listed(value: str) -> list[str]:
    """Return the items of a list in any of its spellings: Python's, semicolons, bars."""
    if _PYTHON_LIST.match(value):
        return [one or other for one, other in _QUOTED.findall(value)]
    return [part.strip() for part in re.split(r"[;|]", value) if part.strip()]


def _keywords(value: str) -> tuple[str, ...]:
    parts = _listed(value)
    if len(parts) == 1:
        parts = re.split(r"[,，、]", parts[0])
    return tuple(dict.fromkeys(filter(None, map(line, parts))))[:_MOST_KEYWORDS]


def _stamp(value: str) -> Stamp | None:
    return moment(value.split(";")[0]) if value else None


def _identifier(value: str) -> str:
    """Return an identifier that holds outside its file: the number of a row says nothing in another table."""
    return value if len(value) >= 8 and not value.isdecimal() and len(value) < 200 else ""
