"""Rich Text Format, as word processors, mail programs and old newsroom systems write it."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterable

from library.importers._html.story import Reading, read_fragment
from library.importers._language_tag import language_tag
from library.importers._office import (
    Marked,
    Properties,
    believed_authors,
    believed_stamp,
    believed_title,
    draft,
    keywords,
    missing_pictures,
)
from library.importers._rtf_markup import Writer
from library.importers._rtf_model import Content
from library.importers._rtf_words import read_rtf
from library.importers.base import SourceFile
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

_CUT_OFF = Notice(NoticeKind.DAMAGED, "The document is cut off; what is there of it was read.")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a document. Comments and what was deleted stay out of it.

    Raises UnreadableFile if there is no text in it.
    """
    start = source.data.find(b"{\\rtf")
    if start < 0:
        raise UnreadableFile("The file is not Rich Text Format.")
    content = read_rtf(source.data[start:])
    reading, marked = _reading(content)
    notices = missing_pictures(content.unshown)
    if content.is_cut_off:
        notices = (*notices, _CUT_OFF)
    return (draft(_properties(content), marked, reading, notices),)


def _reading(content: Content) -> tuple[Reading, Marked]:
    if content.html.strip():
        return read_fragment(content.html), Marked()
    writer = Writer(content)
    markup = writer.write()
    return read_fragment(markup, "", content.pictures.get), writer.marked


def _properties(content: Content) -> Properties:
    info = content.info
    tag = locale.windows_locale.get(content.language, "")
    return Properties(
        title=believed_title(info.title),
        authors=believed_authors(re.split(r"\s*;\s*", info.author)),
        created=believed_stamp(info.created),
        modified=believed_stamp(info.modified),
        language=language_tag(tag),
        keywords=keywords(info.keywords),
    )
