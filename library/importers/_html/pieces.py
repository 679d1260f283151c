"""A page's content in pieces: each a block of a document together with where in the tree it was read."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from library.importers._html.spans import letters_linked
from library.model.document import Block, BlockKind

_NOT_A_LETTER = re.compile(r"[\W_]+")


class Role(enum.Enum):
    """What a piece is to the story."""

    BODY = enum.auto()
    CAPTION = enum.auto()
    CREDIT = enum.auto()


@dataclass(slots=True)
class Piece:
    """A block and its place: `element` is the block element that holds it; `data` a picture's `data:` address.

    `key` is the text folded to letters and digits, by which texts are compared; `linked` the share (0.0-1.0) of
    the text that stands in links.
    """

    block: Block
    element: HtmlElement
    role: Role = Role.BODY
    data: str = ""
    key: str = field(init=False)
    linked: float = field(init=False)

    def __post_init__(self) -> None:
        text = self.block.text
        self.key = folded(text)
        visible = len(text) - text.count(" ")
        self.linked = letters_linked(self.block.spans) / visible if visible else 0.0

    @property
    def is_picture(self) -> bool:
        """True for a picture."""
        return self.block.kind is BlockKind.IMAGE


def folded(text: str) -> str:
    """Return the letters and digits of a text, caseless: what stays the same whoever took the text from the page."""
    return _NOT_A_LETTER.sub("", text.casefold())
