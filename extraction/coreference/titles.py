"""The office a person holds, read from the words around the name.

In front (“Russia’s Deputy Foreign Minister Sergei Ryabkov”), behind a comma (“Ana Brel, the
head of the port authority,”), in brackets (“(D-N.C.)”) and by “is” (“Ana Brel is a lawyer”).
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.document import Title
from extraction.lexicon import capitalized
from extraction.lexicon.common_verbs import APPOINTED, IRREGULAR, OPENING_CLAUSES
from extraction.lexicon.departments import FIELDS
from extraction.lexicon.honorifics import (
    ENGLISH_HONORIFICS,
    GENDERED_TITLES,
    LAWMAKERS_BEHIND,
    SALUTATIONS,
)
from extraction.lexicon.offices import OFFICES_OF, OFFICES_SPELT_OUT
from extraction.lexicon.organizations import HEADING, LED, NAMED_THINGS, NAMED_WITH
from extraction.lexicon.roles import (
    HEADS,
    LAWMAKERS,
    NOT_IN_TITLES,
    RANKS,
    RELATED_TO_OTHERS,
    TITLES,
    WEEKDAYS,
    WITHIN_TITLES,
)
from extraction.lexicon.speech_constructions import FRONTED
from extraction.lexicon.speech_verbs import AFTER_TITLES, PLAIN_SAYING
from extraction.names import CAP, is_title
from extraction.text.folding import plain
from extraction.text.patterns import any_of

OF_THEIRS = LED | RELATED_TO_OTHERS
INSIDE = frozenset("of for and to in at the on".split())
NOT_FIRST = INSIDE | frozenset("a an his her their ,".split())
SALUTATION = re.compile(rf"(?:\(?\b{any_of(capitalized(SALUTATIONS))}\.?\)?\s?)+$")
IN_SHORT = re.compile(r"\s\([A-Z]{2,6}\)\Z")  # “Regional Executive Officer (REO) Ana Brel”
BEHIND_COMMA = re.compile(r",\s+(?:(?:who is|now|himself|herself)\s+)?([^,;:“”\"—()]{3,140})")
# “According to Ana Brel, the mayor had left”: before the comma there is no subject
OPENS_CLAUSE = re.compile(
    rf"(?:\A|[.!?\n][”\"’']?\s+)(?:{any_of(capitalized(OPENING_CLAUSES | FRONTED))})\b[^.!?,\n]*\Z"
)
RUNS = re.compile(r"\s+(?:runs|heads|leads|chairs)\s+([^,;:“”\"—().]{3,80})")
IS = re.compile(r"\s+(?:is|was)\s+((?:a|an|the)\s[^,;:“”\"—().]{3,120})")
FRONT_END = re.compile(r"\s(?:of|for|at|in|on|with|from|to|who|whose|that|under|by|and)\s")
PREFIX_WORD = re.compile(r"[^\W_][\w.’'\-]*|&|,")
CUT = re.compile(
    rf"\s+(?:{any_of(AFTER_TITLES)}|who|whom|whose|which|that|where|when"
    r"|and (?:who|a|the)|has|had|was|is|were|will|would|speaking|during|after|before)\b"
)
RELATIVE = re.compile(
    r"who\s+(?:has\s+|had\s+)?(?:is|been|became|serves\s+as|served\s+as|works\s+as"
    r"|was\s+(?:promoted|appointed|named|elected)(?:\s+to|\s+as)?)\s+(.+)"
)
OPENER = re.compile(
    r"(?:[A-Z][\w.]*\s){0,3}[^\W\d_][\w.]*[’']s(?=\s)|\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?=\s)"
)
OF_HEAD = re.compile(rf"\b{any_of(HEADS)}\sof\s\Z")
WHEN = re.compile(
    r"\s+(?:in|since|until|from|on|last|this)\s+(?:(?:late|early|mid)[ -])?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}|week|month|year|\w+day)"
    r"(?:\s\d{4})?$"
)
# “Ana Brel, a baker, said her father …”: no father herself
NO_APPOSITION = re.compile(
    rf"(?:not|who|whose|which|where|and|but|or|had|has|have|did|does|would|{any_of(PLAIN_SAYING)})\b"
    # “The minister, Ana Brel, met her Dutch colleague”, but not “appointed the director”
    rf"|(?!{any_of(APPOINTED)}\b)(?:[a-z]+ed|{any_of(IRREGULAR)})\s(?:his|her|their|its|the|an?)\s"
)
LEADS = re.compile(r"who\s+(?:heads|heads up|leads|runs|chairs|directs|led|headed|ran)\s+(.+)")
BECOMES = re.compile(r"who\s.*?\bto\s+become\s+(.+)")
OFFICE_OF = re.compile(
    rf"((?:[A-Z][\w.’'-]*\s){{0,3}}(?:[A-Z]\w+-)?{any_of(capitalized(OFFICES_OF))}\s(?:of|for)\s"
    r"(?:the\s)?(?:[A-Z][\w’'-]+\s(?:(?:and|of|for|&)\s(?:the\s)?)?){0,4}"
    r"(?:[A-Z][\w’'-]+|(?:No\.?\s)?\d+))$"
)
TRADE = re.compile(r"[\s-][a-z]+(?:er|or|ist|ian|man|ant|yst|ete)$")
LAWMAKER = re.compile(
    rf"\s(?P<letters>{any_of(word.upper() for word in LAWMAKERS_BEHIND)})\b(?!\sfor\b)"
)
OFFICE_END = re.compile(rf"(?:\s(?:of|for|to|at|in|and|the|&|{CAP}))*\s(?P<last>{CAP})\s")
# “Chair of the bench Ana Brel”, “head of the eye clinic Dr Ana Brel”
OFFICE_OF_HOUSE = re.compile(
    rf"\b((?:(?:[Dd]eputy|[Vv]ice|[Ff]ormer|[Aa]cting|[Aa]ssistant)\s)?"
    rf"(?:{any_of(HEADING)}|{any_of(capitalized(HEADING))})\s(?:of|for)\s(?:the|its|their)\s"
    r"(?:[a-z-]+\s)?(?P<noun>[a-z-]+))$"
)
HOUSE = re.compile(
    r"\s(?:of|for)\s(?:the|its|their)\s(?:[a-z-]+\s)?(?P<noun>[a-z-]+)\s"
    rf"(?:{any_of(capitalized(ENGLISH_HONORIFICS))}\.?\s)?"
)
# “Spokesman on transport Mikael Foote”
FIELD = re.compile(rf"\s(?:of|for|on)\s(?:(?:[a-z-]+|and)\s){{0,3}}{any_of(FIELDS)}\s")
# “for Housing Mrs ”, not “for Mrs ”
HONOURED = re.compile(rf"\s{CAP}\s{any_of(capitalized(ENGLISH_HONORIFICS))}\.?\s\Z")
# “Russia’s deputy minister”, but “Farmers’ Association president”
OWNER = re.compile(
    rf"^(?:[A-Z][\w.]*\s){{0,3}}[^\s]+(?:[’']s|s[’'](?!\s{any_of(capitalized(NAMED_WITH))}\b))\s+(?=\S)"
)
SENTENCE_END = re.compile(r"(?<=[a-z]{4})\.\Z")
PARTY = re.compile(r"\s?\(([DRI]-[A-Z][\w.]*\.?|[A-Z][a-z]{1,5}\.)\)|,\s([DRI]-[A-Z][\w.]*\.?)")


def title_before(text: str, name: Span) -> Title | None:
    """The title in front of a name: from its role noun back to where the phrase begins.

    >>> title_before("the Iranian foreign minister Reza Moradi", Span(28, 39)).text
    'Iranian foreign minister'
    """
    left = text[max(0, name.start - 110) : name.start]
    line = left.rsplit("\n", 1)[-1]
    stripped = line.rstrip(" \xa0")
    stripped = SALUTATION.sub("", IN_SHORT.sub("", stripped)).rstrip() or stripped
    if stripped.endswith(",") and text[name.end : name.end + 1] in {",", "."}:
        apposed = _title_in_apposition(stripped)
        if apposed:
            return apposed
    if stripped.endswith(",") and (
        not re.search(r"\b[a-z]+,$", stripped) or OPENS_CLAUSE.search(stripped[:-1])
    ):
        return None
    if (office := _office_of(stripped)) and (found := head_noun(office[1])):
        return _title(office[1].strip(), found)
    if stripped and stripped[-1] in '“"‘(—–:;!?)”':
        return None
    words = _words_with_head(stripped.removesuffix(","))
    if not words:
        return None
    last = words[-1]
    head = _plain_head(last[0])
    if stripped.endswith(",") and last[0][0].isupper():
        return None
    begin = len(words) - 1
    while begin > 0 and _belongs(words, begin - 1, stripped):
        begin -= 1
    while begin < len(words) - 1 and (words[begin][0].lower() in NOT_FIRST):
        begin += 1
    phrase = stripped[words[begin].start() : last.end()]
    return _title(phrase, head)


def _office_of(line: str) -> re.Match[str] | None:
    if "of" not in line and "for" not in line:
        return None
    house = OFFICE_OF_HOUSE.search(line)
    return house if house and _is_led(house["noun"]) else OFFICE_OF.search(line)


def _is_led(noun: str) -> bool:
    """Whether a name behind is of who leads it: “of the bench”, not “of the miner”, “of the ship”.

    What has a name of its own has it there, too.
    """
    bare = plain(noun)
    return bare not in HEADS | NAMED_THINGS and not is_trade(f"the {bare}")


def _words_with_head(line: str) -> list[re.Match[str]]:
    """The words of a line whose last one may be the head of a title; none of any other line."""
    last = PREFIX_WORD.findall(line, line.rfind(" ") + 1)
    if last and not _is_head(last[-1]):
        return []
    words = list(PREFIX_WORD.finditer(line))
    return words if words and _is_head(words[-1][0]) else []


def _is_head(word: str) -> bool:
    head = _plain_head(word)
    return head in HEADS and not (head in GENDERED_TITLES and len(head) <= 4)


def _plain_head(word: str) -> str:
    """The role that a word means: “General’s” means “general”, “Lt-Col” means “col”."""
    head = plain(word).removesuffix("'s")
    last = head.rpartition("-")[2]
    joined = is_title(head) or last == "general"  # “comptroller-general”
    return last if head not in HEADS and last in HEADS and joined else head


def _title_in_apposition(line: str) -> Title | None:
    """“The US secretary of state, Diane Farrow,”: the phrase before the comma."""
    for opener in reversed(list(OPENER.finditer(line))):
        if OF_HEAD.search(line, 0, opener.start()):
            continue  # “the mother of the victim, Ana Brel,”
        phrase = line[opener.start() :].removesuffix(",")
        if len(phrase.split()) > 9 or re.search(r"[,;:“”\"(—–.!?]\s", phrase):
            return None
        if head := head_noun(phrase) or _head_in_short(phrase.split()[-1]):
            return _title(phrase, head)
    return None


def _head_in_short(word: str) -> str | None:
    """The role noun of an office in capitals: of “DC” it is “commissioner”."""
    offices = OFFICES_SPELT_OUT.get(word)
    return head_noun(offices[0]) if offices else None


def _belongs(words: list[re.Match[str]], i: int, line: str) -> bool:
    """Whether word i is part of the title that begins with word i + 1."""
    word, following = words[i], words[i + 1]
    between = line[word.end() : following.start()]
    if between.strip(" \xa0") or word[0] == ",":
        return False
    bare = word[0]
    if bare.endswith(".") and len(bare) > 5:
        return False
    if bare.lower() in INSIDE:
        if following[0].endswith(("’s", "'s", "s’")):
            return False  # “Peru’s president A and Chile’s president B”
        theirs = bare.lower() == "of" and plain(words[i - 1][0]) in OF_THEIRS
        if theirs and _is_office(words[i + 1 :]):
            return False  # “the government of Prime Minister Ana Brel”
        return i > 0 and bare.lower() in {"of", "and", "for", "&"} and _title_like(words[i - 1][0])
    if bare.lower() in WEEKDAYS:  # no part of “Tuesday Foreign Secretary”, but “Sunday Post editor”
        return plain(following[0]) not in WITHIN_TITLES | TITLES
    opens_line = i == 0 and bare.lower() in {
        "the",
        "a",
        "an",
        "but",
        "and",
        "in",
        "on",
        "when",
        "as",
    }
    return not opens_line and _title_like(bare)


def _is_office(words: list[re.Match[str]]) -> bool:
    return all(plain(word[0]) in WITHIN_TITLES for word in words)


def _title_like(word: str) -> bool:
    lower = plain(word).removesuffix("'s")
    return lower in WITHIN_TITLES or (word[0].isupper() and lower not in NOT_IN_TITLES)


def title_in_front(title: Title) -> Title | None:
    """The office in front of a rank or a seat in a title: of “Finance Minister Senator” the first.

    >>> title_in_front(Title("Trade Minister Senator", "Trade Minister Senator", "senator")).text
    'Trade Minister'
    """
    front, _, last = title.text.rpartition(" ")
    if plain(last) not in RANKS | LAWMAKERS or not front:
        return None
    head = _plain_head(front.split()[-1])
    return Title(front, front, head) if head in HEADS - RANKS else None


def title_after(text: str, name: Span) -> Title | None:
    """The apposition behind a name, up to its comma.

    >>> title_after("Ana Brel, the head of the port authority, said", Span(0, 8)).text
    'head of the port authority'
    """
    right = text[name.end : name.end + 220].split("\n", 1)[0]
    if behind := PARTY.match(right) or LAWMAKER.match(right):
        right = right[behind.end() :]
    following = BEHIND_COMMA.match(right)
    if following and right[following.end() :][:1] != "," and _opens_clause(text, name.start):
        return None
    return _in_apposition(right) or (behind and _lawmaker(behind))


def _opens_clause(text: str, position: int) -> bool:
    """Whether a sentence opens with a clause that reaches a position."""
    before = text[max(0, position - 110) : position]
    return OPENS_CLAUSE.search(before.rsplit("\n", 1)[-1]) is not None


def _lawmaker(behind: re.Match[str]) -> Title | None:
    """“Ana Brel MP”."""
    letters = behind.groupdict().get("letters")
    return Title(letters, letters, plain(letters)) if letters else None


def _in_apposition(right: str) -> Title | None:
    match = BEHIND_COMMA.match(right)
    if match and (clause := RELATIVE.match(match[1]) or BECOMES.match(match[1])):
        match = clause
    if not match and (runs := RUNS.match(right)):
        shop = runs[1].startswith(("a ", "an "))  # “Ana Brel, who runs a tea shop”
        return Title("", CUT.split(runs[1], maxsplit=1)[0].strip(), "owner" if shop else "head")
    if not match:
        match = IS.match(right)
    if not match:
        return None
    if leads := LEADS.match(match[1]):
        led = re.split(r"[‘“\"]|\.\s", leads[1], maxsplit=1)[0]
        shop = led.startswith(("a ", "an ")) and " runs " in f" {match[1]}"
        return Title("", CUT.split(led, maxsplit=1)[0].strip(), "owner" if shop else "head")
    phrase = CUT.split(match[1], maxsplit=1)[0].strip()
    phrase = re.split(r"(?<=[a-z]{3})\.(?:\s|$)", phrase, maxsplit=1)[0].strip()
    phrase = WHEN.sub("", phrase)
    head = head_noun(phrase)
    if head is None or re.search('[“”"‘]', phrase) or NO_APPOSITION.match(phrase):
        return None
    return _title(phrase, head)


def party_after(text: str, name: Span) -> str | None:
    """“(D-N.C.)” or “, R-Ky.” right behind a name, as written without brackets."""
    match = PARTY.match(text[name.end : name.end + 24])
    return (match[1] or match[2]) if match else None


def head_noun(phrase: str) -> str | None:
    """The role noun a description turns on: the last one before “of”, “at”, “for” and the like.

    >>> head_noun("the deputy head of the Congressional Black Caucus")
    'head'
    """
    front = FRONT_END.split(phrase, maxsplit=1)[0]
    words = [_plain_head(word) for word in PREFIX_WORD.findall(front)]
    found = [word for word in words if word in HEADS]
    return found[-1] if found else None


def office_initials(title: str) -> str:
    """The initials of an office, in capitals, up to what it is of.

    >>> office_initials("chief technology officer of the bank")
    'CTO'
    """
    return "".join(word[0] for word in FRONT_END.split(title, maxsplit=1)[0].split()).upper()


def ends_office(words: str, full: bool) -> bool:
    """Whether the words between a role noun and a name are the rest of that person's office.

    `full` is whether the name is more than a family name.

    >>> ends_office(" for Housing Mrs ", False), ends_office(" for Mrs ", False)
    (True, False)
    >>> ends_office(" of the bench ", True), ends_office(" of the ferry ", True)
    (True, False)
    >>> ends_office(" on transport ", True), ends_office(" for rapper ", True)
    (True, False)
    """
    if FIELD.fullmatch(words):
        return full
    if house := HOUSE.fullmatch(words):
        return full and _is_led(house["noun"])
    if not (end := OFFICE_END.fullmatch(words)):
        return False
    named = full and not is_title(end["last"]) and plain(end["last"]) not in HEADS
    return named or bool(HONOURED.search(words))


def is_trade(phrase: str) -> bool:
    """Whether a phrase ends like a noun for a trade: “an Israeli blogger”.

    >>> is_trade("the screenwriter"), is_trade("the port")
    (True, False)
    """
    return TRADE.search(f" {phrase.lower()}") is not None


def _title(phrase: str, head: str) -> Title:
    text = re.sub(r"^(?:the|a|an|his|her|its|their|our)\s+", "", phrase, flags=re.IGNORECASE)
    bare = OWNER.sub("", text)
    text = SENTENCE_END.sub("", bare if _plain_head(bare.split()[0]) else text)
    return Title(text, phrase, head)
