"""Kindle's `My Clippings.txt`: records parted by `==========`, in the language of the device.

A record is the book's title with its author in brackets, a line that says what it is and where ("- Your Highlight on
page 12 | Location 345-347 | Added on Friday, January 17, 2020 9:29:28 PM"), an empty line, and the words. A note is a
record of its own, at the end of the passage it belongs to; a passage or note that was changed stands there again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from library.importers import _carried as carried
from library.importers.base import SourceFile
from library.importers.dates import find_stamp
from library.importers.decode import decode
from library.importers.tidy import tidy
from library.model.carried import Carried, CarriedHighlight
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft

_RECORD_END = re.compile(r"^[ \t]*={8,}[ \t]*$", re.MULTILINE)
_BOOKMARK = re.compile(
    r"bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|ブックマーク|书签|закладка", re.IGNORECASE
)
_NOTE = re.compile(r"\b(?:note|notiz|nota|notitie|заметка)\b|メモ|笔记|\bnote\s", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:\bloc(?:ation|\.)?s?|\bposi(?:tion|ción|zione|ção)|\bemplacement|\blocatie|位置(?:No\.)?|месте)\s*[:：]?\s*#?"
    r"(\d+)(?:\s*[-–]\s*(\d+))?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:\bpage|\bseite|\bpágina|\bpagina)\s*(\d+)(?:\s*[-–]\s*(\d+))?|(\d+)(?:\s*[-–]\s*(\d+))?\s*ページ|"
    r"第\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*页",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"<[^<>]{5,200}>")
_SAME = 0.7
_LONGEST_COMPARED = 1000
_LOOKED_BACK = 50


@dataclass(slots=True)
class _Clipping:
    is_note: bool
    start: int
    end: int
    words: str
    made: Stamp | None
    note: str = ""


@dataclass(slots=True)
class _Book:
    title: str
    clippings: list[_Clipping] = field(default_factory=list)

    def draft(self) -> Draft:
        title, authors = _named(self.title)
        highlights = tuple(map(_highlight, _joined(_latest(self.clippings))))
        return Draft(carried.entry("", title, authors=authors), carried=Carried(highlights=highlights))


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each book; bookmarks are left out.

    Raises UnreadableFile if there is none.
    """
    books: dict[str, _Book] = {}
    harvest = carried.Harvest()
    text = tidy(decode(source.data).text)  # takes the marks out that Kindles leave in the midst of it
    for record in filter(str.strip, _RECORD_END.split(text)):
        title, _, rest = record.strip().partition("\n")
        about, _, words = rest.strip().partition("\n")
        if _BOOKMARK.search(about) and not words.strip():
            continue
        if not about.startswith("-") or not words.strip():
            harvest.leave_out("without words" if about.startswith("-") else carried.UNREADABLE)
        elif _LIMIT.fullmatch(words.strip()):
            harvest.leave_out("beyond the publisher's limit")
        else:
            books.setdefault(title.strip(), _Book(title.strip())).clippings.append(_clipping(about, words.strip()))
    harvest.drafts.extend(book.draft() for book in books.values())
    return harvest.told()


def _clipping(about: str, words: str) -> _Clipping:
    *places, added = about.split("|") if "|" in about else (about, about)
    where = "|".join(places)
    match = _PLACE.search(where) or _PAGE.search(where)
    found = [int(number) for number in match.groups() if number] if match else []
    start = found[0] if found else -1
    return _Clipping(
        is_note=bool(_NOTE.search(where)),
        start=start,
        end=_end(start, found[1] if len(found) > 1 else start),
        words=words,
        made=find_stamp(added, StampOrigin.METADATA),
    )


def _end(start: int, written: int) -> int:
    """Old Kindles write the end without the digits it shares with the beginning: "1998-02" ends at 2002."""
    if written >= start:
        return written
    step: int = 10 ** len(str(written))
    end = start - start % step + written
    return end if end >= start else end + step


def _latest(clippings: list[_Clipping]) -> list[_Clipping]:
    """The clippings without those that a later one says again, longer or mended."""
    kept: list[_Clipping] = []
    for clipping in clippings:
        for at in range(len(kept) - 1, max(len(kept) - _LOOKED_BACK, 0) - 1, -1):
            if _is_same(kept[at], clipping):
                del kept[at]
        kept.append(clipping)
    return kept


def _is_same(earlier: _Clipping, later: _Clipping) -> bool:
    if earlier.is_note != later.is_note or (earlier.start != later.start and earlier.end != later.end):
        return False
    if earlier.words in later.words:
        return True
    first, second = earlier.words[:_LONGEST_COMPARED], later.words[:_LONGEST_COMPARED]
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SAME


def _joined(clippings: list[_Clipping]) -> list[_Clipping]:
    """The highlights in the book's order, each with the notes made at it; a note without one stands by itself."""
    highlights = sorted((each for each in clippings if not each.is_note), key=lambda each: each.start)
    alone = []
    for remark in (each for each in clippings if each.is_note):
        around = [each for each in highlights if remark.start >= 0 and each.start <= remark.end <= each.end]
        if around:
            nearest = min(around, key=lambda each: (abs(each.end - remark.end), each.end - each.start))
            nearest.note = f"{nearest.note}\n\n{remark.words}".strip()
        else:
            alone.append(remark)
    return [*highlights, *alone]


def _highlight(clipping: _Clipping) -> CarriedHighlight:
    if clipping.is_note:
        return replace(carried.highlight("", clipping.words), created=clipping.made)
    return carried.highlight(clipping.words, clipping.note, clipping.made)


def _named(written: str) -> tuple[str, str]:
    """Title and authors of a book's line; the author is the last pair of brackets, and what is inside it."""
    line = carried.line(written)
    opening = _last_opening(line)
    if opening <= 0:
        return line, ""
    authors = [_turned(name) for name in re.split(r"\s*;\s*", line[opening + 1 : -1])]
    return line[:opening].strip(), ";".join(authors)


def _last_opening(line: str) -> int:
    """Where the brackets open that close at the line's end, -1 if there are none."""
    depth = 0
    for at in range(len(line) - 1, -1, -1):
        depth += (line[at] in ")）") - (line[at] in "(（")
        if depth == 0:
            return at if at < len(line) - 1 else -1
    return -1


def _turned(name: str) -> str:
    """ "Last, First" the right way round."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(first.split()) < 4 else name
