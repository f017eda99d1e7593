"""What speaks for each candidate antecedent of a pronoun or a description, as numbers.

A row a candidate and a last one for “nobody whom the article names”.  `training.coreference`
fits the weights to these columns in this order: a change here needs new weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log

from extraction.coreference.narration.events import AGED, Event, Kind, Mind
from extraction.coreference.nouns import gender_of_phrase
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Title
from extraction.lexicon.roles import OFFICES, PARTIES, PARTISANS, PARTY_WORDS, POSTS
from extraction.lexicon.same_roles import SAME_ROLE
from extraction.text.folding import plain

NEAR = 160  # code points around a mention in which its description is looked for
WORD = re.compile(r"[\w’'-]{3,}")
FILLERS = frozenset({"the", "his", "her", "this", "that", "who", "said", "and", "for", "whose"})
SOURCE = 2  # the column that says whether the words are a source
COMMON = 15
CANDIDATE = 43
COLUMNS = COMMON + CANDIDATE + 1


def _same_heads() -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for group in SAME_ROLE:
        for head in group:
            merged.setdefault(head, {head}).update(group)
    return merged


SAME_HEAD = _same_heads()
QUALIFIERS = frozenset({"acting", "interim", "incoming", "deputy", "assistant", "prime", "vice"})
OF_BODY = re.compile(r"(?:its|their)\s", re.IGNORECASE)
DEPUTIES = frozenset({"deputy", "assistant", "vice"})
"""The words of rank that make another office of one."""
FORMER = re.compile(r"\b(?:former|ex|then|late|outgoing|previous)\b", re.IGNORECASE)


def holders(chains: Iterable[Chain], phrase: str) -> list[Chain]:
    """Who has an office or a role that a description turns on.

    “The former minister” is a former one, if there is one.
    """
    head = head_noun(phrase)
    heads = SAME_HEAD.get(head or "", {head})
    found = [
        chain for chain in chains if heads & chain.heads and not is_of_another_party(chain, phrase)
    ]
    found = [chain for chain in found if _is_of_state(chain, phrase)] or found
    former = bool(FORMER.search(phrase))
    alike = [
        chain
        for chain in found
        if any(t.head in heads and bool(FORMER.search(t.phrase)) is former for _, t in chain.titles)
    ]
    if stated := set(phrase.lower().split()) & QUALIFIERS:  # “the acting minister”
        alike = [c for c in alike if _qualified(c, heads, stated)] or alike
    return alike or ([] if former else found)


def _qualified(chain: Chain, heads: Set[str | None], stated: set[str]) -> bool:
    """Whether a title with one of some heads has the words of rank that a description states."""
    return any(t.head in heads and stated <= set(t.phrase.lower().split()) for _, t in chain.titles)


def is_of_another_party(chain: Chain, phrase: str) -> bool:
    """Whether a description has another party than a title: a Green nominee is no Liberal."""
    said = _parties(phrase)
    held = _parties(" ".join(title.phrase for _, title in chain.titles)) | _letters(chain)
    return bool(said and held) and not said & held


def _letters(chain: Chain) -> frozenset[str]:
    """The parties in brackets: “(D-Ore.)” is democratic, and makes a Democrat."""
    letters = {party[0] for party in chain.parties}
    return frozenset(word for letter in letters for word in PARTY_WORDS.get(letter, ()))


def _is_of_state(chain: Chain, phrase: str) -> bool:
    """Whether a description has the state of a lawmaker: “the Oregon Democrat”, “(D-Ore.)”."""
    states = [party[2:].replace(".", "").lower() for party in chain.parties]
    words = " ".join(re.findall(r"[A-Z][a-z]+", phrase)).lower()
    return any(re.search(rf"\b{'.*'.join(map(re.escape, state))}", words) for state in states)


def _parties(phrase: str) -> frozenset[str]:
    return (PARTIES | PARTISANS).intersection(plain(word) for word in phrase.split())


def contradicted(chain: Chain, phrase: str) -> bool:
    """Whether a description says “former” or “vice” of an office that the person holds now."""
    held = _held(chain, phrase)
    said = FORMER.search(phrase)
    leaves = said is not None and said[0].lower() == "outgoing"  # still the mayor
    former = bool(held and said) and not leaves and not any(FORMER.search(t.phrase) for t in held)
    return former or is_of_another_rank(chain, phrase)


def is_of_another_rank(chain: Chain, phrase: str) -> bool:
    """Whether a description is of the deputy of who has the office: “its vice president”."""
    held, rank = _held(chain, phrase), _rank(phrase)
    return bool(held and rank) and not any(rank & _rank(title.phrase) for title in held)


def may_hold(chain: Chain, phrase: str) -> bool:
    """Whether a person may have the office of a description.

    The one of a body just spoken of (“its director”) only who is said to have it.
    """
    if is_of_another_rank(chain, phrase):
        return False
    if not OF_BODY.match(phrase) or head_noun(phrase) not in OFFICES | POSTS:
        return True
    former = bool(FORMER.search(phrase))
    return any(bool(FORMER.search(t.phrase)) is former for t in _held(chain, phrase))


def _held(chain: Chain, phrase: str) -> list[Title]:
    """The titles of a person with the head of a description."""
    head = head_noun(phrase)
    heads = SAME_HEAD.get(head or "", {head})
    return [title for _, title in chain.titles if title.head in heads]


def _rank(phrase: str) -> frozenset[str]:
    return DEPUTIES.intersection(re.split(r"[\s-]", phrase.lower()))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or a description with what is common to all its candidates."""

    event: Event
    mind: Mind
    votes: Mapping[Chain, Counter[str]]
    gender: str | None
    head: str | None
    words: frozenset[str]
    age: str | None

    @classmethod
    def of(cls, event: Event, mind: Mind, votes: Mapping[Chain, Counter[str]]) -> Anaphor:
        if event.kind is not Kind.DESCRIPTION:
            return cls(event, mind, votes, event.gender, None, frozenset(), None)
        phrase = event.span.of(mind.text)
        aged = AGED.search(phrase)
        head = head_noun(phrase)
        words = frozenset(plain(word) for word in WORD.findall(phrase)) - FILLERS
        return cls(
            event, mind, votes, gender_of_phrase(phrase), head, words, aged[1] if aged else None
        )

    def fits(self, chain: Chain) -> bool:
        """Whether what is known of a person's gender is not against it."""
        return self.gender is None or chain.gender in (None, self.gender)


def rows(
    anaphor: Anaphor, candidates: Sequence[Chain], ahead: Sequence[Chain]
) -> list[list[float]]:
    """A row for each candidate, for each that is named just behind, and for nobody."""
    mind = anaphor.mind
    scores = [_salience(anaphor, chain) for chain in candidates]
    fitting = [chain for chain in candidates if _gender(anaphor, chain)[1] == 0]
    common = _common(anaphor, fitting, scores)
    total, best = sum(scores) + 1e-6, max(scores, default=0.0) + 1e-6
    by_order = sorted(fitting, key=lambda chain: -mind.figures[chain].order)
    rank = {chain: place for place, chain in enumerate(by_order)}
    found = [
        [*common, *_candidate(anaphor, chain, score / total, score / best, rank.get(chain, 9)), 0.0]
        for chain, score in zip(candidates, scores, strict=True)
    ]
    found += [[*common, *_ahead(anaphor, chain, place), 0.0] for place, chain in enumerate(ahead)]
    return [*found, [*common, *[0.0] * CANDIDATE, 1.0]]


def _salience(anaphor: Anaphor, chain: Chain) -> float:
    _, against, unknown = _gender(anaphor, chain)
    return anaphor.mind.figures[chain].salience * (0.05 if against else 0.75 if unknown else 1.0)


def _gender(anaphor: Anaphor, chain: Chain) -> tuple[float, float, float]:
    """Whether the gender fits, does not, is not known."""
    if anaphor.gender is None:
        return 0.0, 0.0, 1.0
    known = chain.gender
    fits = known == anaphor.gender
    return float(fits), float(not fits and known is not None), float(known is None)


def _common(anaphor: Anaphor, fitting: Sequence[Chain], scores: Sequence[float]) -> list[float]:
    mind, event = anaphor.mind, anaphor.event
    text, at = mind.text, event.span.start
    word = event.span.of(text).lower()
    before = text[max(0, at - 3) : at]
    strangers = [mind.stranger.get(gender) for gender in {anaphor.gender, None}]
    met = [mind.sentence - sentence for found in strangers if found for sentence in found[:1]]
    return [
        float(event.kind is Kind.PRONOUN),
        float(word in {"he", "she"}),
        float(mind.narration.sources.holds(at)),
        float("\n" in before or at < 3),
        float(bool(re.search(r"[”\"’'»]\s*$", before))),
        float(bool(re.search(r"[.!?]\s*$", before))),
        float(not fitting),
        min(len(fitting), 6) / 6,
        min(len(scores), 10) / 10,
        float(bool(met) and min(met) == 0),
        float(bool(met) and min(met) <= 2),
        float(bool(mind.speakers) and mind.speakers[-1] is None),
        min(mind.paragraph, 10) / 10,
        float(anaphor.gender is not None),
        float(event.kind is Kind.NAME),
    ]


def _candidate(
    anaphor: Anaphor, chain: Chain, share: float, of_best: float, rank: int
) -> list[float]:
    mind = anaphor.mind
    figure = mind.figures[chain]
    match, against, unknown = _gender(anaphor, chain)
    given = chain.genders.get(anaphor.gender or "", 0) > 2
    votes = anaphor.votes.get(chain, Counter())
    other = votes.total() - votes[anaphor.gender or ""]
    sentences, paragraphs = mind.sentence - figure.sentence, mind.paragraph - figure.paragraph
    between = [
        order > figure.order
        for gender in {anaphor.gender, None}
        if (found := mind.stranger.get(gender)) and (order := found[1])
    ]
    spoke = [place for place, who in enumerate(reversed(mind.speakers[-4:])) if who is chain]
    subject = anaphor.event.span.of(mind.text).lower() in {"he", "she"}
    return [
        match, against, unknown, float(given),
        min(votes[anaphor.gender or ""], 3) / 3, min(other, 3) / 3,
        share, of_best, log(1 + figure.salience) / 6, float(figure.salience < 6),
        float(rank == 0), float(rank == 1), float(rank > 1),
        float(sentences == 0), float(sentences == 1), float(sentences == 2), float(sentences > 4),
        float(paragraphs == 0), float(paragraphs == 1), float(paragraphs > 2),
        float(figure.subject), float(figure.possessive), float(figure.by_pronoun),
        float(sentences == 0 and figure.subject and not subject),
        float(spoke[:1] == [0]), float(spoke[:1] == [1]), float(bool(spoke)),
        float(figure.speeches > 0),
        float(mind.topic is chain), float(mind.first is chain),
        log(1 + figure.mentions) / 3, figure.certainty, float(any(between)),
        float(chain.full), 0.0,
        float(chain.solid), float(_alone(anaphor, chain)),
        *_described(anaphor, chain),
    ]  # fmt: skip


def _alone(anaphor: Anaphor, chain: Chain) -> bool:
    """Whether nobody else whom it fits is spoken of as late, within a sentence."""
    figures = anaphor.mind.figures
    return not any(
        other is not chain
        and figure.sentence >= figures[chain].sentence - 1
        and not _gender(anaphor, other)[1]
        for other, figure in figures.items()
    )


def _ahead(anaphor: Anaphor, chain: Chain, place: int) -> list[float]:
    match, against, unknown = _gender(anaphor, chain)
    given = chain.genders.get(anaphor.gender or "", 0) > 2
    found = [0.0] * CANDIDATE
    found[:4] = [match, against, unknown, float(given)]
    found[33:36] = [float(chain.full), 1.0 - 0.5 * place, float(chain.solid)]
    return found


def _described(anaphor: Anaphor, chain: Chain) -> list[float]:
    """How a description fits: its head, another office, its words near the name, the age."""
    if anaphor.event.kind is not Kind.DESCRIPTION:
        return [0.0] * 6
    head = anaphor.head
    heads = SAME_HEAD.get(head or "", {head})
    same = bool(heads & chain.heads)
    held = head in OFFICES or head in POSTS
    text = anaphor.mind.text
    around = [
        text[max(0, mention.span.start - NEAR) : mention.span.end + NEAR]
        for mention in chain.mentions[:3]
    ]
    near = {plain(word) for words in around for word in WORD.findall(words)}
    shared = len(anaphor.words & near) / max(1, len(anaphor.words))
    age = anaphor.age
    aged = bool(age) and any(re.search(rf"\b{age}\b", words) for words in around)
    rivals = [other for other in anaphor.mind.figures if other is not chain]
    only = same and not any(heads & other.heads for other in rivals)
    none = not same and not any(heads & other.heads for other in rivals)
    another = held and bool(chain.heads) and not same
    return [float(same), float(another), shared, float(aged), float(only), float(none)]
