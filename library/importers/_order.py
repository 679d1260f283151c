"""One form for the text of a whole story, whatever format it came from: `tidy` everywhere, leftovers resolved.

Owns what only a whole story can decide: whether its text was decoded wrongly on the way, and whether entities were
left in it that its format should have resolved.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

from library.importers._mojibake import is_certain, repaired
from library.importers.tidy import one_line, tidy
from library.model.carried import Carried, CarriedHighlight
from library.model.document import Block, BlockKind, Document, Mark, Span, text
from library.model.story import Story

_Change = Callable[[str], str]
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|[mn]dash|[lr][sd]quo|hellip|bull|middot|copy|reg|trade|[lr]aquo|euro|pound|szlig|"
    r"[AEIOUaeiou](?:uml|acute|grave|circ)|[cC]cedil|[nN]tilde|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
_ABOUT_MARKUP = re.compile(r"\b(?:HTML|XML|XHTML|markup|entity|entities)\b")


def in_order(story: Story) -> Story:
    """Return the story with all of its text in its one form; the same story if it is so already.

    Addresses, the guid and dates stay as they are. Code and preformatted text are tidied and not interpreted.
    """
    change = _leftovers(story)
    body = text(story.document)
    is_tidy = change is tidy and tidy(body) == body

    def line(field: str) -> str:
        return one_line(change(field)) if field else ""

    return replace(
        story,
        headline=line(story.headline),
        kicker=line(story.kicker),
        standfirst=line(story.standfirst),
        dateline=line(story.dateline),
        section=line(story.section),
        source=line(story.source),
        credit=line(story.credit),
        authors=tuple(filter(None, map(line, story.authors))),
        keywords=tuple(filter(None, map(line, story.keywords))),
        related=tuple(replace(each, headline=line(each.headline)) for each in story.related),
        document=story.document if is_tidy else _changed(story.document, change),
    )


def quotes_in_order(carried: Carried, story: Story) -> Carried:
    """Return what was carried with its quotes changed as the text of their story (as it was read) is."""
    change = _leftovers(story)
    return replace(carried, highlights=tuple(_quoted(each, change) for each in carried.highlights))


def _quoted(highlight: CarriedHighlight, change: _Change) -> CarriedHighlight:
    return replace(
        highlight,
        quote=change(highlight.quote),
        prefix=change(highlight.prefix),
        suffix=change(highlight.suffix),
        note=tidy(highlight.note),
    )


def _leftovers(story: Story) -> _Change:
    """What has to be done to each piece of the story's text, told from all of it."""
    fields = (story.headline, story.kicker, story.standfirst, story.section, story.credit, *story.authors)
    whole = "\n".join((*fields, text(story.document)))
    has_entities = "&" in whole and bool(_ENTITY.search(whole)) and not _is_technical(story, whole)
    is_misread = is_certain(whole)
    if not has_entities and not is_misread:
        return tidy

    def change(piece: str) -> str:
        piece = _ENTITY.sub(lambda entity: html.unescape(entity[0]), piece) if has_entities else piece
        return tidy(repaired(piece) if is_misread else piece)

    return change


def _is_technical(story: Story, whole: str) -> bool:
    """True for a story that may well mean the entities in it."""
    blocks = story.document.blocks
    has_code = any(block.kind is BlockKind.PREFORMATTED for block in blocks)
    return has_code or bool(_ABOUT_MARKUP.search(whole)) or any(s.marks & Mark.CODE for s in story.document.spans())


def _changed(document: Document, change: _Change) -> Document:
    return Document(tuple(_block(block, change) for block in document.blocks))


def _block(block: Block, change: _Change) -> Block:
    if block.kind is BlockKind.PREFORMATTED:
        change = tidy
    rows = tuple(tuple(replace(cell, spans=_spans(cell.spans, change)) for cell in row) for row in block.rows)
    image = block.image and replace(block.image, alt=change(block.image.alt), credit=change(block.image.credit))
    return replace(block, spans=_spans(block.spans, change), rows=rows, image=image)


def _spans(spans: tuple[Span, ...], change: _Change) -> tuple[Span, ...]:
    return tuple(replace(span, text=tidy(span.text) if span.marks & Mark.CODE else change(span.text)) for span in spans)
