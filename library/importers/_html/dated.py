"""When a story was published and updated: as its page labels it, marks it up, prints it by the headline, or hides it.

A stamp says which of these it was. A label's time in UTC is put back on the paper's own clock where the page shows
the same instant there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit

import lxml.etree
from htmldate import find_date
from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.jsonld import Described
from library.importers._html.labels import Labels
from library.importers._html.near import Surroundings, flat
from library.importers.dates import find_stamp, is_date_line, locate
from library.model.stamp import Stamp, StampOrigin

_PUBLISHED_NAMES = (
    "article:published_time og:article:published_time og:published_time rnews:datepublished datepublished "
    "dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date article:published parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime citation_publication_date citation_date article.published "
    "publish_date publishdate pubdate publication_date published_time "
    "dcterms.date article_date_original originalpublicationdate date "
    "displaydate last-published publish-date article:post_date article:publicationdate"
)
_PUBLISHED = tuple(_PUBLISHED_NAMES.split())
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
)
_SAYS_UPDATED = re.compile(
    r"updat|modif|mis[e]? à jour|\bmaj\b|actuali[sz]|atualiz|aggiornat|aktuali[sz]|geändert|bijgewerkt|gewijzigd|"
    r"uppdat|oppdat|opdat|päivitet|muokat|обновл|измен|оновл|güncel|تحديث|עדכו|更新|修改|업데이트|수정|diperbarui|"
    r"cập nhật|frissít|módosít|แก้ไข",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"publi|posted|erschienen|veröffentlicht|erstellt|créé|pubblicat|geplaatst|опубл|发布|發布|公開|등록|입력|"
    r"yayın|julkaistu|created|first",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.\-]|$|\d{0})")
_LONGEST_LINE = 160
_SHORT_LINE = 60
_MOST_PARTS = 20
_MOST_LINES = 60
_CODE = frozenset(("script", "style", "head", "title", "noscript", "textarea"))
_HAS_WHOLE_DAY = re.compile(r"\d{4}.{0,12}\d|\d.{1,24}\d{4}")
_HAS_DAY = re.compile(r"\d{4}.*\d|\d.*\d{4}|\d{1,2}.{1,12}\d{2}|[年년]")
_FARTHEST_CLOCK = timedelta(hours=14)
_QUARTER = 900


@dataclass(frozen=True, slots=True)
class Dates:
    """When a story was published and when it was last changed, as far as its page tells."""

    published: Stamp | None
    updated: Stamp | None


@dataclass(frozen=True, slots=True)
class _Shown:
    stamp: Stamp
    is_update: bool


def dates(
    tree: HtmlElement, head: Labels, node: Described, around: Surroundings, url: str, *, quick: bool = False
) -> Dates:
    """Return the page's dates; with `quick` none is searched for in the whole page."""
    shown = [*_marked_up(tree, around), *_printed(around)]
    published = _first((node.published,), StampOrigin.STRUCTURED) or _first(
        map(head.first, _PUBLISHED), StampOrigin.METADATA
    )
    updated = _first((node.updated,), StampOrigin.STRUCTURED) or _first(map(head.first, _UPDATED), StampOrigin.METADATA)
    updated = updated or next((each.stamp for each in shown if each.is_update), None)
    published = (
        published
        or next((each.stamp for each in shown if not each.is_update), None)
        or _in_address(url)
        or updated
        or (None if quick else _guessed(tree, around, url))
    )
    clocks = [stamp for text in head.firsts(*_PUBLISHED[:4]) if (stamp := _stamp(text, StampOrigin.METADATA))]
    clocks += [each.stamp for each in shown]
    published = published and _on_own_clock(published, clocks)
    updated = updated and _on_own_clock(updated, clocks)
    is_same = updated and published and updated.sort_key() <= published.sort_key()
    return Dates(published, None if is_same else updated)


def _first(texts: Iterable[str], origin: StampOrigin) -> Stamp | None:
    return next((stamp for text in texts if text and (stamp := _stamp(text, origin))), None)


def _stamp(text: str, origin: StampOrigin) -> Stamp | None:
    if _EPOCH.fullmatch(text.strip()):
        return Stamp.of(datetime.fromtimestamp(int(text.strip()[:10]), UTC), origin)
    stamp = find_stamp(text, origin)
    if stamp is None or len(stamp.iso) < 7 or stamp.iso.startswith(("0", "1970-01-01")):
        return None  # a template's empty field
    return stamp


def _marked_up(tree: HtmlElement, around: Surroundings) -> Iterator[_Shown]:
    """The dates that the page's own markup names, surest first."""
    named = [(each, (each.get("itemprop") or "").lower().split()) for each in tree.iterfind(".//*[@itemprop]")]
    for name in ("datepublished", "datecreated", "datemodified"):
        for element in around.nearest(each for each, names in named if name in names):
            if stamp := _stamp(_written(element), StampOrigin.STRUCTURED):
                yield _Shown(stamp, name == "datemodified")
    for element in around.nearest(tree.iter("time"))[:8]:
        if stamp := _stamp(_written(element), StampOrigin.TIME):
            yield _Shown(stamp, _is_update(element))


def _written(element: HtmlElement) -> str:
    return element.get("content") or element.get("datetime") or element.get("title") or flat(element)


def _is_update(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if _SAYS_PUBLISHED.search(names):
        return False
    before = element.getprevious()
    parent = element.getparent()
    label = (before.tail or flat(before)) if before is not None else (parent.text or "") if parent is not None else ""
    label = label[-40:] if len(label) < 200 else ""
    if _SAYS_PUBLISHED.search(label):
        return False
    return bool(_SAYS_UPDATED.search(names) or _SAYS_UPDATED.search(label) or _SAYS_UPDATED.match(flat(element)))


def _printed(around: Surroundings) -> Iterator[_Shown]:
    """The dates printed by the headline: in parts named after dates, or on lines that say nothing else."""
    for area in (around.below(), around.above()):
        found = list(itertools.islice((each for element in area if (each := list(_dates_of(element)))), 3))
        yield from itertools.chain.from_iterable(found)
        if found:
            return


def _dates_of(element: HtmlElement) -> Iterator[_Shown]:
    text = flat(element, _MOST_PARTS)
    if not 6 <= len(text) <= _LONGEST_LINE or not _HAS_DAY.search(text):
        return
    is_named = classes.DATE.search(classes.names(element.get("class"), element.get("id")))
    if is_named or _says_when(text) or (len(text) <= _SHORT_LINE and is_date_line(text)):
        yield from _in_words(text)


def _says_when(text: str) -> bool:
    label = text[:12] if len(text) <= _SHORT_LINE else ""
    says = (_SAYS_PUBLISHED, _SAYS_UPDATED)
    return any(words.match(text) or words.search(label) for words in says)


def _in_words(text: str) -> Iterator[_Shown]:
    """The days in a line, each with whether the words before it say that it is an update's."""
    place = 0
    for _ in range(3):
        found = locate(text, StampOrigin.TEXT, start=place)
        if found is None or len(found.stamp.iso) < 10:
            return
        yield _Shown(found.stamp, bool(_SAYS_UPDATED.search(text[place : found.start])))
        place = found.end


def _in_address(url: str) -> Stamp | None:
    path = unquote(urlsplit(url).path).rpartition("/http")[2]  # in a web archive's address its own date comes first
    match = _DATE_IN_ADDRESS.search(path)
    if match is None:
        return None
    try:
        return Stamp(f"{match[1]}-{match[2]}-{match[3]}", StampOrigin.ADDRESS)
    except ValueError:
        return None


def _guessed(tree: HtmlElement, around: Surroundings, url: str) -> Stamp | None:
    """A date from anywhere on the page: a line of its own, what the engine takes, or the first that is written out."""
    lines = list(itertools.islice(_lines_with_days(tree, around), _MOST_LINES))
    for text, is_line in lines:
        if is_line and not _SAYS_UPDATED.search(text) and (found := locate(text, StampOrigin.GUESS)):
            return found.stamp
    if stamp := _engines_guess(tree, url):
        return stamp
    return next((found.stamp for text, _ in lines if (found := locate(text, StampOrigin.GUESS))), None)


def _lines_with_days(tree: HtmlElement, around: Surroundings) -> Iterator[tuple[str, bool]]:
    """Short texts with a date in them, each with whether it is nothing but that."""
    for element in tree.iter(lxml.etree.Element):
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if not text or len(text) > 4 * _LONGEST_LINE or owner is None or owner.tag in _CODE:
                continue
            line = " ".join(text.split())
            if 8 <= len(line) <= _LONGEST_LINE and _HAS_WHOLE_DAY.search(line) and not around.is_away(owner):
                found = locate(line, StampOrigin.GUESS)
                if found and len(found.stamp.iso) >= 10:
                    yield line, is_date_line(line)


def _engines_guess(tree: HtmlElement, url: str) -> Stamp | None:
    """The engine's guess, in its quick way: its slow one has 200 languages loaded for a word that is no month (3 s)."""
    try:
        found = find_date(tree, original_date=True, extensive_search=False, url=url or None)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError, lxml.etree.LxmlError):
        return None  # the engine's fault with an odd page: then there is no guess
    if not found or not re.fullmatch(r"\d{4}-\d\d-\d\d", found):
        return None
    return Stamp(found.removesuffix("-01-01"), StampOrigin.GUESS)  # the engine fills up a year it found alone


def _on_own_clock(stamp: Stamp, shown: list[Stamp]) -> Stamp:
    """A time in UTC as the paper's clock showed it, if a time on the page tells how far that was off."""
    if not stamp.iso.endswith("+00:00"):
        return stamp
    for each in shown:
        offset = _clock_offset(stamp.moment(), each) if each.has_time else None
        if offset:
            return Stamp.of(stamp.moment().astimezone(timezone(offset)), stamp.origin)
    return stamp


def _clock_offset(instant: datetime, shown: Stamp) -> timedelta | None:
    """How far a shown time's clock is ahead of UTC, if it shows this instant; else None."""
    wall = shown.moment()
    if shown.has_zone:
        return wall.utcoffset() if abs(wall - instant) < timedelta(minutes=1) else None
    gap = wall.replace(tzinfo=UTC, second=0) - instant.replace(second=0)
    is_clock = abs(gap) <= _FARTHEST_CLOCK and gap.total_seconds() % _QUARTER == 0
    return gap if is_clock else None
