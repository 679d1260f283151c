"""`broadsheet annotations`: written out in every form, read in from files, with one line for what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from library.front.library import open_library
from library.model.operation import SetFlag, StateFlag
from tests.stories import FERRY, HENS


class Cli:
    """Runs command lines on one library, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.err = ""

    def __call__(self, *words: str, code: int = 0) -> str:
        assert cli.main(["--library", str(self.folder), *words]) == code, self._capsys.readouterr()
        said = self._capsys.readouterr()
        self.err = said.err
        return said.out


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two stories, 1 the ferry and 2 the hens, with three annotations."""
    folder = tmp_path_factory.mktemp("noted")
    for name, content in (("1-ferry.txt", FERRY), ("2-hens.txt", HENS)):
        (folder / name).write_text(content, encoding="utf-8")
    library = open_library(folder / "library")
    library.start_import([folder / "1-ferry.txt", folder / "2-hens.txt"]).wait()
    library.close()
    into = ["--library", str(folder / "library"), "annotate"]
    assert (
        cli.main([*into, "1", "--quote", "a crate of hens", "--color", "green", "--tag", "#sea", "--tag", "sea"]) == 0
    )
    assert cli.main([*into, "1", "--quote", "nobody at the wheel", "--note", "=how?"]) == 0
    assert cli.main([*into, "2", "--quote", "a lamp", "--note", "which?"]) == 0
    return folder / "library"


@pytest.fixture
def run(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line on a copy of the filled library."""
    capsys.readouterr()
    return Cli(Path(shutil.copytree(filled, tmp_path / "library")), capsys)


def quotes(written: str) -> set[str]:
    items = json.loads(written)["first"]["items"]
    return {item["target"]["selector"][0]["exact"] for item in items}


ALL = {"a crate of hens", "nobody at the wheel", "a lamp"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ALL),
        (["2"], {"a lamp"}),
        (["2", "1"], ALL),
        (["--query", "lobster"], {"a lamp"}),
        (["--query", "harbour"], ALL),
    ],
)
def test_one_story_several_a_search_or_all(run: Cli, words: list[str], expected: set[str]) -> None:
    assert quotes(run("annotations", *words, "--format", "jsonld")) == expected


def test_every_form_names_every_passage(run: Cli) -> None:
    for form in ("text", "json", "jsonld", "markdown", "csv", "html"):
        written = run("annotations", "--format", form)
        assert all(quote in written for quote in ALL), form
        assert written.endswith("\n")
    assert run("annotations") == run("annotations", "--format", "text")
    assert run("annotations", "--json") == run("annotations", "--format", "json")
    rows = list(csv.DictReader(io.StringIO(run("annotations", "1", "--format", "csv"), newline="")))
    assert [(row["Highlight"], row["Note"]) for row in rows] == [
        ("a crate of hens", ".sea"),
        ("nobody at the wheel", "'=how?"),
    ]


def test_output_goes_to_a_file(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    assert run("annotations", "--format", "html", "--output", str(path)) == ""
    assert path.read_text(encoding="utf-8") == run("annotations", "--format", "html")


def test_markdown_goes_to_a_folder_and_is_kept_up_to_date(run: Cli, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    words = ("annotations", "--format", "markdown", "--output", str(vault))
    assert run(*words) == f"2 files in {vault}, 2 changed\n"
    ferry = vault / "Ferry sails without its captain.md"
    ferry.write_text(f"{ferry.read_text(encoding='utf-8')}\nmy own line\n", encoding="utf-8")
    run("annotate", "1", "--quote", "a sandbank")
    assert run(*words) == f"2 files in {vault}, 1 changed\n"
    content = ferry.read_text(encoding="utf-8")
    assert "> a sandbank" in content
    assert content.endswith("\nmy own line\n")
    ferry.write_text(content.replace("broadsheet:end", ""), encoding="utf-8")
    run(*words, code=1)
    assert run.err == f"{ferry}: The marks of Broadsheet's part in it are damaged, so it was left as it is.\n"


def test_they_go_into_another_library_and_are_known_there(run: Cli, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    run("annotations", "--format", "jsonld", "--output", str(path))
    before = run("annotations", "--json")
    run.folder = tmp_path / "other"
    files = [str(filled.parent / name) for name in ("2-hens.txt", "1-ferry.txt")]
    for file in files:
        run("import", file)
    assert run("annotations", "import", str(path)) == f"{path}: 3 added, in 2 stories\n"

    def without_ids(records: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in records.splitlines()]
        return sorted(({**line, "article": 0} for line in lines), key=lambda line: str(line["id"]))

    assert without_ids(run("annotations", "--json")) == without_ids(before)
    assert run("annotations", "import", str(path)) == f"{path}: 3 known already, in 2 stories\n"


def test_what_is_wrong_with_a_record_is_a_line_and_the_rest_comes_in(run: Cli, tmp_path: Path) -> None:
    library = open_library(run.folder)
    library.apply(SetFlag((2,), StateFlag.TRASHED))
    library.close()
    path, missing = tmp_path / "notes.json", tmp_path / "missing.json"
    part = {"schema:headline": "Ferry sails without its captain", "schema:datePublished": "2015-05-14"}
    selector = {"type": "TextQuoteSelector", "exact": "a whale"}
    hens = {"schema:headline": "Hens of the harbour get a house"}
    whale = {"source": "urn:x:f", "selector": selector, "dcterms:isPartOf": part}
    lamp = {"source": "urn:x:h", "selector": {**selector, "exact": "a lamp"}, "dcterms:isPartOf": hens}
    items = [
        {"type": "Annotation", "id": "urn:x:1"},
        {"type": "Annotation", "id": "urn:x:2", "target": whale},
        {"type": "Annotation", "id": "urn:x:3", "target": lamp},
        {"type": "Annotation", "id": "urn:x:4", "target": "https://elsewhere.example/", "bodyValue": "n"},
    ]
    path.write_text(json.dumps(items), encoding="utf-8")
    said = run("annotations", "import", str(missing), str(path), code=1).splitlines()
    assert said == [
        f"{path}: 3 added, in 3 stories, 1 of them known by address or title only",
        "     1   not in the text of “Ferry sails without its captain”: “a whale”",
        "         “Hens of the harbour get a house” is in the trash",
    ]
    assert run.err.splitlines() == [
        f"{missing}: The file is no longer there.",
        f"{path}: Annotation 1 was left out: it names no target.",
    ]
    assert "a whale”  [no longer in the text]" in run("annotations", "1")
    record = json.loads(run("annotations", "import", str(path), "--json", code=1))
    assert (record["added"], record["known"], record["problems"]) == (
        0,
        3,
        ["Annotation 1 was left out: it names no target."],
    )


@pytest.mark.parametrize(
    "words",
    [
        ["annotations", "import"],
        ["annotations", "one"],
        ["annotations", "1", "0"],
        ["annotations", "--format", "pdf"],
        ["annotations", "1", "--query", "hens"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_sentence(run: Cli, words: list[str]) -> None:
    assert run(*words, code=2) == ""
    assert run.err.startswith("broadsheet")
    assert run.err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_one_sentence(run: Cli, tmp_path: Path) -> None:
    run("annotations", "--format", "csv", "--output", str(tmp_path / "none" / "a.csv"), code=1)
    assert run.err.startswith("broadsheet: ")
    assert run.err.count("\n") == 1


def test_a_story_that_is_not_there_is_one_sentence_and_writes_nothing(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    run("annotations", "1", "77", "--format", "csv", "--output", str(path), code=1)
    assert run.err == "broadsheet: There is no story with the number 77.\n"
    assert not path.exists()
