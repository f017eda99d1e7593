"""Chicago style, 18th edition, notes and bibliography: the quotation, its note and its entry.

Rules: The Chicago Manual of Style (2024), chapters 13 and 14: up to two authors in a note, up to
six in the bibliography; an unsigned article is listed under its newspaper; a page without a date
has the day on which it was read.  Titles and outlets keep the form that the article gives them.
"""

from __future__ import annotations

from articles.citation.authors import Author, authors
from articles.citation.cited import Cited, Run, ended, long_date, spaced, within_marks

_MOST_IN_NOTE = 2
_MOST = 6
_FIRST = 3


def chicago(cited: Cited) -> tuple[Run, ...]:
    by = authors(cited.author)
    return (*_note(cited, by), Run("\n\n"), *_entry(cited, by))


def _note(cited: Cited, by: tuple[Author, ...]) -> tuple[Run, ...]:
    said = f"{cited.who}, quoted in " if cited.direct else f"{cited.paraphrase}, in "
    title = f"“{ended(within_marks(cited.title), ',')}”"
    author = f"{_in_note(by)}, " if by else ""
    where = (
        (Run(cited.outlet, italic=True),) if cited.outlet else (),
        (Run(_day(cited, "accessed")),),
        (Run(cited.url, link=True), Run(".")),
    )
    opening = f"{cited.quoted}\n\n{said[0].upper()}{said[1:]}{author}{title} "
    return (Run(opening), *spaced(where, ", "))


def _entry(cited: Cited, by: tuple[Author, ...]) -> tuple[Run, ...]:
    title = Run(f"“{ended(within_marks(cited.title))}”")
    outlet = Run(cited.outlet, italic=True)
    day = f"{_day(cited, 'Accessed')}."
    if by:
        head: tuple[Run, ...] = (Run(ended(_in_entry(by))),)
        where = (outlet, Run(f", {day}")) if cited.outlet else (Run(day),)
    else:
        head = (outlet, Run(".")) if cited.outlet else ()
        where = (Run(day),)
    return tuple(spaced((head, (title,), where, (Run(cited.url, link=True), Run(".")))))


def _day(cited: Cited, read: str) -> str:
    if cited.published_on:
        return long_date(cited.published_on)
    return f"{read} {long_date(cited.read_on)}"


def _in_note(by: tuple[Author, ...]) -> str:
    if len(by) > _MOST_IN_NOTE:
        return f"{by[0].straight} et al."
    return " and ".join(author.straight for author in by)


def _in_entry(by: tuple[Author, ...]) -> str:
    """The names with the first one inverted."""
    names = [by[0].inverted, *(author.straight for author in by[1:])]
    if len(names) > _MOST:
        return f"{', '.join(names[:_FIRST])}, et al."
    if len(names) < 2:
        return names[0]
    return f"{', '.join(names[:-1])}, and {names[-1]}"
