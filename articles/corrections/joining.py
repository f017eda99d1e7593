"""What the history calls decisions on what is one with what: utterances, and copies of a text."""

from __future__ import annotations

from collections.abc import Sequence


def label(*, apart: bool, one: str, articles: Sequence[int], undecided: str) -> str:
    """Return the name of a decision: apart, `one` with these articles, or else `undecided`.

    >>> label(apart=False, one="one text with", articles=(3, 5), undecided="as its text says")
    'one text with article 3, 5'
    """
    labels = ["apart from others"] if apart else []
    if articles:
        labels.append(f"{one} article {', '.join(map(str, articles))}")
    return "; ".join(labels) or undecided
