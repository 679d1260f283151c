"""Paragraphs of RTF written as plain HTML: headings by style, outline or size, lists, tables, notes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from library.importers._office import Marked
from library.importers._office_styles import HEAD, role_of
from library.importers._rtf_model import Content, Paragraph

_NUMBER = re.compile(r"\s*\(?(\d{1,5})\s*[.)\]:]?\s*$")
_BULLET = re.compile(r"[\s•·▪◦○●■□◻➢✓→–—*o§\-]*")
_LARGER = 1.15
_LONGEST_HEADING = 160
_AS = {
    "quote": ("<blockquote><p>", "</p></blockquote>"),
    "code": ("<pre>", "\n</pre>"),
    "caption": ('<p class="figcaption">', "</p>"),
}


class Writer:
    """Writes one file's content; `marked` is what its styles mark as its head."""

    def __init__(self, content: Content) -> None:
        self.marked = Marked()
        self._content = content
        self._roles = {number: _role(name, level) for number, (name, level) in content.styles.items()}
        self._sizes = _sizes(content.paragraphs)
        self._out: list[str] = []
        self._lists: list[str] = []
        self._counts: dict[int, dict[int, int]] = {}
        self._row: list[str] = []
        self._cell: list[str] = []
        self._is_table = False

    def write(self) -> str:
        """Return the markup of all paragraphs, notes last."""
        paragraphs = self._without_head(self._content.paragraphs)
        self._write_all(paragraphs)
        for number, note in enumerate(self._content.notes, 1):
            self._out.append(f'<aside id="footnote-{number}">')
            self._write_all(note)
            self._out.append("</aside>")
        return "".join(self._out).replace("\n</pre><pre>", "\n")

    def _without_head(self, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """Take the paragraphs that styles mark as title, subtitle, author and date from the beginning."""
        kept, is_head = list[Paragraph](), True
        for paragraph in paragraphs:
            role, _ = self._roles.get(paragraph.style, ("", 0))
            line = " ".join(paragraph.text.split())
            if is_head and role in HEAD and not paragraph.in_table:
                self.marked = self.marked.with_line(role, line)
            else:
                kept.append(paragraph)
                is_head = is_head and not (self.marked.title and line)
        return kept

    def _write_all(self, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            if paragraph.in_table or paragraph.ends in ("cell", "row"):
                self._write_in_table(paragraph)
            else:
                self._end_table()
                self._out.append(self._block(paragraph))
        self._end_table()
        self._out.append(self._close_lists(0))

    def _write_in_table(self, paragraph: Paragraph) -> None:
        if not self._is_table:
            self._out.append(self._close_lists(0) + "<table>")
            self._is_table = True
        if any(run.text.strip() or run.markup for run in paragraph.runs):
            self._cell.append(self._block(paragraph))
        if paragraph.ends == "cell":
            tag = "th" if paragraph.is_header else "td"
            self._row.append(f"<{tag}>{''.join(self._cell)}{self._close_lists(0)}</{tag}>")
            self._cell.clear()
        elif paragraph.ends == "row":
            self._end_row()

    def _end_row(self) -> None:
        if self._cell:
            self._row.append(f"<td>{''.join(self._cell)}{self._close_lists(0)}</td>")
        if self._row:
            self._out.append(f"<tr>{''.join(self._row)}</tr>")
        self._row.clear()
        self._cell.clear()

    def _end_table(self) -> None:
        if self._is_table:
            self._end_row()
            self._out.append("</table>")
            self._is_table = False

    def _block(self, paragraph: Paragraph) -> str:
        if not any(run.text.strip() or run.markup for run in paragraph.runs):
            return ""
        role, level = self._roles.get(paragraph.style, ("", 0))
        level = level or paragraph.outline or self._level_by_size(paragraph)
        if role == "toc":
            return ""
        if level and not paragraph.in_table:
            return f"{self._close_lists(0)}<h{min(level, 6)}>{_inline(paragraph, is_heading=True)}</h{min(level, 6)}>"
        if paragraph.list_id or paragraph.label.strip():
            return self._item(paragraph)
        opening, closing = _AS.get(role, ("<p>", "</p>"))
        return self._close_lists(0) + opening + _inline(paragraph) + closing

    def _item(self, paragraph: Paragraph) -> str:
        depth = paragraph.list_level + 1
        is_bullet = (paragraph.list_id, paragraph.list_level) in self._content.bullets or (
            bool(paragraph.label) and bool(_BULLET.fullmatch(paragraph.label))
        )
        tag = "ul" if is_bullet else "ol"
        out = self._close_lists(depth)
        if len(self._lists) == depth and self._lists[-1] != tag:
            out += self._close_lists(depth - 1)
        while len(self._lists) < depth:
            self._lists.append(tag)
            out += f"<{tag}>"
        value = "" if is_bullet else f' value="{self._number(paragraph)}"'
        return f"{out}<li{value}>{_inline(paragraph)}</li>"

    def _number(self, paragraph: Paragraph) -> int:
        counts = self._counts.setdefault(paragraph.list_id, {})
        level, match = paragraph.list_level, _NUMBER.match(paragraph.label)
        counts[level] = int(match[1]) if match else counts.get(level, 0) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts[level]

    def _close_lists(self, depth: int) -> str:
        closed = ""
        while len(self._lists) > depth:
            closed += f"</{self._lists.pop()}>"
        return closed

    def _level_by_size(self, paragraph: Paragraph) -> int:
        """The level of a line that is larger than the text around it: programs without styles set headings so."""
        runs = [run for run in paragraph.runs if run.text.strip()]
        if not self._sizes or not runs or paragraph.list_id or paragraph.label:
            return 0
        size = min(run.setting.size for run in runs)
        if size not in self._sizes or len(paragraph.text) > _LONGEST_HEADING:
            return 0
        return min(self._sizes.index(size) + 1, 3)


def _role(name: str, level: int) -> tuple[str, int]:
    role, own = role_of(name)
    return role, own or level


def _sizes(paragraphs: Iterable[Paragraph]) -> list[int]:
    """The sizes of headings, the largest first: those well above the size of most of the text."""
    letters: Counter[int] = Counter()
    for paragraph in paragraphs:
        for run in paragraph.runs:
            letters[run.setting.size] += len(run.text.strip())
    body = letters.most_common(1)[0][0] if letters else 0
    if not body:
        return []
    return sorted((size for size, count in letters.items() if size >= body * _LARGER and count), reverse=True)


def _inline(paragraph: Paragraph, *, is_heading: bool = False) -> str:
    parts = []
    for run in paragraph.runs:
        marks = sorted(run.setting.marks - ({"strong"} if is_heading else set()))
        text = html.escape(run.text).replace("\n", "<br>") + run.markup
        if run.setting.link:
            text = f'<a href="{html.escape(run.setting.link)}">{text}</a>'
        parts.append("".join(f"<{mark}>" for mark in marks) + text + "".join(f"</{mark}>" for mark in reversed(marks)))
    return "".join(parts)
