"""The header of a Markdown file, in any of the dialects that note apps and site generators write.

Values stay as written: a date is not shifted to a zone the file doesn't name. Knows nothing of Markdown itself.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_LARGEST = 65_536
"""Code points of a header that is parsed; PyYAML takes a second for a few hundred thousand."""

_MOST_VALUES = 1000
_YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"\A(?:[A-Z][A-Za-z_ -]{1,24}:[ \t]*\S?[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+(?=\s*\n|\Z)")
_REMARKS = re.compile(r"\A(?:\[#\]:[ \t]*[^\n]*\n)+")
_PAIR = re.compile(r"^([A-Za-z_][\w .-]{0,40}?)[ \t]*[:=][ \t]*(.*)$")
_REMARK = re.compile(r"^\[#\]:[ \t]*(\w+)[ \t]*[:]?[ \t]*\(?(.*?)\)?[ \t]*$")
_PELICAN_NAMES = "title date author authors tags category slug summary status modified url"
_PELICAN_KEYS = frozenset(_PELICAN_NAMES.split())
_WIKI_LINK = re.compile(r"!?\[\[([^\]|]*\|)?([^\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A header's values by folded key, each a list of strings, and the text after it.

    `damaged` is True if the header was not well-formed, so that its lines were read one by one.
    """

    body: str
    values: dict[str, list[str]] = field(default_factory=dict)
    damaged: bool = False

    def first(self, *keys: str) -> str:
        """Return the first value under the first of the keys that has one, or empty."""
        return next((value for key in keys for value in self.values.get(key, ()) if value), "")

    def all(self, *keys: str) -> list[str]:
        """Return all values under the keys, in order, each once."""
        return list(dict.fromkeys(value for key in keys for value in self.values.get(key, ()) if value))


def split_front_matter(text: str) -> FrontMatter:
    """Take the header off a Markdown text whose lines end in newlines. Never raises."""
    text = (
        text.lstrip("\ufeff").lstrip("\n") if text[:200].lstrip("\ufeff\n").startswith(("---", "+++", "[#]")) else text
    )
    if match := _TOML.match(text):
        return _structured(match, text, _toml)
    if match := _YAML.match(text):
        return _structured(match, text, _yaml)
    if match := _REMARKS.match(text):
        pairs = (_REMARK.match(line) for line in match[0].splitlines())
        return FrontMatter(text[match.end() :], _collected((pair[1], _unquoted(pair[2])) for pair in pairs if pair))
    if (match := _PELICAN.match(text)) and _is_pelican(match[0]):
        return FrontMatter(text[match.end() :], _by_line(match[0]))
    return FrontMatter(text)


def _structured(match: re.Match[str], text: str, parse: Any) -> FrontMatter:
    header, body = match[1], text[match.end() :]
    try:
        if len(header) > _LARGEST:
            raise ValueError("too large")
        parsed = parse(header)
    except (yaml.YAMLError, ValueError, RecursionError):
        parsed = None
    if parsed is None and not header.strip():
        return FrontMatter(body)
    if not isinstance(parsed, dict):
        # Two rules with prose between them are no header.
        values = _by_line(header[:_LARGEST])
        return FrontMatter(body, values, damaged=True) if values else FrontMatter(text)
    return FrontMatter(body, _collected(_flat(parsed)))


def _yaml(header: str) -> Any:
    return yaml.load(header, Loader=yaml.BaseLoader)  # the base loader makes strings of everything


def _toml(header: str) -> Any:
    return tomllib.loads(header)


def _flat(parsed: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    """The header's scalars with their keys; tables (Zola's `taxonomies` and `extra`) give theirs after the rest."""
    waiting: list[tuple[str, Any, int]] = [(str(key), value, 0) for key, value in parsed.items()]
    given = 0
    while waiting and given < _MOST_VALUES:
        key, value, depth = waiting.pop(0)
        if isinstance(value, list) and depth < 4:
            waiting[:0] = [(key, item, depth + 1) for item in value[:_MOST_VALUES]]
        elif isinstance(value, dict) and depth < 4:
            name = value.get("name") or value.get("title")
            if isinstance(name, str) and depth:
                waiting.insert(0, (key, name, 4))
            else:
                waiting.extend((str(inner), each, depth + 1) for inner, each in value.items())
        elif isinstance(value, str | int | float | datetime.date | datetime.time):
            given += 1
            yield key, value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _by_line(header: str) -> dict[str, list[str]]:
    pairs: list[tuple[str, str]] = []
    for line in header.splitlines():
        if pair := _PAIR.match(line):
            pairs.append((pair[1], _unquoted(pair[2])))
        elif pairs and (item := re.match(r"^\s*-\s+(.+)$", line)):
            pairs.append((pairs[-1][0], _unquoted(item[1])))
        elif pairs and line[:1] in " \t" and line.strip():
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}".strip())
    return _collected(pairs)


def _is_pelican(header: str) -> bool:
    keys = [match[1].lower() for line in header.splitlines() if (match := _PAIR.match(line))]
    return bool(keys) and keys[0] in _PELICAN_KEYS and sum(key in _PELICAN_KEYS for key in keys) >= min(2, len(keys))


def _collected(pairs: Any) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        text = _WIKI_LINK.sub(lambda link: link[2], value).strip()
        if text and text.lower() not in ("null", "none", "~"):
            values.setdefault(re.sub(r"[\W_]+", "", key).lower(), []).append(text)
    return values


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'" else value
