"""What is compared: a side for each chosen speaker, or else for each speaker's country."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import QueryDict

from articles.comparing.sides import MOST_SIDES, Side
from articles.forms import fields
from articles.forms.fields import LONGEST_KEY
from articles.forms.filters import QuotationFilter
from articles.models import Country, Speaker
from articles.models.profiles import speakers_with
from articles.search.facets import NOT


class CompareFilter(QuotationFilter):
    """The filters of a list, whose speakers or whose speakers' countries are sides.

    With `mutual`, two countries are compared on each other.
    """

    @property
    def facet(self) -> str:
        """The facet whose values are the sides."""
        return "by" if self._given("by") and not self._given("speaker") else "speaker"

    @property
    def mutual(self) -> bool:
        """Whether two countries are compared in what they say about each other."""
        return self.facet == "by" and "mutual" in self.data

    def _given(self, name: str) -> list[str]:
        assert isinstance(self.data, QueryDict)
        return [value for value in self.data.getlist(name) if value and not value.startswith(NOT)]

    def sides(self) -> tuple[list[Side], list[str]]:
        """Return up to `MOST_SIDES` sides in the order of the URL, and what was left out.

        Speakers who were merged are those whom they were merged into.
        """
        rows = self._rows()
        base = self.selection()
        kept, rest = rows[:MOST_SIDES], rows[MOST_SIDES:]
        mutual = self.mutual and len(kept) == 2
        sides = []
        for row in kept:
            fields = [(self.facet, str(row.pk))]
            chosen = {**base.values, self.facet: frozenset({row.pk})}
            if mutual:
                other = next(one for one in kept if one != row)
                fields.append(("about", str(other.pk)))
                chosen["about"] = frozenset({other.pk})
            side = Side(row, self.facet, replace(base, values=chosen), tuple(fields))
            sides.append(side)
        return sides, [str(row) for row in rest]

    def _rows(self) -> list[Speaker | Country]:
        given = self._given(self.facet)
        rows: list[Speaker | Country] = []
        if self.facet == "speaker":
            keys = [int(v) for v in given if v.isascii() and v.isdigit() and len(v) < LONGEST_KEY]
            found = speakers_with(keys[: 2 * MOST_SIDES])
            rows.extend(found[key].root for key in keys if key in found)
        else:
            codes = [value.upper() for value in given if value.isascii() and value.isalpha()]
            countries = Country.objects.known(codes[: 2 * MOST_SIDES])
            rows.extend(countries[code] for code in codes if code in countries)
        return list(dict.fromkeys(rows))


class NetworkFilter(QuotationFilter):
    """The filters of a list, a person in the middle, and the fewest quotes of a line."""

    LEAST = ("1", "2", "3", "5", "10")

    person = fields.Row(Speaker.objects.all(), required=False, widget=forms.HiddenInput)
    least = forms.ChoiceField(
        choices=[(each, each) for each in LEAST], required=False, label="Quotes a line, at least"
    )

    @property
    def centre(self) -> Speaker | None:
        """The person in the middle, or the one whom that was merged into."""
        row: Speaker | None = self.cleaned_data.get("person")
        return row.root if row else None

    @property
    def fewest(self) -> int:
        return int(self.cleaned_data.get("least") or 1)
