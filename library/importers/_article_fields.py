"""Which key or column of a stranger's table of articles holds what: by its name, else by the look of its values.

Owns the guess. Knows neither files nor stories.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from library.importers.dates import find_stamp
from library.model.stamp import StampOrigin

Record = Mapping[str, object]
"""One article as its file has it: dotted names for what lay nested ("source.name")."""


class ArticleField(enum.StrEnum):
    """A part of a story that a table may hold. Values are words for people."""

    HEADLINE = "headline"
    BODY = "text"
    STANDFIRST = "standfirst"
    URL = "address"
    AUTHORS = "authors"
    PUBLISHED = "date"
    UPDATED = "date of the update"
    SOURCE = "source"
    SECTION = "section"
    KEYWORDS = "keywords"
    LANGUAGE = "language"
    GUID = "identifier"


_SPELT = {
    ArticleField.HEADLINE: ("headline title articletitle videotitle titlepage hed heading titre titel"),
    # The structured body before its plain copy (Readability: content, textContent; trafilatura: text, raw_text).
    ArticleField.BODY: (
        "maintext articlebody bodyxhtml bodyhtml contenthtml content fulltext fullcontent body articletext text story "
        "article bodytext contenttext textcontent cleanedtext rawtext"
    ),
    ArticleField.STANDFIRST: (
        "standfirst description excerpt summary abstract subtitle subheadline dek deck lead metadescription brief "
        "teaser"
    ),
    ArticleField.URL: (
        "url canonicallink canonicalurl link articleurl sourceurl permalink weburl webpage address uri videourl"
    ),
    ArticleField.AUTHORS: ("authors author byline creator by writer writers journalist autor"),
    ArticleField.PUBLISHED: (
        "datepublish datepublished publisheddate publishedat publisheddatetime publishedtime publishdate "
        "publicationdate pubdate published dateposted postdate publisheddatetimeutc date datetime timestamp createdat "
        "created time pubtime"
    ),
    ArticleField.UPDATED: ("datemodify datemodified modifieddate updatedat updated lastmodified modified"),
    ArticleField.SOURCE: (
        "sitename publisher sourcename publication sourcedomain hostname newspaper outlet domain site website media "
        "source"
    ),
    ArticleField.SECTION: ("articlesection section sectionname category categories rubric desk topic class"),
    ArticleField.KEYWORDS: ("keywords tags metakeywords labels topics videotag"),
    ArticleField.LANGUAGE: ("language lang metalang locale inlanguage"),
    ArticleField.GUID: ("guid uuid articleid docid id"),
}
NAMES = {field: tuple(names.split()) for field, names in _SPELT.items()}
"""Names, folded, by which tables call a field; the surest first. From the JSON of trafilatura, newspaper4k,
news-please, Readability and NewsAPI, and from the public news corpora at hand."""

SAMPLE = 200
"""Records that are looked at to guess what a column holds."""

_PROSE = 120
"""Mean code points from which values are prose; headlines have about sixty."""

_ADDRESS = re.compile(r"https?://\S+")
_NOTHING = frozenset(("", "none", "null", "nan", "n/a", "[]", "{}", "undefined"))


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where each field stands: (field, key), the surest key of a field first. `guessed` are those no name gave away.

    A field may have several keys: records of one file need not be of one make.
    """

    keys: tuple[tuple[ArticleField, str], ...]
    guessed: frozenset[ArticleField] = frozenset()

    def value(self, record: Record, field: ArticleField) -> str:
        """Return a record's value of a field as text: that of the first key that holds anything, else empty."""
        return next(filter(None, (written(record.get(key)) for each, key in self.keys if each is field)), "")

    def sentence(self) -> str:
        """Return what was guessed, for the report; empty where nothing was."""
        said = [f"“{key}” was taken for the {field}" for field, key in self.keys if field in self.guessed]
        return f"The file doesn't say what its fields are; {', '.join(said)}." if said else ""


def folded(key: str) -> str:
    """Return a key as names are compared: letters and digits of its last part, in lower case."""
    return re.sub(r"[\W_]+", "", key.rpartition(".")[2]).casefold()


def written(value: object) -> str:
    """Return a value as text: numbers written out, lists joined by semicolons, words for "none" left out."""
    if isinstance(value, str):
        return "" if value.strip().casefold() in _NOTHING else value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(written, value)))
    if isinstance(value, dict):
        return written(value.get("name") or value.get("title") or value.get("value"))
    return ""


def find_fields(records: Sequence[Record]) -> FieldMap:
    """Return where the fields stand in records like these; the first `SAMPLE` are looked at.

    A key is known by its name if it holds anything; the headline and the text are guessed from the values where no
    name gives them away, and then the address and the date too.
    """
    sample = records[:SAMPLE]
    keys = dict.fromkeys(key for record in sample for key in record)
    columns = {key: [written(record.get(key)) for record in sample] for key in keys}
    filled = {key: [value for value in values if value] for key, values in columns.items() if any(values)}
    named = tuple(_named(filled))
    taken, fields = {key for _, key in named}, {field for field, _ in named}
    guessed = tuple(_guessed({key: values for key, values in filled.items() if key not in taken}, fields))
    return FieldMap((*named, *guessed), frozenset(field for field, _ in guessed))


def _named(filled: dict[str, list[str]]) -> Iterable[tuple[ArticleField, str]]:
    taken: set[str] = set()
    # What lies less deep is the article's own: "title" before "related.title".
    shallow = sorted(filled, key=lambda key: key.count("."))
    for field, names in NAMES.items():
        for name in names:
            for key in shallow:
                if folded(key) == name and key not in taken and _fits(field, name, filled[key]):
                    taken.add(key)
                    yield field, key


def _fits(field: ArticleField, name: str, values: list[str]) -> bool:
    """True unless the values gainsay the name, as where "article" holds an address, or "domain" a field of study."""
    match field:
        case ArticleField.URL:
            return _share(values, _is_address) > 0.5
        case ArticleField.PUBLISHED | ArticleField.UPDATED:
            return _share(values, _is_date) > 0.5
        case ArticleField.BODY | ArticleField.HEADLINE | ArticleField.STANDFIRST:
            return _share(values, lambda value: not _is_address(value) and not value.isdecimal()) > 0.5
        case ArticleField.SOURCE:
            return _share(values, lambda value: len(value) < 120) > 0.5 and (name != "domain" or "." in values[0])
        case _:
            return True


def _guessed(filled: dict[str, list[str]], found: set[ArticleField]) -> Iterable[tuple[ArticleField, str]]:
    if ArticleField.BODY in found and ArticleField.HEADLINE in found:
        return
    left = dict(filled)
    for field, looks in ((ArticleField.URL, _is_address), (ArticleField.PUBLISHED, _is_date)):
        key = next((key for key, values in left.items() if _share(values, looks) > 0.8), None)
        if key is not None and field not in found:
            yield field, key
        left = {each: values for each, values in left.items() if _share(values, looks) <= 0.8}
    lengths = {key: sum(map(len, values)) / len(values) for key, values in left.items()}
    prose = max(lengths, key=lambda key: lengths[key], default="")
    if ArticleField.BODY not in found and lengths.get(prose, 0) >= _PROSE:
        yield ArticleField.BODY, prose
        lengths.pop(prose)
    titles = [key for key, length in lengths.items() if 15 <= length < _PROSE and _are_titles(left[key])]
    if ArticleField.HEADLINE not in found and titles:
        yield ArticleField.HEADLINE, max(titles, key=lambda key: lengths[key])


def _are_titles(values: list[str]) -> bool:
    """True for values of several words that hardly repeat: a column of sections repeats."""
    several = _share(values, lambda value: " " in value or not value.isascii())
    return several > 0.8 and len(set(values)) > 0.8 * len(values)


def _share(values: list[str], holds: object) -> float:
    assert callable(holds)
    return sum(1 for value in values if holds(value)) / len(values) if values else 0.0


def _is_address(value: str) -> bool:
    return _ADDRESS.fullmatch(value) is not None


def _is_date(value: str) -> bool:
    if len(value) > 60:
        return False
    if value.isdecimal():
        return len(value) in (4, 8, 10, 13)
    return find_stamp(value, StampOrigin.METADATA) is not None
