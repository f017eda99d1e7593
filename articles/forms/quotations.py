"""The forms of quotations: an existing one, a new one, and one whose place was lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.corrections.quotations import words_of
from articles.forms.begun import BegunForm
from articles.forms.desk import (
    KIND_CHOICES,
    SPEAKER_TYPES,
    SpeakerField,
    WhyForm,
    label_of,
    labels_like,
)
from articles.forms.fields import Row, Rows
from articles.forms.widgets import LongSelect
from articles.models import Article, Country, Decision, Quotation, Speaker
from extraction.annotations import EntityType, Span, Spans
from extraction.text import anchors


class QuotationForm(BegunForm, WhyForm):
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
    unlikely = forms.BooleanField(required=False)
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

    def stored(self) -> dict[str, Any]:
        if self.quotation is None:
            return {}
        return _values(self.quotation)

    def sent(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.quotation is None:
            return {}
        values: dict[str, Any] = {n: cleaned[n] for n in ("title", "kind") if n in cleaned}
        for name in ("speaker", "country"):
            if name in cleaned:
                values[name] = cleaned[name].pk if cleaned[name] else None
        if "about" in cleaned:
            values["about"] = self._about()
        if "words" in cleaned:
            near = cleaned.get("near")
            place = self.quotation.start if near is None else near
            values["words"] = [place, cleaned["words"]]
        return values

    def said(self, name: str, value: Any) -> str:
        match name:
            case "words":
                return str(value[1])
            case "kind":
                return dict(KIND_CHOICES)[value]
            case "speaker":
                return label_of(Speaker.objects.all().with_pk(value)) if value else "–"
            case "country" | "about":
                codes = [value] if name == "country" else value
                return ", ".join(c.name for c in Country.objects.all().with_codes(codes)) or "–"
        return super().said(name, value)

    def _about(self) -> list[str]:
        """Return the codes of the countries spoken about."""
        about = {country.pk for country in self.cleaned_data["about"]}
        if more := self.cleaned_data.get("about_more"):
            about.add(more.pk)
        return sorted(about)

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
        if self.quotation is None and speaker is None and "unnamed" not in self.data:
            raise ValidationError("Who says this? Name the speaker.", code="unnamed")
        return speaker

    @property
    def asks_for_speaker(self) -> bool:
        """Whether a new quotation was sent without a speaker, which has to be confirmed."""
        errors = self.errors.as_data().get("speaker", [])
        return any(error.code == "unnamed" for error in errors)

    @property
    def alike(self) -> list[str]:
        """The labels of speakers that an unknown name may be meant for."""
        name = self.unknown_name
        return labels_like(name) if name else []

    @property
    def unknown_name(self) -> str:
        """The typed name if no speaker has it, so that one can be created; else ""."""
        errors = self.errors.as_data().get("speaker", [])
        unknown = any(error.code == "unknown" for error in errors)
        return str(self.data.get("speaker", "")).strip() if unknown else ""

    def values(self) -> dict[str, Any]:
        """The values that the editor changed; all of them for a new quotation."""
        cleaned = self.cleaned_data
        everything = {
            "speaker": cleaned["speaker"],
            "kind": cleaned["kind"],
            "title": cleaned["title"],
            "country": cleaned["country"].pk if cleaned["country"] else None,
            "about": self._about(),
        }
        if self.quotation is None:
            return everything
        changed = self.changed & everything.keys()
        if cleaned.get("unlikely"):
            changed.add("country")
        if "speaker" in changed:
            self._of_the_new_speaker(everything, changed)
        values = {name: everything[name] for name in sorted(changed)}
        if [list(span) for span in self.spans] != self.quotation.content and (
            "words" in self.changed
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


def _values(quotation: Quotation) -> dict[str, Any]:
    """Return what is stored, as `QuotationForm.sent` has what was sent."""
    return {
        "words": [quotation.start, words_of(quotation)],
        "speaker": quotation.speaker_id,
        "title": quotation.speaker_title.strip(),
        "country": quotation.speaker_country_id,
        "kind": quotation.kind,
        "about": sorted(country.pk for country in quotation.about.all()),
    }


class PlaceForm(WhyForm):
    """The words that a lost decision is about now."""

    words = forms.CharField(label="Words, as in the article now", strip=False, max_length=20_000)

    def __init__(self, decision: Decision, *args: Any, **kwargs: Any) -> None:
        self.decision = decision
        self.spans: tuple[Span, ...] = ()
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        spans = anchors.find(words.replace("\r\n", "\n"), self.decision.article.body)
        if spans is None:
            raise ValidationError(
                "These words are not in the article, letter by letter. Copy them from it."
            )
        self.spans = spans
        return words
