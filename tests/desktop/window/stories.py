"""Five stories for the window, written for its tests: one long, one of every kind of text, three short."""

from __future__ import annotations

from pathlib import Path

from tests.stories import FERRY, HENS, PAGE, write

FERRY_HEADLINE = "Ferry sails without its captain"
HENS_HEADLINE = "Hens of the harbour get a house"
BELL_HEADLINE = "Bell tower closes for repairs"
LAMPS_HEADLINE = "The forty lamps of the long wall"
MIXED_HEADLINE = "A market in many tongues"
NEWEST_FIRST = [LAMPS_HEADLINE, BELL_HEADLINE, HENS_HEADLINE, FERRY_HEADLINE, MIXED_HEADLINE]

_WORDS = "The keeper climbed the stair, trimmed the wick and looked at the sea, which said nothing, as it always did. "
LAMPS = f"""\
---
title: {LAMPS_HEADLINE}
date: 2018-05-01
---

""" + "\n\n".join(f"Lamp {number} of forty. " + _WORDS * (1 + number % 3) for number in range(1, 41))

MIXED = f"""\
---
title: {MIXED_HEADLINE}
date: 2014-09-01
---

The market opens at six 🐟 with the fishmongers 👩\u200d🍳 and closes when the last pear is sold.

- pears from the valley
- kippers from the quay
- bread from wherever there is flour

المدينة القديمة على البحر تفتح أبوابها للتجار كل صباح

A stall of [maps](https://maps.example.org/stall) stands beside the fountain, and nobody has ever bought one.
"""


def write_all(folder: Path) -> Path:
    """Write the files into a folder and return it."""
    return write(folder, ferry_txt=FERRY, hens_txt=HENS, bell_html=PAGE, lamps_md=LAMPS, mixed_md=MIXED)
