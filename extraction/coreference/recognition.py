"""Corrects the names of the recogniser: no datelines, seats of power as places, more sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.titles import head_noun
from extraction.document import Document, Name
from extraction.lexicon.honorifics import NOT_NAMES
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.names import CAP, alike, fit
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask

NAMING = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
FRONT_END = re.compile(
    r",|;|\((?![A-Z][A-Za-z.]{1,9}\)\s\w)|—|–|\s(?:who|whom|which|that|of|for|at|from|in|on|with|to|about)\s"
)
ARTICLE = re.compile(r"^(?:the|a|an|this|that)\s+", re.IGNORECASE)
BARE_NAME = re.compile(rf"(?:{CAP}[ \xa0]){{0,3}}{CAP}")
DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,})"
    r"(?P<rest>,[^\n—–]{0,40})?(?:\([^)\n]{0,40}\))?\s*(?:—|–|--)\s*"
)
PARAGRAPH_START = re.compile(r"(?:\n|\A)\s*")


def correct_names(document: Document) -> None:
    """Correct the labels, drop what a paragraph is dated from, append sources that are names.

    Those appended come last, in the order of the attributions.
    """
    seats = {country.span for country in document.countries}
    datelines = _datelines(document.text)
    names = [
        (span, "GPE" if span in seats and label == "PERSON" else label)
        for span, label in document.names
        if not datelines.touches(span)
    ]
    sources = [span for attribution in document.attributions for span in attribution.source[:1]]
    found = _capitalised_sources(document.text, sources, names)
    document.names = [*names, *((span, "PERSON") for span in found)]


def _datelines(text: str) -> CharacterMask:
    """The places that paragraphs are dated from."""
    starts = (match.end() for match in PARAGRAPH_START.finditer(text))
    lines = (match for start in starts if (match := DATELINE.match(text, start)))
    return CharacterMask(len(text), (Span(*match.span("place")) for match in lines))


def _capitalised_sources(
    text: str, sources: Sequence[Span], names: Sequence[Name]
) -> Iterator[Span]:
    """Sources that are a name which the recogniser missed.

    Two to four capitalised words, a label (“BREL: …”), or one word that is the family name of a
    person it did find, or a slip for it.
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
        if not taken.touches(span) and (
            len(words) > 1 or label or _is_family(front, families[plain(front)[:1]])
        ):
            yield span


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
    return not any(
        plain(word) in ORGANIZATION_WORDS or plain(word) in NOT_NAMES for word in front.split()
    )
