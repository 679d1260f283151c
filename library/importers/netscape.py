"""Bookmarks in the Netscape form, which every browser and most services of links write.

Layout: `<DT><H3>` a folder, `<DL>` what is in it, `<DT><A HREF ADD_DATE TAGS>` an entry, `<DD>` a text about it. Tags
are hardly ever closed (https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/
platform-apis/aa753582).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from library.importers import _carried as carried
from library.importers._notes import note_draft
from library.importers._tags import Tag, tags_of
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.model.carried import Carried
from library.model.story import Draft

_NAMES = ("dl", "dt", "dd", "h3", "hr", "a", "p", "h1", "script")
_OWN = re.compile(r"\??[\w-]{6}|/?shaare/[\w-]{6}")
_DEEPEST = 100


@dataclass(slots=True)
class _Link:
    tag: Tag
    folders: tuple[str, ...]
    note: str = ""


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each bookmark of a web address, its folders as a nested tag.

    A note kept among them is a story. Anything else (a script, a place in the browser) is counted.
    Raises UnreadableFile if none is left.
    """
    harvest = carried.Harvest()
    for link in _links(decode(source.data).text):
        address = carried.web_address(link.tag.value("href"))
        if address:
            harvest.add(carried.entry(address, link.tag.text), _carried(link))
        elif (own := _own_note(link)) is not None:
            harvest.drafts.append(own)
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _own_note(link: _Link) -> Draft | None:
    """A note that Shaarli keeps as a link to itself ("?KvNdlQ"): its text is the entry."""
    if not _OWN.fullmatch(link.tag.value("href")):
        return None
    known = replace(_carried(link), note="")
    return note_draft(carried.headline(link.tag.text.removeprefix("Note: ")), link.note, known)


def _links(markup: str) -> Iterator[_Link]:
    folders: list[str] = []
    named, link = "", None
    for tag in tags_of(markup, _NAMES):
        if tag.name == "dl":
            _step(folders, tag, named)
            named = ""
        elif tag.is_end:
            continue
        elif tag.name == "h3":
            named = tag.text
        elif tag.name == "dd" and link is not None:
            link.note = _plain(tag.inner)
        if link is not None and tag.name in ("a", "h3", "dl", "dd"):
            yield link
            link = None
        if tag.name == "a":
            link = _Link(tag, tuple(filter(None, folders)))
    if link is not None:
        yield link


def _step(folders: list[str], tag: Tag, named: str) -> None:
    """Go into a list or out of it; one without a heading is the outermost, and has no name."""
    if not tag.is_end:
        folders.append(named if len(folders) < _DEEPEST else "")
    elif folders:
        folders.pop()


def _plain(inner: str) -> str:
    """A text about an entry. It is the user's own, so what looks like markup in it stays as it was typed."""
    return carried.note(html.unescape(re.sub(r"<br\s*/?>", "\n", inner, flags=re.IGNORECASE)))


def _carried(link: _Link) -> Carried:
    tag = link.tag
    return Carried(
        read=False if tag.value("toread") == "1" or tag.value("unread") == "1" else None,
        saved=carried.moment(tag.value("add_date")),
        tags=carried.tags(carried.nested(link.folders), *_tags(tag)),
        note=link.note or carried.note(tag.value("description")),
    )


def _tags(tag: Tag) -> list[str]:
    """Commas part tags; where there are none, blanks do, as in the first of such services."""
    written = tag.value("tags") or tag.value("labels")
    return written.split(",") if "," in written else written.split()
