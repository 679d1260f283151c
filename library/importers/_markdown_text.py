"""Markdown as its dialects have it, made into plain CommonMark: what a template engine or a note app would have read.

Code is left alone: in it, braces are braces.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+(\w*)[^%]*%\}[ \t]*\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{[<%].{0,4000}?[>%]\}\}|\{%.{0,4000}?%\}|\{\{.{0,400}?\}\}|\{#.{0,400}?#\}", re.DOTALL)
_ATTRIBUTES = re.compile(
    r"^[ \t]*\{:[^}\n]{0,200}\}[ \t]*$|\{:[^}\n]{0,200}\}|(?<=\S)[ \t]*\{#[\w:.-]{1,80}\}[ \t]*$", re.MULTILINE
)
_CONTENTS = re.compile(r"^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\})[ \t]*$", re.MULTILINE | re.IGNORECASE)
_EMBED = re.compile(r"!\[\[[^\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{1,300}\|)?([^\]|\n]{1,300})\]\]")
_HIGHLIGHTED = re.compile(r"==(?=\S)([^=\n](?:[^\n]{0,2000}?\S)?)==")
_NOTE = re.compile(r"%%.{0,4000}?%%", re.DOTALL)
_CALLOUT = re.compile(r"^((?:[ \t]*>)+)[ \t]*\[![\w-]{1,30}\][+-]?[ \t]*", re.MULTILINE)


def plain_markdown(text: str) -> str:
    """Return the text without shortcodes, template tags, attributes, wiki links and highlighting marks."""
    text = _HIGHLIGHT.sub(lambda code: f"```{code[1]}\n{code[2].rstrip()}\n```", text)
    parts: list[str] = []
    for is_code, part in _fenced(text):
        parts.append(part if is_code else _outside_spans(part))
    return "".join(parts)


def _fenced(text: str) -> list[tuple[bool, str]]:
    """The text in turns outside and inside of fenced or indented-tab code, all of it, in order."""
    parts: list[tuple[bool, str]] = []
    lines: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if match and not fence:
            parts.append((False, "".join(lines)))
            lines, fence = [line], match[1]
        elif match and fence and match[1].startswith(fence) and not line.strip(" \t\n`~"):
            lines.append(line)
            parts.append((True, "".join(lines)))
            lines, fence = [], ""
        else:
            lines.append(line)
    parts.append((bool(fence), "".join(lines)))
    return parts


def _outside_spans(text: str) -> str:
    parts: list[str] = []
    at = 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_plain(text[at : span.start()]), span[0]]
        at = span.end()
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    for pattern in (_TEMPLATE, _CONTENTS, _ATTRIBUTES, _EMBED):
        text = pattern.sub("", text)
    if "%%" in text:
        text = _NOTE.sub("", text)
    text = _WIKI_LINK.sub(lambda link: link[1], text)
    text = _HIGHLIGHTED.sub(lambda mark: mark[1], text)
    return _CALLOUT.sub(lambda callout: f"{callout[1]} ", text)
