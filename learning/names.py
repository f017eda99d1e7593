"""Whose name a family name alone is in this newsroom, from its decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from extraction.document import Chain
from extraction.learned import KnownName
from extraction.names import core, fit
from learning.cases import Case

LEAST_ARTICLES = 5
"""Articles in which editors found one person quoted; fewer say too little."""
LEAST_SHARE = 0.95


@dataclass(slots=True)
class _Seen:
    """Who was quoted by a family name, in full or not, and in which articles."""

    articles: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    genders: set[str] = field(default_factory=set)


def learn_names(cases: Iterable[Case]) -> dict[str, KnownName]:
    """The family names that one person has among the newsroom's speakers, by their plain form.

    News gives a name in full unless all readers know the person: an article that never does
    means the one who is quoted again and again.
    """
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for number, case in enumerate(cases):
        chains = case.document().chains
        for name in {each.name for each in case.article.decided if each.name}:
            words = core(name.split())
            if len(words) > 1:
                _note(seen[words[-1]], chains, name, number)
    found = {key: _known(each) for key, each in seen.items()}
    return {key: known for key, known in sorted(found.items()) if known}


def _note(seen: _Seen, chains: Iterable[Chain], name: str, article: int) -> None:
    """Note an article in which a person is quoted, if it has the person's name in some form."""
    own = [chain for chain in chains if fit(chain.words, name.split())]
    if own:
        seen.articles[name].add(article)
        seen.genders.update(chain.gender for chain in own if chain.gender)


def _known(seen: _Seen) -> KnownName | None:
    counts = {name: len(articles) for name, articles in seen.articles.items()}
    if not counts:
        return None
    name = max(counts, key=counts.__getitem__)
    times, total = counts[name], sum(counts.values())
    if times < LEAST_ARTICLES or times < LEAST_SHARE * total:
        return None
    gender = next(iter(seen.genders)) if len(seen.genders) == 1 else None
    return KnownName(name, gender, times, round((times + 1) / (total + 2), 4))
