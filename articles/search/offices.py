"""The offices in what an article calls a speaker: “minister”, “senator”, “spokesperson”.

The nouns are those of the lexicon of roles.  A description gives the offices that the speaker
has, not those of the person they speak for: “spokesman for the prime minister” is a spokesperson.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extraction.lexicon import roles, words
from extraction.lexicon.honorifics import GENDERED_TITLES, LAWMAKERS_BEHIND
from extraction.lexicon.roles import SINGULAR_OFFICES
from extraction.text.folding import plain

# One name for what is one office.
SAME = {
    **dict.fromkeys(roles.SPOKESPEOPLE, "spokesperson"),
    **dict.fromkeys(("senators", "sen", "sens"), "senator"),
    **dict.fromkeys(
        ("congressman", "congresswoman", "rep", "reps", "assemblyman", "assemblywoman"),
        "representative",
    ),
    **dict.fromkeys(roles.CHAIRS, "chair"),
    **dict.fromkeys(("gov", "govs"), "governor"),
    **dict.fromkeys({"legislator", *LAWMAKERS_BEHIND}, "lawmaker"),
    **dict.fromkeys(("councilman", "councilwoman", "councilor"), "councillor"),
    **dict.fromkeys(("businessman", "businesswoman"), "businessperson"),
    **dict.fromkeys(("policeman", "policewoman", "constable"), "police officer"),
    **dict.fromkeys(("cofounder", "co-founder"), "founder"),
    **dict.fromkeys(("ex-president", "then-president", "president-elect"), "president"),
    "ceo": "chief executive", "advisor": "adviser", "counsellor": "counselor",
    "prof": "professor", "dr": "doctor", "gen": "general", "lt": "lieutenant", "col": "colonel",
    "maj": "major", "sgt": "sergeant", "capt": "captain", "cmdr": "commander", "adm": "admiral",
    "brig": "brigadier", "rev": "reverend", "cpl": "corporal", "actress": "actor",
    "organiser": "organizer", "ranking-member": "lawmaker", "vice-president": "vice president",
    "vice-chair": "vice chair", "cfo": "chief financial officer", "fisherman": "fisher",
    "sheriff": "sheriff", "attorney-general": "attorney general",
}  # fmt: skip
# Offices of several words: none of the words is an office of its own in them.
COMPOUND = {
    **dict.fromkeys(
        ("prime minister", "attorney general", "vice president", "vice chair",
         "lieutenant governor", "chief minister", "police officer", "police chief",
         "press secretary", "private secretary", "special envoy", "secretary of state",
         "fire chief", "army chief"),
        None,
    ),
    **dict.fromkeys(("chief of police", "chief of the police"), "police chief"),
    **dict.fromkeys(("chief of the army", "chief of army"), "army chief"),
    **dict.fromkeys(("chief executive", "chief executive officer"), "chief executive"),
    **dict.fromkeys(("secretary general", "general secretary"), "secretary-general"),
    **dict.fromkeys(("director general", "general director"), "director-general"),
    **dict.fromkeys(("member of parliament", "member of congress"), "lawmaker"),
    **dict.fromkeys(("general manager", "managing director"), "manager"),
    **dict.fromkeys(("lieutenant general", "major general", "brigadier general"), "general"),
    "lieutenant colonel": "colonel", "trade representative": "envoy", "chief of staff": None,
    "chief justice": "judge",
}  # fmt: skip
# What a minister or a secretary is of, as it is looked for; they are among the ministers and the
# secretaries too.
PORTFOLIOS = {
    **{
        word: word
        for word in words(
            """agriculture business cabinet commerce communications culture defence development
            economy education employment energy environment finance fisheries foreign health home
            housing immigration industry information infrastructure interior justice labour
            planning science security sports tourism trade transport treasury water welfare"""
        )
    },
    "defense": "defence", "labor": "labour", "sport": "sports",
    "transportation": "transport", "economic": "economy", "economics": "economy",
}  # fmt: skip
OF_PORTFOLIOS = ("minister", "secretary")
# Between “minister” and what they are of.
BEFORE_PORTFOLIO = words("of for the")
DEPUTIES = words("deputy vice assistant shadow")
NO_OFFICES = words(
    """member worker employee victim witness patient voter supporter opponent rival counterpart
    private agent comrade fellow great star student contender"""
)
# In front of another office these say how high it is.
GRADES = words("deputy vice assistant chief head principal executive general senior lead")
OFFICES = (
    roles.ROLES_IN_FRONT
    | roles.POLITICS
    | roles.BUSINESS
    | roles.LAW
    | roles.HEALTH
    | roles.SCIENCE
    | roles.ARTS
    | roles.SPORT
    | roles.FORCES
    | roles.CHURCH
    | roles.TRADES
    | SAME.keys()
) - NO_OFFICES
# Behind these, an office is another person's, until “and” goes on with the speaker's own.
ANOTHERS = words("of in at from on with under sent")
ANOTHERS_TO_THE_END = words("for to whose who that")
# Bodies whose members are asked for: “who in Congress”.
BODIES = {
    "congress": ("senator", "representative"),
    "senate": ("senator",),
    "parliament": ("lawmaker",),
    "lawmakers": ("lawmaker", "senator", "representative"),
    "lawmaker": ("lawmaker", "senator", "representative"),
    "spokespeople": ("spokesperson",),
    **dict.fromkeys(("pm", "pms"), ("prime minister",)),
    **dict.fromkeys(("vp", "veep"), ("vice president",)),
    **dict.fromkeys(("cm", "cms"), ("chief minister",)),
    **dict.fromkeys(("fm", "fms"), ("foreign minister", "finance minister")),
    "eam": ("foreign minister",),
    "ag": ("attorney general",),
    **dict.fromkeys(("mp", "mps"), ("lawmaker",)),
}

LONGEST_COMPOUND = 4  # words
_WORD = re.compile(r"[^\s,;:()“”\"/]+|[,;]")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")


@lru_cache(maxsize=20_000)
def offices_in(title: str) -> tuple[str, ...]:
    """Return the offices that a description of a speaker gives, each once, in order.

    >>> offices_in("former Deputy Foreign Minister and chairwoman of the party")
    ('deputy minister', 'chair')
    >>> offices_in("spokesman for the prime minister"), offices_in("the president's lawyer")
    (('spokesperson',), ('lawyer',))
    """
    return tuple(dict.fromkeys(_offices(title)))


def _offices(title: str) -> Iterator[str]:
    tokens = _WORD.findall(title)
    place, own = 0, True
    while place < len(tokens):
        if tokens[place] in {",", ";"}:
            own, place = True, place + 1
            continue
        found, length = _office_at(tokens, place)
        if found and own and not _is_anothers(tokens, place, length):
            yield from _with_rank(tokens, place, found)
        elif not found:
            word = tokens[place].lower()
            if word in ANOTHERS_TO_THE_END:
                own = False
                place = _next_comma(tokens, place)
                continue
            own = word == "and" or (own and word not in ANOTHERS)
        place += length


def _is_anothers(tokens: list[str], place: int, length: int) -> bool:
    """Whether an office is that of another person, or the grade of the office behind it."""
    if _POSSESSIVE.search(tokens[place + length - 1]):
        return True
    if plain(tokens[place]) not in GRADES or length > 1:
        return False
    behind = range(place + 1, min(place + 3, len(tokens)))
    ends = (n for n in behind if plain(tokens[n]) in ANOTHERS | {",", ";"})
    end = next(ends, len(tokens))
    return any(_office_at(tokens, n)[0] for n in behind if n < end)


def _office_at(tokens: list[str], place: int) -> tuple[str, int]:
    """Return the office that begins at a token and how many tokens it has; "" for none."""
    for length in range(min(LONGEST_COMPOUND, len(tokens) - place), 1, -1):
        phrase = " ".join(_singular(token) for token in tokens[place : place + length])
        if phrase in COMPOUND:
            return COMPOUND[phrase] or phrase, length
    word = _singular(tokens[place])
    return (SAME.get(word, word), 1) if word in OFFICES else ("", 1)


def _with_rank(tokens: list[str], place: int, office: str) -> Iterator[str]:
    """Yield an office as what is before it makes it: “deputy minister”, “foreign minister”."""
    before = [plain(token) for token in tokens[max(0, place - 2) : place]]
    if deputy := next((word for word in before if word in DEPUTIES), None):
        yield f"{deputy} {office}"
        return
    yield office
    if office in OF_PORTFOLIOS and (of := _portfolio(tokens, place)):
        yield f"{of} {office}"


def _portfolio(tokens: list[str], place: int) -> str:
    """Return what a minister is of, before or behind the word: “foreign”, “of the economy”."""
    before = plain(tokens[place - 1]) if place else ""
    if before == "affairs":
        before = plain(tokens[place - 2]) if place > 1 else ""
    if before in PORTFOLIOS:
        return PORTFOLIOS[before]
    behind = [plain(token) for token in tokens[place + 1 : place + 4]]
    of = next((word for word in behind if word not in BEFORE_PORTFOLIO), "")
    return PORTFOLIOS.get(of, "") if behind[:1] in (["of"], ["for"]) else ""


def _next_comma(tokens: list[str], place: int) -> int:
    while place < len(tokens) and tokens[place] not in {",", ";"}:
        place += 1
    return place


def _singular(word: str) -> str:
    """Return a noun in lower case and in the singular, where the lexicon has that.

    >>> _singular("Governors"), _singular("Spokesmen"), _singular("Boss")
    ('governor', 'spokesman', 'boss')
    """
    bare = plain(word)
    for ending, singular in (("men", "man"), ("ies", "y"), ("s", "")):
        shorter = bare.removesuffix(ending) + singular
        if bare.endswith(ending) and bare not in OFFICES and shorter in OFFICES:
            return shorter
    return bare


@cache
def every_office() -> tuple[str, ...]:
    """Return every office that `offices_in` can give, in alphabetical order."""
    plain_ones = {SAME.get(word, word) for word in OFFICES}
    plain_ones |= {office or phrase for phrase, office in COMPOUND.items()}
    ministers = {f"{of} {office}" for of in PORTFOLIOS.values() for office in OF_PORTFOLIOS}
    deputies = {f"{deputy} {office}" for deputy in DEPUTIES for office in plain_ones}
    return tuple(sorted(plain_ones | ministers | deputies))


def offices_called(phrase: str) -> tuple[str, ...]:
    """Return the offices that a word or phrase looks for; () for none.

    >>> offices_called("spokeswomen"), offices_called("Congress"), offices_called("peace")
    (('spokesperson',), ('senator', 'representative'), ())
    """
    if body := BODIES.get(plain(phrase)):
        return body
    tokens = phrase.split()
    office, length = _office_at(tokens, 0) if tokens else ("", 0)
    if office and length == len(tokens):
        return (office,)
    found = offices_in(phrase)[-1:]
    named = _named(tokens)
    if found and plain(tokens[0]) in DEPUTIES and len(tokens) > 2:
        named = [token for token in named if plain(token) not in PORTFOLIOS]
    said = all(_is_of_office(token) for token in named)
    return found if said and found and len(_named(found[0].split())) == len(named) else ()


def is_title(word: str) -> bool:
    """Whether a word is an office, or what people with one are called, such as “pope” or “king”."""
    titles = SINGULAR_OFFICES | GENDERED_TITLES
    return bool(offices_called(word)) or not titles.isdisjoint((word, word.removesuffix("s")))


def _is_of_office(word: str) -> bool:
    """Whether a word is part of what offices are called, and no name: “CEO of Deutsche”."""
    bare = _singular(word)
    return bare in OFFICES | PORTFOLIOS.keys() | DEPUTIES or bare in _of_compounds()


@cache
def _of_compounds() -> frozenset[str]:
    return frozenset(word for phrase in COMPOUND for word in phrase.split())


def _named(tokens: list[str]) -> list[str]:
    """Leave out what joins a minister to what they are of."""
    return [token for token in tokens if plain(token) not in BEFORE_PORTFOLIO | {"affairs"}]
