"""Whether a predicted name is the right person's."""

from __future__ import annotations

import re
import unicodedata

from evaluation.gold import GoldSpeaker
from extraction.annotations import Quotation, SpeakerType

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president senator sen rep
    representative governor gov secretary minister prime chancellor ambassador general gen
    mayor king queen prince princess pope judge justice former us u.s the""".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
PRONOUNS = frozenset({"i", "he", "she", "they", "we", "it", "who", "you"})


def name_words(name: str) -> list[str]:
    """The words of a name, folded and in order, without titles and suffixes.

    “O’Brel” and “O'Brel” are one name.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    plain = plain.replace("’", "'").replace("'s", "")
    words = [word.strip(".,") for word in re.findall(r"[\w.'’-]+", plain)]
    return [word for word in words if word and word not in TITLES | SUFFIXES]


def same_person(predicted: str | None, gold: str) -> bool:
    """Whether a name identifies the gold person; a family name alone does not if there is more."""
    p, g = name_words(predicted or ""), name_words(gold)
    if not p or not g:
        return False
    if p == g or (len(p) > len(g) and g in (p[-len(g) :], p[: len(g)])):
        return True
    if len(p) == 1 or p[-1] != g[-1]:
        return False
    initial = p[0][0] == g[0][0] and min(len(p[0]), len(g[0])) <= 2
    return len(g) == 1 or p[0] == g[0] or initial


def wrong_person(quotation: Quotation, gold: GoldSpeaker) -> bool | None:
    """Whether the name is another person's; None if that cannot be judged."""
    name = quotation.name
    if not name or quotation.speaker_type not in (None, SpeakerType.PERSON):
        return None
    if name.islower() or name.lower() in PRONOUNS or gold.type in ("organization", "document"):
        return None
    if gold.type == "person" and gold.name:
        words = set(name_words(name))
        part = bool(words) and words <= set(name_words(gold.name))
        return not (same_person(name, gold.name) or part)
    return True
