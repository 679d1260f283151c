"""A story as plain text: paragraphs parted by empty lines, nothing wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.exporters.parts import facts, noted
from library.model.annotation import AnchoredAnnotation
from library.model.document import Block, BlockKind, Document
from library.model.story import Story

_RULE = "* * *"


def write(story: Story, annotations: Sequence[AnchoredAnnotation] = ()) -> str:
    """Return the story with its facts above and its related headlines and notes below. Ends with a newline."""
    head = [story.kicker, story.headline, story.standfirst, "\n".join(facts(story))]
    dateline = [story.dateline] if story.dateline else []
    parts = [*head, *dateline, *_blocks(story.document), story.credit, story.url]
    if story.related:
        parts.append("\n".join(f"- {' '.join(filter(None, (row.headline, row.address)))}" for row in story.related))
    parts += [_note(annotation) for annotation in noted(annotations)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    """Yield the blocks; the items of a list, one right below the other, are one."""
    items: list[str] = []
    for block in document.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            items.append(_item(block))
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _block(block)
    if items:
        yield "\n".join(items)


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.RULE:
            return _RULE
        case BlockKind.QUOTE:
            return _indented(block.text, "> " * max(1, block.level))
        case BlockKind.FOOTNOTE:
            return f"[{block.label}] {block.text}"
        case BlockKind.IMAGE:
            return f"[{caption}]" if (caption := shown_caption(block)) else ""
        case BlockKind.PARAGRAPH if block.level:
            return _indented(block.text, "  " * block.level)
        case _:
            return block.text


def shown_caption(block: Block) -> str:
    """Return a picture's caption, or what it shows if it has none, with its credit."""
    image = block.image
    caption = block.text or (image.alt if image else "")
    credit = image.credit if image and image.credit not in caption else ""
    return f"{caption} ({credit})" if caption and credit else caption or credit


def _item(block: Block) -> str:
    lead = "  " * (max(1, block.level) - 1)
    marker = "- " if block.number is None else f"{block.number}. "
    return lead + marker + block.text.replace("\n", f"\n{lead}{' ' * len(marker)}")


def _indented(content: str, lead: str) -> str:
    return "\n".join(lead + line for line in content.split("\n"))


def _note(anchored: AnchoredAnnotation) -> str:
    annotation = anchored.annotation
    quote = " ".join(annotation.target.quote.exact.split())
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    return "\n".join(line for line in (f"“{quote}”" if quote else "", annotation.note, tags) if line)
