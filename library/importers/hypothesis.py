"""Hypothesis' export, and answers of its search interface: annotations by the address of their page.

`{annotations:[…]}` or `{rows:[…]}`; each has `uri`, `text`, `tags`, `created` and `target:[{selector:[…]}]`, of which
the TextQuoteSelector is kept (https://h.readthedocs.io/en/latest/api-reference/). One without a quote is a note on the
page. Replies to others' annotations are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from library.importers import _carried as carried
from library.importers._json import Json, exact_text_at, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft


@dataclass(slots=True)
class _Page:
    uri: str
    address: str
    title: str = ""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    highlights: list[tuple[int, CarriedHighlight]] = field(default_factory=list)

    def draft(self) -> Draft:
        story = replace(carried.entry(self.address, self.title), guid="" if self.address else self.uri)
        in_order = tuple(highlight for _, highlight in sorted(self.highlights, key=lambda found: found[0]))
        known = Carried(tags=carried.tags(*self.tags), note="\n\n".join(self.notes), highlights=in_order)
        return Draft(story, carried=known)


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each page. Raises UnreadableFile if there is none."""
    pages: dict[str, _Page] = {}
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else list_at(value, "annotations", "rows"):
        uri = text_at(item, "uri") or next((text_at(each, "source") for each in list_at(item, "target")), "")
        if not uri:
            harvest.leave_out("without a page")
        elif list_at(item, "references"):
            harvest.leave_out("answering another annotation")
        else:
            _add(pages.setdefault(uri, _Page(uri, _address(uri, item))), item)
    harvest.drafts.extend(page.draft() for page in pages.values())
    return harvest.told()


def _address(uri: str, item: Json) -> str:
    """The page's web address; a document in another form is known by its own identifier, and links to its places."""
    document = item.get("document")
    links = (carried.web_address(text_at(link, "href")) for link in list_at(document, "link"))
    return carried.web_address(uri) or next(filter(None, links), "")


def _add(page: _Page, item: Json) -> None:
    document = item.get("document")
    page.title = page.title or next(iter(texts_at(document, "title")), "")
    selectors = [each for target in list_at(item, "target") for each in list_at(target, "selector")]
    quote = next((each for each in selectors if text_at(each, "type") == "TextQuoteSelector"), None)
    place = next((each for each in selectors if text_at(each, "type") == "TextPositionSelector"), None)
    tags, text = texts_at(item, "tags"), carried.note(text_at(item, "text"))
    if not text_at(quote, "exact"):
        page.tags.extend(tags)
        page.notes.extend(filter(None, (text,)))
        return
    start = place.get("start") if isinstance(place, dict) else None
    made = replace(
        carried.highlight(text_at(quote, "exact"), text, carried.moment(text_at(item, "created"))),
        tags=carried.tags(*tags),
        prefix=carried.context(exact_text_at(quote, "prefix")),
        suffix=carried.context(exact_text_at(quote, "suffix")),
    )
    page.highlights.append((start if isinstance(start, int) else 0, made))
