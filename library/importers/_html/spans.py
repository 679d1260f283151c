"""Building the spans of one block: runs of text, their setting, and HTML's rules for white space."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._html.address import absolute
from library.importers.tidy import tidy
from library.model.document import Mark, Span

_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_WORD = re.compile(r"\w")
_DOUBLED = re.compile("  +")
_AROUND_BREAK = re.compile(" *\n *")

MARKS = {
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "del": Mark.STRIKE,
    "s": Mark.STRIKE,
    "strike": Mark.STRIKE,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is being set at a place in the tree."""

    marks: Mark = Mark.NONE
    link: str = ""
    footnote: str = ""


class Inline:
    """Collects the text of a block; `take` gives its spans with white space collapsed, and starts afresh."""

    def __init__(self) -> None:
        self._runs: list[tuple[list[str], Setting]] = []
        self.is_blank = True
        self.ends_line = False

    def add(self, text: str, setting: Setting) -> None:
        """Add text of the source; its line ends are but spaces."""
        if not text:
            return
        if text.isspace():
            if not self.is_blank:
                self._append(" " if "\xa0" not in text else _SPACE.sub(" ", text), setting)
            return
        self.is_blank = self.ends_line = False
        self._append(_SPACE.sub(" ", text), setting)

    def add_break(self) -> None:
        """Add a line end that was asked for; a block doesn't begin with one."""
        if not self.is_blank:
            self._append("\n", self._runs[-1][1])
            self.ends_line = True

    def _append(self, text: str, setting: Setting) -> None:
        if self._runs and self._runs[-1][1] == setting:
            self._runs[-1][0].append(text)
        else:
            self._runs.append(([text], setting))

    def take(self) -> tuple[Span, ...]:
        """Return the spans and forget them: no space at either end, none doubled, none beside a line end."""
        if not self._runs:
            return ()
        spans: list[Span] = []
        last = "\n"  # so that leading space goes
        for parts, setting in self._runs:
            text = _tidied("".join(parts))
            if last in " \n\u00a0":
                text = text.lstrip(" ")
            if text.startswith("\n"):
                _strip_end(spans)
                text = text if spans else text.lstrip("\n ")
            if text:
                spans.append(Span(text, setting.marks, setting.link, setting.footnote))
                last = text[-1]
        self._runs.clear()
        self.is_blank, self.ends_line = True, False
        _strip_end(spans)
        return tuple(spans)


def _tidied(text: str) -> str:
    if not (text.isascii() and text.isprintable()):  # else it is tidy
        text = tidy(text)
    return _AROUND_BREAK.sub("\n", _DOUBLED.sub(" ", text)) if "  " in text or "\n" in text else text


def joined(first: tuple[Span, ...], second: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return two runs of spans as one, with a blank between them if there is anything on both sides."""
    return (*first, Span(" "), *second) if first and second else first or second


def _strip_end(spans: list[Span]) -> None:
    while spans:
        span = spans[-1]
        text = span.text.rstrip(" \n\u00a0")
        if text == span.text:
            return
        spans.pop()
        if text:
            spans.append(Span(text, span.marks, span.link, span.footnote))
            return


def with_address(spans: tuple[Span, ...], base: str) -> tuple[Span, ...]:
    """Return spans whose links to places in their own page have the page's address in front; without one, and where
    no word is linked ("↑"), they are no links."""
    return tuple(
        replace(span, link=absolute(span.link, base) if base and _WORD.search(span.text) else "")
        if span.link.startswith("#")
        else span
        for span in spans
    )


def letters_linked(spans: tuple[Span, ...]) -> int:
    """Return how many characters, spaces apart, stand in links that lead off the page."""
    return sum(len(span.text) - span.text.count(" ") for span in spans if span.link and not span.link.startswith("#"))
