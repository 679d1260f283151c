"""Made-up stories by the thousand, the same ones for the same seed. Fine for speed, useless for accuracy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from library.model.document import Document, paragraph
from library.model.stamp import Stamp
from library.model.story import Story

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "har", "len", "mor", "nis", "pel", "quo", "ret", "sal", "tim", "ver", "wyn")


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Return `size` different words."""
    words: set[str] = set()
    while len(words) < size:
        words.add("".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4))))
    return sorted(words)


def stories(count: int, words: int = 500, seed: int = 7) -> Iterator[Story]:
    """Yield stories of so many words, with words as rare and as common as in a language (Zipf)."""
    rng = random.Random(seed)
    vocab = vocabulary(rng, 20_000)
    rng.shuffle(vocab)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocab))))
    for number in range(count):
        run = rng.choices(vocab, cum_weights=weights, k=words)
        blocks = [paragraph(" ".join(run[at : at + 60]).capitalize() + ".") for at in range(0, words, 60)]
        yield Story(
            headline=" ".join(rng.choices(vocab, cum_weights=weights, k=7)).capitalize(),
            authors=("Ada Merrow",),
            source=f"Paper {number % 23}",
            published=Stamp(f"{2000 + number % 24}-{1 + number % 12:02}-{1 + number % 28:02}"),
            language="en",
            document=Document(tuple(blocks)),
        )


def as_text(story: Story) -> str:
    """Return a story as a scraped text file."""
    stamp = story.published.iso if story.published else ""
    body = "\n\n".join(block.text for block in story.document.blocks)
    return f"{story.headline}\n\nBy {story.authors[0]}\n\n{stamp}\n\n{body}\n"


def as_page(story: Story) -> str:
    """Return a story as a saved page with the usual furniture around it."""
    body = "".join(f"<p>{block.text}</p>" for block in story.document.blocks)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    aside = "".join(f'<div class="teaser"><a href="/t{n}">Another story {n}</a></div>' for n in range(25))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{story.headline}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{story.headline}</h1>{body}</article><aside>{aside}</aside><footer>©</footer></body></html>"
    )
