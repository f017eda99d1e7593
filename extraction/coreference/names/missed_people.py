"""People whom the recogniser missed or took for bodies, and whom the article treats as people.

An age behind a name, or “he said” where nobody else is spoken of, tells: names of few languages
are known to the recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from extraction.annotations import Span
from extraction.coreference.names.treated_as_people import is_of_person, treated_as_people
from extraction.coreference.titles import head_noun, is_trade
from extraction.document import Document, Name
from extraction.lexicon import capitalized, words
from extraction.lexicon.honorifics import (
    JOINED_PARTICLES,
    NOT_NAMES,
    PARTICLES_BETWEEN_NAMES,
    RULERS,
)
from extraction.lexicon.offices import IN_FRONT_OF_PEOPLE
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.lexicon.other_names import BEFORE_SUBJECTS, OPENING_PHRASES
from extraction.lexicon.roles import (
    HEADS,
    MAY_BE_COMPANIES,
    MONTHS,
    WEEKDAYS,
)
from extraction.names import CAP, gender_of_given, is_given, is_initial, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of, one_of

PERSON = "PERSON"
PARTICLE = rf"(?:{any_of(JOINED_PARTICLES | PARTICLES_BETWEEN_NAMES)}|a/p|a/l)"
FULL_NAME = re.compile(
    r"(?<![\w’'.@-])(?!(?:On|In|Since|By)[ \xa0])"
    rf"(?P<name>{CAP}(?:[ \xa0](?:{PARTICLE}[ \xa0]){{0,2}}{CAP}){{1,3}})(?![\w-])"
)
NAMED = ("called", "named", "identified", "known")
KNOWN_AS = words("man woman boy girl youth dealer smuggler rebel rapper wrestler hacker")
# “who asked to be called Mopane”, “a man identified only as Mopane”
CALLED = re.compile(
    rf"(?:{one_of(words('asked wants wanted prefers preferred'))} to be {any_of(NAMED)}"
    rf"|{one_of(words('gave gives giving'))} (?:his|her|their)(?: first)? name"
    rf"|{one_of(words('identified identifies introduced named'))}(?: (?:him|her|them)sel(?:f|ves))?"
    r"(?= (?:only|simply|just|as) )"
    rf"|{one_of(sorted(HEADS | KNOWN_AS))},?(?: who (?:is|was))?"
    r"(?: (?:better|best|only|widely|locally))?"
    r" known(?: to \w+ \w+)?(?= (?:only|simply|just|as) ))"
    rf"(?: (?:only|simply|just))?(?: (?:as|by))? (?P<name>{CAP}(?:(?<![a-z]\.) {CAP})?)(?![\w’'-])"
)
LINKED = frozenset({"the ", "a ", "an ", "this ", "that ", "in ", "from "})
TWO_FAMILIES = re.compile(rf"({CAP}),[ \xa0]({CAP})")
AGED = re.compile(r"(?:,[ \xa0]|[ \xa0]\()(?:aged[ \xa0])?[1-9]\d(?=[,)])")
OPENS = re.compile(
    r"(?:\A|[\n.!?;:,”\"’'»–—-])[ \xa0]*\Z|\b(?:is|was|and|said|says|added|asked)[ \xa0]\Z"
)
# “In 2019”, “After the war”, “Last year”: what a sentence opens with, no comma behind it
PHRASE_BEFORE = re.compile(
    rf"(?:\A|[\n.!?”\"])\s*{any_of(capitalized(OPENING_PHRASES))}"
    r"(?:[ \xa0](?:[a-z]+|\d{4})){1,3}[ \xa0]\Z"
)
DATED_BEFORE = re.compile(r"(?:\A|[\n.!?”\"])\s*(?:On|In|Since|By)[ \xa0]\Z")
LONGEST_PHRASE = 36  # code points
ONE_NAME = r"(?<![\w’'.@-])(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’'-]{2,})"
ONE_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
AGED_BEFORE = re.compile(r"\b\d\d[ -]year[ -]old[ \xa0]\Z")
AGED_ONE = re.compile(rf"\b\d\d[ -]year[ -]old {ONE_NAME}(?![\w’'-]| [A-Z])")
ONE_WHO = re.compile(
    rf"(?:[\n.”] |\n|^)(?:But |And )?{ONE_NAME}"
    r"(?:, (?:aged )?[1-9]\d,|, who |, whose (?:\w+ )?name )"
)
# “Sukarni, the boat’s cook, is …”
ONE_IS = re.compile(
    rf"(?:[\n.”] |\n|^){ONE_NAME}, (?:an?|the|his|her|its|their) "
    r"(?P<trade>[^,.;:“”\"\n]{3,70}), (?=[a-z])"
)
# “Jaya has been here for years. His shoulder …”, at the start of a paragraph
ONE_ACTS = re.compile(
    rf"(?:^|^[A-Z][^\n.]{{3,40}}? [—–-] ){ONE_NAME} (?:has|had|was|is|[a-z]+ed)\b"
    r"[^.\n“”\"A-Z]{8,200}\.\s(?:He|She|His|Her)\b",
    re.MULTILINE,
)
# “Her foreman, Suharyo, wants …”, “the ship’s agent, Kobus Brel, came”, “one of their lawyers, …”
BEHIND_ROLE = re.compile(
    r"\b(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|\w+[’']s) (?:[a-z][\w’'-]+ ){0,3}?"
    r"(?P<role>[a-z-]{3,})|[Oo]ne of (?:the|his|her|its|their|our) (?:[a-z][\w’'-]+ ){0,2}?"
    rf"(?P<roles>[a-z-]{{3,}})s), "
    rf"(?P<name>{CAP}(?:(?<![a-z]{{3}}\.) (?:{PARTICLE} ){{0,2}}{CAP}){{0,2}})"
    r"(?=, (?:[a-z]|\d\d,)|(?<=[a-z]{3})\.(?:\s|\Z))"
)
# “Seo Da-in”, “Tran Ing-wen”: the second part of a given name in lower case
EAST_ASIAN = re.compile(r"[A-Z][a-z]{1,5} (?P<given>[A-Z][a-z]{1,5})-[a-z]{2,5}")
# “Queen Adwoa told a crowd”, “Pope Leander and the bishops” not
RULER = re.compile(rf"(?:the )?(?:Crown )?{any_of(capitalized(RULERS))} (?P<name>{CAP})")
PREFIXES = words("anti co ex mid multi neo non post pre pro re self semi sub super vice well")
GIVEN_BEFORE = re.compile(
    r"(?:^|[^\w\s.]\s?|(?<!\w)[a-z]\w*[ \xa0]|[.!?][ \xa0])"
    r"(?P<given>[^\W\d_a-z][^\W\d_]+)[ \xa0]\Z",
    re.MULTILINE,
)
FAMILY = re.compile(rf"(?:Ma?c|O[’'])[A-Z]\w+|{CAP}-{CAP}")
GOES_ON = re.compile(r"[ \xa0][a-z]|,[ \xa0](?!as\b)")
NOT_OF_PEOPLE = ORGANIZATION_WORDS | NOT_NAMES | {"palace"}
NOT_FIRST = WEEKDAYS | MONTHS | BEFORE_SUBJECTS
ROLE_BEFORE = re.compile(r"(?<![\w’'-])(?P<role>[a-z]+)[ \xa0]\Z")
PARAGRAPHS = 3  # with the one of the pronoun
LOOK_BEHIND = 16  # code points
PRONOUNS = {"he": "m", "she": "f"}


def people_missed(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names, with people whom the recogniser missed or mistook; those come last."""
    text = document.text
    places = {country.span for country in document.countries}
    names = _with_given_names(text, names, places)
    quoted = CharacterMask(len(text), document.quoted)
    people = CharacterMask(len(text), (span for span, label in names if label == PERSON))
    candidates = [
        (span, opens)
        for span, opens in _full_names(text)
        if _may_be_person(span.of(text))
        and not any(place.start < span.end and span.start < place.end for place in places)
        and not people.touches(span)
        and not quoted.holds(span.start)
    ]
    opening = [span for span, opens in candidates if opens]
    found = {span.of(text) for span in opening if AGED.match(text, span.end)}
    found |= {span.of(text) for span, _ in candidates if _is_shaped(span.of(text))}
    found |= {s.of(text) for s, _ in candidates if AGED_BEFORE.search(text, s.start - 16, s.start)}
    known = [span.of(text) for span, label in names if label == PERSON]
    found.update(treated_as_people(text, [s for s in opening if not _is_part(s.of(text), known)]))
    found.update(_behind_roles(document, [span for span, _ in candidates]))
    found.update(_with_roles(text, [span for span, _ in candidates]))
    found.update(_of_pronouns(document, opening, people))
    found.update(_rulers(document))
    found.update(_in_apposition(text, quoted, people))
    found.update(_beside_a_namesake(document, names))
    found.update(_called(text, quoted, people))
    found.update(_of_one_name(text, names, {place.of(text) for place in places}, quoted))
    if not found:
        return list(names)
    spans = [Span(*match.span()) for match in _all_of(found).finditer(text)]
    spans = [span for span in spans if not people.touches(span)]
    around = CharacterMask(len(text), spans)
    kept = [each for each in names if not around.touches(each[0])]
    return kept + [(span, PERSON) for span in spans]


def _is_part(name: str, known: Iterable[str]) -> bool:
    """Whether a name is the end of one, known or not: “Le Brel” of “Ana Le Brel”."""
    first = plain(name.split()[0])
    particle = first in JOINED_PARTICLES | PARTICLES_BETWEEN_NAMES
    return particle or any(other.endswith(f" {name}") for other in known)


def _with_given_names(text: str, names: Sequence[Name], places: Collection[Span]) -> list[Name]:
    """The names, people with a given name in front that the recogniser left out of theirs.

    Or took for a people: “Tigist”, of Tigist Worku.
    """
    peoples = {s for s, label in names if label == "NORP" and s not in places}
    taken = CharacterMask(len(text), (span for span, _ in names if span not in peoples))
    found = []
    for span, label in names:
        before = GIVEN_BEFORE.search(text, max(0, span.start - 40), span.start)
        if label == PERSON and before and not taken.touches(Span(*before.span("given"))):
            given = before["given"]
            if plain(given) in WEEKDAYS and _is_titled(text, before.start("given")):
                span = Span(before.start("given"), span.end)  # “Police spokesman Sunday Brel”
            elif is_given(given) and not is_title(given) and plain(given) not in NOT_NAMES:
                span = Span(before.start("given"), span.end)
        found.append((span, label))
    return found


def _is_titled(text: str, start: int) -> bool:
    """Whether the word before a place is a title or a role in front of a name."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and (is_title(before[-1]) or plain(before[-1]) in HEADS)


def _all_of(names: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")


def _full_names(text: str) -> Iterator[tuple[Span, bool]]:
    """Two to four capitalised words, without a day or a month, and whether they open a phrase."""
    for match in FULL_NAME.finditer(text):
        start, end = match.span("name")
        led = PHRASE_BEFORE.search(text, max(0, start - LONGEST_PHRASE), start) is not None
        dated = DATED_BEFORE.search(text, max(0, start - LOOK_BEHIND), start) is not None
        opens = led or OPENS.search(text, max(0, start - LOOK_BEHIND), start) is not None
        while " " in text[start:end] and _leads(words_ := text[start:end].split()):
            start += len(words_[0]) + 1
            opens = opens or dated
        name = Span(start, end - (text[end - 1] == "." and text[end - 3 : end - 1].islower()))
        if " " in name.of(text):
            yield name, opens


def _leads(words_: Sequence[str]) -> bool:
    """Whether a day, an adverb or, before two more words, a trade is no part of a name."""
    first = words_[0]
    trade = len(words_) > 2 and is_trade(f"the {first}") and not is_given(first)
    adverb = first.endswith("ly") and not is_given(first)
    return plain(first) in NOT_FIRST or trade or adverb


def _called(text: str, quoted: CharacterMask, people: CharacterMask) -> Iterator[str]:
    """What strangers are called by their own account, where nobody saw a name."""
    for match in CALLED.finditer(text):
        name = Span(*match.span("name"))
        words = name.of(text).rstrip(".")
        if not (quoted.holds(name.start) or people.touches(name)) and _may_be_person(words):
            yield words


def _in_apposition(text: str, quoted: CharacterMask, people: CharacterMask) -> Iterator[str]:
    """Names between commas behind what only one person is: “her foreman, Suharyo, …”."""
    for match in BEHIND_ROLE.finditer(text):
        name, role = Span(*match.span("name")), match["role"] or match["roles"]
        firm = role in MAY_BE_COMPANIES and not match["roles"]
        if firm or not is_of_person(role):
            continue
        if not (quoted.holds(name.start) or people.touches(name)) and _may_be_person(name.of(text)):
            first = plain(name.of(text).split()[0])
            if first not in NOT_FIRST and not _is_common(text, name.of(text)):
                yield name.of(text)


def _beside_a_namesake(document: Document, names: Sequence[Name]) -> Iterator[str]:
    """“Hemi and Moana Brel”: a given name that is taken for a place, of one who speaks."""
    text = document.text
    speak = {a.source[0].of(text) for a in document.attributions if a.source}
    countries = {country.span.of(text) for country in document.countries}
    for (span, label), (behind, after) in pairwise(names):
        name, other = span.of(text), behind.of(text).split()
        joint = text[span.end : behind.start] == " and " and after == PERSON and len(other) == 2
        if joint and label != PERSON and is_given(name) and name in speak - countries:
            yield name


def _of_one_name(
    text: str, names: Sequence[Name], places: Collection[str], quoted: CharacterMask
) -> Iterator[str]:
    """People with one name alone: “19-year-old Thanh”, “Wahyudi, who …”, “Jaya came. His …”.

    The recogniser takes many for bodies, peoples or places; `places` are those of countries.
    """
    others = {span.of(text) for span, label in names if label not in ONE_NAME_LABELS}
    others.update(places)
    for pattern in (AGED_ONE, ONE_WHO, ONE_IS, ONE_ACTS):
        for match in pattern.finditer(text):
            name = match["name"]
            if pattern is ONE_IS and not is_of_person(match["trade"]):
                continue
            if name in others or quoted.holds(match.start("name")) or not _may_be_person(name):
                continue
            several = name.endswith("s") and not is_given(name)
            if not (several or plain(name) in NOT_FIRST or _is_common(text, name)):
                yield name


def _is_common(text: str, name: str) -> bool:
    """Whether the article has the word in lower case, in a name, or behind “the” or “in”."""
    lower = re.search(rf"(?<!\w){re.escape(name.lower())}s?(?!\w)", text)
    part = re.search(
        rf"\b(?:[Tt]he|[Ii]n|[Aa]t|near) {re.escape(name)}\b|\b{re.escape(name)} [A-Z]", text
    )
    return bool(lower or part)


def _may_be_person(name: str) -> bool:
    words = name.split()
    if any(len(word) > 3 and word.endswith(".") for word in words[:-1]) or head_noun(name):
        return False
    return not any(plain(word) in NOT_OF_PEOPLE for word in words)


def _is_shaped(name: str) -> bool:
    """Whether a given name and a family name tell: “Conal O’Reed”, “Sara Brel-Ek”, “C. D. Ek”."""
    *first, last = name.split()
    if eastern := EAST_ASIAN.fullmatch(name):
        return plain(eastern["given"]) not in PREFIXES and not is_title(first[0])
    initials = all(is_initial(word) and word.endswith(".") for word in first)
    return (initials and len(first) > 1) or (is_given(first[0]) and bool(FAMILY.fullmatch(last)))


def _behind_roles(document: Document, candidates: Sequence[Span]) -> Iterator[str]:
    """Candidates at the end of a source that opens with a role: “campaigner Ana Brel”."""
    ends = {span.end: span for span in candidates}
    for attribution in document.attributions:
        for source in attribution.source[:1]:
            name = ends.get(source.end)
            if name and source.start < name.start:
                role = document.text[source.start : name.start].rstrip()
                if role[-1:].islower() and head_noun(role) == plain(role.split()[-1]):
                    yield name.of(document.text)


def _with_roles(text: str, candidates: Sequence[Span]) -> Iterator[str]:
    """Candidates behind the role of one person, wherever they stand: “magistrate Ana Brel”."""
    for span in candidates:
        role = ROLE_BEFORE.search(text, max(0, span.start - LOOK_BEHIND), span.start)
        if role and role["role"] in IN_FRONT_OF_PEOPLE:
            yield span.of(text)


def _rulers(document: Document) -> Iterator[str]:
    """The names of rulers who speak: “Queen Adwoa told a crowd”."""
    for attribution in document.attributions:
        for source in attribution.source[:1]:
            ruler = RULER.fullmatch(source.of(document.text))
            if ruler and _may_be_person(ruler["name"]):
                yield ruler["name"]


def _of_pronouns(
    document: Document, candidates: Sequence[Span], people: CharacterMask
) -> Iterator[str]:
    """The one candidate in front of “he said”, where nobody is named in the paragraph."""
    if not candidates:
        return
    for attribution in document.attributions:
        for source in attribution.source[:1]:
            if gender := PRONOUNS.get(source.of(document.text).lower()):
                yield from _spoken_of(document, source, gender, candidates, people)


def _spoken_of(
    document: Document, source: Span, gender: str, candidates: Sequence[Span], people: CharacterMask
) -> set[str]:
    text = document.text
    start = document.paragraph(source.start).start
    for _ in range(PARAGRAPHS):
        scope = Span(start, source.start)
        if people.touches(scope):
            return set()
        fitting = {
            span.of(text)
            for span in candidates
            if scope.contains(span)
            and GOES_ON.match(text, span.end)
            and gender_of_given(span.of(text).split()[0]) in (None, gender)
        }
        if fitting:
            return fitting if len(fitting) == 1 else set()
        start = document.paragraph_before(start).start
    return set()


def parted(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, two people instead of a body: “beside Brel and Ek, Orb spoke”, no “Ek, Orb”."""
    full = [span.of(text).split() for span, label in names if label == "PERSON"]
    families = {words[-1] for words in full if len(words) > 1}
    found: list[Name] = []
    for span, label in names:
        both = TWO_FAMILIES.fullmatch(text, *span) if label == "ORG" else None
        if both and families.issuperset(both.groups()):
            found += [(Span(*both.span(1)), "PERSON"), (Span(*both.span(2)), "PERSON")]
        else:
            found.append((span, label))
    return found


def of_given_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with people whose given name is that of a people: “German Brel said”.

    Where the article has the whole again, and never “the German Brel”.
    """
    people = {span.start: span for span, label in names if label == "PERSON"}
    found: list[Name] = []
    for span, label in names:
        family = people.get(span.end + 1) if label == "NORP" else None
        if not family or " " in family.of(text) or not is_given(span.of(text)):
            continue
        whole = Span(span.start, family.end)
        again = re.findall(rf"(\b\w+ )?{re.escape(whole.of(text))}\b", text)
        if len(again) > 1 and not LINKED.intersection(map(str.lower, again)):
            found.append((whole, "PERSON"))
    around = CharacterMask(len(text), (span for span, _ in found))
    return [each for each in names if not around.touches(each[0])] + found
