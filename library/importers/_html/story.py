"""A page made into a draft: every part in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._html.address import host_name
from library.importers._html.blocks import read_pieces
from library.importers._html.captions import join_captions
from library.importers._html.carried import Pictures, lifted, no_pictures
from library.importers._html.clean import clean
from library.importers._html.galleries import with_captions
from library.importers._html.judge import article_text, densest, is_prose, looks_like_index, prose
from library.importers._html.live import with_posts
from library.importers._html.metadata import Metadata, read_metadata
from library.importers._html.page import Page, absolute, parse
from library.importers._html.pictures import kept
from library.importers._html.pieces import Piece, Role, folded
from library.importers._html.prune import prune
from library.importers._html.region import letters, select
from library.importers._html.related import own_sites
from library.importers._html.spans import with_address
from library.importers._html.teaser import is_prompt, offer, teaser
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document, paragraph
from library.model.errors import UnreadableFile
from library.model.stamp import StampOrigin
from library.model.story import Asset, Draft, Notice, NoticeKind, Related, Story

_TAKEN_FROM = re.compile(
    r"^\W*(?:来自|來自|from|aus|de|da|source)\W{0,4}<\s*(https?://[^\s<>]+)\s*>\s*$", re.IGNORECASE
)
_HEAD_PIECES = 5
_LEAD, _SHORTEST_LEAD = 6, 40
_ENOUGH = 140
"""Letters below which the judge's choice is too little to be trusted on a page that has much more text."""

_UNSURE = 1000
_MISSED = 6
"""Letters of running text below which the judge may have taken a page's head for its story, and how many times as much
the densest place of the page has then."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Blocks read from markup, and the bytes of their pictures."""

    blocks: tuple[Block, ...]
    assets: tuple[Asset, ...] = ()


def draft(page: Page) -> Draft:
    """Return the page's article with what the page says about it.

    Raises UnreadableFile if the page shows no text at all.
    """
    meta = read_metadata(page)
    offered = offer(page.tree)
    prune(page.tree)
    found = read_pieces(page.tree, page.base)
    pieces = join_captions(found)
    if not any(piece.block.text.strip() for piece in pieces):
        pieces = _with_captions_as_text(found)
    if not pieces:
        if not meta.body:
            raise UnreadableFile("The page has no text in it.")
        return _assembled(meta, Reading(tuple(map(paragraph, meta.body.splitlines()))), [], page)
    sites = own_sites(pieces, meta.url)
    chosen, notices = _article(page, pieces, meta, sites)
    if (cut := teaser(pieces, chosen, offered)) is not None:
        notices.append(cut)
        chosen = [piece for piece in chosen if not is_prompt(piece)] or chosen
    return _assembled(meta, chosen, notices, page, sites)


def _with_captions_as_text(pieces: list[Piece]) -> list[Piece]:
    """A page of captions whose pictures are gone has nothing else to read."""
    texts = [piece for piece in pieces if piece.block.text.strip()]
    for piece in texts:
        piece.role = Role.BODY
    return texts


def read_fragment(markup: str, base: str = "", pictures: Pictures | None = None) -> Reading:
    """Return all blocks of a fragment of markup, for formats whose text is HTML already. Nothing is left out but
    what can't be seen. `pictures` gives the bytes of pictures that came with it: it is asked for an `img`'s source as
    written, and then for its absolute form."""
    tree = parse(markup) if markup.strip() else None
    if tree is None:
        return Reading(())
    pictures = pictures or no_pictures
    carried = lifted(tree, base, pictures)
    prune(tree)
    return _reading(join_captions(read_pieces(tree, base)), base, carried, pictures)


def _article(
    page: Page, pieces: list[Piece], meta: Metadata, sites: frozenset[str]
) -> tuple[list[Piece], list[Notice]]:
    text = "" if page.is_large else article_text(page.tree)
    found = select(pieces, text, sites) if text else [False] * len(pieces)
    found = with_posts(page.tree, pieces, found)
    chosen = [piece for piece, is_in in zip(pieces, found, strict=True) if is_in]
    notices: list[Notice] = []
    if prose(chosen) < _UNSURE and (other := densest(pieces)):
        if letters(chosen) < _ENOUGH and letters(other) > 2 * letters(chosen):
            chosen = other
        elif prose(other) > _MISSED * max(prose(chosen), _ENOUGH):
            again = select(pieces, "\n".join(piece.block.text for piece in other if is_prose(piece)), sites)
            real = prose(chosen) > 2 * _ENOUGH
            chosen = [each for each, old, new in zip(pieces, found, again, strict=True) if new or (old and real)]
    if not any(piece.block.text.strip() for piece in chosen):
        chosen = [piece for piece in pieces if piece.role is Role.BODY]
    chosen = with_captions(_with_notes(pieces, _with_lead(pieces, chosen, meta.description)))
    if looks_like_index(pieces, chosen, meta.url, meta.is_article):
        sentence = (
            "The page looks like a front page or a list rather than one article; what was taken from it may be wrong."
        )
        notices.append(Notice(NoticeKind.EXTRACTION, sentence))
    return chosen, notices


def _with_lead(pieces: list[Piece], chosen: list[Piece], description: str) -> list[Piece]:
    """Add the paragraph right above the chosen text that the page's description of itself is the beginning of."""
    key = folded(description.rstrip(".… "))
    first = next((at for at, piece in enumerate(pieces) if chosen and piece is chosen[0]), 0)
    for piece in pieces[max(0, first - _LEAD) : first] if len(key) >= _SHORTEST_LEAD else ():
        if is_prose(piece) and piece.key.startswith(key) and len(piece.key) > len(key) + 5:
            return [piece, *chosen]
    return chosen


def _with_first_heading(meta: Metadata, chosen: list[Piece]) -> Metadata:
    """A page without any title: the heading that its text begins with is the headline."""
    texts = [piece for piece in chosen if piece.key][:_HEAD_PIECES]
    headings = [piece for piece in texts if piece.block.kind is BlockKind.HEADING]
    first = next((piece for piece in headings if piece.block.level == 1 or piece is texts[0]), None)
    return replace(meta, headline=first.block.text) if first is not None else meta


def _with_noted_address(meta: Metadata, chosen: list[Piece]) -> Metadata:
    """A page without any address: note apps write the one they took it from above the text."""
    for piece in chosen[:_HEAD_PIECES]:
        if (match := _TAKEN_FROM.match(piece.block.text)) and (found := absolute(match[1], "")):
            return replace(meta, url=found, source=meta.source or host_name(found))
    return meta


def _with_notes(pieces: list[Piece], chosen: list[Piece]) -> list[Piece]:
    """Add the footnotes that the chosen text refers to, wherever on the page they stand."""
    wanted = {span.footnote for piece in chosen for span in piece.block.spans if span.footnote}
    has = {piece.block.label for piece in chosen if piece.block.kind is BlockKind.FOOTNOTE}
    notes = [piece for piece in pieces if piece.block.kind is BlockKind.FOOTNOTE]
    return chosen + [note for note in notes if note.block.label in wanted - has]


def _reading(pieces: list[Piece], base: str, carried: tuple[tuple[str, ...], ...], pictures: Pictures) -> Reading:
    assets: dict[str, Asset] = {}
    blocks: list[Block] = []
    for piece in pieces:
        block, asset = kept(_with_address(piece.block, base), piece.data, carried, pictures)
        if asset is not None:
            assets[asset.digest] = asset
        image = block.image
        if image is None or image.asset or image.address:
            blocks.append(block)
    return Reading(tuple(blocks), tuple(assets.values()))


def _with_address(block: Block, base: str) -> Block:
    """The block with its links to places in the page made addresses."""
    if not any(span.link.startswith("#") for row in block.rows for cell in row for span in cell.spans):
        has_any = any(span.link.startswith("#") for span in block.spans)
        return replace(block, spans=with_address(block.spans, base)) if has_any else block
    rows = tuple(tuple(replace(cell, spans=with_address(cell.spans, base)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _assembled(
    meta: Metadata,
    chosen: list[Piece] | Reading,
    notices: list[Notice],
    page: Page,
    sites: frozenset[str] = frozenset(),
) -> Draft:
    standfirst = credit = ""
    related: tuple[Related, ...] = ()
    if isinstance(chosen, Reading):
        reading = chosen
    else:
        meta = meta if meta.headline else _with_first_heading(meta, chosen)
        meta = meta if meta.url else _with_noted_address(meta, chosen)
        cleaned = clean(chosen, meta, sites)
        meta, standfirst, credit, related = cleaned.meta, cleaned.standfirst, cleaned.credit, cleaned.related
        reading = _reading(cleaned.pieces, meta.url or page.base, page.carried, page.pictures)
    story = Story(
        headline=_line(meta.headline),
        kicker=_line(meta.kicker),
        standfirst=_line(standfirst),
        authors=tuple(map(_line, meta.authors)),
        section=_line(meta.section),
        source=_line(meta.source),
        published=meta.published,
        updated=meta.updated,
        language=meta.language,
        url=meta.url,
        credit=_line(credit),
        related=related,
        keywords=tuple(map(_line, meta.keywords)),
        document=Document(reading.blocks),
    )
    return Draft(story, reading.assets, (*notices, *_remarks(story, page)))


def _line(text: str) -> str:
    return one_line(tidy(text))


def _remarks(story: Story, page: Page) -> list[Notice]:
    remarks = []
    if not story.headline:
        remarks.append(Notice(NoticeKind.NO_HEADLINE, "The page has no headline."))
    if story.published is not None and story.published.origin is StampOrigin.GUESS:
        remarks.append(
            Notice(NoticeKind.GUESSED_DATE, f"The page labels no date; {story.published.iso} was guessed from it.")
        )
    if page.decoded.guessed:
        sentence = f"The page doesn't say how its characters are encoded; it was read as {page.decoded.encoding}."
        remarks.append(Notice(NoticeKind.GUESSED_ENCODING, sentence))
    if page.decoded.damaged:
        remarks.append(Notice(NoticeKind.DAMAGED, f"{page.decoded.damaged} characters of the page could not be read."))
    missing = sum(1 for block in story.document.blocks if block.image and not block.image.asset)
    if missing:
        sentence = "One picture is not in the file." if missing == 1 else f"{missing} pictures are not in the file."
        remarks.append(Notice(NoticeKind.MISSING_PICTURE, sentence))
    return remarks
