"""Pairs of versions of one story, out of a folder of edit histories and saved pages.

The folder holds, at any depth, `NAME.jsonl.gz` (stories: {"id", "versions": [{"text"}]}), `*.json` (the same under
"id" and "versions"), folders of `v00.md`, `v01.md` … or `.html`, and folders with `source.html.gz`: one page, which two
extractors read (ours, and trafilatura's text or the `expected.html` of Readability beside it).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from library.importers.base import SourceFile
from library.importers.html import read as read_html
from library.importers.markdown import read as read_markdown
from library.model.document import Document, text
from library.model.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Pair:
    """Two canonical texts of one story. `is_page`: one page through two extractors."""

    story: str
    old: str
    new: str
    is_page: bool = False

    @property
    def half(self) -> int:
        """0 or 1 by the story's name alone: all versions of a story are in the same half."""
        return hashlib.sha256(self.story.encode()).digest()[0] % 2


def pairs(folder: Path, pages: int) -> Iterator[Pair]:
    """Yield neighbouring versions, first and last, and up to so many pages, those with the smallest hash."""
    for path in sorted(folder.rglob("*.jsonl.gz")):
        if not path.name.endswith(".anchors.jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    if "versions" in row:
                        yield from _of(f"{row['id']}", [version["text"] for version in row["versions"]])
    for path in sorted(folder.rglob("*.json")):
        if path.name != "truth.json" and b'"versions"' in (data := path.read_bytes()):
            row = json.loads(data)
            yield from _of(str(row["id"]), [version["text"] for version in row["versions"]])
    for first in sorted(folder.rglob("v00.*")):
        yield from _of(first.parent.name, list(_files(first.parent)))
    sources = folder.rglob("source.html.gz")
    for source in sorted(sources, key=lambda path: hashlib.sha256(path.parent.name.encode()).digest())[:pages]:
        yield from _page(source)


def _of(story: str, versions: list[str]) -> Iterator[Pair]:
    for old, new in pairwise(versions):
        if old != new:
            yield Pair(story, old, new)
    if len(versions) > 2:
        yield Pair(story, versions[0], versions[-1])


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("v[0-9][0-9].*")):
        read = read_html if path.suffix == ".html" else read_markdown
        for draft in read(SourceFile(path.name, path.read_bytes())):
            yield text(draft.story.document)


def _page(source: Path) -> Iterator[Pair]:
    import trafilatura

    markup = gzip.decompress(source.read_bytes())
    try:
        ours = text(next(iter(read_html(SourceFile("page.html", markup)))).story.document)
    except UnreadableFile:
        return
    beside = source.with_name("expected.html")
    if beside.exists():
        from library.importers._html.story import read_fragment

        other = text(Document(tuple(read_fragment(beside.read_text(encoding="utf-8")).blocks)))
    else:
        other = trafilatura.extract(markup, include_comments=False) or ""
    if len(ours) > 500 and len(other) > 500:
        yield Pair(source.parent.name, ours, other, is_page=True)
