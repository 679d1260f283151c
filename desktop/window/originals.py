"""The files that stories came from: shown in the file manager, or as they were kept, opened outside."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from library.front.reader import Reader
from library.importers.formats import FORMATS
from library.model.story import Provenance

if TYPE_CHECKING:
    import tempfile

    from desktop.window.main import MainWindow

NOT_KEPT = "The file's own bytes were not kept: it holds very many stories. It was read from {path}."
_MANAGER = "org.freedesktop.FileManager1"


class OriginalController(QObject):
    """Opens the kept file of the open story in the system's program for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self) -> None:
        """Write the kept file of the open story to a temporary folder, and hand it over."""
        page = self._window.story.page
        if page is None:
            return
        provenance = page.version.provenance
        folder = self._made_folder()

        def question(reader: Reader) -> Path | None:
            data = reader.asset(provenance.original)
            return None if data is None else _written(data, folder / provenance.original[:12], file_name(provenance))

        def answer(path: Path | None) -> None:
            if path is None:
                self._window.messages.say(NOT_KEPT.format(path=provenance.path))
            elif not open_outside(path):
                self._window.messages.fail(f"No program on this computer opens {path.name}.")

        self._window.session.ask("original", question, answer)

    def close(self) -> None:
        """Remove what was written."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _made_folder(self) -> Path:
        import tempfile  # brings much along, for few

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="broadsheet-", ignore_cleanup_errors=True)
        return Path(self._folder.name)


def file_name(provenance: Provenance) -> str:
    """Return a name for a kept file: its own, ending as its format does, so that no file says it is a program."""
    name = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", "_", provenance.path.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    # Compressed files are kept unpacked.
    stem = re.sub(r"\.(?:gz|bz2|xz|zst)$", "", name, flags=re.IGNORECASE)
    row = next((each for each in FORMATS if each.id == provenance.format), None)
    endings = row.endings if row is not None else (".txt",)
    whole = stem if stem.lower().endswith(endings) else f"{stem}{endings[0]}"
    return whole if len(os.fsencode(whole)) <= 200 else f"original{Path(whole).suffix}"


def open_outside(path: Path) -> bool:
    """Open a file in the system's program for it; False if there is none. Tests put another function in its place."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def reveal(path: Path) -> str:
    """Show a file in the file manager; of one in an archive, the archive. Return what to say of it."""
    from library.front.ingest.retrying import files_around

    (there,) = files_around((str(path),))
    if not there.exists():
        return f"The file isn't there any more: {path}"
    shown = show_in_manager(there)
    inside = "" if there == path else f", which holds {path.name}"
    return f"{'Shown in the file manager' if shown else 'It lies here'}: {there.name if shown else there}{inside}"


def show_in_manager(path: Path) -> bool:
    """Have the file manager show a file; False if there is none. Tests put another function in its place."""
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", [f"/select,{path}"])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", str(path)])[0])
    return _ask_manager(path) or QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _ask_manager(path: Path) -> bool:
    """Ask the desktop's file manager over D-Bus: https://www.freedesktop.org/wiki/Specifications/file-manager-interface."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    names = bus.interface()
    known = [*names.registeredServiceNames().value(), *names.activatableServiceNames().value()]
    if _MANAGER not in known:
        return False
    call = QDBusMessage.createMethodCall(_MANAGER, "/org/freedesktop/FileManager1", _MANAGER, "ShowItems")
    call.setArguments([[QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)], ""])
    return bus.send(call)


def _written(data: bytes, folder: Path, name: str) -> Path:
    """Write a file that the user alone can read, and can't save: it is none that the library would read again."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.write_bytes(data)
        path.chmod(0o400)
    return path
