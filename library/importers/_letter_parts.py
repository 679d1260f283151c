"""Which parts of a letter are its text, which are shown in it, and which merely came along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import unquote

from library.importers import _mime

_DEEPEST = 30
_TEXTS = ("text/plain", "text/html", "application/xhtml+xml", "text/enriched")
_NO_ATTACHMENTS = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/ms-tnef",
    "text/calendar",
    "message/delivery-status",
    "text/rfc822-headers",
)


@dataclass(slots=True)
class Parts:
    """A letter taken apart: `texts` are to be read one after the other, `letter` is another that was attached whole."""

    texts: list[Message] = field(default_factory=list)
    shown: list[Message] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    letter: Message | None = None

    @property
    def is_markup(self) -> bool:
        """True if the text is HTML."""
        return any(_mime.media_type(part) != "text/plain" for part in self.texts)

    def picture(self, source: str) -> bytes | None:
        """Answer a `cid:` address, a location or a file's name with the picture in the letter."""
        wanted = unquote(source.removeprefix("cid:")) if source.lower().startswith("cid:") else source
        for part in self.shown:
            names = (_mime.identifier(part), _mime.location(part), _mime.file_name(part))
            if wanted and wanted in names:
                return _mime.body(part)
        return None


def take_apart(message: Message) -> Parts:
    """Return the parts of a letter."""
    parts = Parts()
    for part in _chosen(message, 0):
        kind = _mime.media_type(part)
        if kind == "message/rfc822":
            parts.letter = parts.letter or _inner(part)
        elif _is_attached(part):
            _attach(part, kind, parts)
        elif kind in _TEXTS:
            if not parts.texts or _mime.body(part).strip():
                parts.texts.append(part)
        else:
            _attach(part, kind, parts)
    if parts.is_markup:  # a line of plain text under a page is a list's or a virus scanner's
        parts.texts = [part for part in parts.texts if _mime.media_type(part) != "text/plain"] or parts.texts
    return parts


def _attach(part: Message, kind: str, parts: Parts) -> None:
    if kind.startswith("image/"):
        parts.shown.append(part)
    elif kind not in _NO_ATTACHMENTS and (name := _mime.file_name(part)):
        parts.attached.append(name)


def _is_attached(part: Message) -> bool:
    return _mime.header(part, "Content-Disposition").lower().startswith("attachment")


def _chosen(part: Message, depth: int) -> Iterator[Message]:
    """The parts that hold something, of alternatives the richest that can be read."""
    payload = part.get_payload()
    kind = _mime.media_type(part)
    if kind == "message/rfc822" or not isinstance(payload, list) or depth > _DEEPEST:
        yield part
        return
    children = [each for each in payload if isinstance(each, Message)]
    if kind == "multipart/alternative":
        children = [max(children, key=_richness)] if children else []
    for child in children:
        yield from _chosen(child, depth + 1)


def _richness(part: Message) -> int:
    kinds = {_mime.media_type(each) for each in _mime.parts(part)}
    if kinds & {"text/html", "application/xhtml+xml"}:
        return 2
    return 1 if "text/plain" in kinds else 0


def _inner(part: Message) -> Message | None:
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) else None
