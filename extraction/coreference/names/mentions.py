"""Where a text names people, organizations and places.

Starts from the spans a named-entity recogniser gives and mends what it gets wrong: titles
and possessives inside a name, a family name tagged as a place, a name seen once and missed
the next time.  All spans are code points into the text, in text order, without overlaps.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import EntityType, Span
from extraction.coreference.names.bodies import IT_SAYS
from extraction.coreference.names.other_mentions import other_mention, publications
from extraction.coreference.names.other_names import places_of_other_names
from extraction.coreference.names.person_names import (
    POSSESSIVE,
    ROLES_AND_TRADES,
    clean_person,
    without_trade,
)
from extraction.coreference.names.repeats import repeats
from extraction.coreference.names.treated_as_people import is_member
from extraction.coreference.names.whole_names import apposed, grown, headline_end, joined, preceded
from extraction.coreference.organizations.acronyms import ABBREVIATION, is_short_for
from extraction.coreference.titles import head_noun, is_trade, title_before
from extraction.document import Document, Mention
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import (
    LAWMAKERS_IN_CAPITALS,
    PARTICLES_BEHIND_TITLES,
    PARTICLES_IN_APPOSITION,
)
from extraction.lexicon.organizations import (
    ORGANIZATION_WORDS,
    TRADES_OF_COMPANIES,
)
from extraction.lexicon.roles import (
    HEADS,
    OFFICES,
    POSTS,
    ROLES_APPOSED,
    ROLES_OF_NAMES,
    TITLES_OF_NAMES,
)
from extraction.lexicon.speech_verbs import AFTER_OFFICES
from extraction.names import (
    CAP,
    NICKNAMED,
    gender_of_title,
    is_given,
    is_initial,
    is_post_nominal,
    is_title,
)
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of, one_of

LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
}
TITLED = re.compile(
    one_of(sorted(capitalized(TITLES_OF_NAMES) | ROLES_OF_NAMES | LAWMAKERS_IN_CAPITALS))
    + r"\.?[ \xa0]+"
    rf"(?P<name>{CAP}(?:[ \xa0](?:{CAP}|{any_of(PARTICLES_BEHIND_TITLES)}\b)){{0,3}})"
)
APPOSED = re.compile(
    one_of(sorted(ROLES_APPOSED)) + rf",[ \xa0](?P<name>(?:Dr\.? )?{CAP}"
    rf"(?:[ \xa0](?:{CAP}|{any_of(PARTICLES_IN_APPOSITION)}\b)){{1,3}})(?=[,.])"
)
NAME_PARTS = re.compile(
    r"(?:[^\W\d_a-z][’'])?[^\W\d_a-z](?:[^\W\d_A-Z]|[’'])+"
    r"(?:-[^\W\d_](?:[^\W\d_A-Z]|[’'])+)*"
)
TRADE_AS_NAMED = re.compile(
    r",[ \xa0](?:the|an?)[ \xa0](?P<trade>[a-z][^,.;\n]{3,40}?)(?:,|[ \xa0](?:who|of)\b)"
)
ABBREVIATED = re.compile(rf"\b(?:Md|Mohd|Muhd|Sk)\.?(?:[ \xa0]{CAP}){{1,4}}")
OWNS = re.compile(r"[’']s?\b|[’'](?=\s)")
OFFICE_BEHIND = re.compile(rf",\s([^,.;\n]{{3,60}}),\s{any_of(AFTER_OFFICES)}\b")
THE = re.compile(r"^(?:the|The)\s+")
SEAT = re.compile(r"-(?:based|headquartered|listed|registered|born|bound)\b")
PARTICIPLE = re.compile(
    r"-(?:based|headquartered|listed|registered|born|bound|owned|controlled|backed|led|run|made|"
    r"funded|educated|trained|built|style|area|wide)\b"
)


def find_mentions(document: Document) -> None:
    """Find all mentions of people, organizations, places and peoples.

    Names with labels other than PERSON, ORG, GPE, LOC, FAC and NORP make none.
    """
    text = document.text
    whole = [(_whole_words(text, span), label) for span, label in document.names if label in LABELS]
    spans = [
        (span, EntityType.PLACE if SEAT.match(text, span.end) else LABELS[label])
        for span, label in whole
    ]
    people = _people(text, spans)
    taken = CharacterMask(len(text), (mention.span for mention in people))
    others = []
    for span, kind in spans:
        if kind is EntityType.PERSON:
            continue
        mention = other_mention(text, span, kind)
        if mention and not taken.touches(mention.span):
            others.append(mention)
            taken.add(mention.span)
    others += publications(text, taken)
    document.mentions = sorted(people + others, key=lambda mention: mention.span)


def _whole_words(text: str, span: Span) -> Span:
    """Grown to whole words, hyphens inside them and all: “Vasseur” of “Vasseur-Roy”.

    “Osk-based” is no name; “Osk” is.
    """
    start, end = span
    while (
        start > 0
        and (text[start].isalnum() or text[start] == "-")
        and (
            text[start - 1].isalnum()
            or (text[start - 1] == "-" and text[start - 2 : start - 1].isalnum())
        )
    ):
        start -= 1
    while (
        end < len(text)
        and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum()))
        and text[end - 1 : end + 1] != "--"
        and not PARTICIPLE.match(text, end)
    ):
        end += 1
    part = PARTICIPLE.search(text, start, end)
    return Span(start, part.start() if part and part.start() > start else end)


# ------------------------------------------------------------------ people


def _people(text: str, spans: Sequence[tuple[Span, EntityType]]) -> list[Mention]:
    alone = {s.of(text) for s, kind in spans if kind is EntityType.PERSON}
    tagged = [
        s
        for s, kind in spans
        if kind is EntityType.PERSON
        or _is_person(text, s, kind)
        or (kind is EntityType.PLACE and _goes_on_alone(text, s, alone))
    ]
    candidates = joined(text, (s for raw in tagged for s in clean_person(text, raw)))
    candidates = _with_titled(text, candidates, _abbreviated_bodies(text, spans))
    candidates += _abbreviated(text, CharacterMask(len(text), candidates))
    others = _called_otherwise(text, spans)
    candidates = [span for span in candidates if span.of(text) not in others]
    named = set(tagged)
    strangers = CharacterMask(len(text), (span for span, _ in spans if span not in named))
    candidates += preceded(text, candidates, strangers)
    candidates = grown(text, candidates, strangers)
    around = apposed(text, CharacterMask(len(text), candidates), strangers)
    candidates += [span for span in around if span.of(text) not in others]
    names = {span.of(text) for span in candidates}
    taken = CharacterMask(len(text), candidates)
    longer = [span for span in _longer(text, names, spans) if not taken.touches(span)]
    for span in longer:
        taken.add(span)
    found = [*candidates, *longer, *repeats(text, names, taken, spans)]
    found += places_of_other_names(text, candidates)
    found = [without_trade(text, span) for span in _longest(found)]
    return [_person(text, span) for span in _out_of_headlines(text, found)]


def _abbreviated_bodies(text: str, spans: Sequence[tuple[Span, EntityType]]) -> list[Span]:
    """“Justice Project Peru (JPP)”, “Brel Deep, the salt producer, said it”: bodies as well."""
    bodies = (span for span, kind in spans if kind is EntityType.ORGANIZATION)
    short = ((span, ABBREVIATION.match(text, span.end)) for span in bodies)
    return [
        span
        for span, given in short
        if IT_SAYS.match(text, span.end) or (given and is_short_for(given[1], span.of(text)))
    ]


def _with_titled(text: str, candidates: list[Span], bodies: Sequence[Span]) -> list[Span]:
    """The spans, names behind a title or an office as well, and nicknames with all around them."""
    taken = CharacterMask(len(text), candidates)
    others = CharacterMask(len(text), bodies)
    for match in (*TITLED.finditer(text), *APPOSED.finditer(text)):
        for span in clean_person(text, Span(*match.span("name"))):
            if not (taken.touches(span) or others.touches(span)):
                candidates.append(span)
                taken.add(span)
    nicknamed = [_trimmed(text, Span(*match.span())) for match in NICKNAMED.finditer(text)]
    nicknamed = [span for span in nicknamed if taken.touches(span) or _opens_with_given(text, span)]
    around = CharacterMask(len(text), nicknamed)
    return [span for span in candidates if not around.touches(span)] + nicknamed


def _trimmed(text: str, nicknamed: Span) -> Span:
    """Without what a name with a nickname does not begin with: “Landlord Ned ‘Duke’ Brel”."""
    first, second, *_ = nicknamed.of(text).split()
    trade = is_title(first) or plain(first) in HEADS or not is_given(first)
    behind = is_title(first) or (trade and is_given(second))
    start = nicknamed.start + len(first) + 1 if behind else nicknamed.start
    ends = nicknamed.of(text).endswith(".") and not is_initial(nicknamed.of(text).split()[-1])
    return Span(start, nicknamed.end - ends)


def _abbreviated(text: str, taken: CharacterMask) -> Iterator[Span]:
    """“Md. Ruhul Amin”: a given name that is always written short."""
    for match in ABBREVIATED.finditer(text):
        if not taken.touches(span := Span(*match.span())):
            yield span


def _out_of_headlines(text: str, spans: Sequence[Span]) -> list[Span]:
    """“Ana Brel Speaks”, with every word capitalised: the person whom the article then names."""
    headline = headline_end(text)
    names = {tuple(map(plain, s.of(text).split())) for s in spans if s.start >= headline}
    families: set[tuple[str, ...]] = {(name[-1],) for name in names if len(name) > 1}
    return [
        _prefix(text, span, names, families) if span.start < headline else span for span in spans
    ]


def _prefix(
    text: str, span: Span, names: set[tuple[str, ...]], families: set[tuple[str, ...]]
) -> Span:
    words = span.of(text).split()
    plainly = tuple(map(plain, words))
    if plainly in names or (len(words) == 2 and plainly[1:] in families):
        return span
    for count in range(len(words) - 1, 0, -1):
        if plainly[:count] in names or plainly[:count] in families:
            length = re.match(r"\s*".join(map(re.escape, words[:count])), span.of(text))
            return Span(span.start, span.start + length.end()) if length else span
    return span


def _is_person(text: str, span: Span, kind: EntityType) -> bool:
    """“Luz Marina Ibarguren” tagged as an organization: no word of a body, and a given name, a
    trade in front of one, an office or a trade behind."""
    words = span.of(text).split()
    if len(words) > 2 and is_title(words[0]) and is_given(words[1]):  # “MSP Ana Brel”
        words.pop(0)
    if len(words) > 2 and is_post_nominal(words[-1]):
        words.pop()
    return (
        kind is EntityType.ORGANIZATION
        and 2 <= len(words) <= 3
        and all(map(NAME_PARTS.fullmatch, words[is_initial(words[0]) :]))
        and not ORGANIZATION_WORDS & {plain(word) for word in words}
        and not IT_SAYS.match(text, span.end)
        and (
            is_given(words[0])
            or is_member(text, span)
            or (plain(words[0]) in ROLES_AND_TRADES and is_given(words[1]))
            or _holds_office(text, span)
            or _in_apposition(text, span)
            or _has_trade(text, span)
        )
    )


def _goes_on_alone(text: str, span: Span, people: set[str]) -> bool:
    """“Agnes Phiri” tagged as a place: a given name, and the text has “Phiri” as a person.

    Or “Yemane Tecle Brel, a retired teacher,”, and “Yemane” as a person.
    """
    words = span.of(text).split()
    if not 2 <= len(words) <= 3 or not all(map(NAME_PARTS.fullmatch, words)):
        return False
    if not people.isdisjoint((words[0], words[-1])) and _has_trade(text, span):
        return True
    return len(words) == 2 and is_given(words[0]) and words[1] in people


def _has_trade(text: str, span: Span) -> bool:
    """“…, the novelist,”: a trade that no company has."""
    behind = TRADE_AS_NAMED.match(text, span.end)
    if behind is None or plain(behind["trade"].split()[-1]) in TRADES_OF_COMPANIES:
        return False
    return head_noun(behind["trade"]) is not None or is_trade(behind["trade"])


def _in_apposition(text: str, span: Span) -> bool:
    """“The envoy to Peru, Meir Eli Shahar, said”."""
    title = title_before(text, span) if text.endswith(", ", 0, span.start) else None
    return title is not None and title.head in OFFICES | POSTS


def _holds_office(text: str, span: Span) -> bool:
    """“…, Nigeria’s culture minister, said”."""
    behind = OFFICE_BEHIND.match(text, span.end)
    return behind is not None and is_title(behind[1].split()[-1])


def _longer(text: str, names: set[str], spans: Sequence[tuple[Span, EntityType]]) -> Iterator[Span]:
    """Names tagged as something else that end in a person's full name: “Aung San Suu Kyi”."""
    full = tuple(f" {name}" for name in names if " " in name)
    for span, kind in spans:
        if kind is not EntityType.PERSON and full and text.count(" ", *span) > 1:
            for person in clean_person(text, span):
                if person.of(text).endswith(full):
                    yield person


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Spans in text order, of those that overlap the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and kept[-1].overlaps(span):
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _person(text: str, span: Span) -> Mention:
    words = tuple(span.of(text).split())
    before = text[max(0, span.start - 24) : span.start].split()
    word = before[-1].strip("“\"‘'()") if before else ""
    return Mention(
        span,
        EntityType.PERSON,
        words,
        gender_of_title(word),
        bool(OWNS.match(text, span.end, span.end + 2)),
    )


def _opens_with_given(text: str, span: Span) -> bool:
    return is_given(span.of(text).split()[0])


def _called_otherwise(text: str, spans: Sequence[tuple[Span, EntityType]]) -> set[str]:
    """Names that the recogniser calls something else than a person in most places."""
    votes: dict[str, Counter[bool]] = defaultdict(Counter)
    for span, kind in spans:
        votes[_bare(span.of(text))][kind is EntityType.PERSON] += 1
    return {name for name, each in votes.items() if each.total() > 1 and each[False] > each[True]}


def _bare(name: str) -> str:
    return POSSESSIVE.sub("", THE.sub("", name.strip()))
