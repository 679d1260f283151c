"""A story of four paragraphs on an invented mill, set on pages; and what the importer makes of a file."""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import pdf as importer
from library.importers.base import SourceFile
from library.model.document import Block, BlockKind
from library.model.story import Draft
from tests.library.importers.pdf_writer import Page

MILL = (
    "The old engine of the tide mill at Port Ellery turned again on Mon~day after nine~teen years of silence, and the "
    "quar~rel over its wheel came to an end with a hand~shake in the rain."
)
GATES = (
    "Volun~teers had scraped the sluice gates through two winters, cast a new bear~ing from a church bell that nobody "
    "wanted, and paid for the oak with a lot~tery in which the first prize was a goose."
)
GRAIN = (
    "By noon the stones had ground four sacks of rye, which the bak~ers of the lower town bought at once for a loaf "
    "they mean to sell on mar~ket days only, as long as the spring tides al~low it."
)
HEIRS = (
    "The heirs of the last miller, who had asked for the wheel to be moved to a mus~eum, watched from the quay and "
    "said that they would not ap~peal, since a wheel that turns is bet~ter than one that hangs."
)
STORY = (MILL, GATES, GRAIN, HEIRS)


def whole(text: str) -> str:
    return text.replace("~", "")


def draft(data: bytes, path: str = "mill.pdf") -> Draft:
    (found,) = importer.read(SourceFile(path, data))
    return found


def blocks(data: bytes) -> tuple[Block, ...]:
    return draft(data).story.document.blocks


def texts(found: Iterable[Block], kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in found if block.kind is kind]


def column(paragraphs: Iterable[str] = STORY, **settings: float | bool | str) -> Page:
    page = Page()
    page.column(80, 740, 400, paragraphs, **settings)  # type: ignore[arg-type]
    return page
