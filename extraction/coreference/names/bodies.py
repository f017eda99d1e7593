"""Bodies that the recogniser takes for people: “oil giant Yukon Deep”, “shares in Ericsohn”.

One place where an article plainly speaks of a body decides for the name wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extraction.annotations import Span
from extraction.coreference.names.person_names import clean_person
from extraction.document import Name
from extraction.lexicon import capitalized
from extraction.lexicon.kinds_of_bodies import NEVER_PEOPLE
from extraction.lexicon.organizations import (
    COMPANIES,
    ENDS_OF_BODIES,
    HOLDINGS,
    KINDS_OF_BODIES,
    OPENINGS_OF_BODIES,
    ORGANIZATION_WORDS,
    TRADES_OF_COMPANIES,
)
from extraction.lexicon.speech_verbs import AFTER_NAMES
from extraction.names import CAP, is_given, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

FIRMS = COMPANIES | NEVER_PEOPLE | {"group", "discounter"}
FIRM_BEFORE = re.compile(
    rf"(?:\b{any_of(FIRMS)}|(?:^|[.\n—–-][ \xa0]?){any_of(capitalized(FIRMS))})[ \xa0]\Z"
)
KIND_INSIDE = re.compile(
    rf"(?:(?:[\w’'-]+[ \xa0]){{1,3}}{any_of(FIRMS)}|{any_of(capitalized(NEVER_PEOPLE))})[ \xa0]"
    rf"(?={CAP})"
)
CLUB = re.compile(r"(?:FC|FK|AC|SC|AS|CD|CF|CA|SV|RC|KF|NK|HK|BK|SK|IF|AFC|RFC)[ \xa0][A-Z]")
OPENS = re.compile(r"(?:\A|[.!?\n”\"]\s*)\Z")
SHARES_IN = re.compile(r"\b(?:[Ss]hares|stakes?|stock)[ \xa0](?:in|of)[ \xa0]\Z")
SHARES_OF = re.compile(rf"[ \xa0]{any_of(HOLDINGS)}\b")
# “Brelco Deep, the Canadian salt producer, said it”: a body, of which “it” is said
IT_SAYS = re.compile(
    rf",[ \xa0](?:an?|the)[ \xa0](?:[\w’'-]+[ \xa0]){{0,4}}{any_of(TRADES_OF_COMPANIES | FIRMS)}"
    r"(?:[ \xa0](?:in|of|from|based in)(?:[ \xa0][\w’'-]+){1,3})?"
    r",[ \xa0](?:\w+ed|said|says)[ \xa0](?:\w+day[ \xa0])?(?:that[ \xa0])?its?\b"
)
THE_BEFORE = re.compile(r"\b[Tt]he[ \xa0]\Z")
GOES_ON = re.compile(rf"[.,;:)]|[ \xa0](?:{any_of(AFTER_NAMES)}|has|had|is|was|will|would)\b")
KIND_AND_NAME = re.compile(
    rf"(?:^|\b)(?i:{any_of(FIRMS | KINDS_OF_BODIES)})[ \xa0](?P<name>{CAP}(?:[ \xa0]{CAP})*)\Z"
)
POSSESSIVE = re.compile(r"[’']s?$")
LOOK_BEHIND = 24  # code points before a name
PERSON, BODY, PEOPLES = "PERSON", "ORG", "NORP"
NAMING = frozenset({PERSON, BODY, PEOPLES, "GPE", "LOC", "FAC"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
EITHER = frozenset({PERSON, BODY})


def bodies_named(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with those labelled as bodies that the article treats as bodies.

    A given name, a title in front, or a fuller name of a person keeps a name a person's.  Places
    where the name of such a body has no label get one; they come last.
    """
    names = [
        (_behind_kind(text, span) if label in EITHER else span, label) for span, label in names
    ]
    called = [(_bare(span.of(text)), span, label) for span, label in names]
    people = [
        cleaned for span, label in names if label == PERSON for cleaned in clean_person(text, span)
    ]
    apart = {word for span in people for word in span.of(text).split()[1:]}
    found = {
        name
        for name, span, label in called
        if label in EITHER and name not in apart and _is_body(text, span)
    }
    found |= {word for name, _, label in called if label == BODY for word in _without_kind(name)}
    bodies = {name for name in found - apart if name and not _is_persons(text, name)}
    mistaken = bodies & {span.of(text) for span in people} | bodies & _run_into(text, names)
    corrected = [
        (
            span,
            BODY
            if (label == PERSON and name in bodies)
            or (label in PLACES | EITHER and _is_a_firms(name))
            else label,
        )
        for name, span, label in called
    ]
    return corrected + _unlabelled(text, mistaken, people, names)


def _run_into(text: str, names: Sequence[Name]) -> set[str]:
    """Last words of people that run over the end of a sentence: “Holt. Yukon”."""
    return {
        span.of(text).split()[-1]
        for span, label in names
        if label == PERSON and ". " in span.of(text)
    }


def _unlabelled(
    text: str, bodies: set[str], people: Sequence[Span], names: Sequence[Name]
) -> list[Name]:
    if not bodies:
        return []
    others = (span for span, label in names if label != PERSON)
    taken = CharacterMask(len(text), [*people, *others])
    each = "|".join(map(re.escape, sorted(bodies)))
    found = re.finditer(rf"(?<!\w)(?:{each})(?!\w)", text)
    spans = (Span(*match.span()) for match in found)
    return [(span, BODY) for span in spans if not taken.touches(span)]


def _without_kind(name: str) -> list[str]:
    """“Menstrel” of “Group Menstrel” and “Menstrel plc”."""
    each = name.split()
    rest = [word for word in each if plain(word) not in ORGANIZATION_WORDS | HOLDINGS]
    return rest if len(rest) == 1 < len(each) else []


def _behind_kind(text: str, span: Span) -> Span:
    """“Redpin” of “Californian company Redpin”."""
    kind = KIND_INSIDE.match(text, *span)
    return Span(kind.end(), span.end) if kind else span


def _is_a_firms(name: str) -> bool:
    """“Simba Dairies”, of any first word, “Grupo Brel”, “El Correo de Brel”, of any last one."""
    words = name.split()
    opening = words[1:2] if words and words[0] in ("El", "La", "O", "A") else words[:1]
    begins = any(plain(word) in OPENINGS_OF_BODIES for word in opening)
    return len(words) > 1 and (begins or plain(words[-1]) in ENDS_OF_BODIES)


def _bare(name: str) -> str:
    return POSSESSIVE.sub("", name.strip())


def _is_persons(text: str, name: str) -> bool:
    """Whether a name opens with a given name, or it or its last word has a title in front."""
    if CLUB.match(name):
        return False
    last = name.split()[-1]  # “defence group EADE Ana Brel”, and then “Ms Brel”
    places = re.finditer(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(last)})(?!\w)", text)
    return is_given(name.split()[0]) or any(_is_titled(text, match.start()) for match in places)


def _is_titled(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BEHIND) : start].split()
    return bool(before) and is_title(before[-1]) and plain(before[-1]) not in COMPANIES


def _is_a_thing(text: str, span: Span) -> bool:
    """“Brelco, which owns the pit, …” at the start of a sentence."""
    which = text.startswith(", which ", span.end)
    return which and bool(OPENS.search(text, max(0, span.start - 4), span.start))


def _is_body(text: str, span: Span) -> bool:
    before = text[max(0, span.start - LOOK_BEHIND) : span.start]
    if CLUB.match(text, span.start, span.end) or _is_a_thing(text, span):
        return True
    if FIRM_BEFORE.search(before) or SHARES_IN.search(before):
        return True
    if SHARES_OF.match(text, span.end) or IT_SAYS.match(text, span.end):
        return True
    return bool(THE_BEFORE.search(before) and GOES_ON.match(text, span.end))


def bodies_behind_kinds(
    text: str, sources: Sequence[Span], names: Sequence[Name], countries: Collection[Span]
) -> list[Name]:
    """The names, with bodies that end a source behind what they are: “pressure group Velmora”.

    The recogniser misses them or takes them for a people; those missed come last.  Firms that it
    takes for places are bodies too: “pump maker Brelvand”.
    """
    found = [Span(*m.span("name")) for s in sources if (m := KIND_AND_NAME.search(text, *s))]
    bodies = {span for span in found if span not in countries}
    firms = {
        _bare(span.of(text))
        for span, label in names
        if label in PLACES | {PEOPLES} and span not in countries
        if FIRM_BEFORE.search(text, max(0, span.start - LOOK_BEHIND), span.start)
    }
    relabelled = [
        (
            span,
            BODY
            if (label == PEOPLES and span in bodies)
            or (label in PLACES | {PEOPLES} and _bare(span.of(text)) in firms)
            else label,
        )
        for span, label in names
    ]
    taken = CharacterMask(len(text), (span for span, label in names if label in NAMING))
    return relabelled + [(span, BODY) for span in sorted(bodies) if not taken.touches(span)]
