"""The forms of clippings: a list's name, and into which list a quotation goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from articles.models import ClippingList
from articles.models.clippings import LONGEST_NOTE, MOST_LISTS


class ListForm(forms.ModelForm[ClippingList]):
    """The name of a list; a reader has a number of lists at most."""

    class Meta:
        model = ClippingList
        fields = ["name"]
        labels = {"name": "Name of the list"}

    def clean(self) -> dict[str, Any]:
        if self.instance._state.adding and full(self.instance.owner):
            raise forms.ValidationError(
                f"You have {MOST_LISTS} lists, which is the most; delete one first."
            )
        return self.cleaned_data


class NoteForm(forms.Form):
    note = forms.CharField(
        required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClipForm(NoteForm):
    """A list of the reader, or the name of a new one, and a note."""

    to = forms.ModelChoiceField(
        ClippingList.objects.none(),
        required=False,
        empty_label=None,
        label="List",
        widget=forms.RadioSelect,
    )
    new = forms.CharField(required=False, max_length=100, label="A new list, with the name")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        lists = ClippingList.objects.owned_by(user)
        chosen: Any = self.fields["to"]
        chosen.queryset = lists
        if not self.is_bound:
            chosen.initial = lists.first()

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (self.cleaned_data["to"] or self.cleaned_data["new"]):
            raise forms.ValidationError("Choose a list, or give a new one a name.")
        if self.cleaned_data.get("new") and full(self.user):
            raise forms.ValidationError(
                f"You have {MOST_LISTS} lists, which is the most; choose one of them."
            )
        return self.cleaned_data

    def chosen(self) -> ClippingList:
        """The list; a new name makes one, even if another list is chosen."""
        name = self.cleaned_data["new"]
        if name:
            return ClippingList.objects.create(owner=self.user, name=name)
        chosen: ClippingList = self.cleaned_data["to"]
        return chosen


def full(user: User) -> bool:
    return ClippingList.objects.owned_by(user).count() >= MOST_LISTS
