"""Stories, annotations in them, and the ways in and out of a library, for tests of notes on their way."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

from library.annotations.describe import describe
from library.front.ingest.filing import Filed, file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory, parse_bytes
from library.front.ingest.walk import FoundFile
from library.front.library import Library, open_library
from library.front.notes_export import (
    NotesForm,
    noted_articles,
    noted_stories,
    written,
)
from library.importers.base import nothing_beside
from library.model.annotation import Annotation, Motivation
from library.model.document import Document, paragraph, text
from library.model.operation import AddAnnotation, RemoveAnnotations
from library.model.stamp import Stamp
from library.model.story import Draft, Story
from library.store.articles import pack_story

NOW = 1_700_000_000_000
BELL = Story(
    headline="Bell tower closes",
    url="https://ellery-post.example/bell",
    source="The Ellery Post",
    document=Document(
        (
            paragraph("The bell tower 🔔 will be silent until the autumn, the council said."),
            paragraph("Cracks as wide as a thumb were found in two of the four “oak” beams, the council said."),
        )
    ),
)
CORRECTED = replace(
    BELL,
    updated=Stamp("2017-03-03"),
    document=Document(
        (BELL.document.blocks[0], paragraph("Cracks were found in three of the beams, the council said."))
    ),
)
FERRY = Story(
    headline="Ferry sails without its captain",
    published=Stamp("2015-05-14"),
    document=Document(tuple(paragraph(f"The ferry to Skerry Island went by, e\u0301 {n}.") for n in range(50))),
)
PHOTO = Story(headline="The tower by night", url="https://ellery-post.example/photo")


def filed(library: Library, *drafts: Draft | Story, path: str = "/in/a.json", now: int = NOW) -> Filed:
    made = [each if isinstance(each, Draft) else Draft(each) for each in drafts]
    stories = tuple(ParsedStory(pack_story(each.story, ""), (), each.notices, each.carried) for each in made)
    digest = f"{next(_DIGESTS):064x}"
    parsed = ParsedFile(digest, "test", stories)
    return library._writer.submit(lambda own: file_parsed(own, path, parsed, now)).result()


_DIGESTS = itertools.count()


def library_of(folder: Path, *stories: Story) -> Library:
    library = open_library(folder)
    for number, story in enumerate(stories):
        filed(library, story, path=f"/in/{number}.html")
    return library


def annotated(library: Library, article: int, quote: str, uuid: int = 1, **changes: Any) -> Annotation:
    """Highlight the first place of a quote, or note the whole story where it is empty."""
    with library.reader() as reader:
        version = reader.current(article)
    body = text(version.story.document)
    start = body.index(quote)
    target = describe(article, version.id, body, start, start + len(quote))
    motivation = Motivation.COMMENTING if changes.get("note") else Motivation.HIGHLIGHTING
    plain = Annotation(f"c0ffee00-0000-4000-8000-{uuid:012}", target, motivation, created=NOW, modified=NOW)
    made = replace(plain, **changes)
    library.apply(AddAnnotation(made))
    return made


def exported(library: Library, form: NotesForm = NotesForm.JSONLD) -> str:
    with library.reader() as reader:
        return "".join(written(noted_stories(reader, noted_articles(reader)), form))


def brought(library: Library, content: str, now: int = NOW) -> Filed:
    """Import in this process, as a worker and the writer would."""
    data = content.encode()
    parsed = parse_bytes(FoundFile(Path("/in/notes.jsonld"), True), data, f"{next(_DIGESTS):064x}", nothing_beside)
    assert not parsed.error, parsed.error
    return library._writer.submit(lambda own: file_parsed(own, "/in/notes.jsonld", parsed, now)).result()


def kept(library: Library) -> dict[str, tuple[object, ...]]:
    """Everything that was written of each annotation, and the story and the text it was made in."""
    found = {}
    with library.reader() as reader:
        for each in reader.all_annotations():
            version = reader.version(each.target.version)
            place = (each.target.quote, each.target.position, version.story.headline, version.content_hash)
            said = (each.motivation, each.note, each.tags, each.colour, each.created, each.modified)
            before = [(old.quote, old.position, reader.version(old.version).content_hash) for old in each.earlier]
            found[each.uuid] = (*place, *said, each.style, each.let_go, before)
    return found


def anchors(library: Library) -> dict[str, tuple[object, ...]]:
    with library.reader() as reader:
        return {
            each.annotation.uuid: (each.anchor.state, each.anchor.start, each.anchor.end)
            for article in noted_articles(reader)
            for each in reader.annotations(article)
        }


def cleared(library: Library) -> None:
    with library.reader() as reader:
        uuids = tuple(each.uuid for each in reader.all_annotations())
    if uuids:
        library.apply(RemoveAnnotations(uuids))


def selected(source: str, exact: str, headline: str = "", **changes: Any) -> dict[str, Any]:
    part = {"schema:headline": headline} if headline else {}
    target = {"source": source, "selector": {"type": "TextQuoteSelector", "exact": exact}, "dcterms:isPartOf": part}
    plain = {"id": "https://notes.example/1", "type": "Annotation", "target": target}
    return {**plain, **changes}
