"""What stands above a story and below it. All of it is made text: none of it counts in the canonical text."""

from __future__ import annotations

from desktop.reader._facts import byline, facts
from desktop.reader._script import Setting, setting_of
from desktop.reader._writer import Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.typography import Style
from library.model.document import BlockKind
from library.model.story import Related, Story

VERSIONS_ADDRESS = "broadsheet:versions"
"""Where the line about corrections leads; the window shows the story's history for it."""

NO_TEXT = "The text of this story is not in the library yet."
_WITH_ADDRESS = (
    "Save its page in a browser and import the file: it fills this entry, which keeps its tags, star and notes."
)
_WITHOUT_ADDRESS = "What was noted in it stands beside this page."

_SPACE_BELOW = 1.5


def set_head(writer: Writer, story: Story, minutes: int, corrections: str, page: Setting) -> None:
    """Set kicker, headline, standfirst, byline, facts and the line about corrections, and a hairline below them."""
    lines = [
        (Style.KICKER, story.kicker or story.section),
        (Style.HEADLINE_NARROW if writer.is_narrow else Style.HEADLINE, story.headline),
        (Style.STANDFIRST, story.standfirst),
        (Style.BYLINE, byline(story)),
        *((Style.FACTS, line) for line in facts(story, minutes)),
        (Style.CORRECTED, corrections),
    ]
    filled = [(style, line) for style, line in lines if line]
    for index, (style, line) in enumerate(filled, start=1):
        address = VERSIONS_ADDRESS if style is Style.CORRECTED else ""
        _set_line(writer, style, line, page, address, closes_head=index == len(filled))


def set_foot(writer: Writer, story: Story, page: Setting) -> None:
    """Set what stands below the text: why there is none, the credit line, other stories, keywords.

    Other stories are those that the page pointed to and that its text doesn't name.
    """
    if not story.document.blocks:
        _set_line(writer, Style.CREDIT, f"{NO_TEXT} {_WITH_ADDRESS if story.url else _WITHOUT_ADDRESS}", page)
        if story.url:
            _set_line(writer, Style.RELATED, story.url, page, story.url)
    if story.credit:
        _set_line(writer, Style.CREDIT, story.credit, page)
    related = _unnamed(story)
    if related:
        _set_line(writer, Style.MORE, "Related stories", page)
    for one in related:
        _set_line(writer, Style.RELATED, one.headline, page, one.address)
    if story.keywords:
        _set_line(writer, Style.KEYWORDS, "  ·  ".join(story.keywords), page)


def _set_line(
    writer: Writer, style: Style, line: str, page: Setting, address: str = "", closes_head: bool = False
) -> None:
    setting = setting_of(line, page)
    # The lines above a headline and below it stand on the headline's side of the page.
    stands = Setting(setting.script, page.rtl)
    block, char = writer.formats.block(style, stands), writer.formats.char(style, setting.script)
    if closes_head:
        block = writer.formats.with_space_below(block, _SPACE_BELOW)
    writer.begin(block, char)
    first = writer.position
    if page.rtl and not setting.rtl:
        # A number that begins such a line would stand behind it (FSI and PDI of UAX #9).
        line = f"\u2068{line}\u2069"
    writer.made(line, writer.formats.link(char, address) if address else char)
    if style in (Style.HEADLINE, Style.HEADLINE_NARROW):
        writer.balance(stands.rtl)
    if closes_head:
        writer.ornament(OrnamentKind.HAIRLINE, first, stands)


def _unnamed(story: Story) -> list[Related]:
    named = {block.text for block in story.document.blocks if block.kind is BlockKind.RELATED}
    return [one for one in story.related if one.headline not in named]
