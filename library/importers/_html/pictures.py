"""Pictures of a page: which address is the real one, which are ornaments, and those that came with the file."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from library.importers import _assets
from library.importers._html.address import absolute
from library.importers._html.carried import CARRIED, WRITTEN, Pictures, no_pictures
from library.importers._html.sources import LAZY_SETS, PLACEHOLDER, is_inline, sources
from library.model.document import Block, Image
from library.model.story import Asset

_DATA = re.compile(r"data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"(?:^|[\s/_.-])(?:icons?|logos?(?:print|header|footer)?|avatars?|gravatar|emoji|emoticons?|smil(?:ey|ie)s?|sprites?|spacer|pixel|"
    r"badges?|"
    r"buttons?|author-?(?:photo|image|pic|thumb)?|byline|headshot|tracking|beacon|feedburner|doubleclick|1x1|blank|"
    r"share|sharing|social)(?:[\s/_.-]|\d|$)|[_-]\d{1,2}x\d{1,2}(?=\.|$)|"
    r"(?:resize|size|fit|crop)[=_]\d{1,2}[,x]\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_PIXELS = re.compile(r"^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
_RELATIVE = re.compile(
    r"(?![\w+.-]*:)[^\s<>]{1,500}\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:\?[^\s<>]{0,500})?", re.IGNORECASE
)
"""A picture of a page whose own address is unknown: what is written is all there is to show for its frame."""

_SMALL = 40
"""Pixels up to which a picture with a declared size, or one that came with the page, is an ornament."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the page; `data` is the mark it has if its bytes came with the page (see `carried`), or empty."""

    image: Image
    data: str = ""


def picture(element: HtmlElement, base: str) -> Picture | None:
    """Return what an `img` (or `amp-img`) shows, or None for placeholders, pixels and ornaments."""
    source = (element.get("src") or "").strip()
    data = source if source.startswith(CARRIED) else ""
    address = _address(element, base)
    if not address and not data and not base:
        address = next((each for each in sources(element) if _RELATIVE.fullmatch(each)), "")
    width, height = _size(element, "width"), _size(element, "height")
    is_small = 0 < width <= _SMALL or 0 < height <= _SMALL
    if (not address and not data) or (is_small and not any(element.get(name) for name in LAZY_SETS)):
        return None
    alt = " ".join(_TAG.sub(" ", element.get("alt") or "").split())[:600]
    if _is_ornament(element, address or element.get(WRITTEN) or ""):
        return None
    return Picture(Image(address=address, alt=alt, width=width, height=height), data)


def inline_text(element: HtmlElement) -> str:
    """Return the text an `img` stands for within a line: an emoji or a formula, else nothing."""
    alt = (element.get("alt") or "").strip()
    names = f"{element.get('class') or ''} {element.get(WRITTEN) or element.get('src') or ''}".lower()
    if alt and ("emoji" in names or "latex" in names or "mwe-math" in names) and len(alt) <= 200:
        return alt
    return ""


def _address(element: HtmlElement, base: str) -> str:
    """The address on the web. A relative source that was answered with a file beside the page is none."""
    written = element.get(WRITTEN) or ""
    found = (absolute(each, base) for each in sources(element))
    return next(filter(None, found), "") or (absolute(written, base) if "://" in written else "")


def _size(element: HtmlElement, name: str) -> int:
    match = _PIXELS.match(element.get(name) or "")
    return int(match[1]) if match else 0


def _is_ornament(element: HtmlElement, address: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {address.rsplit('?', 1)[0].rsplit('/', 1)[-1]}"
    return "/icons/" in address or bool(
        _ORNAMENT.search(names) or PLACEHOLDER.search(address.rsplit("?", 1)[0].rsplit("/", 1)[-1])
    )


def kept(
    block: Block, data: str, carried: tuple[tuple[str, ...], ...] = (), pictures: Pictures = no_pictures
) -> tuple[Block, Asset | None]:
    """Return the block with its picture's bytes as an asset and its real size in pixels, where they came with the page
    and can be shown. One that turns out to be an ornament by its size loses its address too, and so has nothing left.
    """
    image, number = block.image, data.removeprefix(CARRIED)
    if image is None or not data.startswith(CARRIED) or not number.isdecimal() or int(number) >= len(carried):
        return block, None
    for source in carried[int(number)]:
        raw = _inline_bytes(source) if is_inline(source) else pictures(source)
        if raw and (found := _assets.picture(raw)):
            if max(found.width, found.height) <= _SMALL:
                return replace(block, image=replace(image, address="")), None
            image = replace(image, asset=found.asset.digest, width=found.width, height=found.height)
            return replace(block, image=image), found.asset
    return block, None


def _inline_bytes(source: str) -> bytes | None:
    match = _DATA.match(source)
    if match is None or len(source) > _assets.LARGEST * 3:
        return None
    body = source[match.end() :]
    try:
        return base64.b64decode(unquote_to_bytes(body)) if "base64" in match[2].lower() else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
