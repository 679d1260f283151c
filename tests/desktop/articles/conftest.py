"""A library that answers from memory, and counts how often it is asked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.articles.pane import ArticlesPane
from library.model.query import Query, Snippet
from library.model.stamp import Stamp
from library.model.story import ArticleSummary

PLAIN = ArticleSummary(
    id=1,
    headline="The ferry stays",
    source="The Ferry Post",
    published=Stamp("2018-02-08T20:55+08:00"),
    imported=0,
    lead="The vote was nine to eight.",
    word_count=430,
    language="en",
    read=True,
    starred=False,
    archived=False,
    trashed=False,
    notes=0,
    progress=0.0,
    versions=1,
)


def summary(article: int = 1, **changes: object) -> ArticleSummary:
    return replace(PLAIN, id=article, **changes)


@dataclass
class Reader:
    """Every positive id is an article, unless it is `gone`."""

    unread: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)
    headlines: dict[int, str] = field(default_factory=dict)
    error: Exception | None = None
    asked: list[tuple[int, ...]] = field(default_factory=list)
    asked_snippets: list[tuple[int, ...]] = field(default_factory=list)

    def summaries(self, ids: Sequence[int]) -> dict[int, ArticleSummary]:
        self.asked.append(tuple(ids))
        if self.error:
            raise self.error
        return {id_: self._summary(id_) for id_ in ids if id_ > 0 and id_ not in self.gone}

    def snippets(self, ids: Sequence[int], query: Query) -> dict[int, Snippet]:
        self.asked_snippets.append(tuple(ids))
        if self.error:
            raise self.error
        return {id_: Snippet(f"… the budget of {id_} …", ((6, 12),)) for id_ in ids}

    def _summary(self, article: int) -> ArticleSummary:
        starred, read = article in self.starred, article not in self.unread
        return summary(article, headline=self.headlines.get(article, f"Story {article}"), starred=starred, read=read)


@dataclass
class Session:
    reader: Reader = field(default_factory=Reader)


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> ArticlesPane:
    """A pane on the screen, empty."""
    made = ArticlesPane(session)
    qtbot.addWidget(made)
    made.resize(340, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def opened(pane: ArticlesPane) -> list[int]:
    """Every id that the pane says was opened."""
    heard: list[int] = []
    pane.opened.connect(heard.append)
    return heard


@pytest.fixture
def numbered() -> Callable[..., array[int]]:
    """Makes ids from numbers, as `range` does."""
    return lambda *bounds: array("q", range(*bounds))
