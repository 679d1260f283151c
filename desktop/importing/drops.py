"""What was dropped or pasted: the files in it, or a sentence about why there are none."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl

GNOME_FILES = "x-special/gnome-copied-files"
"""What some file managers copy: a word (copy, cut), then one address a line."""

NOTHING = "There is nothing to import: the clipboard is empty."
WEB_ADDRESS = "Broadsheet reads files and fetches nothing. Save the page in your browser first, then import that file."
ELSEWHERE = "Those files aren't on this computer. Copy them here first, then import the copies."
NOT_FILES = "That isn't a file. Copy files in a file manager, or drop them onto the window."

_WEB = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)


def paths_of(mime: QMimeData) -> tuple[Path, ...]:
    """Return the local files and folders that were dropped or copied, each once; none if it is something else."""
    return tuple(dict.fromkeys(_path(url) for url in _urls(mime) if url.isLocalFile()))


def refusal(mime: QMimeData) -> str:
    """Return one sentence on why nothing of this can be imported."""
    urls = _urls(mime)
    if any(url.scheme() in ("http", "https") for url in urls) or _WEB.fullmatch(mime.text()[:4000]):
        return WEB_ADDRESS
    if urls:
        return ELSEWHERE
    return NOT_FILES if mime.formats() else NOTHING


def _urls(mime: QMimeData) -> list[QUrl]:
    if mime.hasUrls():
        return mime.urls()
    if mime.hasFormat(GNOME_FILES):
        lines = bytes(mime.data(GNOME_FILES).data()).splitlines()[1:]
        return [QUrl.fromEncoded(line.strip()) for line in lines if line.strip()]
    return []


def _path(url: QUrl) -> Path:
    if os.name == "nt":
        return Path(url.toLocalFile())
    # `toLocalFile` has no way to say the bytes of a name that isn't UTF-8; such names are common on old disks.
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
