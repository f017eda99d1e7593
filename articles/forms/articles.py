"""The form in which editors change what is known of an article, and its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.corrections.articles import ALSO_IN
from articles.forms import fields
from articles.forms.begun import BegunForm, same_lines
from articles.forms.desk import WhyForm
from articles.forms.widgets import DateInput
from articles.models import Article
from reading.known import why_unread


class ArticleForm(BegunForm, WhyForm):
    """The metadata and the text of an article."""

    title = forms.CharField(max_length=500)
    published_on = fields.Day(required=False, widget=DateInput, label="Date")
    outlet = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"list": "outlets"})
    )
    author = forms.CharField(required=False, max_length=300)
    url = forms.URLField(required=False, max_length=2000, label="URL", assume_scheme="https")
    body = forms.CharField(
        label="Text",
        strip=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        help_text="A changed text is read for quotes again. What people decided is found in it by "
        "its words; what is gone waits under Review.",
    )
    also_in = forms.MultipleChoiceField(
        required=False,
        label="Also in",
        widget=forms.CheckboxSelectMultiple,
        help_text="Other outlets that have this text, word for word.",
    )
    notes = forms.CharField(
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What readers of the article have to know, a sentence a line. "
        "Take out what is mended.",
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        self.article = article
        kwargs["initial"] = {
            "title": article.title,
            "published_on": article.published_on,
            "outlet": article.outlet.name if article.outlet else "",
            "author": article.author,
            "url": article.url,
            "also_in": [each.outlet.name for each in article.appearances.elsewhere()],
            "notes": article.notes,
            "body": article.body,
        }
        super().__init__(*args, **kwargs)
        self._set_up_fields()
        self.order_fields([*self.initial, "why"])

    def _set_up_fields(self) -> None:
        # Browsers send what they were shown, so that only what was ticked off there goes.
        self.fields["also_in"].show_hidden_initial = True
        also_in = self.fields["also_in"]
        assert isinstance(also_in, forms.MultipleChoiceField)
        also_in.choices = [(outlet, outlet) for outlet in self.initial["also_in"]]
        if not also_in.choices:
            del self.fields["also_in"]
        if self.article.unread_date:
            why = why_unread(self.article.unread_date)
            self.fields["published_on"].help_text = f"{why} Set the date."
        del self.fields["body"].widget.attrs["maxlength"]

    def clean_body(self) -> str:
        """The text; the stored one if only line ends differ."""
        body = same_lines(self.cleaned_data["body"])
        if not body.strip():
            raise ValidationError("An article without a text has no quotes.")
        stored = self.article.body
        return stored if body == same_lines(stored) else body

    def clean_notes(self) -> str:
        return _without_blank_lines(self.cleaned_data["notes"])

    def values(self) -> dict[str, Any]:
        """The values that the editor changed."""
        values = {name: self.cleaned_data[name] for name in self.changed}
        if "also_in" in self.changed_data:
            kept = self.cleaned_data["also_in"]
            off = [outlet for outlet in self._listed() if outlet not in kept]
            values |= {f"{ALSO_IN}{outlet}": False for outlet in off}
        return values

    def stored(self) -> dict[str, Any]:
        article, date = self.article, self.article.published_on
        return {
            "title": article.title.strip(),
            "published_on": date.isoformat() if date else None,
            "outlet": article.outlet.name.strip() if article.outlet else "",
            "author": article.author.strip(),
            "url": article.url.strip(),
            "notes": _without_blank_lines(article.notes),
            "body": article.body,
        }

    def sent(self) -> dict[str, Any]:
        values = {
            name: self.cleaned_data[name] for name in self.stored() if name in self.cleaned_data
        }
        if date := values.get("published_on"):
            values["published_on"] = date.isoformat()
        return values

    def _listed(self) -> list[str]:
        """The outlets of appearances that the browser was shown."""
        assert isinstance(self.data, QueryDict)
        return self.data.getlist(self["also_in"].html_initial_name)


class DeletionForm(WhyForm):
    """Why articles are deleted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = True
        self.fields["why"].error_messages["required"] = "Say why; the history keeps it."


def _without_blank_lines(notes: str) -> str:
    return "\n".join(filter(None, map(str.strip, notes.splitlines())))
