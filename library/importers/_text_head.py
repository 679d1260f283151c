"""What stands around a story's text in a plain file: kicker, headline, standfirst, byline and dates above it, credits
and copyright below. Owns telling these apart from the text; what it can't place stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from library.importers import _text_words as words
from library.importers._text_byline import is_name, is_role, read_byline, read_names
from library.importers._text_lines import Piece
from library.importers.dates import is_date_line, locate
from library.model.stamp import Stamp, StampOrigin

_DEPTH = 24
"""Pieces looked at from each end: a masthead is never longer, a menu may be, and stays text then."""

_ADDRESS = re.compile(r"(?:url:\s*)?<?(https?://[^\s<>]+)>?", re.IGNORECASE)
_STAMP_LABEL = re.compile(
    r"(?P<updated>(?:last )?(?:updated|modified|revised)(?: on| at)?|mis à jour(?: le)?|aktualisiert(?: am)?|"
    r"actualizado(?: el)?|atualizado(?: em)?|aggiornato(?: il)?|bijgewerkt(?: op)?|обновлено)\b|"
    r"(?P<published>(?:first |originally )?published(?: on| at)?|posted(?: on)?|publié(?: le)?|veröffentlicht(?: am)?|"
    r"publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?|опубликовано)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s{2,}[-–—]\s{2,}")
_SECTIONS = frozenset(
    re.split(
        r"\s+",
        """news world opinion comment features feature business politics sport sports culture arts science technology
        health travel style life lifestyle analysis editorial editorials exclusive national international local
        entertainment economy environment education obituaries obituary interview review reviews letters topics
        investing markets money companies releases people society nation metro""",
    )
)
_SECTION_LINE = re.compile(
    r"(?:for immediate release|(?:press|news|media) releases?|(?:latest|breaking|top) news)\W*", re.I
)
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_TWO_SENTENCES = re.compile(r"[^\W\d_A-Z]{3}\. [A-ZÀ-Þ]")
_SENTENCE_END = (".", "。", "．", "…", ";", ",", "；", "，")


@dataclass(slots=True)
class Furniture:
    """What has been read off a file's furniture so far. `consumed` are the lines that went into fields or away."""

    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    place: str = ""
    source: str = ""
    section: str = ""
    url: str = ""
    credit: list[str] = field(default_factory=list)
    keywords: tuple[str, ...] = ()
    published: Stamp | None = None
    updated: Stamp | None = None
    consumed: list[str] = field(default_factory=list)

    def read(self, line: str, *, mail: bool = False) -> bool:
        """Take a line of furniture in and return True; False if it says something else."""
        known = (
            words.is_junk(line)
            or self._address(line)
            or self._labelled(line, mail=mail)
            or self._dates(line)
            or self._byline(line)
            or self._combined(line)
        )
        if known:
            self.consumed.append(line)
        return known

    def _address(self, line: str) -> bool:
        match = _ADDRESS.fullmatch(line)
        if match and not self.url:
            self.url = match[1]
        return bool(match) and (match is None or self.url == match[1])

    def _labelled(self, line: str, *, mail: bool) -> bool:
        found = words.labelled(line)
        if not found:
            return False
        kind, value = found
        if kind in ("published", "updated"):
            return self._stamp(kind, value, StampOrigin.LABEL)
        if kind == "author":
            return self._author(value) or (mail and "@" in value)
        if kind == "keywords":
            self.keywords += tuple(word for word in (part.strip() for part in re.split(r"[,;、，]", value)) if word)
            return True
        if kind == "url":
            return self._address(value)
        if kind in ("transport", "organisation") and not mail:
            return False
        if kind == "transport":
            return True
        name = "source" if kind == "organisation" else kind
        if getattr(self, name):
            return False
        setattr(self, name, value)
        return True

    def _author(self, value: str) -> bool:
        byline = read_names(value)
        if byline is None or self.authors:
            return False
        self.authors, self.place = byline.authors, byline.place
        self.source = self.source or byline.source
        return True

    def _stamp(self, kind: str, value: str, origin: StampOrigin) -> bool:
        """Take a date that fills a value in; another label and date may follow it."""
        found = locate(value, origin)
        if found is None or len(value) > 160 or getattr(self, kind):
            return False
        if not is_date_line(value):
            rest = value[found.end :].strip(" |•·,;()-–—")
            if not is_date_line(value[: found.end]) or not (self._dates(rest) or self._byline(rest)):
                return False
        if kind == "updated":
            self.updated = found.stamp
        else:
            self.published = found.stamp
        return True

    def _dates(self, line: str) -> bool:
        if len(line) > 160:
            return False
        label = words.labelled(line)
        if label and label[0] in ("published", "updated"):
            return self._stamp(label[0], label[1], StampOrigin.LABEL)
        match = _STAMP_LABEL.match(line)
        if match and match.lastgroup:
            return self._stamp(match.lastgroup, line[match.end() :].strip(" :"), StampOrigin.LABEL)
        bare = line.strip(" ()[]|•·-–—")
        if not re.search(r"\d", bare) or len(bare) > 90 or not is_date_line(bare):
            return False
        return self._stamp("published", bare, StampOrigin.TEXT)

    def _byline(self, line: str) -> bool:
        byline = read_byline(line)
        if byline is None or (self.authors and byline.authors):
            return False
        self.authors, self.place = self.authors or byline.authors, self.place or byline.place
        self.source = self.source or byline.source
        return True

    def _combined(self, line: str) -> bool:
        """A byline and dates on one line, parted by bars, bullets, or a comma before the date."""
        if len(line) > 200:
            return False
        parts = [part for part in _PARTS.split(line) if part]
        if len(parts) == 1:
            found = locate(line, StampOrigin.TEXT)
            if found is None or not found.start:
                return False
            parts = [line[: found.start].rstrip(" ,-–—("), line[found.start :]]
        before = (self.authors, self.place, self.source, self.published, self.updated)
        if len(parts) > 1 and all(
            words.is_junk(part) or self._dates(part) or self._byline(part) or self._bare_name(part) or is_role(part)
            for part in parts
        ):
            return True
        self.authors, self.place, self.source, self.published, self.updated = before
        return False

    def _bare_name(self, part: str) -> bool:
        if self.authors or not is_name(part):
            return False
        self.authors = (part,)
        return True


def read_head(pieces: list[Piece]) -> tuple[Furniture, list[Piece]]:
    """Return what stands above the text, and the pieces that remain: the text, and what couldn't be placed."""
    head = Furniture()
    mail = _is_mail(pieces)
    titles: list[Piece] = []
    placed: list[Piece] = []  # titles that furniture follows, so that they are no text
    junk: list[str] = []  # since the last furniture: it goes with what comes after, or stays
    end = 0
    for at, piece in enumerate(pieces[:_DEPTH]):
        if piece.columns or len(piece.text) > words.LONGEST_LINE:
            break
        is_junk = words.is_junk(piece.text)
        if is_junk:
            junk.append(piece.text)
        if (is_junk and len(titles) == len(placed)) or (not is_junk and head.read(piece.text, mail=mail)):
            placed, end = list(titles), at + 1
            head.consumed += junk
            junk = []
        elif is_junk:
            continue
        elif mail or len(titles) - len(placed) >= 3 or len(titles) >= 4 or words.is_note(piece.text):
            break
        else:
            titles.append(piece)
    rest = pieces[end:]
    kept = _place_titles(head, placed, rest)
    taken = 0 if kept or head.headline else _place_first(head, rest)
    return head, kept + rest[taken:]


def _is_mail(pieces: list[Piece]) -> bool:
    """True if the file begins as a letter does: with lines From, Subject and the like."""
    kinds = [found[0] for piece in pieces[:6] if (found := words.labelled(piece.text))]
    return len(kinds) >= 2 and bool(pieces and words.labelled(pieces[0].text)) and "headline" in kinds


def _place_titles(head: Furniture, titles: list[Piece], rest: list[Piece]) -> list[Piece]:
    """Kicker, headline and standfirst among the lines above a byline or a date. Returns those that are text."""
    texts = [piece.text for piece in titles]
    if not texts or head.headline or not _is_headline(texts[0], followed=True):
        return titles
    if len(texts) > 1 and not head.authors and is_name(texts[-1]):
        head.authors = (texts.pop(),)
    if len(texts) > 1 and _is_kicker(texts[0], texts[1]):
        head.kicker = texts.pop(0)
    head.headline = texts.pop(0)
    kept: list[Piece] = []
    if head.standfirst or not rest:  # a file of one paragraph, or a labelled standfirst: the others are text
        kept = [piece for piece in titles if piece.text in texts and piece.text != head.headline]
    else:
        head.standfirst = " ".join(text for text in texts if text != head.headline)
    head.consumed += [piece.text for piece in titles if piece not in kept]
    return kept


def _place_first(head: Furniture, rest: list[Piece]) -> int:
    """Kicker and headline among the first lines of a text with no byline or date below them. Returns their number."""
    if not rest or rest[0].columns:
        return 0
    first = rest[0].text
    if len(rest) == 1:
        return 0
    if _SECTION_LINE.fullmatch(first) or first.casefold().strip(" :") in _SECTIONS:
        head.kicker = first
        head.consumed.append(first)
        return 1 + _place_headline(head, rest[1:])
    if len(rest) > 2 and _is_kicker(first, rest[1].text) and _is_headline(rest[1].text) and rest[2].gap == rest[1].gap:
        head.kicker = first
        head.consumed.append(first)
        return 1 + _place_headline(head, rest[1:])
    return _place_headline(head, rest)


def _place_headline(head: Furniture, rest: list[Piece]) -> int:
    if len(rest) < 2 or rest[0].columns or not _is_headline(rest[0].text):
        return 0
    head.headline = rest[0].text
    repeated = 1 + (len(rest) > 2 and rest[1].text == head.headline)
    head.consumed += [head.headline] * repeated
    return repeated


def _is_kicker(text: str, after: str) -> bool:
    """True for a few words that no sentence makes, over a longer line that can be a headline."""
    few = len(text) <= 16 if _WIDE.search(text) else len(text.split()) <= 5 and len(text) <= 45
    if not few or text.endswith((*_SENTENCE_END, "?", "!", ":", "：")) or not re.search(r"[^\W\d_]", text):
        return False
    return len(after) > len(text) * 1.3 and _is_headline(after)


def _is_headline(text: str, *, followed: bool = False) -> bool:
    """True for a line that can be a headline; `followed` by a byline or a date it may end like a sentence."""
    longest = 90 if _WIDE.search(text) else 220
    if len(text) > longest or not re.search(r"[^\W\d_]", text) or words.is_note(text) or "\n" in text:
        return False
    if re.match(r"[-*•·■]\s|\d{1,2}\)\s", text) or _TWO_SENTENCES.search(text) or words.is_credit(text):
        return False
    if text[0].islower() and not text[1:2].isupper():  # but iPhones and eBay do begin headlines
        return False
    if text.endswith(_SENTENCE_END) and not text.endswith(("...", "U.S.", "…")):
        return followed and text.endswith((".", "。")) and len(text.split()) <= 20
    return len(text.split()) <= 32


def read_tail(head: Furniture, pieces: list[Piece]) -> list[Piece]:
    """Take what stands below the text into `head`; return the text. Notes of the editors are text and stay."""
    kept: list[Piece] = []
    end = len(pieces)
    while end > 1 and len(pieces) - end < _DEPTH:
        piece = pieces[end - 1]
        if piece.columns or len(piece.text) > words.LONGEST_LINE:
            break
        if words.is_note(piece.text):
            kept.append(piece)
        elif words.is_credit(piece.text):
            head.credit.insert(0, piece.text)
            head.consumed.append(piece.text)
        elif not _read_below(head, piece.text):
            break
        end -= 1
    return pieces[:end] + kept[::-1]


def _read_below(head: Furniture, line: str) -> bool:
    label = words.labelled(line)
    if words.is_junk(line) or (label and label[0] in ("published", "updated", "keywords", "section", "source", "url")):
        return head.read(line)
    if re.search(r"\d", line) and len(line) <= 90 and is_date_line(line):
        return head.read(line)
    return False
