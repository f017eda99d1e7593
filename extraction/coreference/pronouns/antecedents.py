"""The antecedents of pronouns and of descriptions.

The narration is read twice in text order.  At each pronoun and description the ranker weighs the
people in mind; who is found is in mind again.  The pronouns of the first reading tell the gender of
people whose names do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from extraction import confidence, learned
from extraction.coreference.descriptions.anonymous import came_unnamed
from extraction.coreference.descriptions.called import (
    countryman,
    is_bystander,
    may_be_called,
    so_called,
    speaks_of,
)
from extraction.coreference.descriptions.lead import by_lead
from extraction.coreference.descriptions.nations import of_nation
from extraction.coreference.descriptions.offices import is_of_another_office
from extraction.coreference.descriptions.stated import (
    has_namesake,
    introduced,
    is_called,
    of_other_age,
    spoken_of,
)
from extraction.coreference.descriptions.succession import by_succession
from extraction.coreference.descriptions.unlinked import (
    is_another,
    is_linked,
    may_be_new,
    may_be_person,
)
from extraction.coreference.names.missed_people import CALLED
from extraction.coreference.narration.events import Event, Kind, Mind, Narration, chains_ahead
from extraction.coreference.nouns import last_word
from extraction.coreference.pronouns.binding import excluded, goes_on_nameless
from extraction.coreference.pronouns.kin import is_of_person, owns, spouse
from extraction.coreference.pronouns.nameless_subject import NamelessSubjects
from extraction.coreference.pronouns.paragraph_person import (
    only_person,
    speaker_of_paragraph,
    subject_before,
)
from extraction.coreference.pronouns.referents import (
    ELDER,
    Referent,
    by_age,
    described_so,
    elder,
    just_named,
    only_named,
    why_likely,
)
from extraction.coreference.ranking import ranker
from extraction.coreference.ranking.features import (
    Anaphor,
    contradicted,
    holders,
    is_of_another_party,
    may_hold,
    rows,
)
from extraction.coreference.ranking.weighing import weighed
from extraction.document import Chain, Document

MOST_CANDIDATES = 12
DEFINITE = re.compile(r"the\s", re.IGNORECASE)
OF_AGE = re.compile(r"\b(elder|older|younger)\s\Z")
SURE_NAMESAKE = 0.9
"""How sure the ranker has to be that a shared name is not its likelier namesake's."""
Rank = Callable[[Anaphor, Sequence[Chain], list[list[float]]], Sequence[float]]
"""From an anaphor, its candidates and their rows to probabilities; the last is of nobody."""


def rank(
    anaphor: Anaphor, candidates: Sequence[Chain], found: list[list[float]]
) -> Sequence[float]:
    """The probabilities of the ranker in use for this kind of mention."""
    described = anaphor.event.kind is Kind.DESCRIPTION
    return ranker.of(learned.current(), described=described).probabilities(found)


class Reader:
    """Reads the narration of a document and keeps the antecedents, by start of their words.

    `referents` has the likeliest person even if they are not likely; None is nobody named.
    """

    def __init__(self, document: Document, by: Rank = rank) -> None:
        self.text, self.rank = document.text, by
        self.held: list[Chain] = []
        self.unnamed: set[str] = set()  # nouns for people who came in without a name
        self.narration = Narration(document)
        self.votes: dict[Chain, Counter[str]] = {chain: Counter() for chain in document.chains}
        self.referents = self._read()
        if any(chain.gender is None and votes for chain, votes in self.votes.items()):
            self.referents = self._read()
        self._tell_genders()

    def inside_quote(self, position: int) -> bool:
        return self.narration.quoted.holds(position)

    def _tell_genders(self) -> None:
        """A person whose name does not tell has the gender of the pronouns that refer to them."""
        for chain, votes in self.votes.items():
            ranked = votes.most_common(2)
            if (
                chain.gender is None
                and ranked
                and ranked[0][1] > 2 * ranked[-1][1] * (len(ranked) > 1)
            ):
                chain.genders[ranked[0][0]] += 1

    def _read(self) -> dict[int, Referent | None]:
        mind, nameless = Mind(self.narration), NamelessSubjects(self.narration)
        self.unnamed.clear()
        referents: dict[int, Referent | None] = {}
        votes: dict[Chain, Counter[str]] = {chain: Counter() for chain in self.votes}
        for index, event in enumerate(self.narration.events):
            if event.kind is Kind.END:
                mind.ends(event.gender or "")
            elif event.kind is Kind.ENTRY:
                mind.opens_entry()
            elif event.kind is Kind.STRANGER:
                mind.met(event)
            elif event.kind is Kind.NAMELESS:
                mind.heard(event)
            elif event.chain and event.mention:
                chain, certainty = self._namesake(event, index, mind, referents)
                mind.named(chain, event.mention, certainty)
            else:
                referent = None
                if not nameless.take(event, referents):
                    found = self._antecedent(event, index, mind)
                    referent = self._continued(index, found, referents)
                referents[event.span.start] = referent
                self._remember(event, referent, mind, votes)
        self.votes = votes
        return referents

    def _namesake(
        self, event: Event, index: int, mind: Mind, referents: dict[int, Referent | None]
    ) -> tuple[Chain, float]:
        """Whose name it is, where two have it, and how sure that is."""
        assert event.chain
        if not event.namesakes:
            return event.chain, 1.0
        name = event.span.of(self.text)
        referent = (
            just_named(self.narration, event, index)
            or only_named(self.narration, event, mind)
            or self._antecedent(event, index, mind)
        )
        if referent and referent.chain is not event.chain and referent.certainty < SURE_NAMESAKE:
            left = max(confidence.LEAST_PRONOUN, 1 - referent.certainty)
            referent = Referent(event.chain, left, f"two people are called {name}")
        if aged := OF_AGE.search(self.text, max(0, event.span.start - 10), event.span.start):
            older = aged[1] != "younger"
            referent = by_age(self.text, name, event.namesakes, referent, older=older)
        referents[event.span.start] = referent
        if referent is None:
            return event.chain, 1.0
        certainty = max(referent.certainty, confidence.LEAST_PRONOUN)
        return referent.chain, referent.certainty if aged else certainty

    def _antecedent(self, event: Event, index: int, mind: Mind) -> Referent | None:
        if event.kind is Kind.DESCRIPTION and self._stays_unnamed(event, mind):
            return None
        anaphor = Anaphor.of(event, mind, self.votes)
        if found := self._by_the_words(anaphor):
            return found
        if event.kind is Kind.DESCRIPTION and (aged := ELDER.fullmatch(event.span.of(self.text))):
            fitting = [chain for chain in mind.figures if anaphor.fits(chain)]
            return elder(self.text, aged[0], fitting, older=aged[1] != "younger")
        known, ahead = self._in_reach(anaphor, index)
        candidates = [*known, *ahead]
        shares = self.rank(anaphor, candidates, rows(anaphor, known, ahead))
        shares = weighed(event, candidates, mind, shares)
        best = max(range(len(shares)), key=shares.__getitem__)
        if event.kind is Kind.DESCRIPTION:
            best = self._holder(event, candidates, best)
            if len(self.held) != 1 and has_namesake(anaphor, candidates, best):
                return None
        if near := self._spoken_of_here(anaphor, candidates, best, shares):
            return near
        likeliest = candidates[best] if best < len(candidates) else None
        if chain := countryman(anaphor, candidates, likeliest, self.held):
            return described_so(event.span.of(self.text), chain)
        likely = best < len(candidates) and shares[best] >= confidence.LEAST_DESCRIPTION
        held = event.kind is Kind.DESCRIPTION and self.held
        if likely and shares[best] < confidence.SURE_DESCRIPTION and not held:
            likely = self._so_called(anaphor, candidates) is None
        if not (likely or held) and (found := self._plain(anaphor, candidates)):
            return found
        if best == len(candidates) or candidates[best] in excluded(self.narration, event):
            return None
        described, chosen = event.kind is Kind.DESCRIPTION and not held, candidates[best]
        if described and (is_another(mind, chosen, event) or is_bystander(anaphor, chosen)):
            return self._said_so(anaphor, candidates)
        share = self._share(anaphor, candidates[best], shares[best])
        return Referent(
            candidates[best], share, why_likely(event.span.of(self.text), candidates[best], mind)
        )

    def _share(self, anaphor: Anaphor, chain: Chain, share: float) -> float:
        """How sure a likely person is, by what is known of them and of what they are called."""
        event, figure = anaphor.event, anaphor.mind.figures.get(chain)
        share = min(share, confidence.MOST_PRONOUN)
        if figure and not figure.by_pronoun:
            share = min(share, figure.certainty)
        if event.kind is not Kind.DESCRIPTION:
            return share
        if self.held == [chain]:
            return max(share, confidence.BY_DESCRIPTION)
        linked = is_linked(self.narration.document, chain, event.span)
        return share if linked else min(share, confidence.UNLINKED)

    def _by_the_words(self, anaphor: Anaphor) -> Referent | None:
        """“She asked to be called Mopane”, “her husband”."""
        event, words = anaphor.event, anaphor.event.span.of(self.text)
        if event.kind is Kind.PRONOUN and (chain := self._called(event)):
            reason = f"“{words}” → {chain.name}: by their own account"
            return Referent(chain, confidence.BY_DESCRIPTION, reason)
        if event.kind is not Kind.DESCRIPTION:
            return None
        if chain := spouse(anaphor):
            reason = f"“{words}” → {chain.name}: of that family name"
            return Referent(chain, confidence.BY_TRADE, reason)
        if chain := by_succession(self.narration, anaphor):
            reason = f"“{words}” → {chain.name}: by who follows whom"
            return Referent(chain, confidence.BY_DESCRIPTION, reason)
        return None

    def _spoken_of_here(
        self, anaphor: Anaphor, candidates: Sequence[Chain], best: int, shares: Sequence[float]
    ) -> Referent | None:
        """The one person whom the paragraph or the sentence before is about, if nobody is sure."""
        event = anaphor.event
        sure = best < len(candidates) and shares[best] >= confidence.LEAST_PRONOUN
        if event.kind is Kind.DESCRIPTION:
            found = None if self.held else speaker_of_paragraph(anaphor, candidates)
            chain, certainty = found or (None, 0.0)
            chain = None if chain and speaks_of(anaphor, chain) else chain
            if chain and self._so_called(anaphor, candidates) not in (None, chain):
                return None
            reason = "who speaks in this paragraph"
            likely = best < len(candidates) and shares[best] >= confidence.LEAST_DESCRIPTION
            sure = likely and candidates[best] is chain
        else:
            people = candidates or only_person(anaphor)
            found = subject_before(self.narration, event, people)
            chain, certainty = found if found and self._speaks(event) else (None, 0.0)
            reason = "whom the sentence before is about"
        if sure or chain is None or chain in excluded(self.narration, event):
            return None
        words = event.span.of(self.text).strip()
        return Referent(chain, certainty, f"“{words}” → {chain.name}: {reason}")

    def _in_reach(self, anaphor: Anaphor, index: int) -> tuple[list[Chain], list[Chain]]:
        """Who may be meant: of those in mind, the latest first, and of those named just behind."""
        event, mind = anaphor.event, anaphor.mind
        words = event.span.of(self.text)
        may_be = event.namesakes or mind.figures
        coming = event.namesakes or chains_ahead(self.narration.events, index, mind.figures)
        known = [chain for chain in mind.figures if chain in may_be and anaphor.fits(chain)]
        ahead = [c for c in coming if c not in mind.figures and anaphor.fits(c)]
        others = excluded(self.narration, event)
        known = [c for c in known if c not in others]
        if event.kind is Kind.PRONOUN:
            if goes_on_nameless(anaphor):
                return [], []
            known = [c for c in known if mind.figures[c].order > mind.entry] or known
        else:
            known = [chain for chain in known if not is_of_another_party(chain, words)]
        if event.kind is Kind.DESCRIPTION:
            document = self.narration.document
            known = [chain for chain in known if not owns(mind, chain, words)]
            known = [chain for chain in known if may_be_called(document, anaphor, chain)]
            ahead = [c for c in ahead if c not in others and may_hold(c, words)]
            ahead = [chain for chain in ahead if not is_of_another_office(chain, words)]
            ahead = [chain for chain in ahead if is_linked(document, chain, event.span)]
        if anaphor.age:
            known = [chain for chain in known if not of_other_age(self.text, chain, words)]
        known = sorted(known, key=lambda chain: -mind.figures[chain].order)[:MOST_CANDIDATES]
        return known, ahead[:4]

    def _stays_unnamed(self, event: Event, mind: Mind) -> bool:
        """Whether a description is of one who came in without a name: “A nurse … the nurse”.

        So is “Brel's lawyer … the lawyer”.  Also later, unless the article calls a person so whom
        it names.
        """
        noun = last_word(event.span.of(self.text))
        if introduced(self.narration, event.span):
            self.unnamed.add(noun)
            return True
        if came_unnamed(self.narration, event):
            return True
        of_person = noun and is_of_person(self.narration, noun, event.span.start)
        if of_person or not may_be_person(event.span.of(self.text)):
            self.unnamed.add(noun)
        if noun not in self.unnamed or not DEFINITE.match(self.text, event.span.start):
            return False
        return not any(is_called(self.text, chain, noun) for chain in mind.figures)

    def _called(self, event: Event) -> Chain | None:
        """“She asked to be called Mopane”: who has the name."""
        name = CALLED.match(self.text, event.span.end + 1)
        return self.narration.named_at(name.start("name")) if name else None

    def _said_so(self, anaphor: Anaphor, candidates: Sequence[Chain]) -> Referent | None:
        """Whom the article says to be what a description says."""
        words = anaphor.event.span.of(self.text).strip()
        if chain := so_called(self.narration.document, anaphor, candidates):
            return described_so(words, chain)
        if chain := by_lead(anaphor, candidates):
            reason = f"“{words}” → {chain.name}: with whom the article opens"
            return Referent(chain, confidence.SPOKEN_OF, reason)
        return None

    def _plain(self, anaphor: Anaphor, candidates: Sequence[Chain]) -> Referent | None:
        """Whom the words mean where nobody is likely and the article makes it plain."""
        if found := self._said_so(anaphor, candidates):
            return found
        event, described = anaphor.event, anaphor.event.kind is Kind.DESCRIPTION
        words = event.span.of(self.text).strip()
        new = described and may_be_new(words)
        speaks = new or (event.kind is Kind.PRONOUN and self._speaks(event))
        if speaks and (chain := spoken_of(anaphor, anaphor.mind, candidates)):
            reason = f"“{words}” → {chain.name}: the one person spoken of just before"
            return Referent(chain, confidence.SPOKEN_OF, reason)
        return None

    def _so_called(self, anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
        """Whom alone the article describes as the words do."""
        called = so_called(self.narration.document, anaphor, candidates)
        return called or by_lead(anaphor, candidates)

    def _continued(
        self, index: int, found: Referent | None, referents: dict[int, Referent | None]
    ) -> Referent | None:
        """“…,” he said.  “…,” he added: the same man, if nobody is spoken of between."""
        event = self.narration.events[index]
        earlier = self.narration.events[index - 1 :: -1] if index else []
        before = next((e for e in earlier if e.kind not in {Kind.END, Kind.NAMELESS}), None)
        if before is None or before.gender != event.gender:
            return found
        last = referents.get(before.span.start)
        if last is None or last.certainty < confidence.SURE_PRONOUN:
            return found
        if last.chain in excluded(self.narration, event):
            return found
        if not (self._speaks(before) and self._speaks(event)):
            return found
        again = found.certainty if found and found.chain is last.chain else 0.0
        words = event.span.of(self.text)
        reason = f"“{words}” → {last.chain.name}: speaker of the quote before"
        return Referent(last.chain, max(last.certainty, again), reason)

    def _speaks(self, event: Event) -> bool:
        subject = event.span.of(self.text).lower() in {"he", "she"}
        return subject and self.narration.sources.holds(event.span.start)

    def _holder(self, event: Event, candidates: Sequence[Chain], best: int) -> int:
        """The one holder of the office that a description names, or else the likeliest.

        Nobody, if the likeliest is a present holder and a former one is meant.
        """
        phrase = event.span.of(self.text)
        self.held = holders(candidates, phrase)
        if len(self.held) == 1:
            return candidates.index(self.held[0])
        another = best < len(candidates) and contradicted(candidates[best], phrase)
        return len(candidates) if another else best

    def _remember(
        self,
        event: Event,
        referent: Referent | None,
        mind: Mind,
        votes: dict[Chain, Counter[str]],
    ) -> None:
        if referent is None or referent.certainty < confidence.LEAST_PRONOUN:
            if self.narration.sources.holds(event.span.start) or event.kind is Kind.DESCRIPTION:
                mind.met(event)
            return
        chain, word = referent.chain, event.span.of(self.text).lower()
        if event.gender:
            votes[chain][event.gender] += referent.certainty >= confidence.SURE_PRONOUN
        subject = word in {"he", "she"} or event.kind is Kind.DESCRIPTION
        mind.nations[chain] |= of_nation(self.narration.document, event.span)
        mind.referred(chain, event.span.start, referent.certainty, subject=subject)
