"""Files that are sound and hold no story are told from files that are damaged, whatever their format."""

from __future__ import annotations

import pytest

from library.importers.base import SourceFile
from library.importers.formats import detect, read
from library.model.errors import NoStory, UnreadableFile

G2 = b'xmlns="http://iptc.org/std/nar/2006-10-01/"'
SOUND = [
    ("style.css.png", "", b"\x89PNG\r\n\x1a\n\x00\x01"),
    (
        "schema.json",
        "articles-json",
        b'{"title": "A menu", "type": "object", "properties": {"description": {}, "url": {}}}',
    ),
    ("blank.json", "articles-json", b'[{"title": "Tide tables", "content": "", "author": "A", "url": "none"}]'),
    ("rows.jsonl", "articles-lines", b'{"title": 1, "text": 2, "id": 3}\n{"title": 4, "text": 5, "id": 6}\n'),
    ("prices.csv", "articles-table", b"fish,price\nherring,3\nplaice,4\n"),
    (
        "review.jsonld",
        "json-ld",
        b'{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Tides", "url": "https://a.example/t"}',
    ),
    (
        "photo.json",
        "ninjs",
        b'{"uri": "a:1", "type": "picture", "headline": "A quay", "versioncreated": "2024", "byline": "A"}',
    ),
    ("person.xml", "newsml-g2", b"<conceptItem " + G2 + b"><concept/></conceptItem>"),
    ("empty.xml", "newsml-1", b"<NewsML><NewsEnvelope/></NewsML>"),
    ("bare.xml", "nitf", b"<nitf><head><title/></head><body/></nitf>"),
    ("list.opml", "feed", b"<opml version='2.0'><body><outline xmlUrl='https://tarn.example/rss'/></body></opml>"),
    ("empty.rss", "feed", b"<rss version='2.0'><channel><title>Tides</title></channel></rss>"),
    ("empty.json", "json-feed", b'{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": []}'),
    ("info.warc", "warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"),
    ("empty.csv", "pocket-csv", b"title,url,time_added,tags,status\n"),
]


@pytest.mark.parametrize(("name", "format_id", "data"), SOUND, ids=[row[0] for row in SOUND])
def test_a_sound_file_without_a_story_is_told_from_a_damaged_one(name: str, format_id: str, data: bytes) -> None:
    if format_id:
        assert detect(data, name).id == format_id
    with pytest.raises(NoStory, match=r"^[A-Z].*\.$"):
        read(SourceFile(f"/in/{name}", data))


DAMAGED = [
    ("cut.json", b'[{"title": "Tide tables", "content": "High water at noon.", "author": "A", "ur'),
    ("cut.jsonl", b'{"title": "Tide tables", "text": "High water at noon'),
    ("cut.xml", b"<nitf><head><title>Tides</title></head><body"),
    ("cut.xml", b"<NewsML><NewsItem><NewsComponent"),
    ("cut.xml", b"<newsItem " + G2 + b"><contentSet><inline"),
    ("cut.rss", b"<rss version='2.0'><channel><title>Ti"),
    ("bare.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}'),
    (
        "blank.warc",
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/html\r\n"
        b"Content-Length: 13\r\n\r\n<html></html>\r\n\r\n",
    ),
    ("blank.html", b"<html><body></body></html>"),
    ("empty.txt", b""),
]


@pytest.mark.parametrize(("name", "data"), DAMAGED)
def test_what_may_have_held_a_story_is_no_file_to_be_passed_over(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(SourceFile(f"/in/{name}", data))
    assert not isinstance(raised.value, NoStory)
