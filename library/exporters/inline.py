"""Spans as CommonMark that means them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from library.exporters.parts import safe_address
from library.model.document import Mark, Span

_SPECIAL = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|[!^]\Z")
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Characters that can't stand in CommonMark: it replaces NUL, and the others can't be seen.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# What a line must not begin with: a heading, a list, a quote, an underline of a heading or of a table's.
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|:?-+:?\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HTML = ((Mark.STRIKE, "del"), (Mark.SUBSCRIPT, "sub"), (Mark.SUPERSCRIPT, "sup"))
_BEFORE_OPENING = frozenset("(“‘„—–-/")
_AFTER_CLOSING = frozenset(".,;:!?)”’—–-/")


def lines(spans: Sequence[Span], footnotes: Container[str] = (), in_table: bool = False) -> list[str]:
    """Return the spans as lines of Markdown, each safe at the beginning of a line; none for text without any letters.

    `footnotes` are the labels that the document explains.
    """
    made = ""
    for at, span in enumerate(spans):
        piece = _marked(span, _neighbour(spans, at - 1)[-1:], _neighbour(spans, at + 1)[:1], footnotes)
        # A bar ends a cell even inside code; there a backslash before it is taken away again.
        made += piece.replace("|", "\\|") if in_table and Mark.CODE in span.marks else piece
    return [_safe_start(line.strip()) for line in _LINE_BREAKS.split(made) if line.strip()]


def escaped(content: str) -> str:
    """Return plain text as one line of Markdown that shows it."""
    return " ".join(lines((Span(content),)))


def code_line(content: str, fence: str = "`") -> str:
    """Return a run of backticks longer than any in the content, and at least as long as `fence`."""
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    return "`" * max(len(fence), longest + 1)


def without_unseen(content: str) -> str:
    """Return text without control characters, which Markdown can't show."""
    return _UNSEEN.sub("", content)


def _neighbour(spans: Sequence[Span], at: int) -> str:
    return spans[at].text if 0 <= at < len(spans) else ""


def _marked(span: Span, before: str, after: str, footnotes: Container[str]) -> str:
    text = without_unseen(span.text)
    inner = text.strip()
    if not inner:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if span.footnote in footnotes:
        return f"{lead}[^{span.footnote}]{tail}"
    clean = (bool(lead) or before in _BEFORE_OPENING or not before or before.isspace()) and (
        bool(tail) or after in _AFTER_CLOSING or not after or after.isspace()
    )
    made = _code(inner) if Mark.CODE in span.marks else _SPECIAL.sub(r"\\\g<0>", inner)
    for mark, tag in _HTML:
        if mark in span.marks:
            made = f"<{tag}>{made}</{tag}>"
    made = _emphasised(made, span, clean and inner[0].isalnum() and inner[-1].isalnum())
    if address := safe_address(span.link):
        made = f"[{made}](<{_in_brackets(address)}>)"
    return f"{lead}{made}{tail}"


def _emphasised(made: str, span: Span, clean: bool) -> str:
    """Set strong and emphasis: with asterisks where CommonMark's rules on what flanks them leave no doubt."""
    clean = clean and not span.marks & ~(Mark.STRONG | Mark.EMPHASIS)
    if Mark.EMPHASIS in span.marks:
        made = f"*{made}*" if clean else f"<em>{made}</em>"
    if Mark.STRONG in span.marks:
        made = f"**{made}**" if clean else f"<strong>{made}</strong>"
    return made


def _code(content: str) -> str:
    flat = _LINE_BREAKS.sub(" ", content)
    fence = code_line(flat)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _in_brackets(address: str) -> str:
    return "".join(f"%{ord(char):02X}" if char in "<>\\ \t\r\n|" else char for char in address)


def _safe_start(line: str) -> str:
    if _LINE_START.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
