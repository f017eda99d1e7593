"""How sure a speaker's country is, from the sum of all evidence.

Each piece of evidence speaks for one country with an amount, mostly 0 to 1.  The amounts of a
feature are weighted by `weights.tsv`; a country's score is their sum, and its probability follows
from the scores of all countries and of none (a conditional logit).  Features of none, such as an
office at the United Nations, begin with `none`.  `training.countries` fits the weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from typing import NamedTuple

from extraction.annotations import SpeakerType
from extraction.confidence import LEAST_COUNTRY, LEAST_LIKELY_COUNTRY
from extraction.countries.table import lines_of
from extraction.document import WeighedCountry

NONE = ""
"""The code under which the case that no country is meant is scored."""
BIAS = "none"
REASONS = {
    "article": "the article speaks of {}",
    "calling": "speaks from “{}”",
    "employer": "described with “{}”",
    "holder": "“{}” stands before the office",
    "intro": "introduced behind “{}”",
    "leader": "known by name: {}",
    "name": "a name that is frequent there: {}",
    "near": "“{}” is the last country or place before",
    "opening": "“{}” opens the paragraph",
    "origin": "came from “{}”",
    "own": "described with “{}”",
    "paragraph": "named in a paragraph with “{}”",
    "politician": "the politics are those of “{}”",
    "said": "speaks of “{}” as home",
    "scene": "“{}” is where it happens",
    "sentence": "introduced in a sentence with “{}”",
    "topic": "“{}” stands before",
}
"""How a reason is worded, by the first part of the feature."""
KINDS_OF_NONE = {
    SpeakerType.PERSON: "none:person",
    SpeakerType.ORGANIZATION: "none:organization",
    SpeakerType.GROUP: "none:group",
    SpeakerType.UNNAMED: "none:unnamed",
    None: "none:unresolved",
}
HOME = "article:"  # the features of where the article is at home
PLAINLY_AT_HOME = 5.0  # log-odds of these features together
BEYOND = 0.2  # what more of them counts: people from elsewhere speak in the plainest of articles
PRONOUNS = frozenset("he she they it i we his her their its".split())
MOST_WORDS = 80  # code points of a reason's words


class Evidence(NamedTuple):
    """What speaks for a country: the feature, its amount, and the words it is read from."""

    code: str
    feature: str
    amount: float = 1.0
    words: str = ""


class Verdict(NamedTuple):
    """The likeliest country of a speaker, its probability, and the strongest reason in words."""

    code: str | None
    probability: float
    reason: str


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, in log-odds."""
    rows = (line.split("\t") for line in lines_of("weights.tsv") if line[0] != "#")
    return {feature: float(weight) for feature, weight in rows}


def merged(evidence: Iterable[Evidence]) -> dict[str, dict[str, float]]:
    """The amounts by country and feature; of equal evidence the largest counts."""
    amounts: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for code, feature, amount, _ in evidence:
        amounts[code][feature] = max(amount, amounts[code].get(feature, 0.0))
    amounts[NONE].setdefault(BIAS, 1.0)
    return amounts


def judge(evidence: Iterable[Evidence]) -> Verdict:
    """The country that the evidence is for."""
    pieces = list(evidence)
    known = weights()
    scores = {code: score(features) for code, features in merged(pieces).items()}
    best = max(scores, key=lambda code: (scores[code], code))
    total = sum(exp(score - scores[best]) for score in scores.values())
    if best == NONE:
        return Verdict(None, 1 / total, "")
    strongest = max(
        (piece for piece in pieces if piece.code == best),
        key=lambda piece: known.get(piece.feature, 0.0) * piece.amount,
    )
    return Verdict(best, 1 / total, reason_of(strongest))


def score(features: Mapping[str, float]) -> float:
    """The log-odds of a country by the amounts of its features, those of the article limited.

    >>> score({"own:country": 1.0}), score({"article:dateline": 10.0})
    (4.9, 5.18)
    """
    known = weights()
    home = own = 0.0
    for feature, amount in features.items():
        if feature.startswith(HOME):
            home += known.get(feature, 0.0) * amount
        else:
            own += known.get(feature, 0.0) * amount
    return own + min(home, PLAINLY_AT_HOME + BEYOND * (home - PLAINLY_AT_HOME))


def none_of(kind: SpeakerType | None, phrase: str) -> Evidence:
    """How likely a source that is no known person is of no country at all.

    >>> none_of(SpeakerType.UNNAMED, "She").feature
    'none:pronoun'
    """
    pronoun = phrase.lower() in PRONOUNS
    return Evidence(NONE, "none:pronoun" if pronoun else KINDS_OF_NONE[kind])


def reason_of(evidence: Evidence) -> str:
    """What a piece of evidence says, in a reporter's words."""
    worded = REASONS.get(evidence.feature.partition(":")[0], "“{}”")
    words = " ".join(evidence.words.split())
    cut = words if len(words) <= MOST_WORDS else words[:MOST_WORDS].rpartition(" ")[0] + " …"
    return worded.format(cut)


def sure(verdict: Verdict) -> str | None:
    """The country, if it is sure."""
    return verdict.code if verdict.probability >= LEAST_COUNTRY else None


def weighed(verdict: Verdict) -> WeighedCountry | None:
    """The country with its probability and reason, if it is likely at least."""
    if verdict.code is None or verdict.probability < LEAST_LIKELY_COUNTRY:
        return None
    probability = round(verdict.probability, 4)
    return WeighedCountry(verdict.code, probability, verdict.reason)
