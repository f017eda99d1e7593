"""The name within what is tagged as a person: no title, trade, honour or possessive.

“Major-Gen Ira Vance”, “Novelist Ana Brel”, “Ana Brel QC’s”; “Male MPs” are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extraction.annotations import Span
from extraction.coreference.names.whole_names import may_be_family
from extraction.lexicon import words
from extraction.lexicon.doers import ENDINGS_OF_DOERS
from extraction.lexicon.honorifics import (
    GIVEN_NAMES_SHORT,
    LAWMAKERS_BEHIND,
    NOT_NAMES,
    PARTICLES,
    PLACES_IN_LETTERS,
    SUFFIXES,
    TITLES_GIVEN_AS_NAMES,
)
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.lexicon.roles import HEADS, OFFICES, PLAYERS, POSTS, TEAM_MEMBERS, WEEKDAYS
from extraction.lexicon.speech_verbs import AFTER_NAMES
from extraction.lexicon.trades import CRAFTS, IN_FRONT_OF_NAMES
from extraction.names import (
    CAP,
    HAS_PARTICLE,
    TOKEN,
    is_given,
    is_initial,
    is_post_nominal,
    is_title,
)
from extraction.text.folding import plain
from extraction.text.patterns import PATTERNS, any_of

TRADE_BEHIND = re.compile(
    r",[ \xa0]an?[ \xa0]([^,.;\n]{3,40}?)(?:,|\.|[ \xa0](?:who|from|in|at|of|and)\b)"
)
UNBROKEN = re.compile(r"[^\n\r/|,;:()\[\]“”\"!?…—–]+")
POSSESSIVE = re.compile(r"[’']s?$")
ENDING = frozenset({"and", "née", "nee", "né"})
AT_BIRTH = re.compile(r"\b(?:[Bb]orn|n[ée]e?)[ \xa0]\Z")
NAMES_SHORT = GIVEN_NAMES_SHORT | words("sra snr jnr")
MONTHS_GIVEN_AS_NAMES = words("april may june august")
PRIZES = words("prize prizes award awards cup trophy medal championship championships marathon")
PLACES_IN_FRONT = words("cape fort mount mt port isle loch lough")
# “Oscar-nominated Ana Brel”, “Osk-born Brel”
OF_NOTE = re.compile(r"\w+-(?:nominated|winning|born|based|trained|educated|raised|backed)")
DATED = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|and|or|last|next|this|early|mid|late|\d+)[ \xa0-]\Z",
    re.IGNORECASE,
)
ROLES_AND_TRADES = HEADS | TEAM_MEMBERS | CRAFTS | IN_FRONT_OF_NAMES
DOER = re.compile(rf"[a-z]{{3,}}{any_of(ENDINGS_OF_DOERS)}|ranger")
NAMED_BY_LETTER = re.compile(rf"(?P<name>{CAP}[ \xa0][A-Z])\.[ \xa0](?=[A-Z])")
OKINA = "ʻʼ"  # in front of a vowel, in names of Polynesia
MOST_WORDS = 6  # without particles
LONGEST_INITIALS = 4  # letters: “MGR Brel”


def clean_person(text: str, span: Span) -> Iterator[Span]:
    """The names in a span tagged as a person: without titles, roles, marks and possessives."""
    for part in _parted_behind_letters(text, span):
        yield from _cleaned(text, part)


def _parted_behind_letters(text: str, span: Span) -> Iterator[Span]:
    """“She knew Mel B. Ana Brel said”: two names, where “Mel B” is written without a point."""
    start = span.start
    for match in NAMED_BY_LETTER.finditer(text, *span):
        name = match["name"]
        if not is_initial(name.split()[0]) and _stands_without_point(text, name):
            yield Span(start, match.end("name"))
            start = match.end()
    yield Span(start, span.end)


@lru_cache(maxsize=PATTERNS)  # a text may have one name in a thousand places
def _stands_without_point(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before, behind = text[max(0, at - 1) : at], text[end : end + 1]
        if not (before.isalnum() or behind.isalnum() or behind == "."):
            return True
        at = text.find(name, end)
    return False


def _cleaned(text: str, span: Span) -> Iterator[Span]:
    for part in UNBROKEN.finditer(text, *span):
        tokens = _uninterrupted(list(TOKEN.finditer(text, *part.span())))
        if _is_of_birth(text, tokens):
            continue
        named = _titled_by_parents(text, tokens)
        named |= _given_month(text, tokens)
        if len(tokens) > 1 and _leads_in([token[0] for token in tokens]):
            tokens.pop(0)
        while tokens and not named and (is_title(tokens[0][0]) or not _name_word(tokens[0][0])):
            tokens.pop(0)
        while tokens and not (_may_end(text, tokens) and not _is_honour(tokens)):
            tokens.pop()
        tokens = tokens[_introduced(text, tokens) :]
        if not tokens or sum(token[0] not in PARTICLES for token in tokens) > MOST_WORDS:
            continue
        end = tokens[-1].end()
        last = tokens[-1][0]
        if cut := POSSESSIVE.search(last):
            end -= len(last) - cut.start()
        elif last.endswith(".") and not is_initial(last) and plain(last) not in SUFFIXES:
            end -= 1
        found = Span(tokens[0].start(), end)
        words = [t[0] for t in tokens]
        if any(plain(w) in ORGANIZATION_WORDS for w in words[1:]) or end - found.start < 2:
            continue
        if _are_many(words) or _is_place(words) or _is_prize(words) or _is_suffix(words):
            continue
        yield found


def _is_of_birth(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """“Born Ana Lucia Brel in Lima”, “(née Brel)”: what nobody is called any more."""
    if not tokens:
        return False
    first = tokens[0]
    opens = first[0] == "Born" and len(tokens) > 2 and is_given(tokens[1][0])
    return opens or bool(AT_BIRTH.search(text, max(0, first.start() - 6), first.start()))


def _uninterrupted(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Up to the first word that no name goes on with, or that a sentence ends in."""
    for i, token in enumerate(tokens):
        if token[0] in ENDING or token[0] in AFTER_NAMES or token[0].isdigit():
            return tokens[:i]
        if _ends_sentence(token[0]):
            return tokens[: i + 1]
    return tokens


def _ends_sentence(word: str) -> bool:
    """“Gregg. Rivals said so”: no initial, no title and no name that is always written short."""
    bare = plain(word)
    short = len(bare) < 3 or bare in NAMES_SHORT or bare in SUFFIXES
    return word.endswith(".") and not (short or is_title(word) or is_initial(word))


def _is_honour(tokens: Sequence[re.Match[str]]) -> bool:
    """“Ana Brel QC”; in a name all in capitals the letters may be a name of their own."""
    return (
        len(tokens) > 2
        and is_post_nominal(tokens[-1][0])
        and not all(token[0].isupper() for token in tokens)
    )


def _introduced(text: str, tokens: Sequence[re.Match[str]]) -> int:
    """How many words in front are a trade: one in “Novelist Ana Brel”, none in “Baker Hughes”.

    A trade that is a given name as well, or in front of a name that is not known, is one where the
    article says it without a capital: “the shepherd”.
    """
    words = [token[0] for token in tokens[:3]]
    if len(words) > 1 and OF_NOTE.fullmatch(words[0]):
        return 1
    trade = plain(words[0]) if len(words) == 3 else ""
    listed = trade in ROLES_AND_TRADES or bool(DOER.fullmatch(trade))
    listed |= f" {trade} {' '.join(words[1:2])} " in text
    if not trade or not listed or not words[0][0].isupper():
        return 0
    strange = trade in IN_FRONT_OF_NAMES or not is_given(words[0])
    named = strange and is_given(words[1])
    named |= f" {trade} {words[1]}" in text  # “the miller Jan Roo”, “Miller Jan Roo”
    return named or trade in PLAYERS or f"the {trade}" in text


def without_trade(text: str, name: Span) -> Span:
    """A name without the trade that a sentence opens with: “Weaver Ana Brel”."""
    tokens = list(TOKEN.finditer(text, *name))
    first = _introduced(text, tokens)
    return Span(tokens[first].start(), name.end) if first else name


def _are_many(words: Sequence[str]) -> bool:
    """“Male MPs”, “Tory Councillors”: several people, and nobody's name."""
    last = plain(words[-1])
    if not last.endswith("s") or last in HEADS:
        return False
    one = last.removesuffix("s")
    return one in LAWMAKERS_BEHIND or (one in HEADS and not is_given(words[0]))


def _is_suffix(words: Sequence[str]) -> bool:
    """“Jr.” behind a comma."""
    return len(words) == 1 and plain(words[0]) in SUFFIXES


def _is_prize(words: Sequence[str]) -> bool:
    """“Golden Harp Prize”, “Velm Cup”: what is won."""
    return len(words) > 1 and plain(words[-1]) in PRIZES


def _is_place(words: Sequence[str]) -> bool:
    """“Cape Pellew”, “Fort Dunlay”: where, and nobody's name."""
    return len(words) > 1 and plain(words[0]) in PLACES_IN_FRONT


def _titled_by_parents(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """“Bishop Talley, a guitarist”: a given name that is a title elsewhere."""
    if len(tokens) != 2 or plain(tokens[0][0]) not in TITLES_GIVEN_AS_NAMES:
        return False
    trade = TRADE_BEHIND.match(text, tokens[-1].end())
    return trade is not None and plain(trade[1].split()[-1]) not in OFFICES | POSTS


def _given_month(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """“June Brel”: a given name that is a month elsewhere, as in “last June Brel won”."""
    if len(tokens) < 2 or plain(tokens[0][0]) not in MONTHS_GIVEN_AS_NAMES | WEEKDAYS:
        return False
    if plain(tokens[0][0]) in WEEKDAYS:  # “Comrade Friday Brel”, but “on Friday Brel won”
        role = text[max(0, tokens[0].start() - 24) : tokens[0].start()].split()
        return bool(role) and (is_title(role[-1]) or plain(role[-1]) in HEADS)
    behind = tokens[1][0]
    before = text[max(0, tokens[0].start() - 12) : tokens[0].start()]
    return behind[0].isupper() and _name_word(behind) and not DATED.search(before)


def _leads_in(words: Sequence[str]) -> bool:
    """“HONEYMOONERS Lee and Lea”: capitals that an article opens with, and no name."""
    first, second, *_ = words
    return (
        len(first) > LONGEST_INITIALS
        and first.isupper()
        and not second.isupper()
        and not is_given(first)
    )


def _may_end(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether a name may end in its last word: “Nguyen Thi Hoai An”, “Theresa May”."""
    last = tokens[-1]
    if _name_word(last[0]) or plain(last[0]) in SUFFIXES:
        return True
    before = tokens[-2][0] if len(tokens) > 1 else "."
    return not before.endswith(".") and may_be_family(text, last[0], last.end())


def _name_word(word: str) -> bool:
    if word.lstrip(OKINA)[:1].isupper():
        letters = word.count(".") > 1 and is_initial(word)  # “T.O. Brel”
        return plain(word) not in (PLACES_IN_LETTERS if letters else NOT_NAMES)
    return word in PARTICLES or bool(HAS_PARTICLE.match(word))
