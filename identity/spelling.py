"""Names that a person at a keyboard may have mistyped or misheard."""

from __future__ import annotations

from rapidfuzz.distance import OSA

# A shorter name is never near another: one letter makes another name of it.
SHORTEST = 4
# As many letters, or more, may differ by two.
LONG = 12


def letters_apart(a: str, b: str) -> int | None:
    """Return how many letters, at most two, are to be mended in one name to have the other.

    Two letters that changed places count once.  None if the names are no near spellings.  Both are
    as `key_of` has them.

    >>> letters_apart("unna marsh", "una marsh"), letters_apart("una marhs", "una marsh")
    (1, 1)
    >>> letters_apart("bo li", "bo le"), letters_apart("una marsh", "ina marks")
    (1, None)
    >>> letters_apart("li", "le") is None
    True
    """
    shorter = min(len(a), len(b))
    if shorter < SHORTEST:
        return None
    most = 2 if shorter >= LONG else 1
    apart = OSA.distance(a, b, score_cutoff=most)
    return apart if apart <= most else None
