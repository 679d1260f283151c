"""Which bytes are which of the news industry's formats, and which are none of them."""

from __future__ import annotations

import json
import time

import pytest

from library.importers import sniff_news
from library.importers.base import HEAD
from library.importers.formats import detect

G2 = b'xmlns="http://iptc.org/std/nar/2006-10-01/"'
FILES = [
    ("nitf", b"<nitf><head/></nitf>"),
    ("nitf", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a-b --><!DOCTYPE nitf SYSTEM "x"><nitf><head><title>T</title>'),
    ("nitf", b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>T</title></head>'),
    ("nitf", "<?xml version='1.0'?><nitf><head><title>T".encode("utf-16")),
    ("nitf", b"<Publication><Part><nitf><head><title>T</title>"),
    ("newsml-g2", b"<newsItem " + G2 + b"><contentSet><inlineXML><html><head><title>T</title>"),
    ("newsml-g2", b"<g:newsMessage xmlns:g='http://iptc.org/std/nar/2006-10-01/'><nitf>"),
    ("newsml-g2", b"<packageItem " + G2 + b"/>"),
    ("newsml-1", b"<NewsML><NewsItem><DataContent><nitf><head><title>T</title>"),
    ("ninjs", json.dumps({"uri": "urn:1", "versionCreated": "2020", "headlines": [], "bodies": []}).encode()),
    ("ninjs", json.dumps({"guid": "1", "versioncreated": "2020", "headline": "H", "body_html": "<p>A</p>"}).encode()),
    ("ninjs", b'{"api_version": "2.0", "org_name": "Bay", "data": {}}'),
    ("reuters-sgml", b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1"><TEXT><TITLE>T</TITLE>'),
    ("wikinews", b"<mediawiki><siteinfo><sitename>Wikinews</sitename></siteinfo><page><title>T</title>"),
    ("iptc-7901", b"\x01eca062 4 i 211   dpa 061\r\n\r\nSea/\r\n\x02Ferry =\r\n\r\nText.\r\n\x03"),
    ("news-xml", b"<BayNews><headline>H</headline><content>&lt;p&gt;Text.&lt;/p&gt;</content></BayNews>"),
]
OTHERS = [
    b"<!DOCTYPE html><html><head><title>About nitf and NewsML</title></head><body><p>&lt;nitf&gt;</p></body></html>",
    b'{"url": "https://bay.example", "title": "T", "content": "<p>A</p>"}',
    b'[{"uri": "https://bay.example", "text": "a note", "tags": []}]',
    b"<rss><channel><title>T</title><item><title>H</title><content>&lt;p&gt;A</content></item></channel></rss>",
    b"ZCZC FMG000\nYY RFG TDR\n:Ferry returns\n",
    b"Plain text about <nitf> and REUTERS.",
]


@pytest.mark.parametrize(("form", "data"), FILES, ids=[f"{form}-{at}" for at, (form, _) in enumerate(FILES)])
def test_a_file_is_known_by_its_first_bytes(form: str, data: bytes) -> None:
    assert detect(data, "file").id == form


@pytest.mark.parametrize("data", OTHERS)
def test_other_files_are_left_to_others(data: bytes) -> None:
    sniffers = (
        *(sniff_news.nitf, sniff_news.newsml_g2, sniff_news.newsml_1, sniff_news.ninjs, sniff_news.reuters_sgml),
        *(sniff_news.wikinews, sniff_news.iptc7901, sniff_news.news_xml),
    )
    assert [sniff(data, "file") for sniff in sniffers] == [0.0] * 8


@pytest.mark.parametrize(
    "unit",
    [b"<!---->", b"<!--", b"<?x", b"<!DOCTYPE a", b"<!DOCTYPE [", b"<title><content>", b'"uri":"', b"\x01", b"<a:"],
)
def test_no_bytes_take_long(unit: bytes) -> None:
    data = (unit * (HEAD // len(unit) + 1))[:HEAD]
    start = time.process_time()
    for sniff in (sniff_news.nitf, sniff_news.newsml_g2, sniff_news.ninjs, sniff_news.iptc7901, sniff_news.news_xml):
        sniff(data, "file")
    assert time.process_time() - start < 1.0
