"""Countries in a text: by name, by demonym, by capital or seat of power where these stand for
the government.

The tables are `countries.tsv` (see table.py) and `other_names.txt`, names that hold a country's
name and mean something else.  Everything is looked up by its first word, so the cost grows with
the capitalised words of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.annotations import Span
from extraction.countries.table import COUNTRIES, ROWS, lines_of
from extraction.document import CountryMention, Document, Sense
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import BEFORE_FAMILY_NAMES
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.names import is_given, is_title
from extraction.text.patterns import any_of, one_of

Form = tuple[str, str | None, Sense]
FIRST_WORD = re.compile(r"[^\W\d_a-z](?<![^\W_].)(?:\.(?:[^\W\d_]\.)+|[^\W_]*)")
GIVEN_NAMES = frozenset(
    "Georgia Jordan Chad Israel India Paris Victoria Sofia Santiago London Kenya Lima Finn Dane "
    "Cuba Malta Ireland Holland Brittany China America Asuncion Florence Jersey".split()
)
SURNAMES = frozenset(
    "Jordan Washington French English Ireland Holland England Wales Welsh London Paris Israel "
    "Scot Pole Brit Dane Finn Turk German Roman Wellington Kingston Santiago Lima Roman France "
    "Poland Brazil Chad Swede Scott Lao Nassau Sofia".split()
)
# Given names that open a sentence as other words far more often: “My German bank”.
OPENING_WORDS = frozenset("An As Can Is May My Sunday Monday".split())
FAMILY_NAME_FOLLOWS = capitalized(BEFORE_FAMILY_NAMES) | {"George"}
# “the Kenya Tourist Office”: no person called Kenya
OF_A_BODY = re.compile(
    rf"(?:[ \xa0][A-Z][a-z]+){{0,3}}?[ \xa0]{any_of(capitalized(ORGANIZATION_WORDS))}\b"
)
# “Holland & Pike”, “Pike & Holland”: the name that a country's is joined with
IN_FIRM = re.compile(r"\s&\s(?P<other>[A-Z][\w’'-]+)")
FIRM_BEFORE = re.compile(r"(?<!\w)(?P<other>[A-Z][\w’'-]+)\s&\s$")
NOUN_PLURALS = {"man": "men", "woman": "women"}
NO_PLURAL = ("ese", "ish", "ch", "sh", "ss", "s", "x", "z", "é", "men", "women")

SUBJECT_VERB = re.compile(
    r"\s+(?:also\s+|now\s+|still\s+|has\s+long\s+|never\s+|repeatedly\s+|later\s+|only\s+)?(?:[a-z]+ed|"
    r"says?|said|is|was|has|had|have|will|would|wo|must|should|could|may|might|can|cannot|does|did|"
    r"do|(?:is|was|has|had|would|wo|should|could|might|ca|does|did|do)n[’']t|wants?|sees?|saw|sent|sends|seeks?|sought|insists?|denies|makes?|made|takes?|took|gave|"
    r"gives?|holds?|held|keeps?|kept|calls?|fears?|needs?|knows?|knew|hopes?|thinks?|thought|told|"
    r"tells?|leads?|led|spent|cut|put|set|let|began|came|went|stands?|stood|won|lost|backs?|views?|"
    r"worries|refuses|risks?|plans?|aims?|claims?|believes|blames?|pushes|threatens|faces?|wrote|"
    r"[a-z]{2,}s\s+(?:on|to|that|at|from|its|a|the|no|not|him|her|them|us|it|me|what|how|one|two|another|every|nothing|their)|remains?|became|becomes|understands|continues|expects?|appears?|seems?|intends?|and\s+[A-Z])\b"
)
GOVERNS = re.compile(
    r"[\s-]+(?:government|regime|administration|leadership|authorities|officials?|elite|"
    r"establishment|backed|led|based|friendly|brokered|sponsored|appointed|controlled|aligned)\b"
)
AGAINST = re.compile(
    r"\b(?:with|against|between|by|toward|towards|over|from|than|unlike|upon|warn|warns|caution|"
    r"cautions|urge|urges|ask|asks|tell|tells|told|press|push|accuse|accuses|blame|blames|back|"
    r"backs|support|supports|help|helps|thank|thanks|criticise|criticize|condemn|condemns|punish|"
    r"sanction|pressure|remind|reminds|invite|trust|defend|threaten|deter|allow|let|make|force|"
    r"join|call|for|of|on|to|why|that|while|if|whether|because|as|but|when|[a-z]+ing|[a-z]+ed)\s+$"
)
PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|through|across|via|into|inside|leaving|visiting|"
    r"visited|left|reached|arrived|born|located|downtown|central|northern|southern|eastern|western|"
    r"streets\s+of|city\s+of|University\s+of|capital(?:\s+of|,)?|embassy\s+in|flew\s+to|fly\s+to|"
    r"travel(?:led|ed)?\s+to|visit\s+to|trip\s+to|return(?:ed)?\s+to|went\s+to|moved\s+to|"
    r"living|based|held|opened|hosted|staged|landed|flights?\s+(?:from|to)|road\s+to|north\s+of|"
    r"south\s+of|east\s+of|west\s+of|miles\s+from|kilometres\s+from|kilometers\s+from|"
    r"(?:arriv(?:e|es|ed|ing)|came|com(?:e|es|ing)|flew|flown|fly|flying|back|drove|travell?ed|return(?:s|ed|ing)?)"
    r"\s+(?:\w+\s+){0,2}from)\s+$"
)
STRONG_BEFORE = re.compile(
    r"\b(?:warn|warns|warned|warning|caution|cautions|urge|urges|urged|urging|ask|asks|asked|tell|"
    r"tells|told|press|pressed|pressing|push|pushed|pushing|accuse|accuses|accused|accusing|blame|"
    r"blames|blamed|back|backs|backed|backing|support|supports|supported|supporting|criticise|"
    r"criticize|criticised|criticized|condemn|condemns|condemned|punish|sanction|pressure|remind|"
    r"reminds|reminded|trust|defend|threaten|threatens|threatened|threatening|deter|allow|let|"
    r"force|forced|with|against|between|towards?|by|unlike|that|whether|if|because|why|to\s+get|on|"
    r"let|for|thanks?|thanked|tensions?\s+with|from|(?:write|writes|wrote|written|writing|appeal|"
    r"appealed|appealing|complain|complained|complaining|listen|listened|answer|answerable|apologi[sz](?:e|es|ed|ing))\s+to)\s+$"
)
WASHINGTON = re.compile(one_of(["Washington"], not_after=["[’'-]"]) + r"(?!\w)")
AMERICAN_GEORGIA = re.compile(
    r"\b(?:Atlanta|Savannah|Ga\.|Alabama|Florida|Carolina|Tennessee|Gov\.|Sen\.|Rep\.|Ohio"
    r"|Pennsylvania|Michigan|Arizona)"
)
CAUCASIAN_GEORGIA = re.compile(
    r"\b(?:Tbilisi|Batumi|Abkhaz|Ossetia|Caucasus|Black Sea|Armenia|Azerbaijan|Russia|Moscow"
    r"|Georgian Dream|Kutaisi|Poti|Georgia[’']s (?:foreign|prime))"
)


def country_name(code: str) -> str:
    """The everyday English name of an ISO 3166-1 alpha-2 code."""
    return COUNTRIES[code]


@cache
def _forms() -> dict[str, list[Form]]:
    """Every form by its first word, longest first; a code of None blocks what lies in it."""
    forms: list[Form] = []
    for code, _, names, demonyms, capitals, seats in ROWS:
        forms += [(form, code, Sense.NAME) for form in names]
        forms += [(form, code, Sense.DEMONYM) for form in demonyms]
        forms += [(form, code, Sense.CAPITAL) for form in capitals]
        forms += [(form, code, Sense.SEAT) for form in seats]
    plurals = [(_plural(form), code, s) for form, code, s in forms if s is Sense.DEMONYM]
    forms += [(form, code, sense) for form, code, sense in plurals if form]
    others = lines_of("other_names.txt")
    forms += [(line, None, Sense.NAME) for line in others if line and line[0] != "#"]
    by_word: dict[str, list[Form]] = {}
    shouted = [(f.upper(), c, s) for f, c, s in forms if s is Sense.NAME and len(f) > 3]
    # “Laos” is a name and a plural of “Lao”: of equal ones the first in the table counts, always.
    entries = dict.fromkeys([*forms, *shouted])
    for entry in sorted(entries, key=lambda e: (-len(e[0]), e[0], e[1] or "")):
        if match := FIRST_WORD.match(entry[0]):
            by_word.setdefault(match[0], []).append(entry)
    return by_word


def _plural(demonym: str) -> str | None:
    for ending, plural in NOUN_PLURALS.items():
        if demonym.endswith(ending) and demonym not in {"German", "Roman"}:
            return demonym.removesuffix(ending) + plural if not demonym.endswith("oman") else None
    return None if demonym.endswith(NO_PLURAL) else demonym + "s"


def find_country_mentions(document: Document) -> None:
    document.countries = find_countries(document.text)


def find_countries(text: str) -> tuple[CountryMention, ...]:
    """Countries referred to in a text, in order, without overlaps.

    A capital counts only where it means its government (“Moscow warned”), not as a place
    (“in Moscow”) and not in a dateline.
    """
    found: list[CountryMention] = []
    georgia = ""
    for span, code, sense in candidates(text):
        if found and span.start < found[-1].span.end:
            continue
        if is_in_person_name(text, span):
            continue
        form = span.of(text)
        if form == "Korea" and text.endswith(("north ", "North-"), 0, span.start):
            code = "KP"  # “north Korea”
        if form in {"Georgia", "Georgian", "Georgians"}:
            code = georgia = georgia or which_georgia(text)
        if form == "US" and _in_capitals(text, span):
            continue
        if sense is Sense.CAPITAL and not _governs(text, span, found):
            continue
        found.append(CountryMention(span, code, sense))
    capital = _washington(text, found)
    return tuple(sorted(found + capital, key=lambda mention: mention.span))


def candidates(text: str) -> Iterator[tuple[Span, str, Sense]]:
    forms = _forms()
    taken = 0
    for match in FIRST_WORD.finditer(text):
        start = match.start()
        if start < taken:
            continue
        word = match[0]
        entries = forms.get(word, ())
        for form, code, sense in entries:
            end = start + len(form)
            if text.startswith(form, start) and not continues(text, end, form):
                taken = end
                if code is not None and not _in_name(text, start, end):
                    yield Span(start, end), code, sense
                break


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether a form is a part of a currency or of a firm: “US$20”, “Holland & Pike”."""
    if text.startswith("$", end):
        return True
    joined = [IN_FIRM.match(text, end), FIRM_BEFORE.search(text, max(0, start - 30), start)]
    if any(match and match["other"] not in _forms() for match in joined):
        return True  # but not “Bolivia & Peru”
    return text.endswith("Anglo-", 0, start) and not re.match(r"s?\s[a-z]", text[end : end + 3])


def continues(text: str, end: int, form: str) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_") and form[-1] != "."


def is_in_person_name(text: str, span: Span) -> bool:
    """“Michael Jordan”, “Jordan Moss”, “Mr. Washington”."""
    form = span.of(text)
    if form not in SURNAMES and form not in GIVEN_NAMES:
        return False
    before = re.search(r"([^\W\d_][\w’'.\-]*)[ \xa0]$", text[max(0, span.start - 30) : span.start])
    if before:
        word = before[1]
        if word.rstrip(".") in FAMILY_NAME_FOLLOWS:
            return True
        if word[0].isupper() and is_given(word) and not (is_title(word) or word in OPENING_WORDS):
            return True
        if re.fullmatch(r"[A-Z]\.", word) and not text.endswith("U.S. ", 0, span.start):
            return True
    if form in GIVEN_NAMES:
        if text.endswith("the ", 0, span.start) and OF_A_BODY.match(text, span.end):
            return False
        after = re.match(r"[ \xa0]([A-Z][a-zà-ÿ]+)(?:[’']s)?", text[span.end : span.end + 30])
        return bool(after and not is_title(after[1]) and after[1] not in {"Valley", "River", "Sea"})
    return False


def which_georgia(text: str) -> str:
    american = len(AMERICAN_GEORGIA.findall(text))
    return "US" if american > len(CAUCASIAN_GEORGIA.findall(text)) else "GE"


def _in_capitals(text: str, span: Span) -> bool:
    """“US” in a headline all in capitals may be the pronoun."""
    before = re.search(r"(\w+)\W{1,2}$", text[max(0, span.start - 25) : span.start])
    after = re.match(r"\W{1,2}(\w+)", text[span.end : span.end + 25])
    beside = [m[1] for m in (before, after) if m]
    return len(beside) == 2 and all(w.isupper() and len(w) > 2 for w in beside)


def _governs(text: str, span: Span, found: list[CountryMention]) -> bool:
    """Whether a capital means its government here."""
    before = text[max(0, span.start - 40) : span.start]
    after = text[span.end : span.end + 40]
    if re.match(r",?\s*\(|\s[—–-]\s|,\s(?:[A-Z][a-z]+|[A-Z]{2})", after) or span.of(text).isupper():
        return False  # a dateline, or “Paris, Texas”
    if re.match(r"[’']s?(?!\w)", after):
        return not re.match(
            r"[’']s?\s+(?:\w+\s+)?(?:streets?|airport|suburbs?|river|centre|center|mayor|museums?|"
            r"university|old|main|port|skyline|harbou?r|residents|traffic|weather)\b",
            after,
        ) and not PLACE.search(before)
    if GOVERNS.match(after):
        return True
    if PLACE.search(before):
        return False
    if re.search(r"\b(?:[Ii]t|[Tt]hat)\s(?:is|was)\s+$", before) and re.match(r"\sthat\b", after):
        return True  # “It is Canberra that asks”
    if SUBJECT_VERB.match(after):
        return not re.search(r"\b(?:of|from|to|for|on)\s+$", before)
    if STRONG_BEFORE.search(before):
        return True
    if found and re.fullmatch(
        r"(?:[’']s)?(?:,|\s+and|,\s+and|\s+or)\s+", text[found[-1].span.end : span.start]
    ):
        return True
    return bool(AGAINST.search(before)) and not re.search(r"\b(?:of|on|to|from|for|as)\s+$", before)


def _washington(text: str, found: list[CountryMention]) -> list[CountryMention]:
    """Washington: the government, unless it is the state, the city as a place, or a person."""
    taken = {mention.span.start for mention in found}
    more = []
    for match in WASHINGTON.finditer(text):
        span = Span(*match.span())
        state = re.match(
            r",?\s(?:[Ss]tate|D\.?C|Post|Times|Examiner|Monument|University|[A-Z])",
            text[span.end : span.end + 12],
        )
        named = is_in_person_name(text, span) or text.endswith("of ", 0, span.start)
        if span.start not in taken and not state and not named and _governs(text, span, found):
            more.append(CountryMention(span, "US", Sense.CAPITAL))
    return more
