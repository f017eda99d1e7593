"""Bodies that the recogniser misses.

They are found by the words of their names, “Potters’ Union”, or by how they are written and speak:
“the RSPCA said”, “easyJet said”, ““…,” Halm said in a statement”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.short_offices import has_office_in_short
from extraction.document import Name
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import (
    NO_NAMES_IN_CAPITALS,
    NOT_NAMES,
    OFFICES_IN_CAPITALS,
    POSTS_IN_CAPITALS,
)
from extraction.lexicon.offices import NEVER_BODIES, OFFICES_SPELT_OUT
from extraction.lexicon.organizations import MEMBERS, NAMED_OF, NAMED_WITH
from extraction.lexicon.roles import HEADS
from extraction.lexicon.speech_verbs import AFTER_TITLES
from extraction.names import CAP, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of, one_of

BODY = "ORG"
ENDS = (".", "!", "?", "”", '"')  # of a line that is no headline
NAMING = frozenset({"PERSON", BODY, "GPE", "LOC", "FAC", "NORP"})
_OF = (
    rf"(?:[ \xa0](?:of|for)[ \xa0](?:the[ \xa0])?{CAP}"
    rf"(?:(?:,|[ \xa0]and|[ \xa0]of|[ \xa0]&)?[ \xa0]{CAP}){{0,3}})"
)
# “Osk School District”, “Potters’ Union of Osk”; it begins with no word of more than 60 code points
_WITH = re.compile(
    rf"(?<![\w’'-])(?=\S{{1,60}}[ \xa0])(?:{CAP}[’']?[ \xa0]){{1,4}}"
    rf"{any_of(capitalized(NAMED_WITH))}(?![\w’'-]){_OF}?"
)
# “Ministry of Health and Sport”
_NAMED_OF = re.compile(one_of(sorted(capitalized(NAMED_OF)), not_after=("’", "'", "-")) + _OF)
# “Doctors Against Noise”; “joined Friends of Osk”, but not “. Friends of Ana”
_OF_MEMBERS = re.compile(
    rf"(?<![\w’'-]){any_of(capitalized(MEMBERS))}[ \xa0](?:Against|Without|Across|Beyond)"
    rf"(?:[ \xa0]{CAP}(?<!\.))+"
)
_OF_MEMBERS_INSIDE = re.compile(
    rf"(?:[a-z],?|,[”\"’'])[ \xa0](?P<name>{any_of(capitalized(MEMBERS))}"
    rf"[ \xa0](?:of|for)(?:[ \xa0]the)?(?:[ \xa0]{CAP}(?<!\.))+)"
)
_NO_BODIES = OFFICES_IN_CAPITALS | POSTS_IN_CAPITALS | NO_NAMES_IN_CAPITALS
_ARTICLE = re.compile(r"[Tt]he[ \xa0]")
_IN_CAPITALS = re.compile(r"[A-Z]{2,8}")
_CAMEL = re.compile(r"(?:[a-z]{1,6}[A-Z][A-Za-z]+|[A-Z][a-z]{2,}[A-Z]{2,4})")  # “eBay”, “ActionSA”
_MARK_BEFORE = re.compile(r"[”\"’»][ \xa0]\Z")
_BARE = re.compile(rf"{CAP}(?:[ \xa0]{CAP}){{0,3}}!?")
_IN_A_STATEMENT = re.compile(
    rf"[ \xa0]{any_of(AFTER_TITLES)}[ \xa0](?:in[ \xa0](?:an?|its|the)"
    r"[ \xa0](?:[\w-]+[ \xa0]){0,2}(?:statement|filing|release|communique|communiqué|notice|report)"
    r"|on[ \xa0]its[ \xa0])\b"
)
_OWNED = re.compile(r"[’']s[ \xa0]")


def bodies_missed(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with bodies that have no label, or of which a part has another one.

    Those found come last.
    """
    found = [*_found(text), *_of_members(text)]
    around = CharacterMask(len(text), found)
    whole = {span for span, label in names if label == BODY and around.touches(span)}
    found = [span for span in found if all(_is_part(each, span) for each in whole)]
    around = CharacterMask(len(text), found)
    kept = [each for each in names if each[1] not in NAMING or not around.touches(each[0])]
    return kept + [(span, BODY) for span in found]


def bodies_speaking(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with sources that no label touches and that only a body's name is like.

    Without posts in capitals that have the label of a body: “the GP”, “the CJI”.
    """
    names = [
        (span, label)
        for span, label in names
        if not (label == BODY and _is_post(text, _ARTICLE.sub("", span.of(text))))
    ]
    taken = CharacterMask(len(text), (span for span, label in names if label in NAMING))
    found = []
    for source in sources:
        words = source.of(text).strip()
        article = _ARTICLE.match(words)
        name = words[article.end() :] if article else words
        start = source.start + source.of(text).find(words) + (article.end() if article else 0)
        span = Span(start, start + len(name))
        if name and not taken.touches(span) and _is_body(text, span, article is not None):
            found.append((span, BODY))
            taken.add(span)
    return [*names, *found]


def _is_post(text: str, word: str) -> bool:
    """Whether capitals are an office: always, or as the text spells it out or names the holder."""
    if word in POSTS_IN_CAPITALS | NEVER_BODIES or has_office_in_short(word, text):
        return True
    if not _IN_CAPITALS.fullmatch(word):
        return False
    spelt = re.findall(rf"(\w+)[ \xa0]\({word}\)", text)  # “Regional Executive Officer (REO)”
    held = rf"\b[Tt]he[ \xa0]{word},[ \xa0]{CAP}(?:[ \xa0]{CAP})+,"
    return any(plain(each) in HEADS for each in spelt) or (
        word in OFFICES_SPELT_OUT and re.search(held, text) is not None
    )


def _is_body(text: str, name: Span, article: bool) -> bool:
    word = name.of(text)
    if _IN_CAPITALS.fullmatch(word):
        return (
            word not in _NO_BODIES
            and not _is_post(text, word)
            and not is_title(word)
            and (article or len(word) > 2)
            and not text.startswith(":", name.end)
        )
    if _CAMEL.fullmatch(word):
        return True
    inverted = not article and _MARK_BEFORE.search(text, max(0, name.start - 2), name.start)
    return bool(inverted and _BARE.fullmatch(word) and _IN_A_STATEMENT.match(text, name.end))


def _of_members(text: str) -> Iterator[Span]:
    """What is named after those who are in it, wherever it stands."""
    names = {match[0] for match in _OF_MEMBERS.finditer(text)}
    names |= {match["name"] for match in _OF_MEMBERS_INSIDE.finditer(text)}
    for name in sorted(names):
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-]|[ \xa0][A-Z])", text):
            yield Span(*match.span())


def _is_part(label: Span, found: Span) -> bool:
    """Whether a body with a label is apart from one that is found, or its beginning."""
    begins = found.start - label.start in (0, len("the "))
    return not label.overlaps(found) or (begins and label.end < found.end)


def _found(text: str) -> Iterator[Span]:
    first = text.strip().split("\n", 1)[0]
    headline = 0 if first.endswith(ENDS) else text.find(first) + len(first)
    end = 0
    matches = [*_WITH.finditer(text, headline), *_NAMED_OF.finditer(text, headline)]
    for match in sorted(matches, key=lambda each: each.span()):
        start = match.start()
        while (word := text[start : match.end()].split()[0]) and plain(word) in NOT_NAMES:
            start += len(word) + 1
        if owned := _OWNED.search(text, start, match.end()):
            start = owned.end()
        if len(text[start : match.end()].split()) > 1 and start >= end:
            end = match.end()
            yield Span(start, end - (text[end - 1] == "."))
