"""The files behind the stories: opened as they were kept, shown where they lie, read again."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.importing.report import ReportDialog
from desktop.importing.report_views import LineView
from desktop.window import originals
from desktop.window.originals import file_name, reveal
from library.front.writer import Connections
from library.model.report import FileOutcome
from library.model.story import Provenance
from library.store import articles
from tests.desktop.window.conftest import SHIFT, Hands
from tests.desktop.window.stories import BELL_HEADLINE, HENS_HEADLINE, NEWEST_FIRST
from tests.stories import HENS, PAGE, write


@pytest.fixture
def opened_outside(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    paths: list[Path] = []
    monkeypatch.setattr(originals, "open_outside", lambda path: paths.append(path) or True)
    return paths


@pytest.fixture
def shown_in_manager(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the file manager was asked to show."""
    paths: list[Path] = []
    monkeypatch.setattr(originals, "show_in_manager", lambda path: paths.append(path) or True)
    return paths


def test_the_kept_file_is_opened_outside_byte_for_byte_and_read_only(hands: Hands, opened_outside: list[Path]) -> None:
    hands.open(BELL_HEADLINE)
    hands.trigger("open-original")
    hands.until(lambda: opened_outside)
    (path,) = opened_outside
    assert path.name == "bell.html"
    assert path.read_text() == PAGE
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert hands.said() == ""
    hands.trigger("open-original")
    hands.until(lambda: len(opened_outside) == 2)
    hands.window.close()
    assert not path.exists()


def test_where_no_program_opens_it_that_is_said(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "open_outside", lambda _path: False)
    hands.open(BELL_HEADLINE)
    hands.trigger("open-original")
    hands.until(lambda: hands.said() == "No program on this computer opens bell.html.")


def test_a_file_that_was_not_kept_is_named(hands: Hands, opened_outside: list[Path]) -> None:
    hands.open(BELL_HEADLINE)
    page = hands.window.story.page
    assert page is not None
    lost = replace(page.version.provenance, original="0" * 64, path="/old/dump.jsonl")
    hands.window.story.page = replace(page, version=replace(page.version, provenance=lost))
    hands.trigger("open-original")
    hands.until(lambda: "It was read from /old/dump.jsonl." in hands.said())
    assert opened_outside == []


@pytest.mark.parametrize(
    ("path", "format_id", "name"),
    [
        ("/old/page.html", "html", "page.html"),
        ("/old/page.HTM", "html", "page.HTM"),
        ("/old/page.html.gz", "html", "page.html"),
        ("/old/a.zip/in/page", "html", "page.html"),
        ("C:\\old\\page.exe", "html", "page.exe.html"),
        ("/old/run.sh", "text", "run.sh.txt"),
        ("/old/a:b?.txt", "text", "a_b_.txt"),
        ("/old/新闻.md", "markdown", "新闻.md"),
        ("/old/" + "长" * 120 + ".md", "markdown", "original.md"),
        ("/old/x.abc", "gone-format", "x.abc.txt"),
    ],
)
def test_a_kept_file_ends_as_its_format_does(path: str, format_id: str, name: str) -> None:
    assert file_name(Provenance(path, format_id, "0" * 64, 0)) == name


def test_a_file_is_shown_where_it_lies_and_one_in_an_archive_by_its_archive(
    tmp_path: Path, shown_in_manager: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write(tmp_path, page_html=PAGE) / "page.html"
    packed = tmp_path / "old.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/page.html", PAGE)
    assert reveal(page) == "Shown in the file manager: page.html"
    assert reveal(packed / "in" / "page.html") == "Shown in the file manager: old.zip, which holds page.html"
    assert shown_in_manager == [page, packed]
    assert reveal(tmp_path / "gone.html") == f"The file isn't there any more: {tmp_path / 'gone.html'}"
    monkeypatch.setattr(originals, "show_in_manager", lambda _path: False)
    assert reveal(page) == f"It lies here: {page}"


@pytest.fixture
def reported(hands: Hands, tmp_path: Path) -> Iterator[tuple[Hands, ReportDialog, LineView]]:
    """The report of an import of two empty files."""
    files = write(tmp_path / "in", a_txt="", b_txt="")
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000):
        hands.window.import_paths((files / "a.txt", files / "b.txt"))
    hands.click_button("Report", hands.window.import_bar)
    dialog = hands.window.findChild(ReportDialog)
    view = dialog.findChild(LineView)
    hands.until(lambda: view.model().rowCount() == 2)
    yield hands, dialog, view
    dialog.close()


def test_the_report_shows_the_original(
    reported: tuple[Hands, ReportDialog, LineView], shown_in_manager: list[Path], tmp_path: Path
) -> None:
    hands, dialog, _view = reported
    hands.click_button("Show the or&iginal", dialog)
    assert shown_in_manager == [tmp_path / "in" / "a.txt"]
    assert dialog._said.text() == "Shown in the file manager: a.txt"


def test_a_mended_file_is_tried_again_from_the_report_which_then_shows_what_came_of_it(
    reported: tuple[Hands, ReportDialog, LineView], tmp_path: Path
) -> None:
    hands, dialog, view = reported
    (tmp_path / "in" / "b.txt").write_text(HENS.replace("Hens of the harbour get a house", "Coop number 7 opens"))
    hands.press(Qt.Key.Key_Down)
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000) as ended:
        hands.click_button("&Try again", dialog)
    assert (ended.args[0].files, ended.args[0].count(FileOutcome.ADDED)) == (1, 1)
    hands.until(lambda: view.model().rowCount() == 1)
    assert dialog.report == ended.args[0]
    hands.press(Qt.Key.Key_Return)
    assert hands.headline() == "Coop number 7 opens"


def test_a_report_that_was_left_stands_where_it_was_left(reported: tuple[Hands, ReportDialog, LineView]) -> None:
    hands, dialog, view = reported
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    hands.trigger("import-report")
    hands.until(dialog.isVisible)
    assert view.currentIndex().row() == 1


def worsen(hands: Hands, article: int, headline: str) -> None:
    """Let a story be as a worse parser had read it."""

    def change(own: Connections) -> None:
        version = articles.version(own.library, articles.current_version_id(own.library, article))
        packed = articles.pack_story(replace(version.story, headline=headline), "")
        own.library.execute("UPDATE version SET story = ? WHERE id = ?", (packed.data, version.id))
        articles.make_current(own.library, article, version.id, packed)

    hands.library._writer.submit(change).result()


def test_stories_are_read_again_and_those_with_a_new_version_counted(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    assert hands.window.story.article is not None
    worsen(hands, hands.window.story.article, "bell tower")
    hands.click_row(hands.rows().index(BELL_HEADLINE))
    hands.click_row(NEWEST_FIRST.index(HENS_HEADLINE), SHIFT)
    assert len(hands.window.articles.selected_ids()) == 2
    hands.trigger("refresh-story")
    hands.until(lambda: hands.said() == "Read again: 1 story of 2 got a new version.", 60_000)
    hands.until(lambda: hands.rows() == NEWEST_FIRST)
    assert not hands.window.import_bar.isVisible()
    hands.trigger("refresh-story")
    hands.until(lambda: hands.said() == "Read again: 0 stories of 2 got a new version.", 60_000)
