"""British and American spellings of one word, as outlets change them in each other's quotations.

Rules for endings where no other word is caught, lists of stems elsewhere.  Pairs that are two
words as well (cheque and check, storey and story) are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_OUR = (
    "arb ard arm behavi cand clam clang col demean discol dishon enam endeav fav ferv flav glam "
    "harb hon hum lab misbehavi neighb od parl ranc rig rum savi sav splend tum val vap vig"
).split()
_RE = "calib cent fib lit lust meag met kilomet centimet millimet och sab somb spect theat".split()
_DOUBLED = (
    "cancel channel counsel dial equal fuel initial jewel label level marvel model panel quarrel "
    "rival shovel signal total travel tunnel unravel"
).split()
_OGUE = "anal catal dial epil monol prol synag travel".split()
_SINGLE = (
    "acknowledgement acknowledgment, ageing aging, aluminium aluminum, amongst among, "
    "anaemia anemia, artefact artifact, artefacts artifacts, burnt burned, cosy cozy, "
    "dreamt dreamed, encyclopaedia encyclopedia, enquiries inquiries, enquiry inquiry, "
    "enrol enroll, enrolment enrollment, foetus fetus, fulfil fulfill, fulfilment fulfillment, "
    "grey gray, haemorrhage hemorrhage, instalment installment, jewellery jewelry, "
    "judgement judgment, judgements judgments, learnt learned, leant leaned, "
    "manoeuvre maneuver, manoeuvres maneuvers, mould mold, moustache mustache, "
    "orthopaedic orthopedic, paediatric pediatric, paediatrician pediatrician, "
    "plough plow, ploughs plows, practise practice, practised practiced, "
    "practising practicing, programme program, programmes programs, pyjamas pajamas, "
    "sceptic skeptic, sceptical skeptical, scepticism skepticism, sceptics skeptics, "
    "skilful skillful, spelt spelled, spoilt spoiled, towards toward, tyre tire, tyres tires, "
    "whilst while, wilful willful"
)


class _Rule(NamedTuple):
    """How an ending is spelt on either side; both patterns match whole words."""

    british: re.Pattern[str]
    to_american: str
    american: re.Pattern[str]
    to_british: str


def _rule(pattern: str, british: str, american: str) -> _Rule:
    """Return the rule of a pattern of three groups, of which the second is what differs."""
    return _Rule(
        re.compile(pattern.format(british)), rf"\g<1>{american}\g<3>",
        re.compile(pattern.format(american)), rf"\g<1>{british}\g<3>",
    )  # fmt: skip


def _any(stems: list[str]) -> str:
    return "|".join(stems)


_RULES = (
    _rule(r"([a-z]{{3,}})({})(e[sdr]?|ers|ing|ations?|ational)", "is", "iz"),
    _rule(r"((?:anal|catal|dial|paral))({})(e[sdr]?|ers|ing)", "ys", "yz"),
    _rule(rf"((?:un|non)?(?:{_any(_OUR)}))({{}})([a-z]*)", "our", "or"),
    _rule(r"((?:def|off|pret|lic))({})(e[sd]?|eless|ing)", "enc", "ens"),
    _rule(rf"((?:{_any(_DOUBLED)}))({{}})(ed|ing|ers?|ors?)", "l", ""),
    _rule(rf"((?:{_any(_OGUE)}))({{}})(s?)", "ogue", "og"),
    _rule(rf"((?:{_any(_RE)}))({{}})(s?)", "re", "er"),
    _rule(rf"((?:{_any(_RE)}))({{}})(d)", "re", "ere"),
)  # fmt: skip
_ANY_BRITISH = re.compile("|".join(f"(?:{rule.british.pattern})" for rule in _RULES))
_AMERICAN = dict(pair.split() for pair in _SINGLE.split(", "))
_BRITISH = {american: british for british, american in _AMERICAN.items()}


@lru_cache(maxsize=20_000)
def spelling_key(word: str) -> str:
    """The same for all spellings of a word in lower case; no word need be spelt so.

    >>> spelling_key("organisations"), spelling_key("neighbourhood"), spelling_key("travelled")
    ('organizations', 'neighborhood', 'traveled')
    """
    if word in _AMERICAN:
        return _AMERICAN[word]
    if _ANY_BRITISH.fullmatch(word) is None:
        return word  # as nearly all are: one pattern in place of eight
    for rule in _RULES:
        if (found := rule.british.fullmatch(word)) is not None:
            return found.expand(rule.to_american)
    return word


@lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """The word in lower case as it is, and as the other side of the Atlantic spells it.

    Some of the others are no words: a search for them finds nothing.

    >>> spellings("colour"), spellings("destabilize"), spellings("peace")
    (('colour', 'color'), ('destabilize', 'destabilise'), ('peace',))
    """
    other = spelling_key(word)
    if other == word:
        other = _BRITISH.get(word, word)
    if other == word:
        for rule in _RULES:
            if (found := rule.american.fullmatch(word)) is not None:
                other = found.expand(rule.to_british)
                break
    return (word,) if other == word else (word, other)
