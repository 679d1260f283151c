"""Languages are written in one form, whatever a file's habit."""

from __future__ import annotations

import pytest

from library.importers._language_tag import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        (" EN_us ", "en-US"),
        ("swe", "sv"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-DE-1996", "de-DE"),
        ("ca-valencia", "ca"),
        ("yue", "yue"),
        ("und", ""),
        ("zxx", ""),
        ("English", ""),
        ("e", ""),
        ("en; de", ""),
        ("", ""),
    ],
)
def test_a_language_has_one_tag(written: str, tag: str) -> None:
    assert language_tag(written) == tag
    assert language_tag(tag) == tag
