"""Tags that print what narrows a list of quotes."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.forms import BoundField, ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.safestring import SafeString

from articles.presentation.compiled import macros
from articles.presentation.facets import Column, FacetChoices

register = template.Library()

markup = macros("narrowing.jinja")


@register.simple_tag
def facet_fields(facets: Iterable[FacetChoices]) -> SafeString:
    """The facets that have values, each as a fieldset of the form of filters."""
    return markup("facets", list(facets))


@register.simple_tag
def bars(columns: Iterable[Column]) -> SafeString:
    """The rows of the table that draws the histogram."""
    return markup("bars", list(columns))


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """The rows of a field as a list to choose from; Django's takes a template for each."""
    assert isinstance(field.field, ModelChoiceField)
    rows = [(str(value), label) for value, label in ModelChoiceIterator(field.field)]
    return markup("options", field.html_name, field.id_for_label, rows, str(field.value() or ""))
