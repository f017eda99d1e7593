"""Corrects the names of the recogniser: no datelines, seats of power as places, more sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.names.bodies import bodies_behind_kinds, bodies_named
from extraction.coreference.names.bodies_called import bodies_called
from extraction.coreference.names.bodies_meant import bodies_meant
from extraction.coreference.names.missed_bodies import bodies_missed, bodies_speaking
from extraction.coreference.names.missed_people import of_given_names, parted, people_missed
from extraction.coreference.names.office_holders import holders_of_offices
from extraction.coreference.names.person_names import MONTHS_GIVEN_AS_NAMES
from extraction.coreference.names.places import with_places
from extraction.coreference.names.things import without_things
from extraction.coreference.names.whole_sources import whole_sources
from extraction.coreference.organizations.acronyms import ABBREVIATION, initials, is_short_for
from extraction.coreference.titles import head_noun
from extraction.datelines import DATELINE, LABELLED
from extraction.document import Document, Name
from extraction.lexicon.honorifics import NOT_NAMES, OFFICES_IN_CAPITALS
from extraction.lexicon.organizations import DOCUMENTS, ORGANIZATION_WORDS
from extraction.lexicon.roles import HEADS, KIN
from extraction.names import (
    CAP,
    HAS_PARTICLE,
    HONORIFIC_BEHIND,
    NICKNAMED,
    alike,
    compared,
    fit,
    is_given,
    is_title,
)
from extraction.text.folding import name_key, plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

PLACES = frozenset({"GPE", "LOC"})
NAMING = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
FRONT_END = re.compile(
    r",|;|\((?![A-Z][A-Za-z.]{1,9}\)\s\w)|—|–|\s(?:who|whom|which|that|of|for|at|from|in|on|with|to|about)\s"
)
ARTICLE = re.compile(r"^(?:the|a|an|this|that)\s+", re.IGNORECASE)
BARE_NAME = re.compile(rf"(?:{CAP}[ \xa0]){{0,3}}{CAP}")
MOST_WORDS = 8  # of a name of which a later part may refer to its person
MISTAKEN = frozenset({"NORP", "ORG", "GPE"})
BROTHERS = frozenset({"father", "brother", "sister"})
IN_BRACKETS = re.compile(
    rf"(?<!\w)(?!The\b)(?P<long>{CAP}"
    rf"(?:[ \xa0](?:{CAP}[’']?|of|for|and|the|in|on|de|du|des|&)){{1,11}})"
    r"[ \xa0]\((?P<short>[A-Z]{2,8})\)"
)
ABBREVIATED = re.compile(r"[A-Z]{2,6}")
PHRASE_END = re.compile(r"[,;(—–]|\s(?:who|whom|whose|which|that)\s")
LONG_TITLE = re.compile(rf"(?:\S+\s){{1,12}}?[Oo]f\s(?:the\s)?(?:{CAP}\s){{2,9}}{CAP}")
KIN_BEFORE = re.compile(rf"\b{any_of(KIN | BROTHERS)},?[ \xa0]\Z")
PLACE_BEHIND = re.compile(r"[ \xa0](?:City|County|Inc|Ltd|[Uu]nit|University|[Tt]imes)\b")
LABEL_END = re.compile(r"(?:(?:,? ?\([^)\n]{1,40}\)){1,2}|(?:, [^\n:,]{2,40}){1,2})?:")
SHORTEST_FAMILY = 3  # letters
ARTICLES, LINE_STARTS = ("the ", "The ", "THE "), ("\n", "\n**")
PARAGRAPH_START = re.compile(r"(?:\n|\A)\s*")


def correct_names(document: Document) -> None:
    """Correct the labels, drop what a paragraph is dated from, append sources that are names.

    Those appended come last, in the order of the attributions.
    """
    seats = {each.span for each in document.countries}
    places = seats | {span for span, label in document.names if label in PLACES}
    datelines = _datelines(document.text, places)
    names = [
        (span, "GPE" if span in seats and label == "PERSON" else label)
        for span, label in _before_colons(document.text, with_places(document, document.names))
        if not datelines.touches(span)
    ]
    sources = [span for each in document.attributions for span in each.source[:1]]
    names = holders_of_offices(document.text, _with_particles(document.text, names))
    names = parted(document.text, whole_sources(document.text, sources, names))
    names = of_given_names(document.text, names)
    names = _of_kin(document.text, names, seats)
    names = _introduced(document.text, names)
    names = _labelled(document.text, sources, names)
    names = _part_of_names(document.text, sources, names)
    names = _nicknamed(document.text, sources, names)
    names = _of_office(document.text, names)
    names = _named_in_full(document.text, sources, names)
    names += _abbreviations(document.text, sources, names)
    names = _behind_titles(document.text, sources, names)
    names = bodies_behind_kinds(document.text, sources, names, seats)
    names = bodies_speaking(document.text, sources, bodies_missed(document.text, names))
    found = _capitalised_sources(document.text, sources, names)
    names = [*names, *((span, "PERSON") for span in found)]
    names = bodies_meant(document.text, sources, bodies_named(document.text, names))
    names = people_missed(document, names)
    names = without_things(document.text, names)
    document.names = bodies_called(document.text, sources, names)


def _before_colons(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names, of those that run over the colon of a label what is before it."""
    for span, label in names:
        colon = text.find(": ", *span)
        yield (Span(span.start, colon) if colon > span.start else span, label)


def _datelines(text: str, places: set[Span]) -> CharacterMask:
    """The places that paragraphs are dated from, with the agency in brackets.

    In front of a colon, as a label has, only one of `places`.
    """
    found = []
    for paragraph in PARAGRAPH_START.finditer(text):
        if dateline := DATELINE.match(text, paragraph.end()):
            found.append(Span(*dateline.span("place")))
            if dateline["agency"]:
                found.append(Span(*dateline.span("agency")))
        elif labelled := LABELLED.match(text, paragraph.end()):
            found += places & {Span(*labelled.span("place"))}
    return CharacterMask(len(text), found)


def _capitalised_sources(
    text: str, sources: Sequence[Span], names: Sequence[Name]
) -> Iterator[Span]:
    """Sources that are a name which the recogniser missed.

    Two to four capitalised words, a label (“BREL: …”), or one word behind a word of kin (“her
    daughter, Zsófia”), or that is the family name of a person it did find, or a slip for it.
    """
    families = _families(text, names)
    taken = CharacterMask(len(text), (span for span, label in names if label in NAMING))
    for source in sources:
        front = FRONT_END.split(source.of(text), maxsplit=1)[0].strip()
        if not _may_be_name(front):
            continue
        start = source.start + source.of(text).find(front)
        span = Span(start, start + len(front))
        words = front.split()
        label = text.startswith(":", span.end) and len(words[0]) > 1
        label &= plain(front) not in DOCUMENTS  # “Poll: ‘Half would leave’”
        if not taken.touches(span) and (
            len(words) > 1
            or label
            or KIN_BEFORE.search(text[max(0, start - 16) : start])
            or _is_family(front, families[plain(front)[:1]])
        ):
            yield span


def _with_particles(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with persons whom a part tells: “Nagwa el-Qadari”, “Mio-san” are no places."""
    return [
        (span, "PERSON" if label in MISTAKEN and _has_particle(span.of(text).split()) else label)
        for span, label in names
    ]


def _has_particle(words: Sequence[str]) -> bool:
    if HONORIFIC_BEHIND.search(words[-1]):
        return True
    return len(words) > 1 and is_given(words[0]) and bool(HAS_PARTICLE.match(words[-1]))


def _of_kin(text: str, names: Sequence[Name], countries: Collection[Span]) -> list[Name]:
    """The names, with persons behind a word of kin: “her mother, Folake”, no town."""
    return [
        (
            span,
            "PERSON"
            if label in MISTAKEN
            and KIN_BEFORE.search(text[max(0, span.start - 16) : span.start])
            and not PLACE_BEHIND.match(text, span.end)
            and span not in countries
            else label,
        )
        for span, label in names
    ]


def _labelled(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, those of labels whole: “ANA BREL: …”, of which the recogniser sees two."""
    found = [
        (source, "PERSON")
        for source in sources
        if LABEL_END.match(text, source.end)
        and (not source.start or text.endswith(LINE_STARTS, 0, source.start))
        and " " in source.of(text)
        and _may_be_name(source.of(text))
    ]
    around = CharacterMask(len(text), (span for span, _ in found))
    return [each for each in names if not around.touches(each[0])] + found


def _part_of_names(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, a source that is a later part of a person's name as that person.

    “Rui Valadares Prado … said Valadares”, which is no people and no organization.
    """
    people = [_words(text, span) for span, label in names if label == "PERSON"]
    full = [words for words in people if len(words) <= MOST_WORDS]
    later = {words[start:end] for words in full for start, end in _later_parts(len(words))}
    fronts = {_front(text, source) for source in sources}
    return [
        (span, "PERSON")
        if label in MISTAKEN and span in fronts and _words(text, span) in later
        else (span, label)
        for span, label in names
    ]


def _of_office(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with people behind an office whose family name is a person's elsewhere.

    “Ambassador Hamdu Brel”, taken for a body, and “Ambassador Brel”; “DI Brel”. An office alone in
    front of a person (“DCI Ana Brel”) is no body.
    """
    known = {span.of(text).split()[-1] for span, label in names if label == "PERSON"}
    people = {span.start for span, label in names if label == "PERSON"}
    found = set()
    for span, label in names:
        *given, family = span.of(text).split()
        if label == "ORG" and given and family in known and _may_be_name(span.of(text)):
            before = text[max(0, span.start - 20) : span.start].split()
            held = before and before[-1][0].isupper() and plain(before[-1]) in HEADS
            if held or OFFICES_IN_CAPITALS.issuperset(given):
                found.add(span.of(text))
    return [
        (span, "PERSON" if span.of(text) in found else label)
        for span, label in names
        if not (span.of(text) in OFFICES_IN_CAPITALS and span.end + 1 in people)
    ]


def _nicknamed(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with people whom a source calls by a nickname or the family name behind it.

    “Samuel ‘Tobo’ Adeyeka … said Tobo”, of whom the recogniser finds nobody or a body.
    """
    called = [match for match in NICKNAMED.finditer(text) if any(map(is_given, _before(match)))]
    short = {match[part] for match in called for part in ("nickname", "family")}
    fronts = (_front(text, source) for source in sources) if short else ()
    found = [(front, "PERSON") for front in fronts if front.of(text) in short]
    around = CharacterMask(len(text), (span for span, _ in found))
    return [each for each in names if not around.touches(each[0])] + found


def _before(nickname: re.Match[str]) -> list[str]:
    return nickname.string[nickname.start() : nickname.start("nickname") - 1].split()


def _named_in_full(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with people whom the recogniser took for a people or a body, or missed.

    “Bhullar said”, a source of one word, and “Manpreet Bhullar” elsewhere, which opens with a
    given name.
    """
    others = {span for span, label in names if label != "PERSON"}
    known = {_words(text, span)[-1:] for span, label in names if label == "PERSON"}
    alone = {
        front.of(text): None
        for source in sources
        for front in [_front(text, source)]
        if " " not in front.of(text) and _may_be_name(front.of(text))
    }
    found: list[Name] = []
    for family in alone:
        if compared([family])[-1:] in known or len(family) < SHORTEST_FAMILY:
            continue
        full = [span for span in _with_given(text, family) if span not in others]
        if full:
            found += [(span, "PERSON") for span in (*full, *_alone(text, family, full))]
    around = CharacterMask(len(text), (span for span, _ in found))
    return [each for each in names if not around.touches(each[0])] + found


def _with_given(text: str, family: str) -> Iterator[Span]:
    """A word with a given name in front, but no article: not “the Royal Navy”."""
    pattern = rf"(?P<given>{CAP})[ \xa0]{re.escape(family)}(?![\w’'-])"
    for match in re.finditer(pattern, text):
        given = match["given"]
        if (
            is_given(given)
            and not is_title(given)
            and not text.endswith(ARTICLES, 0, match.start())
        ):
            yield Span(*match.span())


def _alone(text: str, family: str, full: Sequence[Span]) -> Iterator[Span]:
    within = CharacterMask(len(text), full)
    for match in re.finditer(rf"(?<![\w’'-]){re.escape(family)}(?!\w|['’-]\w\w)", text):
        if not within.holds(match.start()):
            yield Span(*match.span())


def _words(text: str, span: Span) -> tuple[str, ...]:
    return compared(span.of(text).split())


def _later_parts(count: int) -> Iterator[tuple[int, int]]:
    """Where a part of so many words may begin and end, behind the first."""
    yield from ((start, end) for start in range(1, count) for end in range(start + 1, count + 1))


def _front(text: str, source: Span) -> Span:
    """What a source opens with, without blanks around it."""
    front = FRONT_END.split(source.of(text), maxsplit=1)[0]
    start = source.start + len(front) - len(front.lstrip())
    return Span(start, start + len(front.strip()))


def _introduced(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the organizations whose abbreviation stands in brackets behind them.

    “the Women Growers’ Union of Mbaro (WGUM)”, of which the recogniser finds a part or nothing.
    """
    found = []
    for match in IN_BRACKETS.finditer(text):
        words = list(re.finditer(r"\S+", text[match.start() : match.end("long")]))
        for word in words:
            span = Span(match.start() + word.start(), match.end("long"))
            if word[0][0].isupper() and is_short_for(match["short"], span.of(text)):
                found += [(span, "ORG"), (Span(*match.span("short")), "ORG")]
                break
    around = CharacterMask(len(text), (span for span, _ in found))
    short = {span.of(text) for span, _ in found if ABBREVIATED.fullmatch(span.of(text))}
    others = [each for each in names if not around.touches(each[0])]
    return [(s, "ORG" if s.of(text) in short else label) for s, label in others] + found


def _abbreviations(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """Sources that the recogniser missed, which are short for an organization that it found."""
    taken = CharacterMask(len(text), (span for span, label in names if label in NAMING))
    bodies = [name for name, label in names if label == "ORG"]
    known = {initials(ARTICLE.sub("", name.of(text))) for name in bodies}
    known |= {name_key(given[1]) for n in bodies if (given := ABBREVIATION.match(text, n.end))}
    found: list[Name] = []
    for source in sources:
        front = _front(text, source)
        short = ARTICLE.sub("", front.of(text))
        span = Span(front.end - len(short), front.end)
        if ABBREVIATED.fullmatch(short) and name_key(short) in known and not taken.touches(span):
            found.append((span, "ORG"))
            taken.add(span)
    return found


def _behind_titles(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with those at the end of a source that opens with a long title.

    “Chair of the Rail Committee Ana Brel”: the recogniser finds nobody, or one organization.
    """
    found: list[Name] = []
    for source in sources:
        phrase = PHRASE_END.split(source.of(text).strip(), maxsplit=1)[0]
        if LONG_TITLE.fullmatch(phrase) and head_noun(phrase) and (name := _last_name(phrase)):
            end = source.start + source.of(text).find(phrase) + len(phrase)
            found.append((Span(end - len(name), end), "PERSON"))
    people = CharacterMask(len(text), (span for span, label in names if label == "PERSON"))
    found = [each for each in found if not people.touches(each[0])]
    around = CharacterMask(len(text), (span for span, _ in found))
    return [each for each in names if not around.touches(each[0])] + found


def _last_name(phrase: str) -> str:
    """The name that a phrase ends in: a given name, or what follows a word for a body."""
    for count in (2, 3):
        *_, before, first = (words := phrase.split())[: 1 - count]
        name = " ".join([first, *words[1 - count :]])
        begins = is_given(first) or plain(before) in ORGANIZATION_WORDS
        if begins and before[0].isupper() and _may_be_name(name):
            return name
    return ""


def _families(text: str, names: Sequence[Name]) -> dict[str, set[str]]:
    """The family names of people by their first letter, which a slip leaves as it is."""
    families: dict[str, set[str]] = defaultdict(set)
    for span, label in names:
        words = span.of(text).split()
        if label == "PERSON" and len(words) > 1:
            families[plain(words[-1])[:1]].add(words[-1])
    return families


def _is_family(word: str, families: Iterable[str]) -> bool:
    return any(fit([word], [family]) or alike(word, family) for family in families)


def _may_be_name(front: str) -> bool:
    if not BARE_NAME.fullmatch(front) or ARTICLE.match(front) or head_noun(front):
        return False
    first, *rest = map(plain, front.split())
    words = rest if rest and first in MONTHS_GIVEN_AS_NAMES else [first, *rest]
    return not any(word in ORGANIZATION_WORDS or word in NOT_NAMES for word in words)
