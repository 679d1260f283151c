"""A story as one web page that stands alone: no script, nothing loaded from anywhere, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from library.exporters.parts import facts, is_bookmark, noted, safe_address
from library.exporters.plain import shown_caption
from library.model.annotation import AnchoredAnnotation, AnchorState
from library.model.document import Block, BlockKind, Cell, Document, Mark, Span, block_starts
from library.model.story import Story

_STYLE = """\
body { max-width: 38rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.55 Georgia, serif; color: #222; }
h1 { line-height: 1.2; margin: 0.3rem 0; }
.kicker, .facts { color: #666; font-size: 0.9rem; margin: 0; }
.standfirst { font-size: 1.2rem; }
.pull-quote { font-size: 1.3rem; }
.editors-note, figcaption { color: #555; font-style: italic; }
td, th { border-bottom: 1px solid #ccc; padding: 0.2rem 0.6rem; text-align: left; }
pre { overflow-x: auto; }
mark.green { background: #d3f0cf; } mark.blue { background: #cfe4f7; }
mark.pink { background: #f9d3e2; } mark.purple { background: #e2d6f5; } mark.yellow { background: #fbefb0; }
footer { margin-top: 3rem; border-top: 1px solid #ccc; }
"""

_TAGS = (
    (Mark.STRONG, "strong"),
    (Mark.EMPHASIS, "em"),
    (Mark.CODE, "code"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.STRIKE, "s"),
)
# Characters that HTML has no way to write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_BREAK = "<br>\n"

Highlights = list[tuple[int, int, str]]


def write(story: Story, annotations: Sequence[AnchoredAnnotation] = ()) -> str:
    """Return the page: the story with its highlights marked, then related headlines and notes."""
    language = f' lang="{_escaped(story.language)}"' if story.language else ""
    lines = [
        "<!DOCTYPE html>",
        f"<html{language}>",
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{_escaped(story.headline)}</title>",
        f"<style>{_STYLE}</style></head>",
        "<body>",
        "<article>",
        *_head(story),
        *_blocks(story.document, _highlights(annotations)),
        _paragraph("credit", story.credit),
        "</article>",
        *_foot(story, annotations),
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _head(story: Story) -> Iterator[str]:
    yield "<header>"
    yield _paragraph("kicker", story.kicker)
    yield f"<h1>{_escaped(story.headline)}</h1>"
    yield _paragraph("standfirst", story.standfirst)
    for fact in facts(story):
        yield _paragraph("facts", fact)
    yield _paragraph("facts", story.dateline)
    yield "</header>"


def _foot(story: Story, annotations: Sequence[AnchoredAnnotation]) -> Iterator[str]:
    yield "<footer>"
    if address := safe_address(story.url):
        yield f"<p>{_link(address, _escaped(address))}</p>"
    if story.related:
        rows = (_link(safe_address(row.address), _escaped(row.headline)) for row in story.related)
        yield f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
    for anchored in noted(annotations):
        annotation = anchored.annotation
        yield '<section class="note">'
        if quote := annotation.target.quote.exact:
            yield f"<blockquote>{_escaped(quote)}</blockquote>"
        yield _paragraph("", annotation.note)
        yield _paragraph("tags", " ".join(f"#{tag}" for tag in annotation.tags))
        yield "</section>"
    yield "</footer>"


def _blocks(document: Document, highlights: Highlights) -> Iterator[str]:
    depth: list[str] = []
    for block, start in zip(document.blocks, block_starts(document), strict=True):
        inside = max(1, block.level) if block.kind is BlockKind.LIST_ITEM else 0
        if not (block.kind is BlockKind.PARAGRAPH and block.level and depth):
            yield from _lists(depth, inside, "ul" if block.number is None else "ol")
        content = _inline(block.spans, start, highlights)
        yield f"<li{_value(block)}>{content}" if inside else _block(block, content)
    yield from _lists(depth, 0, "")


def _lists(depth: list[str], wanted: int, kind: str) -> Iterator[str]:
    """Open and close lists until `wanted` are open, the last of them of the right kind."""
    while len(depth) > wanted or (wanted and len(depth) == wanted and depth[-1] != kind):
        yield f"</li></{depth.pop()}>"
    if depth and len(depth) == wanted:
        yield "</li>"
    while len(depth) < wanted:
        depth.append(kind)
        # A list that begins deeper than the one around it still needs an item to stand in.
        yield f"<{kind}>" if len(depth) == wanted else f"<{kind}><li>"


def _value(block: Block) -> str:
    return f' value="{block.number}"' if block.number is not None else ""


def _block(block: Block, content: str) -> str:
    match block.kind:
        case BlockKind.HEADING:
            level = min(max(block.level, 1) + 1, 6)
            return f"<h{level}>{content}</h{level}>"
        case BlockKind.QUOTE:
            depth = max(1, block.level)
            return f"{'<blockquote>' * depth}<p>{content}</p>{'</blockquote>' * depth}"
        case BlockKind.PULL_QUOTE:
            return f'<blockquote class="pull-quote"><p>{content}</p></blockquote>'
        case BlockKind.IMAGE:
            caption = content if block.text else ""
            rest = shown_caption(block)[len(block.text) :]
            return f"<figure><figcaption>{caption}{_escaped(rest)}</figcaption></figure>" if caption or rest else ""
        case BlockKind.TABLE:
            return f"<table>{''.join(map(_row, block.rows))}</table>"
        case BlockKind.PREFORMATTED:
            # The line break after the tag isn't part of the text.
            return f"<pre>\n{content.replace(_BREAK, chr(10))}</pre>"
        case BlockKind.RULE:
            return "<hr>"
        case BlockKind.FOOTNOTE:
            label = _escaped(block.label)
            return f'<p class="footnote" id="footnote-{label}"><sup>{label}</sup> {content}</p>'
        case BlockKind.RELATED | BlockKind.EDITORS_NOTE:
            return f'<p class="{block.kind}">{content}</p>'
        case _:
            return f"<p>{content}</p>"


def _row(row: tuple[Cell, ...]) -> str:
    return f"<tr>{''.join(map(_cell, row))}</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    return f"<{tag}>{_inline(cell.spans, 0, [])}</{tag}>"


def _highlights(annotations: Sequence[AnchoredAnnotation]) -> Highlights:
    """Return (start, end, colour) of what is marked in the text, in order."""
    return [
        (anchored.anchor.start, anchored.anchor.end, anchored.annotation.colour.value)
        for anchored in noted(annotations)
        if anchored.anchor.state is not AnchorState.ORPHAN and not is_bookmark(anchored)
    ]


def _inline(spans: Iterable[Span], start: int, highlights: Highlights) -> str:
    """Return spans as HTML; `start` is the code point of the canonical text where they begin.

    Where highlights overlap, the one that begins first is shown.
    """
    made = []
    for span in spans:
        end = start + len(span.text)
        inner, at = [], start
        for first, last, colour in highlights:
            if first < end and last > at:
                inner.append(_broken(span.text[at - start : max(first, at) - start]))
                shown = span.text[max(first, at) - start : min(last, end) - start]
                inner.append(f'<mark class="{colour}">{_broken(shown)}</mark>')
                at = min(last, end)
        inner.append(_broken(span.text[at - start :]))
        made.append(_set(span, "".join(inner)))
        start = end
    return "".join(made)


def _set(span: Span, content: str) -> str:
    for mark, tag in _TAGS:
        if mark in span.marks:
            content = f"<{tag}>{content}</{tag}>"
    if span.footnote:
        content = f'<a href="#footnote-{_escaped(span.footnote)}">{content}</a>'
    return _link(safe_address(span.link), content)


def _link(address: str, content: str) -> str:
    return f'<a href="{_escaped(address)}" rel="noreferrer">{content}</a>' if address else content


def _paragraph(kind: str, content: str) -> str:
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{_broken(content)}</p>" if content else ""


def _broken(content: str) -> str:
    return _escaped(content).replace("\n", _BREAK)


def _escaped(content: str) -> str:
    return html.escape(_FORBIDDEN.sub("\ufffd", content))
