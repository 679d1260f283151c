"""What a reader of RTF collects: runs, paragraphs, and the tables of its header."""

from __future__ import annotations

from dataclasses import dataclass, field

CHARSETS = {
    # The charsets of fonts and their code pages (RTF Specification 1.9.1, "Font Table").
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
SYMBOLS = 2
"""The charset of fonts whose bytes are pictures, not letters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set: HTML names of its marks, the size in half points (0 where unknown), and where it links to."""

    marks: frozenset[str] = frozenset()
    size: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one way, or markup in its place (a picture, a reference to a note)."""

    text: str
    setting: Setting = Setting()
    markup: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: `style` its style's number, `outline` a heading's level or 0, `list_id` 0 outside of lists.

    `label` is the number or bullet that the file wrote before a list item. `ends` says what it ends besides itself:
    "cell", "row", or nothing.
    """

    runs: list[Run] = field(default_factory=list)
    style: int = 0
    outline: int = 0
    list_id: int = 0
    list_level: int = 0
    label: str = ""
    in_table: bool = False
    is_header: bool = False
    ends: str = ""

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Info:
    """The information group; times are ISO 8601 without a zone."""

    title: str = ""
    author: str = ""
    keywords: str = ""
    created: str = ""
    modified: str = ""


@dataclass(slots=True)
class Content:
    """Everything read: the story's paragraphs, its notes, its pictures by source, styles by number, and what was said.

    `bullets` are the lists (and their levels) that have bullets. `html` is the page that an e-mail was made from,
    where the file carries one. `unshown` counts the pictures of kinds that aren't kept.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[list[Paragraph]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    styles: dict[int, tuple[str, int]] = field(default_factory=dict)
    bullets: set[tuple[int, int]] = field(default_factory=set)
    info: Info = field(default_factory=Info)
    language: int = 0
    html: str = ""
    unshown: int = 0
    is_cut_off: bool = False
