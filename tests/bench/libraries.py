"""Libraries of made-up stories, filed without parsing any file."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from library.annotations.describe import describe
from library.front.ingest.filing import file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.front.library import Library, open_library
from library.front.writer import BACKGROUND, Connections, Writer
from library.model.annotation import Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from library.model.story import Story
from library.store.articles import pack_story

HIGHLIGHTS = 6


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    """A library that is closed again."""
    with closing(open_library(folder)) as library:
        yield library


def fill(folder: Path, made: Iterable[Story]) -> None:
    """Make a library of these stories. The first has the id 1, the next 2, and so on."""

    def work(connections: Connections) -> None:
        for number, story in enumerate(made):
            parsed = ParsedFile(f"{number:064x}", "text", (ParsedStory(pack_story(story, f"/{number}"), (), ()),))
            file_parsed(connections, f"/{number}", parsed, 1_700_000_000_000)

    folder.mkdir(parents=True)
    with closing(Writer(folder)) as writer:
        writer.submit(work, BACKGROUND).result()


def highlight(library: Library, article: int, start: int = 10, length: int = 30) -> Annotation:
    """Highlight a passage durably, and return the annotation."""
    with library.reader() as reader:
        version = reader.current(article)
    target = describe(article, version.id, text(version.story.document), start, start + length)
    annotation = Annotation(str(uuid.uuid4()), target, Motivation.HIGHLIGHTING)
    library.apply(AddAnnotation(annotation))
    return annotation
