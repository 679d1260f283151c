"""Dumps of Wikinews: articles alone, wikitext as blocks, dates from templates and categories, pieces."""

from __future__ import annotations

import io
import time
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import _news_pieces
from library.importers.base import SourceFile
from library.importers.wikinews import pieces, read
from library.model.document import BlockKind, Mark
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Related, Story

ARTICLE = """{{date|November 13, 2004}}
{{Infobox}}
[[File:Ferry at Ellery.jpg|thumb|right|250px|The ferry, with [[w:Quay|the quay]] behind.{{image source|Lee Ash}}]]
'''[[w:Port Ellery|Port Ellery]]''' — The {{w|MV Kelp|''Kelp''}} sailed again.<ref>Company log</ref>
It carried ''mail'' and [https://bay.example/s sheep].<!-- how many? -->

{{QuoteLeft|We were ready.|Ida Quell}}

== What changed ==
* one
** below one
* two
# first
# second
:A quoted line.

{| class="wikitable"
! Day !! Boats
|-
| Monday || 3
|}

{{haveyoursay}}
== Related news ==
* [[Storm closes port]], November 10
== Sources ==
*{{source|url=https://news.example/a|title=Ferry back|author=Mo Tarn|pub=The Sound|date=November 12, 2004}}
{{publish}}
[[Category:Sea]]
[[Category:November 13, 2004]]
[[Category:Published]]
[[de:Fähre]]"""


def page(text: str, title: str = "Ferry returns", ns: int = 0, number: int = 5, extra: str = "") -> str:
    return (
        f"<page><title>{title}</title><ns>{ns}</ns><id>{number}</id>{extra}<revision><id>9</id>"
        f'<timestamp>2019-01-02T00:00:00Z</timestamp><text xml:space="x">{escape(text)}</text></revision></page>\n'
    )


def dump(*pages: str, language: str = "en") -> bytes:
    return (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="{language}"><siteinfo>'
        f"<sitename>Wikinews</sitename><base>https://{language}.wikinews.org/wiki/Main_Page</base></siteinfo>\n"
        f"{''.join(pages)}</mediawiki>"
    ).encode()


def drafts(data: bytes) -> list[Draft]:
    return list(read(SourceFile("dump.xml", data)))


def story(text: str, language: str = "en") -> Story:
    (draft,) = drafts(dump(page(text), language=language))
    return draft.story


def test_an_article_s_fields() -> None:
    found = story(ARTICLE)
    assert found.headline == "Ferry returns"
    assert found.published is not None
    assert found.published.iso == "2004-11-13"
    assert (found.dateline, found.source, found.language) == ("Port Ellery", "Wikinews", "en")
    assert (found.url, found.guid) == ("https://en.wikinews.org/wiki/Ferry_returns", "en.wikinews.org:5")
    assert found.keywords == ("Sea",)
    assert found.related == (Related("Storm closes port", "https://en.wikinews.org/wiki/Storm_closes_port"),)


def test_an_article_s_blocks() -> None:
    found = [(block.kind, block.text, block.level, block.number) for block in story(ARTICLE).document.blocks]
    assert found[0][:2] == (BlockKind.IMAGE, "The ferry, with the quay behind.")
    assert found[1][1].startswith("Port Ellery — The Kelp sailed again.")
    assert found[1][1].endswith("It carried mail and sheep.")
    assert found[2:] == [
        (BlockKind.PULL_QUOTE, "We were ready.\n— Ida Quell", 0, None),
        (BlockKind.HEADING, "What changed", 2, None),
        (BlockKind.LIST_ITEM, "one", 1, None),
        (BlockKind.LIST_ITEM, "below one", 2, None),
        (BlockKind.LIST_ITEM, "two", 1, None),
        (BlockKind.LIST_ITEM, "first", 1, 1),
        (BlockKind.LIST_ITEM, "second", 1, 2),
        (BlockKind.QUOTE, "A quoted line.", 1, None),
        (BlockKind.TABLE, "Day\tBoats\nMonday\t3", 0, None),
        (BlockKind.HEADING, "Sources", 2, None),
        (BlockKind.LIST_ITEM, "Ferry back. Mo Tarn, The Sound, November 12, 2004", 1, None),
        (BlockKind.FOOTNOTE, "Company log", 0, None),
    ]


def test_links_marks_notes_and_credits_are_kept() -> None:
    blocks = story(ARTICLE).document.blocks
    assert blocks[0].image is not None
    assert blocks[0].image.credit == "Lee Ash"
    assert blocks[0].image.address == "https://commons.wikimedia.org/wiki/Special:FilePath/Ferry_at_Ellery.jpg"
    links = {span.text: span.link for block in blocks for span in block.spans if span.link}
    assert links["Port Ellery"] == "https://en.wikipedia.org/wiki/Port_Ellery"
    assert links["sheep"] == "https://bay.example/s"
    assert links["Ferry back"] == "https://news.example/a"
    assert [span.text for span in blocks[1].spans if span.marks & Mark.EMPHASIS] == ["Kelp", "mail"]
    assert [span.footnote for span in blocks[1].spans if span.footnote] == [blocks[-1].label]


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("{{Date|May 2, 2008}}\nText.", "en", "2008-05-02"),
        ("Text.\n[[Category:May 2, 2008]]", "en", "2008-05-02"),
        ("{{byline|date=May 2, 2008|location=Oslo}}\nText.", "en", "2008-05-02"),
        ("{{Date|2 mai 2008}}\nTexte.", "fr", "2008-05-02"),
        ("{{дата|2 мая 2008}}\nТекст.\n{{Категории|Море|Порт}}", "ru", "2008-05-02"),
        ("'''Hamburg (Deutschland), 02.05.2008''' – Ein Text.\n[[Kategorie:Meer]]", "de", "2008-05-02"),
    ],
)
def test_the_day_is_found_wherever_an_edition_keeps_it(text: str, language: str, iso: str) -> None:
    found = story(text, language)
    assert found.published is not None
    assert found.published.iso == iso


def test_a_revision_s_time_is_no_date_and_a_date_in_the_lede_is_a_guess() -> None:
    assert story("Text without a date.").published is None
    (draft,) = drafts(dump(page("'''Hamburg, 02.05.2008''' – Ein Text.")))
    assert NoticeKind.GUESSED_DATE in {notice.kind for notice in draft.notices}


def test_a_correction_is_an_editor_s_note() -> None:
    blocks = story("{{correction|The ferry is blue.}}\nText.").document.blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.EDITORS_NOTE, "The ferry is blue."),
        (BlockKind.PARAGRAPH, "Text."),
    ]


def test_talk_redirects_and_empty_pages_are_no_articles() -> None:
    others = (
        page("Hello.", ns=1),
        page("#REDIRECT [[New]]"),
        page("Text.", extra='<redirect title="New"/>'),
        page("{{delete}}"),
    )
    assert [draft.story.guid for draft in drafts(dump(*others, page("Text.", number=8)))] == ["en.wikinews.org:8"]


def test_the_pieces_of_a_dump_hold_every_article_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_news_pieces, "PIECE", 800)
    data = dump(*(page(f"Text {number}.", number=number) for number in range(30)), language="fr")
    found = []
    for piece in pieces(io.BytesIO(data)):
        found += drafts(piece.before + data[piece.start : piece.end] + piece.after)
    assert [draft.story.guid for draft in found] == [f"fr.wikinews.org:{number}" for number in range(30)]
    assert {draft.story.language for draft in found} == {"fr"}
    assert all(not draft.notices for draft in found)


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<mediawik", b"{}"])
def test_what_is_no_dump_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        drafts(data)


UNCLOSED = ["{{a|", "[[", "[[File:a|", "[http://a.example ", "<ref>", "<b>", "<!--", "''", "{|"]


@pytest.mark.parametrize("sign", UNCLOSED)
def test_signs_that_nothing_closes_cost_little(sign: str) -> None:
    start = time.process_time()
    (draft,) = drafts(dump(page("Text. " + sign * 10_000)))
    assert draft.story.document.blocks[0].text.startswith("Text.")
    assert time.process_time() - start < 5.0


WIKI = st.lists(
    st.sampled_from(
        ["{{", "}}", "[[", "]]", "|", "'''", "''", "\n", "*", "#", ":", "{|", "|}", "|-", "!", "== ", "<ref>", "File:"]
    )
    | st.sampled_from(
        ["</ref>", "source", "date", "w", "Category:", "a", " ", "&", "<b>", "https://x.example", "[", "]", "="]
    ),
    max_size=40,
).map("".join)


@settings(deadline=None, max_examples=80)
@given(WIKI)
def test_any_wikitext_is_a_story_or_none(text: str) -> None:
    for draft in drafts(dump(page(text), page("Text."))):
        assert draft.story.document.blocks
