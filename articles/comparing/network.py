"""Who speaks about whom: in whose quotations the names of other people are.

A person is in a quotation if the family name is, or the whole name where the family name may be
another person's or another word.  Names are sought as search seeks words, in the newest quotations
of a selection, so that each line is a list of quotes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyroaring import BitMap

from articles.comparing.sample import Sample, Texts, newest_of
from articles.comparing.sides import search_with
from articles.models import Speaker
from articles.search.answers.tally import tally
from articles.search.index.index import Index
from articles.search.index.live_index import LiveIndex, current_index
from articles.search.query import Form, Term
from articles.search.selection import Selection
from extraction.text.folding import fold_in_place, key_of

# Newest quotations that are read, people whose names are sought in them (the most quoted there, and
# in the archive), and people shown.
READ, SOUGHT, SHOWN = 1_500, 60, 30
# A family name is one person's if all others who have it are quoted less than this share of it.
OTHERS = 0.1
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Tie:
    """How many quotes of one person have the name of another, and the search that finds them."""

    by: int
    about: int
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Network:
    """People by key, with the ties between them, the most quotes first.

    `sample` has what was read, out of `total`; it is not whole, and there are no ties, where a day
    has too many quotations.  `hidden` counts the people with ties who are left out.  `likely`
    counts the quotations that a selection has, or would have, for a country that is only likely.
    """

    people: Mapping[int, Speaker]
    ties: tuple[Tie, ...]
    sample: Sample
    total: int
    hidden: int = 0
    likely: int = 0


def network(selection: Selection, centre: Speaker | None = None, least: int = 1) -> Network:
    """Return who speaks about whom in a selection; with a centre, who about it and it about whom.

    Ties of fewer quotes than `least` are left out.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        count = tally(index, once=selection.once)
        among = _around(live, centre) if centre else None
        sample = newest_of(index, selection, words, count, READ, among)
        found = index.select(replace(selection, sure=False), words)
        found = found if among is None else found & among
        likely = count.only_likely(found)
        total = count.size(found - index.likely if selection.sure else found)
        said = _by_speaker(index, sample.rows)
        quoted = Counter({speaker: len(rows) for speaker, rows in said.items()})
        everywhere = index.most_frequent("speaker", index.every, SOUGHT)[0]
        sought = [key for key, _ in (*quoted.most_common(SOUGHT), *everywhere)]
        people = Speaker.objects.people(sought)
        if centre:
            people[centre.pk] = centre
        texts = Texts(sample.rows) if sample.whole else Texts(())
        terms = _terms(index, people, texts)
        ties = [
            Tie(by, about, size, search)
            for about, term in terms.items()
            if (search := search_with(selection.query, term))
            for by, rows in _speaking(said, texts.having(term), people.keys() - {about})
            if (size := count.size(rows)) >= least and (not centre or centre.pk in {by, about})
        ]
    return replace(_shown(people, ties, sample, total, centre), likely=likely)


def _shown(
    people: dict[int, Speaker], ties: Sequence[Tie], sample: Sample, total: int,
    centre: Speaker | None,
) -> Network:  # fmt: skip
    """Return the people with the most quotes in their ties, and the ties between them."""
    weight: Counter[int] = Counter()
    for tie in ties:
        weight[tie.by] += tie.count
        weight[tie.about] += tie.count
    order = sorted(weight, key=lambda key: (centre is None or key != centre.pk, -weight[key], key))
    kept = {key: people[key] for key in order[:SHOWN]}
    between = [tie for tie in ties if tie.by in kept and tie.about in kept]
    between.sort(key=lambda tie: (-tie.count, tie.by, tie.about))
    return Network(kept, tuple(between), sample, total, len(order) - len(kept))


def _around(live: LiveIndex, centre: Speaker) -> BitMap:
    """Return the quotations of a person, and those that have the name."""
    index = live.index
    named = [live.quotations_having(term) for term in (_family(centre), _whole(centre)) if term]
    return BitMap.union(index.of("speaker", centre.pk), *named) & index.every


def _by_speaker(index: Index, rows: BitMap) -> dict[int, BitMap]:
    found: dict[int, BitMap] = defaultdict(BitMap)
    for key, speaker in zip(rows, index.values("speaker", rows).tolist(), strict=True):
        if speaker:
            found[speaker].add(key)
    return found


def _speaking(
    said: Mapping[int, BitMap], rows: BitMap, people: Collection[int]
) -> Iterator[tuple[int, BitMap]]:
    """Yield each of these people with those of the quotations that are theirs."""
    for speaker in people:
        if own := said.get(speaker, BitMap()) & rows:
            yield speaker, own


def _terms(index: Index, people: Mapping[int, Speaker], texts: Texts) -> dict[int, Term]:
    """Return by what each person is found: the family name, or else the whole name."""
    counts = index.counts("speaker")
    family = {key: term for key, person in people.items() if (term := _family(person))}
    bearers: dict[str, Counter[int]] = defaultdict(Counter)
    for last, key in Speaker.objects.with_last_names({key_of(t.text) for t in family.values()}):
        bearers[last][key] = int(counts[key]) if key < len(counts) else 0
    terms = {}
    for key, person in people.items():
        term, whole = family.get(key), _whole(person)
        if term and _is_of(key, bearers[key_of(term.text)]) and texts.has_capital(term):
            terms[key] = term
        elif whole:
            terms[key] = whole
    return terms


def _is_of(key: int, bearers: Counter[int]) -> bool:
    """Whether a family name is one person's, of all who have it."""
    others = bearers.total() - bearers[key]
    return len(bearers.keys() | {key}) == 1 or others < OTHERS * bearers[key]


def _family(person: Speaker) -> Term | None:
    last = person.name.split()[-1].rstrip(".,")
    plain = fold_in_place(last)
    named = len(last) > 2 and plain not in _SUFFIXES and any(map(str.isalnum, last))
    return Term(Form.PHRASE, last) if named else None


def _whole(person: Speaker) -> Term | None:
    name = " ".join(person.name.replace('"', " ").replace("*", " ").split())
    return Term(Form.PHRASE, name) if " " in name else None
