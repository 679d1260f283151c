"""Pictures that came with a page: inline, in the folder beside it, in SingleFile's variables; how they are found."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image as Pillow

from library.importers._html.story import read_fragment
from library.importers.base import SourceFile
from library.importers.html import read
from library.model.document import BlockKind, Image
from library.model.story import Draft, NoticeKind

FILL = (
    "The weir at Saltmarsh was rebuilt by volunteers over three summers, with stone carried up from the old mill and "
    "lime that the parish had kept in barrels since the flood of that spring."
)


def png(width: int = 120, height: int = 80) -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize((width, height)).save(out, "PNG")
    return out.getvalue()


def saved(body: str, files: dict[str, bytes], head: str = "") -> Draft:
    markup = (
        f"<!-- saved from url=(0031)https://weir.example/news/stone -->\n<html><head><title>The weir</title>"
        f"{head}</head><body><article><h1>The weir is whole</h1><p>{FILL}</p>{body}<p>{FILL} Twice.</p></article>"
        "</body></html>"
    )
    (only,) = read(SourceFile("The weir.html", markup.encode(), files.get))
    return only


def images(draft: Draft) -> list[Image]:
    return [block.image for block in draft.story.document.blocks if block.image]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The weir_files/stone.png", "The weir_files/stone.png"),
        ("./The%20weir_files/stone.png", "The weir_files/stone.png"),
        ("The%20weir_files/st%C3%B8v.png", "The weir_files/støv.png"),
        ("The weir_files\\stone.png", "The weir_files/stone.png"),
        ("The weir_files/stone.png?w=3#x", "The weir_files/stone.png"),
        ("The weir_files/100%.png", "The weir_files/100%.png"),
    ],
)
def test_a_picture_in_the_folder_beside_the_page_is_kept(source: str, name: str) -> None:
    result = saved(f'<img src="{source}" width="999" height="9999" alt="A stone">', {name: png()})
    (image,) = images(result)
    (asset,) = result.assets
    assert (asset.data, image.asset) == (png(), asset.digest)
    assert (image.width, image.height, image.alt, image.address) == (120, 80, "A stone", "")
    assert NoticeKind.MISSING_PICTURE not in {notice.kind for notice in result.notices}


@pytest.mark.parametrize(
    "source", ["../secret.png", "a/../../secret.png", "/secret.png", "file:secret.png", "%2e%2e/s"]
)
def test_nothing_outside_the_folder_is_asked_for(source: str) -> None:
    asked = []

    def beside(name: str) -> bytes | None:
        asked.append(name)
        return png()

    markup = f"<html><body><p>{FILL}</p><img src='{source}'><p>{FILL}</p></body></html>"
    list(read(SourceFile("p.html", markup.encode(), beside)))
    assert not [name for name in asked if name.startswith("/") or ".." in name.split("/") or ":" in name]


def test_a_damaged_picture_beside_the_page_leaves_its_frame() -> None:
    result = saved(
        '<figure><img src="w_files/a.png" data-src="https://weir.example/a.png"><figcaption>Stone</figcaption></figure>',
        {"w_files/a.png": png()[:60]},
    )
    (image,) = images(result)
    assert (image.asset, image.address) == ("", "https://weir.example/a.png")
    assert result.assets == ()


def test_an_icon_beside_the_page_is_no_picture_of_the_story() -> None:
    assert images(saved('<img src="w_files/a.png">', {"w_files/a.png": png(24, 24)})) == []


def test_the_real_picture_is_preferred_to_what_stood_in_its_place() -> None:
    files = {"w_files/real.png": png(), "w_files/wait.png": png(60, 60)}
    result = saved('<img src="w_files/wait.png" data-src="w_files/real.png">', files)
    assert [(image.width, image.height) for image in images(result)] == [(120, 80)]


def test_pictures_are_asked_for_as_written_and_then_by_their_absolute_address() -> None:
    asked = []

    def pictures(source: str) -> bytes | None:
        asked.append(source)
        return png() if source == "https://weir.example/pix/b.png" else None

    reading = read_fragment("<p>One</p><img src='../pix/b.png'>", "https://weir.example/news/", pictures)
    assert asked[:2] == ["../pix/b.png", "https://weir.example/pix/b.png"]
    assert len(reading.assets) == 1
    (image,) = [block.image for block in reading.blocks if block.image]
    assert image.address == "https://weir.example/pix/b.png"


def test_a_picture_of_another_page_part_has_no_address() -> None:
    reading = read_fragment("<p>One</p><img src='cid:7@x'>", "https://weir.example/", {"cid:7@x": png()}.get)
    assert [block.image.address for block in reading.blocks if block.image] == [""]


def test_a_picture_in_a_variable_of_the_style_sheet_is_kept() -> None:
    data = base64.b64encode(png()).decode()
    frame = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%22120%22 height=%2280%22></svg>"
    result = saved(
        f"<img style='width:9px;background-image:var(--sf-img-4)!important' src='{frame}' data-sf-original-src="
        "'https://weir.example/s.png'>",
        {},
        f'<style>:root{{--sf-img-3:url(data:image/gif;base64,AAAA);--sf-img-4: url("data:image/png;base64,{data}")}}'
        "</style>",
    )
    (image,) = images(result)
    assert (image.width, image.address) == (120, "https://weir.example/s.png")
    assert [asset.data for asset in result.assets] == [png()]


def test_a_saved_picture_keeps_its_caption() -> None:
    result = saved(
        "<figure><img src=a_files/b.png><figcaption>The stone</figcaption></figure>", {"a_files/b.png": png()}
    )
    (block,) = [block for block in result.story.document.blocks if block.kind is BlockKind.IMAGE]
    assert block.text == "The stone"
