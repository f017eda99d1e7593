"""The parameters of lists: the fields of the pages' forms, and those of paging.

The forms read them, and say what is wrong; the OpenAPI schema is derived from the same fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict

from articles.api.callers import RefusedError
from articles.forms import fields
from articles.presentation.cursor import page_request
from articles.search.facets import NO_VALUE, NOT, facet_named
from articles.search.pages import PageRequest
from newsroom.web.problems import Fault, problem

PER_PAGE, MOST_PER_PAGE = 25, 100
LONGEST_CURSOR = 100

# What is said of fields that take several values.
MANY = "Given several times: any of these. With “-” in front: none of these."
# What a program has to know of parameters that a page explains by what is around them.
MEANINGS = {
    "q": "Words, “exact phrases”, -without, begin*, one OR another; or a name.",
    "since": "The first day, as 2026-03-31.",
    "until": "The last day.",
    "undated": "Only articles without a date.",
    "sort": "The order.",
    "words": "Whose words: the speakers’ own (unless it is given), longer paraphrases too, or all.",
    "appearances": "“every” lists a quotation that several articles print once for each.",
    "countries": "“sure” leaves out quotations whose speaker’s country is only likely.",
    "speaker": "Keys of speakers.",
    "office": "Offices, word for word as articles give them.",
    "title": "One office, word for word.",
    "by": "Codes of the countries that speakers speak for.",
    "about": "Codes of countries spoken about.",
    "outlet": "Keys of outlets: the outlet of an article, or another that has its text.",
    "country": "The code of the speaker’s country.",
    "letter": "The first letter of a name.",
    "type": "What a speaker is.",
    "year": "Years of publication.",
    "kind": "How the words are given.",
}

type Parameter = dict[str, Any]
type Form = Callable[[QueryDict], forms.Form]


class PageForm(forms.Form):
    """Which page of a list, and how long."""

    limit = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PER_PAGE, help_text="Rows of a page."
    )
    after = forms.CharField(
        required=False,
        max_length=LONGEST_CURSOR,
        help_text="A cursor; `next` has the address of the next page, cursor included.",
    )
    before = forms.CharField(
        required=False, max_length=LONGEST_CURSOR, help_text="A cursor, as in `previous`."
    )


def page_and_filter[F: forms.Form](
    request: HttpRequest, form: Callable[[QueryDict], F], is_cursor: Callable[[F, str], bool]
) -> tuple[F, PageRequest]:
    """Return the filter and the page that the address asks for.

    Raises RefusedError, with every parameter that is wrong or that there is not.
    """
    paging, filters = PageForm(request.GET), form(request.GET)
    faults = [
        *_empty(request.GET),
        *_faults(paging),
        *_faults(filters),
        *_unknown(request.GET, paging, filters),
    ]
    for name in ("after", "before"):
        cursor = paging.cleaned_data.get(name)
        if cursor and not faults and not is_cursor(filters, cursor):
            faults.append(Fault(name, f"{cursor!r} is no cursor of this list; use its `next`."))
    if faults:
        raise invalid(faults)
    return filters, page_request(request, paging.cleaned_data["limit"] or PER_PAGE)


def invalid(faults: Iterable[Fault]) -> RefusedError:
    """Return a 422 that names each field that is wrong."""
    faults = list(faults)
    detail = " ".join(f"{fault.field}: {fault.detail}" for fault in faults)
    return RefusedError(problem(422, detail, faults))


def reject_parameters(request: HttpRequest) -> None:
    """Raise RefusedError for any parameter, where there are none."""
    if faults := _unknown(request.GET):
        raise invalid(faults)


def read_form[F: forms.Form](form: F) -> F:
    """Return a form without a mistake; raises RefusedError with every one that there is."""
    given = form.data if isinstance(form.data, QueryDict) else QueryDict()
    if faults := [*_empty(given), *_faults(form), *_unknown(given, form)]:
        raise invalid(faults)
    return form


def _faults(form: forms.Form) -> list[Fault]:
    return [Fault(name, str(each)) for name, found in form.errors.items() for each in found]


def _empty(given: QueryDict) -> list[Fault]:
    """Return a fault for each parameter without a value, which a form would pass over."""
    empty = [name for name, values in given.lists() if "" in values]
    return [Fault(name, "It is empty: give a value, or leave it out.") for name in empty]


def _unknown(given: QueryDict, *known: forms.Form) -> list[Fault]:
    """Return a fault for each parameter that none of the forms has."""
    names = {name for form in known for name in form.fields}
    has = f"there are {', '.join(sorted(names))}" if names else "there are none here"
    return [
        Fault(name, f"No parameter has this name; {has}.") for name in given if name not in names
    ]


# ── in the schema ─────────────────────────────────────────────────────────────────────────


def parameters(form: Form | None = None) -> list[Parameter]:
    """Return the parameters of a list with these filters, as OpenAPI describes them."""
    filters = form(QueryDict()).fields if form else {}
    return [_parameter(name, field) for name, field in {**filters, **PageForm().fields}.items()]


def parameters_of(form: forms.Form) -> list[Parameter]:
    """Return the fields of a form as parameters."""
    return [_parameter(name, field) for name, field in form.fields.items()]


def _parameter(name: str, field: forms.Field) -> Parameter:
    facet = facet_named(name)
    label = facet.label if facet else field.label or name.capitalize()
    meaning = str(field.help_text) or MEANINGS.get(name) or f"{label}."
    text = f"{meaning} {MANY}" if isinstance(field, fields.Chosen) else meaning
    required = field.required and not isinstance(field, forms.BooleanField)
    parameter = {"in": "query", "name": name, "required": required, "description": text}
    return {**parameter, "schema": _schema(field)}


def _schema(field: forms.Field) -> dict[str, Any]:
    """Return the JSON schema of what a field takes."""
    match field:
        case fields.Chosen():
            return {"type": "array", "items": {"type": "string", "pattern": _pattern(field)}}
        case forms.ModelChoiceField():
            return {"type": "string", "pattern": f"^({_values(field)})$"}
        case forms.BooleanField():
            return {"type": "boolean"}
        case forms.ChoiceField():
            return {"type": "string", "enum": _choices(field)}
        case forms.DateField():
            return {"type": "string", "format": "date"}
        case forms.IntegerField():
            bounds = {"minimum": field.min_value, "maximum": field.max_value}
            return {"type": "integer", "default": PER_PAGE, **bounds}
        case forms.CharField():
            return {"type": "string", "minLength": 1, "maxLength": field.max_length}
    raise TypeError(f"Say here what {type(field).__name__} takes, for the schema of the API.")


def _choices(field: forms.ChoiceField) -> list[str]:
    choices: Any = field.choices
    return [str(value) for value, _ in choices if value]


def _pattern(field: fields.Chosen) -> str:
    """Return the pattern of a value of a facet: excluded by a “-”, or “none” for having none."""
    values = _values(field.values)
    return f"^{NOT}?({f'{values}|{NO_VALUE}' if field.none else values})$"


def _values(field: forms.Field) -> str:
    match field:
        case fields.Years():
            return "[1-9][0-9]{0,3}"
        case fields.Existing():
            return _key(field.model)
        case forms.ModelChoiceField():
            rows: Any = field.queryset
            return _key(rows.model)
        case fields.Texts():
            return ".+"
        case forms.MultipleChoiceField():
            return "|".join(_choices(field))
    raise TypeError(f"Say here what {type(field).__name__} takes, for the schema of the API.")


def _key(model: type[models.Model]) -> str:
    return "[A-Z]{2}" if isinstance(model._meta.pk, models.CharField) else "[1-9][0-9]*"
