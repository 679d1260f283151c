"""The text of an OpenDocument file written as plain HTML: one pass over the tree, without recursion."""

from __future__ import annotations

import base64
import binascii
import html
from collections.abc import Callable
from dataclasses import dataclass, field

from library.importers._odt_styles import Styles
from library.importers._office import Marked
from library.importers._office_styles import HEAD
from library.importers._xml import Element, attribute, first, local, named, text_of

_LEFT_OUT_NAMES = (
    "tracked-changes annotation annotation-end forms sequence-decls variable-decls user-field-decls table-of-content "
    "illustration-index table-index object-index user-index alphabetical-index note-citation note-body meta "
    "automatic-styles list-header-text title desc ruby-text shapes binary-data event-listeners dde-connection-decls"
)
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_WRAPPED = {"list-item": "li", "table-row": "tr", "list-header": "li"}
_AS = {
    "quote": ("<blockquote><p>", "</p></blockquote>"),
    "code": ("<pre>", "\n</pre>"),
    "caption": ('<p class="figcaption">', "</p>"),
}
_MOST_REPEATS = 100


@dataclass(slots=True)
class Written:
    """Markup, what the text marks as its head, and the pictures that stood in the file as text, by their sources."""

    markup: str = ""
    marked: Marked = field(default_factory=Marked)
    inline: dict[str, bytes] = field(default_factory=dict)


def write(body: Element, styles: Styles) -> Written:
    """Return a text body as HTML: links, lists, tables, notes, pictures and emphasis as what they are."""
    return _Writer(styles).write(body)


class _Writer:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out: list[str] = []
        self._notes: list[Element] = []
        self._labels: set[str] = set()
        self._lists: list[str] = []
        self._counts: dict[tuple[str, int], int] = {}
        self._is_head = True
        self._written = Written()

    def write(self, body: Element) -> Written:
        self._walk(body)
        done = 0
        while done < len(self._notes):  # a note may hold another one
            done += 1
            self._out.append(f'<aside id="footnote-{done}">')
            self._walk(self._notes[done - 1])
            self._out.append("</aside>")
        self._written.markup = "".join(self._out).replace("\n</pre><pre>", "\n")
        return self._written

    def _walk(self, root: Element) -> None:
        stack: list[tuple[Element, str | None]] = [(root, None)]
        while stack:
            element, closing = stack.pop()
            if closing is None:
                end = self._enter(element) if element is not root else ""
                if end is not None:
                    self._text(element.text)
                    stack.append((element, end))
                    stack.extend((child, None) for child in reversed(element))
                    continue
            else:
                self._out.append(closing)
                self._left(element)
            if element is not root:
                self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._out.append(html.escape(text))

    def _enter(self, element: Element) -> str | None:
        """Write what an element begins with; return what it ends with, or None if it has been dealt with whole."""
        name = local(element)
        if not name or name in _LEFT_OUT or (name == "section" and attribute(element, "display") == "none"):
            return None
        if handler := _HANDLERS.get(name):
            return handler(self, element)
        if tag := _WRAPPED.get(name):
            self._out.append(f"<{tag}{self._number(element)}>" if tag == "li" else f"<{tag}>")
            return f"</{tag}>"
        return ""

    def _left(self, element: Element) -> None:
        if local(element) == "list":
            self._lists.pop()

    def _paragraph(self, element: Element) -> str | None:
        style = self._styles.get("paragraph", attribute(element, "style-name"))
        if style.is_hidden:
            return None
        if self._is_head and style.role in HEAD and local(element.getparent()) in ("text", "section"):
            self._written.marked = self._written.marked.with_line(style.role, _plain(element))
            return None
        self._is_head = self._is_head and not (self._written.marked.title and text_of(element))
        if style.role == "toc":
            return None
        if style.role == "rule":
            self._out.append("<hr>")
            return None
        if style.role == "caption" and local(element.getparent()) != "text-box" and not _is_by_picture(element):
            return self._open("p")
        opening, closing = _AS.get(style.role, ("<p>", "</p>"))
        self._out.append(opening)
        return closing

    def _open(self, tag: str) -> str:
        self._out.append(f"<{tag}>")
        return f"</{tag}>"

    def _heading(self, element: Element) -> str | None:
        role = self._styles.get("paragraph", attribute(element, "style-name")).role
        if role in HEAD:
            return self._paragraph(element)
        self._is_head = self._is_head and not self._written.marked.title
        level = attribute(element, "outline-level")
        return self._open(f"h{min(int(level), 6) if level.isdecimal() and level != '0' else 1}")

    def _span(self, element: Element) -> str | None:
        style = self._styles.get("text", attribute(element, "style-name"))
        if style.is_hidden:
            return None
        self._out.extend(f"<{mark}>" for mark in style.marks)
        return "".join(f"</{mark}>" for mark in reversed(style.marks))

    def _link(self, element: Element) -> str:
        self._out.append(f'<a href="{html.escape(attribute(element, "href"))}">')
        return "</a>"

    def _spaces(self, element: Element) -> None:
        count = attribute(element, "c")
        self._out.append(" " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, _MOST_REPEATS))

    def _tab(self, _: Element) -> None:
        self._out.append(" ")

    def _break(self, _: Element) -> None:
        self._out.append("<br>")

    def _list(self, element: Element) -> str:
        self._lists.append(attribute(element, "style-name") or (self._lists[-1] if self._lists else ""))
        depth = len(self._lists)
        key = (self._lists[-1], depth)
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if not goes_on:
            self._counts.pop(key, None)
        return self._open("ol" if key in self._styles.numbered else "ul")

    def _number(self, element: Element) -> str:
        """The `value` of a numbered list's item."""
        key = (self._lists[-1] if self._lists else "", len(self._lists))
        if key not in self._styles.numbered or local(element) == "list-header":
            return ""
        start = attribute(element, "start-value")
        following = self._counts.get(key, self._styles.numbered[key] - 1) + 1
        self._counts[key] = int(start) if start.isdecimal() and len(start) < 7 else following
        return f' value="{self._counts[key]}"'

    def _note(self, element: Element) -> None:
        body = first(element, "note-body")
        if body is None:
            return
        cited = text_of(first(element, "note-citation"))
        is_free = cited not in self._labels and 0 < len(cited) < 4
        label = cited if is_free else str(len(self._notes) + 1)
        self._labels.add(label)
        self._notes.append(body)
        self._out.append(f'<sup><a href="#footnote-{len(self._notes)}">{html.escape(label)}</a></sup>')

    def _image(self, element: Element) -> None:
        frame = element.getparent()
        described = first(frame, "desc") if first(frame, "desc") is not None else first(frame, "title")
        source = attribute(element, "href")
        if (data := first(element, "binary-data")) is not None:
            source = f"inline-{len(self._written.inline)}"
            try:
                self._written.inline[source] = base64.b64decode("".join(data.itertext()))
            except (binascii.Error, ValueError):
                return
        source = source.removeprefix("./")
        alt = html.escape(text_of(described))
        others = [each for each in frame if local(each) == "image"]
        if source and others[0] is element:  # further ones are the same picture in other forms
            self._out.append(f'<img src="{html.escape(source)}" alt="{alt}">')

    def _text_box(self, _: Element) -> str:
        return self._open("div")

    def _table(self, _: Element) -> str:
        return self._open("table")

    def _header_rows(self, _: Element) -> str:
        return self._open("thead")

    def _cell(self, element: Element) -> str:
        tag = "th" if any(local(each) == "table-header-rows" for each in element.iterancestors()) else "td"
        spans = "".join(
            f' {name}="{value}"'
            for name, key in (("colspan", "number-columns-spanned"), ("rowspan", "number-rows-spanned"))
            if (value := attribute(element, key)).isdecimal()
        )
        self._out.append(f"<{tag}{spans}>")
        return f"</{tag}>"

    def _covered(self, _: Element) -> None:
        """A cell that another one reaches over is counted with that one."""

    def _ruby(self, element: Element) -> None:
        above = text_of(first(element, "ruby-text"))
        self._out.append(html.escape(text_of(first(element, "ruby-base")) + (f"（{above}）" if above else "")))


def _plain(element: Element) -> str:
    """The text of a paragraph on one line, without its notes and comments."""
    parts: list[str] = []
    for each in element.iter():
        if any(local(parent) in _LEFT_OUT for parent in (each, *each.iterancestors())):
            continue
        parts.append(" " if local(each) in ("s", "tab", "line-break") else each.text or "")
        parts.extend(child.tail or "" for child in each if local(child) in _LEFT_OUT)
        if each is not element:
            parts.append(each.tail or "")
    return " ".join("".join(parts).split())


def _is_by_picture(paragraph: Element) -> bool:
    near = (paragraph, paragraph.getprevious(), paragraph.getnext())
    return any(next(named(each, "image"), None) is not None for each in near if each is not None and local(each) == "p")


_HANDLERS: dict[str, Callable[[_Writer, Element], str | None]] = {
    "p": _Writer._paragraph,
    "h": _Writer._heading,
    "span": _Writer._span,
    "a": _Writer._link,
    "s": _Writer._spaces,
    "tab": _Writer._tab,
    "line-break": _Writer._break,
    "list": _Writer._list,
    "note": _Writer._note,
    "image": _Writer._image,
    "text-box": _Writer._text_box,
    "table": _Writer._table,
    "table-header-rows": _Writer._header_rows,
    "table-cell": _Writer._cell,
    "covered-table-cell": _Writer._covered,
    "ruby": _Writer._ruby,
}
