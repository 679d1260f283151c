"""What was dropped or pasted: files, or a polite no."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop.importing.drops import (
    ELSEWHERE,
    GNOME_FILES,
    NOT_FILES,
    NOTHING,
    WEB_ADDRESS,
    paths_of,
    refusal,
)


def mime(urls: tuple[str, ...] = (), text: str = "", gnome: bytes = b"") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl.fromEncoded(url.encode()) for url in urls])
    if text:
        made.setText(text)
    if gnome:
        made.setData(GNOME_FILES, gnome)
    return made


@pytest.mark.parametrize("name", ["a.html", "a b#c?d%20e.txt", "纸伞.md", "100%.txt", "ünï😀.html", "+&=.txt"])
def test_any_name_survives_the_drop(name: str) -> None:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(f"/old files/{name}")])
    assert paths_of(made) == (Path(f"/old files/{name}"),)


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX alone")
def test_a_name_that_is_not_utf_8_keeps_its_bytes() -> None:
    (path,) = paths_of(mime(("file:///old/caf%E9.txt",)))
    assert os.fsencode(path) == b"/old/caf\xe9.txt"


def test_each_file_comes_once_in_the_order_dropped() -> None:
    dropped = mime(("file:///b.txt", "file:///a.txt", "file:///b.txt", "https://example.org/c.html"))
    assert paths_of(dropped) == (Path("/b.txt"), Path("/a.txt"))


def test_what_gnome_copied_is_read_too() -> None:
    assert paths_of(mime(gnome=b"copy\nfile:///a%20b.txt\nfile:///c.txt\n")) == (Path("/a b.txt"), Path("/c.txt"))


@pytest.mark.parametrize(
    ("dropped", "sentence"),
    [
        (mime(), NOTHING),
        (mime(text="A paragraph somebody copied."), NOT_FILES),
        (mime(urls=("https://example.org/story",)), WEB_ADDRESS),
        (mime(text=" https://example.org/story\n"), WEB_ADDRESS),
        (mime(urls=("sftp://host/story.html",)), ELSEWHERE),
    ],
)
def test_what_is_no_file_is_refused_with_a_reason(dropped: QMimeData, sentence: str) -> None:
    assert paths_of(dropped) == ()
    assert refusal(dropped) == sentence
