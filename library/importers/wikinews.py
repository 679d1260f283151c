"""Dumps of Wikinews: MediaWiki's XML with one article a page, read in pieces however large it is.

Source: https://www.mediawiki.org/xml/export-0.11/ and the style guides of Wikinews' editions. The day that an article
was published is the one in its date template or its category; a revision's time is only that of the last repair.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from typing import BinaryIO
from urllib.parse import quote

from library.importers import _news_fields as fields
from library.importers._html.story import read_fragment
from library.importers._language_tag import language_tag
from library.importers._news_body import framed, without_tags
from library.importers._news_pieces import cut_after
from library.importers._news_story import composed
from library.importers._news_xml import line_at, parse
from library.importers._wikitext import IMAGE_LINE, Page, Picture, lines
from library.importers._xml import Element
from library.importers.base import HEAD, Piece, SourceFile, nothing_beside
from library.importers.dates import find_stamp, is_date_line, locate
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Mark, Span
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Related, Story

_HEADER = re.compile(rb"<mediawiki\b[^>]*>\s*(?:<siteinfo>.{0,20000}?</siteinfo>)?", re.DOTALL)
_HOST = re.compile(r"https?://([a-z0-9.-]+)/")
_RELATED = re.compile(
    r"(?:related (?:news|stories|articles)|earlier reports?|verwandte artikel|themenverwandte artikel|articles connexes"
    r"|noticias relacionadas|notizie correlate|powiązane wiadomości|gerelateerd nieuws|sister links)",
    re.IGNORECASE,
)
_UPKEEP = re.compile(
    r"publish|archived|no publish|develop|review|wikinews|page|article|template|original reporting|contest|stub"
    r"|опубликовано|новости|artikel|veröffentlicht|file|image|sources?\b",
    re.IGNORECASE,
)
_REDIRECT = re.compile(r"\s*#(?:redirect|weiterleitung|redirección|redirection|перенаправление)\b", re.IGNORECASE)
_ENDS_LISTS = re.compile(r"<(?:h\d|table|blockquote|hr|pre|p|ol)\b")
_SIGNS = re.compile(r"(?:\x01[*#:;]){1,50}")
_DEEPEST_LIST = 6
_NOTE = re.compile(r"<p class='note'>(.*)</p>")
_LONGEST_DATELINE = 80
_COMMONS = "https://commons.wikimedia.org/wiki/Special:FilePath/"


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """Cut a dump between pages. Every piece but the first gets the dump's head, which names the wiki."""
    head = _HEADER.search(file.read(HEAD))
    file.seek(0)
    return cut_after(file, b"</page>", head[0] if head else b"<mediawiki>", b"</mediawiki>")


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each article of a dump or a piece of one. Raises UnreadableFile if it is no dump at all.

    A piece may hold none: talk, categories, redirects and templates are no articles.
    """
    parsed = parse(source.data)
    root = parsed.root
    if root.tag != "mediawiki":
        raise UnreadableFile("The file is no dump of a MediaWiki.")
    match = _HOST.match(line_at(root, "siteinfo/base"))
    host = match[1] if match else "en.wikinews.org"
    language = language_tag(root.get("lang") or host.split(".")[0])
    for page in root.iterfind("page"):
        if draft := _draft(page, Page(host, language)):
            yield replace(draft, notices=(*parsed.notices, *draft.notices))


def _draft(element: Element, page: Page) -> Draft | None:
    text = element.findtext("revision/text") or ""
    if (line_at(element, "ns") or "0") != "0" or element.find("redirect") is not None or _REDIRECT.match(text):
        return None
    title = line_at(element, "title")
    found = lines(text, page)
    body, related = _without_related(found, page)
    blocks = _blocks(body, page)
    if not any(block.text.strip() for block in blocks):
        return None
    published, guessed = _published(page, blocks)
    number = line_at(element, "id")
    story = Story(
        headline=title,
        dateline=fields.place(next(filter(None, map(without_tags, page.places)), "")) or _dateline(blocks),
        source="Wikinews" if "wikinews" in page.host else page.host,
        published=published,
        language=page.language,
        url=f"https://{page.host}/wiki/{quote(title.replace(' ', '_'), safe='/:(),')}" if title else "",
        guid=f"{page.host}:{number}" if number else "",
        related=related,
        keywords=fields.keywords(each for each in page.categories if not _UPKEEP.search(each) and not _day(each)),
    )
    return composed(story, blocks, notices=guessed)


def _dateline(blocks: list[Block]) -> str:
    """The words in bold before a dash that the lede begins with."""
    lede = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    bold = "".join(span.text for span in itertools.takewhile(_is_bold, lede.spans)) if lede else ""
    after = lede.text[len(bold) :] if lede else ""
    return one_line(bold) if bold and re.match(r"\s*[—–-]", after) and len(bold) <= _LONGEST_DATELINE else ""


def _is_bold(span: Span) -> bool:
    return bool(span.marks & Mark.STRONG)


def _day(text: str) -> Stamp | None:
    """The full date that a category or a template is, None for a month or a year."""
    found = find_stamp(text, StampOrigin.METADATA) if is_date_line(text) else None
    return found if found and len(found.iso) >= 10 else None


def _published(page: Page, blocks: list[Block]) -> tuple[Stamp | None, tuple[Notice, ...]]:
    for text in (*map(without_tags, page.dates), *page.categories):
        if found := _day(text.split("|")[0]):
            return found, ()
    lede = next((block.text for block in blocks if block.kind is BlockKind.PARAGRAPH), "")[:120]
    located = locate(lede, StampOrigin.DATELINE)
    if located is None or len(located.stamp.iso) < 10:
        return None, ()
    sentence = "The page has no date of its own; the one in its first words was taken."
    return located.stamp, (Notice(NoticeKind.GUESSED_DATE, sentence),)


def _without_related(found: list[str], page: Page) -> tuple[list[str], tuple[Related, ...]]:
    """Take out the section that lists related stories; what it links to is the story's related headlines."""
    kept: list[str] = []
    named: set[str] = set()
    inside = False
    for line in found:
        if line.startswith("<h"):
            inside = bool(_RELATED.search(line))
        if inside:
            named.update(re.findall(r'href="([^"]*)"', line))
        else:
            kept.append(line)
    addresses = {unescape(address) for address in named}
    related = {each.address: each for each in page.linked if each.address in addresses and each.headline}
    return kept, tuple(related.values())


def _blocks(found: list[str], page: Page) -> list[Block]:
    blocks: list[Block] = []
    run: list[str] = []
    for line in [*found, *_notes(page)]:
        note = _NOTE.fullmatch(line)
        if not line.startswith(IMAGE_LINE) and not note:
            run.append(line)
            continue
        blocks += read_fragment(_markup(run)).blocks
        run = []
        if note:
            blocks += (replace(block, kind=BlockKind.EDITORS_NOTE) for block in read_fragment(note[1]).blocks)
        else:
            blocks += _frame(page.pictures[int(line.removeprefix(IMAGE_LINE))])
    return blocks + list(read_fragment(_markup(run)).blocks)


def _notes(page: Page) -> list[str]:
    items = "".join(f'<li id="cite_note-{number}">{text}</li>' for number, text in enumerate(page.footnotes, 1))
    return [f'<ol class="references">{items}</ol>'] if items else []


def _frame(picture: Picture) -> list[Block]:
    address = _COMMONS + quote(picture.name.replace(" ", "_"), safe="(),")
    found = framed([address], one_line(tidy(without_tags(picture.caption))), picture.credit, "", nothing_beside)
    return [found[0]] if found else []


def _markup(run: list[str]) -> str:
    """Lines as HTML: paragraphs end at empty lines, lists are made of their signs."""
    parts: list[str] = []
    paragraph: list[str] = []
    numbers = _Numbers()
    for line in [*run, ""]:
        signs, rest = _signs(line)
        is_block = bool(_ENDS_LISTS.match(line))
        if paragraph and (signs or is_block or not line.strip()):
            parts.append(f"<p>{' '.join(paragraph)}</p>")
            paragraph.clear()
        if signs:
            parts.append(_item(signs, rest.strip(), numbers.next(signs)))
        else:
            numbers = _Numbers()
            if line.strip():
                (parts if is_block else paragraph).append(line.strip())
    return "".join(parts)


@dataclass(slots=True)
class _Numbers:
    """Counts the items of numbered lists: each depth by itself, and anew where the signs above it change."""

    signs: str = ""
    counts: list[int] = field(default_factory=list)

    def next(self, signs: str) -> int:
        pairs = zip(self.signs, signs, strict=False)
        same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
        del self.counts[same:]
        self.counts.extend([0] * (len(signs) - len(self.counts)))
        self.signs = signs
        self.counts[-1] += 1
        return self.counts[-1]


def _signs(line: str) -> tuple[str, str]:
    match = _SIGNS.match(line)
    return (match[0].replace("\x01", ""), line[match.end() :]) if match else ("", line)


def _item(signs: str, rest: str, number: int) -> str:
    """One item of a list, as deep as it has signs."""
    if not rest:
        return ""
    if signs[-1] == ";":
        return f"<p><b>{rest}</b></p>"
    if signs[-1] == ":":
        return f"<blockquote>{rest}</blockquote>"
    depth = min(len(signs), _DEEPEST_LIST)
    tag, value = ("ol", f' value="{number}"') if signs[-1] == "#" else ("ul", "")
    return f"<{tag}>" * depth + f"<li{value}>{rest}</li>" + f"</{tag}>" * depth
