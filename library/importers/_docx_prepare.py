"""A Word document's XML put in order for mammoth: what it would leave out is made what it reads.

mammoth (https://github.com/mwilliamson/python-mammoth) drops elements that it doesn't know together with their text:
simple fields, runs of right-to-left text, ruby, formulas. It knows styles by their own names, not by what they are
based on, and starts every list at 1. Works on the tree in place. ECMA-376 Part 1 is the source of all names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import lxml.etree

from library.importers._docx_numbers import Numbering
from library.importers._office import Marked
from library.importers._office_styles import HEAD, role_of
from library.importers._xml import Element, attribute, first, local, named

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPENED = frozenset(("fldSimple", "dir", "bdo", "rubyBase", "oMathPara"))
"""Elements that only wrap runs."""

_DEEPEST = 8
NUMBER = "\ue000{}\ue001"
"""How an item's number travels through mammoth, at the head of the item's text: it has no way of its own."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style amounts to: its role (a name above), a heading's level, and its own numbering."""

    role: str = ""
    level: int = 0
    list_id: str = ""
    list_level: str = ""


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return the paragraph styles by their ids, each with what it takes over from those it is based on."""
    if root is None:
        return {}
    found = {attribute(each, "styleId"): each for each in named(root, "style")}
    return {key: _style(each, found, 0) for key, each in found.items() if attribute(each, "type") in ("paragraph", "")}


def _style(element: Element, found: dict[str, Element], depth: int) -> Style:
    parent_id = attribute(first(element, "basedOn"), "val")
    parent = _style(found[parent_id], found, depth + 1) if parent_id in found and depth < _DEEPEST else Style()
    name = attribute(first(element, "name"), "val")
    style = parent
    role, level = role_of(name)
    outline = attribute(first(element, "outlineLvl"), "val")
    if role:
        style = replace(style, role=role, level=level)
    elif outline.isdecimal() and int(outline) < 9:
        style = replace(style, role="heading", level=int(outline) + 1)
    if (list_id := attribute(first(element, "numId"), "val")) != "":
        style = replace(style, list_id=list_id, list_level=attribute(first(element, "ilvl"), "val") or "0")
    return style


def prepare(root: Element, styles: dict[str, Style], numbering: Numbering) -> Marked:
    """Put a part with a body (the document, or its notes) in order; return what its first paragraphs mark as head."""
    for element in list(root.iter()):
        handler = _HANDLERS.get(local(element))
        if handler is not None and element.getparent() is not None:
            handler(element)
    marked, is_head = Marked(), True
    space = str(root.tag).partition("}")[0] + "}"
    for paragraph in [each for each in named(root, "p") if str(each.tag).startswith(space)]:
        style = styles.get(_style_id(paragraph), Style())
        if is_head and style.role in HEAD and local(paragraph.getparent()) in ("body", "sdtContent"):
            marked = _take_head(paragraph, style.role, marked)
        else:
            is_head = is_head and not (marked.title and plain_text(paragraph).strip())
            _set_paragraph(paragraph, style, numbering)
    for table in list(named(root, "tbl")):
        _mark_header(table)
    return marked


def _properties(paragraph: Element) -> Element | None:
    return next((child for child in paragraph if local(child) == "pPr"), None)


def _style_id(paragraph: Element) -> str:
    properties = _properties(paragraph)
    return attribute(first(properties, "pStyle"), "val") if properties is not None else ""


def plain_text(element: Element) -> str:
    """Return the text of a paragraph's runs, without what was deleted."""
    return "".join(each.text or "" if local(each) == "t" else " " for each in named(element, "t", "tab", "br"))


def _take_head(paragraph: Element, role: str, marked: Marked) -> Marked:
    said = " ".join(plain_text(paragraph).split())
    paragraph.getparent().remove(paragraph)
    return marked.with_line(role, said)


def _set_paragraph(paragraph: Element, style: Style, numbering: Numbering) -> None:
    properties = _properties(paragraph)
    space = "{" + str(paragraph.tag).partition("}")[0].lstrip("{") + "}"
    if properties is None:
        properties = lxml.etree.Element(f"{space}pPr")
        paragraph.insert(0, properties)
    role = f"heading{min(style.level, 6)}" if style.role == "heading" else style.role
    if role == "caption" and not _is_by_picture(paragraph):
        role = ""
    _set_child(properties, space, "pStyle", f"Broadsheet-{role or 'text'}")
    own = first(properties, "numPr")
    list_id = attribute(first(own, "numId"), "val") if own is not None else style.list_id
    level = (attribute(first(own, "ilvl"), "val") if own is not None else style.list_level) or "0"
    if own is not None:
        own.getparent().remove(own)
    if not list_id or list_id == "0" or style.role == "heading" or not numbering.knows(list_id, level):
        return
    numbered = lxml.etree.SubElement(properties, f"{space}numPr")
    _set_child(numbered, space, "ilvl", level)
    _set_child(numbered, space, "numId", list_id)
    if (number := numbering.next(list_id, level)) is not None:
        run = lxml.etree.Element(f"{space}r")
        lxml.etree.SubElement(run, f"{space}t").text = NUMBER.format(number)
        properties.addnext(run)


def _is_by_picture(paragraph: Element) -> bool:
    """True if the paragraph, or the one before or after it, holds a picture: others' captions are text."""
    near = (paragraph, paragraph.getprevious(), paragraph.getnext())
    return any(first(each, "blip", "imagedata") is not None for each in near if each is not None and local(each) == "p")


def _set_child(parent: Element, space: str, name: str, value: str) -> None:
    child = next((each for each in parent if local(each) == name), None)
    if child is None:
        child = lxml.etree.SubElement(parent, f"{space}{name}")
    child.set(f"{space}val", value)


def _mark_header(table: Element) -> None:
    """Mark the first row as header where the table's style sets it apart, as Word does by itself."""
    style, look = attribute(first(table, "tblStyle"), "val"), first(table, "tblLook")
    if look is None or not style or style in ("TableGrid", "TableNormal", "Tabellenraster", "Grilledutableau"):
        return
    says = attribute(look, "firstRow") == "1" or _has_bit(attribute(look, "val"), 0x20)
    rows = [child for child in table if local(child) == "tr"]
    if says and len(rows) > 1 and not any(first(row, "tblHeader") is not None for row in rows):
        space = "{" + str(table.tag).partition("}")[0].lstrip("{") + "}"
        properties = next((child for child in rows[0] if local(child) == "trPr"), None)
        if properties is None:
            properties = lxml.etree.Element(f"{space}trPr")
            rows[0].insert(0, properties)
        lxml.etree.SubElement(properties, f"{space}tblHeader")


def _has_bit(written: str, bit: int) -> bool:
    return bool(re.fullmatch(r"[0-9A-Fa-f]{1,8}", written)) and bool(int(written, 16) & bit)


def _open(element: Element) -> None:
    """Put an element's children in its place."""
    parent, place = element.getparent(), element.getparent().index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)


def _read_ruby(ruby: Element) -> None:
    """Set ruby text behind its base, in brackets: it can't stand above it."""
    base, above = first(ruby, "rubyBase"), first(ruby, "rt")
    said = plain_text(above) if above is not None else ""
    if base is not None and said and (last := next(iter(reversed(list(named(base, "t")))), None)) is not None:
        last.text = f"{last.text or ''}（{said}）"
    run = ruby.getparent()
    if base is not None and run is not None and run.getparent() is not None:
        for child in reversed(list(base)):
            run.addnext(child)
    ruby.getparent().remove(ruby)


def _read_hidden(vanish: Element) -> None:
    """Drop a run that is hidden."""
    if attribute(vanish, "val") in ("0", "false") or local(vanish.getparent()) != "rPr":
        return
    run = vanish.getparent().getparent()
    if run is not None and local(run) == "r" and run.getparent() is not None:
        run.getparent().remove(run)


def _read_contents(gallery: Element) -> None:
    """Drop a table of contents that Word made: the reader has an outline of its own."""
    if "contents" not in attribute(gallery, "val").lower():
        return
    block = next((each for each in gallery.iterancestors() if local(each) == "sdt"), None)
    if block is not None and block.getparent() is not None:
        block.getparent().remove(block)


def _read_formula(formula: Element) -> None:
    """Write a formula in one line, in a run of its own."""
    run = lxml.etree.Element(f"{{{W}}}r")
    lxml.etree.SubElement(run, f"{{{W}}}t").text = _in_line(formula)
    formula.addprevious(run)
    formula.getparent().remove(formula)


_SIGNS = {
    "f": ("", "/", ""),
    "sSup": ("", "^", ""),
    "sSub": ("", "_", ""),
    "rad": ("√(", "", ")"),
    "d": ("(", ", ", ")"),
}


def _in_line(element: Element, depth: int = 0) -> str:
    name = local(element)
    if name == "t":
        return element.text or ""
    if depth > 60 or name.endswith("Pr"):
        return ""
    inner = [said for child in element if (said := _in_line(child, depth + 1))]
    if name in ("f", "sSup", "sSub") and len(inner) == 2:
        left, right = (part if len(part) < 2 or part.isalnum() else f"({part})" for part in inner)
        return f"{left}{_SIGNS[name][1]}{right}"
    before, between, after = _SIGNS.get(name, ("", "", ""))
    return before + between.join(inner) + after


def _read_alternatives(alternatives: Element) -> None:
    """Give the text boxes of a choice without a fallback the older form, the only one that mammoth looks into."""
    if first(alternatives, "Fallback") is not None:
        return
    space = str(alternatives.tag).partition("}")[0].lstrip("{")
    fallback = lxml.etree.SubElement(alternatives, f"{{{space}}}Fallback")
    boxes = [box for box in named(alternatives, "txbxContent") if local(box.getparent()) != "Fallback"]
    for box in boxes:
        lxml.etree.SubElement(fallback, f"{{{W}}}pict").append(box)
    if not boxes:
        for drawing in list(named(alternatives, "drawing", "pict")):
            fallback.append(drawing)


_HANDLERS: dict[str, Callable[[Element], None]] = {
    **dict.fromkeys(_OPENED, _open),
    "ruby": _read_ruby,
    "vanish": _read_hidden,
    "docPartGallery": _read_contents,
    "oMath": _read_formula,
    "AlternateContent": _read_alternatives,
}
