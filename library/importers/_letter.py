"""A letter made into a draft: newsletters above all, whose sender is the publication."""

from __future__ import annotations

import email.utils
import re
from dataclasses import dataclass, replace
from email.message import Message

from library.importers import _letter_blocks, _letter_text, _mime, text
from library.importers._feed_entry import stamp
from library.importers._html.names import authors
from library.importers._html.page import absolute, decode_page
from library.importers._html.story import read_fragment
from library.importers._language_tag import language_tag
from library.importers._letter_markup import without_preheader
from library.importers._letter_parts import Parts, take_apart
from library.importers._remarks import on_missing_pictures
from library.model.carried import Carried
from library.model.document import Block, Document
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp
from library.model.story import Asset, Draft, Notice, NoticeKind, Story

_DEEPEST = 3
_EMPTY = 200
"""Letters of text up to which a letter with another attached merely passes that on."""

_FORWARD = re.compile(r"(?:(?:fwd?|wg|tr|rv|enc|vl|转发)\s?[:：]\s*)+", re.IGNORECASE)
_LIST_TAG = re.compile(r"^((?:(?:re|aw|sv|antw)\s?:\s*)?)\[[^\]]{2,40}\]\s*", re.IGNORECASE)
_PERSON_OF = re.compile(r"(?P<person>[^@|]{3,50}?)\s+(?:from|at|of|via|\|)\s+(?P<paper>.{2,60})", re.IGNORECASE)
_MACHINE = re.compile(r"no-?reply|donotreply|newsletter|mailer|notification|bounce|hello@|info@|news@", re.IGNORECASE)
_CIRCULAR = ("List-Unsubscribe", "List-Id", "List-Help", "X-Campaign-ID", "Feedback-ID", "X-MC-User")
_GMAIL_OWN = re.compile(r"inbox|sent|important|opened|unread|starred|archived|category .*|chat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Text:
    """A letter's text as read. `fields` are what a text without markup says of itself in its first lines."""

    blocks: tuple[Block, ...]
    assets: tuple[Asset, ...] = ()
    language: str = ""
    fields: Story = Story()


@dataclass(frozen=True, slots=True)
class _Head:
    """What the headers say, or for a forwarded letter the lines that stand for them."""

    subject: str
    name: str
    address: str
    published: Stamp | None
    kind: str
    """"circular" for one sent to many, "list" for one to a list that people write to, else empty."""

    group: str = ""


def draft(message: Message, depth: int = 0) -> Draft:
    """Return the letter's story. Raises UnreadableFile if there is no text in it."""
    parts = take_apart(message)
    head = _head(message)
    found = _text(parts, head)
    if parts.letter is not None and depth < _DEEPEST and sum(len(block.text) for block in found.blocks) < _EMPTY:
        return draft(parts.letter, depth + 1)
    blocks = found.blocks
    if inner := _letter_blocks.unwrapped(blocks):
        head, blocks = _forwarded(head, inner), inner.blocks
    url = _address(message) or _letter_blocks.online_address(blocks)
    blocks = _letter_blocks.without_delivery(blocks, head.subject)
    if not any(block.text.strip() or (block.image and block.image.asset) for block in blocks):
        raise UnreadableFile("There is no text in the letter.")
    names, source = _signature(head)
    story = replace(
        found.fields,
        headline=head.subject or found.fields.headline,
        authors=found.fields.authors or names,
        source=found.fields.source or source,
        published=head.published or found.fields.published,
        language=language_tag(_mime.header(message, "Content-Language")) or language_tag(found.language),
        url=url,
        guid=_mime.header(message, "Message-ID").strip("<> "),
        document=Document(blocks),
    )
    return Draft(story, found.assets, _notices(parts, blocks), _carried(message))


def _text(parts: Parts, head: _Head) -> _Text:
    if not parts.is_markup:
        return _plain(parts, head)
    blocks: list[Block] = []
    assets: list[Asset] = []
    named = ""
    for part in parts.texts:
        markup = decode_page(_mime.body(part), _mime.charset(part)).text
        markup, tag = without_preheader(markup)
        reading = read_fragment(markup, absolute(_mime.location(part), ""), parts.picture)
        blocks += reading.blocks
        assets += reading.assets
        named = named or tag
    return _Text(tuple(blocks), tuple({each.digest: each for each in assets}.values()), named)


def _plain(parts: Parts, head: _Head) -> _Text:
    whole = "\n\n".join(map(_unflowed, parts.texts))
    content = _letter_text.without_list_footer(whole)
    if not content.strip():
        return _Text(())
    if _letter_text.has_quotes(content):
        return _Text(_letter_text.blocks(content))
    fields = text.arrange(f"Subject: {head.subject}\n\n{content}" if head.subject else content, "").story
    return _Text(fields.document.blocks, fields=fields)


def _unflowed(part: Message) -> str:
    content = _mime.text(part)
    flowed = _mime.parameter(part, "format").lower() == "flowed"
    return _letter_text.unflowed(content, flowed=flowed, del_sp=_mime.parameter(part, "delsp").lower() == "yes")


def _head(message: Message) -> _Head:
    subject = _mime.header(message, "Subject")
    name, address = email.utils.parseaddr(_mime.header(message, "From") or _mime.header(message, "Sender"))
    group = _mime.header(message, "List-Id").partition("<")[0].strip(' "')
    is_list = "mailto:" in _mime.header(message, "List-Post").lower() and bool(group)
    is_circular = any(message.get(header) for header in _CIRCULAR) or bool(_MACHINE.search(address))
    if is_list:
        subject = _LIST_TAG.sub(r"\1", subject, count=1)
    return _Head(
        subject=_FORWARD.sub("", subject, count=1) if _FORWARD.match(subject) else subject,
        name=name.strip(" \"'"),
        address=address,
        published=stamp(_mime.header(message, "Date")) or _delivered(message),
        kind="list" if is_list else "circular" if is_circular else "",
        group=group,
    )


def _delivered(message: Message) -> Stamp | None:
    """When the first server took the letter: the last header of its kind is the first that was written."""
    received = [str(value) for key, value in message.raw_items() if key.lower() == "received"]
    return stamp(received[-1].rpartition(";")[2]) if received else None


def _forwarded(outer: _Head, inner: _letter_blocks.Forwarded) -> _Head:
    name, address = email.utils.parseaddr(inner.sender)
    bare = re.sub(r"\s*[<\[(]?(?:mailto:)?\S+@\S+[>\])]?", "", inner.sender).strip(" \"'*")
    is_circular = bool(_MACHINE.search(inner.sender) or _PERSON_OF.fullmatch(name or bare))
    return _Head(
        inner.subject or outer.subject,
        name.strip(" \"'*") or bare,
        address,
        stamp(inner.date) or outer.published,
        "circular" if is_circular else "",
    )


def _signature(head: _Head) -> tuple[tuple[str, ...], str]:
    """The authors and the publication: the sender of a newsletter is the latter, of any other letter the former."""
    if head.kind == "list":
        return authors([head.name]), head.group
    if head.kind == "circular":
        if match := _PERSON_OF.fullmatch(head.name):
            return authors([match["person"]]), match["paper"]
        return (), head.name or head.address.rpartition("@")[2]
    return authors([head.name]), ""


def _address(message: Message) -> str:
    """Where the letter is kept on the web, by its headers."""
    for name in ("Archived-At", "List-Post", "List-Url", "X-Original-URL"):
        for found in re.findall(r"https?://[^\s<>,]+", _mime.header(message, name)):
            if absolute(found, "").count("/") > 3:
                return absolute(found, "")
    return ""


def _notices(parts: Parts, blocks: tuple[Block, ...]) -> tuple[Notice, ...]:
    notices = list(on_missing_pictures(blocks))
    if parts.attached:
        named = ", ".join(parts.attached[:10]) + (" and more" if len(parts.attached) > 10 else "")
        notices.append(Notice(NoticeKind.EXTRACTION, f"Not part of the story, but attached to the letter: {named}."))
    return tuple(notices)


def _carried(message: Message) -> Carried | None:
    """What Gmail's export says of a letter: its labels."""
    written = _mime.header(message, "X-Gmail-Labels")
    if not written:
        return None
    labels = [label.strip(' "') for label in written.split(",")]
    folded = {label.lower() for label in labels}
    return Carried(
        read="unread" not in folded,
        starred="starred" in folded,
        tags=tuple(label for label in labels if label and not _GMAIL_OWN.fullmatch(label)),
    )
