r"""Rich Text Format read into paragraphs (RTF Specification 1.9.1 is the source of all control words).

A tokenizer and reader of our own, with a reason: the libraries that are kept (striprtf 0.0.35 was tried) give text
alone, without emphasis, lists, tables, notes, pictures or the information group; what keeps more is copyleft, or
unmaintained, or needs a word processor. One pass, an explicit stack of groups, no recursion.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from library.importers._rtf_model import Content, Paragraph, Run, Setting
from library.importers._rtf_tokens import Kind, Token, tokens
from library.model.errors import UnreadableFile

_DEEPEST = 5_000
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_SIGNS = {
    "line": "\n", "tab": " ", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "softline": " ",
}  # fmt: skip
_CONTROL_SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", ":": ":"}
_SKIPPED_NAMES = (
    "colortbl filetbl revtbl rsidtbl generator header headerl headerr headerf footer footerl footerr footerf xe tc "
    "nonshppict shprslt objdata themedata colorschememapping latentstyles datastore xmlnstbl mmathPr pnseclvl "
    "bkmkstart bkmkend annotation atnid atnauthor atnref atrfstart atrfend atntime atndate atnicn atnparent template "
    "picprop blipuid sn listname leveltext levelnumbers nesttableprops nonesttables userprops docvar ftnsep "
    "ftnsepc ftncn aftnsep aftnsepc aftncn background falt panose fontemb defchp defpap mhtmltag company operator "
    "doccomm subject manager category hlinkbase printim buptim formfield datafield ud pn"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
CLOCK = ("yr", "mo", "dy", "hr", "min")
_WINGDING = {0xB7: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xFC: "✓", 0xE0: "→", 0x6F: "○", 0x2D: "–"}


@dataclass(slots=True)
class Group:
    """The state that a group inherits and that ends with it; `closing` is its own: what is done at its end."""

    destination: str = "body"
    setting: Setting = Setting()
    font: int = -1
    skip: int = 1
    field: int = -1
    is_raw: bool = False
    closing: Callable[[], None] | None = None


class Reader:
    """Reads one file by what the control words do (`handlers`); `content` is what it has found.

    The rest of its state is the handlers' as well: open groups, the paragraph being read (inside a note or a text box
    the last of several), the tables of the header.
    """

    def __init__(self, data: bytes, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers
        self.content = Content()
        self._data = data
        self.groups = [Group()]
        self.codec = "cp1252"
        self.fonts: dict[int, tuple[str, bool]] = {}
        self.font, self.default_font = -1, -1
        self._bytes, self._is_raw = bytearray(), False
        self._parts: list[str] = []
        self._to_skip = 0
        self._is_optional = False
        self.sinks: list[list[Paragraph]] = [self.content.paragraphs]
        self.open: list[Paragraph] = [Paragraph()]
        self.fields: list[str] = []
        self._text = ""
        self._picture: list[bytes] = []
        self.picture_kind = ""
        self.clock: dict[str, int] = {}
        self.style = -1
        self.levels: list[int] = []
        self.lists: dict[int, list[int]] = {}
        self.list_id = 0
        self.html: list[str] | None = None

    def read(self) -> Content:
        """Return the content. Raises UnreadableFile if groups are nested beyond all reason."""
        for token in tokens(self._data):
            self._take(token)
        self._flush()
        self.content.is_cut_off = len(self.groups) > 1
        while len(self.groups) > 1:
            self._close()
        if self.open[-1].runs:
            self.end_paragraph()
        self.content.html = "".join(self.html or ())
        return self.content

    @property
    def group(self) -> Group:
        """The innermost group that is open."""
        return self.groups[-1]

    def _take(self, token: Token) -> None:
        kind = token.kind
        if kind is Kind.TEXT or kind is Kind.BYTE:
            self._take_bytes(token.data, is_raw=kind is Kind.TEXT)
        elif kind is Kind.WORD:
            self._take_word(token.word, token.number)
        elif kind is Kind.OPEN:
            self._begin()
        elif kind is Kind.CLOSE:
            self._flush()
            self._to_skip = 0
            if len(self.groups) > 1:
                self._close()
        elif kind is Kind.SIGN:
            self._take_sign(token.word)
        elif self.group.destination == "picture":
            self._picture.append(token.data)

    def _begin(self) -> None:
        self._flush()
        self._to_skip, self._is_optional = 0, False
        if len(self.groups) > _DEEPEST:
            raise UnreadableFile("The file is nested too deeply to be read.")
        outer = self.group
        closing = self._keep_style if outer.destination == "styles" else None
        self.groups.append(replace(outer, closing=closing))

    def _close(self) -> None:
        group = self.groups.pop()
        if group.closing is not None:
            group.closing()

    def _take_bytes(self, data: bytes, *, is_raw: bool) -> None:
        group = self.group
        if self._to_skip:
            data, self._to_skip = data[self._to_skip :], max(0, self._to_skip - len(data))
        if group.destination == "picture":
            self._picture.append(data)
        elif data and group.destination != "skipped":
            self._bytes += data
            self._is_raw = self._is_raw or (is_raw and not data.isascii())

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._is_optional = True
        elif sign in "\r\n":
            self._take_word("par", None)
        elif sign in _CONTROL_SIGNS:
            self._write(_CONTROL_SIGNS[sign])

    def _take_word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._write_code(number)
            self._to_skip = self.group.skip
            return
        if word in _SIGNS:
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._write(_SIGNS[word])
            return
        self._to_skip = 0
        self._flush()
        optional, self._is_optional = self._is_optional, False
        handler = self._handlers.get(word)
        if word in _SKIPPED or (optional and handler is None):
            self.group.destination = "skipped"
        elif handler is not None and self.group.destination != "skipped":
            handler(self, word, number)

    def _write_code(self, number: int) -> None:
        code = number + 65536 if number < 0 else number
        if 0xF000 <= code <= 0xF0FF:
            self._write(_WINGDING.get(code - 0xF000, ""))
        elif 0 < code < 0x110000:
            self._write(chr(code))

    def _write(self, text: str) -> None:
        self._flush_bytes()
        if self.group.destination not in ("skipped", "picture"):
            self._parts.append(text)

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        data, is_raw = bytes(self._bytes), self._is_raw
        self._bytes.clear()
        self._is_raw = False
        font = self.group.font
        codec, is_symbol = self.fonts.get(font if font >= 0 else self.default_font, (self.codec, False))
        if is_symbol and not data.isascii():
            self._parts.append("".join(_WINGDING.get(byte, "") if byte > 127 else chr(byte) for byte in data))
        else:
            self._parts.append(_decoded(data, codec, is_raw=is_raw))

    def _flush(self) -> None:
        self._flush_bytes()
        if not self._parts:
            return
        # Characters beyond the first plane are written as two halves.
        text = "".join(self._parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._parts.clear()
        group = self.group
        match group.destination:
            case "body":
                self._write_body(text, group)
            case "instruction" if group.field >= 0:
                self.fields[group.field] += text
            case "label":
                self.open[-1].label += text
            case "html" if self.html is not None:
                self.html.append(text)
            case "title" | "author" | "keywords" | "styles":
                self._text += text

    def _write_body(self, text: str, group: Group) -> None:
        if self.html is not None:
            if not group.is_raw:
                self.html.append(html.escape(text, quote=False))
        elif "hidden" not in group.setting.marks:
            self.open[-1].runs.append(Run(text, group.setting))

    def end_paragraph(self, ends: str = "") -> None:
        done = self.open[-1]
        done.ends = ends
        self.sinks[-1].append(done)
        self.open[-1] = replace(done, runs=[], label="", ends="", is_header=done.is_header and ends != "row")

    def _keep_style(self) -> None:
        if self.style > 0:
            level = self.content.styles.get(self.style, ("", 0))[1]
            self.content.styles[self.style] = (self._text.strip().rstrip(";").strip(), level)
        self._text, self.style = "", -1

    def keep_info(self, name: str) -> None:
        said = self._text.strip()
        self._text = ""
        info = self.content.info
        self.content.info = replace(info, **{name: getattr(info, name) or said})

    def keep_clock(self, name: str) -> None:
        year, month, day, hour, minute = (self.clock.get(part, 0) for part in CLOCK)
        self.clock.clear()
        if year and month and day:
            written = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
            self.content.info = replace(self.content.info, **{name: written})

    def keep_picture(self) -> None:
        raw = b"".join(self._picture)
        self._picture.clear()
        if self.picture_kind not in ("pngblip", "jpegblip"):
            self.content.unshown += 1
            return
        digits = _NOT_HEX.sub(b"", raw)
        is_hex = len(digits) * 10 >= len(raw) * 9
        source = f"picture-{len(self.content.pictures) + 1}"
        even = digits[: len(digits) // 2 * 2].decode("ascii")
        self.content.pictures[source] = bytes.fromhex(even) if is_hex else raw
        self.open[-1].runs.append(Run("", Setting(), f'<img src="{source}">'))

    def end_box(self) -> None:
        if self.open[-1].runs:
            self.end_paragraph()
        self.open.pop()

    def end_note(self) -> None:
        self.end_box()
        self.sinks.pop()


Handler = Callable[[Reader, str, int | None], None]
"""What a control word does, given its name and its number."""


def _decoded(data: bytes, codec: str, *, is_raw: bool) -> str:
    """Bytes that stand in the file as they are may be UTF-8, which RTF doesn't know, but programs write."""
    if is_raw:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode(codec, "replace")
