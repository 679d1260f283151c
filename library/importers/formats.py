"""The one table of formats: detection, file dialogs, drag and drop, help and tests all read it."""

from __future__ import annotations

import importlib
from typing import cast

from library.importers import sniff, sniff_archives, sniff_articles, sniff_documents, sniff_news, sniff_services
from library.importers.base import HEAD, Format, Importer, SourceFile, Splitter
from library.model.errors import UnreadableFile
from library.model.story import Draft

FORMATS: tuple[Format, ...] = (
    Format(
        id="epub",
        label="E-book (EPUB)",
        endings=(".epub",),
        media_types=("application/epub+zip",),
        sniff=sniff_documents.epub,
        importer="epub:read",
        help="An article saved as an e-book; of an anthology or a magazine, each chapter is a story of its own.",
    ),
    Format(
        id="docx",
        label="Word document",
        endings=(".docx", ".docm", ".dotx"),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        sniff=sniff_documents.docx,
        importer="docx:read",
        help="Word from 2007 on, with lists, tables, notes and pictures; comments and deleted text stay out.",
    ),
    Format(
        id="odt",
        label="OpenDocument text",
        endings=(".odt", ".ott", ".fodt"),
        media_types=("application/vnd.oasis.opendocument.text",),
        sniff=sniff_documents.odt,
        importer="odt:read",
        help="LibreOffice and OpenOffice, packed or flat, with lists, tables, notes and pictures.",
    ),
    Format(
        id="rtf",
        label="Rich Text Format",
        endings=(".rtf",),
        media_types=("application/rtf", "text/rtf"),
        sniff=sniff_documents.rtf,
        importer="rtf:read",
        help="Rich text of word processors, mail programs and old newsrooms.",
    ),
    Format(
        id="html",
        label="Saved web page",
        endings=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        sniff=sniff.html,
        importer="html:read",
        help="A page as a browser or SingleFile saved it; the article is taken out of it, menus and adverts stay out.",
    ),
    Format(
        id="mhtml",
        label="Web page in one file",
        endings=(".mhtml", ".mht"),
        media_types=("multipart/related", "application/x-mimearchive"),
        sniff=sniff_archives.mhtml,
        importer="mhtml:read",
        help="A page with its pictures in one file, as browsers save it; the article is taken out of it.",
    ),
    Format(
        id="singlefile",
        label="Packed SingleFile page",
        endings=(".html", ".htm"),
        media_types=("text/html",),
        sniff=sniff_archives.singlefile,
        importer="singlefile:read",
        help="A page with its pictures in a zip that unpacks itself, as SingleFile keeps it.",
    ),
    Format(
        id="warc",
        label="Web archive",
        endings=(".warc", ".arc"),
        media_types=("application/warc",),
        sniff=sniff_archives.warc,
        importer="warc:read",
        help="What a crawler recorded: each page that it got is a story, with the pictures that it got too.",
        split="_warc_records:pieces",
    ),
    Format(
        id="wacz",
        label="Packed web archive",
        endings=(".wacz",),
        media_types=("application/wacz", "application/x-wacz"),
        sniff=sniff_archives.wacz,
        importer="wacz:read",
        help="A web archive with a list of its pages: each page on the list is a story.",
    ),
    Format(
        id="json-ld",
        label="JSON-LD article",
        endings=(".jsonld", ".json"),
        media_types=("application/ld+json",),
        sniff=sniff_articles.json_ld,
        importer="json_ld:read",
        help="Articles described in schema.org's terms, with their text.",
    ),
    Format(
        id="articles-json",
        label="Articles as JSON",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_articles.articles_json,
        importer="articles_json:read",
        help="What trafilatura, newspaper4k, news-please, Readability and news services write; one article or many.",
        split="_pieces:json_array",
    ),
    Format(
        id="articles-lines",
        label="Articles as JSON Lines",
        endings=(".jsonl", ".ndjson", ".jl"),
        media_types=("application/jsonl", "application/x-ndjson"),
        sniff=sniff_articles.articles_lines,
        importer="articles_lines:read",
        help="One article a line, as CC-News and corpora of news keep them.",
        split="_pieces:json_lines",
    ),
    Format(
        id="articles-table",
        label="Articles as a table",
        endings=(".csv", ".tsv", ".tab"),
        media_types=("text/csv", "text/tab-separated-values"),
        sniff=sniff_articles.articles_table,
        importer="articles_table:read",
        help="CSV or TSV of articles; what its columns hold is found by their names, else by their values.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="pdf",
        label="PDF",
        endings=(".pdf",),
        media_types=("application/pdf",),
        sniff=sniff_documents.pdf,
        importer="pdf:read",
        help="A PDF that holds text: columns, cut words and running heads are undone. Bare scans hold none.",
    ),
    Format(
        id="feed",
        label="RSS or Atom feed",
        endings=(".rss", ".atom", ".rdf", ".xml", ".opml"),
        media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        sniff=sniff_archives.feed,
        importer="feed:read",
        help="A feed kept as a file, or what WordPress exports of a site: each entry is a story.",
        split="_feed_pieces:pieces",
    ),
    Format(
        id="json-feed",
        label="JSON Feed",
        endings=(".json",),
        media_types=("application/feed+json",),
        sniff=sniff_archives.json_feed,
        importer="json_feed:read",
        help="A feed kept as a file: each item is a story.",
    ),
    Format(
        id="eml",
        label="Letter",
        endings=(".eml", ".emlx"),
        media_types=("message/rfc822",),
        sniff=sniff_archives.eml,
        importer="eml:read",
        help="An e-mail, such as a newsletter, as mail programmes save it, with the pictures in it.",
    ),
    Format(
        id="mbox",
        label="Mailbox",
        endings=(".mbox", ".mbx"),
        media_types=("application/mbox",),
        sniff=sniff_archives.mbox,
        importer="mbox:read",
        help="A folder of e-mail in one file: each letter is a story.",
        split="mbox:pieces",
    ),
    Format(
        id="markdown",
        label="Markdown",
        endings=(".md", ".markdown", ".mdown"),
        media_types=("text/markdown",),
        sniff=sniff.markdown,
        importer="markdown:read",
        help="Markdown with or without front matter, as web clippers, note apps and blogs keep it.",
    ),
    Format(
        id="text",
        label="Plain text",
        endings=(".txt", ".text"),
        media_types=("text/plain",),
        sniff=sniff.text,
        importer="text:read",
        help="Text as it was scraped or copied from a paper: headline, byline, dates and paragraphs are recognised.",
    ),
    Format(
        id="pocket-csv",
        label="Pocket export",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.pocket_csv,
        importer="pocket_csv:read",
        help="The list of addresses in Pocket's export, with state and tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="pocket-highlights",
        label="Pocket highlights",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.pocket_highlights,
        importer="pocket_highlights:read",
        help="The highlights in Pocket's export; they are put back into the stories of their addresses.",
        split="_pieces:json_array",
    ),
    Format(
        id="pocket-html",
        label="Pocket export, old",
        endings=(".html", ".htm"),
        media_types=("text/html",),
        sniff=sniff_services.pocket_html,
        importer="pocket_html:read",
        help="The page of links that Pocket exported before 2024.",
    ),
    Format(
        id="pocket-api",
        label="Pocket, by pockexport",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.pocket_api,
        importer="pocket_api:read",
        help="Pocket's items as tools fetched them, with highlights.",
    ),
    Format(
        id="instapaper",
        label="Instapaper export",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.instapaper,
        importer="instapaper:read",
        help="Addresses with state, folders and tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="omnivore",
        label="Omnivore export",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.omnivore,
        importer="omnivore:read",
        help="The lists in Omnivore's export, with the texts and highlights that lie beside them.",
    ),
    Format(
        id="wallabag",
        label="wallabag export",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.wallabag,
        importer="wallabag:read",
        help="Stories with their text, state, tags and annotations.",
        split="_pieces:json_array",
    ),
    Format(
        id="wallabag-csv",
        label="wallabag export, CSV",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.wallabag_csv,
        importer="wallabag_csv:read",
        help="Stories with their text and tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="readwise",
        label="Readwise highlights",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.readwise,
        importer="readwise:read",
        help="Highlights, gathered by the book or article they stand in.",
    ),
    Format(
        id="readwise-reader",
        label="Readwise Reader list",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.readwise_reader,
        importer="readwise_reader:read",
        help="Addresses with state, progress and tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="raindrop",
        label="Raindrop export",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.raindrop,
        importer="raindrop:read",
        help="Addresses with folders, tags, notes and highlights.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="karakeep",
        label="Karakeep export",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.karakeep,
        importer="karakeep:read",
        help="Addresses and notes with lists and tags (Karakeep, once Hoarder).",
    ),
    Format(
        id="linkwarden",
        label="Linkwarden backup",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.linkwarden,
        importer="linkwarden:read",
        help="Addresses with collections and tags.",
    ),
    Format(
        id="matter",
        label="Matter export",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.matter,
        importer="matter:read",
        help="Addresses with state and tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="goodlinks",
        label="GoodLinks export",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.goodlinks,
        importer="goodlinks:read",
        help="Addresses with state and tags.",
        split="_pieces:json_array",
    ),
    Format(
        id="mymind",
        label="mymind cards",
        endings=(".csv",),
        media_types=("text/csv",),
        sniff=sniff_services.mymind,
        importer="mymind:read",
        help="Addresses and notes with tags.",
        split="_pieces:csv_rows",
    ),
    Format(
        id="netscape",
        label="Bookmarks",
        endings=(".html", ".htm"),
        media_types=("text/html",),
        sniff=sniff_services.netscape,
        importer="netscape:read",
        help="Bookmarks as browsers and services of links export them; folders become nested tags.",
    ),
    Format(
        id="browser-bookmarks",
        label="Bookmarks, a browser's own file",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.browser_bookmarks,
        importer="browser_bookmarks:read",
        help="Firefox' backup or Chrome's file of bookmarks; folders become nested tags.",
    ),
    Format(
        id="link-list",
        label="Links as JSON",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.link_list,
        importer="link_list:read",
        help="Lists of links by Pinboard, Delicious, elCurator or Readability.",
        split="_pieces:json_array",
    ),
    Format(
        id="onetab",
        label="List of addresses",
        endings=(".txt",),
        media_types=("text/plain",),
        sniff=sniff_services.onetab,
        importer="onetab:read",
        help="One address a line, as OneTab writes them, with or without a title.",
    ),
    Format(
        id="kindle",
        label="Kindle clippings",
        endings=(".txt",),
        media_types=("text/plain",),
        sniff=sniff_services.kindle,
        importer="kindle:read",
        help='Highlights and notes from "My Clippings.txt", gathered by book.',
    ),
    Format(
        id="hypothesis",
        label="Hypothesis annotations",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.hypothesis,
        importer="hypothesis:read",
        help="Highlights and notes, gathered by the address of their page.",
    ),
    Format(
        id="clipper-highlights",
        label="Obsidian Web Clipper highlights",
        endings=(".json",),
        media_types=("application/json",),
        sniff=sniff_services.clipper_highlights,
        importer="clipper_highlights:read",
        help="Highlights, gathered by the address of their page.",
    ),
    Format(
        id="annotation-sets",
        label="Highlights of e-book readers",
        endings=(".json", ".annotation", ".calibre_highlights"),
        media_types=("application/json",),
        sniff=sniff_services.annotation_sets,
        importer="annotation_sets:read",
        help="Highlights by calibre, Thorium, KOReader, Readest or Foliate.",
    ),
    Format(
        id="nitf",
        label="NITF",
        endings=(".nitf", ".xml"),
        media_types=("application/nitf+xml",),
        sniff=sniff_news.nitf,
        importer="nitf:read",
        help="Stories as news agencies send them in the News Industry Text Format, alone or inside another XML.",
    ),
    Format(
        id="newsml-g2",
        label="NewsML-G2",
        endings=(".xml", ".g2"),
        media_types=("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"),
        sniff=sniff_news.newsml_g2,
        importer="newsml_g2:read",
        help="News items and messages of agencies; a later version of an item is a new version of its story.",
    ),
    Format(
        id="newsml-1",
        label="NewsML 1",
        endings=(".xml", ".newsml"),
        media_types=("text/vnd.iptc.newsml",),
        sniff=sniff_news.newsml_1,
        importer="newsml_1:read",
        help="The older NewsML of agencies and press release services.",
    ),
    Format(
        id="ninjs",
        label="ninjs",
        endings=(".json", ".ninjs"),
        media_types=("application/ninjs+json",),
        sniff=sniff_news.ninjs,
        importer="ninjs:read",
        help="News items in JSON: ninjs 1 to 3, and what AP, Reuters and Superdesk make of it.",
    ),
    Format(
        id="reuters-sgml",
        label="Reuters-21578",
        endings=(".sgm", ".sgml"),
        media_types=("text/sgml",),
        sniff=sniff_news.reuters_sgml,
        importer="reuters_sgml:read",
        help="The Reuters collection of 1987 that researchers use, a thousand stories a file.",
        split="reuters_sgml:pieces",
    ),
    Format(
        id="wikinews",
        label="Wikinews dump",
        endings=(".xml",),
        media_types=("application/xml",),
        sniff=sniff_news.wikinews,
        importer="wikinews:read",
        help="The archive of a Wikinews edition (pages-articles.xml, unpacked): every article with its sources.",
        split="wikinews:pieces",
    ),
    Format(
        id="iptc-7901",
        label="Agency telegram",
        endings=(".txt", ".tlg", ".iptc"),
        media_types=("text/plain",),
        sniff=sniff_news.iptc7901,
        importer="iptc7901:read",
        help="Telegrams as agencies framed them before XML (IPTC 7901).",
    ),
    Format(
        id="news-xml",
        label="An agency's own XML",
        endings=(".xml",),
        media_types=("application/xml", "text/xml"),
        sniff=sniff_news.news_xml,
        importer="news_xml:read",
        help="Records with a headline and a text in HTML, as some agencies and press release services write them.",
    ),
)


_BY_ID = {row.id: row for row in FORMATS}


class UnknownFormat(UnreadableFile):
    """A file that may well be sound, but is of no format in the table."""


def detect(data: bytes, name: str) -> Format:
    """Return the format that fits the content best; the name decides only between equals.

    Raises UnreadableFile if the bytes are empty, UnknownFormat if no format fits.
    """
    head = data[:HEAD]
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    score, _, best = max(
        ((row.sniff(head, name), name.lower().endswith(row.endings), row) for row in FORMATS), key=lambda each: each[:2]
    )
    if score <= 0.0:
        raise UnknownFormat("The file isn't in a format that Broadsheet reads.")
    return best


def importer(row: Format) -> Importer:
    """Import and return the row's importer."""
    module, function = row.importer.split(":")
    return cast(Importer, getattr(importlib.import_module(f"library.importers.{module}"), function))


def splitter(row: Format) -> Splitter:
    """Import and return what cuts the row's files into pieces; the row must name one."""
    module, function = row.split.split(":")
    return cast(Splitter, getattr(importlib.import_module(f"library.importers.{module}"), function))


def row_of(format_id: str) -> Format:
    """Return the row with this id. Raises KeyError."""
    return _BY_ID[format_id]


def stories(row: Format, source: SourceFile) -> tuple[Draft, ...]:
    """Return the stories of a file of this format. Raises UnreadableFile as the importers do."""
    from library.importers.finish import finished  # imports the text importer, which the window's start needs not

    drafts = tuple(importer(row)(source))
    is_alone = len(drafts) == 1 and not row.split
    return tuple(finished(draft, source, is_alone=is_alone) for draft in drafts)


def read(source: SourceFile) -> tuple[Draft, ...]:
    """Detect a file's format and read its stories. Raises UnreadableFile as `detect` and the importers do."""
    return stories(detect(source.data, source.name), source)
