"""Organizations, places and peoples among the names of the recogniser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import EntityType, Span
from extraction.coreference.names.person_names import POSSESSIVE
from extraction.document import Mention
from extraction.lexicon.honorifics import NOT_NAMES
from extraction.lexicon.organizations import ACTS, NOT_PUBLICATIONS, PUBLICATIONS
from extraction.lexicon.roles import HEADS, WITHIN_TITLES
from extraction.names import CAP
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

PUBLICATION = re.compile(
    rf"\b(?:[Tt]he[ \xa0])?(?P<name>{CAP}(?:[ \xa0]{CAP}){{0,2}})[ \xa0]{any_of(PUBLICATIONS)}\b"
)
ARTICLE = re.compile(r"(?:the|The|a|A|an|An)[ \xa0]+")
UNFINISHED = re.compile(  # “Inspector General of”, “Bank of Osk under”
    r"[ \xa0](?:of|for|and|under|by|with|from|at|in)(?:[ \xa0]the)?\Z"
)
THE_BEFORE = re.compile(r"\b[Tt]he[ \xa0]\Z")
LETTER = re.compile(r"[^\W\d_]")


def other_mention(text: str, span: Span, kind: EntityType) -> Mention | None:
    raw = span.of(text)
    start = span.start + len(raw) - len(raw.lstrip(" \n\t“\"‘'(-—"))
    article = ARTICLE.match(text, start, span.end)
    if article:
        start = article.end()
    end = start + len(text[start : span.end].split("\n")[0].rstrip(" \t”\"’'),;:-—"))
    cut = POSSESSIVE.search(text[start:end])
    possessive = bool(cut) or re.match(r"[’']s\b", text[end : end + 2]) is not None
    end = start + cut.start() if cut else end
    if possessive and _ends_so(text, text[start:end]):
        end, possessive = end + 2, False
    end = cut.start() if (cut := UNFINISHED.search(text, start, end)) else end
    if end - start < 2 or not LETTER.search(text, start, end):
        return None
    words = tuple(text[start:end].split())
    if kind is EntityType.ORGANIZATION and len(words) > 1 and _is_office(words):
        return None
    if (
        len(words) == 1
        and words[0].islower()
        and THE_BEFORE.search(text[max(0, start - 5) : start])
    ):
        return None  # “the glassmaker”
    return Mention(Span(start, end), kind, words, None, possessive)


def _ends_so(text: str, name: str) -> bool:
    """Whether “’s” is part of a name, since it speaks or acts somewhere: “Sotheby’s said”."""
    own = rf"(?<!\w)(?<!\bof[ \xa0]){re.escape(name)}[’']s[ \xa0]{any_of(ACTS)}\b"
    return re.search(own, text) is not None  # not “a friend of Brel’s said”


def publications(text: str, taken: CharacterMask) -> Iterator[Mention]:
    """“Maariv” in “Maariv newspaper”, where no name was found."""
    for match in PUBLICATION.finditer(text):
        span = Span(*match.span("name"))
        words = tuple(span.of(text).split())
        if not taken.touches(span) and plain(words[0]) not in NOT_NAMES | NOT_PUBLICATIONS:
            yield Mention(span, EntityType.ORGANIZATION, words, None, False)


def _is_office(words: Sequence[str]) -> bool:
    """“Inspector General”: an office, and nobody by itself."""
    return plain(words[-1]) in HEADS and all(
        plain(word) in HEADS or plain(word) in WITHIN_TITLES for word in words
    )
