"""Annotations from a file, with a report of each, and into a folder of the user's notes, which stay the user's."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.library import Library, open_library
from library.front.notes_export import (
    noted_articles,
    noted_stories,
    refresh_folder,
    write_file,
)
from library.front.notes_import import NotesReport
from library.model.annotation import AnchorState
from library.model.errors import BroadsheetError
from library.model.operation import EditAnnotation, SetFlag, StateFlag
from library.model.query import Listing, Shelf
from tests.library.front.annotated import BELL, FERRY, anchors, annotated, cleared, exported, kept, library_of, selected


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "one", BELL, FERRY)
    yield library
    library.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "other")
    yield library
    library.close()


class TestImportOfAFile:
    def bring(self, library: Library, folder: Path, content: str | bytes, name: str = "a.jsonld") -> NotesReport:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return library.import_notes(path)

    def test_one_malformed_record_costs_itself_and_the_report_says_all(self, one: Library, tmp_path: Path) -> None:
        one.apply(SetFlag((2,), StateFlag.TRASHED))
        items = [
            selected(BELL.url, "the council said"),
            {"type": "Annotation", "id": "https://notes.example/2"},
            selected(BELL.url, "nobody wrote these words", id="https://notes.example/3"),
            selected("https://elsewhere.example/x", "unknown", id="https://notes.example/4"),
            selected("urn:x:1", "Skerry Island", FERRY.headline, id="https://notes.example/5"),
        ]
        progress: list[tuple[int, int]] = []
        path = tmp_path / "a.jsonld"
        path.write_text(json.dumps(items), encoding="utf-8")
        report = one.import_notes(path, lambda done, total: progress.append((done, total)))
        assert (report.added, report.known, report.stories, report.stubs, report.error) == (4, 0, 3, 1, "")
        assert report.problems == ("Annotation 2 was left out: it names no target.",)
        assert [(each.headline, each.quote) for each in report.lost] == [(BELL.headline, "nobody wrote these words")]
        assert report.trashed == (FERRY.headline,)
        assert progress == [(3, 3)]
        again = one.import_notes(path)
        assert (again.added, again.known, again.lost, again.stubs) == (0, 4, (), 0)

    def test_what_was_deleted_comes_back_from_the_same_file(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said", note="mine")
        before, content = kept(one), exported(one)
        for expected in (0, 1):
            assert self.bring(one, tmp_path, content).added == expected
            assert kept(one) == before
            cleared(one)

    def test_other_services_come_by_the_same_door(self, one: Library, tmp_path: Path) -> None:
        selector = [{"type": "TextQuoteSelector", "exact": "the four “oak” beams", "prefix": "two of "}]
        row = {"uri": BELL.url, "text": "n", "tags": ["t"], "created": "2020-01-01", "target": [{"selector": selector}]}
        report = self.bring(one, tmp_path, json.dumps({"rows": [row]}), "hypothesis.json")
        assert (report.format, report.added, report.stubs, report.lost) == ("hypothesis", 1, 0, ())
        assert [each[0] for each in anchors(one).values()] == [AnchorState.EXACT]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"\x00\x01\x02", "isn't in a format"),
            (b"A story.\n\nIt is long enough to be one, and has no notes at all in it.\n", "holds stories"),
            (b"https://a.example/1\nhttps://a.example/2\n", "holds no annotations"),
            (None, "no longer there"),
        ],
    )
    def test_what_holds_none_is_told_in_a_sentence(
        self, one: Library, tmp_path: Path, content: bytes | None, words: str
    ) -> None:
        path = tmp_path / "x.txt"
        if content is not None:
            path.write_bytes(content)
        report = one.import_notes(path)
        assert re.search(words, report.error)
        assert report.annotations == 0
        with one.reader() as reader:
            assert len(reader.ids(Listing(Shelf.ALL))) == 2
            assert not reader.ids(Listing(Shelf.STUBS))

    def test_a_cancelled_import_keeps_what_it_did(self, one: Library, tmp_path: Path) -> None:
        items = [selected(f"https://a.example/{n}", "x", id=f"https://notes.example/{n}") for n in range(50)]
        path = tmp_path / "a.jsonld"
        path.write_text(json.dumps(items), encoding="utf-8")
        cancelled = threading.Event()
        report = one.import_notes(path, lambda *_: cancelled.set(), cancelled.is_set)
        assert report.cancelled
        assert report.added == 20
        assert len(kept(one)) == 20


class TestFolder:
    def refresh(self, library: Library, folder: Path) -> dict[str, tuple[bool, str]]:
        with library.reader() as reader:
            files = refresh_folder(folder, reader, noted_articles(reader))
            return {str(each.path.relative_to(folder)): (each.changed, each.problem) for each in files}

    def test_each_story_has_a_file_that_keeps_the_users_own_lines(self, one: Library, tmp_path: Path) -> None:
        vault = tmp_path / "vault"
        annotated(one, 1, "the council said", note="mine")
        annotated(one, 2, "Skerry", uuid=2)
        assert self.refresh(one, vault) == {
            "Bell tower closes.md": (True, ""),
            "Ferry sails without its captain.md": (True, ""),
        }
        moved = vault / "towers" / "My tower.md"
        moved.parent.mkdir()
        (vault / "Bell tower closes.md").rename(moved)
        own = f"My own words.\r\n\r\n{moved.read_text(encoding='utf-8')}\nAnd more, to [[My tower#^c0ffee00]].".encode()
        moved.write_bytes(own)
        assert set(self.refresh(one, vault).values()) == {(False, "")}
        one.apply(EditAnnotation("c0ffee00-0000-4000-8000-000000000001", note="changed"))
        assert self.refresh(one, vault)["towers/My tower.md"] == (True, "")
        assert moved.read_bytes() == own.replace(b"mine", b"changed")
        assert sorted(path.name for path in vault.rglob("*.md")) == [
            "Ferry sails without its captain.md",
            "My tower.md",
        ]

    def test_a_file_of_the_users_is_never_overwritten(self, one: Library, tmp_path: Path) -> None:
        (tmp_path / "bell tower closes.md").write_text("mine", encoding="utf-8")
        annotated(one, 1, "the council said")
        assert list(self.refresh(one, tmp_path)) == ["Bell tower closes 2.md"]
        assert (tmp_path / "bell tower closes.md").read_text(encoding="utf-8") == "mine"

    def test_damaged_marks_are_told_and_left(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said")
        ((name, _),) = self.refresh(one, tmp_path).items()
        path = tmp_path / name
        broken = path.read_bytes().replace(b"broadsheet:end", b"end")
        path.write_bytes(broken)
        ((changed, problem),) = self.refresh(one, tmp_path).values()
        assert not changed
        assert "marks" in problem
        assert path.read_bytes() == broken

    def test_the_last_annotation_leaves_its_file(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said")
        self.refresh(one, tmp_path)
        cleared(one)
        assert self.refresh(one, tmp_path) == {"Bell tower closes.md": (True, "")}
        content = (tmp_path / "Bell tower closes.md").read_text(encoding="utf-8")
        assert "the council said" not in content
        assert content.startswith("---\ntitle: Bell tower closes\n")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)

    def pieces() -> Iterator[str]:
        yield "new"
        raise BroadsheetError("stop")

    with pytest.raises(BroadsheetError):
        write_file(path, pieces())
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text(encoding="utf-8") == "old"
    write_file(path, ["n", "ew"])
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_export_goes_on_without_a_story_that_is_gone(one: Library) -> None:
    annotated(one, 1, "the council said")
    with one.reader() as reader:
        assert [each.story.headline for each in noted_stories(reader, (77, 1))] == [BELL.headline]
