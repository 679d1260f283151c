"""Pictures made safe to show: decoded once here, bounded, the right way up, in a form that the window reads.

Owns what a picture in a file becomes before it is stored. Knows nothing of where it came from.
"""

from __future__ import annotations

import functools
import hashlib
import io
import warnings
from dataclasses import dataclass

import PIL.Image
import PIL.ImageOps

from library.model.story import Asset

MOST_PIXELS = 40_000_000
"""Pixels beyond which a picture isn't decoded: 160 MB of memory at four bytes each."""

LONGEST_SIDE = 4096
"""Pixels of the longer side of a kept picture: twice what a page in the window can show at double density."""

LARGEST = 15 * 2**20
"""Bytes up to which a picture is kept as it came."""

_READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_KEPT = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # what phones write: a JPEG with further pictures behind it
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_UPRIGHT = (0, 1)
_ORIENTATION = 0x0112
"""The tag of Exif 2.3, 4.6.4: 1 is upright, 2 to 8 are mirrored or turned."""

_THINNEST = 2
"""Pixels up to which a side makes the picture a counter or a spacer."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be kept: its bytes, and its size in pixels as they are shown."""

    asset: Asset
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """Return the picture in these bytes, upright and bounded, or None.

    JPEG, PNG, WebP and still GIF stay as they are where nothing has to change; all others (AVIF, TIFF, BMP, turned or
    oversized ones, the first frame of a moving one) become JPEG, or PNG where they have transparency or few colours.
    None for counting pixels and spacers, pictures with nothing to see, damaged or cut-off bytes, more than
    `MOST_PIXELS`, and anything else, SVG too: a drawing in a language of its own, not to be shown unread.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on odd metadata: the decision is made below
        try:
            return _read(data)
        except Exception:  # Pillow's readers answer hostile bytes with errors of nearly every class
            return None


def _read(data: bytes) -> Picture | None:
    with PIL.Image.open(io.BytesIO(data), formats=_formats()) as opened:
        width, height = opened.size
        if min(width, height) <= _THINNEST or width * height > MOST_PIXELS:
            return None
        turned = opened.getexif().get(_ORIENTATION, 1) not in _UPRIGHT
        is_moving = getattr(opened, "n_frames", 1) > 1 and opened.format != "MPO"
        stays = (
            opened.format in _KEPT
            and opened.mode != "CMYK"
            and not (turned or is_moving)
            and max(width, height) <= LONGEST_SIDE
            and len(data) <= LARGEST
        )
        if stays:
            opened.draft("RGB", (1, 1))  # a JPEG is checked at an eighth of its size: all its bytes are read
        opened.load()
        if _is_empty(opened):
            return None
        if stays:
            return Picture(_asset(data, _KEPT[opened.format or ""]), width, height)
        return _encoded(PIL.ImageOps.exif_transpose(opened) if turned else opened)


@functools.cache
def _formats() -> tuple[str, ...]:
    """The formats read that this Pillow was built with: AVIF is optional, and an unknown name would hide the rest."""
    PIL.Image.init()
    return tuple(name for name in _READ if name in PIL.Image.OPEN)


def _is_empty(image: PIL.Image.Image) -> bool:
    """True for a picture that is transparent all over: what a page shows until the real one has arrived."""
    if not image.has_transparency_data:
        return False
    return image.convert("RGBA").getchannel("A").getextrema() == (0, 0)


def _encoded(image: PIL.Image.Image) -> Picture:
    few_colours = image.mode in ("1", "P")
    shown = _in_plain_mode(image)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), PIL.Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    if few_colours or shown.mode in ("RGBA", "LA"):
        shown.save(out, "PNG")
    else:
        shown.save(out, "JPEG", quality=88)
    media_type = "image/png" if out.getvalue().startswith(b"\x89PNG") else "image/jpeg"
    return Picture(_asset(out.getvalue(), media_type), *shown.size)


def _in_plain_mode(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return a copy in grey or RGB, with transparency where the picture has any."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")  # 16 bits of grey
    if image.mode in ("L", "1") and not image.has_transparency_data:
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _asset(data: bytes, media_type: str) -> Asset:
    return Asset(hashlib.sha256(data).hexdigest(), media_type, data)
