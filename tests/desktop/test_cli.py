from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from desktop import _cli_arguments, cli
from library.front.ingest.job import ImportJob
from library.front.library import open_library
from library.model.errors import LibraryFull
from library.model.operation import SetFlag, StateFlag
from library.model.query import Shelf
from library.search.parse import parse
from tests.stories import FERRY, FERRY_CORRECTED, HENS, PAGE


class Cli:
    """Runs command lines on one library, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.err = ""

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run a command, check its exit code and return its standard output; standard error is kept in `err`."""
        assert cli.main(["--library", str(self.folder), *words]) == code, self._capsys.readouterr()
        said = self._capsys.readouterr()
        self.err = said.err
        return said.out

    def records(self, *words: str, code: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*words, "--json", code=code).splitlines()]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two stories: 1 the ferry, 2 the hens."""
    folder = tmp_path_factory.mktemp("filled")
    files = folder / "files"
    files.mkdir()
    (files / "1-ferry.txt").write_text(FERRY, encoding="utf-8")
    (files / "2-hens.txt").write_text(HENS, encoding="utf-8")
    library = open_library(folder / "library")
    library.start_import([files]).wait()
    library.close()
    return folder / "library"


@pytest.fixture
def run(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line on a copy of the filled library."""
    return Cli(Path(shutil.copytree(filled, tmp_path / "library")), capsys)


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line where there is no library yet."""
    return Cli(tmp_path / "library", capsys)


def test_import_reports_each_file_and_a_summary(fresh: Cli, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(FERRY, encoding="utf-8")
    (files / "b.txt").write_text(FERRY_CORRECTED, encoding="utf-8")
    (files / "c.html").write_text(PAGE, encoding="utf-8")
    (files / "d.txt").write_bytes(b"")
    (files / "e.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (files / "f.txt").write_text(FERRY, encoding="utf-8")
    *lines, last = fresh.records("import", str(files), code=1)
    assert [set(line) for line in lines] == [{"path", "outcome", "articles", "format", "notices", "error"}] * 6
    assert [(Path(line["path"]).name, line["outcome"], line["format"]) for line in lines] == [
        ("a.txt", "added", "text"),
        ("b.txt", "new-version", "text"),
        ("c.html", "added", "html"),
        ("d.txt", "failed", ""),
        ("e.png", "skipped", ""),
        ("f.txt", "copy", "text"),
    ]
    ferry, corrected, _, empty, _, again = lines
    assert len(ferry["articles"]) == 1
    assert ferry["articles"] == corrected["articles"] == again["articles"]
    assert empty["error"] == "The file is empty."
    assert all(set(notice) == {"kind", "sentence"} for line in lines for notice in line["notices"])
    assert list(last) == ["summary"]
    seconds = last["summary"].pop("seconds")
    assert 0 < seconds < 60
    counts = {"added": 2, "new-version": 1, "unchanged": 0, "copy": 1, "failed": 1, "skipped": 1}
    assert last["summary"] == {**counts, "files": 6}


def test_import_tells_people_what_came_in_and_names_what_failed(fresh: Cli, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(HENS, encoding="utf-8")
    bad.write_bytes(b"")
    assert fresh("import", str(good), str(bad), code=1).startswith("2 files in ")
    assert fresh.err == f"{bad}: The file is empty.\n"
    assert "1 known already" in fresh("import", str(good))
    assert fresh.err == ""


def test_a_path_means_the_same_from_any_folder(fresh: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hens.txt").write_text(HENS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert fresh.records("import", "hens.txt")[0]["path"] == str(tmp_path / "hens.txt")


def test_a_file_that_is_not_there_fails_and_the_rest_comes_in(fresh: Cli, tmp_path: Path) -> None:
    (tmp_path / "hens.txt").write_text(HENS, encoding="utf-8")
    gone, hens, _ = fresh.records("import", str(tmp_path / "gone.txt"), str(tmp_path / "hens.txt"), code=1)
    assert (gone["outcome"], hens["outcome"]) == ("failed", "added")
    assert "no longer there" in gone["error"]


def test_ctrl_c_ends_an_import_and_keeps_what_is_done(
    fresh: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hens.txt").write_text(HENS, encoding="utf-8")
    wait, interrupts = ImportJob.wait, iter([True])

    def interrupted(job: ImportJob) -> Any:
        if next(interrupts, False):
            raise KeyboardInterrupt
        return wait(job)

    monkeypatch.setattr(ImportJob, "wait", interrupted)
    assert "summary" in fresh.records("import", str(tmp_path / "hens.txt"), code=1)[-1]
    assert "Stopped" in fresh.err


def test_progress_shows_on_a_terminal_alone(fresh: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hens.txt").write_text(HENS, encoding="utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    fresh("import", str(tmp_path / "hens.txt"))
    assert "1 of 1" in fresh.err
    assert fresh.err.endswith(cli.ERASE_LINE)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    fresh("import", str(tmp_path / "hens.txt"))
    assert fresh.err == ""


LIST_KEYS = (
    *("id", "headline", "source", "published", "imported", "language", "word_count", "lead"),
    *("read", "starred", "archived", "trashed", "progress", "annotations", "versions"),
)


def test_list_gives_the_newest_first(run: Cli) -> None:
    hens, ferry = run.records("list")
    assert (hens["id"], ferry["id"]) == (2, 1)
    assert list(hens) == list(ferry) == [*LIST_KEYS]
    assert ferry["headline"] == "Ferry sails without its captain"
    assert ferry["published"].startswith("2015-05-14")
    assert (ferry["starred"], ferry["read"], ferry["annotations"], ferry["versions"]) == (False, False, 0, 1)
    assert run("list").splitlines()[1].split(maxsplit=2) == ["1", "2015-05-14", ferry["headline"]]


@pytest.mark.parametrize(
    ("query", "ids"), [(["hens"], [2, 1]), (["lobster", "pots"], [2]), (["is:starred"], []), (["zeppelin"], [])]
)
def test_list_takes_a_query(run: Cli, query: list[str], ids: list[int]) -> None:
    assert [record["id"] for record in run.records("list", *query)] == ids


@pytest.mark.parametrize(
    ("query", "shelf"),
    [
        ("", Shelf.ALL),
        ("hens", Shelf.ALL),
        ("hens is:archived", Shelf.ARCHIVE),
        ("is:trashed", Shelf.TRASH),
        ("-is:archived", Shelf.ALL),
    ],
)
def test_archive_and_trash_are_looked_through_where_the_query_asks(query: str, shelf: Shelf) -> None:
    assert cli.shelf_of(parse(query)) is shelf


def test_archived_stories_are_listed_only_when_asked_for(run: Cli) -> None:
    library = open_library(run.folder)
    library.apply(SetFlag((1,), StateFlag.ARCHIVED))
    library.close()
    assert [record["id"] for record in run.records("list")] == [2]
    assert [record["id"] for record in run.records("list", "is:archived")] == [1]


def test_search_shows_where_the_words_stand(run: Cli) -> None:
    (found,) = run.records("search", "lighthouse")
    assert list(found) == [*LIST_KEYS, "snippet"]
    snippet = found["snippet"]
    assert [snippet["text"][start:end] for start, end in snippet["hits"]] == ["lighthouse"]
    assert run("search", "lighthouse").splitlines()[1].startswith(" " * 9)


def test_search_stops_at_the_limit(run: Cli) -> None:
    assert len(run.records("search", "harbour")) == 2
    assert len(run.records("search", "harbour", "--limit", "1")) == 1


SHOW_KEYS = (
    *("id", "kicker", "headline", "standfirst", "authors", "dateline", "section", "source", "published", "updated"),
    *("language", "url", "credit", "related", "keywords", "word_count", "text", "blocks", "versions", "annotations"),
)


def test_show_prints_a_story_in_four_formats(run: Cli) -> None:
    headline, sentence = "Ferry sails without its captain", "The harbour office said that the boat had been found"
    plain, markdown, html = (run("show", "1", "--format", name) for name in ("text", "markdown", "html"))
    for said in (plain, markdown, html):
        assert headline in said
        assert sentence in said
        assert said.endswith("\n")
    assert run("show", "1") == plain
    assert f"# {headline}" in markdown
    assert html.lower().startswith("<!doctype html>")
    shown = json.loads(run("show", "1", "--format", "json"))
    assert list(shown) == [*SHOW_KEYS]
    assert (shown["id"], shown["headline"], len(shown["versions"]), shown["annotations"]) == (1, headline, 1, [])
    assert sentence in shown["text"]
    assert shown["text"] == "\n".join(block["text"] for block in shown["blocks"])


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(("asked", "noted"), [([], True), (["--notes"], True), (["--no-notes"], False)])
def test_show_writes_a_pdf_with_notes_or_without(run: Cli, asked: list[str], noted: bool) -> None:
    run("annotate", "1", "--quote", "nobody at the wheel", "--note", "who steered?")
    process = start(run.folder, "show", "1", "--format", "pdf", *asked, text=False, encoding=None)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"%PDF-")
    written = pdf_text(out)
    assert "Ferry sails without its captain" in written
    assert "The harbour office said" in written
    assert ("who steered?" in written) == noted


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_show_leaves_notes_out_where_they_are_not_wanted(run: Cli, form: str) -> None:
    run("annotate", "1", "--quote", "nobody at the wheel", "--note", "who steered?")
    assert "who steered?" in run("show", "1", "--format", form)
    assert "who steered?" not in run("show", "1", "--format", form, "--no-notes")


def test_a_pdf_is_not_poured_into_a_terminal(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run("show", "1", "--format", "pdf", code=2)
    assert run.err == "broadsheet: A PDF is nothing for a terminal; write it into a file: > story.pdf\n"


def test_annotations_are_made_listed_and_found(run: Cli) -> None:
    plain = run("annotate", "1", "--quote", "a crate of hens").strip()
    noted = run("annotate", "1", "--quote", "nobody at the wheel", "--note", "how?", "--color", "green", "--tag", "sea")
    first, second = run.records("annotations", "1")
    assert [first["id"], second["id"]] == [plain, noted.strip()]
    assert (first["motivation"], first["color"], first["tags"]) == ("highlighting", "yellow", [])
    created = second.pop("created")
    assert created == second.pop("modified")
    assert created.endswith("Z")
    start, end = second.pop("start"), second.pop("end")
    assert second == {
        "id": noted.strip(),
        "article": 1,
        "motivation": "commenting",
        "quote": "nobody at the wheel",
        "prefix": "passengers, a crate of hens and "[-32:],
        "suffix": ".\n“We noticed when it went past "[:32],
        "note": "how?",
        "tags": ["sea"],
        "color": "green",
        "state": "exact",
        "style": "fill",
        "let_go": False,
    }
    shown = json.loads(run("show", "1", "--format", "json"))
    assert shown["text"][start:end] == "nobody at the wheel"
    assert run.records("annotations") == run.records("annotations", "1")
    assert run.records("annotations", "2") == []
    assert [record["id"] for record in run.records("search", "note:how")] == [1]
    lines = run("annotations").splitlines()
    assert lines[0].split() == ["1", "yellow", "“a", "crate", "of", "hens”"]
    assert [line.strip() for line in lines[2:]] == ["how?", "#sea"]


def test_of_several_places_the_first_is_taken_and_that_is_said(run: Cli) -> None:
    run("annotate", "1", "--quote", "the")
    assert "times; the first was taken" in run.err
    shown = json.loads(run("show", "1", "--format", "json"))
    assert shown["annotations"][0]["start"] == shown["text"].index("the")


def test_star_marks_a_story_and_twice_is_once(run: Cli) -> None:
    run("star", "2")
    run("star", "2")
    assert [record["id"] for record in run.records("list", "is:starred")] == [2]
    assert "*" in run("list", "is:starred")


FAILURES = [
    (["show", "77"], "no story with the number 77"),
    (["star", "77"], "no story with the number 77"),
    (["annotate", "77", "--quote", "hens"], "no story with the number 77"),
    (["annotations", "77"], "no story with the number 77"),
    (["annotate", "1", "--quote", "a sentence nobody wrote"], "The quote doesn't stand in the story."),
]


@pytest.mark.parametrize(("words", "sentence"), FAILURES, ids=[" ".join(row[0][:2]) for row in FAILURES])
def test_what_fails_is_one_sentence(run: Cli, words: list[str], sentence: str) -> None:
    assert run(*words, code=1) == ""
    assert run.err.startswith("broadsheet: ")
    assert run.err.count("\n") == 1
    assert sentence in run.err


WRONG = [
    ["import"],
    ["show"],
    ["show", "one"],
    ["show", "0"],
    ["show", "9" * 30],
    ["show", "1", "--format", "docx"],
    ["search"],
    ["search", "hens", "--limit", "0"],
    ["annotate", "1"],
    ["annotate", "1", "--quote", "hens", "--color", "beige"],
    ["star"],
    ["screenshot"],
    ["screenshot", "out.png", "--size", "wide"],
    ["screenshot", "out.png", "--size", "0x100"],
    ["screenshot", "out.png", "--size", "99999x99999"],
    ["screenshot", "out.png", "--theme", "mauve"],
    ["list", "--loud"],
    ["nonsense"],
    ["--loud"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_one_sentence(run: Cli, words: list[str]) -> None:
    run(*words, code=2)
    assert run.err.startswith("broadsheet")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("words", [["list"], ["search", "hens"], ["show", "1"], ["annotations"]], ids=" ".join)
def test_reading_makes_no_library(fresh: Cli, words: list[str]) -> None:
    fresh(*words, code=1)
    assert "There is no library in" in fresh.err
    assert not fresh.folder.exists()


def test_a_library_that_is_something_else_is_said_so(fresh: Cli) -> None:
    fresh.folder.write_text("not a folder", encoding="utf-8")
    fresh("list", code=1)
    assert "is a file, not a library folder" in fresh.err


def test_a_full_disk_is_one_sentence(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LibraryFull("There is no space left.")

    monkeypatch.setattr(cli.Library, "apply", full)
    run("star", "1", code=1)
    assert run.err == "broadsheet: There is no space left.\n"


def test_a_fault_of_ours_is_one_sentence_and_a_report(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli.Library, "apply", broken)
    run("star", "1", code=1)
    assert run.err.startswith("broadsheet: A fault in Broadsheet: ZeroDivisionError: division by zero.")
    assert run.err.count("\n") == 1
    assert "Traceback" in (run.folder / "faults.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], None),
        (["list"], "list"),
        (["./list"], None),
        (["--", "list"], None),
        (["--library", "list", "show", "1"], "show"),
        (["--library", "show", "list"], "list"),
        (["--library=x", "star", "3"], "star"),
        (["story.txt", "list"], None),
        (["--library", "x"], None),
    ],
)
def test_a_command_is_told_from_a_path(words: list[str], command: str | None) -> None:
    assert _cli_arguments.parse(words).command == command


@pytest.mark.parametrize(
    ("words", "variable", "folder"),
    [
        (["--library", "a", "list"], "b", "a"),
        (["list", "--library", "a"], "b", "a"),
        (["list"], "b", "b"),
        (["story.txt"], "b", "b"),
    ],
)
def test_the_library_is_the_one_named_closest(
    words: list[str], variable: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_LIBRARY", variable)
    assert _cli_arguments.parse(words).library == Path(folder)


def test_without_a_name_the_library_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADSHEET_LIBRARY", raising=False)
    folder = _cli_arguments.parse(["list"]).library
    assert folder.is_absolute()
    assert folder.parts[-2:] == ("broadsheet", "library")


@pytest.mark.parametrize("words", [["--help"], ["show", "--help"], ["--version"]], ids=" ".join)
def test_help_is_no_failure(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert cli.main(words) == 0
    assert "roadsheet" in capsys.readouterr().out


def test_paths_without_a_command_open_the_window(run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop.app

    opened: list[tuple[Path, list[Path]]] = []

    def run_window(folder: Path, paths: list[Path]) -> int:
        opened.append((folder, paths))
        return 0

    monkeypatch.setattr(desktop.app, "run_window", run_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    run()
    run(str(tmp_path))
    assert opened == [(run.folder, []), (run.folder, [tmp_path])]


def test_without_a_display_the_window_says_so(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    run(code=1)
    assert "There is no display" in run.err


def test_a_screenshot_is_asked_for_with_its_options(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop.app

    asked: list[object] = []
    monkeypatch.setattr(desktop.app, "take_screenshot", lambda *words: asked.append(words))
    run("screenshot", "a.png")
    run("screenshot", "b.png", "--article", "2", "--size", "900x600", "--theme", "night", "--query", "hens")
    assert asked == [
        (run.folder, Path("a.png"), None, (1280, 800), "", ""),
        (run.folder, Path("b.png"), 2, (900, 600), "night", "hens"),
    ]


def test_a_picture_that_cannot_be_written_is_one_sentence(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop.app

    def refuse(*_: object) -> None:
        raise OSError("The picture can't be written to a.png.")

    monkeypatch.setattr(desktop.app, "take_screenshot", refuse)
    run("screenshot", "a.png", code=1)
    assert run.err == "broadsheet: The picture can't be written to a.png.\n"


def start(folder: Path, *words: str, code: str = "pass", **options: Any) -> subprocess.Popen[str]:
    script = f"import sys; from desktop.cli import main; code = main(); {code}; sys.exit(code)"
    command = [sys.executable, "-W", "error", "-c", script, "--library", str(folder), *words]
    root = Path(__file__).parent.parent.parent
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, cwd=root, **{"text": True, "encoding": "utf-8", **pipes})


def test_a_command_loads_no_qt(filled: Path) -> None:
    check = "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    process = start(filled, "list", code=check)
    out, err = process.communicate(timeout=60)
    assert len(out.splitlines()) == 2
    assert err == "[]\n"
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes of this kind are POSIX")
def test_a_reader_that_has_had_enough_is_no_error(filled: Path) -> None:
    process = start(filled, "list")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(os.name != "posix", reason="terminals of this kind are POSIX")
def test_ctrl_c_in_the_middle_leaves_a_sound_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(400):
        (files / f"{number:03}.txt").write_text(HENS.replace("Hens", f"{number} hens"), encoding="utf-8")
    library, out = tmp_path / "library", tmp_path / "out.jsonl"
    said = _interrupted(start_on_terminal(library, out, "import", str(files), "--json"))
    assert said[1] == 1
    assert said[0].endswith("broadsheet: Stopped; what was read until then is in the library.\r\n")
    assert "Traceback" not in said[0]
    *lines, last = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert 0 < last["summary"]["files"] == len(lines) < 400
    run = Cli(library, capsys)
    assert len(run.records("list")) == len({article for line in lines for article in line["articles"]})


def start_on_terminal(folder: Path, out: Path, *words: str) -> tuple[subprocess.Popen[str], int]:
    """Start a command whose standard error is a terminal; return it with the terminal's other end."""
    terminal, other_end = os.openpty()
    with out.open("wb") as file:
        process = start(folder, *words, stdout=file, stderr=other_end, start_new_session=True)
    os.close(other_end)
    return process, terminal


def _interrupted(started: tuple[subprocess.Popen[str], int]) -> tuple[str, int]:
    """Press Ctrl+C once the first file is done; return what the terminal showed, and the exit code."""
    process, terminal = started
    shown, pressed = b"", False
    # Reading a terminal that nobody holds open any more is an error on Linux, an end elsewhere.
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 4096):
            shown += data
            if not pressed and re.search(rb"\[K[1-9]\d* of ", shown):
                os.killpg(process.pid, signal.SIGINT)
                pressed = True
    os.close(terminal)
    return shown.decode(), process.wait(timeout=60)
