"""PDF with a text layer: glyphs at places on pages, read back into the story they were set from.

One file is one story. Pictures that stand on the pages as pictures are kept; drawings aren't.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from library.importers._pdf import engine, glyphs
from library.importers._pdf.blocks import Beside, blocks, is_caption, notes
from library.importers._pdf.furniture import PageLines, without_furniture
from library.importers._pdf.head import Head, read_head
from library.importers._pdf.hyphens import Hyphens
from library.importers._pdf.lines import Line, lines
from library.importers._pdf.order import Region, regions
from library.importers._pdf.paragraphs import body_size, join_flow, paragraphs
from library.importers._pdf.pictures import Placed, anchors, captions, pictures, without_repeated, without_signet
from library.importers._pdf.runs import runs
from library.importers._text_dateline import read_dateline
from library.importers.base import SourceFile
from library.model.document import Block, BlockKind, Document, Image
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp
from library.model.story import Draft, Notice, NoticeKind, Story

MOST_PAGES = 2000
MOST_GLYPHS = 6_000_000
MOST_SECONDS = 35.0
"""After which the pages read so far are the story. A worker has 60 for a file, and the layout takes a third of this."""

_MOST_SEEN = 300
"""Pictures that are decoded at most, those that repeat among them."""


@dataclass(slots=True)
class _Pages:
    lines: list[PageLines]
    aside: list[Line]
    pictures: list[Placed]
    rtl: bool = False
    lost: int = 0
    kept: int = 0
    cut: int = 0
    broken: int = 0
    scans: int = 0


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield the one story of a PDF. Raises UnreadableFile if it is damaged, locked, or holds no text."""
    document = engine.open_file(source.data)
    try:
        yield _draft(document)
    finally:
        document.close()


def _draft(document: pypdfium2.PdfDocument) -> Draft:
    pages = _pages(document)
    _check(pages)
    body = body_size(page.lines for page in pages.lines)
    hyphens = Hyphens(line.text for page in pages.lines for line in page.lines)
    kept = without_furniture(pages.lines, body)
    if not any(kept):
        kept = [list(page.lines) for page in pages.lines]
    found: list[Region] = []
    for page in kept:
        found += regions(page, rtl=pages.rtl)
    if pages.aside:
        found.append(Region(tuple(pages.aside)))
    whole = paragraphs(found, body, hyphens)
    head = read_head(whole, body, engine.field(document, "Title"), engine.field(document, "Author"))
    rest = [each for each in whole if id(each) not in head.used]
    feet = notes(rest, body)
    shown = without_signet(without_repeated(pages.pictures), head.top, head.page)
    captioned = captions(shown, rest, body)
    alone = [placed for placed in shown if all(placed is not other for other in captioned.values())]
    beside = {at for at, each in enumerate(rest) if each.cells or is_caption(each) or id(each) in feet | {*captioned}}
    flow = join_flow(rest, hyphens, beside)
    aside = Beside(
        feet,
        {key: _image(placed) for key, placed in captioned.items()},
        {key: [_image(each) for each in group] for key, group in anchors(alone, flow).items()},
    )
    return _story(document, head, blocks(flow, body, aside), pages, shown)


def _image(placed: Placed) -> Image:
    picture = placed.picture
    return Image(asset=picture.asset.digest, width=picture.width, height=picture.height)


def _pages(document: pypdfium2.PdfDocument) -> _Pages:
    result = _Pages([], [], [])
    until = time.monotonic() + MOST_SECONDS
    right_to_left = 0
    for number in range(len(document)):
        if number and (number >= MOST_PAGES or result.kept > MOST_GLYPHS or time.monotonic() > until):
            result.cut = number
            break
        try:
            page = document[number]
            text = glyphs.read(page)
            if text.angle == 0 and not text.vertical and text.glyphs and len(result.pictures) < _MOST_SEEN:
                result.pictures += pictures(page, number)
            result.scans += not text.glyphs and result.scans < 1 and _is_scan(page)
            page.close()
        except pypdfium2.PdfiumError:
            result.broken += 1
            continue
        result.kept += len(text.glyphs) + len(text.turned)
        result.lost += text.lost
        found = runs(text.glyphs)
        right_to_left += sum(len(run.text) * (1 if run.rtl else -1) for run in found)
        result.lines.append(PageLines(tuple(lines(found, number)), text.height))
        result.aside += _aside(text, number)
    result.rtl = right_to_left > 0
    return result


def _aside(text: glyphs.PageText, number: int) -> list[Line]:
    """Lines set at an angle of their own, but for a single one, which is a stamp or a picture's credit at the edge."""
    found = lines(runs(text.turned), number)
    return sorted(found, key=lambda line: -line.y) if len(found) > 2 else []


def _check(pages: _Pages) -> None:
    if pages.kept:
        return
    if pages.lost:
        raise UnreadableFile("The file's fonts don't say which letters their signs stand for, so no text can be read.")
    if not pages.lines:
        raise UnreadableFile("The file is damaged: none of its pages can be read.")
    if pages.scans:
        raise UnreadableFile("The file holds only pictures of pages, and no text.")
    raise UnreadableFile("The file holds no text: its pages are blank, or drawings or forms.")


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)), None) is not None


def _story(
    document: pypdfium2.PdfDocument, head: Head, found: Sequence[Block], pages: _Pages, shown: Sequence[Placed]
) -> Draft:
    furniture = head.furniture
    made = engine.made(document)
    published = furniture.published or made
    lede = next((block.text for block in found[:4] if block.kind is BlockKind.PARAGRAPH), "")
    story = Story(
        headline=head.headline,
        kicker=furniture.kicker or head.kicker,
        standfirst=furniture.standfirst or head.standfirst,
        authors=furniture.authors,
        dateline=read_dateline(lede) or furniture.place,
        section=furniture.section,
        source=furniture.source,
        published=published,
        updated=furniture.updated,
        language=engine.language(document),
        url=furniture.url,
        credit=" ".join(furniture.credit),
        keywords=tuple(dict.fromkeys(furniture.keywords)),
        document=Document(tuple(found)),
    )
    assets = {placed.picture.asset.digest: placed.picture.asset for placed in shown}
    notices = tuple(_notices(document, pages, published if published is made else None))
    return Draft(story, tuple(assets.values()), notices)


def _notices(document: pypdfium2.PdfDocument, pages: _Pages, guessed: Stamp | None) -> Iterable[Notice]:
    if pages.cut:
        yield Notice(
            NoticeKind.DAMAGED, f"The file is very long; its first {pages.cut} of {len(document)} pages were read."
        )
    if pages.broken:
        yield Notice(NoticeKind.DAMAGED, f"{pages.broken} of the file's {len(document)} pages are damaged.")
    if pages.lost > 20 and pages.lost * 20 > pages.kept:
        yield Notice(NoticeKind.DAMAGED, "Some of the file's fonts don't say which letters their signs stand for.")
    if guessed is not None:
        yield Notice(NoticeKind.GUESSED_DATE, "The text gives no date; the day on which the file was made was taken.")
