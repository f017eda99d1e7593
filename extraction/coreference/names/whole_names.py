"""Names of people in their full extent, where the recogniser found a part of one or none.

A name goes on over the capitalised words beside it that are no title, no other name and do not
merely open a sentence.  An apposition with an age or a role tells a name that was not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.titles import title_after
from extraction.lexicon import capitalized, words
from extraction.lexicon.honorifics import (
    BEHIND_I,
    GIVEN_NAMES_SHORT,
    INITIALS_OF_TWO,
    JOINED_PARTICLES,
    NAMED_AFTER_PEOPLE,
    NOT_NAMES,
    PARTICLES,
    PARTICLES_BETWEEN_NAMES,
    PARTICLES_IN_APPOSITION,
    PARTICLES_INSIDE_NAMES,
    PATRONYMIC,
    PLACES_IN_LETTERS,
)
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.lexicon.roles import HEADS, KIN, NOT_IN_TITLES
from extraction.names import CAP, is_given, is_initial, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

FAMILIES_AND_WORDS = words("may march an said so to too no on in were will can do go how you he")
CAPITAL_BEHIND = re.compile(r"\s[A-Z]")
MOST_WORDS = 4
SHORTEST_OPENING = 3
ENDINGS = ("ly", "ing", "ed", "day")  # of words that open a sentence and are no names
MOST_WITH_FATHER = 8
BLANKS = {" ", "\xa0"}
OF_FATHERS = {f" {word} " for word in PATRONYMIC}
NEXT_WORD = re.compile(rf"(?:(?<=ng)[’'])?[ \xa0]({CAP})(?![\w’'])")  # “Achieng’ Brel”
NEXT_FAMILY = re.compile(
    rf"(?:(?:[ \xa0]{any_of(PARTICLES_INSIDE_NAMES)})+[ \xa0]{CAP}"
    rf"|[ \xa0]{any_of(JOINED_PARTICLES)}[’']{CAP})(?![\w’'])"
)
CAPITALS = re.compile(rf"(?:[ \xa0]{CAP})+")
PARTICLE_BEFORE = re.compile(rf"(?<![^\W])(?:{any_of(PARTICLES_BETWEEN_NAMES)}[ \xa0])+\Z")
LETTERS = any_of(capitalized(INITIALS_OF_TWO | GIVEN_NAMES_SHORT))
INITIALS_BEFORE = re.compile(rf"(?<![\w.’'\-])(?:(?:[^\W\d_a-z]|{LETTERS})\.[ \xa0]?)+\Z")
OF_A_BODY = re.compile(r"\b(?:[Tt]he|an?)[ \xa0]\Z")  # “the F.B.I. Brel said”
WORD_BEFORE = re.compile(rf"(?<![\w’'\-.])({CAP})[ \xa0]\Z")
SENTENCE_OPENS = re.compile(r"(?:\A|[.!?:\n”\"“‘(\[—–]\s*|[.!?][”\"’']\s+)\Z")
HEADLINE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
APPOSED = re.compile(
    rf"(?<![\w’'\-.])(?P<name>{CAP}(?:[ \xa0](?:{CAP}|{any_of(PARTICLES_IN_APPOSITION)}\b)){{1,3}})"
    r"(?P<behind>, (?:aged? )?\d\d(?=,|\.|\s(?:who|from|and|of)\b)|, who(?:se)? "
    r"|, (?:an?|the|his|her|my|our) )"
)


def headline_end(text: str) -> int:
    """Where the headline that a text opens with ends: 0 if its first line is a sentence."""
    start = len(text) - len(text.lstrip())
    line = text.strip().split("\n", 1)[0]
    words = [word for word in line.split() if word[0].isalpha()]
    lower = sum(word[0].islower() and len(word) > 4 for word in words)
    sentence = bool(HEADLINE_END.search(line.rstrip())) or len(words) > 25
    return 0 if sentence and lower > 1 else start + len(line)


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans by start; those that overlap, and with one blank between them, are one name:
    “Md. Ruhul Amin Mallik”."""
    kept: list[Span] = []
    for span in sorted(spans):
        between = text[kept[-1].end : span.start] if kept else ""
        most = MOST_WORDS + 1 if between in BLANKS else MOST_WITH_FATHER
        beside = between in BLANKS or between in OF_FATHERS
        if beside and len(text[kept[-1].start : span.end].split()) <= most:
            kept[-1] = Span(kept[-1].start, span.end)
        elif kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(span.end, kept[-1].end))
        else:
            kept.append(span)
    return kept


def preceded(text: str, spans: Sequence[Span], others: CharacterMask) -> list[Span]:
    """Where a lone name has a word in front that the recogniser did not see: “Ana Brel”."""
    names = {span.of(text) for span in spans}
    families = {name.split()[-1] for name in names if " " in name}
    taken = CharacterMask(len(text), spans)
    found = []
    for name in sorted(name for name in names if " " not in name and name not in families):
        for match in re.finditer(rf"(?<=[^\W\d_][ \xa0]){re.escape(name)}(?![\w-])", text):
            span = Span(*match.span())
            if not (taken.touches(span) or others.touches(span)) and (
                _to_the_left(text, span, others, known=False) != span
            ):
                found.append(span)
    return found


def grown(text: str, spans: Sequence[Span], others: CharacterMask) -> list[Span]:
    """The names with the words beside them that belong to them; `others` are names of others."""
    headline = headline_end(text)
    full = [words for span in spans if len(words := span.of(text).split()) > 1]
    families = {plain(word) for words in full for word in words}
    found = []
    for span in spans:
        if span.start >= headline:
            right = _to_the_right(text, span, others)
            family = " " not in span.of(text) and plain(span.of(text)) in families
            strange = plain(right.of(text).split()[-1]) not in families
            if not (family and strange) and not _of_a_body(text, span):
                span = right
            known = plain(span.of(text)) in families
            lone = " " not in span.of(text) and not known
            behind_particle = PARTICLE_BEFORE.search(text[max(0, span.start - 20) : span.start])
            if lone or behind_particle or not is_given(span.of(text).split()[0]):
                span = _to_the_left(text, span, others, known)
            span = _with_initials(text, span)
        found.append(span)
    return joined(text, found)


def _of_a_body(text: str, span: Span) -> bool:
    """“Ana Brel Legacy Programme”: the name of a body goes on behind that of a person."""
    run = CAPITALS.match(text, span.end)
    return run is not None and not ORGANIZATION_WORDS.isdisjoint(map(plain, run[0].split()))


def _to_the_right(text: str, span: Span, others: CharacterMask) -> Span:
    whole = span
    if with_particle := NEXT_FAMILY.match(text, span.end):
        last = with_particle[0].split()[-1]
        if _belongs(last) and not others.holds(with_particle.end() - len(last)):
            return Span(span.start, with_particle.end() - last.endswith("."))
    while len(span.of(text).split()) < MOST_WORDS and (word := NEXT_WORD.match(text, span.end)):
        family = may_be_family(text, word[1], word.end(1))
        if not (family or _belongs(word[1])) or others.holds(word.start(1)):
            break
        end = word.end(1) - (word[1].endswith(".") and not is_initial(word[1]))
        span = Span(span.start, end)
        if end < word.end(1):
            break
    return whole if plain(span.of(text).split()[-1]) in NAMED_AFTER_PEOPLE else span


def _to_the_left(text: str, span: Span, others: CharacterMask, known: bool) -> Span:
    """`known`: another name has this word; then only a given name belongs to it."""
    more = " " in span.of(text)
    particle = span.of(text).split()[0] in PARTICLES
    while len(span.of(text).split()) < MOST_WORDS:
        before = text[max(0, span.start - 60) : span.start]
        particles = PARTICLE_BEFORE.search(before)
        start = span.start - (len(particles[0]) if particles else 0)
        word = WORD_BEFORE.search(text[max(0, start - 40) : start])
        particle |= bool(particles)
        if not word or word[1].endswith(".") or not (particle or _belongs(word[1])):
            return span
        at = start - len(word[0])
        given = is_given(word[1])
        opens = SENTENCE_OPENS.search(text[max(0, at - 4) : at]) and not (
            not more and _opens_paragraph(text, Span(at, start - 1))
        )
        if others.holds(at) or (
            not given and not particle and (known or opens or more or _is_role(word[1]))
        ):
            return span
        span = Span(at, span.end)
        if given or particle:
            return span
    return span


def _with_initials(text: str, span: Span) -> Span:
    """With the initials in front: two or more, or one that no sentence ends in."""
    if text.endswith("I ", 0, span.start) and plain(span.of(text).split()[0]) in BEHIND_I:
        return Span(span.start - 2, span.end)
    found = INITIALS_BEFORE.search(text[max(0, span.start - 24) : span.start])
    if found is None:
        return span
    start = span.start - len(found[0])
    letters = found[0].split()
    tight = len(letters) == 1 and letters[0].count(".") > 1
    place = tight and plain(letters[0]) in PLACES_IN_LETTERS
    if place or (tight and OF_A_BODY.search(text[max(0, start - 4) : start])):
        return span
    one = len(letters) == 1 and len(letters[0]) == 2
    if one and not is_initial(span.of(text).split()[0]):
        return span
    return Span(start, span.end)


def may_be_family(text: str, word: str, end: int) -> bool:
    """Whether a word is a family name where it stands in narration: “Theresa May”, “Mona Said”."""
    capital = word.istitle() and not CAPITAL_BEHIND.match(text, end)
    return capital and plain(word) in FAMILIES_AND_WORDS


def _opens_paragraph(text: str, word: Span) -> bool:
    """Whether a word opens a paragraph, as a given name might: “Amelize Joseph loves …”."""
    first = plain(word.of(text))
    return (
        (word.start == 0 or text[word.start - 1] == "\n")
        and len(first) > SHORTEST_OPENING
        and first not in NOT_IN_TITLES | KIN
        and not first.endswith(ENDINGS)
        and not re.search(rf"(?<!\w){re.escape(first)}(?!\w)", text)
    )


def _belongs(word: str) -> bool:
    bare = plain(word)
    shouted = len(bare) > 1 and word.isupper() and not is_initial(word)
    return not (
        bare in NOT_NAMES or bare in ORGANIZATION_WORDS or is_title(word) or shouted or not bare
    )


def _is_role(word: str) -> bool:
    return any(plain(part) in HEADS for part in word.split("-"))


def apposed(text: str, taken: CharacterMask, others: CharacterMask) -> Iterator[Span]:
    """Names that nobody found, by what is said of them: “Vekuii Tjozongoro, 61,”."""
    headline = headline_end(text)
    for match in APPOSED.finditer(text):
        span = Span(*match.span("name"))
        words = span.of(text).split()
        if span.start < headline or taken.touches(span):
            continue
        if not all(_belongs(word) or word in PARTICLES for word in words) or _is_role(words[0]):
            continue
        aged = match["behind"][-1].isdigit()
        if aged or (
            not others.touches(span)
            and (match["behind"].startswith(", who") or title_after(text, span))
        ):
            yield span
