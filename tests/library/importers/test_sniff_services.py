"""Exports of reading services are told apart by their content."""

from __future__ import annotations

import pytest

from library.importers import sniff_services
from library.importers.base import Format
from library.importers.formats import FORMATS, detect, importer, splitter

BEGINNINGS = {
    "pocket-csv": "title,url,time_added,tags,status\n",
    "instapaper": "URL,Title,Selection,Folder,Timestamp,Tags\n",
    "wallabag-csv": "Title;URL;Content;Tags;MIME Type;Language;Creation date\n",
    "readwise": "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location\n",
    "readwise-reader": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n",
    "raindrop": '"id","title","note","excerpt","url","folder","tags","created","cover","highlights","favorite"\n',
    "matter": "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count\n",
    "mymind": "id,type,title,url,content,note,tags,created\n",
    "pocket-highlights": '[{"url":"u","title":"t","highlights":[{"quote":"q","created_at":1}]}]',
    "pocket-api": '{"list": {"1": {"item_id": "1", "given_url": "u", "time_added": "1"}}}',
    "omnivore": '[{"slug":"s","title":"t","url":"u","state":"Active","readingProgress":0,"savedAt":"x"}]',
    "wallabag": '[{"id": 1, "url": "u", "is_archived": 0, "is_starred": 1, "content": "x"}]',
    "karakeep": '{"bookmarks": [{"createdAt": 1, "content": {"type": "link"}}]}',
    "linkwarden": '{"collections": [{"name": "x", "parentId": null, "links": []}]}',
    "goodlinks": '[{"url": "u", "tags": [], "starred": false, "addedAt": 1}]',
    "browser-bookmarks": '{"guid": "x", "type": "text/x-moz-place-container", "dateAdded": 1, "children": []}',
    "link-list": '[{"href": "u", "description": "d", "extended": "", "toread": "no", "tags": ""}]',
    "hypothesis": '{"annotations": [{"uri": "u", "created": "x", "target": [{"selector": []}]}]}',
    "clipper-highlights": '[{"url": "u", "highlights": [{"text": "t", "timestamp": "x"}]}]',
    "annotation-sets": '\ufeff{"version": 1, "type": "calibre_highlights", "highlights": []}',
    "netscape": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n",
    "pocket-html": '<!DOCTYPE html>\n<html><title>Pocket Export</title><a href="u" time_added="1" tags="">x</a>',
    "kindle": "\ufeffThe Crane\r\n- Your Highlight on Location 1-2 | Added on x\r\n\r\nwords\r\n==========\r\n",
    "onetab": "https://kelp.example/1 | One\n\nhttps://kelp.example/2\n",
}
OWN = tuple(row for row in FORMATS if row.sniff.__module__ == sniff_services.__name__)


@pytest.mark.parametrize(("format_id", "beginning"), BEGINNINGS.items(), ids=BEGINNINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_content_tells(format_id: str, beginning: str, encoding: str) -> None:
    assert detect(beginning.encode(encoding), "export.txt").id == format_id


@pytest.mark.parametrize(
    ("content", "format_id"),
    [
        ('<!DOCTYPE html><html><body><dl><dt><a href="/x">A word</a><dd>means</dl><p>Text.</p></body></html>', "html"),
        ("Cranes\n======\n\nA crane stood.\n\n==========\n- 12 ropes\n", "text"),
        ("See https://kelp.example/1 for more.\nhttps://kelp.example/2\nAnd this.\nAnd that.\n", "text"),
        ("A crane\nhttps://kelp.example/1\nA ferry\nhttps://kelp.example/2\n", "text"),
        ("Sat Feb 18\nhttps://kelp.example/1 | One\nnot one\nhttps://kelp.example/2\n", "onetab"),
        ("http:\n\nA story about addresses.\n", "text"),
    ],
)
def test_other_files_are_left_alone(content: str, format_id: str) -> None:
    assert detect(content.encode(), "a.txt").id == format_id


@pytest.mark.parametrize(
    "content", ['{"title": "t", "url": "u", "text": "x"}', "title,text,url\na,b,c\n", "\x89PNG\r\n", "["]
)
def test_general_data_is_none_of_these(content: str) -> None:
    assert not any(row.sniff(content.encode("latin-1"), "x.json") for row in OWN)


@pytest.mark.parametrize("row", OWN, ids=[row.id for row in OWN])
def test_every_row_resolves(row: Format) -> None:
    assert row.id in BEGINNINGS
    assert callable(importer(row))
    if row.split:
        assert callable(splitter(row))
