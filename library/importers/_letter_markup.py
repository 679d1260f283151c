"""The markup of a letter, before it is read as any other: what a mail programme would show of it."""

from __future__ import annotations

import re

import lxml.html

from library.importers._html.page import parse

_PREHEADER = re.compile(
    r"mso-hide\s*:\s*all|(?:^|;)\s*(?:max-height\s*:\s*0(?!\.)|font-size\s*:\s*[01](?:px|pt)?\s*(?:;|!|$)|"
    r"opacity\s*:\s*0\s*(?:;|!|$)|visibility\s*:\s*hidden|display\s*:\s*none)",
    re.IGNORECASE,
)
_PREHEADER_CLASS = re.compile(r"(?:^|[\s_-])(?:pre-?header|preview-?text|mcnPreviewText)(?:[\s_-]|$)", re.IGNORECASE)
_LONGEST_PREHEADER = 1200
"""Letters up to which hidden text is the line that an inbox shows; a shell with the whole letter in it is none."""


def without_preheader(markup: str) -> tuple[str, str]:
    """Return the markup without the text that only an inbox shows, and the language that it names."""
    tree = parse(markup) if markup.strip() else None
    if tree is None:
        return "", ""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        hidden = _PREHEADER.search(element.get("style") or "") or _PREHEADER_CLASS.search(element.get("class") or "")
        if hidden and element.getparent() is not None and len(str(element.text_content())) <= _LONGEST_PREHEADER:
            _drop(element)
    root = tree.getroottree().getroot()
    return lxml.html.tostring(tree, encoding="unicode"), root.get("lang") or ""


def _drop(element: lxml.html.HtmlElement) -> None:
    if element.tag in ("td", "th"):  # a gap of a layout table: the others must keep their places
        for child in list(element):
            element.remove(child)
        element.text = ""
    else:
        element.drop_tree()
