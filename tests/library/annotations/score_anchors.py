"""Score the anchoring on pairs of versions of real stories.

    python -m tests.library.annotations.score_anchors --data FOLDER

FOLDER holds, at any depth, `NAME.jsonl.gz` (stories: {"id", "versions": [{"v", "text"}]}) with
`NAME.anchors.jsonl.gz` beside it ({"article", "from", "to", "class", "start", "end", "exact", "prefix", "suffix",
"expect_start", "expect_end"}; no expected place means an orphan), or `*.json` files with both under "versions" and
"anchors". Positions are code points. Two classes are added: "foreign", quotes
sought in another story, where they aren't, and "point", bookmarks at the beginning of unchanged quotes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from library.annotations.anchor import anchor
from library.model.annotation import CONTEXT, Anchor, AnchorState, TextPositionSelector, TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Case:
    """A quote, the text it is sought in, and where it is (None: nowhere)."""

    kind: str
    quote: TextQuoteSelector
    position: TextPositionSelector
    text: str
    expected: tuple[int, int] | None


def cases(folder: Path) -> Iterator[Case]:
    """Yield every case below a folder, and a foreign one for every fourth."""
    for path in sorted(folder.rglob("*.anchors.jsonl.gz")):
        stories = {row["id"]: row["versions"] for row in _lines(path.with_name(path.name.replace(".anchors", "")))}
        yield from _with_foreign(list(_lines(path)), stories)
    for path in sorted(folder.rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(row, dict) and {"id", "rows", "versions", "anchors"} <= row.keys():
            yield from _with_foreign(row["anchors"], {row["id"]: row["versions"]})


def verdict(case: Case, found: Anchor) -> str:
    """Return right, wrong or orphaned. An edited quote is found if its place overlaps the expected one by half."""
    if found.state is AnchorState.ORPHAN:
        return "right" if case.expected is None else "orphaned"
    if case.expected is None:
        return "wrong"
    if case.kind != "edited":
        return "right" if (found.start, found.end) == case.expected else "wrong"
    start, end = case.expected
    common = min(end, found.end) - max(start, found.start)
    return "right" if common * 2 >= max(end, found.end) - min(start, found.start) else "wrong"


def main() -> None:
    """Print the table: per class right, wrong and falsely orphaned, and the slowest anchor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", help="print the cases of this class that went wrong")
    options = parser.parse_args()
    table: Counter[tuple[str, str]] = Counter()
    seconds: list[float] = []
    for case in cases(options.data):
        begun = time.perf_counter()
        found = anchor(case.quote, case.position, case.text)
        seconds.append(time.perf_counter() - begun)
        said = verdict(case, found)
        table[case.kind, said] += 1
        if case.kind == options.show and said != "right":
            print(said, found, case.expected, repr(case.quote), repr(case.text[found.start : found.end]), sep="\n  ")
    print(f"{'class':10} {'right':>6} {'wrong':>6} {'orphaned':>9}")
    for kind in sorted({kind for kind, _ in table}):
        print(f"{kind:10} {table[kind, 'right']:6} {table[kind, 'wrong']:6} {table[kind, 'orphaned']:9}")
    mean = sum(seconds) / len(seconds)
    print(f"{len(seconds)} anchors, mean {mean * 1000:.2f} ms, slowest {max(seconds) * 1000:.1f} ms")


def _with_foreign(rows: list[dict[str, Any]], stories: dict[str, list[dict[str, Any]]]) -> Iterator[Case]:
    names = sorted(stories)
    for number, row in enumerate(rows):
        quote = TextQuoteSelector(row["exact"], row["prefix"], row["suffix"])
        position = TextPositionSelector(row["start"], row["end"])
        texts = {version["v"]: version["text"] for version in stories[row["article"]]}
        expected = None if row["expect_start"] is None else (row["expect_start"], row["expect_end"])
        yield Case(row["class"], quote, position, texts[row["to"]], expected)
        if row["class"] == "unchanged":
            point = TextQuoteSelector("", row["prefix"], f"{row['exact']}{row['suffix']}"[:CONTEXT])
            place = TextPositionSelector(row["start"], row["start"])
            yield Case("point", point, place, texts[row["to"]], (row["expect_start"], row["expect_start"]))
        other = stories[names[(names.index(row["article"]) + 1) % len(names)]][0]["text"]
        if number % 4 == 0 and len(names) > 1 and row["exact"] not in other:
            yield Case("foreign", quote, position, other, None)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
