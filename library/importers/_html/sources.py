"""Where an `img` says its picture is: its `src`, what scripts would have loaded instead, its sizes to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-sf-original-srcset")
"""Attributes that hold candidates of several sizes."""

PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|1px|1x1|transparent|loading|loader|lazy(?:load)?|grey|gray|"
    r"trans|clear|empty)"
    r"(?:[_.-]|$)",
    re.IGNORECASE,
)
"""Names of files that are shown until the real picture has arrived."""

_LAZY_NAMES = (
    "data-sf-original-src data-src data-original data-lazy-src data-lazy data-original-src data-full-src "
    "data-hi-res-src data-url data-image data-img-src data-actualsrc data-echo data-lazyload "
    "data-pin-media data-raw-src"
)
_LAZY = tuple(_LAZY_NAMES.split())
_CANDIDATE = re.compile(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,\s+|,(?=https?:|/)|$)")


def sources(element: HtmlElement) -> Iterator[str]:
    """Yield the sources as written, the likeliest to be the real picture first; none is inline or a placeholder."""
    for name in _LAZY:
        if (found := (element.get(name) or "").strip()) and not is_inline(found):
            yield found
    source = (element.get("src") or "").strip()
    if source and not is_inline(source) and not PLACEHOLDER.search(source.rsplit("?", 1)[0]):
        yield source
    sets = [element.get(name) or "" for name in LAZY_SETS]
    parent = element.getparent()
    if parent is not None and parent.tag == "picture":
        sets += [each.get("srcset") or each.get("data-srcset") or "" for each in parent.iter("source")]
    yield from filter(None, map(_largest, sets))
    if itemid := (element.get("itemid") or "").strip():
        yield itemid


def is_inline(source: str) -> bool:
    """True for a `data:` address."""
    return source[:5].lower() == "data:"


def _largest(srcset: str) -> str:
    best, address = -1.0, ""
    for match in _CANDIDATE.finditer(srcset[:20_000]):
        if (weight := float(match[2] or 1)) > best and not match[1].startswith("data:"):
            best, address = weight, match[1].rstrip(",")
    return address
