"""Pictures on their way into the library: which are kept as they are, which are made anew, which are none."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from library.importers import _assets
from library.importers._assets import picture


def painted(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with a dark band at its top and the rest light, so that it can be told which way up it is."""
    image = Image.new("RGB", (width, height), (220, 210, 200))
    ImageDraw.Draw(image).rectangle((0, 0, width, height // 4), fill=(20, 30, 40))
    return image.convert(mode)


def encoded(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("format_", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
def test_an_upright_picture_stays_byte_for_byte(format_: str, media_type: str) -> None:
    data = encoded(painted(90, 60), format_)
    kept = picture(data)
    assert kept is not None
    assert (kept.asset.data, kept.asset.media_type, kept.width, kept.height) == (data, media_type, 90, 60)
    assert kept.asset.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("format_", "mode", "media_type"),
    [
        ("AVIF", "RGB", "image/jpeg"),
        ("TIFF", "RGB", "image/jpeg"),
        ("TIFF", "1", "image/png"),
        ("TIFF", "RGBA", "image/png"),
        ("TIFF", "I;16", "image/jpeg"),
        ("BMP", "RGB", "image/jpeg"),
        ("BMP", "P", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_what_the_window_cannot_show_is_made_anew(format_: str, mode: str, media_type: str) -> None:
    source = painted(90, 60, "L").convert("I").point(lambda value: value * 256).convert("I;16")
    kept = picture(encoded(source if mode == "I;16" else painted(90, 60, mode), format_))
    assert kept is not None
    assert kept.asset.media_type == media_type
    grey = opened(kept.asset.data).convert("L")
    assert grey.size == (kept.width, kept.height) == (90, 60)
    assert grey.getpixel((45, 5)) < 60
    assert grey.getpixel((45, 50)) > 180


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_picture_is_set_upright(orientation: int) -> None:
    upright = painted(80, 60)
    turn = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = picture(encoded(upright.transpose(turn), "JPEG", exif=exif, quality=95))
    assert kept is not None
    assert (kept.width, kept.height) == (80, 60)
    shown = opened(kept.asset.data)
    assert shown.getexif().get(0x0112, 1) == 1
    assert shown.convert("L").getpixel((40, 5)) < 80 < 160 < shown.convert("L").getpixel((40, 50))


def test_an_oversized_picture_is_made_smaller_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_assets, "LONGEST_SIDE", 100)
    kept = picture(encoded(painted(400, 200), "PNG"))
    assert kept is not None
    assert (kept.width, kept.height) == opened(kept.asset.data).size == (100, 50)


def test_transparency_survives_being_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_assets, "LONGEST_SIDE", 50)
    image = painted(200, 100, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((200, 100)))
    kept = picture(encoded(image, "PNG"))
    assert kept is not None
    assert opened(kept.asset.data).getchannel("A").getextrema()[0] < 20


def test_a_moving_picture_becomes_its_first_frame() -> None:
    frames = [painted(60, 40), Image.new("RGB", (60, 40), "green")]
    kept = picture(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert kept is not None
    still = opened(kept.asset.data)
    assert getattr(still, "n_frames", 1) == 1
    assert still.convert("L").getpixel((30, 3)) < 60


def bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>", id="svg"),
        pytest.param(encoded(painted(1, 1), "GIF"), id="counting pixel"),
        pytest.param(encoded(painted(600, 1), "PNG"), id="spacer"),
        pytest.param(encoded(Image.new("RGBA", (90, 60), (0, 0, 0, 0)), "PNG"), id="transparent all over"),
        pytest.param(encoded(painted(300, 200), "JPEG")[:-400], id="cut-off jpeg"),
        pytest.param(encoded(Image.effect_noise((90, 60), 90), "PNG")[:-900], id="cut-off png"),
        pytest.param(encoded(Image.new("1", (7000, 6000)), "PNG"), id="too many pixels"),
        pytest.param(bomb(60_000, 60_000), id="bomb"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", id="program"),
    ],
)
def test_what_cannot_be_shown_is_no_picture(data: bytes) -> None:
    assert picture(data) is None


SOUND = [encoded(painted(30, 20), name) for name in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")]


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6))
def test_damaged_bytes_give_a_sound_picture_or_none(data: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    kept = picture(bytes(damaged))
    if kept is not None:
        shown = opened(kept.asset.data)
        shown.load()
        assert max(kept.width, kept.height) <= _assets.LONGEST_SIDE
