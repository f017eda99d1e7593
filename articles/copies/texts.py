"""Are two texts copies of one?

Outlets cut a wire text from its end, put in a paragraph, change words.  A text is compared by its
shingles: the runs of four words in it, each as a hash.  Two texts are copies if the shorter one has
most of its shingles from the other, and they are a good part of the longer one too: a digest of
many texts is a copy of none.  Broder, “On the resemblance and containment of documents” (1997).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from struct import unpack

from articles.wording.words import keys_of

# Words of a shingle.
RUN = 4
# Shorter texts are copies if all their words are the same.
FEW = 40
# The smallest hashes of a text, by which its copies are looked up, and how many copies share.
SKETCH, COMMON = 24, 3
# The shares of the shorter and of the longer text's shingles that both have.
OF_SHORTER, OF_LONGER = 0.6, 0.3
# A hash of 64 bits of nothing yet.  To copy it takes half the time of making one each time.
_EMPTY = hashlib.blake2b(digest_size=8)


@dataclass(frozen=True, slots=True)
class Text:
    """The shingles of a text, hashes of 64 bits, and the smallest of them, sorted."""

    shingles: frozenset[int]
    sketch: tuple[int, ...]

    @classmethod
    def of(cls, body: str) -> Text:
        keys = keys_of(body)
        if len(keys) < FEW:
            runs = {"all: " + " ".join(keys)} if keys else set()
        else:
            runs = set(map(" ".join, zip(*(keys[at:] for at in range(RUN)), strict=False)))
        shingles = _hashed(runs)
        return cls(shingles, tuple(sorted(shingles)[:SKETCH]))

    @property
    def common(self) -> int:
        """How many hashes of its sketch a copy has to share."""
        return min(COMMON, len(self.sketch))


def are_copies(one: Text, other: Text) -> bool:
    """Whether two texts are copies of one; symmetric, and no text without words is any."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.shingles))
    if not shorter.shingles or OF_LONGER * len(longer.shingles) > len(shorter.shingles):
        return False
    if len(set(one.sketch).intersection(other.sketch)) < max(one.common, other.common):
        return False
    shared = len(shorter.shingles & longer.shingles)
    return shared >= max(OF_SHORTER * len(shorter.shingles), OF_LONGER * len(longer.shingles))


def _hashed(runs: Collection[str]) -> frozenset[int]:
    """Return a hash of 64 bits, with a sign, of each."""
    digests = []
    for run in runs:
        hashed = _EMPTY.copy()
        hashed.update(run.encode("utf-8", "surrogatepass"))
        digests.append(hashed.digest())
    return frozenset(unpack(f">{len(digests)}q", b"".join(digests)))
