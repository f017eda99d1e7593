"""What readers choose: filters of lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from articles.extraction.annotations import Kind
from articles.forms.widgets import DateInput
from articles.models import Country, Outlet, Speaker, choices
from articles.querysets import ArticleQuerySet, QuotationQuerySet, SpeakerQuerySet


class Period(forms.Form):
    """Two days, either of which may be left open."""

    since = forms.DateField(required=False, widget=DateInput({"class": "narrows"}), label="From")
    until = forms.DateField(required=False, widget=DateInput({"class": "narrows"}), label="To")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", f"This is before {since:%-d %B %Y}; swap the two dates.")
        return cleaned

    @property
    def period(self) -> tuple[dt.date | None, dt.date | None]:
        return self.cleaned_data.get("since"), self.cleaned_data.get("until")


class QuotationFilter(Period):
    """The filters of the page of quotations; a value that makes no sense filters nothing."""

    q = forms.CharField(required=False, max_length=200, label="Words in the quote")
    speaker = forms.ModelMultipleChoiceField(Speaker.objects.all(), required=False)
    by = forms.ModelMultipleChoiceField(Country.objects.all(), required=False)
    about = forms.ModelMultipleChoiceField(Country.objects.all(), required=False)
    outlet = forms.ModelMultipleChoiceField(Outlet.objects.all(), required=False)
    kind = forms.MultipleChoiceField(choices=choices(Kind), required=False)
    title = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def chosen(self, name: str) -> dict[str, str]:
        """Values chosen in a field, as they stand in the URL, with their labels."""
        values = self.cleaned_data.get(name) or ()
        return {str(getattr(value, "pk", value)): str(value) for value in values}

    def narrow(self, quotations: QuotationQuerySet, *, ignoring: str = "") -> QuotationQuerySet:
        """Those quotations that pass every filter, or every filter but one."""

        def of(name: str) -> list[Any]:
            return [] if name == ignoring else list(self.cleaned_data.get(name) or ())

        return (
            quotations.by_speaker(of("speaker"))
            .by_country(of("by"))
            .about_country(of("about"))
            .in_outlet(of("outlet"))
            .of_kind(of("kind"))
            .with_title(self.cleaned_data.get("title", ""))
            .published_between(*self.period)
            .matching(self.cleaned_data.get("q", ""))
        )


class ArticleFilter(Period):
    outlet = forms.ModelChoiceField(Outlet.objects.all(), required=False, empty_label="All outlets")

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        outlet = self.cleaned_data.get("outlet")
        return articles.in_outlet([outlet] if outlet else []).published_between(*self.period)


class SpeakerFilter(forms.Form):
    q = forms.CharField(required=False, max_length=200, label="Name")

    def narrow(self, speakers: SpeakerQuerySet) -> SpeakerQuerySet:
        return speakers.named_like(self.cleaned_data.get("q", ""))
