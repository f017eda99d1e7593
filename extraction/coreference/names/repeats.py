"""Further mentions of people that the text names, by the whole name or a part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from extraction.annotations import EntityType, Span
from extraction.document import Name
from extraction.lexicon.honorifics import NOT_NAMES, PARTICLES, SUFFIXES
from extraction.names import CAP, HAS_PARTICLE, TOKEN, core, is_given, is_initial, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask

# What makes a name a part of a longer word.
JOINED_BEFORE = re.compile(r"[\w'-]")
JOINED_BEHIND = re.compile(r"\w|['-]\w\w")
CAP_BEHIND = re.compile(rf"[ \xa0](?:{CAP})")
CAP_BEFORE = re.compile(rf"(?:^|[\s“\"(‘])({CAP})[ \xa0]$")


def _names_alone(names: Iterable[str], text: str) -> set[str]:
    """What full names are called the next time: the family name, also in capitals, the particle
    before it, the first word, unless the text has it as an ordinary word: “Will”, “May”."""
    wanted = set(names)
    for name in names:
        words = [t[0] for t in TOKEN.finditer(name)]
        if len(core(words)) < 2:
            continue
        tail = list(words)
        while len(tail) > 1 and plain(tail[-1]) in SUFFIXES:
            tail.pop()
        family = tail[-1]
        if len(family) > 2 and (family[0].isupper() or HAS_PARTICLE.match(family)):
            wanted |= {family, family.upper()}
            if len(tail) > 2 and tail[-2].lower() in PARTICLES:
                wanted.add(" ".join(tail[-2:]))
        first = words[0]
        if len(first) > 2 and not is_initial(first) and f" {first.lower()} " not in text:
            wanted.add(first)
    return wanted


def with_every(text: str, names: Sequence[Name], whole: Set[str], label: str) -> list[Name]:
    """The names, with each of these wherever it stands, in place of what it touches; those last."""
    if not whole:
        return list(names)
    each = "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))
    found = [
        Span(*match.span()) for match in re.finditer(rf"(?<![\w’'-])(?:{each})(?![\w-])", text)
    ]
    around = CharacterMask(len(text), found)
    kept = [name for name in names if not around.touches(name[0])]
    return kept + [(span, label) for span in found]


def repeats(
    text: str, names: set[str], taken: CharacterMask, spans: Sequence[tuple[Span, EntityType]]
) -> Iterator[Span]:
    """Other places of a known name, or of the family name of a full one alone."""
    wanted = _names_alone(names, text)
    if not wanted:
        return
    places = defaultdict(list)
    for span, kind in spans:
        if kind is not EntityType.PERSON:
            places[span.start // 64].append(span)
            places[span.end // 64].append(span)
    for span in _standing(text, wanted):
        if not taken.touches(span) and _stands_alone(text, span):
            inside = [p for p in places[span.start // 64] if p.contains(span)]
            if all(p.end - p.start <= span.end - span.start + 6 for p in inside):
                yield span


def _standing(text: str, names: Iterable[str]) -> Iterator[Span]:
    """The names as whole words, in order, without overlaps: the longest first.

    Looked for one by one: a pattern of all of them takes longer to be made than they to be found.
    """
    even = text.replace("’", "'")
    found = []
    for name in names:
        wanted = name.replace("’", "'")
        at = even.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            joined = JOINED_BEFORE.match(even[at - 1 : at]) or JOINED_BEHIND.match(even, end)
            if not joined:
                found.append((at, -end))
            at = even.find(wanted, at + 1)
    last = 0
    for start, end in sorted(found):
        if start >= last:
            last = -end
            yield Span(start, last)


def _stands_alone(text: str, span: Span) -> bool:
    """No capitalised word beside it that would make it part of another name."""
    after = CAP_BEHIND.match(text, span.end, span.end + 40)
    if after and plain(after[0].strip()) not in NOT_NAMES:
        return False
    before = CAP_BEFORE.search(text[max(0, span.start - 30) : span.start])
    if not before:
        return True
    word = before[1]
    if word.endswith(".") and not is_title(word) and not is_initial(word):
        return True  # the end of a sentence
    start = span.start - len(before[0].lstrip('\n \xa0“"(‘'))
    opens = start <= 0 or re.search(r"[.!?:\n”\"“]\s*$", text[max(0, start - 3) : start])
    return bool(is_title(word) or plain(word) in NOT_NAMES or (opens and not is_given(word)))
