"""Annotations as Markdown: one document of several stories', and a story's own file in a folder of notes.

In such a folder (an Obsidian vault) our part of a file stands between two comments that carry the story's UUID.
Everything outside them is the user's and is never touched again, the front matter that a new file begins with too. A
passage ends with a block identifier (https://help.obsidian.md/links), so that links to it outlast a refresh.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from library.exporters.inline import escaped, lines, without_unseen
from library.exporters.noted import NotedStory, credit_line, remarks
from library.exporters.parts import noted, safe_address
from library.model.annotation import AnchoredAnnotation, Colour
from library.model.document import Span
from library.model.story import Story

LONGEST_NAME = 160
"""Bytes of a file's name before its ending: file systems end at 255, and synchronising programs add to it."""

_MARK = re.compile(rb"<!-- broadsheet:(begin|end) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) -->")
_HARD_BREAK = "\\\n"
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_CODE_OR_TAG = re.compile(
    r"(?P<code>(?P<run>(?<!`)`+(?!`))[^\n]*?(?<!`)(?P=run)(?!`))|\\.|<(?!(?:https?://|mailto:)[^\s<>]*>)(?=[A-Za-z/!?])"
)
_NOT_IN_TAG = re.compile(r"[^\w/-]+")
# What file systems and Obsidian's links don't take in a name.
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def write(stories: Sequence[NotedStory]) -> Iterator[str]:
    """Yield one document piece by piece: of one story with its facts as front matter, of several with headings."""
    if len(stories) == 1:
        yield _head(stories[0].story)
        yield "".join(f"\n{each}\n" for each in _passages(stories[0], linked=False))
        return
    yield "# Annotations\n"
    for noted_story in stories:
        story = noted_story.story
        address = safe_address(story.url)
        headline = " ".join(lines((Span(story.headline or address or "Untitled", link=address),)))
        told = escaped(credit_line(story))
        yield "".join(f"\n{part}\n" for part in (f"## {headline}", told, *_passages(noted_story, linked=False)) if part)


def new_file(story: NotedStory) -> bytes:
    """Return a story's file as it is first written to a folder: front matter, headline, and our marked part."""
    return f"{_without_marks(_head(story.story))}\n".encode() + block(story) + b"\n"


def block(story: NotedStory) -> bytes:
    """Return our marked part of a story's file: its annotations in the order of the text."""
    passages = map(_without_marks, _passages(story, linked=True))
    return "\n\n".join((_mark("begin", story.uuid), *passages, _mark("end", story.uuid))).encode()


def blocks_in(content: bytes) -> dict[str, tuple[int, int] | None]:
    """Return where our parts stand in a file (bytes, the end exclusive) by the UUIDs of their stories.

    None for one whose two marks aren't there once each and in order: nobody can say what of the file is ours.
    """
    found: dict[str, list[tuple[bytes, int, int]]] = {}
    for match in _MARK.finditer(content):
        found.setdefault(match[2].decode(), []).append((match[1], match.start(), match.end()))
    spans = {
        uuid: (marks[0][1], marks[1][2]) if [kind for kind, _, _ in marks] == [b"begin", b"end"] else None
        for uuid, marks in found.items()
    }
    # A part within another would be lost with it.
    whole = sorted(span for span in spans.values() if span)
    nested = {inner for outer in whole for inner in whole if outer[0] < inner[0] < outer[1]}
    torn = nested | {outer for outer in whole for inner in nested if outer[0] < inner[0] < outer[1]}
    return {uuid: None if span in torn else span for uuid, span in spans.items()}


def refreshed(content: bytes, blocks: Mapping[str, bytes]) -> bytes:
    """Return a file with our parts (by the UUIDs of their stories) as they are now, every other byte as it was."""
    places = sorted((span, uuid) for uuid, span in blocks_in(content).items() if span and uuid in blocks)
    for (start, end), uuid in reversed(places):
        content = content[:start] + blocks[uuid] + content[end:]
    return content


def file_name(headline: str) -> str:
    """Return a name for a story's file, without its ending, that every file system and a link takes."""
    name = " ".join(_NOT_IN_NAME.sub(" ", unicodedata.normalize("NFC", headline)).split()).strip(". ")
    name = name.encode(errors="ignore")[:LONGEST_NAME].decode(errors="ignore").rstrip(". ")
    return f"{name} story" if _RESERVED.fullmatch(name) else name or "Untitled"


def _head(story: Story) -> str:
    headline = escaped(story.headline or "Untitled")
    return f"---\n{_front_matter(story)}---\n\n# {headline}\n"


def _front_matter(story: Story) -> str:
    import yaml  # here, for the command line imports this module whatever it is asked

    known: dict[str, Any] = {
        "title": story.headline,
        "source": story.source,
        "author": list(story.authors),
        "date": story.published.iso if story.published else "",
        "url": safe_address(story.url),
    }
    given = {name: value for name, value in known.items() if value}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100_000) if given else ""


def _mark(kind: str, uuid: str) -> str:
    return f"<!-- broadsheet:{kind} {uuid} -->"


def _without_marks(content: str) -> str:
    """Return text in which nothing looks like a mark of ours: a quote may be about this very file."""
    return content.replace("<!-- broadsheet:", "<!-- broadsheet :")


def _passages(story: NotedStory, linked: bool) -> Iterator[str]:
    for anchored in noted(story.annotations):
        yield "\n\n".join(_passage(anchored, story.colour_names, linked))


def _passage(anchored: AnchoredAnnotation, colour_names: Mapping[Colour, str], linked: bool) -> Iterator[str]:
    annotation = anchored.annotation
    if quote := lines((Span(annotation.target.quote.exact),)):
        yield _HARD_BREAK.join(f"> {line}" for line in quote)
    if note := note_text(annotation.note):
        yield note
    tags = (f"#{tag}" for each in annotation.tags if (tag := _NOT_IN_TAG.sub("-", each).strip("-/")))
    told = " ".join((f"*{escaped(' · '.join(remarks(anchored, colour_names)))}*", *tags))
    yield f"{told} ^{annotation.uuid[:8]}" if linked else told


def note_text(note: str) -> str:
    """Return a note as the Markdown that it is, kept within itself: tags show as text, an open fence is closed."""
    made: list[str] = []
    fence = ""
    for line in without_unseen(note).strip("\n").splitlines():
        match = _FENCE.match(line)
        if fence:
            made.append(line)
            closes = match and match[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            continue
        fence = match[1] if match else ""
        made.append(line if fence else _CODE_OR_TAG.sub(_shown, line))
    return "\n".join([*made, fence] if fence else made).strip("\n")


def _shown(match: re.Match[str]) -> str:
    return "\\<" if match[0] == "<" else match[0]
