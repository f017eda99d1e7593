"""The resolver's weights, going on from the shipped ones with what editors decided.

A decision that names the speaker of “he” or of a description is an example.  As many examples of
our own articles are learned with it, so that what the resolver knows is not forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evaluation.people import same_person
from extraction.coreference.pronouns.antecedents import rank
from extraction.coreference.ranking.ranker import DESCRIPTIONS, WEIGHTS, load
from extraction.document import Document
from extraction.learned import Learned, using
from learning.cases import Case, DecidedArticle
from learning.examples import Annotated, Example, examples
from learning.fit import go_on

LEAST_EXAMPLES = 30
EPOCHS = 6
RATES = (1e-3, 3e-4)
"""The rates that are tried, the higher first."""
DECIDED = 2.0
"""What an example of a decision weighs beside one of our own articles."""


def attempts(learned: Learned, cases: Sequence[Case], own: Sequence[Case]) -> Iterable[Learned]:
    """The same with other weights of the resolver, which moved the farthest first."""
    found = list(_examples(cases, learned))
    if len(found) < LEAST_EXAMPLES:
        return
    data = [(each, DECIDED) for each in found]
    data += [(each, 1.0) for each in list(_examples(own, learned))]
    start, described = (dict(load(name).weights) for name in (WEIGHTS, DESCRIPTIONS))
    for rate in RATES:
        yield replace(
            learned,
            ranker=go_on(start, data, EPOCHS, rate),
            descriptions=go_on(described, data, EPOCHS, rate),
        )


def _examples(cases: Iterable[Case], learned: Learned) -> Iterable[Example]:
    with using(learned):
        for case in cases:
            document = case.document()
            yield from examples(_annotated(case.article, document), document, rank)


def _annotated(article: DecidedArticle, document: Document) -> Annotated:
    """The sources of the decisions, and all mentions by name of the people they name."""
    mentions = [
        (decided.source[0], decided.name)
        for decided in article.decided
        if decided.name and decided.source and not decided.rejected
    ]
    names = {name for _, name in mentions}
    for chain in document.chains:
        name = next((name for name in names if same_person(chain.name, name)), None)
        mentions += [(mention.span, name) for mention in chain.mentions if name]
    return Annotated("", article.text, tuple(sorted(mentions)), complete=False)
