"""Lists of quotations by their addresses: what a URL asks for, for exports, feeds and mails."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from django.http import QueryDict

from articles.forms.filters import QuotationFilter
from articles.presentation.description import describe, words_note
from articles.presentation.facets import tidy
from articles.search.answers.results import search
from articles.search.answers.whole import all_keys
from articles.search.pages import PageRequest
from articles.search.selection import Selection


@dataclass(frozen=True, slots=True)
class QuotationList:
    """The quotations that the parameters of a URL ask for; `query` has these, without the page.

    `filters` and `note` say in words what narrows it, but for what the page has fixed.
    """

    selection: Selection
    filters: tuple[str, ...]
    note: str
    query: str
    order: str

    def keys(self) -> array[int]:
        """Return the keys of all quotations, in the order of the page."""
        return all_keys(
            self.selection,
            by_relevance=self.order == QuotationFilter.RELEVANT,
            oldest=self.order == QuotationFilter.OLDEST,
        )

    def newest(self, limit: int) -> tuple[int, ...]:
        return search(self.selection, PageRequest(limit)).page.keys


def quotation_list(params: QueryDict, **fixed: object) -> QuotationList:
    """Return the list of these parameters, with the facets `fixed` by the page at one value each.

    What makes no sense filters nothing, as on the page.
    """
    chosen = params.copy()
    for name, value in fixed.items():
        chosen.setlist(name, [str(value)])
    form = QuotationFilter(chosen)
    form.is_valid()
    selection = form.selection()
    own = {name: values for name, values in selection.values.items() if name not in fixed}
    filters = describe(replace(selection, values=own))
    query = tidy(params)
    return QuotationList(
        selection,
        filters,
        words_note(selection),
        "" if query == "?" else query,
        form.order,
    )
