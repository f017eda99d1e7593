"""Where an utterance appears, as lists and its page print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.models import Appearance, Quotation
from articles.presentation.comparison import Segment
from articles.utterances.pairs import Wording

# Names that a list prints.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """Where else the utterance of a quotation appears: names of outlets, and how many more there
    are; articles without another outlet; names of other speakers that it is given to."""

    utterance: int
    outlets: tuple[str, ...]
    more: int
    articles: int
    disputed: tuple[str, ...]


def with_appearances(rows: Sequence[Quotation]) -> list[Quotation]:
    """Give each quotation that appears elsewhere too its `printed`, in one query."""
    utterances = {row.utterance for row in rows if row.utterance is not None}
    if not utterances:
        return list(rows)
    places = defaultdict(list)
    for place in Quotation.objects.of_utterances(utterances).places():
        places[place.utterance].append(place)
    for row in rows:
        if row.utterance is not None:
            found = places[row.utterance]
            names = {name for place in found for name in place.outlets}
            own = row.article.outlet.name if row.article.outlet else ""
            others = sorted(names - {own})
            speakers = {place.speaker for place in found if place.speaker}
            said = row.speaker.name if row.speaker else ""
            disputed = sorted(speakers - {said}) if len(speakers) > 1 else []
            row.printed = Printed(  # type: ignore[attr-defined]
                row.utterance, tuple(others[:NAMED]), max(0, len(others) - NAMED),
                len({place.article for place in found}) - 1, tuple(disputed),
            )  # fmt: skip
    return list(rows)


@dataclass(frozen=True, slots=True)
class Shown:
    """An appearance of an utterance; `segments` mark what differs from the first one."""

    quotation: Quotation
    segments: tuple[Segment, ...]
    also_in: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return any(segment.differs for segment in self.segments)


def appearances(first: Quotation, rows: Sequence[Quotation]) -> list[Shown]:
    """Return appearances of an utterance beside the first of them."""
    also = Appearance.objects.all().outlets_of({row.article_id for row in rows})
    return [
        Shown(row, tuple(compared(first.text, row.text)), tuple(also.get(row.article_id, ())))
        for row in rows
    ]


def compared(first: str, text: str) -> Iterator[Segment]:
    """Yield a text in pieces, with the words of the first where they differ."""
    mine, theirs = Wording.of(first).words, Wording.of(text).words
    matcher = SequenceMatcher(
        None, [word.key for word in mine], [word.key for word in theirs], autojunk=False
    )
    at = 0
    for tag, begin, end, here, there in matcher.get_opcodes():
        cut, kept = mine[begin:end], theirs[here:there]
        struck = first[cut[0].start : cut[-1].end] if cut else ""
        if not kept:
            yield Segment("", struck, differs=True)
            continue
        start, stop = kept[0].start, kept[-1].end
        if start > at:
            yield Segment(text[at:start])
        same = tag == "equal"
        yield Segment(text[start:stop], "" if same else struck, shared=same, differs=not same)
        at = stop
    if at < len(text):
        yield Segment(text[at:])
