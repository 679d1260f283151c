"""Messages of the mail's kind, in which letters and web archives are kept: their headers and parts as text and bytes.

The standard library's parser reads the structure; what it makes of hostile or antique headers is put in order here.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import unquote

from library.importers.decode import codec_name, decode
from library.importers.tidy import one_line, tidy
from library.model.errors import UnreadableFile

_BLANKS_BEFORE = b"\xef\xbb\xbf \t\r\n"
_HEAD = re.compile(rb"(?:[^\r\n]+(?:\r\n?|\n))+")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_LOOSE = re.compile(rb"(?![!-9;-~]+[ \t]*:)[^\s]")
_ENVELOPE = re.compile(rb">?From [^\r\n]*\r?\n")
_LONGEST_HEADER = 20_000
_MOST_PARTS = 20_000
_PARSING = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the standard library's readers of parameters and encodings raise on damaged ones."""


def parse(data: bytes) -> Message:
    """Return the message in these bytes; a mailbox's `From ` line before it is passed over.

    Raises UnreadableFile if it is nested too deeply. Anything else is a message, if perhaps an empty one.
    """
    data = data.lstrip(_BLANKS_BEFORE)
    if envelope := _ENVELOPE.match(data):
        data = data[envelope.end() :]
    data = _with_folds(data)
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except RecursionError as error:
        raise UnreadableFile("The message is nested too deeply to be read.") from error


def _with_folds(data: bytes) -> bytes:
    """Indent lines among the headers that continue one without saying so: the parser would end the headers there."""
    head = _HEAD.match(data)
    if head is None or len(head[0]) > _LONGEST_HEADER * 10:
        return data
    lines = head[0].splitlines(keepends=True)
    last = max((number for number, line in enumerate(lines) if _FIELD.match(line)), default=0)
    folded = [b" " + line if 0 < number < last and _LOOSE.match(line) else line for number, line in enumerate(lines)]
    return b"".join(folded) + data[head.end() :]


def parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something themselves, in order, those of attached messages included."""
    stack, count = [message], 0
    while stack and count < _MOST_PARTS:
        part = stack.pop()
        count += 1
        payload = part.get_payload()
        if isinstance(payload, list):
            stack.extend(reversed([each for each in payload if isinstance(each, Message)]))
        else:
            yield part


def header(part: Message, name: str) -> str:
    """Return a header as one line of text, encoded words (RFC 2047) decoded, also where they are split or mislabelled;
    empty where there is none."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
    text = str(raw)[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    return one_line(tidy(_words(decode(text).text)))


def location(part: Message, name: str = "Content-Location") -> str:
    """Return an address from a header, without the blanks that folding put into it."""
    return "".join(header(part, name).split())


def identifier(part: Message) -> str:
    """Return the name by which other parts call this one (`cid:`, RFC 2392), or empty."""
    return header(part, "Content-ID").strip("<> ")


def media_type(part: Message) -> str:
    """Return the part's media type in lower case; `text/plain` where it gives none (RFC 2045, 5.2)."""
    return part.get_content_type()


def charset(part: Message) -> str:
    """Return the encoding that the part names, or empty."""
    return parameter(part, "charset")


def parameter(part: Message, name: str, of: str = "Content-Type") -> str:
    """Return a parameter of a header, decoded (RFC 2231), or empty."""
    try:
        value = part.get_param(name, "", of)
        return email.utils.collapse_rfc2231_value(value).strip() if value else ""
    except _PARSING:
        return ""


def file_name(part: Message) -> str:
    """Return the name of an attached file, or empty."""
    name = parameter(part, "filename", "Content-Disposition") or parameter(part, "name")
    return one_line(tidy(_words(unquote(name) if "%" in name else name))).replace("\\", "/").rsplit("/", 1)[-1]


def body(part: Message) -> bytes:
    """Return the part's bytes, its transfer encoding undone; what can't be undone is as it was."""
    try:
        payload = part.get_payload(decode=True)
    except _PARSING:
        payload = None
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def text(part: Message) -> str:
    """Return the part's bytes as text."""
    data, label = body(part), charset(part)
    if codec_name(label) == "utf-7":  # every byte of it is ASCII's too, so only the label tells
        return data.decode("utf-7", "replace")
    return decode(data, label).text


def _words(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        found = email.header.decode_header(text)
    except (email.errors.HeaderParseError, *_PARSING):
        return text
    return "".join(_word(word, label) for word, label in _joined(found))


def _joined(found: list[tuple[bytes | str, str | None]]) -> Iterator[tuple[bytes | str, str | None]]:
    """Join neighbours of one encoding before decoding: senders cut characters in two between encoded words."""
    run: list[tuple[bytes | str, str | None]] = []
    for word, label in found:
        last = run[-1] if run else None
        if last and isinstance(word, bytes) and isinstance(last[0], bytes) and label and last[1] == label:
            run[-1] = (last[0] + word, label)
        else:
            run.append((word, label))
    yield from run


def _word(word: bytes | str, label: str | None) -> str:
    if isinstance(word, str):
        return word
    codec = codec_name(label or "")
    if codec and label and not codec.startswith("utf"):
        return word.decode(codec, "replace")
    return decode(word, label or "").text
