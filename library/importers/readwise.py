"""Readwise's export of highlights, `readwise-data.csv`: a row for each highlight, grouped here by what it stands in.

Columns: `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,
Document tags`; the form that Readwise imports has `Title,Author,URL,Date`. Notes carry commands: `.tag` is a tag, `.h1`
makes the row a heading of the book, `.c1` joins it to the next (https://docs.readwise.io/readwise/docs/faqs/action-tags).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft

_COMMAND = re.compile(r"\.([^\W_][\w-]*)")
_HEADING = re.compile(r"h[1-6]")
_JOIN = re.compile(r"c\d+")
_BYLINE = re.compile(r",? and | & |, ", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    address: str
    title: str
    authors: str
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    highlights: list[CarriedHighlight] = field(default_factory=list)

    def draft(self) -> Draft:
        story = carried.entry(self.address, self.title, authors=_BYLINE.sub(";", self.authors))
        known = Carried(
            tags=carried.tags(*self.tags),
            note="\n\n".join(dict.fromkeys(self.notes)),
            highlights=tuple(self.highlights),
        )
        return Draft(story, carried=known)


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each book or article. Raises UnreadableFile if there is none."""
    groups: dict[tuple[str, ...], _Group] = {}
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        title, authors = row.text("Book Title", "Title"), row.text("Book Author", "Author")
        address = carried.web_address(row.text("URL", "Source URL"))
        key = (address,) if address else (title.casefold(), authors.casefold())
        if any(key):
            _add(groups.setdefault(key, _Group(address, title, authors)), row, harvest)
        else:
            harvest.leave_out("without a title or an address")
    harvest.drafts.extend(group.draft() for group in groups.values())
    return harvest.told()


def _add(group: _Group, row: Row, harvest: carried.Harvest) -> None:
    note, commands = _read_note(row.text("Note"))
    found = carried.split_tags(row.text("Tags"))
    commands = [*commands, *(tag[1:] for tag in found if tag.startswith("."))]
    group.tags.extend(row.text("Document tags").split(","))
    if any(_HEADING.fullmatch(command) for command in commands):
        harvest.leave_out("marked as heading")
    elif "discard" in commands:
        harvest.leave_out("discarded")
    elif quote := row.text("Highlight"):
        named = carried.highlight(quote, note, carried.moment(row.text("Highlighted at", "Date")))
        tags = (*found, *(command for command in commands if not _JOIN.fullmatch(command)))
        tags = tuple(tag for tag in tags if not tag.startswith("."))
        colour = carried.colour(row.text("Color", "Colour"))
        group.highlights.append(replace(named, tags=carried.tags(*tags), colour=colour))
    elif note:
        group.notes.append(note)
    else:
        harvest.leave_out("without words")


def _read_note(written: str) -> tuple[str, list[str]]:
    """A note without the commands it begins with, and the commands: ".idea .h2" are two."""
    words = written.split(" ")
    commands: list[str] = []
    while words and (match := _COMMAND.fullmatch(words[0])):
        commands.append(match[1])
        words.pop(0)
    return " ".join(words), commands
