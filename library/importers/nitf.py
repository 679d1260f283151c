"""NITF, the News Industry Text Format, with or without its namespace, alone or inside another XML.

Source: NITF 3.6 (https://iptc.org/standards/nitf/) and what agencies make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from library.importers import _news_fields as fields
from library.importers._language_tag import language_tag
from library.importers._news_body import read_nitf
from library.importers._news_story import Status, composed
from library.importers._news_xml import line_at, line_of, lines_at, parse
from library.importers._xml import Element
from library.importers.base import Beside, SourceFile
from library.model.document import Block
from library.model.identity import folded
from library.model.stamp import Stamp
from library.model.story import Draft, Notice, Story

_KILL = re.compile(r"\b(?:kill|killed|withdrawn?|withdrawal|cancel(?:led|ed)?|eliminate)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:kill|withdraw|cancel|correct|clarif|embargo|advisory|not for (?:use|publication)|editors?'? note)",
    re.IGNORECASE,
)
_SLUG_CODE = re.compile(r"[A-Z]{2,5}:.*")


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each NITF story in a file. Raises NoStory where there is none with text."""
    parsed = parse(source.data)
    found = [parsed.root] if parsed.root.tag == "nitf" else list(parsed.root.iter("nitf"))
    if not found:
        raise parsed.nothing("The file holds no NITF story.")
    drafts = [draft for each in found if (draft := story_of(each, source.beside, Story(), parsed.notices))]
    if not drafts:
        raise parsed.nothing("The file's NITF has no text in it.")
    yield from drafts


def story_of(
    nitf: Element, beside: Beside, outer: Story, notices: Sequence[Notice] = (), status: Status | None = None
) -> Draft | None:
    """Return the draft of a `nitf` element, None if it holds neither text nor an order to withdraw it.

    What the format around it says (`outer`, `status`) counts before what NITF says.
    """
    content = nitf.find(".//body.content")
    if content is None:
        content = nitf.find("body")
    story = fields.filled(outer, _fields(nitf))
    status = status or status_of(nitf)
    reading = read_nitf(content, beside) if content is not None else None
    blocks: tuple[Block, ...] = reading.blocks if reading else ()
    if not any(block.text.strip() for block in blocks) and not status.withdrawn:
        return None
    return composed(story, blocks, status, reading.assets if reading else (), notices)


def status_of(nitf: Element) -> Status:
    """Return what NITF's docdata says of the story's use, corrections and messages to editors that readers need."""
    docdata = nitf.find("head/docdata")
    if docdata is None:
        return Status()
    management = (docdata.get("management-status") or "").lower()
    messages = lines_at(docdata, "ed-msg@info", "ed-msg")
    kinds = " ".join(lines_at(docdata, "ed-msg@msg-type"))
    corrections = lines_at(docdata, "correction@info")
    told = [message for message in messages if _TELLS.search(f"{message} {kinds}")]
    killed = management in ("canceled", "cancelled", "killed") or any(_KILL.search(f"{m} {kinds}") for m in messages)
    embargo = fields.stamp(*lines_at(docdata, "date.release@norm")) if management == "embargoed" else None
    return Status(killed, management == "withheld", embargo, (*told, *corrections))


def _fields(nitf: Element) -> Story:
    head, top = nitf.find("head"), nitf.find("body/body.head")
    words = _keywords(head)
    headline = line_at(top, "hedline/hl1") or line_at(head, "title")
    bylines = [_byline(each) for each in (top.iterfind("byline") if top is not None else ())]
    abstract = line_at(top, "abstract") or _deck(top, headline, words) or next(filter(fields.is_sentence, bylines), "")
    published = _published(nitf)
    return Story(
        headline=headline,
        kicker=line_at(head, "docdata/series@series.name"),
        standfirst=abstract,
        authors=fields.names(bylines),
        dateline=_dateline(top),
        section=_section(head),
        source=_source(head, top),
        published=published,
        updated=fields.later(fields.stamp(*lines_at(nitf, "head/revision-history@norm")), published),
        language=language_tag(nitf.get("baselang") or nitf.get("lang") or ""),
        guid=line_at(head, "docdata/doc-id@id-string"),
        credit=_credit(nitf, head, top, bylines),
        keywords=words,
    )


def _published(nitf: Element) -> Stamp | None:
    dates = ("date.issue@norm", "date.release@norm")
    named = lines_at(nitf, *(f"head/docdata/{each}" for each in dates), "head/pubdata@date.publication")
    return fields.stamp(*named, *lines_at(nitf, "body/body.head/dateline/story.date@norm"))


def _byline(element: Element) -> str:
    """A byline without titles: its people, else its text down to the title."""
    if people := lines_at(element, "person"):
        return ", ".join(people)
    for title in element.findall(".//byttl"):
        title.text = None
        for child in list(title):
            title.remove(child)
    return line_of(element)


def _deck(top: Element | None, headline: str, words: tuple[str, ...]) -> str:
    """The second headline, where it isn't the slug or the first one again."""
    slugs = {folded(word) for word in words} | {folded(headline)}
    return " ".join(each for each in lines_at(top, "hedline/hl2") if folded(each) not in slugs)


def _dateline(top: Element | None) -> str:
    if top is None or (dateline := top.find("dateline")) is None:
        return ""
    parts = [part for each in dateline.iterfind("location") for part in (lines_at(each, "*") or [line_of(each)])]
    return fields.place(", ".join(filter(None, parts)) or line_of(dateline))


def _source(head: Element | None, top: Element | None) -> str:
    return (
        line_at(top, "distributor/org", "distributor")
        or line_at(head, "docdata/doc.copyright@holder")
        or line_at(top, "rights/rights.owner")
        or line_at(head, "docdata/del-list/from-src@src-name", "docdata/doc-id@regsrc")
    )


def _section(head: Element | None) -> str:
    kinds = lines_at(head, "tobject/tobject.subject@tobject.subject.type")
    return next((kind for kind in kinds if not _SLUG_CODE.fullmatch(kind)), "")


def _keywords(head: Element | None) -> tuple[str, ...]:
    subject = "tobject/tobject.subject@tobject.subject"
    return fields.keywords(
        lines_at(head, "docdata/key-list/keyword@key", "docdata/doc-scope@scope"),
        (each for each in lines_at(head, f"{subject}.matter", f"{subject}.detail") if not _SLUG_CODE.fullmatch(each)),
    )


def _credit(nitf: Element, head: Element | None, top: Element | None, bylines: list[str]) -> str:
    tagline = line_at(nitf, "body/body.end/tagline", "body/body.end")
    signed = [each for each in bylines if fields.is_initials(each)]
    year, holder = line_at(head, "docdata/doc.copyright@year")[:4], line_at(head, "docdata/doc.copyright@holder")
    holder = holder if year else ""
    owner = fields.owned(year, holder) or fields.copyright_line(line_at(top, "rights"))
    owner = "" if folded(owner) == folded(_source(head, top)) else owner
    return "; ".join(filter(None, [tagline, *signed, owner]))
