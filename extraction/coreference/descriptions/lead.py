"""Whom the lead of an article means that names nobody: “A farmer …”, “Osk's head teacher …”.

News names such a person in the paragraphs behind: as the subject of the next one, or by the office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.coreference.descriptions.ages import of_no_such_age
from extraction.coreference.descriptions.nations import of_nation, of_other_nation
from extraction.coreference.descriptions.offices import is_of_another_office
from extraction.coreference.descriptions.sides import is_of_another
from extraction.coreference.descriptions.stated import (
    INDEFINITE,
    is_called,
    of_other_age,
    of_other_trade,
    trades,
)
from extraction.coreference.descriptions.unlinked import PEOPLE
from extraction.coreference.narration.events import AGED, Kind, Narration, is_plural
from extraction.coreference.nouns import FRONT_END, gender_of_phrase, last_word
from extraction.coreference.ranking.features import SAME_HEAD, Anaphor, contradicted
from extraction.coreference.titles import head_noun
from extraction.datelines import dateline_end
from extraction.document import NOWHERE, Chain, Document, Mention
from extraction.lexicon.common_verbs import AUXILIARIES, IRREGULAR
from extraction.lexicon.honorifics import ENGLISH_HONORIFICS
from extraction.lexicon.roles import (
    CLERGY,
    GENDER_OF_PEOPLE,
    LEGAL_OFFICES,
    OFFICES,
    RELATED_TO_OTHERS,
    STATE_OFFICES,
)
from extraction.text.folding import plain
from extraction.text.patterns import any_of
from extraction.text.sentences import is_subject

_LEAD = re.compile(
    r"(?:[A-Z][A-Z .’'-]{2,}:\s)?An?\s(?P<phrase>(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z][\w’'-]+))"
    rf"(?=,|\s(?:who|from|in|says?|will|may|{any_of(AUXILIARIES | IRREGULAR)}|[a-z]{{3,}}ed)\b)"
)
_OBJECT = re.compile(
    r"\b(?:him|them)\b|\bher(?=[ \xa0]?[.,;]|[ \xa0](?:[a-z]{3,}ing|in|on|at|from)\b)"
)
LEADING_OFFICES = (LEGAL_OFFICES | STATE_OFFICES | CLERGY) - RELATED_TO_OTHERS - {"secretary"}
_COMING = 900  # code points from “a judge” in the lead to Judge Brel
_OWNED = re.compile(r"(?:his|her|my|our|your)\s", re.IGNORECASE)
# “Ana Brel and Jan Ek”, “Ana Brel's lawyer”
_ANOTHER = re.compile(r"[’']|,? (?:and|or|&)\s")
# “Ana Brel, the mayor,”, “Ana Brel, who leads the opposition,”
_IS_CALLED = re.compile(r",? \(?(?:who|an?|the|its|their|\w+[’']s)\s")
_OPENS = 24  # code points from the start of a paragraph to the name that it opens with


def by_lead(anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The person whom the paragraph behind the lead is about, called as the lead calls them.

    Only the first whom the article names, in a sentence that says neither another trade of them
    nor “him”; also by the country of the lead: “A British climber …”, “the Briton”.
    """
    narration, text = anaphor.mind.narration, anaphor.mind.text
    document, lead = narration.document, _lead(narration)
    if lead is None or anaphor.event.kind is not Kind.DESCRIPTION:
        return None
    phrase = anaphor.event.span.of(text)
    noun = last_word(phrase) == last_word(text[slice(*lead)])
    nation = of_nation(document, anaphor.event.span) & of_nation(document, lead)
    if not noun and not nation:
        return None
    chain = _introduced_behind(narration, lead)
    if chain is None or chain not in candidates or not anaphor.fits(chain):
        return None
    said = gender_of_phrase(text[slice(*lead)])
    return chain if chain.gender is None or said in (None, chain.gender) else None


def _lead(narration: Narration) -> Span | None:
    """The person without a name with whom an article opens."""
    text = narration.document.text
    start = len(text) - len(text.lstrip())
    line = narration.document.paragraph(start)
    found = _LEAD.match(text, dateline_end(text, line.start, line.end), line.end)
    return Span(*found.span("phrase")) if found else None


def _introduced_behind(narration: Narration, lead: Span) -> Chain | None:
    document, text = narration.document, narration.document.text
    named = (event for event in narration.events if event.chain and event.chain.solid)
    first = next(named, None)
    if first is None or first.chain is None or first.mention is None:
        return None
    paragraph = document.paragraph(first.span.start)
    behind = document.paragraph_before(first.span.start).start
    if behind > lead.start or lead.start >= paragraph.start or first.mention.possessive:
        return None
    opens = first.span.start - paragraph.start < _OPENS and is_subject(text, first.span)
    sentence = document.sentences.at(first.span.start)
    if not opens or _OBJECT.search(text, first.span.end, sentence.end):
        return None
    called = trades(text, first.chain)
    return None if called and last_word(text[slice(*lead)]) not in called else first.chain


# ------------------------------------------------------------ the lead's own source
def later_holder(document: Document, source: Span) -> Chain | None:
    """“Kenya’s president” in the lead: the one holder of the office, named later.

    “Turkey’s foreign minister” is neither the Greek minister nor another of Turkey’s.
    """
    phrase = source.of(document.text)
    head = head_noun(phrase)
    if head not in OFFICES:
        return None
    held = [c for c in document.chains if SAME_HEAD.get(head, {head}) & c.heads and c.full]
    if len(held) != 1 or contradicted(held[0], phrase):
        return None
    another = (
        is_of_another_office(held[0], phrase)
        or of_other_nation(document, held[0], source)
        or is_of_another(document, held[0], source)
    )
    return None if another else held[0]


def coming_holder(document: Document, source: Span) -> Chain | None:
    """“A federal judge ruled …” in the lead: the one Judge Brel of the paragraphs behind it."""
    text, phrase = document.text, source.of(document.text).strip()
    head = head_noun(phrase)
    if head not in LEADING_OFFICES or not INDEFINITE.match(phrase):
        return None
    same = SAME_HEAD.get(head, {head})
    before = document.paragraph(source.start).start
    first = not any(m.span.end <= before for chain in document.chains for m in chain.mentions)
    again = re.search(
        rf"\b(?:[Aa]n?|[Aa]nother|[Tt]wo)\s(?:\w+\s){{0,2}}{head}\b", text[source.end :]
    )
    held = [chain for chain in document.chains if chain.full and same & chain.heads]
    if again or not first or len(held) != 1 or contradicted(held[0], phrase):
        return None
    start = held[0].mentions[0].span.start
    titled = any(span.start == start and title.head in same for span, title in held[0].titles)
    return held[0] if titled and source.end < start < source.end + _COMING else None


def named_next(document: Document, source: Span) -> Chain | None:
    """Whose full name opens the paragraph behind a lead that names nobody: the person described.

    “A former champion would “never skate again”, she said.⏎Mira Lund said her hip was broken.”
    """
    text, phrase = document.text, source.of(document.text).strip()
    lead = document.paragraph(source.start)
    noun = last_word(phrase)
    front = FRONT_END.split(phrase, maxsplit=1)[0]
    person = noun in PEOPLE or bool(AGED.search(phrase))
    if not person or not _is_lead(document, lead) or _OWNED.match(phrase) or is_plural(front):
        return None
    behind = document.paragraph_behind(lead.end)
    opening = _opens_with(document, behind)
    if opening is None or not _names_nobody(document, lead, opening[0]):
        return None
    chain, mention = opening
    if _ANOTHER.match(text, mention.span.end):
        return None
    others = [c for c in document.chains if c is not chain]
    if any(is_called(text, c, noun) and not is_of_another_office(c, phrase) for c in others):
        return None
    return chain if _may_be_described(document, chain, mention, phrase) else None


def _opens_with(document: Document, paragraph: Span) -> tuple[Chain, Mention] | None:
    """The person whose full name a paragraph opens with, behind an honorific or an office."""
    for chain in document.chains:
        for mention in chain.mentions:
            if not paragraph.contains(mention.span) or not mention.full:
                continue
            front = document.text[paragraph.start : mention.span.start].split()
            titles = {title.phrase for span, title in chain.titles if span == mention.span}
            office = any(phrase.startswith(" ".join(front)) for phrase in titles)
            if not front or plain(front[-1].rstrip(".")) in ENGLISH_HONORIFICS or office:
                return chain, mention
    return None


def _is_lead(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph is the first, or the second behind a headline."""
    before = document.paragraph_before(paragraph.start)
    return before == NOWHERE or document.paragraph_before(before.start) == NOWHERE


def _names_nobody(document: Document, lead: Span, but: Chain) -> bool:
    """Whether nobody else is named up to the end of a lead."""
    return not any(
        mention.span.start < lead.end
        for chain in document.chains
        if chain is not but
        for mention in chain.mentions
    )


def _may_be_described(document: Document, chain: Chain, mention: Mention, phrase: str) -> bool:
    """Whether what the article calls a person does not speak against a description."""
    text, noun = document.text, last_word(phrase)
    gender = GENDER_OF_PEOPLE.get(noun)
    if gender and chain.gender and gender != chain.gender:
        return False
    if (
        contradicted(chain, phrase)
        or of_other_age(text, chain, phrase)
        or of_no_such_age(text, chain, phrase)
    ):
        return False
    if is_called(text, chain, noun) or (AGED.search(phrase) and not chain.heads):
        return True
    of_state = bool(INDEFINITE.match(phrase)) and head_noun(phrase) in LEADING_OFFICES
    if of_state or chain.heads or _IS_CALLED.match(text, mention.span.end):
        return False
    speaks = any(mention.span in each.source for each in document.attributions)
    if not speaks:  # whom a lead means comes with a name alone, others with what they are
        return False
    return not of_other_trade(text, chain, phrase)
