"""Letters with the headers of their transport: the text part of a MIME message, under the headers a story needs."""

from __future__ import annotations

import email.policy
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from library.importers.decode import decode

_HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3,}")
_MIME = re.compile(
    rb"^(?:MIME-Version|Received|Content-Type|Content-Transfer-Encoding)\s?:", re.IGNORECASE | re.MULTILINE
)
_HEAD = 65_536


def unpacked(data: bytes) -> str | None:
    """Return a message's headline, author, date and plain text as lines, or None if the bytes are no MIME message."""
    head = _HEADERS.match(data[:_HEAD])
    if not head or not _MIME.search(head[0]) or not re.search(rb"^(?:From|Subject)\s?:", head[0], re.I | re.M):
        return None
    try:
        message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(data.lstrip())
        text = _plain_text(message)
        headers = [f"{name}: {message[name]}" for name in ("Subject", "From", "Date") if message[name]]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return None  # not a letter after all: it is read as the text it is
    return "\n".join(headers) + "\n\n" + text if text.strip() else None


def _plain_text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return decode(payload, str(part.get_param("charset", "") or "")).text
