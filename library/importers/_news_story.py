"""A wire's blocks and fields made one story: nothing said twice, sign-offs in the credit line, notes on top.

Owns what desks put around a text. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from library.importers import _news_fields as fields
from library.importers._remarks import on_missing_pictures
from library.importers._text_dateline import read_dateline
from library.importers.dates import is_date_line
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, Span
from library.model.identity import folded
from library.model.stamp import Stamp
from library.model.story import Asset, Draft, Notice, NoticeKind, Story

_AGENCY = r"(?:AAP|AFP|ANSA|ANP|AP|APA|ATS|Belga|BELGA|CP|dpa|DPA|EFE|KNA|NTB|PA|Reuters|REUTERS|Ritzau|STT|TASS|TT)"
_END_MARK = re.compile(r"ends?|-?\s?30\s?-?|#{3,}|-\s?0\s?-|<?EOM>?|\(?END\)?|\*{3,}", re.IGNORECASE)
_ROUTING = re.compile(r"(?:[A-Z]{0,6}\d[A-Z\d]{0,8}|[A-Z]{3,9})(?: (?:[A-Z]{0,6}\d[A-Z\d]{0,8}|[A-Z]{3,9})){4,}")
_SIGN_OFF = re.compile(rf"{_AGENCY}(?:[ /][\w/&]{{1,12}}){{0,5}}|\(?{_AGENCY}\)?\.?")
_REPORTED = re.compile(
    r"\s*(?P<line>\((?:(?:Additional )?(?:Reporting|Writing|Editing|Compiled|Translation|Bearbeitung|Redaktion)\b)"
    r"[^()]{3,400}\)|\([^\W\d_][^()]{0,30}\bReporting by [^()]{3,400}\))\s*$",
)
_DATELINES = (
    re.compile(rf"(?P<line>\({_AGENCY}\) ?[-–] ?[A-ZÀ-Þ][\w'’(). ]{{2,40}}, ?\d{{1,2}}º? ?[A-Z]{{3,10}}) ?[-–] "),
    re.compile(rf"(?P<line>\({_AGENCY}\) ?[-–] ?[A-ZÀ-Þ][\w'’(). ]{{2,40}}, ?[A-Z]{{3,10}} ?\d{{1,2}}) ?[-–] "),
    re.compile(
        r"(?P<line>[A-ZÀ-Þ][^\n.!?–—()]{1,50}(?:\.[^\n.!?–—()]{0,30})? ?\((?:[A-Z]{2,6}|dpa|Belga|[A-Z][\w /]{2,18})\))"
        r" ?\.? ?[-–—]{1,2}"
    ),
)
_PRIORITY = re.compile(rf"^>{{1,5}}\s*(?:{_AGENCY}\s*/\s*)?")
_PREFIX = re.compile(r"(?P<kicker>[A-Z]{2,10}):(?=[A-ZÀ-Þ\"“'‘])")
_RULE = re.compile(r"_{3,40}|-{5,40}|(?:\* ?){3,20}")
_HEAD_BLOCKS = 4
_LONGEST_DECK = 220
_LONGEST_SIGN_OFF = 60
_LONGEST_ROUTING = 200


@dataclass(frozen=True, slots=True)
class Status:
    """What the agency says of a story's use. `withdrawn` and `withheld` are its orders, `notes` its remarks."""

    withdrawn: bool = False
    withheld: bool = False
    embargoed: Stamp | None = None
    notes: tuple[str, ...] = ()


def composed(
    story: Story,
    blocks: Sequence[Block],
    status: Status | None = None,
    assets: Sequence[Asset] = (),
    notices: Sequence[Notice] = (),
) -> Draft:
    """Return the draft of a story that a wire gave as fields and blocks."""
    status = status or Status()
    story = _with_kicker(fields.tidied(story))
    body, signed = _without_sign_off(_without_head([_ruled(block) for block in blocks], story), story.source)
    if _repeats(story, body):
        story = replace(story, standfirst="")
    story, body = _with_deck(story, body)
    story = replace(
        story,
        kicker="" if folded(story.kicker) == folded(story.headline) else story.kicker,
        dateline=_dateline(body) or ("" if story.dateline == story.kicker else story.dateline),
        credit=_credit([*signed, *story.credit.split("; ")], story.source),
        document=Document((*_remarks(status), *body)),
    )
    return Draft(story, tuple(assets), (*notices, *_notices(status), *on_missing_pictures(body)))


def _with_kicker(story: Story) -> Story:
    """Take marks of priority off a headline; what a desk sets before it ("RL:Ferguson returns") is its kicker."""
    headline = _PRIORITY.sub("", story.headline)
    if (match := _PREFIX.match(headline)) and not story.kicker:
        return replace(story, kicker=match["kicker"], headline=headline[match.end() :])
    return replace(story, headline=headline)


def _ruled(block: Block) -> Block:
    is_rule = block.kind is BlockKind.PARAGRAPH and _RULE.fullmatch(block.text.strip())
    return Block(BlockKind.RULE) if is_rule else block


def _without_head(blocks: list[Block], story: Story) -> list[Block]:
    """Take out what the text repeats of the fields above it."""
    above = {folded(each) for each in (story.headline, story.kicker, story.dateline)}
    above |= {folded(f"By {author}") for author in story.authors}
    head, rest = blocks[:_HEAD_BLOCKS], blocks[_HEAD_BLOCKS:]
    if len(blocks) > 1:
        head = [block for block in head if block.rows or block.image or not _is_said(block, above)]
    return head + rest if any(block.text.strip() for block in head + rest) else blocks


def _is_said(block: Block, above: set[str]) -> bool:
    """True for a field over again, and for the line of facts that press releases begin with: date | who | what."""
    parts = block.text.split(" | ")
    return len(block.text) <= 400 and (folded(block.text) in above or (len(parts) > 1 and is_date_line(parts[0])))


def _with_deck(story: Story, blocks: list[Block]) -> tuple[Story, list[Block]]:
    """A heading that opens the text, the only one of its level, is the deck; without a headline it is that."""
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.HEADING or blocks[1].kind is not BlockKind.PARAGRAPH:
        return story, blocks
    first, text = blocks[0], one_line(blocks[0].text)
    if not story.headline:
        return replace(story, headline=text), blocks[1:]
    alone = not any(block.kind is BlockKind.HEADING and block.level == first.level for block in blocks[1:])
    if story.standfirst or not alone or len(text) > _LONGEST_DECK:
        return story, blocks
    return replace(story, standfirst=text), blocks[1:]


def _without_sign_off(blocks: list[Block], source: str) -> tuple[list[Block], list[str]]:
    signed: list[str] = []
    while len(blocks) > 1 and blocks[-1].kind is BlockKind.PARAGRAPH:
        text = one_line(blocks[-1].text)
        if len(text) > _LONGEST_ROUTING:
            break
        if not (_END_MARK.fullmatch(text) or _ROUTING.fullmatch(text)):
            if len(text) > _LONGEST_SIGN_OFF or not _signs(text, source):
                break
            signed.insert(0, text)
        blocks = blocks[:-1]
    if blocks and (match := _REPORTED.search(blocks[-1].text)) and blocks[-1].kind is BlockKind.PARAGRAPH:
        signed.insert(0, one_line(match["line"]).strip("()"))
        kept = shortened(blocks[-1], match.start())
        blocks = blocks[:-1] + ([kept] if kept.text.strip() else [])
    return blocks, signed


def _signs(text: str, source: str) -> bool:
    if _SIGN_OFF.fullmatch(text) or folded(text) == folded(source):
        return True
    return fields.is_initials(text) and text.islower() and "/" in text


def shortened(block: Block, length: int) -> Block:
    """Return the block with only the first `length` code points of its text."""
    spans, left = [], length
    for span in block.spans:
        if left > 0:
            spans.append(replace(span, text=span.text[:left]))
        left -= len(span.text)
    return replace(block, spans=tuple(spans))


def _repeats(story: Story, blocks: list[Block]) -> bool:
    """True for a standfirst that says the headline or what stands in the first blocks again, cut off or not."""
    summary = folded(story.standfirst)
    if summary == folded(story.headline):
        return True
    return summary in folded("\n".join(block.text for block in blocks[:_HEAD_BLOCKS]))


def _dateline(blocks: list[Block]) -> str:
    lede = next((block.text for block in blocks[:3] if block.kind is BlockKind.PARAGRAPH), "")[:160]
    for form in _DATELINES:
        if match := form.match(lede):
            return one_line(match["line"])
    return read_dateline(lede)


def _credit(lines: list[str], source: str) -> str:
    kept: dict[str, str] = {}
    for line in lines:
        plain = one_line(tidy(line)).strip(" -–—")
        if plain and folded(plain) != folded(source):
            kept.setdefault(folded(plain), plain)
    return "; ".join(kept.values())


def _remarks(status: Status) -> list[Block]:
    orders = []
    if status.withdrawn:
        orders.append("The agency has withdrawn this story.")
    if status.withheld:
        orders.append("The agency asks that this story not be published.")
    if status.embargoed is not None:
        orders.append(f"Under embargo until {_written(status.embargoed)}.")
    notes = dict.fromkeys(one_line(tidy(note)) for note in status.notes)
    return [Block(BlockKind.EDITORS_NOTE, (Span(text),)) for text in (*orders, *notes) if text]


def _written(stamp: Stamp) -> str:
    """A time to the minute, in the file's own zone."""
    zone = stamp.iso[-6:] if stamp.has_zone else ""
    return one_line(f"{stamp.iso[:16].replace('T', ' ')} {'UTC' if zone == '+00:00' else zone}")


def _notices(status: Status) -> list[Notice]:
    if status.withdrawn:
        return [Notice(NoticeKind.WITHDRAWN, "The agency has withdrawn this story.")]
    if status.withheld:
        return [Notice(NoticeKind.WITHDRAWN, "The agency asks that this story not be published.")]
    return []
