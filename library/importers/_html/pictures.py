"""Pictures of a page: which address is the real one, which are ornaments, and those that came inside the file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from library.importers._html.page import CARRIED, absolute
from library.model.document import Block, Image
from library.model.story import Asset

MAX_PICTURE = 15 * 2**20
"""Bytes of a picture that is kept; a larger one keeps its address alone."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_DATA = re.compile(r"data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)
_LAZY_NAMES = (
    "data-sf-original-src data-src data-original data-lazy-src data-lazy data-original-src data-full-src "
    "data-hi-res-src data-url data-image data-img-src data-actualsrc data-echo data-lazyload "
    "data-pin-media data-raw-src"
)
_LAZY = tuple(_LAZY_NAMES.split())
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-sf-original-srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|1px|1x1|transparent|loading|loader|lazy(?:load)?|grey|gray|"
    r"trans|clear|empty)"
    r"(?:[_.-]|$)",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(
    r"(?:^|[\s/_.-])(?:icons?|logos?|avatars?|gravatar|emoji|emoticons?|smil(?:ey|ie)s?|sprites?|spacer|pixel|"
    r"badges?|"
    r"buttons?|author-?(?:photo|image|pic|thumb)?|byline|headshot|tracking|beacon|feedburner|doubleclick|1x1|blank|"
    r"share|sharing|social)(?:[\s/_.-]|\d|$)",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
_CANDIDATE = re.compile(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,\s+|,(?=https?:|/)|$)")
_TINY = 400
"""Characters of a `data:` address below which it is a placeholder."""

_SMALL = 40
"""Pixels up to which a picture with a declared size is an ornament."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the page; `data` is the `data:` address it was carried in, or empty."""

    image: Image
    data: str = ""


def picture(element: HtmlElement, base: str) -> Picture | None:
    """Return what an `img` (or `amp-img`) shows, or None for placeholders, pixels and ornaments."""
    source = (element.get("src") or "").strip()
    data = source if source[:5].lower() == "data:" else ""
    address = _address(element, base)
    width, height = _size(element, "width"), _size(element, "height")
    is_small = 0 < width <= _SMALL or 0 < height <= _SMALL
    if (not address and len(data) < _TINY and not data.startswith(CARRIED)) or (
        is_small and not any(element.get(name) for name in _LAZY_SETS)
    ):
        return None
    alt = " ".join((element.get("alt") or "").split())[:600]
    if _is_ornament(element, address):
        return None
    return Picture(Image(address=address, alt=alt, width=width, height=height), data)


def inline_text(element: HtmlElement) -> str:
    """Return the text an `img` stands for within a line: an emoji or a formula, else nothing."""
    alt = (element.get("alt") or "").strip()
    names = f"{element.get('class') or ''} {element.get('src') or ''}".lower()
    if alt and ("emoji" in names or "latex" in names or "mwe-math" in names) and len(alt) <= 200:
        return alt
    return ""


def _address(element: HtmlElement, base: str) -> str:
    source = (element.get("src") or "").strip()
    if source[:5].lower() == "data:" or _PLACEHOLDER.search(source.rsplit("?", 1)[0]):
        source = ""
    candidates = [element.get(name) or "" for name in _LAZY] + [source]
    candidates += [_largest(element.get(name) or "") for name in _LAZY_SETS]
    parent = element.getparent()
    if parent is not None and parent.tag == "picture":
        sources = parent.iter("source")
        candidates += [_largest(each.get("srcset") or each.get("data-srcset") or "") for each in sources]
    if element.get("itemid"):
        candidates.append(element.get("itemid") or "")
    return next((found for each in candidates if each.strip() and (found := absolute(each, base))), "")


def _largest(srcset: str) -> str:
    best, address = -1.0, ""
    for match in _CANDIDATE.finditer(srcset[:20_000]):
        if (weight := float(match[2] or 1)) > best and not match[1].startswith("data:"):
            best, address = weight, match[1].rstrip(",")
    return address


def _size(element: HtmlElement, name: str) -> int:
    match = _PIXELS.match(element.get(name) or "")
    return int(match[1]) if match else 0


def _is_ornament(element: HtmlElement, address: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {address.rsplit('?', 1)[0].rsplit('/', 1)[-1]}"
    return "/icons/" in address or bool(
        _ORNAMENT.search(names) or _PLACEHOLDER.search(address.rsplit("?", 1)[0].rsplit("/", 1)[-1])
    )


def kept(block: Block, data: str, carried: tuple[str, ...] = ()) -> tuple[Block, Asset | None]:
    """Return the block with its picture's bytes as an asset, where `data` carries a raster picture that is not too big.

    SVG is left out: it is a document with a language of its own, not a picture to be shown unread.
    """
    if data.startswith(CARRIED):
        number = data.removeprefix(CARRIED)
        data = carried[int(number)] if number.isdecimal() and int(number) < len(carried) else ""
    asset = _asset(data) if data and block.image else None
    if asset is None or block.image is None:
        return block, None
    return replace(block, image=replace(block.image, asset=asset.digest)), asset


def _asset(data: str) -> Asset | None:
    match = _DATA.match(data)
    if match is None or len(data) > MAX_PICTURE * 3:
        return None
    body = data[match.end() :]
    try:
        raw = base64.b64decode(unquote_to_bytes(body)) if "base64" in match[2].lower() else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
    media_type = _raster(raw)
    if not media_type or len(raw) > MAX_PICTURE:
        return None
    return Asset(hashlib.sha256(raw).hexdigest(), media_type, raw)


def _raster(raw: bytes) -> str:
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "image/webp"
    return next((media_type for magic, media_type in _MAGIC if raw.startswith(magic)), "")
