"""Where an article is at home: the signs of each country in all of it.

A newspaper does not give the country of people who live where it is read: a report on an election
in Ohio calls no one American.  What lies in a country, and the words its newspapers take for
granted, vouch for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log, log1p

from extraction.countries.evidence import Evidence
from extraction.countries.people.name_origins import origins
from extraction.countries.signs.signs import WORLDWIDE, Sign, SignKind, forms

OPENING = 500  # code points
FORM = 5.0  # times its share that a form counts, at most as one: of many countries each has little
UNSEEN = 2.0  # what the signs of an article are weighed against, so that one sign decides nothing
MOST_NAMES = 0.3  # what names have to fit a country on average that the article has no sign of
WORTH = {
    SignKind.COUNTRY: 1.0,
    SignKind.DEMONYM: 1.0,
    SignKind.CAPITAL: 1.0,
    SignKind.PLACE: 1.5,
    SignKind.CITY: 1.0,
    SignKind.INSTITUTION: 1.5,
    SignKind.WORD: 1.5,
}


def home_evidence(text: str, signs: Sequence[Sign], leaders: Iterable[str]) -> list[Evidence]:
    """What speaks for each country that the article has a sign of.

    `leaders` are the countries of the well-known people in it.
    """
    by_code: defaultdict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_code[sign.code].append(sign)
    worth = {code: sum(map(_worth, of_code)) for code, of_code in by_code.items()}
    for code in leaders:
        worth[code] = worth.get(code, 0.0) + 1.0
    total = sum(worth.values())
    opening = [sign for sign in signs if sign.span.start < OPENING]
    start = sum(map(_worth, opening))
    paragraphs = len(_paragraphs(signs, text))
    found: list[Evidence] = []
    for code, amount in worth.items():
        of_code = by_code[code]
        words = ", ".join(sorted(forms(of_code, text))[:3])
        found.append(Evidence(code, "article:share", amount / (total + UNSEEN), words))
        found.append(Evidence(code, "article:amount", log1p(amount), words))
        found += [Evidence(code, f"article:{kind}", n, words) for kind, n in _by_kind(of_code)]
        found.append(Evidence(code, "article:forms", log1p(_forms(of_code, text)), words))
        if of_code:
            spread = (len(_paragraphs(of_code, text)) - 1) / paragraphs
            found.append(Evidence(code, "article:spread", spread, words))
        if first := sum(_worth(sign) for sign in opening if sign.code == code):
            found.append(Evidence(code, "article:opening", first / start, words))
    return found


def names_evidence(people: Iterable[Sequence[str]], signs: Sequence[Sign]) -> Iterator[Evidence]:
    """How well the names of the people of an article fit each country that it has a sign of."""
    fits = [origins(words) for words in people if len(words) > 1]
    known = {sign.code for sign in signs}
    means = {
        code: sum(each.get(code, 0.0) for each in fits) / max(1, len(fits))
        for code in known.union(*fits if len(fits) > 1 else ())
    }
    unseen = [code for code, fit in means.items() if fit >= MOST_NAMES and code not in known]
    for code in [*known, *unseen]:
        yield Evidence(code, "article:names", means[code], "the names of its people")
    for code in unseen:
        yield Evidence(code, "article:unseen", log(len(unseen)))


def _paragraphs(signs: Iterable[Sign], text: str) -> set[int]:
    """Where the lines end before those with the signs."""
    return {text.rfind("\n", 0, sign.span.start) for sign in signs}


def _worth(sign: Sign) -> float:
    return WORTH[sign.kind] * sign.share


def _forms(signs: Iterable[Sign], text: str) -> float:
    """How many things the signs are called; what many countries have counts a part."""
    shares: dict[str, float] = {}
    for sign in signs:
        form = sign.span.of(text).casefold()
        worth = sign.share if sign.share == WORLDWIDE else min(1.0, FORM * sign.share)
        shares[form] = max(worth, shares.get(form, 0.0))
    return sum(shares.values())


def _by_kind(signs: Iterable[Sign]) -> Iterator[tuple[SignKind, float]]:
    amounts: defaultdict[SignKind, float] = defaultdict(float)
    for sign in signs:
        amounts[sign.kind] += sign.share
    return ((kind, log1p(amount)) for kind, amount in amounts.items())
