"""The form that saves a search."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.models import SavedSearch

# Searches of one reader that are mailed.
MOST = 50


class SavedSearchForm(forms.ModelForm[SavedSearch]):
    """What a search is called, and how often its reader is mailed what is new."""

    class Meta:
        model = SavedSearch
        fields = ("name", "often", "query")
        widgets = {"query": forms.HiddenInput}
        labels = {"often": "Mail me what is new"}

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.user = user
        often = self.fields["often"]
        assert isinstance(often, forms.ChoiceField)
        often.choices = SavedSearch.Often.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if SavedSearch.objects.of(self.instance.user).active().count() >= MOST:
            raise forms.ValidationError(
                f"You have {MOST} searches that are mailed; stop one on your account page first."
            )
        return cleaned
