"""Other names that an article says a person has: “Ned Brel, whom everyone calls Duke”.

Nicknames, pen names and names of the stage.  Where one stands alone afterwards, it is that person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extraction.annotations import Span
from extraction.lexicon import capitalized
from extraction.lexicon.organizations import (
    BODIES_OF_A_COUNTRY,
    NAMED_THINGS,
    ORGANIZATION_WORDS,
    PUBLICATIONS,
    SITES,
)
from extraction.lexicon.other_names import (
    ARTICLES,
    CALLED,
    CALLERS,
    CALLS,
    FAMILIARS,
    GOING_BY,
    HOW_CALLED,
)
from extraction.lexicon.roles import MONTHS, WEEKDAYS
from extraction.lexicon.written_words import SHOWS
from extraction.names import CAP, compared, is_given, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

_OTHER = (
    rf"[“\"‘']?(?P<other>(?:{any_of(ARTICLES | capitalized(ARTICLES))}[ \xa0])?"
    rf"{CAP}(?:[ \xa0]{CAP}){{0,2}})[”\"’']?"
)
# “, a baker of 40,”: with a clause or a firm in it, what follows may be of another
_ASIDE = r"(?:(?!\b(?:who|which|that|whose|where|and)\b)[^.;:!?()“”\"\n–—]){0,60},"
_HOW = rf"(?:{any_of(HOW_CALLED)} )*"
_IS = r"(?:,? who)? (?:is|was|were|has been|had been) "
# “Who everybody”, not “who called”
_CALLER = rf"(?:(?:who|that) (?:(?:the|his|her|their|its|some|most) )?)?(?={any_of(CALLERS)}\b)"
_BY_WHOM = r"(?: (?:to|by|among|in|on|at|throughout|across|around) [^.;:!?()“”\"\n,]{1,40}?)?"
_TRIGGERS = (
    # nicknamed X, better known as X, known to all as X
    rf"(?:{_ASIDE}(?: who (?:is|was))?|{_IS}| –| —)? ?\(?{_HOW}{any_of(CALLED)}{_BY_WHOM}"
    r"(?: simply| only| just)? as ",
    rf"(?:{_ASIDE}(?: who (?:is|was))?|{_IS}| –| —| \() ?{_HOW}(?:nicknamed|christened) ",
    rf"(?:{_IS}{_HOW}|,(?: who is| who was)? (?:{any_of(HOW_CALLED)} )+)(?:called|dubbed|styled) ",
    # whom the port knows as X, the skipper everyone calls X
    rf"(?:, (?:the|an?) [a-z][^.;:!?()“”\"\n,]{{0,40}}?)?,? (?:whom|{_CALLER})"
    rf"[^.;:!?()“”\"\n,]{{0,40}}?\b{any_of(CALLS)}(?: (?:him|her|them))?(?: simply| only| just)?"
    r"(?: as| by the name of)? ",
    # alias X, aka X
    r",? (?:alias|aka|a\.k\.a\.|AKA) ",
    # who writes as X, who goes by the name of X
    rf",? who (?:\w+ )?{any_of(GOING_BY)} (?:by|as|under)"
    r"(?: (?:the|his|her|a) (?:(?:stage|pen|ring|screen|street|war) ?)?"
    r"(?:name|nickname|alias|pseudonym|handle|moniker|nom de guerre)(?: of)?)? ",
)
_BEHIND = tuple(re.compile(trigger + _OTHER) for trigger in _TRIGGERS)
# Ned Brel – Duke to his friends –
_TO_ALL = re.compile(
    rf"(?:,| –| —| \() ?{_OTHER} to (?:(?:his|her|their|the|most|all|many|old) ){{0,2}}"
    rf"{any_of(FAMILIARS)}\b"
)
# Ned Brel, the Bear of Osk,
_EPITHET = re.compile(
    rf",[ \xa0](?P<other>the[ \xa0](?P<noun>{CAP}))[ \xa0]of[ \xa0](?:the[ \xa0])?{CAP}"
    rf"(?:[ \xa0]{CAP})?[,.)]"
)
# Duke, whose real name is Ned Brel
_REAL_NAME = re.compile(
    rf"(?P<other>{CAP}(?:[ \xa0]{CAP}){{0,2}})(?:, whose (?:real|full|given|birth|legal|actual) "
    r"name (?:is|was)|,? \(?(?:real name|born|n[ée]e?)|, as \w+ (?:call|know|knew)s?(?: him| her)?)"
    r"[ \xa0]\Z"
)
_WORDS = re.compile(
    r"\b(?:nicknam|known|call|know|knew|dub|christened|styled|alias|aka|a\.k\.a|AKA|as|by|under)"
)
_GOES_ON = re.compile(r"[’']s\b|-[a-z]")  # “known as Osk's fixer”
# “Best known as Doctor Marl in the series”, “… in “Harbour””: a part that is played
_PLAYED = re.compile(
    rf"[”\"'’]? (?:in|on|from|opposite) (?:[“\"‘]|(?:[\w-]+ ){{0,4}}?{any_of(SHOWS)}\b)"
)
_THING = re.compile(
    rf"\b{any_of(BODIES_OF_A_COUNTRY | NAMED_THINGS | PUBLICATIONS | SITES)}, *"
    rf"(?:{any_of(HOW_CALLED)} )*known\b"
)
_THE_NOUN = re.compile(
    rf"\b[Tt]he[ \xa0](?P<noun>{CAP}(?<!\.))(?![\w-]|[ \xa0](?:of[ \xa0])?{CAP})"
)
_REACH = 130  # code points


class OtherName(NamedTuple):
    """Another name of the person whose whole name is at `owner`.

    `the` says whether it stands behind “the”, which is no part of it; `given_first` whether the
    text has it before the whole name.
    """

    owner: Span
    text: str
    the: bool = False
    given_first: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What it is compared by."""
        return compared(self.text.split())


def other_names(text: str, people: Sequence[Span]) -> list[OtherName]:
    """Other names that the text says one of these people has, whose spans are names.

    None that it gives to two of them, and no whole name of which it introduces a person elsewhere.
    """
    found = list(_given(text, people))
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in found:
        owners[each.words].add(compared(each.owner.of(text).split())[-1])
    return [each for each in found if len(owners[each.words]) == 1 and not _is_anothers(text, each)]


def _is_anothers(text: str, other: OtherName) -> bool:
    """“Ned Brel, known as Tom Ek, left. Tom Ek, a judge, stayed.”: Ek is another."""
    words = other.text.split()
    if len(words) < 2 or not is_given(words[0]):
        return False
    pattern = (
        rf"(?<![\w-]){re.escape(other.text)},[ \xa0](?:\d\d\b|an?[ \xa0]|the[ \xa0]|who[ \xa0])"
    )
    if other.given_first:
        given = text.rfind(other.text, 0, other.owner.start)
    else:
        given = text.find(other.text, other.owner.end)
    return any(match.start() != given for match in re.finditer(pattern, text))


def _given(text: str, people: Sequence[Span]) -> Iterator[OtherName]:
    named = CharacterMask(len(text), people)
    for owner in people:
        if len(owner.of(text).split()) < 2:
            continue
        other = _behind(text, owner)
        if other and not named.touches(Span(owner.end, other.start)):
            article, _, rest = other.of(text).partition(" ")
            the = bool(rest) and article.lower() == "the"
            yield OtherName(owner, rest if the else other.of(text), the)
        before = _REAL_NAME.search(text, max(0, owner.start - _REACH), owner.start)
        if before and not is_title(before["other"].split()[-1]):
            yield OtherName(owner, before["other"], given_first=True)


def places_of_other_names(text: str, people: Sequence[Span]) -> list[Span]:
    """Where people stand by other names that the text gives them."""
    found = {each.text: each.the for each in other_names(text, people)}
    return [span for other, the in found.items() for span in _standing(text, other, the=the)]


def _behind(text: str, owner: Span) -> Span | None:
    """Where another name of a person is introduced, “the” included."""
    if not text.startswith((",", " ", "\xa0"), owner.end):
        return None
    end = min(len(text), owner.end + _REACH)
    patterns = _BEHIND if _WORDS.search(text, owner.end, end) else ()
    for pattern in (*patterns, _TO_ALL):
        match = pattern.match(text, owner.end, end)
        if match and _is_name(match):
            span = Span(*match.span("other"))
            return Span(span.start, span.end - match["other"].endswith("."))
    epithet = _EPITHET.match(text, owner.end, end)
    if epithet and _is_epithet(epithet):
        return Span(*epithet.span("other"))
    return None


def _is_name(match: re.Match[str]) -> bool:
    """Whether what stands there is a name of one who is called so.

    No office, day or part that is played, no name of a firm, and nothing owned by the one named.
    """
    words = match["other"].split()
    end = match.end("other")
    dated = plain(words[0]) in WEEKDAYS | MONTHS
    if dated or _PLAYED.match(match.string, end) or _THING.search(match.string, match.start(), end):
        return False
    office = words[0].lower() != "the" and all(map(is_title, words))
    owned = words[-1].endswith(("’s", "'s")) or _GOES_ON.match(match.string, end)
    return not office and not owned


def _is_epithet(match: re.Match[str]) -> bool:
    """“The Bear of Osk”, whom the text calls “the Bear” elsewhere."""
    noun = match["noun"]
    if is_title(noun) or plain(noun) in ORGANIZATION_WORDS | PUBLICATIONS:
        return False
    return noun in _nouns_behind_the(match.string)


@lru_cache(maxsize=4)
def _nouns_behind_the(text: str) -> frozenset[str]:
    """The words with a capital that stand alone behind “the”."""
    return frozenset(match["noun"] for match in _THE_NOUN.finditer(text))


def _standing(text: str, name: str, *, the: bool) -> Iterator[Span]:
    """Every place of a name, behind “the” if it is given so."""
    lead = r"\b[Tt]he[ \xa0]" if the else r"(?<![\w-])"
    pattern = rf"{lead}({re.escape(name)})(?![\w-]|[ \xa0](?:of[ \xa0])?{CAP})"
    for match in re.finditer(pattern, text):
        yield Span(*match.span(1))
