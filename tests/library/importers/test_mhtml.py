"""Pages saved as MHTML: which part is the page, what its pictures are called, what its headers say."""

from __future__ import annotations

import base64
import io
import quopri
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from library.importers import sniff, sniff_archives
from library.importers.base import SourceFile
from library.importers.mhtml import read
from library.model.document import Image, text
from library.model.errors import UnreadableFile
from library.model.story import Draft

FILL = (
    "The lamp on Hollin Head was lit again on Friday after eleven dark winters, and the first boat to see it was the "
    "mail cutter, whose master said he had taken it for a star."
)
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lamp.example/news/lit\r\n"
    "Subject: =?utf-8?Q?The=20lamp=20is=20lit=20=E2=80=93=20?=\r\n =?utf-8?Q?Hollin?=\r\n"
    "Date: Mon, 3 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--cut--"\r\n\r\n'
)


def png() -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize((120, 80)).save(out, "PNG")
    return out.getvalue()


def page(body: str, title: str = "<title>The lamp is lit</title>") -> str:
    return (
        f"<html><head>{title}</head><body><article><h1>The lamp is lit</h1><p>{FILL}</p>{body}"
        f"<p>{FILL} Then it rained.</p></article></body></html>"
    )


def part(content: bytes, headers: str) -> bytes:
    return b"----cut--\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n"


def html_part(markup: str, location: str = "https://lamp.example/news/lit", charset: str = "utf-8") -> bytes:
    content = quopri.encodestring(markup.encode(charset))
    headers = f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {location}"
    return part(content, headers)


def picture_part(headers: str) -> bytes:
    content = base64.encodebytes(png())
    return part(content, f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{headers}")


def draft(*parts: bytes, head: str = HEAD) -> Draft:
    (only,) = read(SourceFile("lamp.mhtml", head.encode() + b"".join(parts) + b"----cut----\r\n"))
    return only


def images(result: Draft) -> list[Image]:
    return [block.image for block in result.story.document.blocks if block.image]


def test_the_article_is_read_with_its_address_and_without_the_date_of_saving() -> None:
    story = draft(html_part(page(""))).story
    assert (story.headline, story.url, story.source) == (
        "The lamp is lit",
        "https://lamp.example/news/lit",
        "lamp.example",
    )
    assert text(story.document) == f"{FILL}\n{FILL} Then it rained."
    assert story.published is None


@pytest.mark.parametrize(
    ("source", "headers", "address"),
    [
        ("cid:p1@mhtml.blink", "Content-ID: <p1@mhtml.blink>", ""),
        (
            "https://cdn.example/lamp.png",
            "Content-Location: https://cdn.example/lamp.png",
            "https://cdn.example/lamp.png",
        ),
        ("../pix/lamp.png", "Content-Location: https://lamp.example/pix/lamp.png", "https://lamp.example/pix/lamp.png"),
        ("lamp_files/l.png", "Content-Location: lamp_files/l.png", ""),
        (
            "https://cdn.example/a%20very/long.png",
            "Content-Location: https://cdn.example/\r\n\ta%20very/long.png",
            "https://cdn.example/a%20very/long.png",
        ),
    ],
)
def test_a_picture_is_found_by_the_name_that_the_page_calls_it(source: str, headers: str, address: str) -> None:
    result = draft(html_part(page(f'<img src="{source}">')), picture_part(headers))
    (image,) = images(result)
    assert [asset.data for asset in result.assets] == [png()]
    assert (image.width, image.height, image.address) == (120, 80, address)


def test_the_page_is_the_part_at_the_snapshots_address_not_the_first() -> None:
    frame = html_part(page(f"<p>{FILL} Buy lamps.</p>", "<title>Lamps for sale</title>"), "https://ads.example/frame")
    assert draft(frame, html_part(page(""))).story.headline == "The lamp is lit"


def test_where_the_main_part_is_a_frameset_the_page_with_text_is_taken() -> None:
    frames = html_part('<html><frameset><frame src="cid:f@x"></frameset></html>')
    assert draft(frames, html_part(page(""), "https://lamp.example/text")).story.headline == "The lamp is lit"


def test_the_subject_serves_where_the_page_has_no_title() -> None:
    bare = f"<html><body><p>{FILL}</p><p>{FILL} Then it rained.</p></body></html>"
    assert draft(html_part(bare)).story.headline == "The lamp is lit – Hollin"
    spoilt = HEAD.replace("=?utf-8?Q?The=20lamp=20is=20lit=20=E2=80=93=20?=\r\n =?utf-8?Q?Hollin?=", "?????? ????")
    assert "?" not in draft(html_part(bare), head=spoilt).story.headline


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1251", "cp1251"), ("x-user-defined", "utf-8"), ("unicode", "utf-8")]
)
def test_the_parts_own_charset_counts_if_there_is_such_a_thing(charset: str, encoding: str) -> None:
    russian = "Маяк на мысу зажгли снова в пятницу, и первым его увидел почтовый катер, шедший из города. " * 3
    headers = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: 8bit"
    label = "<meta charset=iso-8859-5>" if charset == "windows-1251" else ""
    markup = f"<html><head>{label}<title>Маяк</title></head><body><p>{russian}</p></body></html>"
    result = draft(part(markup.encode(encoding), headers))
    assert result.story.headline == "Маяк"
    assert "почтовый катер" in text(result.story.document)


def test_a_header_that_runs_on_without_saying_so_does_not_end_the_headers() -> None:
    head = HEAD.replace("Date:", "X-Snapshot-Title: two\r\nlines\r\nDate:")
    assert draft(html_part(page("")), head=head).story.headline == "The lamp is lit"


def test_parts_within_parts_are_read() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="--in"\r\n\r\n'
    plain = b"----in\r\nContent-Type: text/plain\r\n\r\nThe lamp\r\n"
    nested = inner + plain + html_part(page("")).replace(b"----cut--", b"----in", 1) + b"----in--\r\n"
    assert draft(b"----cut--\r\n" + nested).story.headline == "The lamp is lit"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEAD.encode(), id="headers alone"),
        pytest.param(HEAD.encode() + html_part("<html></html>"), id="an empty page"),
        pytest.param(HEAD.encode() + html_part("<!DOCTYPE html><html lang='en'")[:-30], id="cut off in the first tag"),
        pytest.param(b"no message at all", id="something else"),
    ],
)
def test_a_file_without_a_page_in_it_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        list(read(SourceFile("x.mht", data)))


def test_a_cut_off_page_keeps_what_is_there() -> None:
    data = HEAD.encode() + html_part(page(""))
    (result,) = read(SourceFile("x.mht", data[:-60]))
    assert result.story.document.blocks[0].text == FILL


def test_hundreds_of_empty_pages_cost_little() -> None:
    frames = b"".join(html_part("<p></p>", f"https://ad.example/{at}") for at in range(700))
    begun = time.process_time()
    with pytest.raises(UnreadableFile, match="no page with text"):
        draft(frames, head=HEAD.replace("https://lamp.example/news/lit", ""))
    assert time.process_time() - begun < 5


def test_a_damaged_name_of_a_picture_costs_that_picture() -> None:
    (result,) = read(SourceFile("a.mht", WHOLE.replace(b"Content-ID: <p1@x>", b"Content-ID: <p\x80@x>")))
    assert result.story.document.blocks[0].text == FILL
    assert not images(result)
    (whole,) = read(SourceFile("a.mht", WHOLE))
    assert len(images(whole)) == 1


WHOLE = HEAD.encode() + html_part(page('<img src="cid:p1@x">')) + picture_part("Content-ID: <p1@x>")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=12)), max_size=5))
def test_damaged_bytes_give_a_story_or_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) :]
    try:
        results = list(read(SourceFile("x.mht", data)))
    except UnreadableFile:
        return
    assert len(results) == 1


@pytest.mark.parametrize(
    ("data", "name", "at_least", "at_most"),
    [
        (WHOLE, "page", 0.98, 1.0),
        (WHOLE.replace(b"<Saved by Blink>", b"Ann <ann@post.example>"), "page.mht", 0.98, 1.0),
        (
            WHOLE.replace(b"From: <Saved by Blink>\r\nSnap", b"From: Ann <ann@post.example>\r\nX-Snap"),
            "a.eml",
            0.0,
            0.8,
        ),
        (b"<html><body>Content-Type: multipart/related</body></html>", "page.html", 0.0, 0.0),
        (b"\xef\xbb\xbf\r\n" + WHOLE, "page", 0.98, 1.0),
    ],
)
def test_the_format_is_told_by_its_first_bytes(data: bytes, name: str, at_least: float, at_most: float) -> None:
    assert at_least <= sniff_archives.mhtml(data, name) <= at_most
    if at_least > 0:
        assert sniff_archives.mhtml(data, name) > max(sniff.html(data, name), sniff.text(data, name))
