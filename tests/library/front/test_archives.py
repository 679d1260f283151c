"""Archives walked like folders: what is in them, what belongs to what, and what is made to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.front.ingest import archives, opening, units
from library.front.ingest.beside import beside
from library.front.ingest.opening import Opened, open_file
from library.front.ingest.parsing import DEPTH_LIMIT, Holds, parse_file
from library.front.ingest.units import Opening, Unit
from library.front.ingest.walk import FoundFile, walk
from library.front.library import Library
from library.model.query import Listing
from library.model.report import FileOutcome
from tests.stories import FERRY, HENS, PAGE, imported, write


def zipped(path: Path, entries: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, entries: Mapping[str, str], mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, text in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return path


def found_at(path: Path) -> FoundFile:
    return next(walk((path,)))


def listed(path: Path, spool: Path) -> Opened:
    return open_file(found_at(path), Holds.FILES, "", spool)


def labels(path: Path, spool: Path) -> list[str]:
    opened = listed(path, spool)
    assert opened.listing is not None, opened.error
    unit = Unit(found_at(path), iter(range(1000)))
    return [each.found.name.removeprefix(f"{path}/") for each in Opening(unit, opened).units()]


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    (tmp_path / "spool").mkdir()
    return tmp_path / "spool"


STORIES = {"b/hens.txt": HENS, "a.txt": FERRY, "page.html": PAGE}
PACKERS: dict[str, Callable[[Path], Path]] = {
    "in.zip": lambda path: zipped(path, STORIES),
    "in.tar": lambda path: tarred(path, STORIES, "w"),
    "in.tar.gz": lambda path: tarred(path, STORIES, "w:gz"),
    "in.tgz": lambda path: tarred(path, STORIES, "w:gz"),
    "in.tar.bz2": lambda path: tarred(path, STORIES, "w:bz2"),
    "in.tar.xz": lambda path: tarred(path, STORIES, "w:xz"),
    "no ending at all": lambda path: zipped(path, STORIES),
}


@pytest.mark.parametrize("name", PACKERS)
def test_an_archive_is_a_folder_of_files(tmp_path: Path, spool: Path, name: str) -> None:
    path = PACKERS[name](tmp_path / name)
    assert parse_file(found_at(path)).holds is Holds.FILES
    assert labels(path, spool) == ["a.txt", "b/hens.txt", "page.html"]
    opened = listed(path, spool)
    parsed = [parse_file(each.found) for each in Opening(Unit(found_at(path), iter(range(99))), opened).units()]
    assert [(each.format, each.error) for each in parsed] == [("text", ""), ("text", ""), ("html", "")]


def test_archives_come_in_with_what_lies_beside_them_in_order_and_leave_nothing(
    library: Library, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", z_txt="Last\n\nThe last story of the folder says next to nothing at all, twice.")
    inner = zipped(tmp_path / "inner.zip", {"hens.txt": HENS}).read_bytes()
    zipped(
        folder / "a.zip", {"page.html": PAGE, "deep/inner.zip": inner, "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(99)}
    )
    tarred(folder / "b.tar.gz", {"ferry.txt": FERRY}, "w:gz")
    report = imported(library, folder)
    assert [(Path(line.path).relative_to(folder).as_posix(), line.outcome) for line in report.results] == [
        ("a.zip/page.html", FileOutcome.ADDED),
        ("a.zip/photo.png", FileOutcome.SKIPPED),
        ("a.zip/deep/inner.zip/hens.txt", FileOutcome.ADDED),
        ("b.tar.gz/ferry.txt", FileOutcome.ADDED),
        ("z.txt", FileOutcome.ADDED),
    ]
    assert not (library.folder / "unpacking").exists()
    again = imported(library, folder)
    assert {line.outcome for line in again.results} == {FileOutcome.UNCHANGED, FileOutcome.SKIPPED}


def test_the_same_archive_at_another_place_holds_known_stories(library: Library, tmp_path: Path) -> None:
    imported(library, zipped(tmp_path / "a.zip", STORIES))
    again = imported(library, zipped(tmp_path / "b.zip", STORIES))
    assert {line.outcome for line in again.results} == {FileOutcome.UNCHANGED}
    with library.reader() as reader:
        assert len(reader.ids(Listing())) == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(FERRY.encode())),
        ("a.txt.bz2", bz2.compress(FERRY.encode())),
        ("a.txt.xz", lzma.compress(FERRY.encode())),
        ("two members.txt.gz", gzip.compress(FERRY[:200].encode()) + gzip.compress(FERRY[200:].encode())),
    ],
)
def test_a_compressed_file_is_read_through(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    parsed = parse_file(found_at(tmp_path / name))
    assert parsed.stories[0].packed.story.headline == "Ferry sails without its captain"


@pytest.mark.parametrize("data", [bz2.compress(bytes(9000))[:-20], lzma.compress(FERRY.encode())[:-30]])
def test_a_damaged_compressed_file_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert parse_file(found_at(tmp_path / "a.txt")).error == "The compressed file is damaged or cut off."


def test_what_belongs_to_others_is_no_story_of_its_own(tmp_path: Path, spool: Path) -> None:
    names = (
        "page.html",
        "page_files/frame.html",
        "Seite.htm",
        "Seite-Dateien/frame.html",
        "__MACOSX/._page.html",
        ".hidden.txt",
        "x/.git/notes.txt",
        "export/metadata_0_to_19.json",
        "export/content/slug.html",
        "export/highlights/slug.md",
        "other/content/slug.html",
    )
    expected = ["Seite.htm", "export/metadata_0_to_19.json", "other/content/slug.html", "page.html"]
    assert labels(zipped(tmp_path / "in.zip", dict.fromkeys(names, "x")), spool) == expected
    folder = tmp_path / "in"
    for name in names:
        write((folder / name).parent)
        (folder / name).write_text("x")
    assert [found.path.relative_to(folder).as_posix() for found in walk((folder,))] == expected


def test_every_entry_of_one_name_is_read_and_named_apart(tmp_path: Path, spool: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", FERRY)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", HENS)
    assert labels(path, spool) == ["a.txt", "a.txt (2)"]
    inside = Opening(Unit(found_at(path), iter(range(9))), listed(path, spool)).units()
    assert [parse_file(each.found).stories[0].packed.story.headline for each in inside] == [
        "Ferry sails without its captain",
        "Hens of the harbour get a house",
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Żółw.txt".encode(), "Żółw.txt"),
        ("Übergrößen und Äpfel.txt".encode("cp850"), "Übergrößen und Äpfel.txt"),
        ("статья о паромах и капитанах.txt".encode("cp1251"), "статья о паромах и капитанах.txt"),
        ("船長のいない船の記事.txt".encode("cp932"), "船長のいない船の記事.txt"),
        (b"folder\\a.txt", "folder/a.txt"),
        (b"../../etc/passwd", "../../etc/passwd"),
        (b"/etc/passwd", "etc/passwd"),
        (b"bell\x07.txt", "bell\\x07.txt"),
    ],
)
def test_names_are_text_in_whatever_encoding_and_nothing_but_names(
    tmp_path: Path, spool: Path, raw: bytes, shown: str
) -> None:
    path = zipped(tmp_path / "in.zip", {"x" * len(raw): FERRY})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert labels(path, spool) == [shown]
    assert list(spool.iterdir()) == []


def test_a_locked_entry_says_so(library: Library, tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip", {"a.txt": FERRY, "b.txt": HENS})
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    path.write_bytes(data)
    lines = imported(library, path).results
    assert [(line.outcome, line.error) for line in lines] == [
        (FileOutcome.FAILED, "It is locked with a password."),
        (FileOutcome.ADDED, ""),
    ]


def test_a_document_that_is_a_zip_is_not_taken_apart(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    zipped(folder / "sums.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    (line,) = imported(library, folder).results
    assert (line.outcome, line.error) == (FileOutcome.SKIPPED, "The file isn't in a format that Broadsheet reads.")


def test_links_and_devices_in_a_tar_are_no_files(tmp_path: Path, spool: Path) -> None:
    path = tmp_path / "in.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("null", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("empty.txt"))
    assert labels(path, spool) == ["empty.txt"]


def test_an_archive_deep_in_archives_is_left_alone(library: Library, tmp_path: Path) -> None:
    data = zipped(tmp_path / "x.zip", {"a.txt": FERRY}).read_bytes()
    for _ in range(DEPTH_LIMIT + 1):
        data = zipped(tmp_path / "x.zip", {"in.zip": data}).read_bytes()
    (line,) = imported(library, tmp_path / "x.zip").results
    assert "too deep to look into" in line.error


def _overlapping(path: Path) -> Path:
    """A zip whose entries are all the same bytes, as in the bombs of David Fifield (2019)."""
    zipped(path, {"a.txt": bytes(100_000)})
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    copies = 200
    tail = end[:8] + struct.pack("<HHL", copies, copies, len(entry) * copies) + end[16:]
    path.write_bytes(data[:start] + entry * copies + tail)
    return path


def test_entries_that_overlap_are_refused(tmp_path: Path, spool: Path) -> None:
    assert "overlap" in listed(_overlapping(tmp_path / "bomb.zip"), spool).error


def test_what_would_fill_the_disk_is_refused(tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "RATIO_FROM", 1024)
    bomb = zipped(tmp_path / "bomb.zip", {"a.txt": bytes(3_000_000)})
    assert "more than 200 times its size" in listed(bomb, spool).error
    tarred(tmp_path / "bomb.tar", {"a.txt": "\0" * 3_000_000}, "w")
    (tmp_path / "bomb.tar.gz").write_bytes(gzip.compress((tmp_path / "bomb.tar").read_bytes()))
    assert "more than 200 times its size" in listed(tmp_path / "bomb.tar.gz", spool).error
    assert list(spool.iterdir()) == []


def test_a_full_disk_stops_unpacking(tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ROOM_LEFT", 2**62)
    path = tarred(tmp_path / "in.tar.gz", STORIES, "w:gz")
    assert listed(path, spool).error == "There is not enough room on the disk to unpack it."
    assert list(spool.iterdir()) == []


def test_too_many_entries_are_refused(tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ENTRIES_LIMIT", 2)
    assert "3 entries; the limit is 2" in listed(zipped(tmp_path / "a.zip", STORIES), spool).error
    assert "more than 2 entries" in listed(tarred(tmp_path / "a.tar", STORIES, "w"), spool).error


def test_an_entry_that_is_larger_than_it_claims_is_cut_where_it_claimed(tmp_path: Path, spool: Path) -> None:
    path = zipped(tmp_path / "in.zip", {"a.txt": FERRY * 50})
    size = struct.pack("<L", len((FERRY * 50).encode()))
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 100)))
    (unit,) = Opening(Unit(found_at(path), iter(range(9))), listed(path, spool)).units()
    assert parse_file(unit.found).error == "The archive is damaged or cut off."


def test_what_lies_beside_is_given_from_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = write(tmp_path / "in", page_html=PAGE)
    write(folder / "page_files", a_css="body")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "out").symlink_to(tmp_path)
    get = beside(found_at(folder / "page.html"))
    assert get("page_files/a.css") == b"body"
    for name in ("../secret.txt", "link.txt", "out/secret.txt", str(tmp_path / "secret.txt"), "", ".", "page_files"):
        assert get(name) is None
    assert get("page_files\\a.css") is None
    assert get("a\x00b") is None


def test_what_lies_beside_in_an_archive_is_given_from_its_folder(tmp_path: Path, spool: Path) -> None:
    entries = {"x/page.html": PAGE, "x/page_files/a.css": "body", "secret.txt": "secret"}
    for path in (zipped(tmp_path / "in.zip", entries), tarred(tmp_path / "in.tar", entries, "w")):
        page = next(
            unit.found
            for unit in Opening(Unit(found_at(path), iter(range(9))), listed(path, spool)).units()
            if unit.found.name.endswith("page.html")
        )
        get = beside(page)
        assert get("page_files/a.css") == b"body"
        assert get("../secret.txt") is None
        assert get("secret.txt") is None


def test_all_that_is_asked_for_beside_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.front.ingest.beside.ALL_LIMIT", 10)
    folder = write(tmp_path / "in", page_html=PAGE, a_css="1234567")
    get = beside(found_at(folder / "page.html"))
    assert get("a.css") == b"1234567"
    assert get("a.css") is None


_VALID = [pack(Path(tempfile.mkdtemp()) / "x").read_bytes() for pack in (PACKERS["in.zip"], PACKERS["in.tar"])]


@settings(max_examples=120, deadline=None)
@given(
    base=st.sampled_from(_VALID),
    changes=st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6),
    cut=st.integers(0, 20_000),
)
def test_any_damage_to_an_archive_gives_stories_or_sentences(
    base: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    data = bytearray(base)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "in.zip"
        path.write_bytes(bytes(data[: max(1, len(data) - cut % len(data))]))
        found = found_at(path)
        parsed = parse_file(found)
        if parsed.holds is None:
            assert parsed.error or parsed.stories
            return
        opened = open_file(found, Holds.FILES, "", Path(name))
        assert opened.error or opened.listing is not None
        if opened.listing is not None:
            for unit in Opening(Unit(found, iter(range(999))), opened).units():
                inner = parse_file(unit.found)
                assert inner.error or inner.stories or inner.holds


def test_a_large_archive_is_read_in_bounded_chunks(tmp_path: Path, spool: Path) -> None:
    path = zipped(tmp_path / "in.zip", {f"{n:05}.txt": f"Story {n}" for n in range(5000)})
    opened = listed(path, spool)
    feed = units.Feed(iter(()), 0, lambda _name: True)
    feed.open(Opening(Unit(found_at(path), iter(range(10**6))), opened))
    sizes = []
    while chunk := feed.next_chunk():
        sizes.append(len(chunk))
    assert sum(sizes) == 5000
    assert max(sizes) == units.CHUNK_FILES
