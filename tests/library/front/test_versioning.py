"""The user's own text of a story: a version like the others, with a way back, that no import lets vanish."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.front import versioning
from library.front.library import Library
from library.front.reader import Page
from library.model.annotation import AnchorState
from library.model.document import Document, paragraph, text
from library.model.errors import NotFound, NotPossible
from library.model.operation import CorrectStory, SetPosition, ShowVersion
from library.model.query import Listing
from library.model.report import FileOutcome
from library.model.stamp import Stamp
from library.model.story import Story
from library.search.parse import parse
from tests.library.front.annotated import annotated, filed
from tests.library.front.arranged import RECIPES, STUB, everything, made, telling
from tests.stories import PAGE, imported, with_lines, write


def page(library: Library, article: int = 1) -> Page:
    with library.reader() as reader:
        return reader.page(article)


def correct(library: Library, article: int = 1, **fields: object) -> Page:
    """Correct fields of a story; without any, take its first paragraph out."""
    shown = page(library, article).version
    if not fields:
        fields = {"document": Document(shown.story.document.blocks[1:])}
    library.apply(CorrectStory(article, shown.id, replace(shown.story, **fields)))  # type: ignore[arg-type]
    return page(library, article)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(recipes=RECIPES, data=st.data())
def test_corrections_and_choices_taken_back_leave_the_history_as_it_was(recipes: list, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = made(Path(folder) / "library", recipes)
        before = [seen(library)]
        for step in data.draw(st.lists(st.sampled_from(("correct", "show")), min_size=1, max_size=5)):
            shown = page(library)
            if step == "correct":
                blocks = (*shown.version.story.document.blocks, paragraph("More."))
                story = replace(shown.version.story, document=Document(blocks))
                library.apply(CorrectStory(1, shown.version.id, story))
            else:
                other = data.draw(st.sampled_from([version.id for version in shown.history]))
                if library.apply(ShowVersion(1, other)).inverse is None:
                    continue
            before.append(seen(library))
        for expected in reversed(before[:-1]):
            library.undo().result()
            assert seen(library) == expected
        for expected in before[1:]:
            library.redo().result()
            assert seen(library) == expected
        library.close()


def seen(library: Library) -> dict[str, object]:
    """Everything but the versions that the user took back, which stay in the file."""
    return {name: rows for name, rows in everything(library).items() if name != "version"}


def test_a_correction_shows_is_found_and_keeps_place_and_highlights(library: Library) -> None:
    filed(library, telling(1, 0))
    annotated(library, 1, "pewter on day 3" if "pewter on day 3" in body(library) else "on day 3", uuid=1)
    version = page(library).version
    library.apply(SetPosition(1, version.id, body(library).index("day 3"), 0.7))
    after = correct(library)
    assert after.version.by_user
    assert (after.version.provenance.path, after.version.provenance.original) == (
        version.provenance.path,
        version.provenance.original,
    )
    assert [each.by_user for each in after.history] == [False, True]
    (found,) = after.annotations
    assert found.anchor.state is AnchorState.EXACT
    assert body(library)[after.position :].startswith("day 3")
    with library.reader() as reader:
        assert list(reader.ids(Listing(query=parse('"day 0"')))) == []
        library.undo().result()
        assert list(reader.ids(Listing(query=parse('"day 0"')))) == [1]
        assert [each.by_user for each in reader.history(1)] == [False]
        assert reader.summaries((1,))[1].versions == 1


def body(library: Library) -> str:
    return text(page(library).version.story.document)


def test_corrections_of_one_sitting_are_one_version_and_many_steps_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(library, telling(1, 0))
    correct(library)
    assert len(correct(library).history) == 2
    library.undo().result()
    assert len(page(library).version.story.document.blocks) == 3
    monkeypatch.setattr(versioning, "SITTING", 0)
    assert len(correct(library).history) == 3


def test_what_changes_nothing_is_no_version_and_an_empty_story_none_at_all(library: Library) -> None:
    filed(library, telling(1, 0))
    version = page(library).version
    assert library.apply(CorrectStory(1, version.id, version.story)).inverse is None
    with pytest.raises(NotPossible, match="needs some text"):
        library.apply(CorrectStory(1, version.id, replace(version.story, document=Document())))
    with pytest.raises(NotFound):
        library.apply(ShowVersion(1, 99))


@pytest.mark.parametrize(
    ("stamp", "takes_over"),
    [(Stamp("2017-04-02"), True), (Stamp("2017-04-01"), False), (Stamp("2017-03-30"), False), (None, False)],
    ids=["later", "same", "earlier", "none"],
)
def test_only_a_later_date_of_the_file_takes_over_from_the_user(
    library: Library, stamp: Stamp | None, takes_over: bool
) -> None:
    filed(library, telling(1, 0))
    # A date that the user corrected is theirs: it doesn't decide whether a file is newer than the last.
    mine = correct(library, headline="Mine", updated=Stamp("2020-01-01")).version.id
    new = replace(telling(1, 2), updated=stamp, published=None)
    assert filed(library, new, path="/in/b.html").result.outcome is FileOutcome.NEW_VERSION
    shown = page(library)
    assert (shown.version.id != mine) is takes_over
    assert [each.by_user for each in shown.history] == [False, True, False]
    library.apply(ShowVersion(1, mine))
    assert page(library).version.story.headline == "Mine"


def test_taking_a_correction_back_does_not_hide_what_an_import_brought_since(library: Library) -> None:
    filed(library, telling(1, 0))
    correct(library)
    filed(library, telling(1, 2), path="/in/b.html")
    newest = page(library).version.id
    library.undo().result()
    assert (page(library).version.id, len(page(library).history)) == (newest, 2)
    library.redo().result()
    assert (page(library).version.id, len(page(library).history)) == (newest, 3)


def test_the_text_of_a_correction_that_was_taken_back_can_come_in_as_a_file(library: Library) -> None:
    filed(library, telling(1, 0))
    mine = correct(library).version.story
    library.undo().result()
    assert filed(library, mine, path="/in/b.html").result.outcome is FileOutcome.NEW_VERSION


def test_reading_the_file_again_leaves_the_correction_and_keeps_what_was_read(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path / "in", a_html=PAGE))
    mine = correct(library, headline="My bell").version.id
    report = library.refresh((1,)).wait()
    (line,) = with_lines(library, report).results
    assert (line.outcome, page(library).version.id) == (FileOutcome.UNCHANGED, mine)
    worse(library)
    (line,) = with_lines(library, library.refresh((1,)).wait()).results
    assert line.outcome is FileOutcome.NEW_VERSION
    assert "yours goes on showing" in line.notices[0].sentence
    shown = page(library)
    assert (shown.version.id, [each.by_user for each in shown.history]) == (mine, [False, True, False])
    (line,) = with_lines(library, library.refresh((1,)).wait()).results
    assert line.outcome is FileOutcome.UNCHANGED


def worse(library: Library) -> None:
    """Let the file's own version be as a worse parser had read it."""
    from library.store import articles

    def change(own: object) -> None:
        connection = own.library  # type: ignore[attr-defined]
        story = replace(articles.version(connection, 1).story, source="")
        connection.execute("UPDATE version SET story = ? WHERE id = 1", (articles.pack_story(story, "").data,))

    library._writer.submit(change).result()


def test_a_bare_address_gets_the_text_that_the_user_types(library: Library) -> None:
    filed(library, STUB)
    with library.reader() as reader:
        basis = reader.current(1)
        story: Story = replace(basis.story, document=Document((paragraph("Typed."),)))
        library.apply(CorrectStory(1, basis.id, story))
        assert not reader.summaries((1,))[1].stub
        library.undo().result()
        assert reader.summaries((1,))[1].stub
