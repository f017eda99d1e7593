"""The antecedents of pronouns and of descriptions.

A pronoun goes to the most salient person of fitting gender.  A mention adds salience and each
sentence halves it, after Lappin & Leass 1994 in the parser-free form of Kennedy & Boguraev 1996.
The speaker of a quotation gains most, since in news “he” often is the last one quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from extraction import confidence
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document, Mention
from extraction.lexicon.roles import OFFICES, SAME_ROLE
from extraction.text.intervals import CharacterMask
from extraction.text.sentences import SENTENCE_END, is_subject

PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m",
                  "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
# Begins with a set of characters, as SENTENCE_END does.
PRONOUN = re.compile(r"[HhSs](?<!\w.)(?i:(?<=h)(?:e|im|is|imself|er|ers|erself)|(?<=s)he)\b")
SUBJECT, OTHER, POSSESSIVE, SPEAKER = 180.0, 100.0, 60.0, 120.0
PARAGRAPH = 0.7  # what a new paragraph leaves, besides what its sentence does
RUNS_ON = 1.6  # a pronoun that speaks is likelier the last speaker
FLOOR = 6.0  # less salience than a mention five sentences back: no antecedent


@dataclass(frozen=True, slots=True)
class Referent:
    """The antecedent of an expression, how sure it is (0 to 1), and why, for a reporter."""

    chain: Chain
    certainty: float
    reason: str


class Salience:
    """Reads the narration in text order and keeps the antecedent of each pronoun."""

    def __init__(self, document: Document) -> None:
        text, chains = document.text, document.chains
        self.text, self.chains = text, chains
        self.quoted = CharacterMask(len(text), document.quoted)
        self.sources = CharacterMask(
            len(text), (a.source[0] for a in document.attributions if a.source)
        )
        mentions = [mention for chain in chains for mention in chain.mentions]
        self.speakers = {
            chain
            for chain in chains
            if any(self.sources.holds(m.span.start) for m in chain.mentions)
        }
        self.subjects = {m.span for m in mentions if not m.possessive and is_subject(text, m.span)}
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
            self.votes[referent.chain][gender] += referent.certainty >= confidence.SURE_PRONOUN
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
            certainty *= confidence.UNKNOWN_GENDER
        certainty = min(certainty, self.certainty.get(chain, 1.0), confidence.MOST_PRONOUN)
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
            return score * confidence.UNKNOWN_GENDER
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
    merged: dict[str, set[str]] = {}
    for group in SAME_ROLE:
        for head in group:
            merged.setdefault(head, {head}).update(group)
    return merged


SAME_HEAD = _same_heads()
