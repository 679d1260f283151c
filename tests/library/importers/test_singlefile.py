"""Pages that SingleFile packed into a zip, in the shapes they come in."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from PIL import Image as Pillow

from library.importers import sniff, sniff_archives
from library.importers.base import SourceFile
from library.importers.singlefile import read
from library.model.document import text
from library.model.errors import UnreadableFile

FILL = (
    "The orchard society of Nether Pell has grafted its oldest pear on a young stock, and the secretary expects fruit "
    "in four years if the deer can be kept out of the lower field."
)
PAGE = (
    f"<html><head><meta charset=utf-8><title>An old pear – Pell</title></head><body><article><h1>An old pear</h1>"
    f"<p>{FILL}</p><img src='images/0.png'><p>{FILL} So says the minute book.</p></article></body></html>"
)
SHELL = b"<!DOCTYPE html><html data-sfz><meta charset=utf-8><title>An old pear</title><body hidden><div>Wait...</div>"


def png() -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize((120, 80)).save(out, "PNG")
    return out.getvalue()


def packed(page: str = PAGE, folder: str = "", manifest: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{folder}frames/0/index.html", "<html><p>An advertisement in a frame.</p></html>")
        archive.writestr(f"{folder}index.html", page)
        text_ = json.dumps({"originalUrl": "https://pell.example/pear"}) if manifest is None else manifest
        archive.writestr(f"{folder}manifest.json", text_)
        archive.writestr(f"{folder}images/0.png", png())
    return out.getvalue()


@pytest.mark.parametrize(
    ("before", "folder", "after"),
    [
        pytest.param(SHELL + b"<script>run()</script><!--", "", b"--></body></html>", id="web page"),
        pytest.param(SHELL, "1717400000000_12/", b"", id="in a folder of its own"),
        pytest.param(png()[:40] + SHELL, "", b"--></body></html>" + png()[40:], id="picture"),
        pytest.param(b"", "", b"", id="bare zip"),
    ],
)
def test_the_page_inside_is_read_with_its_pictures(before: bytes, folder: str, after: bytes) -> None:
    (result,) = read(SourceFile("pear.html", before + packed(folder=folder) + after))
    story = result.story
    assert (story.headline, story.url) == ("An old pear", "https://pell.example/pear")
    assert text(story.document).split("\n") == [FILL, "", f"{FILL} So says the minute book."]
    (image,) = [block.image for block in story.document.blocks if block.image]
    (asset,) = result.assets
    assert (asset.data, image.asset, image.width) == (png(), asset.digest, 120)


def test_a_damaged_manifest_costs_the_address_alone() -> None:
    (result,) = read(SourceFile("pear.html", SHELL + packed(manifest="{no")))
    assert (result.story.headline, result.story.url) == ("An old pear", "")


def test_a_page_with_a_password_says_so() -> None:
    data = bytearray(packed())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(UnreadableFile, match="password"):
        list(read(SourceFile("pear.html", SHELL + bytes(data))))


@pytest.mark.parametrize("data", [SHELL, SHELL + packed()[:60], SHELL + packed("<html></html>")])
def test_a_file_without_a_page_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        list(read(SourceFile("pear.html", data)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (SHELL + packed(), True),
        (png()[:40] + SHELL, True),
        (PAGE.encode(), False),
        (png(), False),
        (packed(), False),
    ],
)
def test_the_format_is_told_by_the_mark_of_its_first_element(data: bytes, found: bool) -> None:
    score = sniff_archives.singlefile(data, "pear.html")
    assert (score > 0) is found
    assert not found or score > sniff.html(data, "pear.html")
