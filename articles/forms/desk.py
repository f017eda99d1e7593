"""The forms of the desk for speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse_lazy

from articles.forms.begun import BegunForm
from articles.forms.fields import Row, Rows
from articles.forms.widgets import LongSelect
from articles.models import Country, Quotation, Speaker
from articles.models.choices import kind_choices
from articles.models.events import read_events
from articles.resolution.matches import people_like, spelled_like
from articles.search.answers.speakers import suggest, summarise_speaker
from articles.search.pages import PageRequest
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of

NUMBER = re.compile(r"\(#(\d{1,18})\)\s*$")
SPEAKER_TYPES = [
    (SpeakerType.PERSON.value, "Person"),
    (SpeakerType.ORGANIZATION.value, "Organization"),
    (SpeakerType.GROUP.value, "Group"),
]
KIND_CHOICES = kind_choices()
# As many speakers are offered in place of a name that nobody has.
MOST_ALIKE = 5


def label_of(speaker: Speaker | None) -> str:
    """A unique label of a speaker: the name, with the primary key if others share it."""
    return labels_of([speaker])[0] if speaker else ""


def labels_of(speakers: Sequence[Speaker]) -> list[str]:
    """The label of each speaker, in order, with one query for all."""
    shared = Speaker.objects.all().shared_names(speaker.name for speaker in speakers)
    return [
        f"{speaker.name} (#{speaker.pk})" if key_of(speaker.name) in shared else speaker.name
        for speaker in speakers
    ]


def labels_like(name: str, apart_from: int | None = None) -> list[str]:
    """Return the labels of the speakers on file whom a typed name may mean."""
    called, suggested = Speaker.objects.all().called(name), suggest(name, MOST_ALIKE)
    found = [*called, *people_like(name), *suggested, *spelled_like(name)]
    others = {one.pk: one for one in found if one.pk != apart_from}
    return labels_of(list(others.values())[:MOST_ALIKE])


class SpeakerField(forms.CharField):
    """A speaker by name; cleans to a Speaker, or to None if it is empty.

    An unknown name is an error of code "unknown", an ambiguous one of code "several"; the
    primary key in the label of `label_of` makes it unique.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 300)
        super().__init__(**kwargs)
        self.widget.attrs |= {
            "list": "speaker-options",
            "autocomplete": "off",
            "spellcheck": "false",
            "data-options": reverse_lazy("speaker-options"),
        }

    def prepare_value(self, value: Any) -> Any:
        return label_of(value) if isinstance(value, Speaker) else value

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if not name:
            return None
        if numbered := NUMBER.search(name):
            speaker = Speaker.objects.all().with_pk(int(numbered[1]))
            if speaker is not None:
                return speaker.root
        found = Speaker.objects.all().called(name)
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(_described(speaker) for speaker in found[:8])
            raise ValidationError(f"Several are called {name}: {listed}.", code="several")
        raise ValidationError(f"Nobody on file is called “{name}”.", code="unknown")


def _described(speaker: Speaker) -> str:
    facts = [held.title for held in summarise_speaker(speaker.pk, PageRequest(0)).titles[:1]]
    facts += [speaker.country.name] if speaker.country else []
    facts += [f"only in “{speaker.only_in.title}”"] if speaker.only_in else []
    return f"{speaker.name} (#{speaker.pk})" + (f", {', '.join(facts)}" if facts else "")


class WhyForm(forms.Form):
    why = forms.CharField(
        required=False,
        max_length=500,
        label="Why",
        widget=forms.TextInput(attrs={"placeholder": "For readers of the history"}),
    )


class SpeakerForm(BegunForm, WhyForm):
    """The fields of a speaker."""

    name = forms.CharField(max_length=300)
    type = forms.ChoiceField(choices=SPEAKER_TYPES)
    country = Row(
        Country.objects.all(), required=False, empty_label="– not known –", widget=LongSelect
    )
    wikidata = forms.RegexField(
        r"^Q[1-9]\d{0,17}$",
        required=False,
        label="Wikidata item",
        error_messages={"invalid": "Items look like Q9545."},
    )
    note = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    events = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        label="Events, one a line, as 2026-05-12 Takes office",
    )  # fmt: skip

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        self.speaker = speaker
        fields = ("name", "type", "wikidata", "note", "events")
        initial = {name: getattr(speaker, name) for name in fields}
        kwargs["initial"] = {**initial, "country": speaker.country_id}
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "type", "country", "wikidata", "note", "events"])

    def clean_events(self) -> str:
        try:
            events = read_events(self.cleaned_data["events"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return "\n".join(map(str, events))

    def stored(self) -> dict[str, Any]:
        speaker = self.speaker
        names = ("name", "type", "wikidata", "note", "events")
        values = {name: getattr(speaker, name).strip() for name in names}
        return {**values, "country": speaker.country_id}

    def sent(self) -> dict[str, Any]:
        values = {
            name: self.cleaned_data[name] for name in self.stored() if name in self.cleaned_data
        }
        if "country" in values:
            values["country"] = values["country"].pk if values["country"] else None
        return values

    def said(self, name: str, value: Any) -> str:
        if name == "type":
            return next(label for kind, label in SPEAKER_TYPES if kind == value)
        if name == "country":
            return ", ".join(c.name for c in Country.objects.all().with_codes([value])) or "–"
        return super().said(name, value)

    def values(self) -> dict[str, Any]:
        """The values that the editor changed."""
        return {name: value for name, value in self.sent().items() if name in self.changed}


class NameForm(forms.Form):
    """A new name of a speaker."""

    alias = forms.CharField(max_length=300, label="Another name")

    def clean_alias(self) -> str:
        alias = " ".join(self.cleaned_data["alias"].split())
        if not key_of(alias) or not any(map(str.isalnum, alias)):
            raise ValidationError("A name has letters.")
        return alias


class MergeForm(WhyForm):
    into = SpeakerField(label="Merge into", required=True)

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        self.speaker = speaker
        super().__init__(*args, **kwargs)

    def clean_into(self) -> Speaker:
        into: Speaker = self.cleaned_data["into"]
        if into.pk == self.speaker.pk:
            raise ValidationError(f"This is {into.name} already; name the other one.")
        return into


class SplitForm(WhyForm):
    """Quotations to split off a speaker."""

    quotes = Rows(
        Quotation.objects.all(),
        error_messages={
            "required": "Choose the quotes to split off.",
            "invalid_choice": "A ticked quote is not this speaker’s any more: another editor gave "
            "it away, or its article was read again. The others are still ticked.",
        },
    )
    to = forms.CharField(max_length=300, label="Whose they are", widget=forms.TextInput)
    new = forms.BooleanField(required=False, label="a new speaker")

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        self.speaker = speaker
        super().__init__(*args, **kwargs)
        quotes = self.fields["quotes"]
        assert isinstance(quotes, forms.ModelMultipleChoiceField)
        quotes.queryset = speaker.quotations.all()
        self.fields["to"].widget.attrs |= SpeakerField().widget.attrs

    def clean(self) -> dict[str, Any]:
        """Take the speaker of the name; "create" makes another, once it was said who is on file."""
        cleaned = super().clean() or self.cleaned_data
        if "to" not in cleaned:
            return cleaned
        if "create" in self.data and self.new_name:
            cleaned |= {"speaker": None, "to": self.new_name}
            return cleaned
        try:
            cleaned["speaker"] = self._on_file(cleaned["to"], new=cleaned["new"])
        except ValidationError as error:
            self.add_error("to", error)
        return cleaned

    def _on_file(self, name: str, *, new: bool) -> Speaker:
        speaker: Speaker = SpeakerField(required=True).clean(name)
        if speaker.root == self.speaker.root:
            raise ValidationError(f"These are {speaker.name}’s already.", code="own")
        if new:
            raise ValidationError(f"“{name}” is on file already.", code="known")
        return speaker

    @property
    def ticked(self) -> list[Quotation]:
        """The ticked quotations that are the speaker's still."""
        sent = self.data.getlist("quotes") if isinstance(self.data, QueryDict) else []
        keys = [int(key) for key in sent if re.fullmatch(r"[0-9]{1,18}", key)]
        return list(self.speaker.quotations.for_listing().in_bulk(keys).values())

    @property
    def new_name(self) -> str:
        """The typed name without the number behind it."""
        name = NUMBER.sub("", str(self.data.get("to", "")).replace("\0", " ")).strip()
        return name if any(map(str.isalnum, name)) else ""

    @property
    def alike(self) -> list[str]:
        """The labels of those on file whom the typed name may mean."""
        name = self.new_name
        return labels_like(name, self.speaker.pk) if name else []
