"""TTNITF, the Swedish news agency's own markup: its parts under NITF's names, so that NITF's reader serves.

A speech (`CITAT`) is set as Swedish papers set it, as a paragraph that begins with a dash.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from library.importers import _news_fields as fields
from library.importers._news_body import read_nitf
from library.importers._news_xml import line_at, line_of, lines_at
from library.importers._xml import Element
from library.importers.base import Beside
from library.model.document import Block
from library.model.story import Asset, Story

_NAMES = {"mellis": "hl2", "bild": "media", "bildtext": "media-caption", "bildskapare": "media-producer"}


@dataclass(frozen=True, slots=True)
class TTText:
    """What TTNITF says: fields, blocks and the bytes of pictures."""

    story: Story
    blocks: tuple[Block, ...]
    assets: tuple[Asset, ...]


def is_ttnitf(element: Element) -> bool:
    """True for an element that holds TT's markup."""
    return element.find(".//text/brodtext") is not None


def read_ttnitf(element: Element, beside: Beside) -> TTText:
    """Return the text of TTNITF; further texts (fact boxes) follow the first under their headlines."""
    first, *others = element.iter("text")
    blocks: list[Block] = []
    assets: list[Asset] = []
    for text in (first, *others):
        reading = read_nitf(_as_nitf(text, with_head=text is not first), beside)
        blocks += reading.blocks
        assets += reading.assets
    story = Story(
        headline=line_at(first, "rubrik"),
        kicker=line_at(first, "vinjett", "dat/vinjett", "dat/ort"),
        standfirst=" ".join(lines_at(first, "ingress/p") or lines_at(first, "ingress")),
        authors=fields.names(lines_at(element, ".//byline")),
        dateline=written if "," in (written := line_at(first, "dat/source")) else "",
    )
    return TTText(story, tuple(blocks), tuple(assets))


def _as_nitf(text: Element, *, with_head: bool) -> Element:
    content = copy.deepcopy(text)
    content.tag = "body.content"
    for part in list(content):
        if part.tag in ("byline", "dat", "vinjett") or (part.tag in ("rubrik", "ingress") and not with_head):
            content.remove(part)
    for each in content.iter():
        if each.tag == "citat":
            each.tag = "p"
            each.text = f"– {(each.text or '').lstrip('–- ')}"
        elif each.tag == "rubrik":
            each.tag = "hl2"
        elif each.tag == "bildfil":
            each.tag = "media-reference"
            each.set("source", line_of(each))
            each.text = None
        elif each.tag in ("brodtext", "ingress"):
            each.tag = "block"
        else:
            each.tag = _NAMES.get(each.tag, each.tag)
    return content
