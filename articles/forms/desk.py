"""The forms of the desk: corrections of quotations, speakers and articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse_lazy

from articles.corrections.quotations import words_of
from articles.forms.fields import Row, Rows
from articles.forms.widgets import LongSelect
from articles.models import Article, Country, Quotation, Speaker
from articles.models.choices import kind_choices
from articles.search.pages import PageRequest
from articles.search.speakers import summarise_speaker
from extraction.annotations import EntityType, Span, Spans, SpeakerType
from extraction.text import anchors
from extraction.text.folding import key_of

NUMBER = re.compile(r"\(#(\d{1,18})\)\s*$")
SPEAKER_TYPES = [
    (SpeakerType.PERSON.value, "Person"),
    (SpeakerType.ORGANIZATION.value, "Organization"),
    (SpeakerType.GROUP.value, "Group"),
]
KIND_CHOICES = kind_choices()


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


class QuotationForm(WhyForm):
    """A quotation of an article, an existing or a new one.

    The words are located in the article, nearest to `near`; `spans` has their offsets.
    """

    words = forms.CharField(
        label="Words, as in the article",
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    speaker = SpeakerField(label="Speaker")
    new_type = forms.ChoiceField(required=False, choices=SPEAKER_TYPES, label="New speaker is a")
    title = forms.CharField(required=False, max_length=300, label="Office held at the time")
    country = Row(
        Country.objects.all(),
        required=False,
        label="Speaks for",
        empty_label="– no country –",
        widget=LongSelect,
    )
    kind = forms.ChoiceField(choices=KIND_CHOICES)
    about = Rows(
        Country.objects.all(),
        required=False,
        label="Spoken about",
        widget=forms.CheckboxSelectMultiple,
    )
    about_more = Row(
        Country.objects.all(),
        required=False,
        label="and",
        empty_label="– one more country –",
        widget=LongSelect,
    )

    def __init__(
        self, article: Article, quotation: Quotation | None, *args: Any, **kwargs: Any
    ) -> None:
        self.article, self.quotation = article, quotation
        self.spans: Spans = ()
        if quotation is not None:
            kwargs["initial"] = {**_initial(quotation), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["speaker"].widget.attrs["autofocus"] = not self.is_bound
        chosen = [c.pk for c in self.initial.get("about", [])]
        if self.is_bound:
            assert isinstance(self.data, QueryDict)
            chosen += filter(str.isalpha, self.data.getlist("about"))
        offered = set(chosen) | {
            mention.entity.country_id
            for mention in article.mentions.all().select_related("entity")
            if mention.entity.type == EntityType.COUNTRY and mention.entity.country_id
        }
        about = self.fields["about"]
        assert isinstance(about, forms.ModelMultipleChoiceField)
        about.choices = [(c.pk, c.name) for c in Country.objects.all().with_codes(offered)]
        for name in ("speaker", "title", "country", "kind", "words"):
            self.fields[name].show_hidden_initial = quotation is not None

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        near = self.data.get("near", "")
        place = int(near) if near.isdecimal() and len(near) < 10 else 0
        # Browsers send line ends as CRLF.
        spans = anchors.find(words.replace("\r\n", "\n"), self.article.body, place)
        if spans is None:
            raise ValidationError(
                "These words are not in the article, letter by letter. "
                "Copy them from it; write “…” for what is left out."
            )
        self.spans = spans
        return words

    def clean_speaker(self) -> Speaker | None:
        speaker: Speaker | None = self.cleaned_data["speaker"]
        return speaker

    @property
    def unknown_name(self) -> str:
        """The typed name if no speaker has it, so that one can be created; else ""."""
        errors = self.errors.as_data().get("speaker", [])
        unknown = any(error.code == "unknown" for error in errors)
        return str(self.data.get("speaker", "")).strip() if unknown else ""

    def values(self) -> dict[str, Any]:
        """The values that the editor changed; all of them for a new quotation."""
        cleaned = self.cleaned_data
        about = {country.pk for country in cleaned["about"]}
        if cleaned["about_more"]:
            about.add(cleaned["about_more"].pk)
        everything = {
            "speaker": cleaned["speaker"],
            "kind": cleaned["kind"],
            "title": cleaned["title"],
            "country": cleaned["country"].pk if cleaned["country"] else None,
            "about": sorted(about),
        }
        if self.quotation is None:
            return everything
        changed = {name for name in everything if name in self.changed_data}
        if about != {country.pk for country in self.initial["about"]}:
            changed.add("about")
        if "speaker" in changed:
            self._of_the_new_speaker(everything, changed)
        values = {name: everything[name] for name in sorted(changed)}
        if [list(span) for span in self.spans] != self.quotation.content and (
            "words" in self.changed_data
        ):
            values["content"] = self.spans
        return values

    def _of_the_new_speaker(self, everything: dict[str, Any], changed: set[str]) -> None:
        """Replace title and country with the new speaker's, unless the editor changed them."""
        speaker: Speaker | None = everything["speaker"]
        if "title" not in changed:
            everything["title"] = ""
        if "country" not in changed:
            everything["country"] = speaker.country_id if speaker else None
        changed |= {"title", "country"}


def _initial(quotation: Quotation) -> dict[str, Any]:
    return {
        "words": words_of(quotation),
        "near": quotation.start,
        "speaker": label_of(quotation.speaker),
        "title": quotation.speaker_title,
        "country": quotation.speaker_country_id,
        "kind": quotation.kind,
        "about": list(quotation.about.all()),
    }


class PlaceForm(WhyForm):
    """The words that a lost decision is about now."""

    words = forms.CharField(label="Words, as in the article now", strip=False, max_length=20_000)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        self.article = article
        self.spans: tuple[Span, ...] = ()
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        spans = anchors.find(words.replace("\r\n", "\n"), self.article.body)
        if spans is None:
            raise ValidationError("These words are not in the article, letter by letter.")
        self.spans = spans
        return words


class SpeakerForm(WhyForm):
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

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        fields = ("name", "type", "wikidata", "note")
        initial = {name: getattr(speaker, name) for name in fields}
        kwargs["initial"] = {**initial, "country": speaker.country_id}
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "type", "country", "wikidata", "note"])

    def values(self) -> dict[str, Any]:
        cleaned = {name: self.cleaned_data[name] for name in self.changed_data if name != "why"}
        if "country" in cleaned:
            cleaned["country"] = cleaned["country"].pk if cleaned["country"] else None
        return cleaned


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
        Quotation.objects.all(), error_messages={"required": "Choose the quotes to split off."}
    )
    to = forms.CharField(max_length=300, label="Whose they are", widget=forms.TextInput)
    new = forms.BooleanField(required=False, label="a new speaker, even if the name is known")

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        self.speaker = speaker
        super().__init__(*args, **kwargs)
        quotes = self.fields["quotes"]
        assert isinstance(quotes, forms.ModelMultipleChoiceField)
        quotes.queryset = speaker.quotations.all()
        self.fields["to"].widget.attrs |= SpeakerField().widget.attrs

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("to")
        if name and not cleaned.get("new"):
            try:
                cleaned["speaker"] = SpeakerField().clean(name)
            except ValidationError as error:
                if error.code == "unknown":
                    cleaned["speaker"] = None
                else:
                    self.add_error("to", error)
        return cleaned
