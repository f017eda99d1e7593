"""What readers type and choose: filters of lists, and articles to add."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html

from articles.extraction.annotations import Kind
from articles.models import Article, Country, Outlet, Speaker, choices
from articles.querysets import ArticleQuerySet, QuotationQuerySet, SpeakerQuerySet
from articles.reading import MAX_BYTES, SUFFIXES, Draft, ReadingError, read_bytes

LONGEST_TEXT = 500_000
ACCEPTED = ", ".join(SUFFIXES)
PASTED = "The text.txt"


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


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


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; cleans to a list of them, sizes and names left to `AddForm`."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [file for file in data or [] if file]


class AddForm(forms.Form):
    """One pasted text, or files, or both, and what is known about them.

    `drafts` holds what could be read, by field, once the form is cleaned.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    uploads = FilesField(
        required=False,
        label="Files",
        help_text=f"One or several: {ACCEPTED}, each up to {MAX_BYTES >> 20} MB.",
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(required=False, max_length=500)
    published_on = forms.DateField(required=False, widget=DateInput, label="Date")
    outlet = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"list": "outlets"})
    )
    author = forms.CharField(required=False, max_length=300)
    url = forms.URLField(required=False, max_length=2000, label="URL", assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut what is pasted at this length, and say nothing.
        del self.fields["text"].widget.attrs["maxlength"]
        self.drafts: dict[str, list[Draft]] = {"text": [], "uploads": []}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, files = cleaned.get("text") or "", cleaned.get("uploads") or []
        if not files and not text.strip() and "text" not in self.errors:
            self.add_error("text", "Paste the text of an article here, or choose files below.")
        if text.strip():
            # Browsers send line ends as CRLF, whatever the text had.
            self._read("text", PASTED, text.replace("\r\n", "\n").encode())
        for file in files:
            if file.size and file.size > MAX_BYTES:
                size = f"{filesizeformat(file.size)}; files up to {MAX_BYTES >> 20} MB can be read"
                self.add_error("uploads", f"{file.name} has {size}. Split it.")
            else:
                self._read("uploads", file.name or "file", file.read())
        return cleaned

    def _read(self, field: str, name: str, data: bytes) -> None:
        """Keep the drafts of a file, and say at the field what cannot be kept, and why."""
        for item in read_bytes(name, data):
            if isinstance(item, ReadingError):
                self.add_error(field, str(item).replace(PASTED, "The text"))
            elif found := Article.objects.with_body(item.body):
                link = format_html('<a href="{}">{}</a>', found.get_absolute_url(), found.title)
                self.add_error(field, format_html("This article is here already: {}", link))
            else:
                self.drafts[field].append(item)

    def to_save(self) -> list[Draft]:
        """All drafts, if nothing is wrong; the good files alone, if others are bad.

        Browsers do not give a form its files back, so those are kept at once; what was
        typed stays in the form.
        """
        if not self.errors:
            found = [*self.drafts["text"], *self.drafts["uploads"]]
        elif set(self.errors) <= {"uploads"}:
            found = self.drafts["uploads"]
        else:
            found = []
        return [self._completed(draft, alone=len(found) == 1) for draft in found]

    def _completed(self, draft: Draft, *, alone: bool) -> Draft:
        """With what was typed, which knows better; a title and a URL are those of one article."""
        typed = self.cleaned_data
        return replace(
            draft,
            title=(alone and typed["title"]) or draft.title,
            published_on=typed["published_on"] or draft.published_on,
            outlet=typed["outlet"] or draft.outlet,
            author=typed["author"] or draft.author,
            url=(alone and typed["url"]) or draft.url,
        )
