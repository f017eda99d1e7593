"""What a form began from: two editors who have one thing open do not undo each other.

A form carries a digest of every value it was filled with.  When it is sent, a field that its editor
left alone keeps what is stored by then; one that both changed is a clash, shown with both
values, and the editor chooses.
"""

from __future__ import annotations

import hashlib
import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# Digits of a digest: enough to tell two values of one field apart.
DIGITS = 16
KEEP, MINE, THEIRS = "keep-", "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two editors set to different values; `state` names the value stored now.

    The choice of one is only good for that state: a third editor may change it once more.
    """

    name: str
    label: str
    mine: str
    theirs: str
    state: str

    @property
    def key(self) -> str:
        """The name of the choice in the form."""
        return f"{KEEP}{self.name}"


class BegunForm(forms.Form):
    """A form that knows what it began from.

    A subclass says what is `stored()` now and what was `sent()`: values that JSON can hold, by the
    name of their field, equal if they mean the same.  `changed` has the names of those to store,
    `merged` of those that another editor changed and this one did not.
    """

    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed: set[str] = set()
        self.merged: list[str] = []
        self.clashes: list[Clash] = []
        self.initial["begun"] = json.dumps(_digests(self.stored()), separators=(",", ":"))

    @abstractmethod
    def stored(self) -> dict[str, Any]:
        """Return the values that are stored now, by the name of their field."""

    @abstractmethod
    def sent(self) -> dict[str, Any]:
        """Return the values that the editor sends, of the fields that are valid."""

    def said(self, name: str, value: Any) -> str:
        """Return what a reader sees of a value."""
        return str(value or "–")

    def field_label(self, name: str) -> str:
        return str(self[name].label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.changed, self.merged, self.clashes = set(), [], []
        now, sent = self.stored(), self.sent()
        begun = {**_digests(now), **self._begun()}
        for name, value in sent.items():
            self._compare(name, begun[name], value, now[name])
        if self.clashes:
            raise ValidationError("Another editor changed this too. Choose what is right.", "clash")
        return cleaned

    def _begun(self) -> Mapping[str, str]:
        """Return the digests that were sent; none if they are not ours."""
        try:
            digests = json.loads(self.data.get("begun", ""))
        except (ValueError, RecursionError):
            return {}
        known = isinstance(digests, dict) and all(isinstance(d, str) for d in digests.values())
        return digests if known else {}

    def _compare(self, name: str, begun: str, mine: Any, theirs: Any) -> None:
        sent, state = _digest(mine), _digest(theirs)
        if sent in {begun, state}:
            if sent != state:
                self.merged.append(name)
            return
        choice = self.data.get(f"{KEEP}{name}", "")
        if begun == state or choice == f"{MINE}:{state}":
            self.changed.add(name)
        elif choice != f"{THEIRS}:{state}":
            label, values = self.field_label(name), (self.said(name, mine), self.said(name, theirs))
            self.clashes.append(Clash(name, label, *values, state))


def _digests(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: _digest(value) for name, value in values.items()}


def _digest(value: Any) -> str:
    text = json.dumps(_sent_back(value), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _sent_back(value: Any) -> Any:
    if isinstance(value, list):
        return [_sent_back(each) for each in value]
    return same_lines(value) if isinstance(value, str) else value


def same_lines(text: str) -> str:
    """Return a text with the line ends that every browser sends back alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
