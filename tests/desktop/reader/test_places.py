"""Links to places in the story's own page lead there, and show beforehand what is to be found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.reader._places import Places
from library.model.document import Block, BlockKind, Document, Span, paragraph
from library.model.story import Story

URL = "https://www.ellery-post.example/long-read"


def heading(words: str) -> Block:
    return Block(BlockKind.HEADING, (Span(words),), level=2)


HEADS = (heading("What the council knew"), paragraph("It knew."), heading("2.1 See also"), heading("Ça ira, Köln?"))
STORY = Story(url=URL, document=Document((paragraph("Contents."), *HEADS)))
WORDS = "Contents.\nWhat the council knew\nIt knew.\n2.1 See also\nÇa ira, Köln?"


@pytest.mark.parametrize(
    ("link", "words", "leads_to"),
    [
        (f"{URL}#what-the-council-knew", "1", "What the"),
        (f"{URL}#What_the_council_knew", "1", "What the"),
        (f"{URL}/#what-the-council-knew", "1", "What the"),
        ("http://ellery-post.example/long-read#what-the-council-knew", "1", "What the"),
        (f"{URL}#c-17", "1.2 What the council knew", "What the"),
        (f"{URL}#see-also", "x", "2.1 See"),
        (f"{URL}#%C3%87a-ira-k%C3%B6ln", "x", "Ça ira"),
        (f"{URL}#top", "Up", "Contents"),
        (f"{URL}#", "Up", "Contents"),
        (f"{URL}#comments", "14 comments", None),
        (URL, "What the council knew", None),
        ("https://www.ellery-post.example/other#what-the-council-knew", "x", None),
    ],
)
def test_a_link_within_the_page_means_the_subhead_of_its_words(link: str, words: str, leads_to: str | None) -> None:
    assert Places(STORY).of(Span(words, link=link)) == (None if leads_to is None else WORDS.index(leads_to))


def test_a_story_without_an_address_has_no_places() -> None:
    story = Story(document=STORY.document)
    assert Places(story).of(Span("x", link="https://a.example/#what-the-council-knew")) is None


@pytest.fixture
def contents(screen, long_story: tuple[str, ...]):
    link = Block(spans=(Span("See "), Span("far below", link=f"{URL}#the-far-end"), Span(".")))
    screen.open(link, *long_story, heading("The far end"), "There it is.", *long_story, url=URL, versions=1)
    return screen


def test_pointing_at_it_shows_what_is_there(contents) -> None:
    said = []
    contents.pane.link_hovered.connect(said.append)
    contents.point_at(contents.middle(contents.text.index("far below") + 2))
    assert said == ["Go to “The far end”"]
    preview = contents.pane.view.links.preview
    assert preview.isVisible()
    assert preview.text().startswith("The far end\nThere it is.")


def test_a_click_goes_there_and_one_can_go_back(contents) -> None:
    outside = []
    contents.pane.link_activated.connect(outside.append)
    contents.click(contents.middle(contents.text.index("far below") + 2))
    place = contents.text.index("The far end")
    view = contents.pane.view
    assert view.clip().contains(view.rect_of(place, place + 3))
    assert outside == []
    assert contents.pane.journey.back()
    assert contents.pane.place()[0] == 0


def test_the_keys_go_there_too(contents) -> None:
    view = contents.pane.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.links.preview.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Return)
    place = contents.text.index("The far end")
    assert view.clip().contains(view.rect_of(place, place + 3))


def test_tab_begins_with_the_first_link_that_shows(screen, long_story: tuple[str, ...]) -> None:
    links = [Block(spans=(Span(f"Link {at}", link=f"https://example.org/{at}"),)) for at in range(3)]
    screen.open(links[0], *long_story, links[1], *long_story, links[2], versions=1)
    view = screen.pane.view
    view.setFocus()
    screen.pane.set_place(screen.text.index("Link 1") - 300)
    value = view.verticalScrollBar().value()
    opened = []
    screen.pane.link_activated.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.verticalScrollBar().value() == value
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["https://example.org/1"]
