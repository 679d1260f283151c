"""What stands above a story on its first page: kicker, headline, standfirst, byline, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from library.importers._pdf.lines import MARKER
from library.importers._pdf.paragraphs import Paragraph
from library.importers._text_byline import is_name, read_byline
from library.importers._text_head import Furniture
from library.importers.tidy import one_line, tidy
from library.model.document import Mark

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher)|powerpoint-präsentation|word document|untitled|unbenannt|"
    r"sans titre|sin título|document\d*|dokument\d*|title|titel|slide \d+|layout \d+|pdf|print|\(?anonymous\)?|"
    r"main|template|test|none|null|\W*)(?:\s*-.*|\s*\d*)?|"
    r".*\.(?:docx?|pdf|tex|dvi|ps|eps|indd|qxp?d?|p65|pm\d|rtf|odt|wpd?|html?|txt|pptx?|xlsx?|pages|ai|fm|pub|aspx?|php)"
    r"|https?://.*|[\w\-.]*[_\d][\w\-.]*|\S*\\\S*",
    re.IGNORECASE,
)
_DEPTH = 14
_LONGEST_TITLE = 250
_LONGEST_STANDFIRST = 500
_LARGE = 1.15
_CLEAR = 1.5
"""Usual distances of baselines from a headline in the text's own type to the text."""
_WORD = re.compile(r"\w+")
_HOUSE = re.compile(
    r"\b(?:universi\w+|institut\w*|department|college|school|cent(?:er|re)|inc|ltd|gmbh|corp\w*|company|associates|group|"
    r"abstract|introduction|summary|contents|press|foundation|ministry|office|society|street|zusammenfassung)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|&|、|，|\u2003)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What was read above the story; `used` are the identities of the paragraphs that no longer belong to its body.

    `top` is the baseline of the headline's first line in points on its `page`, infinite where the page has none.
    """

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    furniture: Furniture = field(default_factory=Furniture)
    used: set[int] = field(default_factory=set)
    top: float = float("inf")
    page: int = 0


def real_title(title: str) -> str:
    """Return a title from the file's information if it is one, not a program's or a file's name; else empty."""
    title = one_line(tidy(title)).strip(" -–—|")
    title = re.sub(r"^Microsoft (?:Word|PowerPoint) - ", "", title)
    if len(title) < 3 or len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title):
        return ""
    return title if re.search(r"[^\W\d_]{2}", title) else ""


def read_head(paragraphs: Sequence[Paragraph], body: float, title: str, author: str) -> Head:
    """Read the head of a story. `title` and `author` are the file's own words on them, which are often wrong."""
    head = Head()
    page = paragraphs[0].lines[0].page if paragraphs else 0
    first = [each for each in paragraphs if each.lines[0].page == page and not each.cells][:40]
    title = real_title(title)
    chosen = _headline(first, body, title)
    if chosen is not None:
        start, end = chosen
        head.headline = one_line(tidy(" ".join(each.text for each in first[start:end])))
        head.used.update(id(each) for each in first[start:end])
        head.top, head.page = first[start].lines[0].y, page
        _above(head, first[:start])
        _below(head, first[end:], body, names(author))
    elif _is_known(title, first):
        head.headline = title
        _below(head, first, body, names(author))
    if not head.headline and len(title.split()) >= 2:
        head.headline = title
    if not head.furniture.authors:
        head.furniture.authors = names(author)
    return head


def names(written: str) -> tuple[str, ...]:
    """Return the names in a line of names, or nothing if any part of it isn't one."""
    parts = [re.sub(r"[\d*†‡§,∗\s]+$", "", part).strip() for part in _NAMES.split(written)]
    parts = [one_line(tidy(part)) for part in parts]
    parts = [part for part in parts if part and not part.isdecimal()]
    return (
        tuple(dict.fromkeys(parts))
        if parts and all(is_name(part) and not _HOUSE.search(part) for part in parts)
        else ()
    )


def _headline(first: Sequence[Paragraph], body: float, title: str) -> tuple[int, int] | None:
    """Where the headline's paragraphs begin and end: the one the title names, else the largest type."""
    for start in range(min(len(first), _DEPTH)):
        for end in range(start + 1, min(start + 4, len(first)) + 1):
            if title and _same_words(" ".join(each.text for each in first[start:end]), title):
                return start, end
    large = [
        at
        for at, each in enumerate(first)
        if each.size >= _LARGE * body and 4 <= len(each.text) <= _LONGEST_TITLE and re.search(r"[^\W\d_]{2}", each.text)
    ]
    if not large:
        return _bold_first(first)
    best = max(large, key=lambda at: (first[at].size, -at))
    if len(first[best].text.split()) <= 2:  # a paper's name may be set larger than any headline
        others = [at for at in large if at > best and first[at].size >= 1.3 * body and _is_sentence(first[at].text)]
        best = max(others, key=lambda at: (first[at].size, -at)) if others else best
    end = best + 1
    while end < len(first) and abs(first[end].size - first[best].size) < 0.6 and end in large and end - best < 4:
        end += 1
    while best > 0 and abs(first[best - 1].size - first[best].size) < 0.6 and best - 1 in large:
        best -= 1
    return (best, end) if sum(len(each.text) for each in first[best:end]) <= _LONGEST_TITLE else (best, best + 1)


def _is_sentence(text: str) -> bool:
    """True for four words or more that aren't all names."""
    words = text.split()
    return len(words) >= 4 and "@" not in text and sum(word[0].islower() and len(word) > 1 for word in words) >= 1


def _bold_first(first: Sequence[Paragraph]) -> tuple[int, int] | None:
    """A headline in the text's own size: the first words of the page, bold, in capitals, or standing clear above it."""
    if len(first) < 2:
        return None
    top, text = first[0], first[0].text.strip()
    if len(top.lines) > 2 or len(text) > 160 or text.endswith((".", ":", ",", ";", "。", "!", "?")):
        return None
    if len(text) >= 8 and ((top.bold and not first[1].bold) or text.isupper()):
        return 0, 1
    clear = len(top.lines) == 1 and not 0.0 < first[1].gap < _CLEAR and any(len(each.text) > 100 for each in first[1:])
    return (0, 1) if clear and re.search(r"[^\W\d_]", text) and not MARKER.match(text) else None


def _same_words(text: str, title: str) -> bool:
    words, wanted = _WORD.findall(text.casefold()), _WORD.findall(title.casefold())
    if not words or abs(len("".join(words)) - len("".join(wanted))) > 4:
        return False
    return "".join(words) == "".join(wanted) or len(set(words) & set(wanted)) >= 0.85 * len(set(words) | set(wanted))


def _is_known(title: str, first: Sequence[Paragraph]) -> bool:
    words = set(_WORD.findall(" ".join(each.text for each in first).casefold()))
    wanted = _WORD.findall(title.casefold())
    return bool(wanted) and sum(word in words for word in wanted) >= 0.7 * len(wanted)


def _above(head: Head, above: Sequence[Paragraph]) -> None:
    """A kicker, or furniture, above the headline; anything longer is text and stays."""
    for paragraph in above[:4]:
        text = one_line(tidy(paragraph.text))
        if head.furniture.read(text):
            head.used.add(id(paragraph))
        elif paragraph is above[-1] and len(text) <= 60 and len(text.split()) <= 6 and not text.endswith((".", ",")):
            head.kicker = text
            head.used.add(id(paragraph))


def _below(head: Head, below: Sequence[Paragraph], body: float, authors: tuple[str, ...]) -> None:
    known = {word for name in authors for word in name.split()}
    for at, paragraph in enumerate(below[:_DEPTH]):
        text = one_line(tidy(paragraph.text))
        if len(text) > _LONGEST_STANDFIRST:
            return
        short = len(text) <= 200
        if short and head.furniture.read(text):
            head.used.add(id(paragraph))
        elif at < 9 and (found := names(_unmarked(paragraph))):
            head.furniture.authors = tuple(dict.fromkeys((*head.furniture.authors, *found)))
            head.used.add(id(paragraph))
        elif known and short and _is_of(text, known):
            head.furniture.authors = authors
            head.used.add(id(paragraph))
        elif not head.standfirst and at < 4 and _is_standfirst(paragraph, text, body, below[at + 1 :]):
            head.standfirst = text
            head.used.add(id(paragraph))
        elif len(text) > 200 or (read_byline(text) is None and at >= 6):
            return


def _is_of(text: str, known: set[str]) -> bool:
    """True for a line of names, most of which the file's information has too."""
    words = text.split()
    return not any(word[0].islower() for word in words) and sum(word in known for word in words) * 2 >= len(words)


def _unmarked(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans if not span.marks & Mark.SUPERSCRIPT)


def _is_standfirst(paragraph: Paragraph, text: str, body: float, rest: Sequence[Paragraph]) -> bool:
    if not 30 <= len(text) <= _LONGEST_STANDFIRST or not rest:
        return False
    next_is_text = any(len(each.text) > 120 and each.size <= 1.06 * body for each in rest[:6])
    if sum(word[0].islower() for word in text.split()) < 3 and text[0].isupper():
        return False  # names, or a place and a house
    if paragraph.size >= 1.08 * body:
        return next_is_text and len(text.split()) >= 6
    return next_is_text and (paragraph.bold or paragraph.italic) and not rest[0].bold and len(text.split()) >= 8
