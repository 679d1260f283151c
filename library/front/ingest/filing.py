"""Filing a parsed file: which article each story belongs to, whether it is new, corrected or known."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from library.front import maintenance
from library.front.ingest.carrying import Brought, Fate, carry
from library.front.ingest.matching import by_identity, by_title, content_key, most_like, waiting_keys
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.front.writer import Connections
from library.model.document import text
from library.model.identity import same_story
from library.model.operation import Outcome
from library.model.report import FileOutcome, FileResult
from library.model.story import Provenance, Story, Version
from library.store import articles, assets
from library.store.articles import PackedStory
from library.store.connection import transaction
from library.versions.told import newest, told


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a file, what of the library changed by it, and the annotations that it brought."""

    result: FileResult
    changes: Outcome
    annotations: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True)
class _FiledStory:
    article: int
    outcome: FileOutcome
    changed: bool = True
    annotations: tuple[Brought, ...] = ()


def file_parsed(connections: Connections, path: str, parsed: ParsedFile, now: int) -> Filed:
    """Write a file's stories in one transaction, the bytes they need first. `now` is UTC ms."""
    with transaction(connections.assets):
        for story in parsed.stories:
            assets.insert_assets(connections.assets, story.assets)
        if parsed.original is not None:
            assets.insert_assets(connections.assets, (parsed.original,))
    provenance = Provenance(path, parsed.format, parsed.digest, now)
    with transaction(connections.library):
        filed = tuple(_file_and_carry(connections, story, provenance) for story in parsed.stories)
        for each in () if parsed.is_part else filed:
            articles.note_original(connections.library, parsed.digest, each.article, parsed.format)
    added = frozenset(each.article for each in filed if each.outcome is FileOutcome.ADDED)
    brought = tuple(annotation for each in filed for annotation in each.annotations)
    changed = frozenset(each.article for each in filed if each.changed) | _reworded(brought)
    result = FileResult(
        path=path,
        outcome=_outcome(filed),
        articles=tuple(dict.fromkeys(each.article for each in filed)),
        format=parsed.format,
        notices=tuple(notice for story in parsed.stories for notice in story.notices),
    )
    return Filed(result, Outcome(articles=added | changed, added=added), brought)


def known_file(connections: Connections, path: str, digest: str) -> FileResult | None:
    """Return the result for a file whose very bytes were filed before, or None."""
    ids, format_id = articles.articles_of_original(connections.library, digest)
    return FileResult(path, FileOutcome.UNCHANGED, ids, format_id) if ids else None


def _outcome(filed: tuple[_FiledStory, ...]) -> FileOutcome:
    outcomes = {each.outcome for each in filed}
    for outcome in (FileOutcome.ADDED, FileOutcome.NEW_VERSION, FileOutcome.COPY):
        if outcome in outcomes:
            return outcome
    return FileOutcome.UNCHANGED


def _file_and_carry(connections: Connections, parsed: ParsedStory, provenance: Provenance) -> _FiledStory:
    filed = _file(connections, parsed, provenance)
    if parsed.carried is None:
        return filed
    is_new = filed.outcome is FileOutcome.ADDED
    came = carry(connections.library, filed.article, parsed.carried, is_new, provenance.imported)
    for article in {filed.article, *_reworded(came.annotations)} if came.changed else ():
        maintenance.reindex(connections, article)
    return replace(filed, changed=filed.changed or came.changed, annotations=came.annotations)


def _reworded(brought: tuple[Brought, ...]) -> frozenset[int]:
    """Return the articles whose annotations took over later words: perhaps others than the one they came for."""
    return frozenset(each.article for each in brought if each.fate is Fate.CHANGED)


def _file(connections: Connections, parsed: ParsedStory, provenance: Provenance) -> _FiledStory:
    library, packed = connections.library, parsed.packed
    if not packed.is_stub and (known := articles.articles_with_content(library, packed.content_hash)):
        same_place = any(path == provenance.path for _, path in known)
        outcome = FileOutcome.UNCHANGED if same_place else FileOutcome.COPY
        return _FiledStory(known[0][0], outcome, changed=False)
    article = _article_of(library, parsed)
    if article is None:
        article, _ = articles.insert_article(library, packed, provenance, parsed.notices)
        if parsed.carried is not None:
            articles.add_keys(library, article, waiting_keys(parsed.carried))
        maintenance.reindex(connections, article)
        return _FiledStory(article, FileOutcome.ADDED)
    if packed.is_stub or _is_bare_address(packed.story):
        return _FiledStory(article, FileOutcome.UNCHANGED, changed=False)
    return _add_version(connections, article, parsed, provenance)


def _add_version(connections: Connections, article: int, parsed: ParsedStory, provenance: Provenance) -> _FiledStory:
    """File one more telling of a known story. The text that a stub waited for is that story coming in."""
    library, packed = connections.library, parsed.packed
    was_stub = articles.is_stub(library, article)
    before = articles.version(library, articles.current_version_id(library, article))
    takes_over = was_stub or (_is_later(library, article, packed) if before.by_user else _takes_over(packed, before))
    version = articles.insert_version(library, article, packed, provenance, parsed.notices)
    if takes_over:
        articles.make_current(library, article, version, packed)
        maintenance.reindex(connections, article)
        maintenance.reanchor(connections, article)
    return _FiledStory(article, FileOutcome.ADDED if was_stub else FileOutcome.NEW_VERSION)


def _article_of(library: sqlite3.Connection, parsed: ParsedStory) -> int | None:
    """Return the article that this is another telling of: by a sure key, else by a weak one and overlapping text.

    Annotations without their story are known by more than that.
    """
    if parsed.carried is not None and (own := by_identity(library, parsed.carried)) is not None:
        return own
    for key in (*parsed.packed.sure_keys, content_key(parsed.packed.content_hash)):
        if found := articles.articles_with_key(library, key):
            return most_like(library, found, parsed.packed.story)
    for key in parsed.packed.weak_keys:
        for article in articles.articles_with_key(library, key):
            current = articles.version(library, articles.current_version_id(library, article))
            if same_story(parsed.packed.story, current.story):
                return article
    if parsed.packed.is_stub and parsed.carried is not None:
        return by_title(library, parsed.packed.story, parsed.carried)
    return None


def _is_bare_address(story: Story) -> bool:
    """True for a file that holds an address and no more: it tells nothing new of a story that is known."""
    return bool(story.url) and text(story.document).strip() in ("", story.url)


def _is_later(library: sqlite3.Connection, article: int, new: PackedStory) -> bool:
    """True if a file's own date is later than that of every file which told the story: a real correction.

    That alone takes over from what the user corrected. Their text stays among the versions, and the page says so;
    anything else joins the versions behind it, for the user's own work must not vanish because a page was saved twice.
    """
    files = (each.updated or each.published for each in articles.history(library, article) if not each.by_user)
    known, mine = newest(files), newest((told(new.story),))
    return known is not None and mine is not None and mine > known


def _takes_over(new: PackedStory, current: Version) -> bool:
    """True if a new version is the one to show.

    The file's own dates decide. Where they don't, a text of less than a third of what is there doesn't take over: it
    is a teaser or a page that was saved half-way, and users lost good copies to such in other readers (wallabag
    issues 2440, 6694).
    """
    mine, other = told(new.story), told(current.story)
    if mine is not None and other is not None and mine.sort_key() != other.sort_key():
        return mine.sort_key() > other.sort_key()
    return new.word_count * 3 >= current.word_count
