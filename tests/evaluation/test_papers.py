"""Who speaks in texts of ours worded and laid out as papers of many countries do.

`tests/gold/papers.jsonl` has a text a line, and by the offset where each quotation begins the name
of its speaker, null where the text gives none.  Its people and events are invented.
"""

from __future__ import annotations

import json
from pathlib import Path

from extraction.annotations import Span
from extraction.pipeline import load

PAPERS = Path(__file__).parent.parent / "gold" / "papers.jsonl"
LEAST_RIGHT = 316


def test_who_speaks_in_the_ways_of_papers() -> None:
    papers = [json.loads(line) for line in PAPERS.read_text("utf-8").splitlines()]
    every = right = wrong = 0
    for paper, found in zip(papers, load().extract_many(p["text"] for p in papers), strict=True):
        for start, name in paper["names"].items():
            at = Span(int(start), int(start) + 1)
            there = [q for q in found.quotations if any(c.overlaps(at) for c in q.content)]
            given = {quotation.name for quotation in there} or {None}
            every += 1
            right += bool(there) and given == {name}
            wrong += bool(given - {name, None})
    print(f"{right} of {every} right, {wrong} given to another")
    assert right >= LEAST_RIGHT
