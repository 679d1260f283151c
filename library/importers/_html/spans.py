"""Building the spans of one block: runs of text, their setting, and HTML's rules for white space."""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.importers.tidy import tidy
from library.model.document import Mark, Span

_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")

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
        self._runs: list[tuple[str, Setting]] = []

    def add(self, text: str, setting: Setting) -> None:
        """Add text of the source; its line ends are but spaces."""
        if text:
            self._runs.append((_SPACE.sub(" ", text), setting))

    def add_break(self) -> None:
        """Add a line end that was asked for."""
        self._runs.append(("\n", Setting()))

    @property
    def is_blank(self) -> bool:
        """True if nothing but white space has been added."""
        return not any(text.strip() for text, _ in self._runs)

    @property
    def ends_line(self) -> bool:
        """True if the last thing besides spaces was a line end."""
        for text, _ in reversed(self._runs):
            if text == "\n":
                return True
            if text.strip():
                return False
        return False

    def take(self) -> tuple[Span, ...]:
        """Return the spans and forget them: no space at either end, none doubled, none beside a line end."""
        spans: list[Span] = []
        last = "\n"  # so that leading space goes
        for text, setting in self._runs:
            text = tidy(text)
            if last in " \n\u00a0" and text.startswith(" "):
                text = text.lstrip(" ")
            if text == "\n":
                _strip_end(spans)
                if not spans:
                    continue
            if text:
                spans.append(Span(text, setting.marks, setting.link, setting.footnote))
                last = text[-1]
        self._runs.clear()
        _strip_end(spans)
        while spans and spans[-1].text == "\n":
            spans.pop()
            _strip_end(spans)
        return tuple(spans)


def _strip_end(spans: list[Span]) -> None:
    while spans:
        span = spans[-1]
        text = span.text.rstrip(" \u00a0")
        if text == span.text:
            return
        spans.pop()
        if text:
            spans.append(Span(text, span.marks, span.link, span.footnote))
            return


def letters_linked(spans: tuple[Span, ...]) -> int:
    """Return how many characters, spaces apart, stand in links."""
    return sum(len(span.text) - span.text.count(" ") for span in spans if span.link)
