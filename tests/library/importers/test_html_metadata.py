"""The fields of a page: which of its labels, marks and lines is the story's own."""

from __future__ import annotations

import pytest

from library.importers._html.metadata import Metadata, read_metadata
from library.importers._html.page import parse_page
from library.model.stamp import StampOrigin

TEXT = "<p>" + "The crane stopped in the middle of the river, and nobody could say for how long. " * 4 + "</p>"
HEADLINE = "Crane stops ferry for three days"


def meta(body: str, head: str = "", address: str = "https://sound.example/news/crane") -> Metadata:
    page = parse_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), address)
    assert page is not None
    return read_metadata(page)


def article(above: str = "", below: str = "", head: str = "", address: str = "https://sound.example/x") -> Metadata:
    return meta(f"<main>{above}<h1>{HEADLINE}</h1>{below}<div>{TEXT}</div></main>", head, address)


def label(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{fields}}}</script>'


@pytest.mark.parametrize(
    ("shown", "head", "headline"),
    [
        (HEADLINE, label("og:title", "Crane stops ferry for…"), HEADLINE),
        (HEADLINE, label("og:title", "You won't believe what this crane did"), HEADLINE),
        (HEADLINE, ld('"headline":"Crane: all you need to know"') + label("og:title", HEADLINE), HEADLINE),
        ("The Sound", label("og:title", HEADLINE), HEADLINE),
        ("Services and information", f"<title>{HEADLINE} | The Sound</title>", HEADLINE),
        (HEADLINE, "<title>The Sound</title>" + label("og:site_name", "The Sound"), HEADLINE),
        (HEADLINE, label("og:title", "The Sound") + label("og:site_name", "The Sound"), HEADLINE),
        ("", label("og:title", f"{HEADLINE} - The Sound") + label("og:site_name", "The Sound"), HEADLINE),
    ],
)
def test_the_headline_is_what_the_page_prints_over_its_story(shown: str, head: str, headline: str) -> None:
    assert meta(f"<h1>{shown}</h1>{TEXT}", head).headline == headline


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<div><span>By </span><a href='/profile/ida-quell-12'>Ida Quell</a></div>", ("Ida Quell",)),
        ("<p>Von Jörg Ähre, Hafenstadt</p>", ("Jörg Ähre",)),
        ("<p>Par Ida Quell et Mo Tarn</p>", ("Ida Quell", "Mo Tarn")),
        ("<p>Por IDA QUELL</p>", ("Ida Quell",)),
        ("<p>記者：王小明</p>", ("王小明",)),
        ("<p>كتبت: ليلى حداد</p>", ("ليلى حداد",)),
        ("<p>Datum: 03.11.2021 Autor: Mo Tarn/SP-X</p>", ("Mo Tarn",)),
        ("<p>By the time it stopped, all were asleep.</p>", ()),
        ("<p>Von hier aus sieht man den Kran.</p>", ()),
    ],
)
def test_a_byline_below_the_headline_needs_no_mark(below: str, names: tuple[str, ...]) -> None:
    assert article(below=below).authors == names


def test_a_byline_at_the_storys_end_is_found() -> None:
    assert meta(f"<h1>{HEADLINE}</h1>{TEXT}<p><strong>Autor:</strong> <a>Mo Tarn</a></p>").authors == ("Mo Tarn",)


def test_of_marked_bylines_the_one_nearest_to_the_headline_counts() -> None:
    card = "<div><h3>Fog</h3><a rel='author'>Lee Ash</a><time datetime='2019-01-01'>x</time></div>"
    own = "<a rel='author'>Ida Quell</a><time datetime='2021-02-03'>x</time>"
    found = meta(f"<div>{card}</div><article><h1>{HEADLINE}</h1><div>{own}</div>{TEXT}</article><div>{card}</div>")
    assert found.authors == ("Ida Quell",)
    assert found.published is not None
    assert (found.published.iso, found.published.origin) == ("2021-02-03", StampOrigin.TIME)


@pytest.mark.parametrize(
    ("head", "below", "names"),
    [
        (ld('"author":{"@type":"Organization","name":"Sound Wire"}'), "<p>By Ida Quell</p>", ("Ida Quell",)),
        (ld('"author":{"@type":"Organization","name":"Sound Wire"}'), "", ("Sound Wire",)),
        (label("author", "AFP"), "<p>Par Ida Quell</p>", ("Ida Quell",)),
        (label("author", "AFP"), "", ("AFP",)),
        (label("author", "mo_tarn"), "<p>By Mo Tarn</p>", ("Mo Tarn",)),
        (label("author", "SOUND STAFF"), "", ("SOUND STAFF",)),
        (label("author", "https://social.example/mo"), "", ()),
        (label("author", "admin"), "", ()),
    ],
)
def test_people_come_before_agencies_logins_and_houses(head: str, below: str, names: tuple[str, ...]) -> None:
    assert article(head=head, below=below).authors == names


@pytest.mark.parametrize(
    ("head", "below", "iso", "origin"),
    [
        (ld('"datePublished":"2021-02-03T04:05:06+01:00"'), "", "2021-02-03T04:05:06+01:00", StampOrigin.STRUCTURED),
        (ld('"datePublished":1612321506000'), "", "2021-02-03T03:05:06+00:00", StampOrigin.STRUCTURED),
        (label("article:published_time", "2021-02-03"), "", "2021-02-03", StampOrigin.METADATA),
        ("", "<b itemprop='datePublished' content='2021-02-03'>x</b>", "2021-02-03", StampOrigin.STRUCTURED),
        ("", "<time datetime='2021-02-03T04:05'>Wednesday</time>", "2021-02-03T04:05", StampOrigin.TIME),
        ("", "<ul><li>3 février 2021</li><li>Par Ida Quell</li></ul>", "2021-02-03", StampOrigin.TEXT),
        ("", "<p>Updated 5 Feb 2021</p><p>Published 3 Feb 2021</p>", "2021-02-03", StampOrigin.TEXT),
        ("", "<p>最終更新日：2021/02/03</p>", "2021-02-03", StampOrigin.TEXT),
    ],
)
def test_a_date_says_where_it_was_found(head: str, below: str, iso: str, origin: StampOrigin) -> None:
    found = article(head=head, below=below).published
    assert found is not None
    assert (found.iso, found.origin) == (iso, origin)


def test_a_date_in_the_address_counts_after_those_on_the_page() -> None:
    address = "https://sound.example/2021/02/03/crane"
    alone = article(address=address).published
    assert alone is not None
    assert (alone.iso, alone.origin) == ("2021-02-03", StampOrigin.ADDRESS)
    beside = article(below="<p>2 February 2021</p>", address=address).published
    assert beside is not None
    assert beside.iso == "2021-02-02"


def test_a_line_elsewhere_on_the_page_is_a_guess() -> None:
    found = meta(f"<h1>{HEADLINE}</h1>{TEXT * 9}<div><p>x</p><p>3 February 2021</p></div>").published
    assert found is not None
    assert (found.iso, found.origin) == ("2021-02-03", StampOrigin.GUESS)


@pytest.mark.parametrize(
    ("below", "iso"),
    [
        ("<time datetime='2021-02-02T19:05:06-08:00'>x</time>", "2021-02-02T19:05:06-08:00"),
        ("<p>February 2, 2021 at 7:05 pm</p>", "2021-02-02T19:05:06-08:00"),
        ("<p>February 2, 2021</p>", "2021-02-03T03:05:06+00:00"),
        ("<p>February 2, 2021 at 7:11 pm</p>", "2021-02-03T03:05:06+00:00"),
        ("<p>January 2, 2021 at 7:05 pm</p>", "2021-02-03T03:05:06+00:00"),
    ],
)
def test_a_time_in_utc_is_put_on_the_papers_own_clock(below: str, iso: str) -> None:
    found = article(head=ld('"datePublished":"2021-02-03T03:05:06Z"'), below=below).published
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("head", "below", "iso"),
    [
        (ld('"datePublished":"2021-02-03","dateModified":"2021-02-05"'), "", "2021-02-05"),
        (ld('"datePublished":"2021-02-03","dateModified":"2021-02-03"'), "", None),
        ("", "<p>Published 3 Feb 2021 | Updated 5 Feb 2021</p>", "2021-02-05"),
        ("", "<p>3. Februar 2021</p><p>Aktualisiert: 5. Februar 2021</p>", "2021-02-05"),
        ("", "<time datetime='2021-02-03'>x</time> Updated <time datetime='2021-02-05'>y</time>", "2021-02-05"),
    ],
)
def test_an_update_stands_beside_the_publication(head: str, below: str, iso: str | None) -> None:
    found = article(head=head, below=below)
    assert found.published is not None
    assert found.published.iso == "2021-02-03"
    assert (found.updated and found.updated.iso) == iso


def test_fields_of_broken_json_ld_are_salvaged() -> None:
    head = ld('"description": \'The crane\', "datePublished":"2021-02-03","author":{"name":"Mo Tarn"}')
    found = article(head=head)
    assert found.authors == ("Mo Tarn",)
    assert found.published is not None
    assert found.published.iso == "2021-02-03"


def test_hostile_names_take_no_time() -> None:
    shouted = "Ida " + "Aa" * 400 + " " + "A" * 400 + "1"
    assert article(head=label("author", shouted)).authors == ()
