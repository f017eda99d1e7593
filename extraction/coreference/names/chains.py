"""Which mentions are one person: their names are joined by `names.fit`, full names first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from extraction.annotations import EntityType, Span
from extraction.coreference.names.other_names import OtherName, other_names
from extraction.coreference.nouns import gender_of_head
from extraction.coreference.titles import (
    FRONT_END,
    head_noun,
    party_after,
    title_after,
    title_before,
    title_in_front,
)
from extraction.document import Chain, Document, Mention, Title
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import HONORIFICS_OF_RANK, PLAIN_HONORIFICS
from extraction.lexicon.other_names import ELDERS, ELDERS_BEHIND
from extraction.lexicon.roles import GENDER_OF_PEOPLE
from extraction.names import (
    PART,
    compared,
    core,
    fit,
    gender_of_given,
    gender_of_title,
    is_by_kin,
    is_given,
    is_post_nominal,
    short_for,
)
from extraction.text.folding import plain
from extraction.text.intervals import overlapping
from extraction.text.patterns import any_of
from extraction.text.sentences import is_subject

NEAR = 500  # code points
_PLAIN = re.compile(rf"\b{any_of(capitalized(PLAIN_HONORIFICS))}\.?[ \xa0]\Z")
_RAISED = re.compile(rf"\b{any_of(capitalized(HONORIFICS_OF_RANK))}[ \xa0]\Z")
_HONORIFIC = 10  # code points in front of a name
_APPOSED = re.compile(rf"\b(?P<noun>{any_of(GENDER_OF_PEOPLE)}),\s\Z")
_OWNS = re.compile(r"[’']s?(?!\w)")
_INTRODUCED = re.compile(r",\s(?:\d{1,3}\b|(?:an?|the|who)\s)")
_JOINT = re.compile(r"\s(?:and|&)\s")


def join_mentions(document: Document) -> None:
    """Join the mentions of people to chains, each with its titles."""
    text = document.text
    people = [m for m in document.mentions if m.type is EntityType.PERSON]
    people = _with_shared_names(text, _without_elders(text, people))
    others = other_names(text, [m.span for m in people if m.full])
    chains = _ByWord()
    kin: frozenset[Chain] | None = None
    for mention in sorted(_without(others, people), key=_fullest_first):
        if kin is None and not mention.full:
            kin = frozenset(_kin(chains, people))
        chain = _chain_for(text, mention, chains.like(mention), kin or frozenset())
        if chain is None:
            chain = Chain(mention.words)
        chain.add(mention)
        chains.add(chain)
    found = _with_other_names(list(chains), others, people)
    for chain in found:
        chain.mentions.sort(key=lambda m: m.span)
        _call_mostly(chain)
        _describe(text, chain, people)
    document.chains = sorted(found, key=lambda chain: chain.mentions[0].span)


def _without_elders(text: str, people: Sequence[Mention]) -> list[Mention]:
    """The mentions, “Pak Ana” and “Ana Amma” as Ana where one person is called so: Ana Brel.

    Not where the article introduces one of that name: “Mae Jordan, a nurse, …”.
    """
    whole = {m.words for m in people if _of_elder(m) and _INTRODUCED.match(text, m.span.end)}
    families: defaultdict[str, set[str]] = defaultdict(set)
    for words in (core(m.words) for m in people if not _of_elder(m)):
        if len(words) > 1:
            families[words[0]].add(words[-1])
    return [
        replace(mention, words=(given,))
        if (given := _of_elder(mention))
        and mention.words not in whole
        and len(families[plain(given)]) == 1
        else mention
        for mention in people
    ]


def _of_elder(mention: Mention) -> str:
    """The given name of “Pak Ana” and “Ana Amma”; empty if it is no such name."""
    if len(mention.words) != 2:
        return ""
    first, second = mention.words
    behind = plain(second) in ELDERS_BEHIND
    return second if plain(first) in ELDERS else first if behind else ""


def _without(others: Sequence[OtherName], people: Sequence[Mention]) -> list[Mention]:
    """The mentions but those by another name of one word, which may be a part of a third name."""
    alone = {each.words for each in others if len(each.words) == 1 and not each.given_first}
    return [mention for mention in people if compared(mention.words) not in alone]


def _with_other_names(
    chains: Sequence[Chain], others: Sequence[OtherName], people: Sequence[Mention]
) -> list[Chain]:
    """The chains, one for all names that the text says a person has, by the name given first."""
    of = {mention.span: chain for chain in chains for mention in chain.mentions}
    gone: set[Chain] = set()
    by_words: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in people if others else ():
        by_words[compared(mention.words)].append(mention)
    for other in {(of[each.owner], each.words): each for each in others}.values():
        mine = of[other.owner]
        called = list(by_words[other.words])
        for theirs in {of[m.span] for m in called if m.span in of} - {mine}:
            if compared(theirs.words) == other.words:
                gone.add(theirs)
                spans = {mention.span for mention in called}
                called += [mention for mention in theirs.mentions if mention.span not in spans]
        mine.mentions += [mention for mention in called if of.get(mention.span) is not mine]
        of |= {mention.span: mine for mention in called}
        if other.given_first:
            mine.words = next((m.words for m in called), mine.words)
    return [chain for chain in chains if chain not in gone]


def _with_shared_names(text: str, people: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the family name that two share: the first of “Ana and Luc Brel”.

    Only where the given name was not written before and no other family name is behind it.
    """
    found = list(people)
    met: set[str] = set()
    alone = {core(mention.words)[0] for mention in people if len(core(mention.words)) == 1}
    for index, mention in enumerate(people):
        words = core(mention.words)
        following = people[index + 1] if index + 1 < len(people) else None
        new = bool(words) and words[0] not in met
        if following and new and _share(text, mention, following, alone):
            elsewhere = any(core(other.words)[:1] == words and other.full for other in people)
            if not elsewhere:
                found[index] = replace(mention, words=(*mention.words, *following.words[1:]))
        met.update(words)
    return found


def _share(text: str, mention: Mention, following: Mention, by_one: Set[str]) -> bool:
    """Whether one family name stands behind two given names.

    Given names are those that are known, and both where the article calls the second by theirs;
    `by_one` has the names that stand alone.
    """
    second = core(following.words)[:1]
    given = is_given(mention.words[0]) or not by_one.isdisjoint(second)
    alone = len(mention.words) == 1 and given
    joint = _JOINT.fullmatch(text, mention.span.end, following.span.start)
    known = is_given(following.words[0]) or not by_one.isdisjoint(second)
    whole = len(core(following.words)) == 2 and known
    return alone and joint is not None and whole and mention.gender is None


class _ByWord:
    """Chains in the order in which they came, found by what their names may have in common.

    A name is compared with few others then, however many an article has.
    """

    def __init__(self) -> None:
        self._places: dict[Chain, int] = {}
        self._chains: dict[str, set[Chain]] = defaultdict(set)

    def __iter__(self) -> Iterator[Chain]:
        return iter(self._places)

    def add(self, chain: Chain) -> None:
        """Add a chain, or what has become of its name."""
        self._places.setdefault(chain, len(self._places))
        words = compared(chain.words)
        for key in (*words, *_slips(words, full=len(words) > 1)):
            self._chains[key].add(chain)

    def like(self, mention: Mention) -> list[Chain]:
        """Those whose names `names.fit` may join with this one: by a word, or by a slip for it."""
        words = compared(mention.words)
        keys = {*words, *_slips(words, full=False)}
        if len(words) == 1:
            keys.update(_slips(words, full=True))
        found = {chain for key in keys for chain in self._chains.get(key, ())}
        return sorted(found, key=self._places.__getitem__)


def _slips(words: Sequence[str], *, full: bool) -> list[str]:
    """What family names share of which one may be a slip for the other; no word is like it."""
    return [f"{family[0]} {full}" for family in words[-1:]]


def _kin(chains: Iterable[Chain], people: Sequence[Mention]) -> list[Chain]:
    """The chains whose family name alone refers to another person, never named in full.

    News names a person in full once and goes on with the family name; so if that name occurs
    alone well before, and the full one keeps its given name, they are relatives.
    """
    named: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for mention in people:
        named[core(mention.words)].append(mention.span.start)
    return [chain for chain in chains if _is_kin(chain, named.get(core(chain.words)[-1:], []))]


def _is_kin(chain: Chain, alone: Sequence[int]) -> bool:
    """Whether that can be, with the family name alone at these places."""
    in_full = [mention.span.start for mention in chain.mentions]
    before = [start for start in alone if start < min(in_full) - NEAR]
    return len(before) >= 2 and len(in_full) >= 3 and len(alone) >= 3


def _fullest_first(mention: Mention) -> tuple[int, bool, Span]:
    return (-min(len(compared(mention.words)), 4), mention.gender is None, mention.span)


def _chain_for(
    text: str, mention: Mention, chains: Sequence[Chain], kin: frozenset[Chain]
) -> Chain | None:
    if is_by_kin(mention.words):  # “Mama Safiya”: nobody whose whole name comes later
        chains = [c for c in chains if min(m.span for m in c.mentions) < mention.span]
    if mention.full:
        scored = [(max(fit(mention.words, c.words), _reverse(mention, c)), c) for c in chains]
    else:
        scored = [(fit(mention.words, c.words), c) for c in chains if c not in kin]
    best = max((score for score, _ in scored), default=0)
    if best == 0:
        return None
    fitting = [chain for score, chain in scored if score == best]
    if mention.gender and best <= PART:
        fitting = [c for c in fitting if _first_gender(c) in (None, mention.gender)]
    if len(fitting) > 1:
        fitting = [c for c in fitting if not _is_too_plain(text, mention, c)] or fitting
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda chain: _likelihood(text, chain, mention.span.start))


def _is_too_plain(text: str, mention: Mention, chain: Chain) -> bool:
    """Whether a name is with “Mr”, and the person is “Sir” elsewhere: Mr Brel, Sir Jan Brel."""
    return _PLAIN.search(_in_front(text, mention)) is not None and any(
        _RAISED.search(_in_front(text, each)) for each in chain.mentions
    )


def _in_front(text: str, mention: Mention) -> str:
    """What is in front of a name, with the honorific that its span may have."""
    words = mention.span.of(text)
    name = words.find(mention.words[-1]) if mention.words[0] not in words else 0
    start = mention.span.start + max(name, 0)
    return text[max(0, start - _HONORIFIC) : start]


def _reverse(mention: Mention, chain: Chain) -> int:
    """A full name may come after a lone one that was already a chain of its own."""
    return 0 if chain.full else fit(chain.words, mention.words)


def _first_gender(chain: Chain) -> str | None:
    return chain.gender or gender_of_given(chain.words[0])


def _likelihood(text: str, chain: Chain, position: int) -> tuple[bool, int, int]:
    """Order two people with one family name as its referent: one introduced in full as a subject
    just before comes first, then the one mentioned most."""
    near = any(
        m.full
        and 0 <= position - m.span.start < NEAR
        and not m.possessive
        and is_subject(text, m.span)
        for m in chain.mentions
    )
    return (near, len(chain.mentions), -chain.mentions[0].span.start)


def _call_mostly(chain: Chain) -> None:
    """Call a person by the given name that the article has most: the whole one, if as often."""
    given = core(chain.words)[0]
    names = [m.words for m in chain.mentions if m.full and core(m.words)[0] != given]
    alike = [words for words in names if short_for(core(words)[0], given)]
    others = [words for words in alike if len(words) == len(chain.words)]
    if not others:
        return
    own = sum(m.words == chain.words for m in chain.mentions)
    if len(others) > own or (len(others) == own and len(core(others[0])[0]) > len(given)):
        chain.words = others[0]


def _describe(text: str, chain: Chain, people: Sequence[Mention]) -> None:
    for mention in chain.mentions:
        front = _before(text, mention.span, people)
        apposed = _in_front_of(text, mention.span, front) if front else None
        for title in filter(None, (front, apposed, _behind(text, mention.span, people))):
            chain.titles.append((mention.span, title))
            if gender := gender_of_title(title.head):
                chain.genders[gender] += 3
            elif gender := gender_of_head(title.head):
                chain.genders[gender] += 1
        before = text[max(0, mention.span.start - 24) : mention.span.start]
        if (noun := _APPOSED.search(before)) and text[mention.span.end :][:1] in {",", "."}:
            chain.genders[GENDER_OF_PEOPLE[noun["noun"]]] += 1  # “the young man, Luc Brel,”
        if party := party_after(text, mention.span):
            chain.parties.append(party)
    if gender := gender_of_given(chain.words[0]):
        chain.genders[gender] += 2 if chain.full else 1


def _before(text: str, name: Span, people: Sequence[Mention]) -> Title | None:
    """The title in front of a name: of “the vet Ana Brel and engineer Rob Ek” the last one."""
    if not (title := title_before(text, name)):
        return None
    start = text.rfind(title.phrase, 0, name.start)
    others = _named_in_full(people, Span(start, start + len(title.phrase)))
    joint = _JOINT.match(text, others[-1].span.end) if others else None
    if joint is None:
        return title
    own = text[joint.end() : name.end + 1]
    return title_before(own, Span(name.start - joint.end(), name.end - joint.end()))


def _in_front_of(text: str, name: Span, title: Title) -> Title | None:
    """The office in front of another: “the attorney general, Senator Ana Brel SC, …”.

    Or without a comma: “Finance Minister Senator Ana Brel”.
    """
    start = text.rfind(title.phrase, 0, name.start)
    if stacked := title_in_front(title):
        return stacked
    if not text.endswith(", ", 0, start):
        return None
    word = text[name.end :].split(maxsplit=1)[:1]
    letters = word and is_post_nominal(bare := word[0].rstrip(",."))
    return title_before(text, Span(start, name.end + 1 + len(bare) if letters else name.end))


def _behind(text: str, name: Span, people: Sequence[Mention]) -> Title | None:
    """The title behind a name: none of “Sentencing Brel, Judge Rob Ek said”, which is Ek's."""
    if not (title := title_after(text, name)):
        return None
    start = text.find(title.phrase, name.end)
    others = _named_in_full(people, Span(start, start + len(title.phrase)))
    return None if others and _holds(text, start, others[0].span) else title


def _holds(text: str, start: int, name: Span) -> bool:
    """Whether an office that begins at `start` is that of the name in it: “judge Rob Ek”."""
    related = FRONT_END.search(text, start, name.start) or _OWNS.match(text, name.end)
    return not related and head_noun(text[start : name.end]) is not None


def _named_in_full(people: Sequence[Mention], span: Span) -> list[Mention]:
    return [mention for mention in overlapping(people, span) if mention.full]
