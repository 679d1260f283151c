"""Web archives: which records are stories, where their pictures are, and what damage costs."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import time
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from library.importers import _warc_records, sniff, sniff_archives, wacz, warc
from library.importers.base import SourceFile
from library.model.document import text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

FILL = (
    "The bell of Saint Orra was lowered to the churchyard on Monday and weighed for the first time since it was cast, "
    "and the sexton wrote the figure on the wall beside the older ones."
)


def png() -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize((120, 80)).save(out, "PNG")
    return out.getvalue()


def page(name: str = "The bell is down", body: str = "") -> bytes:
    return (
        f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{FILL}</p>{body}"
        f"<p>{FILL} He was late for supper.</p></article></body></html>"
    ).encode()


def record(address: str, content: bytes, kind: str = "response", extra: str = "", length: int | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n{extra}"
    size = len(content) if length is None else length
    return f"{head}Content-Length: {size}\r\n\r\n".encode() + content + b"\r\n\r\n"


def http(
    content: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{extra}\r\n".encode() + content


def response(address: str, content: bytes, **options: str) -> bytes:
    return record(address, http(content, **options))


INFO = record("", b"software: hand\r\n", "warcinfo")
BELL = response("https://orra.example/bell", page())
ROPE = response("https://orra.example/rope", page("A new rope"))


def drafts(data: bytes) -> list[Draft]:
    return list(warc.read(SourceFile("bell.warc", data)))


def headlines(data: bytes) -> list[str]:
    return [draft.story.headline for draft in drafts(data)]


def test_each_page_of_an_archive_is_a_story_with_its_address() -> None:
    found = drafts(INFO + BELL + ROPE)
    assert [(draft.story.headline, draft.story.url) for draft in found] == [
        ("The bell is down", "https://orra.example/bell"),
        ("A new rope", "https://orra.example/rope"),
    ]
    assert text(found[0].story.document) == f"{FILL}\n{FILL} He was late for supper."
    assert found[0].story.published is None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            record("https://orra.example/bell", b"GET / HTTP/1.1\r\nAccept: text/html\r\n\r\n", "request"), id="request"
        ),
        pytest.param(record("https://orra.example/bell", http(b""), "revisit"), id="revisit"),
        pytest.param(response("https://orra.example/old", page("Moved"), status="302 Found"), id="redirect"),
        pytest.param(response("https://orra.example/gone", page("Gone"), status="404 Not Found"), id="not found"),
        pytest.param(response("https://orra.example/a.js", page("Code"), media_type="text/javascript"), id="script"),
        pytest.param(response("https://orra.example/p.gif", b"GIF", media_type="image/gif"), id="pixel"),
        pytest.param(response("https://orra.example/frame", b"<html></html>"), id="empty frame"),
        pytest.param(record("urn:log", page("A log"), "metadata", "Content-Type: text/html\r\n"), id="metadata"),
    ],
)
def test_other_records_are_left_out(other: bytes) -> None:
    (draft,) = drafts(INFO + other + BELL)
    assert (draft.story.headline, draft.notices) == ("The bell is down", ())
    with pytest.raises(UnreadableFile, match="no web page"):
        drafts(INFO + other)


@pytest.mark.parametrize(
    ("content", "extra"),
    [
        (gzip.compress(page()), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n" % len(page()) + page() + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        (page(), "Transfer-Encoding: chunked\r\n"),  # crawlers undo the chunks and keep the header
        (page(), "Content-Encoding: gzip\r\n"),
    ],
)
def test_bodies_are_unpacked_whatever_was_said_of_them(content: bytes, extra: str) -> None:
    assert headlines(response("https://orra.example/bell", content, extra=extra)) == ["The bell is down"]


def test_a_resource_made_by_a_crawler_is_a_page_too() -> None:
    data = record("https://orra.example/bell", page(), "resource", "Content-Type: text/html\r\n")
    assert headlines(data) == ["The bell is down"]


def test_the_servers_charset_is_believed() -> None:
    markup = page().replace(b"The bell is down", "Колокол снят".encode("cp1251")).replace(b"sexton", b"\xf1\xe5\xed")
    data = response("https://orra.example/bell", markup, media_type="text/html; charset=windows-1251")
    assert headlines(data) == ["Колокол снят"]


def test_a_page_gets_the_pictures_that_were_archived_before_and_after_it() -> None:
    shown = page(body="<img src='/pix/bell.png'><img src='https://cdn.example/r%C3%B8pe.png'>")
    data = (
        response("https://orra.example/pix/bell.png", png(), media_type="image/png")
        + response("https://orra.example/bell", shown)
        + response("http://cdn.example/røpe.png".encode().decode(), png() + b"\x00", media_type="image/png")
    )
    (draft,) = drafts(data)
    pictures = [block.image for block in draft.story.document.blocks if block.image]
    assert [(image.width, image.address) for image in pictures] == [
        (120, "https://orra.example/pix/bell.png"),
        (120, "https://cdn.example/r%C3%B8pe.png"),
    ]
    assert [asset.data for asset in draft.assets] == [png(), png() + b"\x00"]


@pytest.mark.parametrize("length", [40, 10**9])
def test_a_record_of_wrong_length_costs_itself_alone(length: int) -> None:
    wrong = record("https://orra.example/x", http(b"GIF89a", media_type="image/gif"), length=length)
    assert headlines(BELL + wrong + ROPE) == ["The bell is down", "A new rope"]


def test_a_record_that_cannot_be_read_is_a_notice() -> None:
    found = drafts(b"WARC/1.0\r\nno header at all\r\n\r\n\r\n" + BELL)
    assert [notice.kind for notice in found[0].notices] == [NoticeKind.RECORD]


@pytest.mark.parametrize(
    "data",
    [
        BELL[:-120],
        BELL.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
    ],
)
def test_a_cut_off_page_says_so(data: bytes) -> None:
    (draft,) = drafts(INFO + data)
    assert draft.story.document.blocks[0].text == FILL
    assert [notice.kind for notice in draft.notices] == [NoticeKind.DAMAGED]


def test_the_older_arc_is_read() -> None:
    body = http(page())
    version = b"1 0 hand\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://bell.arc 0.0.0.0 20240506070809 text/plain %d\n" % len(version) + version + b"\n"
    data += b"https://orra.example/bell 10.0.0.1 20240506070809 text/html %d\n" % len(body) + body + b"\n"
    assert headlines(data) == ["The bell is down"]
    assert sniff_archives.warc(data, "x") == 0.99


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\n", INFO, b"no archive", gzip.compress(INFO)])
def test_an_archive_without_pages_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        drafts(data)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 2500), st.binary(max_size=9)), max_size=5))
def test_damaged_bytes_give_stories_or_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    data = INFO + BELL + response("https://orra.example/p.png", png(), media_type="image/png") + ROPE
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) :]
    try:
        found = drafts(data)
    except UnreadableFile:
        return
    assert found


KINDS = {
    "info": INFO,
    "bell": BELL,
    "rope": ROPE,
    "picture": response("https://orra.example/i", bytes(3000), media_type="image/png"),
}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=12))
def test_pieces_hold_every_page_once_and_in_order(chosen: list[str]) -> None:
    data = b"".join(KINDS[name] for name in chosen)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_warc_records, "ENOUGH", 1000)
        patch.setattr(_warc_records, "TOO_MUCH", 4000)
        cut = list(_warc_records.pieces(io.BytesIO(data)))
    if "bell" not in chosen and "rope" not in chosen:
        assert len(cut) == 1
        return
    assert all(piece.start < piece.end for piece in cut)
    assert all(before.end <= after.start for before, after in itertools.pairwise(cut))
    together = [name for piece in cut for name in headlines(data[piece.start : piece.end])]
    assert together == headlines(data)
    assert max(piece.end - piece.start for piece in cut) < 4000 + max(map(len, KINDS.values())) + 4


def test_pictures_stay_in_the_piece_of_their_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_warc_records, "ENOUGH", 1500)
    picture = response("https://orra.example/b.png", png(), media_type="image/png")
    data = BELL + ROPE + response("https://orra.example/b", page("B", "<img src=b.png>")) + picture + BELL + ROPE
    found = [
        draft for piece in _warc_records.pieces(io.BytesIO(data)) for draft in drafts(data[piece.start : piece.end])
    ]
    assert [len(draft.assets) for draft in found] == [0, 0, 1, 0, 0]


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def pages(*entries: dict[str, str]) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *entries]
    return "\n".join(map(json.dumps, lines)).encode()


def read_packed(members: dict[str, bytes]) -> Iterator[Draft]:
    yield from wacz.read(SourceFile("orra.wacz", packed(members)))


def test_the_pages_on_a_packed_archives_list_are_its_stories() -> None:
    rope = {"url": "https://orra.example/rope#top", "title": "Rope", "text": "A new rope, as the list has it."}
    listed = pages(rope, {"url": "https://orra.example/none"})
    members = {"archive/a.warc.gz": gzip.compress(INFO) + gzip.compress(BELL), "archive/b.warc": ROPE}
    assert [draft.story.headline for draft in read_packed({**members, "pages/pages.jsonl": listed})] == ["A new rope"]
    assert [draft.story.headline for draft in read_packed(members)] == ["The bell is down", "A new rope"]
    assert sniff_archives.wacz(packed(members), "x.zip") > sniff.html(packed(members), "x.zip")


def test_a_listed_page_that_was_not_captured_keeps_the_text_of_the_list() -> None:
    listed = pages({"url": "https://orra.example/bell", "title": "The bell", "text": f"{FILL}\n\n  Next line."})
    (draft,) = read_packed({"archive/a.warc": ROPE, "pages/pages.jsonl": listed})
    assert (draft.story.headline, draft.story.url) == ("The bell", "https://orra.example/bell")
    assert text(draft.story.document) == f"{FILL}\nNext line."
    assert [notice.kind for notice in draft.notices] == [NoticeKind.EXTRACTION]


def test_a_page_without_a_title_has_the_one_on_the_list() -> None:
    bare = f"<html><body><p>{FILL}</p><p>{FILL}</p></body></html>".encode()
    listed = pages({"url": "https://orra.example/bell", "title": "The bell"})
    members = {
        "archive/a.warc": response("https://orra.example/bell", bare),
        "pages/pages.jsonl": listed + b"\n{broken",
    }
    assert [draft.story.headline for draft in read_packed(members)] == ["The bell"]


def test_a_damaged_member_of_a_packed_archive_costs_itself_alone() -> None:
    damaged = gzip.compress(INFO) + gzip.compress(BELL)[:-30] + gzip.compress(ROPE)
    assert "A new rope" in [draft.story.headline for draft in read_packed({"archive/a.warc.gz": damaged})]


@pytest.mark.parametrize("members", [{"datapackage.json": b"{}"}, {"archive/a.warc": INFO}])
def test_a_packed_archive_without_pages_is_refused_in_a_sentence(members: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        list(read_packed(members))


@pytest.mark.parametrize(
    ("data", "name", "score"),
    [(BELL, "x", 0.99), (b"WARC/1.1\nWARC-Type: x\n", "x.warc", 0.99), (b"WARCRAFT is a game.", "x.txt", 0.0)],
)
def test_an_archive_is_told_by_its_first_bytes(data: bytes, name: str, score: float) -> None:
    assert sniff_archives.warc(data, name) == score


def test_a_file_of_broken_records_takes_time_in_proportion() -> None:
    data = b"WARC/1.0\r\nWARC-A: b\r\n" * 10_000
    start = time.process_time()
    assert sum(1 for _ in _warc_records.records(io.BytesIO(data))) == 10_000
    assert time.process_time() - start < 5
