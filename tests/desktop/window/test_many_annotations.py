"""A story with thousands of annotations opens as soon as any other, and a change to one is shown at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.window import story
from tests.desktop.window.conftest import CTRL, Hands
from tests.desktop.window.stories import HENS_HEADLINE, LAMPS_HEADLINE
from tests.library.front.annotated import annotated


def test_many_annotations_come_after_the_story_and_one_more_is_shown_with_its_editor(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "AT_ONCE", 3)
    hands.open(LAMPS_HEADLINE)
    article = hands.window.story.article
    assert article is not None
    hands.open(HENS_HEADLINE)
    for number in range(5):
        annotated(hands.library, article, f"Lamp {number + 2} of forty", uuid=number)
    hands.settle()
    hands.open(LAMPS_HEADLINE)
    assert hands.annotations() == []
    hands.until(lambda: len(hands.annotations()) == 5)
    hands.drag_over("Lamp 1 of forty")
    hands.press("a")
    hands.until(hands.window.note_editor.isVisible)
    assert [passage for passage, _, _ in hands.annotations()][:2] == ["Lamp 1 of forty", "Lamp 2 of forty"]
    hands.press(Qt.Key.Key_Escape)
    hands.press("z", CTRL)
    hands.until(lambda: len(hands.annotations()) == 5)
