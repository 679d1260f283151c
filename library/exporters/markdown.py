"""A story as Markdown: the facts as front matter, the text as CommonMark with tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from library.exporters.inline import code_line, escaped, lines, without_unseen
from library.exporters.parts import noted, safe_address
from library.exporters.plain import shown_caption
from library.model.annotation import AnchoredAnnotation
from library.model.document import Block, BlockKind, Document, Span
from library.model.story import Story

_LABEL = re.compile(r"[\w-]+")
_HARD_BREAK = "\\\n"
_MOST = 10**9  # CommonMark's numbers have nine digits


def write(story: Story, annotations: Sequence[AnchoredAnnotation] = ()) -> str:
    """Return front matter, headline, text, related headlines and notes. Ends with a newline."""
    parts = [f"---\n{_front_matter(story)}---"]
    if headline := escaped(story.headline):
        parts.append(f"# {_heading(headline)}")
    parts.append(body(story.document))
    parts.append("\n".join(f"- {_related(row.headline, row.address)}" for row in story.related))
    parts += [_note(annotation) for annotation in noted(annotations)]
    return "\n\n".join(part for part in parts if part) + "\n"


def body(document: Document) -> str:
    """Return a document's blocks as CommonMark. Pictures are their captions; blocks without text are left out."""
    explained = frozenset(
        block.label for block in document.blocks if block.kind is BlockKind.FOOTNOTE and _LABEL.fullmatch(block.label)
    )
    made: list[str] = []
    before: Block | None = None
    open_items: list[tuple[int, int]] = []
    for block in document.blocks:
        written = _listed(block, explained, open_items)
        if not written:
            continue
        if made:
            made.append(_between(before, block))
        made.append(written)
        before = block
    return "".join(made)


def _front_matter(story: Story) -> str:
    import yaml  # here, for the command line imports this module whatever it is asked

    facts: dict[str, Any] = {
        "title": story.headline,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "authors": list(story.authors),
        "dateline": story.dateline,
        "section": story.section,
        "publication": story.source,
        "published": story.published.iso if story.published else "",
        "updated": story.updated.iso if story.updated else "",
        "language": story.language,
        "url": story.url,
        "credit": story.credit,
        "keywords": list(story.keywords),
    }
    given = {name: value for name, value in facts.items() if value}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100_000) if given else ""


def _between(before: Block | None, block: Block) -> str:
    """Return what parts two blocks: items of a list stand close, and a quote goes on as one quote."""
    if before and before.kind is block.kind is BlockKind.LIST_ITEM:
        # A number that begins a list right below a line would be read as part of the line.
        numbered = before.number is not None, block.number is not None
        return "\n" if numbered == (False, False) or (all(numbered) and _depth(before) == _depth(block)) else "\n\n"
    if before and before.kind is block.kind is BlockKind.QUOTE:
        return f"\n{'>' * min(_depth(before), _depth(block))}\n"
    return "\n\n"


def _listed(block: Block, explained: frozenset[str], open_items: list[tuple[int, int]]) -> str:
    """Return a block, indented if it stands in a list.

    `open_items` are the depths of the items it may stand in, and the columns where their text begins. Depths may be
    left out: an item of the fourth level can be the list's first.
    """
    if block.kind is BlockKind.LIST_ITEM:
        content = lines(block.spans, explained)
        if not content:
            return ""
        _close(open_items, _depth(block))
        column = open_items[-1][1] if open_items else 0
        marker = f"{block.number}." if block.number is not None and 0 <= block.number < _MOST else "-"
        inside = column + len(marker) + 1
        open_items.append((_depth(block), inside))
        return _indented(f"{marker} {_HARD_BREAK.join(content)}", column, inside)
    if block.kind is BlockKind.PARAGRAPH and block.level and open_items:
        while len(open_items) > 1 and open_items[-1][0] > block.level:
            open_items.pop()
        column = open_items[-1][1]
        return _indented(_HARD_BREAK.join(lines(block.spans, explained)), column, column)
    written = _block(block, explained)
    if written:
        open_items.clear()
    return written


def _close(open_items: list[tuple[int, int]], depth: int) -> None:
    """Close the items that a block of this depth doesn't stand in."""
    while open_items and open_items[-1][0] >= depth:
        open_items.pop()


def _indented(content: str, first: int, rest: int) -> str:
    return " " * first + content.replace("\n", "\n" + " " * rest) if content else ""


def _block(block: Block, explained: frozenset[str]) -> str:
    content = _HARD_BREAK.join(lines(block.spans, explained))
    match block.kind:
        case BlockKind.RULE:
            return "***"
        case BlockKind.TABLE:
            return _table(block, explained)
        case BlockKind.PREFORMATTED:
            return _preformatted(block.text)
        case BlockKind.IMAGE:
            return _picture(block, content)
        case _ if not content:
            return ""
        case BlockKind.HEADING:
            return f"{'#' * min(max(block.level, 1) + 1, 6)} {_heading(content.replace(_HARD_BREAK, ' '))}"
        case BlockKind.QUOTE | BlockKind.PULL_QUOTE:
            lead = "> " * _depth(block)
            return lead + content.replace("\n", f"\n{lead}")
        case BlockKind.FOOTNOTE if block.label in explained:
            return f"[^{block.label}]: {_indented(content, 0, 4)}"
        case _:
            return content


def _depth(block: Block) -> int:
    return max(1, block.level)


def _heading(content: str) -> str:
    """Return a line as a heading's text: hashes at its end would be taken for a closing."""
    bare = content.rstrip("#")
    return bare + "\\#" * (len(content) - len(bare))


def _preformatted(content: str) -> str:
    if not content.strip():
        return ""
    fence = code_line(content, "```")
    return f"{fence}\n{without_unseen(content)}\n{fence}"


def _picture(block: Block, content: str) -> str:
    rest = escaped(shown_caption(block)[len(block.text) :])
    return f"{content} {rest}".strip() if content or rest else ""


def _table(block: Block, explained: frozenset[str]) -> str:
    """Return a table of GitHub's kind, which must have a head: the first row, or an empty one if it has none."""
    rows = [[" ".join(lines(cell.spans, explained, in_table=True)) for cell in row] for row in block.rows]
    if not any(any(row) for row in rows):
        return ""
    columns = len(rows[0])
    headed = any(cell.header for cell in block.rows[0])
    head, *others = rows if headed else [[""] * columns, *rows]
    return "\n".join(map(_row, (head, ["---"] * columns, *others)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _related(headline: str, address: str) -> str:
    return " ".join(lines((Span(headline or address, link=safe_address(address)),)))


def _note(anchored: AnchoredAnnotation) -> str:
    return "\n\n".join(_note_parts(anchored))


def _note_parts(anchored: AnchoredAnnotation) -> Iterator[str]:
    annotation = anchored.annotation
    if quote := lines((Span(annotation.target.quote.exact),)):
        yield "\n".join(f"> {line}\\" for line in quote).removesuffix("\\")
    if note := lines((Span(annotation.note),)):
        yield _HARD_BREAK.join(note)
    if annotation.tags:
        yield escaped(" ".join(f"#{tag}" for tag in annotation.tags))
