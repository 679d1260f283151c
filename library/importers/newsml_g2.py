"""NewsML-G2: news items alone or in a message, their text inline as NITF, XHTML or plain.

The item's `guid` is the story's identity; a later version of it brings a later time of update, which makes it a new
version of the same story. Source: NewsML-G2 2.35 (https://iptc.org/standards/newsml-g2/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.importers import _news_fields as fields
from library.importers import nitf
from library.importers._html.story import Reading
from library.importers._language_tag import language_tag
from library.importers._news_body import framed, read_any, read_xhtml
from library.importers._news_story import Status, composed
from library.importers._news_xml import line_at, line_of, lines_at, parse
from library.importers._ttnitf import is_ttnitf, read_ttnitf
from library.importers._xml import Element
from library.importers.base import Beside, SourceFile
from library.importers.tidy import tidy
from library.model.document import Block
from library.model.story import Asset, Draft, Notice, Related, Story

_OTHER_ITEMS = {
    "packageitem": "a package that points to stories elsewhere",
    "groupset": "a package that points to stories elsewhere",
    "conceptitem": "a concept, such as a person or an event",
    "knowledgeitem": "a list of concepts",
    "planningitem": "a plan of coverage",
    "catalogitem": "a catalogue of codes",
    "schemeitem": "a scheme of codes",
}
_CLASSES = ("picture", "video", "audio", "graphic", "animation", "composite")
_SUMMARY = re.compile(r"summary|abstract|intro|lead|standfirst|teaser", re.IGNORECASE)
_SUBHEADLINE = re.compile(r"sub|deck|standfirst", re.IGNORECASE)
_KICKER = re.compile(r"kicker|overline|vignette", re.IGNORECASE)
_SECTION = re.compile(r"department|category|section|desk", re.IGNORECASE)
_PRIVATE = re.compile(r"private|internal", re.IGNORECASE)
_SLUG_END = re.compile(r"\s*/?\s*(?:\([^()]*\))?\s*$")


@dataclass(frozen=True, slots=True)
class _Text:
    """What the content of an item gave: its blocks, and fields that only the content says."""

    reading: Reading = Reading(())
    story: Story = Story()


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each story in a NewsML-G2 file. Raises NoStory where it holds other things alone."""
    parsed = parse(source.data)
    items = list(parsed.root.iter("newsitem"))
    stories = [item for item in items if _content(item) is not None or _status(item).withdrawn]
    pictures = [item for item in items if _class(item) == "picture"] if len(stories) == 1 else []
    drafts = [draft for item in stories if (draft := _draft(item, source.beside, pictures, parsed.notices)) is not None]
    if not drafts:
        raise parsed.nothing(_why(parsed.root, items))
    yield from drafts


def _why(root: Element, items: list[Element]) -> str:
    if not items:
        found = next((said for tag, said in _OTHER_ITEMS.items() if next(root.iter(tag), None) is not None), "")
        return f"The file holds {found}, not a story." if found else "The file holds no NewsML-G2 news item."
    kinds = {_class(item) for item in items} & set(_CLASSES)
    if len(kinds) == 1:
        return f"The file's news item ({kinds.pop()}) holds no text."
    return "The file's news items hold no text."


def _draft(item: Element, beside: Beside, pictures: Sequence[Element], notices: Sequence[Notice]) -> Draft | None:
    outer, status = _fields(item), _status(item)
    content = _content(item)
    inner = content.find(".//nitf") if content is not None else None
    if inner is not None and (draft := nitf.story_of(inner, beside, outer, notices, status)) is not None:
        return draft
    text = _read(content, beside) if content is not None else _Text()
    if not any(block.text.strip() for block in text.reading.blocks) and not status.withdrawn:
        return None
    blocks, assets = _with_pictures(text.reading, pictures, beside)
    return composed(fields.filled(text.story, outer), blocks, status, assets, notices)


def _content(item: Element) -> Element | None:
    """The inline content with text in it."""
    for each in item.iterfind("contentset/*"):
        if each.tag in ("inlinexml", "inlinedata") and line_of(each) and not each.get("encoding"):
            return each
    return None


def _read(content: Element, beside: Beside) -> _Text:
    if is_ttnitf(content):
        found = read_ttnitf(content, beside)
        return _Text(Reading(found.blocks, found.assets), found.story)
    if content.tag == "inlinedata":
        return _Text(read_any("".join(content.itertext()), beside))
    if content.find(".//body") is not None or content.find(".//p") is not None:
        return _Text(read_xhtml(content, beside))
    return _Text()


def _with_pictures(reading: Reading, pictures: Sequence[Element], beside: Beside) -> tuple[list[Block], list[Asset]]:
    """The text with the pictures of its message: the first above it, the others below."""
    frames: list[Block] = []
    assets = list(reading.assets)
    for item in pictures:
        caption = line_at(item, "contentmeta/description") or line_at(item, "contentmeta/headline")
        credit = line_at(item, "contentmeta/creditline") or line_at(item, "contentmeta/by")
        addresses = lines_at(item, "contentset/remotecontent@href")
        if found := framed(addresses, caption, credit, "", beside):
            frames.append(found[0])
            assets += [found[1]] if found[1] else []
    return [*frames[:1], *reading.blocks, *frames[1:]], assets


def _class(item: Element) -> str:
    return line_at(item, "itemmeta/itemclass@qcode").rpartition(":")[2].lower()


def _status(item: Element) -> Status:
    code = line_at(item, "itemmeta/pubstatus@qcode").rpartition(":")[2].lower()
    embargo = fields.stamp(line_at(item, "itemmeta/embargoed"))
    notes = [each for each in item.iterfind("itemmeta/ednote") if not _PRIVATE.search(each.get("role") or "")]
    return Status(
        withdrawn=code in ("canceled", "cancelled"),
        withheld=code == "withheld",
        embargoed=embargo,
        notes=tuple(filter(None, map(line_of, notes))),
    )


def _fields(item: Element) -> Story:
    about, meta = item.find("contentmeta"), item.find("itemmeta")
    created = fields.stamp(
        line_at(meta, "firstcreated"), line_at(about, "contentcreated"), line_at(meta, "versioncreated")
    )
    changed = fields.stamp(line_at(meta, "versioncreated"))
    modified = fields.stamp(line_at(about, "contentmodified"))
    bylines = lines_at(about, "by") or [name for name in lines_at(about, "creator/name") if _names_person(name)]
    return Story(
        headline=_with_role(about, "headline", None) or line_at(meta, "title"),
        kicker=_with_role(about, "headline", _KICKER),
        standfirst=_with_role(about, "headline", _SUBHEADLINE) or _with_role(about, "description", _SUMMARY),
        authors=fields.names(bylines),
        dateline=fields.place(line_at(about, "dateline") or _named(about, "located")),
        section=_section(about),
        source=_source(item),
        published=created,
        updated=fields.later(changed, created) or fields.later(modified, created),
        language=language_tag(line_at(about, "language@tag") or item.get("lang") or ""),
        guid=tidy(item.get("guid") or "").strip(),
        credit=_credit(item, bylines),
        related=_related(meta),
        keywords=_keywords(about),
    )


def _with_role(about: Element | None, tag: str, role: re.Pattern[str] | None) -> str:
    """The text of the first element with such a role; for None, of the first without a role, or with a main one."""
    found = list(about.iterfind(tag)) if about is not None else []
    if role is not None:
        return next((line_of(each) for each in found if role.search(each.get("role") or "")), "")
    plain = [each for each in found if not each.get("role") or "main" in each.get("role").lower()]
    return next(filter(None, map(line_of, plain or found)), "")


def _named(about: Element | None, tag: str) -> str:
    return line_at(about, f"{tag}/name") or line_at(about, f"{tag}@literal")


def _names_person(name: str) -> bool:
    return fields.is_name(name) and not fields.is_initials(name)


def _section(about: Element | None) -> str:
    if about is None:
        return ""
    for subject in about.iterfind("subject"):
        kind = f"{subject.get('qcode') or ''} {subject.get('type') or ''}"
        if _SECTION.search(kind) and (name := line_at(subject, "name")):
            return name
    return ""


def _source(item: Element) -> str:
    about = item.find("contentmeta")
    named = _named(about, "infosource") or line_at(about, "creditline").strip(" -–—")
    owners = (_named(item.find("rightsinfo"), "copyrightholder"), _named(item.find("itemmeta"), "provider"))
    return named or next((owner for owner in owners if owner and "." not in owner), "") or owners[0] or owners[1]


def _credit(item: Element, bylines: list[str]) -> str:
    signed = [each for each in bylines if fields.is_initials(each)]
    owner = fields.copyright_line(*lines_at(item, "rightsinfo/copyrightnotice"))
    return "; ".join(filter(None, [line_at(item, "contentmeta/creditline").strip(" -–—"), *signed, owner]))


def _related(meta: Element | None) -> tuple[Related, ...]:
    found: list[Related] = []
    for link in meta.iterfind("link") if meta is not None else ():
        address = (link.get("href") or "").strip()
        if title := line_at(link, "title", "itemmeta/title"):
            found.append(Related(title, address if address.startswith(("http://", "https://")) else ""))
    return tuple(found)


def _keywords(about: Element | None) -> tuple[str, ...]:
    sluglines = [_SLUG_END.sub("", each) for each in lines_at(about, "slugline")]
    return fields.keywords(lines_at(about, "keyword"), lines_at(about, "subject/name"), sluglines)
