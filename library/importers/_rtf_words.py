r"""What each control word of RTF does (RTF Specification 1.9.1), apart from those that are characters."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from library.importers._rtf_model import CHARSETS, SYMBOLS, Content, Paragraph, Run, Setting
from library.importers._rtf_reader import CLOCK, Handler, Reader
from library.importers.decode import codec_name

_MARKS = {"b": "strong", "i": "em", "strike": "s", "striked": "s", "super": "sup", "sub": "sub", "v": "hidden",
          "deleted": "hidden"}  # fmt: skip
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_MOST_LEVELS = 9
_DESTINATIONS = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "info": "info",
    "fldinst": "instruction",
    "listtext": "label",
    "pntext": "label",
    "listtable": "lists",
    "listoverridetable": "overrides",
    "shpinst": "shape",
    "do": "shape",
    "shpgrp": "shape",
    "sp": "shape",
    "sv": "shape",
    "htmltag": "html",
}
_INFO = {"title": "title", "author": "author", "keywords": "keywords", "creatim": "created", "revtim": "modified"}


def read_rtf(data: bytes) -> Content:
    """Return what a file holds. Raises UnreadableFile if its groups are nested beyond all reason."""
    return Reader(data, _WORDS).read()


def _set_mark(reader: Reader, word: str, number: int | None) -> None:
    group, mark = reader.group, _MARKS[word]
    marks = group.setting.marks - {mark} if number == 0 else group.setting.marks | {mark}
    group.setting = replace(group.setting, marks=marks)


def _set_position(reader: Reader, word: str, number: int | None) -> None:
    group = reader.group
    marks = group.setting.marks - {"sup", "sub"}
    if word != "nosupersub" and number != 0:
        marks |= {"sup" if word == "up" else "sub"}
    group.setting = replace(group.setting, marks=marks)


def _set_plain(reader: Reader, _: str, __: int | None) -> None:
    group = reader.group
    group.setting, group.font = Setting(link=group.setting.link), -1


def _set_size(reader: Reader, _: str, number: int | None) -> None:
    group = reader.group
    group.setting = replace(group.setting, size=min(max(number or 0, 0), 500))


def _set_font(reader: Reader, _: str, number: int | None) -> None:
    if reader.group.destination == "fonts":
        reader.font = number or 0
        reader.fonts[reader.font] = (reader.codec, False)
    else:
        reader.group.font = number or 0


def _set_charset(reader: Reader, word: str, number: int | None) -> None:
    if reader.group.destination != "fonts" or reader.font < 0 or number is None:
        return
    codec = codec_name(f"cp{number}") if word == "cpg" else CHARSETS.get(number, "")
    reader.fonts[reader.font] = (codec or reader.codec, word == "fcharset" and number == SYMBOLS)


def _set_code_page(reader: Reader, word: str, number: int | None) -> None:
    fixed = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word)
    reader.codec = fixed or codec_name(f"cp{number}") or reader.codec


def _set_defaults(reader: Reader, word: str, number: int | None) -> None:
    if word == "deff":
        reader.default_font = number or 0
    elif word == "deflang":
        reader.content.language = number or 0
    else:
        reader.group.skip = min(max(number or 0, 0), 100)


def _enter(reader: Reader, word: str, _: int | None) -> None:
    reader.group.destination = _DESTINATIONS[word]


def _enter_info(reader: Reader, word: str, _: int | None) -> None:
    group, name = reader.group, _INFO[word]
    if group.destination != "info":
        return
    keep = reader.keep_clock if name in ("created", "modified") else reader.keep_info
    group.destination, group.closing = name, functools.partial(keep, name)


def _set_clock(reader: Reader, word: str, number: int | None) -> None:
    reader.clock[word] = min(max(number or 0, 0), 9999)


def _enter_picture(reader: Reader, _: str, __: int | None) -> None:
    group = reader.group
    group.destination, group.closing, reader.picture_kind = "picture", reader.keep_picture, ""


def _set_picture(reader: Reader, word: str, _: int | None) -> None:
    reader.picture_kind = word


def _enter_field(reader: Reader, _: str, __: int | None) -> None:
    reader.fields.append("")
    reader.group.field = len(reader.fields) - 1


def _enter_result(reader: Reader, _: str, __: int | None) -> None:
    group = reader.group
    if group.field >= 0 and (match := _LINK.match(reader.fields[group.field])):
        group.setting = replace(group.setting, link=(match[1] or match[2] or "").strip())


def _enter_note(reader: Reader, _: str, __: int | None) -> None:
    group = reader.group
    if group.destination != "body":
        return
    reader.content.notes.append([])
    number = len(reader.content.notes)
    reader.open[-1].runs.append(Run("", Setting(), f'<sup><a href="#footnote-{number}">{number}</a></sup>'))
    reader.sinks.append(reader.content.notes[-1])
    reader.open.append(Paragraph())
    group.setting, group.closing = Setting(), reader.end_note


def _enter_box(reader: Reader, _: str, __: int | None) -> None:
    group = reader.group
    reader.open.append(Paragraph())
    group.destination, group.setting, group.closing = "body", Setting(), reader.end_box


def _set_list_table(reader: Reader, word: str, number: int | None) -> None:
    if word == "list":
        reader.levels = []
    elif word == "levelnfc":
        if len(reader.levels) < _MOST_LEVELS:
            reader.levels.append(number or 0)
    elif word == "listid":
        reader.list_id = number or 0
        if reader.group.destination == "lists":
            reader.lists[reader.list_id] = reader.levels


def _set_paragraph(reader: Reader, word: str, number: int | None) -> None:
    destination, value = reader.group.destination, min(max(number or 0, 0), 100_000)
    if destination == "styles" and word in ("s", "outlinelevel"):
        if word == "s":
            reader.style = value
        elif reader.style > 0 and value < _MOST_LEVELS:
            reader.content.styles[reader.style] = ("", value + 1)
    elif destination == "overrides" and word == "ls":
        bullets = (level for level, kind in enumerate(reader.lists.get(reader.list_id, ())) if kind in (23, 255))
        reader.content.bullets.update((value, level) for level in bullets)
    elif destination == "body":
        _set_property(reader, word, value)


def _set_property(reader: Reader, word: str, value: int) -> None:
    paragraph = reader.open[-1]
    match word:
        case "s":
            paragraph.style = value
        case "outlinelevel":
            paragraph.outline = value + 1 if value < _MOST_LEVELS else 0
        case "ls":
            paragraph.list_id = value
        case "ilvl":
            paragraph.list_level = min(value, _MOST_LEVELS - 1)
        case "intbl":
            paragraph.in_table = True
        case "trhdr":
            paragraph.is_header = True
        case "pard":
            kept = Paragraph(paragraph.runs, label=paragraph.label, is_header=paragraph.is_header)
            reader.open[-1] = kept


def _end(reader: Reader, word: str, _: int | None) -> None:
    group = reader.group
    if reader.html is not None and group.destination in ("body", "html"):
        if not group.is_raw:
            reader.html.append("\n")
    elif group.destination == "body":
        reader.end_paragraph({"cell": "cell", "row": "row"}.get(word, ""))


def _set_html(reader: Reader, word: str, number: int | None) -> None:
    if word == "fromhtml":
        reader.html = []
    else:
        reader.group.is_raw = number != 0


def _pass(_: Reader, __: str, ___: int | None) -> None:
    """Read a group as if it were not there: an asterisk allows others to leave it out."""


_HANDLERS: tuple[tuple[str, Handler], ...] = (
    ("b i strike striked super sub v deleted", _set_mark),
    ("up dn nosupersub", _set_position),
    ("plain", _set_plain),
    ("fs", _set_size),
    ("f", _set_font),
    ("fcharset cpg", _set_charset),
    ("ansicpg mac pc pca", _set_code_page),
    ("deff deflang uc", _set_defaults),
    (" ".join(_DESTINATIONS), _enter),
    (" ".join(_INFO), _enter_info),
    (" ".join(CLOCK), _set_clock),
    ("pict", _enter_picture),
    ("pngblip jpegblip emfblip wmetafile dibitmap wbitmap macpict", _set_picture),
    ("field", _enter_field),
    ("fldrslt", _enter_result),
    ("footnote", _enter_note),
    ("shptxt dptxbxtext", _enter_box),
    ("list levelnfc listid", _set_list_table),
    ("s outlinelevel ls ilvl intbl trhdr pard", _set_paragraph),
    ("par sect page column cell row nestcell nestrow", _end),
    ("fromhtml htmlrtf", _set_html),
    ("shppict result", _pass),
)
_WORDS = {word: handler for words, handler in _HANDLERS for word in words.split()}
"""What each control word does; those that aren't here change nothing that is kept."""
