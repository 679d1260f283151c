"""Reading stories again from their kept files, when parsers have got better: what differs is a new version."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from library.front import maintenance
from library.front.ingest.filer import Filer
from library.front.ingest.meter import Meter
from library.front.ingest.parsing import ParsedFile, ParsedStory, parse_bytes
from library.front.ingest.pool import ParserPool, why_not
from library.front.ingest.walk import FoundFile
from library.front.reader import Reader
from library.front.writer import BACKGROUND, Connections, Writer
from library.model.errors import LibraryError, NotFound
from library.model.identity import folded, sure_keys
from library.model.operation import Outcome
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from library.model.story import Notice, NoticeKind, Provenance, Story, Version
from library.store import articles, assets, imports
from library.store.connection import transaction

log = logging.getLogger(__name__)

_NOTICE = Notice(NoticeKind.REFRESHED, "The story was read again from its kept file.")
_LOST = "Read again, the story would lose pictures that came with it, so it was left as it is."
_CORRECTED = "You have corrected this story: what was read again is among its versions, and yours goes on showing."
_GONE = "The kept file holds no such story any more, so it was left as it is."


@dataclass(frozen=True, slots=True)
class _Kept:
    """A kept file and what came of it: the current versions, and the file's own where the user corrected them."""

    digest: str
    versions: tuple[Version, ...]


class RefreshJob:
    """Reads stories again on a thread of its own. `cancel` and `stop` end it, `wait` returns the report."""

    def __init__(
        self,
        writer: Writer,
        library: Path,
        wanted: tuple[int, ...],
        tell: Callable[[Outcome], None],
        on_progress: Callable[[ImportProgress], None] | None,
        on_done: Callable[[RefreshJob, ImportReport], None],
    ) -> None:
        self._writer = writer
        self._library = library
        self._wanted = wanted
        self._tell = tell
        self._on_done = on_done
        self._meter = Meter(on_progress)
        self._cancelled = threading.Event()
        self._report: Future[ImportReport] = Future()
        self._thread = threading.Thread(target=self._run, name="broadsheet-refresh", daemon=True)
        self._started = time.time_ns() // 1_000_000

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the file that is being read; what is done stays."""
        self._cancelled.set()

    stop = cancel

    def wait(self) -> ImportReport:
        """Wait for the end and return the report."""
        report = self._report.result()
        self._thread.join()
        return report

    def _run(self) -> None:
        run, error = 0, ""
        try:
            run = self._writer.submit(lambda own: imports.begin_run(own.library, self._started, (), True)).result()
            self._read_all(run)
            seconds, cancelled = self._meter.seconds, self._cancelled.is_set()
            self._writer.submit(lambda own: imports.end_run(own.library, run, seconds, cancelled)).result()
            report = self._writer.submit(lambda own: imports.report(own.library, run)).result()
        except LibraryError as problem:
            report, error = None, str(problem)
        except BaseException as problem:
            log.exception("reading stories again failed")
            report, error = None, f"A fault in Broadsheet ended it: {problem}"
        made = report or ImportReport(run, self._started, self._meter.seconds, self._cancelled.is_set(), error=error)
        self._on_done(self, made)
        self._report.set_result(made)

    def _read_all(self, run: int) -> None:
        filer = Filer(self._writer, self._library, run)
        with Reader(self._library) as reader, ParserPool(None, workers=1) as pool:
            kept = _kept_files(reader, self._wanted)
            self._meter.found(0, len(kept))
            self._meter.counting = False
            for number, file in enumerate(kept):
                if self._cancelled.is_set():
                    break
                result = self._read(file, reader, pool)
                filer.add_line(number, result)
                filer.step()
                self._meter.done(0, result)
                self._meter.show(result.path)
        self._meter.show("", last=True)

    def _read(self, file: _Kept, reader: Reader, pool: ParserPool) -> FileResult:
        path = file.versions[0].provenance.path
        data = reader.asset(file.digest)
        if data is None:
            return FileResult(path, FileOutcome.FAILED, error="The file's own bytes were not kept.")
        pictures = {
            block.image.address: found
            for version in file.versions
            for block in version.story.document.blocks
            if block.image and block.image.asset and (found := reader.asset(block.image.asset))
        }
        try:
            parsed = pool.run(parse_kept, path, data, file.digest, pictures).result()
        except Exception as error:
            return FileResult(path, FileOutcome.FAILED, error=why_not(error))
        if parsed.error:
            return FileResult(path, FileOutcome.FAILED, format=parsed.format, error=parsed.error)
        return self._file(file, parsed)

    def _file(self, file: _Kept, parsed: ParsedFile) -> FileResult:
        renewed, problems = [], []
        for version in file.versions:
            story = _same(version.story, parsed.stories)
            if story is None or _loses_pictures(version.story, story.packed.story):
                problems.append(_GONE if story is None else _LOST)
            elif story.packed.story != version.story and not version.by_user:
                shown = self._writer.submit(_filing(version, story, parsed), BACKGROUND).result()
                self._tell(Outcome(articles=frozenset({version.article})))
                renewed.append(version.article)
                problems += [] if shown else [_CORRECTED]
        path, format_id = file.versions[0].provenance.path, parsed.format
        ids = tuple(version.article for version in file.versions)
        if problems and not renewed:
            return FileResult(path, FileOutcome.FAILED, ids, format_id, error=problems[0])
        outcome = FileOutcome.NEW_VERSION if renewed else FileOutcome.UNCHANGED
        notices = tuple(Notice(NoticeKind.RECORD, sentence) for sentence in problems)
        return FileResult(path, outcome, ids, format_id, notices)


def parse_kept(path: str, data: bytes, digest: str, pictures: Mapping[str, bytes]) -> ParsedFile:
    """Parse a kept file, in a worker. `pictures` are those that came with it, by their addresses."""
    by_name = {address.rsplit("/", 1)[-1]: data for address, data in pictures.items()}

    def beside(name: str) -> bytes | None:
        return pictures.get(name) or by_name.get(name.rsplit("/", 1)[-1])

    return parse_bytes(FoundFile(Path(path), True, label=path), data, digest, beside)


def _kept_files(reader: Reader, wanted: Sequence[int]) -> list[_Kept]:
    """Return the files that the stories came from, each once: a file of many stories is read once for all of them."""
    files: dict[str, list[Version]] = {}
    for article in dict.fromkeys(wanted):
        try:
            version = _of_the_file(reader, reader.current(article))
        except NotFound:  # deleted meanwhile
            continue
        files.setdefault(version.provenance.original, []).append(version)
    return [_Kept(digest, tuple(versions)) for digest, versions in files.items()]


def _of_the_file(reader: Reader, current: Version) -> Version:
    """Return the current version, or what its file told last if the user corrected that."""
    if not current.by_user:
        return current
    told = [each.id for each in reader.history(current.article) if not each.by_user]
    versions = (reader.version(each) for each in reversed(told))
    of_file = (each for each in versions if each.provenance.original == current.provenance.original)
    return next(of_file, current)


def _same(story: Story, parsed: Sequence[ParsedStory]) -> ParsedStory | None:
    """Return the telling of a story among those of its file: by a sure key, by its headline, or the only one."""
    keys = set(sure_keys(story))
    for each in parsed:
        if keys & set(each.packed.sure_keys):
            return each
    for each in parsed:
        if folded(each.packed.story.headline) == folded(story.headline):
            return each
    return parsed[0] if len(parsed) == 1 else None


def _loses_pictures(old: Story, new: Story) -> bool:
    def kept(story: Story) -> int:
        return len({block.image.asset for block in story.document.blocks if block.image and block.image.asset})

    return kept(new) < kept(old)


def _filing(version: Version, story: ParsedStory, parsed: ParsedFile) -> Callable[[Connections], bool]:
    """Return what writes the new version and says whether that shows: a correction of the user's stays."""

    def file(own: Connections) -> bool:
        now = time.time_ns() // 1_000_000
        provenance = Provenance(version.provenance.path, parsed.format, parsed.digest, now)
        with transaction(own.assets):
            assets.insert_assets(own.assets, story.assets)
        with transaction(own.library):
            made = articles.insert_version(
                own.library, version.article, story.packed, provenance, (_NOTICE, *story.notices)
            )
            current = articles.version(own.library, articles.current_version_id(own.library, version.article))
            if not current.by_user:
                articles.make_current(own.library, version.article, made, story.packed)
                maintenance.reindex(own, version.article)
                maintenance.reanchor(own, version.article)
            return not current.by_user

    return file
