"""APA style, 7th edition: the quotation with its source in the text, then the reference.

Rules: Publication Manual of the APA (2020), 8.6 secondary sources, 8.14 unknown authors, 8.17
numbers of authors, 9.7–9.12 names, 9.14–9.17 dates, 10.1 and 10.16 articles on websites of news.
Titles keep the case that the article gives them.
"""

from __future__ import annotations

from articles.citation.authors import Author, authors
from articles.citation.cited import Cited, Run, ended, spaced, within_marks

_MOST = 20
_FIRST = 19


def apa(cited: Cited) -> tuple[Run, ...]:
    by = authors(cited.author)
    names = _listed(by)
    title = Run(ended(cited.title), italic=not cited.outlet)
    outlet = "" if cited.outlet == names else cited.outlet
    reference = (
        (Run(ended(names) if names else title.text, italic=not names and title.italic),),
        (Run(f"({_date(cited)})."),),
        (title,) if names else (),
        (Run(outlet, italic=True), Run(".")) if outlet else (),
        (Run(cited.url, link=True),),
    )
    return (Run(f"{_in_text(cited, by)}\n\n"), *spaced(reference))


def _in_text(cited: Cited, by: tuple[Author, ...]) -> str:
    year = str(cited.published_on.year) if cited.published_on else "n.d."
    source = f"as cited in {_short(cited, by)} {year}"
    if cited.direct:
        return f"{cited.quoted} ({cited.who}, {source})."
    return f"{cited.quoted} ({cited.paraphrase}, {source})."


def _short(cited: Cited, by: tuple[Author, ...]) -> str:
    if not by:
        return f"“{ended(within_marks(cited.title), ',')}”"
    if len(by) > 2:
        return f"{by[0].family} et al.,"
    return f"{' & '.join(author.family for author in by)},"


def _date(cited: Cited) -> str:
    day = cited.published_on
    return f"{day.year}, {day:%B} {day.day}" if day else "n.d."


def _listed(by: tuple[Author, ...]) -> str:
    names = [author.initials for author in by]
    if len(names) > _MOST:
        return f"{', '.join(names[:_FIRST])}, . . . {names[-1]}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"
