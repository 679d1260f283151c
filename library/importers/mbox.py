"""Mailboxes (mbox, RFC 4155): a story for each letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import Message
from typing import BinaryIO

from library.importers import _letter, _mime
from library.importers.base import PIECE, Piece, SourceFile
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

_BEGIN = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,300}?(?:\d{4}|-)[^\r\n]{0,40}\r?\n(?=[!-9;-~]+[ \t]*:)"
)
"""A letter's first line: after an empty one, with a date (or, as Thunderbird writes, "-"), and headers below it."""

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_OVERLAP = 512
_LONGEST = 32 * PIECE
_UNWANTED = re.compile(r"(?:^|,)\s*\"?(?:spam|trash)\"?\s*(?:,|$)", re.IGNORECASE)
_EXPUNGED = 0x0008
"""The flag of `X-Mozilla-Status` for a letter that was deleted and not yet removed from the file."""


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield a story for each letter that wasn't deleted. One without text, or that can't be read, is counted in a
    notice on the first story. Raises UnreadableFile if none has text."""
    found: list[Draft] = []
    lost = 0
    for data in _letters(source.data):
        try:
            message = _mime.parse(data)
            if not _is_deleted(message):
                found.append(_letter.draft(message))
        except UnreadableFile:
            lost += 1
    if not found:
        raise UnreadableFile("There is no letter with text in the mailbox.")
    if lost:
        what = "One letter" if lost == 1 else f"{lost} letters"
        notice = Notice(NoticeKind.RECORD, f"{what} of the mailbox had no text in it.")
        found[0] = replace(found[0], notices=(*found[0].notices, notice))
    return found


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """Cut a mailbox between letters."""
    file.seek(0)
    start, held = 0, b""
    while chunk := file.read(max(PIECE, len(held))):
        held += chunk
        begins = [match.start() for match in _BEGIN.finditer(held, 1) if match.start() <= len(held) - _OVERLAP]
        if begins or len(held) > _LONGEST:
            end = begins[-1] if begins else len(held)
            yield Piece(start, start + end)
            start, held = start + end, held[end:]
    if held:
        yield Piece(start, start + len(held))


def _letters(data: bytes) -> Iterator[bytes]:
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    begins = [match.start() for match in _BEGIN.finditer(data)] or [0]
    for start, end in zip(begins, [*begins[1:], len(data)], strict=True):
        _, _, letter = data[start:end].partition(b"\n")
        yield _QUOTED.sub(rb"\1", letter)


def _is_deleted(message: Message) -> bool:
    status = _mime.header(message, "X-Mozilla-Status")
    flags = int(status, 16) if re.fullmatch(r"[0-9a-fA-F]{1,8}", status) else 0
    return bool(flags & _EXPUNGED or _UNWANTED.search(_mime.header(message, "X-Gmail-Labels")))
