"""Which mentions are one person, and whom a pronoun or a description means.

Names are joined by `names.fit`, full names first.  Pronouns go to the most salient person of
fitting gender, with salience that a mention adds and each sentence halves, after Lappin &
Leass 1994 in the parser-free form of Kennedy & Boguraev 1996; the speaker of a quotation
gains most, since news lets “he” run on from the last one quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from articles.extraction.annotations import EntityType, Span
from articles.extraction.cover import Cover
from articles.extraction.mentions import Mention
from articles.extraction.names import core, fit, fuller, gender_of_given, gender_of_title
from articles.extraction.subjects import SENTENCE_END, is_subject
from articles.extraction.titles import Title, head_noun, party_after, title_after, title_before

PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m",
                  "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
# Begins with a set of characters, as SENTENCE_END does.
PRONOUN = re.compile(r"[HhSs](?<!\w.)(?i:(?<=h)(?:e|im|is|imself|er|ers|erself)|(?<=s)he)\b")
OFFICES = frozenset(
    """president premier minister chancellor secretary ambassador envoy governor king queen mayor
    commissioner spokesman spokeswoman""".split()
)
SUBJECT, OTHER, POSSESSIVE, SPEAKER = 180.0, 100.0, 60.0, 120.0
GENDER_UNKNOWN = 0.75
PARAGRAPH = 0.7  # what a new paragraph leaves, besides what its sentence does
RUNS_ON = 1.6  # a pronoun that speaks is likelier whoever spoke last
SURE = 0.7  # a pronoun less certain says nothing of its antecedent's gender
NEAR = 500  # code points
FLOOR = 6.0  # less salience than a mention five sentences back: nobody is meant


@dataclass(slots=True, eq=False)
class Chain:
    """The mentions of one person, growing as the article is read."""

    words: Sequence[str]
    mentions: list[Mention] = field(default_factory=list)
    titles: list[tuple[Span, Title]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def full(self) -> bool:
        return len(core(self.words)) > 1

    @property
    def gender(self) -> str | None:
        men, women = self.genders.get("m", 0), self.genders.get("f", 0)
        if men == women:
            return None
        return "m" if men > women else "f"

    @property
    def solid(self) -> bool:
        """Whether this is surely a person, and no place that a recogniser took for one."""
        return self.full or bool(self.titles) or bool(self.genders)

    @property
    def heads(self) -> set[str]:
        return {title.head for _, title in self.titles}

    def add(self, mention: Mention) -> None:
        if mention.words != self.words:
            self.words = fuller(self.words, mention.words) if self.mentions else mention.words
        self.mentions.append(mention)
        if mention.gender:
            self.genders[mention.gender] += 4

    def last_before(self, position: int) -> int:
        """Start of the last mention before a position, -1 where there is none."""
        starts = [m.span.start for m in self.mentions if m.span.start < position]
        return max(starts, default=-1)


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom an expression means: the chain, how sure (0 to 1), and why, for a reporter."""

    chain: Chain
    certainty: float
    reason: str


# ------------------------------------------------------------------ names


def join_people(text: str, mentions: Iterable[Mention]) -> list[Chain]:
    """Chains of the people mentioned, each with its titles, by first mention."""
    people = [m for m in mentions if m.type is EntityType.PERSON]
    chains = _ByWord()
    kin: frozenset[Chain] | None = None
    for mention in sorted(people, key=_fullest_first):
        if kin is None and not mention.full:
            kin = frozenset(_kin(chains, people))
        chain = _chain_for(text, mention, chains.like(mention), kin or frozenset())
        if chain is None:
            chain = Chain(mention.words)
        chain.add(mention)
        chains.add(chain)
    for chain in chains:
        chain.mentions.sort(key=lambda m: m.span)
        _describe(text, chain)
    return sorted(chains, key=lambda chain: chain.mentions[0].span)


class _ByWord:
    """Chains in the order in which they came, found by what their names may have in common.

    A name is compared with few others then, however many an article has.
    """

    def __init__(self) -> None:
        self._places: dict[Chain, int] = {}
        self._chains: dict[str, set[Chain]] = defaultdict(set)

    def __iter__(self) -> Iterator[Chain]:
        return iter(self._places)

    def add(self, chain: Chain) -> None:
        """Add a chain, or what has become of its name."""
        self._places.setdefault(chain, len(self._places))
        words = core(chain.words)
        for key in (*words, *_slips(words, full=len(words) > 1)):
            self._chains[key].add(chain)

    def like(self, mention: Mention) -> list[Chain]:
        """Those whose names `names.fit` may join with this one: by a word, or by a slip for it."""
        words = core(mention.words)
        keys = {*words, *_slips(words, full=False)}
        if len(words) == 1:
            keys.update(_slips(words, full=True))
        found = {chain for key in keys for chain in self._chains.get(key, ())}
        return sorted(found, key=self._places.__getitem__)


def _slips(words: Sequence[str], *, full: bool) -> list[str]:
    """What family names share of which one may be a slip for the other; no word is like it."""
    return [f"{family[0]} {full}" for family in words[-1:]]


def _kin(chains: Iterable[Chain], people: Sequence[Mention]) -> list[Chain]:
    """The chains whose family name alone means somebody else, never named in full.

    News names a person in full once and goes on with the family name; so where that name stands
    alone well before, and the full one keeps its given name, they are relatives.
    """
    named: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for mention in people:
        named[core(mention.words)].append(mention.span.start)
    return [chain for chain in chains if _is_kin(chain, named.get(core(chain.words)[-1:], []))]


def _is_kin(chain: Chain, alone: Sequence[int]) -> bool:
    """Whether that can be, with the family name alone at these places."""
    in_full = [m.span.start for m in chain.mentions]
    before = [start for start in alone if start < in_full[0] - NEAR]
    return len(before) >= 2 and len(in_full) >= 3 and len(alone) >= 3


def _fullest_first(mention: Mention) -> tuple[int, bool, Span]:
    return (-min(len(core(mention.words)), 4), mention.gender is None, mention.span)


def _chain_for(
    text: str, mention: Mention, chains: Sequence[Chain], kin: frozenset[Chain]
) -> Chain | None:
    if mention.full:
        scored = [(max(fit(mention.words, c.words), _reverse(mention, c)), c) for c in chains]
    else:
        scored = [(fit(mention.words, c.words), c) for c in chains if c not in kin]
    best = max((score for score, _ in scored), default=0)
    if best == 0:
        return None
    fitting = [chain for score, chain in scored if score == best]
    if mention.gender and not mention.full:
        fitting = [c for c in fitting if _first_gender(c) in (None, mention.gender)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda chain: _meant(text, chain, mention.span.start))


def _reverse(mention: Mention, chain: Chain) -> int:
    """A full name may come after a lone one that was already a chain of its own."""
    return 0 if chain.full else fit(chain.words, mention.words)


def _first_gender(chain: Chain) -> str | None:
    return chain.gender or gender_of_given(chain.words[0])


def _meant(text: str, chain: Chain, position: int) -> tuple[bool, int, int]:
    """Of two people with one family name, who is meant by it alone: whoever was introduced in
    full as a subject just before, else the one mentioned most."""
    near = any(
        m.full and 0 <= position - m.span.start < NEAR and is_subject(text, m)
        for m in chain.mentions
    )
    return (near, len(chain.mentions), -chain.mentions[0].span.start)


def _describe(text: str, chain: Chain) -> None:
    for mention in chain.mentions:
        for title in (title_before(text, mention.span), title_after(text, mention.span)):
            if title:
                chain.titles.append((mention.span, title))
                if gender := gender_of_title(title.head):
                    chain.genders[gender] += 3
        if party := party_after(text, mention.span):
            chain.parties.append(party)
    if gender := gender_of_given(chain.words[0]):
        chain.genders[gender] += 2 if chain.full else 1


# ------------------------------------------------------------------ pronouns and descriptions


class Salience:
    """Reads the narration once, in text order, and remembers whom each pronoun means."""

    def __init__(
        self,
        text: str,
        chains: Sequence[Chain],
        quoted: Sequence[Span],
        sources: Sequence[Span],
    ) -> None:
        self.text, self.chains = text, chains
        self.quoted, self.sources = Cover(len(text), quoted), Cover(len(text), sources)
        mentions = [mention for chain in chains for mention in chain.mentions]
        self.speakers = {
            chain
            for chain in chains
            if any(self.sources.holds(m.span.start) for m in chain.mentions)
        }
        self.subjects = {m.span for m in mentions if is_subject(text, m)}
        self.events = self._events()
        self.guessed: set[Chain] = set()
        self.votes: dict[Chain, Counter[str]] = {chain: Counter() for chain in chains}
        self._read()
        self._settle_genders()
        self._read(keep=True)

    def _settle_genders(self) -> None:
        """A person whose name does not tell has the gender of the pronouns that mean them."""
        for chain, votes in self.votes.items():
            ranked = votes.most_common(2)
            if (
                chain.gender is None
                and ranked
                and ranked[0][1] > 2 * (votes.total() - ranked[0][1])
            ):
                chain.genders[ranked[0][0]] += 1
                self.guessed.add(chain)

    def _read(self, *, keep: bool = False) -> None:
        self.score: dict[Chain, float] = {}
        self.last_speaker: Chain | None = None
        self.topic: Chain | None = None  # the subject of this paragraph's narration so far
        self.certainty: dict[Chain, float] = {}
        self.pronouns: dict[int, Referent | None] = {}
        self.snapshots: list[tuple[int, dict[Chain, float]]] = []
        for position, _, event in self.events:
            if isinstance(event, tuple):
                self._mention(*event)
            elif event.isspace() or not event.isalpha():
                self.topic = None if "\n" in event else self.topic
                fade = 0.5 * (PARAGRAPH if "\n" in event else 1)
                self.score = {c: s * fade for c, s in self.score.items() if s > 1}
            else:
                self._pronoun(position, event)
            if keep:
                self.snapshots.append((position, dict(self.score)))

    def _events(self) -> list[tuple[int, int, str | tuple[Chain, Mention]]]:
        """Ends of sentences, names and pronouns outside of quotes, in text order."""
        ends = [
            (match.end(), 0, match[0])
            for match in SENTENCE_END.finditer(self.text)
            if not self.inside_quote(match.end() - 1)
        ]
        names = [
            (mention.span.start, 1, (chain, mention))
            for chain in self.chains
            for mention in chain.mentions
            if not self.inside_quote(mention.span.start)
        ]
        pronouns = [
            (match.start(), 2, match[0])
            for match in PRONOUN.finditer(self.text)
            if not self.inside_quote(match.start())
        ]
        return sorted([*ends, *names, *pronouns], key=lambda event: event[:2])

    def inside_quote(self, position: int) -> bool:
        return self.quoted.holds(position)

    def _mention(self, chain: Chain, mention: Mention) -> None:
        weight = OTHER
        if mention.possessive:
            weight = POSSESSIVE
        elif mention.span in self.subjects:
            weight = SUBJECT
            self.topic = chain
        self._add(chain, weight, self.sources.holds(mention.span.start))
        self.certainty[chain] = 1.0

    def _add(self, chain: Chain, weight: float, speaks: bool) -> None:
        if speaks:
            weight = max(weight, SUBJECT) + SPEAKER
            self.last_speaker = chain
        self.score[chain] = max(self.score.get(chain, 0.0) * 0.5 + weight, weight)

    def _pronoun(self, position: int, word: str) -> None:
        gender = PRONOUN_GENDER[word.lower()]
        referent = self._best(gender, position, word)
        self.pronouns[position] = referent
        if referent:
            self.votes[referent.chain][gender] += referent.certainty >= SURE
            subject = word.lower() in {"he", "she"}
            weight = SUBJECT if subject else POSSESSIVE
            self._add(referent.chain, weight * 0.8, subject and self.sources.holds(position))
            self.certainty[referent.chain] = referent.certainty

    def _best(self, gender: str, position: int, word: str) -> Referent | None:
        runs_on = word.lower() in {"he", "she"} and self.sources.holds(position)
        ranked = sorted(
            ((self._fitness(c, s, gender, runs_on), c) for c, s in self.score.items()),
            key=lambda pair: -pair[0],
        )
        ranked = [(s, c) for s, c in ranked if s > FLOOR]
        if not ranked:
            return None
        best, chain = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else 0.0
        certainty = best / (best + rival)
        if chain.gender is None or (chain in self.guessed and not chain.full):
            certainty *= GENDER_UNKNOWN
        certainty = min(certainty, self.certainty.get(chain, 1.0), 0.97)
        if chain is self.last_speaker:
            why = "speaker of the quote before"
        else:
            why = "last person named whom it fits"
        return Referent(chain, certainty, f"“{word}” → {chain.name}: {why}")

    def _fitness(self, chain: Chain, score: float, gender: str, runs_on: bool) -> float:
        if not chain.solid and chain not in self.speakers:
            return 0.0
        known = chain.gender
        favoured = self.last_speaker
        if self.topic and self.topic.gender in (None, gender):
            favoured = self.topic
        if runs_on and chain is favoured:
            score *= RUNS_ON
        if known is None:
            return score * GENDER_UNKNOWN
        return score if known == gender else 0.0

    def most_salient(self, position: int) -> tuple[Chain, float] | None:
        """Who is most in mind just before a position, and how far ahead of the next (0 to 1)."""
        ranked = sorted(self.at(position).items(), key=lambda pair: -pair[1])
        if not ranked or ranked[0][1] < FLOOR:
            return None
        rival = ranked[1][1] if len(ranked) > 1 else 0.0
        return ranked[0][0], ranked[0][1] / (ranked[0][1] + rival)

    def at(self, position: int) -> dict[Chain, float]:
        """Everybody's salience just before a position."""
        index = bisect_left(self.snapshots, position, key=itemgetter(0))
        return self.snapshots[index - 1][1] if index else {}


def described(chains: Sequence[Chain], phrase: str, position: int) -> list[Chain]:
    """People whom a description such as “the senator” fits and who were named before it.

    Nearest mention first.  Where nobody was, the one holder of such an office who is named
    later: “Kenya’s president” in the lead.
    """
    head = head_noun(phrase)
    if head is None:
        return []
    wanted = SAME_HEAD.get(head, {head})
    named = [c for c in chains if wanted & c.heads and c.last_before(position) >= 0]
    if not named and head in OFFICES:
        later = [c for c in chains if wanted & c.heads and c.full]
        return later if len(later) == 1 else []
    return sorted(named, key=lambda chain: -chain.last_before(position))


def _same_heads() -> dict[str, set[str]]:
    groups = (
        {"senator", "sen", "lawmaker"}, {"representative", "rep", "congressman", "lawmaker"},
        {"representative", "rep", "congresswoman", "lawmaker"}, {"governor", "gov"},
        {"president", "commander"}, {"lawyer", "attorney", "counsel"},
        {"spokesman", "spokesperson"}, {"spokeswoman", "spokesperson"},
        {"minister", "premier"}, {"candidate", "nominee", "contender"},
        {"general", "gen"}, {"professor", "prof"}, {"chairman", "chair"},
        {"chairwoman", "chair"}, {"head", "chief", "director", "boss", "leader"},
        {"adviser", "advisor", "aide"}, {"colonel", "col"},
    )  # fmt: skip
    merged: dict[str, set[str]] = {}
    for group in groups:
        for head in group:
            merged.setdefault(head, {head}).update(group)
    return merged


SAME_HEAD = _same_heads()
