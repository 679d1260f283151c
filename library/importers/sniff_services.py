"""Telling the exports of reading services apart by their first bytes. Light: no parser is imported here."""

from __future__ import annotations

import re

from library.importers.sniff import flat, is_json, is_page, json_keys, looks_binary, root_of

_SURE = 0.99
_FIRST_RECORD = re.compile(r"(?:\"(?:[^\"]|\"\")*\"|[^\"\r\n])*")
_LINK_LINE = re.compile(rb"https?://\S+(?:[ \t]+\|[ \t].*)?\s*", re.IGNORECASE)
_NUMBERED = re.compile(rb'\s*\[\s*\{\s*"0"\s*:\s*"?\d+"?\s*,\s*"1"\s*:\s*"')
_BOOKMARK = re.compile(rb"<dt>\s*<(?:a|h3)\s[^<>]*\badd_date=", re.IGNORECASE)
_POCKET_LINK = re.compile(rb"<a\s[^<>]*href=[^<>]*\btime_added=", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)")
_CLIPPING = re.compile(rb"\s*(?:={8,}\s+)?[^\r\n]+\r?\n\s*- [^\r\n]*\d[^\r\n]*\r?\n[\s\S]*?^={8,}\s*$", re.MULTILINE)


def pocket_csv(head: bytes, name: str) -> float:
    """Pocket's list of addresses."""
    return _by_columns(head, "title", "url", "timeadded", "status")


def instapaper(head: bytes, name: str) -> float:
    """Instapaper's list."""
    return _by_columns(head, "url", "title", "selection", "folder")


def wallabag_csv(head: bytes, name: str) -> float:
    """wallabag's table."""
    return _by_columns(head, "title", "url", "content", "tags", "mimetype", "creationdate")


def readwise(head: bytes, name: str) -> float:
    """Readwise's highlights, as it exports or as it imports them."""
    exported = _by_columns(head, "highlight", "booktitle", "bookauthor")
    return exported or _by_columns(head, "highlight", "title", "author", "url", "note", "location")


def readwise_reader(head: bytes, name: str) -> float:
    """Readwise Reader's list."""
    return _by_columns(head, "title", "url", "id", "documenttags", "readingprogress", "location")


def raindrop(head: bytes, name: str) -> float:
    """Raindrop's table, with or without the column of folders."""
    return _by_columns(head, "title", "excerpt", "url", "tags", "created", "cover", "highlights")


def matter(head: bytes, name: str) -> float:
    """Matter's list."""
    return _by_columns(head, "title", "url", "publisher", "inqueue", "favorited")


def mymind(head: bytes, name: str) -> float:
    """mymind's cards."""
    return _by_columns(head, "id", "type", "title", "url", "content", "note", "tags", "created")


def pocket_highlights(head: bytes, name: str) -> float:
    """The highlights in Pocket's export."""
    keys = json_keys(head)
    is_pocket = {b"url", b"highlights", b"quote", b"created_at"} <= keys and b"data" not in keys
    return _SURE if is_pocket and _is_list(head) else 0.0


def pocket_api(head: bytes, name: str) -> float:
    """Answers of Pocket's programming interface."""
    return _by_keys(head, b"list", b"item_id", b"time_added", b"given_url")


def omnivore(head: bytes, name: str) -> float:
    """Omnivore's lists of entries."""
    return _by_keys(head, b"slug", b"title", b"url", b"state", b"readingProgress", b"savedAt")


def wallabag(head: bytes, name: str) -> float:
    """wallabag's entries; version 1 wrote each column twice, by its number and by its name."""
    second = _by_keys(head, b"url", b"is_archived", b"is_starred")
    first = _SURE if _NUMBERED.match(flat(head)) else 0.0
    return second or first or _by_keys(head, b"url", b"is_read", b"is_fav")


def karakeep(head: bytes, name: str) -> float:
    """Karakeep's bookmarks."""
    return _by_keys(head, b"bookmarks", b"createdAt", b"content")


def linkwarden(head: bytes, name: str) -> float:
    """Linkwarden's backup."""
    return _by_keys(head, b"collections", b"links", b"name", b"parentId")


def goodlinks(head: bytes, name: str) -> float:
    """GoodLinks' list."""
    return _by_keys(head, b"url", b"addedAt", b"starred", b"tags")


def browser_bookmarks(head: bytes, name: str) -> float:
    """Firefox' backup of its bookmarks, and the file Chrome keeps its own in."""
    firefox = _by_keys(head, b"guid", b"children", b"dateAdded", b"type")
    return firefox or _by_keys(head, b"roots", b"bookmark_bar", b"children")


def link_list(head: bytes, name: str) -> float:
    """Pinboard, Readability, Delicious and elCurator."""
    surely = (
        (b"href", b"extended", b"toread", b"tags"),
        (b"bookmarks", b"article__url", b"article__title"),
        (b"url", b"title", b"created", b"others", b"owner"),
        (b"url", b"title", b"created_at", b"is_saved", b"tags"),
    )
    return max(_by_keys(head, *keys) for keys in surely)


def hypothesis(head: bytes, name: str) -> float:
    """Hypothesis' annotations, exported or as its interface answers."""
    return _by_keys(head, b"uri", b"target", b"created") and (_by_keys(head, b"selector") or 0.9)


def clipper_highlights(head: bytes, name: str) -> float:
    """The Obsidian Web Clipper's highlights."""
    keys = json_keys(head)
    plain = {b"url", b"highlights", b"text", b"timestamp"} <= keys
    return _SURE if _is_list(head) and (plain or {b"url", b"data", b"xpath", b"content"} <= keys) else 0.0


def annotation_sets(head: bytes, name: str) -> float:
    """The highlights of calibre, Thorium, KOReader, Readest and Foliate."""
    if not is_json(head):
        return 0.0
    marked = re.search(rb'"type"\s*:\s*"(?:calibre_(?:annotation_collection|highlights)|AnnotationSet)"', flat(head))
    readest = re.search(rb'"\$format"\s*:\s*"readest-annotations"', flat(head))
    koreader = _by_keys(head, b"entries", b"title", b"page", b"time", b"text")
    foliate = _by_keys(head, b"metadata", b"annotations", b"value", b"text")
    return _SURE if marked or readest else koreader or foliate


def netscape(head: bytes, name: str) -> float:
    """Bookmarks in the Netscape form, by their doctype or by the attributes of the first entry."""
    if not is_page(head):
        return 0.0
    beginning = _COMMENT.sub(b"", flat(head))
    return _SURE if b"netscape-bookmark-file" in beginning[:1024].lower() or _BOOKMARK.search(beginning) else 0.0


def pocket_html(head: bytes, name: str) -> float:
    """Pocket's old export."""
    return _SURE if is_page(head) and _POCKET_LINK.search(_COMMENT.sub(b"", flat(head))) else 0.0


def kindle(head: bytes, name: str) -> float:
    """Kindle's clippings, by the shape of the first record."""
    text = flat(head)
    if looks_binary(head) or root_of(head):
        return 0.0
    return _SURE if b"==========" in text and _CLIPPING.match(text[:8192]) else 0.0


def onetab(head: bytes, name: str) -> float:
    """A list of addresses: half the lines are one with a title, or nearly all are one without."""
    text = flat(head)
    if looks_binary(head) or b"://" not in text:
        return 0.0
    lines = [line for line in text.splitlines() if line.strip()]
    links = [line for line in lines if _LINK_LINE.fullmatch(line)]
    share = 0.5 if any(b" | " in line for line in links) else 0.8
    return 0.9 if len(links) >= share * len(lines) else 0.0


def _by_columns(head: bytes, *names: str) -> float:
    """Sure where the first line of a table has all these columns, in any order and with any delimiter."""
    if looks_binary(head) or is_json(head) or root_of(head):
        return 0.0
    text = flat(head)[:4096].decode("latin-1").lstrip()
    match = _FIRST_RECORD.match(text)
    columns = {re.sub(r"[\W_]+", "", cell).lower() for cell in re.split(r"[,;\t|]", match[0] if match else "")}
    return _SURE if columns >= set(names) else 0.0


def _by_keys(head: bytes, *names: bytes) -> float:
    """Sure where the beginning of a JSON file has all these keys."""
    return _SURE if json_keys(head).issuperset(names) else 0.0


def _is_list(head: bytes) -> bool:
    return is_json(head) and flat(head).lstrip().startswith(b"[")
