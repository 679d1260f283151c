"""When a telling of a story was told, by what its file says: the latest of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from library.model.stamp import Stamp
from library.model.story import Story


def told(story: Story) -> Stamp | None:
    """Return when a version was written: updated, else published, None where the file says neither."""
    return story.updated or story.published


def latest(stories: Mapping[int, Story]) -> int | None:
    """Return which of some stories was told last, by its id; None where their dates don't decide.

    One without text is never the one, as long as another has any.
    """
    with_text = {each: story for each, story in stories.items() if story.document.blocks}
    chosen = with_text or stories
    if len(chosen) == 1:
        return next(iter(chosen))
    keys = {each: stamp.sort_key() for each, story in chosen.items() if (stamp := told(story)) is not None}
    if len(keys) < len(chosen):
        return None
    first, second = sorted(keys.values(), reverse=True)[:2]
    return max(keys, key=lambda each: keys[each]) if first > second else None


def newest(stamps: Iterable[Stamp | None]) -> int | None:
    """Return the latest of some dates as seconds since 1970; None without any."""
    return max((stamp.sort_key() for stamp in stamps if stamp is not None), default=None)
