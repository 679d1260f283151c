"""Wikitext as HTML in lines, and the fields that wikis keep in templates, categories and pictures.

Owns what Wikinews' templates mean, in the languages of its larger editions. The result is read as HTML is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

import mwparserfromhell
from mwparserfromhell import nodes

from library.importers.tidy import one_line, tidy
from library.model.story import Related

Node = Any

IMAGE_LINE = "\x00image "
"""A line that stands for a picture: this, and its number."""

_FILE = re.compile(r"(?:file|image|datei|bild|fichier|archivo|imagen|ficheiro|plik|файл|изображение)\s*:", re.I)
_CATEGORY = re.compile(
    r"(?:category|kategorie|catégorie|categoría|categoria|kategoria|categorie|категория|カテゴリ|分类)\s*:", re.I
)
_LANGUAGE_LINK = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?:\S")
_OPTION = re.compile(
    r"(?:thumb(?:nail)?|mini(?:atur)?|miniaturadeimagen|vignette|right|left|center|none|droite|gauche|rechts|links"
    r"|derecha|izquierda|frame(?:d|less)?|border|upright(?:\s*=.*)?|\d*x?\d+\s*px|(?:alt|link|page|lang|class)\s*=.*)",
    re.IGNORECASE,
)
_DATES = frozenset(["date", "datum", "fecha", "data", "дата", "datetime"])
_BYLINES = frozenset(["byline", "dateline", "ort", "lugar", "lieu"])
_SOURCES = frozenset(["source", "fuente", "quelle", "fonte", "bron", "źródło", "źródło2", "источник", "källa", "来源"])
_QUOTES = frozenset(("quote", "cquote", "blockquote", "citation", "cita", "zitat", "цитата", "qt"))
_PULL_QUOTES = frozenset(("pullquote", "quoteleft", "quoteright", "quote box"))
_NOTES = frozenset(("correction", "corrections", "korrektur", "corrección", "editor's note", "note", "update"))
_CATEGORIES = frozenset(("категории", "categories", "topic cat"))
_LAST_ARGUMENT = frozenset(("lang", "nowrap", "nobr", "small", "abbr", "nihongo", "tl", "color", "font color"))
_CREDITS = frozenset(("image source", "bildquelle", "crédit image", "credit", "source image"))
_TITLES = ("title", "titre", "titel", "título", "titulo", "titolo", "tytuł", "заголовок", "название")
_PUBLISHERS = ("pub", "publisher", "herausgeber", "éditeur", "editor", "wydawca", "издатель", "agency", "agencia")
_WHEN = ("date", "datum", "fecha", "data", "дата")
_MARKS = frozenset(["b", "i", "u", "s", "em", "strong", "small", "sub", "sup", "strike", "del", "ins", "code", "cite"])
_BLOCKS = frozenset(("blockquote", "tr", "td", "th", "caption", "pre", "ul", "ol", "li", "br", "hr", "p"))
_LIST = {"li": "*", "dd": ":", "dt": ";"}
_PAIRS = (
    (re.compile(r"(?P<opens>\{\{)|\}\}"), re.compile(r"[{}]+")),
    (re.compile(r"(?P<opens>\[)|\]"), re.compile(r"[\[\]]+")),
    (re.compile(r"(?P<opens><!--)|-->"), re.compile(r"<!--")),
    (re.compile(r"(?P<opens><(?!br\b|hr\b)[a-z])|</|/>", re.IGNORECASE), re.compile(r"<[^<>]{0,200}>?")),
)
_MOST_UNCLOSED = 200
_WORDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its file's name, its caption as HTML, and who made it."""

    name: str
    caption: str
    credit: str


@dataclass(slots=True)
class Page:
    """What reading a page's wikitext collects besides its lines. `host` is the wiki's ("en.wikinews.org")."""

    host: str
    language: str
    dates: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    linked: list[Related] = field(default_factory=list)


def lines(wikitext: str, page: Page) -> list[str]:
    """Return a page as lines of HTML. A line may begin with the signs of a wiki's lists, each behind a \\x01."""
    plain = _closed(wikitext.replace("\x00", "").replace("\x01", ""))
    return _render(mwparserfromhell.parse(plain, skip_style_tags=False).nodes, page).split("\n")


def _closed(wikitext: str) -> str:
    """The text without a kind of sign that a damaged page opens hundreds of times and never closes.

    The parser looks for the end of each to the end of the page: its time grows with their square.
    """
    for signs, removed in _PAIRS:
        depth = 0
        for match in signs.finditer(wikitext):
            depth = depth + 1 if match["opens"] else max(0, depth - 1)
        if depth > _MOST_UNCLOSED:
            wikitext = removed.sub(" ", wikitext)
    return wikitext


def _render(found: Iterable[Node], page: Page) -> str:
    return "".join(_node(node, page) for node in found)


def _inside(code: Any, page: Page) -> str:
    return _render(code.nodes, page) if code is not None else ""


def _node(node: Node, page: Page) -> str:
    match node:
        case nodes.Text():
            return escape(str(node.value), quote=False)
        case nodes.Heading():
            level = min(6, max(2, node.level))
            return f"\n\n<h{level}>{_inside(node.title, page).strip()}</h{level}>\n\n"
        case nodes.Wikilink():
            return _wikilink(node, page)
        case nodes.ExternalLink():
            shown = _inside(node.title, page) if node.title else escape(str(node.url), quote=False)
            return f'<a href="{escape(str(node.url).strip())}">{shown}</a>'
        case nodes.Template():
            return _template(node, page)
        case nodes.Tag():
            return _tag(node, page)
        case nodes.HTMLEntity():
            return str(node)
        case _:  # comments, and arguments of templates
            return ""


def _wikilink(node: Node, page: Page) -> str:
    title = str(node.title).strip()
    if _FILE.match(title):
        return _picture(title, str(node.text or ""), page)
    if _CATEGORY.match(title):
        page.categories.append(one_line(tidy(title.partition(":")[2])))
        return ""
    interwiki = title.startswith(("w:", ":w:", "wikipedia:"))
    if not interwiki and not title.startswith(":") and _LANGUAGE_LINK.match(title) and node.text is None:
        return ""
    plain = title.lstrip(":")
    target = plain.partition(":")[2] if interwiki else plain
    shown = _inside(node.text, page).strip() or escape(target.split("#")[0] or target, quote=False)
    address = _address(target, page, wikipedia=interwiki)
    page.linked.append(Related(one_line(tidy(re.sub(r"<[^<>]*>", "", shown))), address))
    return f'<a href="{escape(address)}">{shown}</a>'


def _address(title: str, page: Page, *, wikipedia: bool) -> str:
    host = f"{page.language or 'en'}.wikipedia.org" if wikipedia else page.host
    if wikipedia and (match := re.match(r"([a-z]{2,3}):(.+)", title)):
        host, title = f"{match[1]}.wikipedia.org", match[2]
    return f"https://{host}/wiki/{quote(title.strip().replace(' ', '_'), safe='/:#(),')}"


def _picture(title: str, options: str, page: Page) -> str:
    """Keep a picture, and return the line that stands for it. Of its options the last that sets nothing captions it."""
    parts = _parted(options)
    captions = [part for part in parts if part.strip() and not _OPTION.fullmatch(part.strip())]
    before = len(page.credits)
    caption = _inside(mwparserfromhell.parse(captions[-1]), page).strip() if captions else ""
    credit = "; ".join(page.credits[before:])
    del page.credits[before:]
    page.pictures.append(Picture(title.partition(":")[2].strip(), caption, credit))
    return f"\n{IMAGE_LINE}{len(page.pictures) - 1}\n"


def _parted(options: str) -> list[str]:
    """The options of a picture, cut at the bars that stand in no link or template."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"\[\[|\{\{|\]\]|\}\}|\|", options):
        if match[0] in ("[[", "{{"):
            depth += 1
        elif match[0] in ("]]", "}}"):
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(options[start : match.start()])
            start = match.end()
    return [*parts, options[start:]]


def _template(node: Node, page: Page) -> str:
    name = str(node.name).strip().lower().replace("_", " ")
    if name in _DATES:
        page.dates.append(_argument(node, page, "1"))
        return ""
    if name in _BYLINES:
        page.dates.append(_argument(node, page, *_WHEN))
        page.places.append(_argument(node, page, "location", "lieu", "1"))
        return ""
    if name in _SOURCES:
        return _source(node, page)
    if name in _CATEGORIES:
        page.categories += [one_line(tidy(str(each.value))) for each in node.params if not each.showkey]
        return ""
    if name in _CREDITS:
        page.credits.append(_plain(_argument(node, page, "1")))
        return ""
    if name in ("w", "wn", "wikipedia"):
        return _linking(node, page, wikipedia=name != "wn")
    if name in _QUOTES or name in _PULL_QUOTES:
        return _quote(node, page, pulled=name in _PULL_QUOTES)
    if name in _NOTES:
        return f"\n\n<p class='note'>{_argument(node, page, 'correction', 'text', '1')}</p>\n\n"
    if name == "convert":
        return " ".join(filter(None, (_argument(node, page, "1"), _argument(node, page, "2"))))
    if name in _LAST_ARGUMENT:
        given = [each for each in node.params if not each.showkey]
        return _inside(given[-1].value, page) if given else ""
    return ""


def _argument(node: Node, page: Page, *names: str) -> str:
    for name in names:
        if node.has(name, ignore_empty=True):
            return _inside(node.get(name).value, page).strip()
    return ""


def _source(node: Node, page: Page) -> str:
    """A source as its line in the list: its title, linked, its author, publisher and date."""
    address = _plain(_argument(node, page, "url"))
    title = _argument(node, page, *_TITLES) or escape(address, quote=False)
    linked = f'<a href="{escape(address)}">{title}</a>' if address.startswith("http") else title
    facts = [_argument(node, page, "author", "auteur", "autor", "autore"), _argument(node, page, *_PUBLISHERS)]
    rest = ", ".join(filter(None, [*facts, _argument(node, page, *_WHEN)]))
    return f"{linked}. {rest}" if rest else linked


def _linking(node: Node, page: Page, *, wikipedia: bool) -> str:
    title = _plain(_argument(node, page, "1"))
    shown = _argument(node, page, "2") or escape(title, quote=False)
    address = _address(title, page, wikipedia=wikipedia)
    if not wikipedia:
        page.linked.append(Related(_plain(shown), address))
    return f'<a href="{escape(address)}">{shown}</a>' if title else shown


def _quote(node: Node, page: Page, *, pulled: bool) -> str:
    text = _argument(node, page, "text", "quote", "1").replace("\n", " ")
    who = _argument(node, page, "author", "source", "2")
    kind = " class='pullquote'" if pulled else ""
    by = f"<br>— {who}" if _WORDS.search(who) else ""
    return f"\n\n<blockquote{kind}>{text}{by}</blockquote>\n\n" if text else ""


def _tag(node: Node, page: Page) -> str:
    name = str(node.tag).strip().lower()
    if node.wiki_markup and name in _LIST:
        return f"\x01{node.wiki_markup}"
    if name in ("br", "hr"):
        return f"<{name}>" if name == "br" else "\n\n<hr>\n\n"
    if name == "ref":
        return _footnote(node, page)
    if name == "gallery":
        return "".join(
            _picture(f"File:{line.partition('|')[0].removeprefix('File:')}", line.partition("|")[2], page)
            for line in str(node.contents).split("\n")
            if "." in line
        )
    if name == "nowiki":
        return escape(str(node.contents), quote=False)
    if name == "table":
        return f"\n\n<table>{_rows(node, page)}</table>\n\n"
    inside = _inside(node.contents, page)
    if name in _MARKS:
        return f"<{name}>{inside}</{name}>" if inside.strip() else inside
    if name in _BLOCKS:
        # One line for a whole block: only what stands outside of it is read by lines.
        flat = inside if name == "pre" else inside.replace("\n", " ")
        ends = "\n\n" if name in ("blockquote", "pre") else ""
        return f"{ends}<{name}>{flat}</{name}>{ends}"
    return "" if name in ("references", "math", "score", "timeline", "style", "script") else inside


def _rows(table: Node, page: Page) -> str:
    """A table's rows on one line; cells above the first row's sign are a row too."""
    parts: list[str] = []
    loose: list[str] = []
    for child in table.contents.nodes if table.contents is not None else ():
        name = str(child.tag).strip().lower() if isinstance(child, nodes.Tag) else ""
        if name in ("td", "th"):
            loose.append(_node(child, page))
        elif name:
            parts += [f"<tr>{''.join(loose)}</tr>"] if loose else []
            loose = []
            parts.append(_node(child, page))
    parts += [f"<tr>{''.join(loose)}</tr>"] if loose else []
    return "".join(parts).replace("\n", " ")


def _footnote(node: Node, page: Page) -> str:
    text = _inside(node.contents, page).replace("\n", " ").strip() if node.contents is not None else ""
    if not text:
        return ""
    page.footnotes.append(text)
    number = len(page.footnotes)
    return f'<sup id="cite_ref-{number}"><a href="#cite_note-{number}">[{number}]</a></sup>'


def _plain(markup: str) -> str:
    return one_line(tidy(re.sub(r"<[^<>]*>", "", markup)))
