"""Stories read again from the files that were kept of them."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest

from library.annotations.describe import describe
from library.front.ingest import refreshing
from library.front.library import Library
from library.front.writer import Connections
from library.model.annotation import AnchorState, Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from library.model.report import FileOutcome
from library.model.story import NoticeKind, Story
from library.store import articles
from tests.stories import FERRY, PAGE, imported, with_lines, write


def worsen(library: Library, article: int, **fields: str) -> None:
    """Let a story be as a worse parser had read it."""

    def change(own: Connections) -> None:
        version = articles.version(own.library, articles.current_version_id(own.library, article))
        packed = articles.pack_story(replace(version.story, **fields), "")  # type: ignore[arg-type]
        own.library.execute("UPDATE version SET story = ? WHERE id = ?", (packed.data, version.id))
        articles.make_current(own.library, article, version.id, packed)

    library._writer.submit(change).result()


def test_a_story_that_reads_better_now_is_a_new_version_that_keeps_its_highlights(
    library: Library, tmp_path: Path
) -> None:
    (article,) = imported(library, write(tmp_path / "in", a_html=PAGE)).results[0].articles
    (tmp_path / "in" / "a.html").unlink()
    worsen(library, article, headline="bell tower", source="")
    with library.reader() as reader:
        version = reader.current(article)
        body = text(version.story.document)
        target = describe(article, version.id, body, 4, 30)
        library.apply(AddAnnotation(Annotation("u1", target, Motivation.HIGHLIGHTING)))
        report = library.refresh((article, article)).wait()
        (line,) = with_lines(library, report).results
        assert (line.outcome, line.articles, line.error) == (FileOutcome.NEW_VERSION, (article,), "")
        page = reader.page(article)
        assert page.version.story.headline == "Bell tower closes for repairs"
        assert page.version.notices[0].kind is NoticeKind.REFRESHED
        assert page.version.provenance.original == version.provenance.original
        assert [each.ordinal for each in page.history] == [1, 2]
        assert page.annotations[0].anchor.state is AnchorState.EXACT
        assert reader.report(report.id) == report
    again = library.refresh((article,)).wait()
    assert (again.files, again.count(FileOutcome.UNCHANGED)) == (1, 1)


def test_a_file_that_gives_the_same_as_before_changes_nothing(library: Library, tmp_path: Path) -> None:
    found = imported(library, write(tmp_path / "in", a_txt=FERRY, b_html=PAGE)).results
    told = []
    library.subscribe(told.append)
    report = library.refresh([article for line in found for article in line.articles]).wait()
    assert report.count(FileOutcome.UNCHANGED) == 2
    assert told == []


def test_pictures_that_came_with_the_page_stay(library: Library, tmp_path: Path) -> None:
    picture = io.BytesIO()
    image = PIL.Image.effect_noise((300, 200), 60)
    image.save(picture, "PNG")
    source = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    page = PAGE.replace("<p>Cracks", f'<figure><img src="{source}" alt="Beams"></figure><p>Cracks')
    (article,) = imported(library, write(tmp_path / "in", a_html=page)).results[0].articles
    worsen(library, article, source="Nobody")
    library.refresh((article,)).wait()
    with library.reader() as reader:
        version = reader.current(article)
        kept = [block.image.asset for block in version.story.document.blocks if block.image]
        assert version.ordinal == 2
        assert [reader.asset(digest) for digest in kept] == [picture.getvalue()]


def test_a_story_that_would_lose_pictures_is_left_as_it_is(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = imported(library, write(tmp_path / "in", a_html=PAGE)).results[0].articles
    worsen(library, article, source="Nobody")

    def loses(_old: Story, _new: Story) -> bool:
        return True

    monkeypatch.setattr(refreshing, "_loses_pictures", loses)
    report = library.refresh((article,)).wait()
    (line,) = with_lines(library, report).results
    assert (line.outcome, line.error) == (FileOutcome.FAILED, refreshing._LOST)
    with library.reader() as reader:
        assert reader.current(article).story.source == "Nobody"


def test_a_file_whose_bytes_are_gone_says_so(library: Library, tmp_path: Path) -> None:
    (article,) = imported(library, write(tmp_path / "in", a_txt=FERRY)).results[0].articles
    library._writer.submit(lambda own: own.assets.execute("DELETE FROM asset").rowcount).result()
    report = library.refresh((article, 999)).wait()
    (line,) = with_lines(library, report).results
    assert (line.outcome, line.error) == (FileOutcome.FAILED, "The file's own bytes were not kept.")
