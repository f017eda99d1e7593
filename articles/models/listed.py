"""Quotations as lists print them, and their words as lists rank them, read by prepared queries.

A page of a list has 25, of a few articles and speakers.  Django compiles the query of all their
columns each time, and makes an object of the article, the outlet, the speaker and the country for
every quotation; that takes five times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import accumulate, pairwise
from typing import Any

from django.db import models
from django.db.models.base import ModelState

from articles.models.articles import Article
from articles.models.countries import Country
from articles.models.outlets import Outlet
from articles.models.quotations import Quotation
from articles.models.speakers import Speaker
from newsroom.db.prepared import PreparedQuery
from newsroom.db.replicas import connection

# The models whose columns a row has, one behind the other: how a quotation leads to each, and the
# columns that lists do not print.
_PARTS: tuple[tuple[type[models.Model], str, frozenset[str]], ...] = (
    (Quotation, "", frozenset({"source", "cue"})),
    (Article, "article__", frozenset({"body", "error"})),
    (Outlet, "article__outlet__", frozenset()),
    (Speaker, "speaker__", frozenset()),
)
_COLUMNS = [
    [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
    for model, _, left_out in _PARTS
]
_NAMES = [
    f"{path}{name}"
    for (_, path, _), part in zip(_PARTS, _COLUMNS, strict=True)
    for name in part
]  # fmt: skip
_PLACES = list(pairwise(accumulate(map(len, _COLUMNS), initial=0)))
# The places of columns whose values are lists and dictionaries.
_JSON = [
    place
    for place, (model, name) in enumerate(
        (model, name) for (model, _, _), part in zip(_PARTS, _COLUMNS, strict=True) for name in part
    )
    if isinstance(model._meta.get_field(name), models.JSONField)
]

_rows = PreparedQuery(
    lambda keys: (
        Quotation.objects.for_listing()
        .filter(pk__in=keys)
        .order_by()
        .values_list(*_NAMES, "passage")
    )
)
_abouts = PreparedQuery(
    lambda keys: (
        Quotation.about.through._default_manager.filter(quotation__in=keys)
        .order_by()
        .values_list("quotation", "country")
    )
)

_texts = PreparedQuery[tuple[int, str]](
    lambda keys: Quotation.objects.filter(pk__in=keys).order_by().values_list("pk", "text")
)


def texts(keys: Collection[int]) -> dict[int, str]:
    """Return the words of up to some thousand quotations, by key."""
    return dict(_texts(keys))


def listed(keys: Collection[int]) -> list[Quotation]:
    """Return the quotations with these keys, in the order of the keys.

    They have what `for_listing` loads; those of one article, outlet or speaker share its object.
    """
    about: dict[int, list[str]] = defaultdict(list)
    for key, code in _abouts(keys):
        about[key].append(code)
    shared: dict[tuple[int, Any], Any] = {}
    found = {row[0]: _quotation(row, shared) for row in _rows(keys)}
    for key, quotation in found.items():
        countries = Country.objects.known(about[key])
        quotation.about_read = sorted(countries.values(), key=lambda country: country.name)
    return [found[key] for key in keys if key in found]


def _quotation(row: tuple[Any, ...], shared: dict[tuple[int, Any], Any]) -> Quotation:
    quotation: Quotation = _instance(0, row)
    article, speaker = _shared(1, row, shared), _shared(3, row, shared)
    article._state.fields_cache["outlet"] = _shared(2, row, shared)
    related = quotation._state.fields_cache
    related["article"], related["speaker"] = article, speaker
    code = quotation.speaker_country_id
    related["speaker_country"] = Country.objects.known([code])[code] if code else None
    quotation.passage = row[-1]  # type: ignore[attr-defined]
    values = list(row)
    for place in _JSON:
        values[place] = repr(values[place])
    quotation.columns_read = tuple(values)
    return quotation


def _shared(part: int, row: tuple[Any, ...], shared: dict[tuple[int, Any], Any]) -> Any:
    """Return the object of a part of a row, one for each key; None where the row has none."""
    key = part, row[_PLACES[part][0]]
    if key[1] is not None and key not in shared:
        shared[key] = _instance(part, row)
    return shared.get(key)


def _instance(part: int, row: tuple[Any, ...]) -> Any:
    """Return the object of a part of a row, as `Model.from_db` makes it.

    Its values are those of the columns, and what is not read is deferred; to set them by the
    descriptors of all fields takes four times as long.
    """
    start, end = _PLACES[part]
    model = _PARTS[part][0]
    made = model.__new__(model)
    made.__dict__.update(zip(_COLUMNS[part], row[start:end], strict=True))
    made._state = state = ModelState()
    state.adding, state.db = False, connection.alias
    state.fields_cache = {}
    return made
