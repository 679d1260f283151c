"""Names in archives as text, in whatever encoding they were written."""

from __future__ import annotations

from collections.abc import Sequence


def decoded_names(names: Sequence[bytes | str]) -> list[str]:
    """Return the names as text, "/" between folders.

    Names that aren't UTF-8 are decoded together: one archive was written on one system, and a guess gets better with
    more letters. Letters of no alphabet are written as escapes.
    """
    doubtful = [name for name in names if isinstance(name, bytes) and not _is_utf8(name)]
    encoding = _encoding_of(b"\n".join(doubtful)) if doubtful else "utf-8"
    return [_plain(name if isinstance(name, str) else _decoded(name, encoding)) for name in names]


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(sample: bytes) -> str:
    from library.importers.decode import decode  # brings a guesser of encodings along, which few archives need

    guessed = decode(sample)
    if any(char.isalpha() and char > "\u024f" for char in guessed.text):
        return guessed.encoding
    # Windows packs names in its code page for consoles, which text files, the guesser's subject, hardly ever have.
    return max((guessed.encoding, "cp850"), key=lambda encoding: _small_letters(sample, encoding))


def _small_letters(sample: bytes, encoding: str) -> int:
    return sum(char > "\x7f" and char.islower() for char in sample.decode(encoding, "replace"))


def _decoded(name: bytes, encoding: str) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode(encoding, "backslashreplace")


def _plain(name: str) -> str:
    # Some programs on Windows write "\" between folders. Half a surrogate pair can be neither shown nor kept.
    plain = name.replace("\\", "/").encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() or char == "/" else ascii(char)[1:-1] for char in plain)
