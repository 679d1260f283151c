"""Articles as data: JSON, JSON Lines, CSV and JSON-LD, with fields named or guessed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers import articles_json, articles_lines, articles_table, json_ld
from library.importers._article_fields import ArticleField, find_fields
from library.importers._pieces import csv_rows
from library.importers.base import SourceFile
from library.importers.formats import detect, read
from library.model.document import BlockKind, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

BODY = (
    "The herring fleet of Port Ellery stayed in harbour on Monday, for the first time in forty years.\n\n"
    "Nobody could say when it would leave again, and the ice house has let its three hands go until further notice."
)
TRAFILATURA = {
    "title": "Fleet stays in harbour",
    "author": "Ada Merrow; Jonah Pike",
    "hostname": "ellery-post.example",
    "date": "2019-04-05",
    "fingerprint": "9a8b7c6d5e4f3a2b",
    "id": None,
    "license": None,
    "comments": "",
    "raw_text": "Fleet stays in harbour The herring fleet",
    "text": BODY,
    "language": "en",
    "image": "https://ellery-post.example/fleet.jpg",
    "source": "https://ellery-post.example/news/fleet",
    "source-hostname": "The Ellery Post",
    "excerpt": "No herring, no ice, no work.",
    "categories": "Harbour;Work",
    "tags": "herring;ice",
}
NEWS_PLEASE = {
    "authors": ["Ada Merrow", "Jonah Pike"],
    "date_download": "2019-04-09 12:00:01",
    "date_modify": "None",
    "date_publish": "2019-04-05 06:30:00",
    "description": "No herring, no ice, no work.",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": BODY,
    "source_domain": "ellery-post.example",
    "title": "Fleet stays in harbour",
    "title_rss": None,
    "url": "https://ellery-post.example/news/fleet",
}
READABILITY = {
    "title": "Fleet stays in harbour",
    "byline": "By Ada Merrow",
    "dir": None,
    "lang": "en",
    "content": "<div><p>The herring fleet <em>stayed</em> in.</p><h2>Ice</h2><p>The ice house is shut.</p></div>",
    "textContent": "The herring fleet stayed in. Ice The ice house is shut.",
    "length": 62,
    "excerpt": "No herring, no ice, no work.",
    "siteName": "The Ellery Post",
    "publishedTime": "2019-04-05T06:30:00Z",
}
NEWS_SERVICE = {
    "status": "ok",
    "totalResults": 1,
    "articles": [
        {
            "source": {"id": None, "name": "The Ellery Post"},
            "author": "Ada Merrow",
            "title": "Fleet stays in harbour",
            "description": "No herring, no ice, no work.",
            "url": "https://ellery-post.example/news/fleet",
            "urlToImage": None,
            "publishedAt": "2019-04-05T06:30:00Z",
            "content": BODY,
        }
    ],
}


def only(drafts: Iterable[Draft]) -> Story:
    (draft,) = drafts
    return draft.story


def as_json(value: object) -> SourceFile:
    return SourceFile("/in/a.json", json.dumps(value, ensure_ascii=False).encode())


@pytest.mark.parametrize("value", [TRAFILATURA, NEWS_PLEASE, READABILITY, NEWS_SERVICE, [NEWS_PLEASE]])
def test_the_json_of_known_programs_gives_every_field(value: object) -> None:
    assert detect(as_json(value).data, "a.json").id == "articles-json"
    story = only(read(as_json(value)))
    assert story.headline == "Fleet stays in harbour"
    assert story.authors[0] == "Ada Merrow"
    assert story.standfirst == "No herring, no ice, no work."
    assert story.published is not None
    assert story.published.iso[:10] == "2019-04-05"
    assert story.source in ("The Ellery Post", "ellery-post.example")
    assert text(story.document).startswith("The herring fleet")
    assert len(story.document.blocks) in (2, 3)


def test_several_authors_sections_and_keywords_are_told_apart() -> None:
    story = only(articles_json.read(as_json(TRAFILATURA)))
    assert (story.authors, story.section, story.keywords) == (
        ("Ada Merrow", "Jonah Pike"),
        "Harbour",
        ("herring", "ice"),
    )
    assert only(articles_json.read(as_json(NEWS_PLEASE))).authors == ("Ada Merrow", "Jonah Pike")


def test_markup_goes_before_its_plain_copy() -> None:
    blocks = only(articles_json.read(as_json(READABILITY))).document.blocks
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_the_words_for_nothing_are_nothing() -> None:
    story = only(
        articles_json.read(as_json({**NEWS_PLEASE, "authors": "None", "date_publish": "NaN", "title_rss": ""}))
    )
    assert (story.authors, story.published, story.updated) == ((), None, None)


def test_an_entry_with_an_address_alone_is_a_stub() -> None:
    story = only(articles_json.read(as_json([{"title": "Fleet stays", "url": "https://ellery-post.example/f"}])))
    assert (story.headline, story.document.blocks) == ("Fleet stays", ())


def test_a_bad_line_costs_itself_and_is_counted() -> None:
    lines = [
        json.dumps(NEWS_PLEASE),
        "{cut",
        json.dumps({"url": "no address", "title": "x"}),
        "[]",
        json.dumps(TRAFILATURA),
    ]
    first, second = articles_lines.read(SourceFile("/in/a.jsonl", "\n".join(lines).encode()))
    assert [notice.kind for notice in first.notices] == [NoticeKind.RECORD]
    assert "3 records" in first.notices[0].sentence
    assert second.notices == ()


def test_a_table_without_a_header_is_guessed_and_says_so() -> None:
    rows = "".join(
        f'"3","Fleet stays in harbour for week {at}","{BODY} It was week {at}.","2019-04-{at:02}"\n'
        for at in range(1, 9)
    )
    drafts = tuple(articles_table.read(SourceFile("/in/news.csv", rows.encode())))
    assert len(drafts) == 8
    story = drafts[0].story
    assert (story.headline, len(story.document.blocks)) == ("Fleet stays in harbour for week 1", 2)
    assert story.published is not None
    assert story.published.iso == "2019-04-01"
    (notice,) = drafts[0].notices
    assert notice.kind is NoticeKind.GUESSED_FIELDS
    assert "“column 2” was taken for the headline" in notice.sentence
    assert "“column 3” was taken for the text" in notice.sentence


def test_foreign_column_names_are_guessed_from_the_values() -> None:
    rows = [
        {
            "kop": f"Vloot blijft in de haven, dag {at}",
            "inhoud": BODY,
            "wanneer": f"2019-04-{at:02}",
            "rubriek": "Haven",
        }
        for at in range(1, 9)
    ]
    fields = find_fields(rows)
    assert fields.guessed == {ArticleField.HEADLINE, ArticleField.BODY, ArticleField.PUBLISHED}
    assert set(fields.keys) == {
        (ArticleField.HEADLINE, "kop"),
        (ArticleField.BODY, "inhoud"),
        (ArticleField.PUBLISHED, "wanneer"),
    }


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_header_names_the_columns_whatever_parts_them(sign: str) -> None:
    table = sign.join(("category", "headline", "text", "url")) + "\n"
    table += sign.join(("harbour", "Fleet stays", f'"{BODY}"', "https://ellery-post.example/f")) + "\n"
    source = SourceFile("/in/a.csv", table.encode("utf-8-sig"))
    assert detect(source.data, "a.csv").id == "articles-table"
    story = only(articles_table.read(source))
    assert (story.section, story.headline, story.url) == ("harbour", "Fleet stays", "https://ellery-post.example/f")
    assert text(story.document) == BODY.replace("\n\n", "\n")


def test_json_ld_is_read_as_on_a_page_one_story_a_node() -> None:
    def node(number: int) -> dict[str, object]:
        return {
            "@type": ["NewsArticle"],
            "headline": f"Fleet stays in harbour, day {number}",
            "author": [{"@type": "Person", "name": "Ada Merrow"}],
            "datePublished": "2019-04-05T06:30:00+01:00",
            "publisher": {"@type": "Organization", "name": "The Ellery Post"},
            "articleBody": BODY + " </script>",
        }

    value = {"@context": "https://schema.org", "@graph": [node(1), node(2), {"@type": "WebSite", "name": "x"}]}
    assert detect(as_json(value).data, "a.json").id == "json-ld"
    one, other = json_ld.read(as_json(value))
    assert (one.story.headline, one.story.authors, one.story.source) == (
        "Fleet stays in harbour, day 1", ("Ada Merrow",), "The Ellery Post"
    )  # fmt: skip
    assert one.story.published is not None
    assert one.story.published.iso == "2019-04-05T06:30:00+01:00"
    assert len(other.story.document.blocks) >= 2


@pytest.mark.parametrize("value", [{}, [], {"a": 1}, [1, "x"], {"title": "Only a title"}, "text", None])
def test_json_without_an_article_says_so(value: object) -> None:
    with pytest.raises(UnreadableFile, match="article"):
        articles_json.read(as_json(value))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "text", "url", "author", "date", "content", "source", "@type"]), inner
        )
    ),
    max_leaves=12,
)
READERS: list[Callable[[SourceFile], Iterable[Draft]]] = [
    articles_json.read, articles_lines.read, articles_table.read, json_ld.read
]  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@given(value=JSON)
def test_any_json_gives_stories_or_one_sentence(reader: Callable[[SourceFile], Iterable[Draft]], value: object) -> None:
    _stories_or_sentence(reader, json.dumps(value).encode())


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_stories_or_one_sentence(reader: Callable[[SourceFile], Iterable[Draft]], data: bytes) -> None:
    _stories_or_sentence(reader, data)


def _stories_or_sentence(reader: Callable[[SourceFile], Iterable[Draft]], data: bytes) -> None:
    with suppress(UnreadableFile):
        assert all(draft.story.document.blocks or draft.story.url for draft in reader(SourceFile("/in/x", data)))


def test_the_pieces_of_a_table_together_hold_every_row() -> None:
    rows = [f'harbour,"Headline {at}","{BODY} It was day {at}.",https://ellery-post.example/{at}' for at in range(9000)]
    data = "\n".join(("category,headline,text,url", *rows)).encode()
    pieces = list(csv_rows(io.BytesIO(data)))
    stories = [
        draft.story.headline
        for piece in pieces
        for draft in articles_table.read(SourceFile("/in/a.csv", piece.before + data[piece.start : piece.end]))
    ]
    assert len(pieces) > 1
    assert stories == [f"Headline {at}" for at in range(9000)]
