"""Formats are told apart by how a file begins: what stands in its text, in whatever format, doesn't matter."""

from __future__ import annotations

import json
import time

import pytest

from library.importers.base import HEAD
from library.importers.formats import FORMATS, UnknownFormat, detect
from library.importers.sniff import flat, is_json, json_keys, root_of
from tests.library.importers.test_sniff_services import BEGINNINGS

PAGE = "<!DOCTYPE html>\n<html><head><title>Eels</title></head><body><p>The eels came.</p></body></html>\n"
GENERAL = {
    "html": PAGE,
    "mhtml": "From: <Saved by Blink>\nSnapshot-Content-Location: https://eel.example/\nMIME-Version: 1.0\n\n",
    "singlefile": '<html data-sfz lang="en"><meta charset="utf-8"><title>Eels</title>',
    "warc": "WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n",
    "rtf": "{\\rtf1\\ansi The eels came.}",
    "odt": '<office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body/>',
    "pdf": "%PDF-1.7\n",
    "markdown": "---\ntitle: Eels\n---\nThe eels came.\n",
    "text": "Eels\n\nThe eels came.\n",
    "feed": '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Eels</title><item/></channel></rss>',
    "json-feed": '{"version": "https://jsonfeed.org/version/1.1", "title": "Eels", "items": []}',
    "eml": "From: ada@eel.example\nSubject: Eels\nMIME-Version: 1.0\n\nThe eels came.\n",
    "mbox": "From ada@eel.example Mon Jan  1 00:00:00 2024\nFrom: ada@eel.example\nSubject: Eels\n\nThe eels came.\n",
    "nitf": "<nitf><head><title>Eels</title></head><body><body.content><p>They came.</p></body.content></body></nitf>",
    "newsml-g2": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>',
    "newsml-1": "<!DOCTYPE NewsML><NewsML><NewsItem/></NewsML>",
    "ninjs": '{"uri": "eel:1", "type": "text", "headline": "Eels", "body_text": "They came.", "versioncreated": "1"}',
    "news-xml": "<story><headline>Eels</headline><content>&lt;p>The eels came.&lt;/p></content></story>",
    "iptc-7901": "\x01abc0123 3 pl 10 eel1\x02" + "The eels came. " * 20 + "\x03",
    "reuters-sgml": '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1"><TEXT>The eels came.</TEXT></REUTERS>',
    "wikinews": '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo/></mediawiki>',
    "json-ld": '{"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": "The eels came."}',
    "articles-json": '{"title": "Eels", "text": "The eels came.", "url": "https://eel.example/"}',
    "articles-lines": '{"title": "Eels", "text": "They came."}\n{"title": "Elvers", "text": "They too."}\n',
    "web-annotations": '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": "x"}',
    "articles-table": "title,text,url\nEels,They came.,https://eel.example/\n",
}
EVERY = {**GENERAL, **BEGINNINGS}
PACKED = {"epub", "docx", "odt", "wacz"}
"""Formats that are zips, whose tests build them; one of them is also a flat file."""


def test_every_format_of_the_table_is_among_the_beginnings() -> None:
    assert {row.id for row in FORMATS} - PACKED == EVERY.keys() - PACKED


@pytest.mark.parametrize(("format_id", "beginning"), EVERY.items(), ids=EVERY)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.data"])
def test_each_beginning_is_what_it_is_whatever_the_files_name(format_id: str, beginning: str, name: str) -> None:
    if format_id == "text" and name == "a.data":
        return
    assert detect(beginning.encode(), name).id == format_id


HOSTS = [
    ("articles-json", "a.json", lambda told: json.dumps({"title": "How eels are told", "text": told, "url": "x"})),
    ("articles-lines", "a.jsonl", lambda told: json.dumps({"title": "How eels are told", "text": told}) + "\n{"),
    (
        "pocket-csv",
        "a.csv",
        lambda told: 'title,url,time_added,tags,status\n"' + told.replace('"', '""') + '",x,1,,unread\n',
    ),
    ("articles-table", "a.csv", lambda told: 'title,content\n"' + told.replace('"', '""') + '",x\n'),
    ("html", "a.html", lambda told: f"<!DOCTYPE html><html><body><!-- {told.replace('--', '- -')} --><p>Eels"),
    ("markdown", "a.md", lambda told: f"# How eels are told\n\n```\n{told}\n```\n"),
    (
        "feed",
        "a.xml",
        lambda told: f"<rss><channel><item><description><![CDATA[{told}]]></description></item></channel></rss>",
    ),
    (
        "newsml-1",
        "a.xml",
        lambda told: f"<NewsML><NewsItem><ContentItem><![CDATA[{told}]]></ContentItem></NewsItem></NewsML>",
    ),
    ("eml", "a.eml", lambda told: f"From: a@eel.example\nSubject: Eels\nMIME-Version: 1.0\n\n{told}\n"),
    (
        "mbox",
        "a.mbox",
        lambda told: f"From a@eel.example Mon Jan  1 00:00:00 2024\nFrom: b@eel.example\nTo: c\n\n{told}\n",
    ),
    ("warc", "a.warc", lambda told: f"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{told}\n"),
    ("rtf", "a.rtf", lambda told: f"{{\\rtf1 {told}}}"),
]


@pytest.mark.parametrize("told", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize(("format_id", "name", "host"), HOSTS, ids=[row[0] for row in HOSTS])
def test_a_format_told_of_in_another_ones_text_is_not_taken_for_it(
    format_id: str, name: str, host: object, told: str
) -> None:
    assert callable(host)
    assert detect(host(told).encode(), name).id == format_id


@pytest.mark.parametrize(
    ("name", "content", "format_id"),
    [
        ("a.json", json.dumps({"input": PAGE}), ""),
        ("a.json", json.dumps([PAGE, PAGE]), ""),
        ("a.jsonl", json.dumps({"payload": "<p>" * 9}) + "\n" + json.dumps({"payload": PAGE}), ""),
        ("a.json", "\ufeff \n" + json.dumps({"input": PAGE}), ""),
        ("a.csv", f'number,page\n1,"{PAGE}"\n', "articles-table"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>Eel</title><path d="M0 0"/></svg>', ""),
        ("a.xml", '<?xml version="1.0"?>\n<config><title>Eels</title><body/></config>', ""),
        ("a.fb2", "<FictionBook><body>" + "<p>The eels came.</p>" * 9 + "</body></FictionBook>", "html"),
        ("a.md", "Eels came.\n\n<article>\nThey did.\n</article>\n", "markdown"),
        ("a.md", "[#]: author (Ada Merrow)\n[#]: url (https://eel.example)\n\nEels came.\n", "markdown"),
        ("a.txt", "[1] The eels came.\n\n[2] They went.\n", "text"),
        ("a.html", "[Saved by hand]\n<html><body><p>The eels came.</p></body></html>", "html"),
        ("a.html", "<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='http://www.w3.org/1999/xhtml'><p>Eels", "html"),
        ("a.html", "<div id='story'>" + "<p>The eels came.</p>" * 5 + "</div>", "html"),
        ("a.html", "<div><b>Eels</b> came.</div>", "html"),
        ("a", "<p>Eels came.</p>\n<p>They did.</p>", "html"),
        ("a.json", " " * 9 + '"a": 1\n' + (" " * 30 + '"b": [2],\n') * 400, ""),
        ("a.xml", '<entry xmlns="http://www.w3.org/2005/Atom"><title>Eels</title></entry>', "feed"),
        ("a.native", 'Pandoc (Meta [("title",MetaInlines [Str "Eels"]),("url","author","date","text")])\nx', ""),
    ],
)
def test_the_beginning_decides(name: str, content: str, format_id: str) -> None:
    if format_id:
        assert detect(content.encode(), name).id == format_id
    else:
        with pytest.raises(UnknownFormat):
            detect(content.encode(), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_sniffers_ask_is_answered_in_every_encoding(encoding: str) -> None:
    record, xml = (
        '{"title": "Eels", "more": {"url": 1}}'.encode(encoding),
        "<?xml version='1'?> <a:b/>".encode(encoding),
    )
    assert flat(record).startswith(b'{"title"')
    assert (is_json(record), is_json(xml)) == (True, False)
    assert json_keys(record) == {b"title", b"more", b"url"}
    assert (root_of(record), root_of(xml)) == (b"", b"b")


UNITS = [
    *(
        "\n \t",
        "    c\n",
        "a: " + " " * 50 + "\n ",
        "<!--",
        "<![",
        "<?",
        "<a ",
        "<p ",
        "<content>",
        "&lt;",
        "[{",
        "[",
        "](",
        "**",
    ),
    *(
        '"a":',
        '"',
        '\\"',
        '"@context":{"',
        '"@type":[',
        "=====\n",
        "1\n- 1\n",
        "From ",
        "---\n",
        "+++\n",
        "# ",
        ",",
        " | ",
        "\r",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "before", ["", "a: b\nc: d\n", "{", "<a>", "---\n", "From a\n", '{"@context":', "<html ", "<!DOCTYPE a ["]
)
def test_no_beginning_keeps_a_sniffer_busy(before: str, unit: str) -> None:
    head = (before + unit * HEAD)[:HEAD].encode()
    begun = time.process_time()
    for row in FORMATS:
        row.sniff(head, "a.txt")
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(("name", "format_id"), [("a.txt", "text"), ("a.html", "html"), ("a", "html")])
def test_a_text_that_begins_in_italics_is_a_page_by_no_means_but_its_name(name: str, format_id: str) -> None:
    assert detect(b"<i>Eels</i>\n\nThe eels came on Thursday.\n\nThey were many.\n", name).id == format_id
