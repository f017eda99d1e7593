"""What is near a speaker: a country beside the name, the last sign of one, other descriptions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.titles import head_noun, is_trade
from extraction.countries.evidence import Evidence
from extraction.countries.signs.signs import Sign
from extraction.document import Chain, CountryMention, Document, Sense
from extraction.lexicon import capitalized
from extraction.lexicon.roles import BELONGING, COMING, OFFICES, RANKS, TEAM_MEMBERS
from extraction.names import CAP
from extraction.text.patterns import any_of

# “she said by telephone from Goma”, “speaking from his office in Lund”
CALLING = re.compile(
    r"\b(?:by|over\sthe|on\sthe|via)\s(?:a\s)?(?:[a-z]+\s)?(?:tele)?(?:phone|call|link|e-?mail)\sfrom"
    r"|\b(?:speaking|calling|phoned|telephoned|reached)\s(?:by\s(?:tele)?phone\s)?(?:from|in)\b"
)
# Between a country and a name that belong together; what describes the name before it.
BESIDE = re.compile(r"[’']s\s|\s(?!and\b|or\b)[a-z]+(?:er|or|ist|ian|man|ant|yst|ent|ete)\s")
# “Former Australian wing Ana Brel”, “the Kenyan marathon winner Ana Brel”
BETWEEN = re.compile(
    r"\s(?:(?!(?:and|or|of|in|at|to|for|with|by|as|on|from|than|that|said|says|told|but|is|was|has|had|who|president)\b)"
    r"[a-z][\w-]*(?<!ed)(?<!\w\wing)\s){1,3}"
)
# “US Marines exercise representative Colonel Ana Brel”
RANKED = re.compile(rf"\s(?:[\w-]+\s){{0,4}}?(?:{any_of(capitalized(RANKS))})\s")
TEAM = re.compile(rf"\s(?:{any_of(TEAM_MEMBERS)}|fast\sbowler)\s")
# “…, who was in Norway”, but not “…, who played for Norway”
PLAYS = (
    r"(?:play(?:s|ed|ing)?\s(?!for\b)|(?:play(?:s|ed)|coache[sd]|manage[sd]|captain(?:s|ed))\s"
    r"(?:for\s)?(?:the\s|an?\s)?(?:[\w-]+\s){0,2}(?:club|side|team|outfit)\b)"
)
ELSEWHERE = re.compile(
    rf"(?:who|which|whose)\s(?={PLAYS})|(?:who|which|whose)\s(?!(?:\w+\s)?(?:{any_of(BELONGING)})\b"
    rf"|(?:{any_of(COMING)})\b[^.,;]{{0,40}}\sfrom\s|(?<=whose\s)\w+\s(?:lies?|stands?)\s)"
)
ASIDE = re.compile(r"(?<=.),?\s(?:who|which|whose|where|after|when|while|during|before|as)\b")
# “— Ana Brel, fund manager, Bergen”, “(Ana Brel, 71, Bergen)”: the rest of the line
SIGNED = re.compile(
    r"(?:,\s\d{1,3})?(?P<what>(?:,\s[^\n.,;:“”\"«»()]{3,60})*?)"
    rf"(?:,\s(?P<place>{CAP}(?:[ -]{CAP}){{0,2}}))?\)?[ \t]*$",
    re.MULTILINE,
)
# “Ana Brel, the former Norwegian keeper, …”: behind a name, before its demonym
APPOSED = re.compile(r"(?:,\s\d{1,3})?,\s(?:the|an?)\s(?:[a-z][\w-]*\s){0,2}\Z")
SPACES = (" ", "\xa0")
# The words behind the demonym, but of “the Norwegian,”, as far as they describe the person
APPOSED_NOUN = re.compile(
    r"\s(?!(?:who|which|that|said|says|told|is|was)\b)[a-z][^,.;:“”\"\n]{2,50}"
)
FARTHEST_APPOSED = 40  # code points from a name to the demonym of its apposition
# “a conductor from ” before a place, and “, 36-year-old ” behind it
ONE_FROM = re.compile(r"\b(?:[Aa]n?|[Tt]he)\s(?:[a-z][\w-]*\s){1,3}from\s(?:the\s)?\Z")
NAMED_BEHIND = re.compile(r",\s\d{1,3}-year-old\s")
FURTHEST = 120  # code points from who speaks to it
MOST_SIGNS = 8  # back, until one is of a single country
SHORTEST = 5  # code points: “he” and “she” describe nobody


def belongs(text: str, country: CountryMention, start: int) -> bool:
    """Whether nothing but a description parts a country from the name that starts there."""
    if country.sense is Sense.DEMONYM and text[country.span.end : start] in SPACES:
        return True  # “the Spaniard Ana Brel”, “South African Ana Brel”
    patterns = (BESIDE, BETWEEN if country.sense is Sense.DEMONYM else TEAM, RANKED)
    return any(pattern.fullmatch(text, country.span.end, start) for pattern in patterns)


def apposed(text: str, countries: Sequence[CountryMention], name: Span) -> Iterator[Evidence]:
    """“Ana Brel, the Norwegian keeper, …”: what a person is, of which country, behind the name."""
    at = bisect_left(countries, name.end, key=lambda country: country.span.start)
    for country in countries[at : at + 1]:
        described = APPOSED_NOUN.match(text, country.span.end)
        if (
            country.sense is Sense.DEMONYM
            and country.span.start - name.end <= FARTHEST_APPOSED
            and APPOSED.match(text[name.end : country.span.start])
            and (described is None or head_noun(described[0]) or is_trade(described[0]))
        ):
            yield Evidence(country.code, "own:beside", 1.0, country.span.of(text))


def called(text: str, countries: Sequence[CountryMention], name: Span) -> Iterator[Evidence]:
    """“New Zealander Ana Brel”, where the demonym is taken for a part of the name."""
    at = bisect_left(countries, name.start, key=lambda country: country.span.start)
    for country in countries[at : at + 1]:
        first = country.span.start == name.start and country.span.end < name.end
        if first and country.sense is Sense.DEMONYM:
            yield Evidence(country.code, "own:beside", 1.0, country.span.of(text))


def come_from(text: str, signs: Sequence[Sign], name: Span) -> Iterator[Evidence]:
    """“A baker from Bergen, 36-year-old Ana Brel”."""
    at = bisect_right(signs, name.start, key=lambda sign: sign.span.end)
    last = signs[at - 1].span if at else None
    for sign in signs[max(0, at - MOST_SIGNS) : at]:
        if (
            sign.span == last
            and NAMED_BEHIND.fullmatch(text, last.end, name.start)
            and ONE_FROM.search(text, max(0, last.start - FURTHEST), last.start)
        ):
            yield Evidence(sign.code, "own:from", sign.share, last.of(text))


def holder(text: str, countries: Sequence[CountryMention], chain: Chain) -> Iterator[Evidence]:
    """“Kenya’s president opened … President Wanjala said”: the office named with a country."""
    offices = "|".join(re.escape(head) for head in chain.heads & OFFICES)
    if not offices:
        return
    first = chain.mentions[0].span.start
    held = re.compile(rf"(?:[’']s)?\s+(?:[\w-]+\s+){{0,3}}(?:{offices})\b", re.IGNORECASE)
    for country in countries:
        if country.span.end < first and held.match(text, country.span.end):
            yield Evidence(country.code, "holder", 1.0, country.span.of(text))
            return


def signs_before(document: Document, signs: Sequence[Sign], position: int) -> Iterator[Evidence]:
    """The last sign before a position outside of quotations, apart if in a paragraph before.

    Signs shared by several countries are passed over, each for its part.
    """
    start = document.paragraph(position).start
    end = bisect_right(signs, position, key=lambda sign: sign.span.end)
    for sign in reversed(signs[max(0, end - MOST_SIGNS) : end]):
        if any(quoted.contains(sign.span) for quoted in document.quoted):
            continue
        feature = "near" if sign.span.start >= start else "near:before"
        yield Evidence(sign.code, feature, sign.share, sign.span.of(document.text))
        if sign.share == 1.0:
            return


def meant_by(document: Document) -> dict[Chain, list[tuple[int, str]]]:
    """What the sources say of each person, with its places: “the Norwegian”, “…, head of …”."""
    found: defaultdict[Chain, list[tuple[int, str]]] = defaultdict(list)
    for resolved in document.sources.values():
        chain, span = resolved.chain, resolved.span
        if chain is None:
            continue
        names = [mention.span for mention in chain.mentions if mention.span.overlaps(span)]
        start = max((name.end for name in names), default=span.start)
        described = document.text[start : span.end].lstrip(" ,\xa0")
        if names:
            described = "" if ELSEWHERE.match(described) else ASIDE.split(described, maxsplit=1)[0]
        if len(described) >= SHORTEST:
            found[chain].append((start, described))
        found[chain] += signed(document.text, span)
    return found


def signed(text: str, name: Span) -> list[tuple[int, str]]:
    """What a line that ends in a name and its description says of the person, with its place."""
    match = SIGNED.match(text, name.end)
    if match is None or not match[0].strip():
        return []
    place = f" from {match['place']}" if match["place"] else ""
    return [(name.end, match["what"].lstrip(", ") + place)]


def calling_from(document: Document) -> dict[Chain, list[str]]:
    """Where people are who speak from afar: the words behind “by telephone from”."""
    found: defaultdict[Chain, list[str]] = defaultdict(list)
    calls = list(CALLING.finditer(document.text))
    for span, resolved in document.sources.items() if calls else ():
        last = min(span.end + FURTHEST, document.paragraph(span.end).end)
        for call in calls:
            if resolved.chain is not None and span.end <= call.start() <= last:
                end = document.sentences.at(call.start()).end
                found[resolved.chain].append(document.text[call.end() : end])
    return found
