"""Annotations as one web page that stands alone: no script, nothing loaded from anywhere, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from library.exporters.noted import COLOURS, NotedStory, credit_line, remarks
from library.exporters.parts import noted, safe_address
from library.model.annotation import AnchoredAnnotation, Annotation, Colour, HighlightStyle

_STYLE = """\
body { max-width: 40rem; margin: 3rem auto; padding: 0 1.5rem; font: 1.05rem/1.55 Georgia, serif; color: #222; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 3.2rem 0 0.2rem; }
h2 a { color: inherit; text-decoration-color: #bbb; }
.facts { color: #666; font-size: 0.9rem; margin: 0 0 1.2rem; }
.annotation { margin: 1.6rem 0; }
blockquote { margin: 0; padding: 0.15rem 0 0.15rem 1rem; border-left: 0.4rem solid #ddd; white-space: pre-line; }
blockquote.underline { border-left-style: double; }
.note { margin: 0.5rem 0 0 1.4rem; white-space: pre-line; }
.remarks { margin: 0.35rem 0 0 1.4rem; color: #777; font-size: 0.85rem; }
.tag { margin-left: 0.5em; color: #555; }
@media print { .annotation { break-inside: avoid; } }
"""

# Characters that HTML has no way to write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(stories: Sequence[NotedStory]) -> Iterator[str]:
    """Yield the page piece by piece: a section for each story, its annotations in the order of its text."""
    title = stories[0].story.headline if len(stories) == 1 else "Annotations"
    yield (
        '<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
        f"<title>{_escaped(title)}</title>\n<style>{_STYLE}{_colours()}</style></head>\n<body>\n"
    )
    if len(stories) != 1:
        yield f"<h1>{title}</h1>\n"
    for story in stories:
        yield from _story(story)
    yield "</body>\n</html>\n"


def _colours() -> str:
    return "".join(f"blockquote.{colour.value} {{ border-color: {ground}; }}\n" for colour, ground in COLOURS.items())


def _story(noted_story: NotedStory) -> Iterator[str]:
    story = noted_story.story
    language = f' lang="{_escaped(story.language)}"' if story.language else ""
    headline = _escaped(story.headline or "Untitled")
    if address := safe_address(story.url):
        headline = f'<a href="{_escaped(address)}" rel="noreferrer">{headline}</a>'
    yield f"<section{language}>\n<h2>{headline}</h2>\n"
    if told := credit_line(story):
        yield f'<p class="facts">{_escaped(told)}</p>\n'
    for anchored in noted(noted_story.annotations):
        yield _annotation(anchored, noted_story.colour_names)
    yield "</section>\n"


def _annotation(anchored: AnchoredAnnotation, colour_names: Mapping[Colour, str]) -> str:
    annotation = anchored.annotation
    quote, note = annotation.target.quote.exact, annotation.note
    tags = "".join(f'<span class="tag"> #{_escaped(tag)}</span>' for tag in annotation.tags)
    parts = (
        '<div class="annotation">',
        f'<blockquote class="{_classes(annotation)}">{_escaped(quote)}</blockquote>' if quote.strip() else "",
        f'<p class="note">{_escaped(note)}</p>' if note.strip() else "",
        f'<p class="remarks" lang="en">{_escaped(" · ".join(remarks(anchored, colour_names)))}{tags}</p>',
        "</div>\n",
    )
    return "\n".join(filter(None, parts))


def _classes(annotation: Annotation) -> str:
    underlined = annotation.style is HighlightStyle.UNDERLINE
    return f"{annotation.colour.value} underline" if underlined else annotation.colour.value


def _escaped(content: str) -> str:
    return html.escape(_FORBIDDEN.sub("\ufffd", content))
