"""BibTeX: an entry that BibTeX and BibLaTeX read, in UTF-8.

No brace of a value is left in it, since BibTeX counts braces, escaped ones included.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from articles.citation.authors import Author, authors
from articles.citation.cited import Cited, Run, one_line
from extraction.text.folding import ascii_key

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
    | {c: f"\\{c}" for c in "&%$#_"}
)
# What may stand in an address besides letters and digits: no brace and no backslash.
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_LONGEST_WORD = 30


def bibtex(cited: Cited) -> tuple[Run, ...]:
    by = authors(cited.author)
    fields = ",\n".join(f"  {name:<8} = {value}" for name, value in _fields(cited, by))
    kind = "article" if cited.outlet else "misc"
    return (Run(f"@{kind}{{{key(cited)},\n{fields}\n}}\n"),)


def key(cited: Cited) -> str:
    """The key of the entry: author, year and first long word of the title, in ASCII."""
    by = authors(cited.author)
    who = _word(by[0].family if by else cited.outlet) or "anonymous"
    year = cited.published_on.year if cited.published_on else "nd"
    words = [word for word in ascii_key(cited.title).split() if len(word) > 3]
    return f"{who}{year}{_word(words[0]) if words else ''}"


def _word(text: str) -> str:
    return "".join(c for c in ascii_key(text) if c.isascii() and c.isalnum())[:_LONGEST_WORD]


def _fields(cited: Cited, by: tuple[Author, ...]) -> Iterator[tuple[str, str]]:
    if by:
        yield "author", f"{{{' and '.join(map(_name, by))}}}"
    yield "title", f"{{{{{_value(cited.title)}}}}}"
    if cited.outlet:
        yield "journal", f"{{{_value(cited.outlet)}}}"
    if day := cited.published_on:
        yield "year", f"{{{day.year}}}"
        yield "month", f"{day:%b}".lower()
        yield "day", f"{{{day.day}}}"
    yield "url", f"{{{quote(cited.url, safe=_IN_ADDRESS)}}}"
    yield "urldate", f"{{{cited.read_on.isoformat()}}}"
    yield "note", f"{{{_value(cited.note)}}}"


def _name(author: Author) -> str:
    """An author; a name that is printed as it is has braces around it."""
    if not author.given:
        return f"{{{_value(author.family)}}}"
    order = (author.family, author.suffix, author.given)
    return ", ".join(_value(part) for part in order if part)


def _value(text: str) -> str:
    return one_line(text).translate(_ESCAPED)
