"""What stories of several formats are remarked on, in one wording for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from library.importers.decode import Decoded
from library.model.document import Block
from library.model.story import Notice, NoticeKind


def on_encoding(decoded: Decoded) -> tuple[Notice, ...]:
    """Return what is to be said of how a file's bytes became text: a guess, and what fitted no character."""
    guessed = f"The file doesn't say how its characters are encoded; it was read as {decoded.encoding}."
    notices = (Notice(NoticeKind.GUESSED_ENCODING, guessed),) if decoded.guessed else ()
    return notices + on_lost_characters(decoded.damaged)


def on_lost_characters(count: int) -> tuple[Notice, ...]:
    """Return the notice of characters that could not be read, none for none."""
    what = "One character" if count == 1 else f"{count:,} characters"
    return (Notice(NoticeKind.DAMAGED, f"{what} of the file could not be read."),) if count else ()


def on_missing_pictures(blocks: Iterable[Block]) -> tuple[Notice, ...]:
    """Return the notice of pictures that are shown as a frame, since they aren't in the file; none for none."""
    count = sum(1 for block in blocks if block.image and not block.image.asset)
    what = "One picture is" if count == 1 else f"{count:,} pictures are"
    return (Notice(NoticeKind.MISSING_PICTURE, f"{what} not in the file."),) if count else ()
