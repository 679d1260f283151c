"""How two files are recognised as tellings of one story.

Keys are tried from the surest to the weakest. Sure keys decide alone. Weak ones (a headline and a day, a path on the
disk) decide only if the texts also overlap, because two "Letters to the editor" of one day are two stories.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from library.model.document import text
from library.model.story import Story

_TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid|ns_.*|ref_src", re.IGNORECASE)
_WORD = re.compile(r"\w+")

SAME_STORY = 0.3
"""Share of the shorter text's word shingles that a weak identity key asks for. A correction keeps nearly all; two
stories under one standing headline share next to none."""


def content_hash(story: Story) -> str:
    """Return the SHA-256 (hex) of what a reader would call the content: headings, byline and the blocks' text."""
    parts = [story.kicker, story.headline, story.standfirst, "\x1f".join(story.authors), story.dateline, story.credit]
    parts += [f"{block.kind}\x1f{block.text}" for block in story.document.blocks]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def canonical_address(address: str) -> str:
    """Return an http(s) address in the form two copies of a page share: no fragment, no tracking, lower-case host.

    Scheme, `www.` and a closing slash don't tell stories apart. Anything but http(s) gives an empty string.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])])
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    return urlunsplit(("http", host, parts.path.rstrip("/"), query, ""))


def address_key(address: str) -> str:
    """Return the key of the story that lies at an address; empty for anything but http(s)."""
    canonical = canonical_address(address)
    return f"url:{canonical}" if canonical else ""


def sure_keys(story: Story) -> tuple[str, ...]:
    """Return the keys that alone say "this is that story": its identifier and its canonical address."""
    keys = []
    if story.guid:
        keys.append(f"guid:{folded(story.source)}|{story.guid}")
    if key := address_key(story.url):
        keys.append(key)
    if not keys and not story.document.blocks:
        # An entry without text or address (a book's clippings) has nothing but its title to be known by.
        keys.append(f"entry:{folded(story.source)}|{folded(story.headline)}|{folded(' '.join(story.authors))}")
    return tuple(keys)


def weak_keys(story: Story, path: str = "") -> tuple[str, ...]:
    """Return the keys that need overlapping texts besides: headline and day, or the same file on the disk."""
    keys = []
    headline = folded(story.headline)
    if headline and story.published:
        keys.append(f"story:{folded(story.source)}|{headline}|{story.published.iso[:10]}")
    if path:
        keys.append(f"path:{path}")
    return tuple(keys)


def folded(value: str) -> str:
    """Return the text as identity sees it: letters and digits in lower case, one space between words."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", value).casefold()))


def overlap(one: str, other: str) -> float:
    """Return the share (0.0-1.0) of the shorter text's three-word shingles that the longer text has too."""
    first, second = _shingles(one), _shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def same_story(one: Story, other: Story) -> bool:
    """True if the texts overlap as two versions of one story do."""
    return overlap(text(one.document), text(other.document)) >= SAME_STORY


def _shingles(content: str) -> set[str]:
    words = [word for run in _WORD.findall(content.casefold()) for word in _letters_or_word(run)]
    return {" ".join(words[i : i + 3]) for i in range(max(len(words) - 2, 1 if words else 0))}


def _letters_or_word(run: str) -> Iterable[str]:
    # A run of Han or kana is a whole sentence: its letters are the units.
    return run if run and ord(max(run)) >= 0x3040 else (run,)
