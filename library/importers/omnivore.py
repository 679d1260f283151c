"""Omnivore's export, in a zip: `metadata_0_to_20.json` lists entries; beside it lie
`content/{slug}.html` (or `.pdf`) and `highlights/{slug}.md`.

As Omnivore wrote them (omnivore-app/omnivore, `packages/api/src/jobs/export.ts`, `utils/parser.ts`): progress in per
cent; a highlight is `> quote`, its labels `#one #two` and its note in paragraphs of their own; a note on the whole
item is a paragraph with four line ends after it. Mails have an address at `omnivore.app/no_url`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._json import Json, load, text_at, texts_at
from library.importers._wallabag import with_content
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.importers.tidy import tidy
from library.model.carried import Carried, CarriedHighlight
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind, Story

_SLUG = re.compile(r"[^/\\\x00]{1,300}")
_QUOTE = re.compile(r"^> ?", re.MULTILINE)
_LABELS = re.compile(r"#\S.*")
_NO_ADDRESS = "https://omnivore.app/no_url"
_FINISHED = 95


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the story of each entry whose text lies beside the list, a stub of each other.

    Raises UnreadableFile if there is none.
    """
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else [value]:
        draft = _draft(item, source)
        if draft.story.url or draft.story.document.blocks:
            harvest.drafts.append(draft)
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _draft(item: Json, source: SourceFile) -> Draft:
    slug = text_at(item, "slug")
    has_files = bool(_SLUG.fullmatch(slug)) and slug not in (".", "..")
    content = source.beside(f"content/{slug}.html") if has_files else None
    document = source.beside(f"content/{slug}.pdf") if has_files and not content else None
    highlights = source.beside(f"highlights/{slug}.md") if has_files else None
    known = _with_highlights(_carried(item), decode(highlights).text if highlights else "")
    draft = Draft(_story(item), carried=known)
    if document:
        return _with_document(draft, SourceFile(f"{slug}.pdf", document))
    return with_content(draft, decode(content).text) if content else draft


def _with_document(draft: Draft, source: SourceFile) -> Draft:
    """The entry with the text of a PDF that was saved; what the list says of it goes before what the PDF says."""
    from library.importers import pdf  # an engine of its own, which few exports need

    try:
        (read, *_) = pdf.read(source)
    except UnreadableFile as error:
        return replace(draft, notices=(Notice(NoticeKind.DAMAGED, f"{source.name}: {error}"),))
    story = replace(
        draft.story,
        headline=draft.story.headline or read.story.headline,
        authors=draft.story.authors or read.story.authors,
        published=draft.story.published or read.story.published,
        document=read.story.document,
    )
    return replace(draft, story=story, assets=read.assets, notices=read.notices)


def _story(item: Json) -> Story:
    address = carried.web_address(text_at(item, "url"))
    if address.startswith(_NO_ADDRESS):
        address = ""
    story = carried.entry(address, text_at(item, "title"), text_at(item, "description"), text_at(item, "author"))
    return replace(
        story,
        published=carried.moment(text_at(item, "publishedAt")),
        guid="" if address else text_at(item, "id"),
    )


def _carried(item: Json) -> Carried:
    is_archived = {"archived": True, "active": False}.get(text_at(item, "state").casefold())
    percent = item.get("readingProgress") if isinstance(item, dict) else None
    known = float(percent) if isinstance(percent, int | float) else None
    return Carried(
        read=None if known is None else known >= _FINISHED,
        archived=is_archived,
        progress=None if known is None else min(max(known / 100, 0.0), 1.0),
        saved=carried.moment(text_at(item, "savedAt")),
        tags=carried.tags(*texts_at(item, "labels")),
    )


def _with_highlights(known: Carried, written: str) -> Carried:
    """Add what `highlights/{slug}.md` says."""
    highlights: list[CarriedHighlight] = []
    notes: list[str] = []
    for part in re.split(r"(?<=\n\n)\n\n+", tidy(written)):
        paragraphs = [each.strip("\n") for each in re.split(r"\n[ \t]*\n", part) if each.strip()]
        last = max((at for at, each in enumerate(paragraphs) if each.startswith(">")), default=-1)
        for at, paragraph in enumerate(paragraphs):
            if paragraph.startswith(">"):
                highlights.append(carried.highlight(_QUOTE.sub("", paragraph)))
            elif not highlights or (at > last and part.endswith("\n\n") and not _LABELS.fullmatch(paragraph)):
                notes.append(paragraph)
            else:
                highlights[-1] = _with_paragraph(highlights[-1], paragraph)
    return replace(known, note="\n\n".join(notes), highlights=tuple(highlights))


def _with_paragraph(found: CarriedHighlight, paragraph: str) -> CarriedHighlight:
    if not found.note and not found.tags and _LABELS.fullmatch(paragraph):
        return replace(found, tags=carried.split_tags(paragraph, " #"))
    return replace(found, note=f"{found.note}\n\n{paragraph}".strip())
