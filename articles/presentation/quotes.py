"""Quotations → their markup, by the compiled macros of `templates/quotes.jinja`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote as percent_encoded

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from articles.citation.cited import Run
from articles.citation.plain import plain
from articles.models import Quotation, Speaker
from articles.models.choices import KIND_LABELS
from articles.presentation.citing import cited
from articles.presentation.isolation import isolated
from articles.presentation.verbatim import spoken, whole
from articles.search.backends import backend
from articles.search.highlight import highlights
from articles.search.query import Query
from extraction.annotations import Kind
from newsroom.web.paths import path_to


@dataclass(frozen=True, slots=True)
class Piece:
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
    the reader may change whose quotations those are.
    """

    origin: str
    query: Query | None = None
    carried: str = ""
    here: str = ""
    on_speaker: Speaker | None = None
    corrects: bool = False

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
        replace(piece, said=each.said)
        for each in spoken(quotation)
        for piece in (cut(each.text, query) if each.said else [Piece(each.text, hit=False)])
    ]


def markup(name: str, *args: Any, **options: Any) -> SafeString:
    """Return what a macro of `quotes.jinja` makes of its arguments; Jinja escapes them."""
    macro = getattr(_template().module, name)
    return SafeString(macro(*args, **options))


def kind_label(value: str) -> str:
    """Return the label of a kind of quotation."""
    return KIND_LABELS[Kind(value)]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.filters |= {
        "also": _also,
        "capfirst": capfirst,
        "citation": _citation,
        "cut_words": cut_words,
        "doubtful": lambda quotation: quotation.doubtful,
        "bdi": isolated,
        "kind_label": kind_label,
        "long_date": _long_date,
        "quoted_url": percent_encoded,
        "whole": whole,
    }
    environment.globals["url"] = path_to
    return environment.get_template("quotes.jinja")


def _citation(quotation: Quotation, permalink: str) -> tuple[Run, ...]:
    return plain(cited(quotation, permalink))


@lru_cache(maxsize=4096)
def _long_date(day: dt.date) -> str:
    return date_format(day, "j F Y")


def _also(quotation: Quotation) -> str:
    """Where else the utterance appears, if `with_appearances` has found that."""
    printed = getattr(quotation, "printed", None)
    return render_to_string("parts/printed.html", {"printed": printed}) if printed else ""
