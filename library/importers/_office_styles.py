"""What a paragraph is by the name of its style, as word processors in several languages call them."""

from __future__ import annotations

import re

HEAD = ("title", "subtitle", "author", "date")
"""Roles whose paragraphs stand above the text and go into fields of their own."""

_ROLES = (
    ("toc", r"toc (?:\d|heading)|table of figures|contents (?:\d|heading)|index (?:\d|heading)"),
    ("title", r"title|titel|titre|título|titolo|标题1|表題"),
    ("subtitle", r"subtitle|untertitel|sous-titre|subtítulo|sottotitolo|副标题|副題"),
    ("author", r"author|byline"),
    ("date", r"date|dateline"),
    ("heading", r"(?:heading|überschrift|titre|título|titolo|заголовок|标题|見出し) ?([1-9])"),
    ("quote", r"(?:intense )?quote|block ?text|block ?quot\w*|quotations?|zitat|citation|cita"),
    ("caption", r"(?:image |table )?caption|beschriftung|légende|illustration|figure|drawing|abbildung"),
    ("code", r"html preformatted|source code|preformatted text|code|listing|macro text"),
    ("rule", r"horizontal line"),
)
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)


def role_of(name: str) -> tuple[str, int]:
    """Return the role that a style's name gives a paragraph, or empty, and the level of a heading, else 0."""
    for role, pattern in _PATTERNS:
        if match := pattern.fullmatch(name.strip()):
            return role, int(match[1]) if role == "heading" else 0
    return "", 0
