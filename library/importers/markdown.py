"""Markdown files: the header's fields and CommonMark's text, read as the blocks its HTML would make.

Going through the HTML form is what makes raw HTML in Markdown harmless: it takes the way every page takes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from library.importers._front_matter import FrontMatter, split_front_matter
from library.importers._html.address import host_name
from library.importers._html.names import authors
from library.importers._html.page import absolute
from library.importers._html.pieces import folded
from library.importers._html.story import Reading, read_fragment
from library.importers._language_tag import language_tag
from library.importers._markdown_head import Head, read_head
from library.importers._markdown_text import plain_markdown
from library.importers._remarks import on_encoding, on_missing_pictures
from library.importers.base import SourceFile
from library.importers.dates import find_stamp
from library.importers.decode import Decoded, decode
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Document
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Story

_URL = ("url", "source", "sourceurl", "link", "canonical", "canonicalurl", "permalink", "originalurl", "via")
_SITE = ("site", "sitename", "publication", "publisher", "website", "source")
_AUTHOR = ("author", "authors", "by", "byline", "creator")
_PUBLISHED = (
    "published",
    "publishedat",
    "publishdate",
    "datepublished",
    "publicationdate",
    "pubdate",
    "date",
    "created",
)
_UPDATED = ("updated", "modified", "lastmod", "lastmodified", "lastmodifiedat", "updatedat", "datemodified")
_KEYWORDS = ("tags", "tag", "labels", "keywords", "categories", "topics")
_STANDFIRST = ("standfirst", "description", "excerpt", "summary", "deck", "dek", "subtitle", "lead")
_HEADLINE = ("title", "headline", "subject")
_DATED_PATH = re.compile(r"(?:^|[/\\])((?:19|20)\d\d)[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])(?=\D|$)")
_DATED_NAME = re.compile(r"^((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_HAN = re.compile(r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HEAD_BLOCKS = 5
"""Blocks among which the first main heading is the headline, rather than a chapter's."""


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a Markdown file.

    Raises UnreadableFile if there is neither text nor a headline in it.
    """
    decoded = decode(source.data)
    header = split_front_matter(tidy(decoded.text))
    url = next((found for value in header.all(*_URL) if (found := absolute(value, "")).startswith("http")), "")
    reading = _reading(header.body, url)
    headline, blocks = _headline(header, reading.blocks)
    head = read_head(blocks) if len(blocks) < len(reading.blocks) else Head(blocks)
    blocks = head.blocks
    if not headline and not any(block.text.strip() for block in blocks):
        raise UnreadableFile("The file has no text in it.")
    story = _with_head(_story(header, url, headline, blocks, source), head)
    return (Draft(story, reading.assets, _notices(story, header, decoded)),)


def _story(header: FrontMatter, url: str, headline: str, blocks: tuple[Block, ...], source: SourceFile) -> Story:
    site = next((value for value in header.all(*_SITE) if not absolute(value, "")), "")
    site = _line(site) or host_name(url)
    published = _stamp(header, _PUBLISHED) or _dated(header, source)
    section = _line(header.first("section", "category", "categories"))
    updated = _stamp(header, _UPDATED)
    return Story(
        headline=headline,
        kicker=_line(header.first("kicker")),
        standfirst=_standfirst(header, blocks),
        authors=authors(map(_line, header.all(*_AUTHOR)), site),
        dateline=_line(header.first("dateline")),
        section=section,
        source=site,
        published=published,
        updated=None if updated == published else updated,
        language=_language(header),
        url=url,
        guid=header.first("guid", "uuid"),
        credit=_line(header.first("credit", "copyright")),
        keywords=tuple(word for word in _keywords(header) if word != section),
        document=Document(blocks),
    )


def _with_head(story: Story, head: Head) -> Story:
    """What the header says goes before what stands under the headline."""
    return replace(
        story,
        standfirst=story.standfirst or head.standfirst,
        authors=story.authors or head.authors,
        published=story.published or head.published,
    )


def _reading(body: str, base: str) -> Reading:
    """The body's blocks; the rule that parts footnotes from the text goes, for they are marked as what they are."""
    rendered = _parser().render(plain_markdown(body))
    reading = read_fragment(rendered, base)
    blocks = reading.blocks
    parted = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.kind is BlockKind.RULE and blocks[index + 1].kind is BlockKind.FOOTNOTE
    ]
    return Reading(tuple(block for index, block in enumerate(blocks) if index not in parted), reading.assets)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.add_render_rule("softbreak", _soft_break)
    parser.add_render_rule("footnote_caption", _footnote_caption)
    return parser


def _soft_break(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """A line end of the source is a blank, but between Han characters, which are set without any, it is nothing."""
    before = tokens[at - 1].content[-1:] if at else ""
    after = tokens[at + 1].content[:1] if at + 1 < len(tokens) else ""
    return "" if _HAN.match(before) and _HAN.match(after) else "\n"


def _footnote_caption(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return str(int(tokens[at].meta["id"]) + 1)


def _headline(header: FrontMatter, blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The headline, and the blocks without the heading that says the same."""
    given = _line(header.first(*_HEADLINE))
    for index, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if block.kind is not BlockKind.HEADING:
            continue
        if (block.level == 1 and not given) or (given and folded(block.text) == folded(given)):
            return given or _line(block.text), blocks[:index] + blocks[index + 1 :]
        if block.level == 1:
            break
    return given, blocks


def _standfirst(header: FrontMatter, blocks: tuple[Block, ...]) -> str:
    """The header's summary, unless it is but the beginning of the text."""
    text = _line(header.first(*_STANDFIRST))
    key = folded(text.rstrip(".… "))[:60]
    return "" if key and key in folded("".join(block.text for block in blocks[:6])) else text


def _stamp(header: FrontMatter, keys: tuple[str, ...]) -> Stamp | None:
    for value in header.all(*keys):
        if (stamp := find_stamp(value, StampOrigin.METADATA)) is not None and len(stamp.iso) >= 7:
            return stamp
    return None


def _dated(header: FrontMatter, source: SourceFile) -> Stamp | None:
    """The date in the path that the header gives its page, or in the file's own name."""
    address, name = _DATED_PATH.search(header.first("path", "permalink", "slug", "url")), _DATED_NAME.match(source.name)
    for match, origin in ((address, StampOrigin.ADDRESS), (name, StampOrigin.FILE_NAME)):
        if match is not None and (stamp := find_stamp("-".join(match.groups()), origin)) is not None:
            return stamp
    return None


def _keywords(header: FrontMatter) -> tuple[str, ...]:
    words = [word for value in header.all(*_KEYWORDS) for word in re.split(r"\s*[,;，、]\s*", value.strip("[]"))]
    return tuple(dict.fromkeys(word for each in words if (word := _line(each).strip("\"'#"))))[:50]


def _language(header: FrontMatter) -> str:
    return language_tag(header.first("lang", "language", "locale"))


def _line(text: str) -> str:
    return one_line(tidy(html.unescape(text)))


def _notices(story: Story, header: FrontMatter, decoded: Decoded) -> tuple[Notice, ...]:
    notices = []
    if header.damaged:
        sentence = "The header of the file is not well-formed; what could be read line by line was taken from it."
        notices.append(Notice(NoticeKind.DAMAGED, sentence))
    notices += on_encoding(decoded)
    if not story.headline:
        notices.append(Notice(NoticeKind.NO_HEADLINE, "The file has no headline."))
    return (*notices, *on_missing_pictures(story.document.blocks))
