"""Files of every kind that imports are measured on, and the bare engines that read them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from library.model.story import Story
from tests.bench.make import as_page, as_text, stories
from tests.library.importers.pdf_writer import Page, pdf


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how so many are written into a folder, and what the bare engine does with one of them."""

    name: str
    engine: str
    write: Callable[[Path, int], None]
    read: Callable[[Path], object]


def _each(ending: str, make: Callable[[Story], bytes]) -> Callable[[Path, int], None]:
    def write(folder: Path, count: int) -> None:
        for number, story in enumerate(stories(count)):
            (folder / f"{number:05}.{ending}").write_bytes(make(story))

    return write


def _epub(story: Story) -> bytes:
    made = io.BytesIO()
    body = "".join(f"<p>{block.text}</p>" for block in story.document.blocks)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        book.writestr(
            "p.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u"><metadata'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">{story.headline}</dc:identifier>'
            f"<dc:title>{story.headline}</dc:title><dc:language>en</dc:language></metadata><manifest>"
            '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="c"/></spine></package>',
        )
        book.writestr(
            "c.xhtml",
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{story.headline}</title></head>'
            f"<body><h1>{story.headline}</h1>{body}</body></html>",
        )
    return made.getvalue()


def _pdf(story: Story) -> bytes:
    page = Page().text(60, 780, story.headline[:60], 18)
    page.column(60, 740, 470, [block.text for block in story.document.blocks][:9])
    return pdf([page])


def _json_lines(folder: Path, count: int) -> None:
    with (folder / "stories.jsonl").open("w", encoding="utf-8") as file:
        for number, story in enumerate(stories(count)):
            record = {
                "title": story.headline,
                "text": "\n".join(block.text for block in story.document.blocks),
                "url": f"https://paper.example/{number}",
                "date": story.published.iso if story.published else "",
                "author": story.authors[0],
            }
            file.write(json.dumps(record) + "\n")


def _pocket(folder: Path, count: int) -> None:
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(("title", "url", "time_added", "tags", "status"))
    for number, story in enumerate(stories(count, 10)):
        writer.writerow((story.headline, f"https://paper.example/{number}", 1_600_000_000 + number, "a|b", "unread"))
    with zipfile.ZipFile(folder / "pocket.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part_000000.csv", rows.getvalue())


def _bare_page(path: Path) -> object:
    import trafilatura

    return trafilatura.bare_extraction(path.read_text(encoding="utf-8"))


def _bare_epub(path: Path) -> object:
    import lxml.html

    with zipfile.ZipFile(path) as book:
        chapters = [name for name in book.namelist() if name.endswith(".xhtml")]
        return [lxml.html.document_fromstring(book.read(name)).text_content() for name in chapters]


def _bare_pdf(path: Path) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        content = page.get_textpage()
        texts.append(content.get_text_range())
        content.close()
        page.close()
    document.close()
    return texts


def _bare_json_lines(path: Path) -> object:
    with path.open("rb") as file:
        return [json.loads(line) for line in file]


def _bare_pocket(path: Path) -> Iterator[object] | list[object]:
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read("part_000000.csv").decode())))


KINDS = (
    Kind("text", "read and decode", _each("txt", lambda story: as_text(story).encode()), Path.read_text),
    Kind("pages", "bare trafilatura", _each("html", lambda story: as_page(story).encode()), _bare_page),
    Kind("EPUB", "bare zipfile and lxml", _each("epub", _epub), _bare_epub),
    Kind("PDF", "bare pypdfium2", _each("pdf", _pdf), _bare_pdf),
    Kind("JSON lines", "json.loads", _json_lines, _bare_json_lines),
    Kind("Pocket zip", "zipfile and csv", _pocket, _bare_pocket),
)
