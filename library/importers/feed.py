"""RSS (0.9x, 1.0, 2.0), Atom and WordPress's export (WXR) as files: a story for each entry.

feedparser reads the many dialects and mends what is broken; it is given bytes, never an address, and fetches nothing.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import feedparser

from library.importers._feed_entry import Entry, Picture, draft, stamp, with_damage
from library.importers._html.page import absolute
from library.importers._xml import declared_encoding, without_prologue
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft

_Node = Any
"""What feedparser gives: dicts that warn about some keys. Only `_at` looks into them."""

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)
"""What feedparser raises on feeds that it can't mend."""

_OF_A_PICTURE = re.compile(rb"(</?media:)(description|title)\b")
"""A picture's title and caption (Media RSS), which feedparser would take for the story's own."""

_OPML = re.compile(rb"<opml\b", re.IGNORECASE)
_ADDRESS_AND_NAME = re.compile(r"\S+@\S+(?:\s*\((?P<name>.+)\))?\s*")
_PUBLISHED = ("publish", "private")
_MOST_NAMES, _MOST_TAGS = 50, 200
"""Authors and tags of an entry that are looked at; the authors of the feed are those of each entry without its own."""

_STORIES = ("post", "page")
_HTML = ("text/html", "application/xhtml+xml", "text/x-html")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a story for each entry; one with nothing but an address is a stub.

    Of a WordPress export, drafts, attachments, menus and the like are left out, and there may be nothing else in it.
    Raises NoStory for a list of feeds (OPML) and for a sound feed without entries, UnreadableFile if what there is has
    neither text nor an address.
    """
    if _OPML.search(source.data[:4096].replace(b"\x00", b"")):
        raise NoStory("This is a list of feeds (OPML): it names where stories are published and holds none.")
    try:
        data = _OF_A_PICTURE.sub(rb"\1own_\2", _decodable(source.data))
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except _FAULTS as error:
        raise UnreadableFile("The feed is damaged beyond reading.") from error
    feed = _at(parsed, "feed", {})
    found, lost, entries = [], 0, _at(parsed, "entries", [])
    for node in filter(_is_story, entries):
        result = draft(_entry(node, feed, _text(parsed, "version")))
        if result is None:
            lost += 1
        else:
            found.append(result)
    if not found and lost:
        raise UnreadableFile("There is no entry with text or an address in the feed.")
    if not entries:
        raise (UnreadableFile if _at(parsed, "bozo", None) else NoStory)("There is no entry in the feed.")
    return with_damage(found, lost)


def _decodable(data: bytes) -> bytes:
    """The feed in UTF-8 if its bytes aren't in the encoding it names: feedparser's guess at one can take minutes."""
    declared = declared_encoding(data)
    with contextlib.suppress(LookupError, ValueError):
        data.decode(declared or "utf-8")
        return data
    return without_prologue(decode(data, declared).text).encode()


def _entry(node: _Node, feed: _Node, version: str) -> Entry:
    text, summary = _contents(node), _text(node, "summary") or _text(node, "media_own_description")
    detail = _at(node, "summary_detail", {})
    of_text = text or detail
    own_source = _text(_at(node, "source", {}), "title")
    link, feed_link = _link(node), _text(feed, "link")
    own_base = _text(of_text, "base") or _text(detail, "base")
    base = absolute(own_base, feed_link) or absolute(link, feed_link) or absolute(feed_link, "")
    title, _, section = _text(feed, "title").partition(" > ")  # "The Paper > World": a paper's feed of one section
    is_export = bool(_text(node, "wp_post_type"))
    written = _text(text, "value")
    tags = [tag for tag in _at(node, "tags", [])[:_MOST_TAGS] if _text(tag, "term")]
    return Entry(
        headline=_text(node, "title"),
        url=absolute(link, base or feed_link),
        guid=_text(node, "id"),
        bylines=tuple(_bylines(node)) or (tuple(_bylines(feed)) if version.startswith("atom") else ()),
        section=section if not is_export else next(_sections(tags), ""),
        source=own_source or title,
        published=_date(node, "published") or _date(node, "created") or _text(node, "wp_post_date"),
        updated=_date(node, "updated"),
        language=_text(of_text, "language") or _text(node, "language") or _text(feed, "language"),
        keywords=tuple(_text(tag, "label") or _text(tag, "term") for tag in tags),
        text=_paragraphed(written) if is_export else written,
        summary=summary,
        is_plain=_text(of_text, "type") not in _HTML and _text(of_text, "type") != "",
        base=base,
        pictures=tuple(_pictures(node)),
    )


def _sections(tags: list[_Node]) -> Iterator[str]:
    """The categories of a post, WordPress's own for none left out."""
    for tag in tags:
        if _text(tag, "scheme") == "category" and not _text(tag, "term").lower().startswith("uncategori"):
            yield _text(tag, "term")


def _is_story(node: _Node) -> bool:
    """False for what a WordPress export holds besides posts and pages that were published."""
    kind, state = _text(node, "wp_post_type"), _text(node, "wp_status")
    return (not kind or kind in _STORIES) and (not state or state in _PUBLISHED)


def _contents(node: _Node) -> _Node:
    """The entry's text: of several forms the longest, markup before plain text."""
    found = [each for each in _at(node, "content", []) if _text(each, "value")]
    return max(found, key=lambda each: (_text(each, "type") in _HTML, len(_text(each, "value"))), default={})


def _link(node: _Node) -> str:
    """The story's own address: the one before a counter's redirection, where the feed keeps it."""
    return _text(node, "feedburner_origlink") or _text(node, "link")


def _bylines(node: _Node) -> Iterator[str]:
    whole = _text(node, "author")
    if match := _ADDRESS_AND_NAME.fullmatch(whole):  # feedparser cuts an address in two where its domain is a new one
        yield match["name"] or ""
        return
    for author in _at(node, "authors", [])[:_MOST_NAMES]:
        if name := _text(author, "name"):
            yield name


def _pictures(node: _Node) -> Iterator[Picture]:
    """Pictures beside the text, the largest first: Media RSS, enclosures, iTunes."""
    caption, credit = _text(node, "media_own_description"), _text(node, "credit")
    media = [each for each in _at(node, "media_content", []) if _is_picture(each)]
    for each in sorted(media, key=lambda each: -_number(each, "width")):
        yield Picture(_text(each, "url"), caption, credit)
    for link in _at(node, "links", []):
        if _text(link, "rel") == "enclosure" and _text(link, "type").startswith("image/"):
            yield Picture(_text(link, "href"), caption, credit)
    for each in _at(node, "media_thumbnail", []):
        yield Picture(_text(each, "url"), caption, credit)
    if image := _text(_at(node, "image", {}), "href"):
        yield Picture(image, caption, credit)


def _is_picture(media: _Node) -> bool:
    kind, medium = _text(media, "type"), _text(media, "medium")
    named = re.search(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", _text(media, "url"), re.IGNORECASE)
    return medium == "image" or kind.startswith("image/") or (not medium and not kind and bool(named))


def _number(node: _Node, name: str) -> int:
    written = _text(node, name)
    return int(written) if re.fullmatch(r"\d{1,6}", written) else 0


def _date(node: _Node, name: str) -> str:
    """A date as written; where feedparser alone understands it, what it makes of it, which is in UTC."""
    written, parsed = _text(node, name), _at(node, f"{name}_parsed", None)
    if stamp(written) or not parsed:
        return written
    year, month, day, hour, minute, second = parsed[:6]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"


def _paragraphed(content: str) -> str:
    """WordPress keeps a post's paragraphs as blank lines, and its captions in brackets."""
    content = re.sub(
        r"\[caption[^\]]*\](.*?(?:<img[^>]*>(?:\s*</a>)?))(.*?)\[/caption\]", _figure, content, flags=re.DOTALL
    )
    content = re.sub(r"\[/?(?:gallery|embed|audio|video|playlist|dropcap|vc_\w+|et_\w+)\b[^\]]*\]", "", content)
    if re.search(r"<p\b", content, re.IGNORECASE):
        return content
    return "\n".join(f"<p>{part}</p>" for part in re.split(r"\r?\n[ \t]*\r?\n", content) if part.strip())


def _figure(match: re.Match[str]) -> str:
    return f"\n\n<figure>{match[1]}<figcaption>{match[2].strip()}</figcaption></figure>\n\n"


def _at(node: _Node, name: str, default: _Node) -> _Node:
    found = dict.get(node, name) if isinstance(node, dict) else None  # feedparser's own `get` answers for other keys
    return default if found is None or (default is not None and not isinstance(found, type(default))) else found


def _text(node: _Node, name: str) -> str:
    found = _at(node, name, None)
    return str(found).strip() if isinstance(found, str | int | float) else ""
