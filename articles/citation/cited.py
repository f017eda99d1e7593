"""What a citation says of a quotation, and the pieces of text that it is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

NOT_NAMED = "speaker not named"
CHECK = " [check speaker]"


class Run(NamedTuple):
    """A piece of a citation: plain text, text in italics, or a link."""

    text: str
    italic: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation and where it was published; "" and None for what is not known.

    `words` are verbatim and without quotation marks around them.  They are the speaker's if
    `direct`, else the article's.  `url` is where the article can be read.
    """

    words: str
    direct: bool
    speaker: str
    office: str
    doubtful: bool
    title: str
    author: str
    outlet: str
    published_on: dt.date | None
    url: str
    read_on: dt.date

    @property
    def quoted(self) -> str:
        """The words in quotation marks."""
        return f"“{self.words}”"

    @property
    def who(self) -> str:
        """The speaker with the office, and whether to check who it is."""
        office = f", {self.office}" if self.office else ""
        return f"{self.speaker or NOT_NAMED}{office}{CHECK if self.doubtful else ''}"

    @property
    def note(self) -> str:
        """Who said what, on one line; a paraphrase is no one's words but the article's."""
        if self.direct:
            return f"{self.who}: {self.quoted}"
        return f"{self.quoted} ({self.paraphrase})"

    @property
    def paraphrase(self) -> str:
        return f"the article’s words for what was said by {self.who}"


def text_of(runs: Iterable[Run]) -> str:
    """The plain text of a citation.

    >>> text_of([Run("In "), Run("The Post", italic=True)])
    'In The Post'
    """
    return "".join(run.text for run in runs)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with neighbours of plain text as one.

    >>> joined([Run("In "), Run("a "), Run("Post", italic=True)])
    (Run(text='In a ', italic=False, link=False), Run(text='Post', italic=True, link=False))
    """
    kinds = groupby(runs, key=lambda run: (run.italic, run.link))
    return tuple(Run(text_of(alike), *kind) for kind, alike in kinds)


def within_marks(title: str) -> str:
    """A title as it is printed within double quotation marks: its own become single.

    >>> within_marks("“No” is “no”")
    '‘No’ is ‘no’'
    """
    return title.replace("“", "‘").replace("”", "’")


def ended(text: str, mark: str = ".") -> str:
    """A title with a mark behind it, as American styles have it: within a last quotation mark.

    A full stop is added to no sentence that ends; a comma takes the place of a full stop.

    >>> ended("Who pays?"), ended("Rain"), ended("They said ‘no’"), ended("Rain.", ",")
    ('Who pays?', 'Rain.', 'They said ‘no.’', 'Rain,')
    """
    closing = next((c for o, c in ("“”", "‘’") if text.endswith(c) and o in text), "")
    bare = text.removesuffix(closing)
    if mark == ".":
        return text if bare[-1:] in {"?", "!", ".", "…"} else f"{bare}.{closing}"
    return f"{bare.removesuffix('.')}{mark}{closing}"


def one_line(text: str) -> str:
    """A text without line breaks and control characters, for formats of one line a field."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def long_date(day: dt.date) -> str:
    """A date as American styles have it.

    >>> long_date(dt.date(2026, 3, 3))
    'March 3, 2026'
    """
    return f"{day:%B} {day.day}, {day.year}"


def spaced(pieces: Iterable[tuple[Run, ...]], between: str = " ") -> Iterator[Run]:
    """The runs of pieces with a separator between two of them; empty pieces are left out."""
    for number, piece in enumerate(filter(None, pieces)):
        if number:
            yield Run(between)
        yield from piece
