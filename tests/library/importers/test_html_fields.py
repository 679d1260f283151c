"""The parts of reading a page that have a table of their own: names, JSON-LD, addresses, tables, related lines."""

from __future__ import annotations

import pytest

from library.importers._html.jsonld import described
from library.importers._html.labels import without_site
from library.importers._html.names import authors
from library.importers._html.page import absolute, decode_page, parse, saved_from
from library.importers._html.phrases import FURNITURE, RELATED_LABEL
from library.importers._html.story import read_fragment
from library.model.document import BlockKind


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ida Quell", ("Ida Quell",)),
        ("By IDA QUELL and Mo Tarn, Staff Writers", ("Ida Quell", "Mo Tarn")),
        ("Von Jörg Ähre und Lee Ash", ("Jörg Ähre", "Lee Ash")),
        ("Quell, Ida", ("Ida Quell",)),
        ("Ida Quell | The Sound", ("Ida Quell",)),
        ("作者：王小明", ("王小明",)),
        ("https://facebook.example/ida", ()),
        ("admin", ()),
        ("ida@sound.example", ()),
        ("JOSH O’TARN AND MAEVE MCQUELL", ("Josh O’Tarn", "Maeve McQuell")),
        ("By Josh Tarn, MO ASH and LEE QUELL December 17, 2016, 5:11 AM", ("Josh Tarn", "Mo Ash", "Lee Quell")),
        ("Meg Tarn DAILY SOUND NEWS", ("Meg Tarn",)),
        ("Ida Quell / SWN / Updated: Oct 9, 2019, 11:05 IST", ("Ida Quell",)),
        ("Mo Tarn im Gespräch mit Lee Ash", ("Mo Tarn", "Lee Ash")),
        ("Ida Quell Edited by Mo Tarn", ("Ida Quell",)),
        ("Reporter Ida Quell", ("Ida Quell",)),
        ("Prince and the Revolution", ("Prince and the Revolution",)),
        ("홍길동 기자", ("홍길동",)),
        ("Jan van der Tarn, María de la Ash", ("Jan van der Tarn", "María de la Ash")),
        ("", ()),
    ],
)
def test_bylines_become_names(byline: str, names: tuple[str, ...]) -> None:
    assert authors([byline], "The Sound") == names


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"A &amp; B","author":"Mo Tarn","datePublished":"2021-02-03",}',
        '<!-- {"@type":["Article","Thing"],"headline":"A & B","author":{"name":"Mo Tarn"},'
        '"datePublished":"2021-02-03"} -->',
        '[{"@type":"BreadcrumbList"},{"@type":"Report","headline":"A & B","author":[{"name":["Mo Tarn"]}],'
        '"datePublished":"2021-02-03"}]',
        '{"@graph":[{"@id":"#p","@type":"Person","name":"Mo Tarn"},{"@type":"BlogPosting","headline":"A & B",'
        '"author":{"@id":"#p"},"datePublished":"2021-02-03"}]};',
        '{"@type":"Article","headline":"A & B","author":"Mo\tTarn","datePublished":"2021-02-03"} trailing',
    ],
)
def test_json_ld_is_read_in_every_shape(script: str) -> None:
    tree = parse(f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>')
    assert tree is not None
    found = described(tree, "A & B")
    assert (found.headline, found.authors, found.published) == ("A & B", ("Mo Tarn",), "2021-02-03")


def test_of_several_articles_the_one_of_the_title_is_taken() -> None:
    nodes = (
        '[{"@type":"Article","headline":"Fog","datePublished":"x","author":"a"},{"@type":"Article","headline":"Crane"}]'
    )
    tree = parse(f'<script type="application/ld+json">{nodes}</script><p>x</p>')
    assert tree is not None
    assert described(tree, "Crane - The Sound").headline == "Crane"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Crane stops ferry | The Sound", "Crane stops ferry"),
        ("The Sound - Crane stops ferry", "Crane stops ferry"),
        ("Crane - and ferry - stop", "Crane - and ferry - stop"),
        ("Crane stops ferry", "Crane stops ferry"),
    ],
)
def test_the_sites_name_leaves_the_title(title: str, headline: str) -> None:
    assert without_site(title, "The Sound") == headline


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("/a?b#c", "https://sound.example/a?b#c"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:ida@sound.example", "mailto:ida@sound.example"),
        ("https://sound.example/a b", "https://sound.example/a%20b"),
        ("JavaScript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_addresses_that_can_be_followed_are_kept(address: str, result: str) -> None:
    assert absolute(address, "https://sound.example/x/y") == result


@pytest.mark.parametrize(
    ("comment", "address"),
    [
        ("<!--\n Page saved with SingleFile \n url: https://a.example/x \n-->", "https://a.example/x"),
        ("<!-- saved from url=(0021)https://a.example/x -->", "https://a.example/x"),
        ("<!-- Mirrored from a.example/x by HTTrack Website Copier/3.x -->", "http://a.example/x"),
        ("<!-- url: https://a.example/x -->", ""),
        ("<!--\n Page saved with SingleFile \n url: file:///home/x.html \n-->", ""),
    ],
)
def test_a_saved_page_says_where_it_came_from(comment: str, address: str) -> None:
    assert saved_from(f"<html>{comment}<body></body></html>") == address


def test_an_escape_to_chinese_in_a_script_is_no_encoding() -> None:
    assert decode_page(b"<script>x = '~{abc~}'</script>").text == "<script>x = '~{abc~}'</script>"


def test_cells_that_span_leave_empty_ones() -> None:
    rows = (
        "<tr><th colspan=2>A</th><th>B</th></tr>"
        "<tr><td rowspan=2>1</td><td>2</td><td>3</td></tr>"
        "<tr><td>4</td><td>5</td></tr>"
    )
    (table,) = read_fragment(f"<table>{rows}</table>").blocks
    assert table.kind is BlockKind.TABLE
    assert table.text == "A\t\tB\n1\t2\t3\n\t4\t5"


@pytest.mark.parametrize(
    "line",
    ["Read more: Fog", "Related:", "LESEN SIE AUCH: Nebel", "延伸阅读：雾", "Lire aussi", "More from The Sound:"],
)
def test_labels_of_related_headlines(line: str) -> None:
    assert RELATED_LABEL.match(line)


@pytest.mark.parametrize(
    "line",
    ["He read more than he wrote.", "See you on the quay", "Related to the crane is the ferry", "More than forty"],
)
def test_sentences_are_no_labels(line: str) -> None:
    assert RELATED_LABEL.match(line) is None


@pytest.mark.parametrize(
    "line", ["Share", "Tweet this", "3 comments", "Advertisement", "5 min read", "Tags: crane, ferry", "广告"]
)
def test_lines_of_the_page(line: str) -> None:
    assert FURNITURE.match(line)


@pytest.mark.parametrize(
    "line",
    ["Share prices fell on Monday.", "He waited 5 minutes.", "Save the crane, said Quell.", "Tags were sewn on."],
)
def test_lines_of_the_story(line: str) -> None:
    assert FURNITURE.match(line) is None
