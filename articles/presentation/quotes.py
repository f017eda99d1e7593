"""Quotations → their markup, by the compiled macros of `templates/quotes.jinja`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote as percent_encoded

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.citation.cited import Run
from articles.citation.plain import plain
from articles.models import Quotation, Speaker
from articles.models.choices import KIND_LABELS
from articles.presentation.citing import cited
from articles.presentation.compiled import macros
from articles.presentation.dates import long_date
from articles.presentation.verbatim import spoken, whole
from articles.search.backends import backend
from articles.search.highlight import highlights
from articles.search.query import Query
from extraction.annotations import Kind

# Entries of lists whose markup is kept, of some 5 kB with their keys.
MOST_KEPT = 1_000
# What Django keeps in a row beside its values; `countries_about` has the countries.
_NO_VALUES = {"_state", "_prefetched_objects_cache", "about_read"}
_kept: dict[tuple[object, ...], SafeString] = {}


class Piece(NamedTuple):
    """A piece of text; a `hit` matches the page's search, and a tag is not `said`."""

    text: str
    hit: bool
    said: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What a quotation's markup depends on besides the quotation.

    `query` is the search whose hits are marked, and `carried` is how links to articles carry it.
    `origin` makes a permalink absolute.  `here` is the address of the page for a reader who is
    signed in, else empty.  `on_speaker` is the speaker whose page it is, and `corrects` whether
    the reader may change whose quotations those are.  `today`, which a list does
    not print, is looked up once for all of it.
    """

    origin: str
    query: Query | None = None
    carried: str = ""
    here: str = ""
    on_speaker: Speaker | None = None
    corrects: bool = False
    today: dt.date = field(default_factory=timezone.localdate)

    @classmethod
    def of(
        cls, request: HttpRequest, query: Query | None, carried: str, on_speaker: Speaker | None
    ) -> Page:
        """Return the page that answers a request."""
        return cls(
            request.build_absolute_uri("/")[:-1],
            query,
            carried,
            request.get_full_path() if request.user.is_authenticated else "",
            on_speaker,
            on_speaker is not None and request.user.has_perm("articles.correct"),
        )


def cut(text: str, query: Query | None) -> list[Piece]:
    """Divide a text into pieces at the matches of a search."""
    if query is None or not query.wanted:
        return [Piece(text, hit=False)]
    pieces, at = [], 0
    for start, end in highlights(text, query, backend().stemmer):
        pieces += [Piece(text[at:start], hit=False), Piece(text[start:end], hit=True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:], hit=False)] if piece.text]


def cut_words(quotation: Quotation, query: Query | None) -> list[Piece]:
    """Divide the words of a quotation likewise, and at the tags that interrupt them."""
    return [
        piece
        for each in spoken(quotation)
        for piece in (
            cut(each.text, query) if each.said else [Piece(each.text, hit=False, said=False)]
        )
    ]


def entry(quotation: Quotation, page: Page) -> SafeString:
    """Return a quotation as lists print it.

    The markup of up to `MOST_KEPT` quotations is kept in memory, each under all values that were
    read of its row and of those that it leads to, and what it depends on in the page.
    """
    key = _facts(quotation, page)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[key] = markup("quote", quotation, page)
    return found


def _facts(quotation: Quotation, page: Page) -> tuple[object, ...]:
    return (
        page.origin, page.query, page.carried, page.here, page.on_speaker is None,
        tuple([country.name for country in quotation.countries_about]), *_read(quotation),
    )  # fmt: skip


def _read(quotation: Quotation) -> Iterator[object]:
    """Yield what was read of a quotation and of the rows that it leads to."""
    if quotation.columns_read is not None:
        yield quotation.columns_read
        yield getattr(quotation, "printed", None)
        return
    article = quotation.article
    rows = (quotation, article, article.outlet, quotation.speaker, quotation.speaker_country)
    yield from map(_values, rows)


def _values(row: Model | None) -> tuple[object, ...]:
    """Return the values of a row that were read, those of no hash as text."""
    return tuple(
        value if isinstance(value, Hashable) else repr(value)
        for name, value in (row.__dict__.items() if row else ())
        if name not in _NO_VALUES
    )


def kind_label(value: str) -> str:
    """Return the label of a kind of quotation."""
    return KIND_LABELS[Kind(value)]


def _citation(quotation: Quotation, permalink: str, today: dt.date) -> tuple[Run, ...]:
    return plain(cited(quotation, permalink, today))


def _also(quotation: Quotation) -> str:
    """Where else the utterance appears, if `with_appearances` has found that."""
    printed = getattr(quotation, "printed", None)
    return render_to_string("parts/printed.html", {"printed": printed}) if printed else ""


markup = macros(
    "quotes.jinja",
    {
        "also": _also,
        "citation": _citation,
        "cut_words": cut_words,
        "doubtful": lambda quotation: quotation.doubtful,
        "entry": entry,
        "kind_label": kind_label,
        "long_date": long_date,
        "quoted_url": percent_encoded,
        "whole": whole,
    },
)
