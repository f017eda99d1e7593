"""Resolves the source of an attribution: to a person, an organization, a group, or none named.

A source is a noun phrase as the article words it.  What it turns on – a name, a pronoun, a
description – is read from its front, the part before the first comma or preposition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from extraction import confidence
from extraction.annotations import Attribution, EntityType, Span, SpeakerType, length
from extraction.coreference.descriptions.lead import coming_holder, later_holder, named_next
from extraction.coreference.descriptions.stated import (
    BESIDE_NAME,
    holder_in_short,
    is_called,
    is_native,
    wants_no_name,
    whose_words,
)
from extraction.coreference.descriptions.unlinked import may_be_person
from extraction.coreference.narration.events import is_description, is_plural
from extraction.coreference.nouns import last_word
from extraction.coreference.organizations import seats
from extraction.coreference.organizations.acronyms import long_names
from extraction.coreference.organizations.common_nouns import (
    Organizations,
    is_body,
    is_body_or_person,
)
from extraction.coreference.pronouns.antecedents import Reader
from extraction.coreference.pronouns.pairs import are_joined, ends_pair, one_of_pair
from extraction.coreference.pronouns.referents import Referent
from extraction.coreference.sources.answers import give_answers
from extraction.coreference.sources.bylines import author_in
from extraction.coreference.sources.interviews import Interview, is_label
from extraction.coreference.sources.source_names import SourceNames
from extraction.coreference.sources.statements import STATEMENTS, maker_of_statement, named_maker
from extraction.coreference.speaking import named_before
from extraction.coreference.titles import head_noun
from extraction.datelines import DATELINE
from extraction.document import Document, Mention, ResolvedSource
from extraction.lexicon.organizations import (
    COLLECTIVE,
    DOCUMENTS,
    ORGANIZATION_WORDS,
    PUBLICATIONS,
    SEVERAL_BODIES,
    SPEAKING_TOGETHER,
)
from extraction.lexicon.roles import HEADS, PARTISANS, RELATED_TO_OTHERS
from extraction.names import is_post_nominal
from extraction.text.folding import plain
from extraction.text.intervals import overlapping

NEAR = 300  # code points from “it” back to the organization that spoke
FIRST_PERSON = frozenset({"i", "me"})
RELATIVE = frozenset({"who", "which", "that", "whose"})
PRONOUNS = frozenset({"he", "she", "him", "her", "his"})
POSSESSED = re.compile(r"(?:his|her)\s+(?!own\b)\w", re.IGNORECASE)  # “his advisers”


def resolve_sources(document: Document) -> None:
    """Resolve the first source span of each attribution, in text order."""
    resolver = Sources(document)
    for attribution in document.attributions:
        if attribution.source:
            resolver.resolve(attribution)
    document.sources = give_answers(document, resolver.resolved)


class Sources:
    """The sources of one document, whose mentions and chains are known."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.mentions = document, document.text, document.mentions
        self.names = SourceNames(document)
        self.long_names, self.reader = long_names(self.text, self.mentions), Reader(document)
        self.bodies = Organizations(document, self.long_names)
        self.organizations: list[tuple[int, ResolvedSource]] = []
        self.chain_at = {m.span: chain for chain in document.chains for m in chain.mentions}
        self.resolved: dict[Span, ResolvedSource] = {}

    def resolve(self, attribution: Attribution) -> ResolvedSource:
        """The entity that the source of an attribution refers to."""
        source = attribution.source[0]
        if source not in self.resolved:
            self.resolved[source] = (
                self._by_label(attribution)
                or self._outer_speaker(attribution)
                or self._resolve(source)
            )
        return self.resolved[source]

    def _by_label(self, attribution: Attribution) -> ResolvedSource | None:
        """“Q:”, “A.”, “UNIDENTIFIED MALE:”; None of any other source."""
        source = attribution.source[0]
        words = source.of(self.text).strip()
        if not is_label(self.document, attribution) or not self.interview.labels(words):
            return None
        if chain := self.interview.speaker(source):
            reason = f"“{words}” → {chain.name}: in this interview"
            found = self._person(Referent(chain, confidence.BY_DESCRIPTION, reason))
            return replace(found, span=source)
        return ResolvedSource(SpeakerType.UNNAMED, certainty=confidence.UNNAMED, span=source)

    @cached_property
    def interview(self) -> Interview:
        return Interview(self.document)

    def _outer_speaker(self, inner: Attribution) -> ResolvedSource | None:
        """The speaker of the quotation around “I”."""
        source = inner.source[0]
        if plain(source.of(self.text).strip().split(" ")[0]) not in FIRST_PERSON:
            return None
        around = [
            each
            for each in self.document.attributions
            if each is not inner
            and each.source
            and any(span.contains(source) for span in each.content)
        ]
        if not around:
            return None
        closest = min(around, key=lambda each: length(each.content))
        return None if closest.source[0] == source else self.resolve(closest)

    def _resolve(self, source: Span) -> ResolvedSource:
        found = self._by_decisions(replace(self._referent(source), span=source))
        if found.type is SpeakerType.ORGANIZATION and found.name:
            self.organizations.append((source.start, found))
        return found

    def _by_decisions(self, found: ResolvedSource) -> ResolvedSource:
        """A person whose full name editors gave is no surer than they were."""
        known = found.chain and found.chain.known
        if not known:
            return found
        named = f"the speaker of this name in {known.times} articles that editors decided on"
        reason = "; ".join(filter(None, (found.reason, named)))
        return replace(found, certainty=min(found.certainty, known.share), reason=reason)

    def _referent(self, source: Span) -> ResolvedSource:
        phrase = source.of(self.text).strip()
        first = plain(phrase.split()[0].strip(",.;:’'“”\"")) if phrase.split() else ""
        if mention := one_of_pair(self.document, self.reader.narration, source):
            found = self._by_mention(mention, f"“{phrase}” → {mention.name}: of two named before")
            return replace(found, certainty=min(found.certainty, confidence.BY_DESCRIPTION))
        if first in PRONOUNS and len(phrase.split()) < 3 and not POSSESSED.match(phrase):
            return self._pronoun(source)
        if first in FIRST_PERSON and not self.names.starting(source.start, source.start + 1):
            return self._columnist(source)  # “I Wayan Brel” is a name
        if first in RELATIVE and phrase[:1].islower():  # neither “WHO” nor “Which?”
            return self._antecedent(source)
        if ends_pair(self.text, source):
            return ResolvedSource(SpeakerType.GROUP, reason="several together")
        if dateline := DATELINE.match(self.text, source.start):
            behind = self.names.starting(dateline.end(), dateline.end() + 30)
            source = behind[0].span if behind else source
        front = self.names.front(whose_words(self.text, source))
        if chain := holder_in_short(self.document.chains, words := front.of(self.text).strip()):
            reason = f"“{words}” → {chain.name}"
            return self._person(Referent(chain, confidence.BY_DESCRIPTION, reason))
        if named := self._named(source, front):
            return named
        if wants_no_name(self.document, source):
            return ResolvedSource(SpeakerType.UNNAMED, certainty=confidence.UNNAMED)
        return self._described(source, front)

    def _pronoun(self, source: Span) -> ResolvedSource:
        start = source.start + len(source.of(self.text)) - len(source.of(self.text).lstrip())
        referent = self.reader.referents.get(start)
        if referent and referent.certainty >= confidence.LEAST_PRONOUN:
            return self._person(referent)
        reason = "nobody it plainly means"
        return ResolvedSource(SpeakerType.UNNAMED, certainty=confidence.UNRESOLVED, reason=reason)

    def _person(self, referent: Referent) -> ResolvedSource:
        return ResolvedSource(
            SpeakerType.PERSON,
            referent.chain.name,
            referent.chain,
            certainty=referent.certainty,
            reason=referent.reason,
        )

    def _columnist(self, source: Span) -> ResolvedSource:
        if self.reader.inside_quote(source.start):
            least, reason = confidence.UNRESOLVED, "“I” within a quote"
            return ResolvedSource(SpeakerType.UNNAMED, certainty=least, reason=reason)
        name = self.document.author or author_in(self.text)
        if name:
            return ResolvedSource(SpeakerType.PERSON, name, reason=f"“I” → {name}: the author")
        return ResolvedSource(SpeakerType.UNNAMED, reason="“I”: the author, who is not named")

    def _antecedent(self, source: Span) -> ResolvedSource:
        clause = self.text.rfind("\n", 0, source.start) + 1
        named = named_before(self.text, self.names.starting(clause, source.start), source.start)
        if named is None:
            return ResolvedSource(SpeakerType.UNNAMED, certainty=confidence.WITHOUT_ANTECEDENT)
        return self._by_mention(named, f"“who” → {named.name}: named just before")

    def _named(self, source: Span, front: Span) -> ResolvedSource | None:
        inside = overlapping(self.mentions, front)
        if not inside:
            beside = self.names.beside(source, front)
            return self._by_mention(beside) if beside else None
        if inside[-1].span.end > front.end:  # “National Bank of Osk governor Ana Brel”
            if role := self.names.role_behind(source, inside[-1]):
                if person := self.names.in_apposition(source, role):
                    return self._by_mention(person)
                return self._described(source, role, inside[-1])
            if person := self.names.member(source, inside[-1]):
                return self._by_mention(person)
            front = self.names.front_behind(source, front, inside[-1])
            inside = overlapping(self.mentions, front)
        named = [m for m in inside if m.type is not EntityType.GROUP]
        if len({self.chain_at.get(m.span, m.name) for m in named}) > 1 and are_joined(
            self.text, named
        ):
            return ResolvedSource(SpeakerType.GROUP, reason="several together")
        last = inside[-1]
        office = plain(last.name) in HEADS and last.type is EntityType.ORGANIZATION
        if office and (behind := self.names.last(source, front)):
            return self._by_mention(behind)
        chain = self.chain_at.get(last.span)
        native = not (chain and chain.full) and is_native(self.document, front, last)
        partisan = plain(last.words[-1]) in PARTISANS and is_description(front.of(self.text))
        if native or partisan or seats.is_description(last):  # “the Ohio Democrat”
            return self._described(source, front, last)
        rest = self.text[last.span.end : front.end].strip(" \xa0.,:’'”\"")
        rest = re.sub(r"^s\b\s*", "", rest) if last.possessive else rest
        called = is_description(front.of(self.text))  # “the Kerry TD”
        honoured = last.type is EntityType.PERSON and all(map(is_post_nominal, rest.split()))
        honoured &= not (called and rest)
        if honoured or not rest or (BESIDE_NAME.match(rest) and not last.possessive):
            return self._by_mention(last)
        return self._phrase_with_name(last, rest, source)

    def _by_mention(self, mention: Mention, reason: str = "") -> ResolvedSource:
        if mention.type is EntityType.PERSON:
            shared = self.reader.referents.get(mention.span.start)
            if shared and shared.certainty == confidence.OF_TWO:
                return ResolvedSource(
                    SpeakerType.UNNAMED,
                    mention=mention,
                    certainty=confidence.UNRESOLVED,
                    reason=shared.reason,
                )
            chain = shared.chain if shared else self.chain_at[mention.span]
            if not reason and chain.name != mention.name:
                reason = f"“{mention.name}” → {chain.name}"
            certainty = (
                confidence.BY_NAME if chain.full or mention.full else confidence.BY_PART_OF_NAME
            )
            certainty = min(certainty, shared.certainty) if shared else certainty
            return ResolvedSource(SpeakerType.PERSON, chain.name, chain, mention, certainty, reason)
        called = plain(mention.name)
        people = called.removesuffix("s") in HEADS or called in SEVERAL_BODIES
        if mention.type is EntityType.GROUP or people:  # “Seismologists”, “Unions”, “the MEP”
            several = mention.type is EntityType.GROUP or called.endswith("s")
            kind = SpeakerType.GROUP if several else SpeakerType.UNNAMED
            return ResolvedSource(kind, mention=mention, reason=reason)
        name = self.long_names.get(mention.span, mention.name)
        if name != mention.name:
            reason = reason or f"“{mention.name}” → {name}"
        return ResolvedSource(
            SpeakerType.ORGANIZATION, name, None, mention, confidence.BY_NAME, reason
        )

    def _phrase_with_name(self, mention: Mention, rest: str, source: Span) -> ResolvedSource:
        """“Clinton’s campaign”, “the Trump aide”, “a Pentagon spokesman”: not the name itself."""
        words = rest.split()
        head = plain(words[-1])
        if head in PUBLICATIONS and mention.type is EntityType.ORGANIZATION:
            return self._by_mention(mention)
        if seats.is_by_place(self.document, mention, head):
            return self._described(source, self.names.front(source), mention)
        if head in COLLECTIVE | {"cooperative"} and len(words) <= 3:
            name = self.text[mention.span.start : self.names.front(source).end].strip(" ,")
            return ResolvedSource(SpeakerType.ORGANIZATION, name, None, mention)
        front = self.names.front(source)
        if beside := self.names.beside(source, front):
            return self._by_mention(beside)
        return self._described(source, front, mention)

    def _document(self, source: Span, head: str, mention: Mention | None) -> ResolvedSource:
        """Whose statement it is, or that a document speaks."""
        if maker := named_maker(self.document, source, head, mention):
            return self._by_mention(maker)
        document = ResolvedSource(None, mention=mention, reason="a document speaks")
        return maker_of_statement(self.document, self.resolved, source) or document

    def _described(
        self, source: Span, front: Span, mention: Mention | None = None
    ) -> ResolvedSource:
        phrase = front.of(self.text).strip(" ,")
        words = phrase.split()
        if not words:
            return ResolvedSource(None, certainty=confidence.UNRESOLVED)
        head = plain(words[-1].strip(",.’'"))
        if head in DOCUMENTS | STATEMENTS:
            return self._document(source, head, mention)
        if is_plural(front.of(self.text)) or head in SPEAKING_TOGETHER:
            return ResolvedSource(SpeakerType.GROUP, mention=mention)
        if head == "it":
            return self._it(source)
        if head in COLLECTIVE or head in ORGANIZATION_WORDS or is_body(head):
            return self._organization(phrase, head, source)
        if is_body_or_person(head) and (body := self._trading_body(phrase, head, source)):
            return body
        named = mention and mention.span in self.chain_at
        if not named and (behind := named_next(self.document, source)):
            reason = f"“{phrase}” → {behind.name}: named in the paragraph behind"
            return self._person(Referent(behind, confidence.NAMED_NEXT, reason))
        if is_description(source.of(self.text)):
            found = self._person_described(source)
            if found:
                return found
        if mention is None and (held := coming_holder(self.document, source)):
            reason = f"“{phrase}” → {held.name}"
            return self._person(Referent(held, confidence.BY_DESCRIPTION, reason))
        bare = phrase.lower() == f"the {head}" and not may_be_person(phrase)
        if bare and mention is None and self.bodies.named(head, source.start):  # “the bar”
            return self._organization(phrase, head, source)
        trading = is_body_or_person(head) and seats.is_surely_a_body(phrase, head)
        kind = SpeakerType.ORGANIZATION if trading else SpeakerType.UNNAMED
        return ResolvedSource(kind, mention=mention, certainty=confidence.UNNAMED)

    def _person_described(self, source: Span) -> ResolvedSource | None:
        phrase = source.of(self.text)
        referent = self.reader.referents.get(source.start + len(phrase) - len(phrase.lstrip()))
        if referent is None and (held := later_holder(self.document, source)):
            reason = f"“{phrase.strip()}” → {held.name}"
            referent = Referent(held, confidence.BY_DESCRIPTION, reason)
        if referent is None or referent.certainty < confidence.LEAST_DESCRIPTION:
            return None
        part = source if head_noun(phrase) in RELATED_TO_OTHERS else self.names.front(source)
        inside = any(part.contains(mention.span) for mention in referent.chain.mentions)
        return None if inside else self._person(referent)

    def _trading_body(self, phrase: str, head: str, source: Span) -> ResolvedSource | None:
        """“The operator”, if nobody is called so and a body may be."""
        if any(is_called(self.text, chain, head) for chain in self.document.chains):
            return None
        country = seats.country_in(self.document, self.names.front(source))
        body = self.bodies.called(head, source.start, country) or self.bodies.meant(
            phrase, head, source.start, country
        )
        if body and self._person_since(body, source):
            return None
        native = phrase[3:] != phrase[3:].lower()  # “the Velmish builder”
        sure = seats.is_surely_a_body(phrase, head)
        if native and not sure and not (body and country and self.bodies.is_of(body, country)):
            return None
        return self._organization(phrase, head, source) if body else None

    def _person_since(self, body: Mention, source: Span) -> bool:
        """Whether a paragraph has named a person since it named a body, who may be “the brewer”."""
        start = max(self.document.paragraph(source.start).start, body.span.end)
        named = overlapping(self.mentions, Span(start, source.start))
        people = (each for each in named if each.type is EntityType.PERSON)
        return any(not self.reader.inside_quote(each.span.start) for each in people)

    def _it(self, source: Span) -> ResolvedSource:
        """The body that spoke last, or that the sentence before opens with."""
        described = self.bodies.described_before(source.start)
        for at, who in reversed(self.organizations):
            if 0 < source.start - at < NEAR and (described is None or at >= described.start):
                return who
        if described:
            noun = last_word(described.of(self.text))
            found = self._organization(described.of(self.text), noun, source)
            if found.name:
                return replace(found, certainty=min(found.certainty, confidence.IT))
        if body := self.bodies.acting_before(source.start):
            found = self._by_mention(body, f"“it” → {body.name}: the subject before")
            return replace(found, certainty=confidence.IT)
        return ResolvedSource(SpeakerType.ORGANIZATION, certainty=confidence.UNRESOLVED)

    def _organization(self, phrase: str, head: str, source: Span) -> ResolvedSource:
        """“The commission”: the last with that word in its name, or that may be called so."""
        country = seats.country_in(self.document, self.names.front(source))
        for at, who in reversed(self.organizations):
            if at < source.start and who.name and plain(who.name.split()[-1]) == head:
                return who
        sure = confidence.BY_ORGANIZATION_WORD
        mention = self.bodies.called(head, source.start, country) or self.bodies.named(
            head, source.start, country
        )
        if mention is None and (mention := self.bodies.meant(phrase, head, source.start, country)):
            sure = confidence.BY_KIND_OF_BODY
        if mention is None:
            return ResolvedSource(SpeakerType.ORGANIZATION, certainty=sure)
        name = self.bodies.name(mention)
        reason = f"“{source.of(self.text)}” → {name}"
        return ResolvedSource(SpeakerType.ORGANIZATION, name, None, mention, sure, reason)
