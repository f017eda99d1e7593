"""The form that adds articles: pasted text, uploaded files and their metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html

from articles.forms import fields
from articles.forms.widgets import DateInput
from articles.models import Article
from fetching import Client, FetchError
from fetching.policy import ANY
from newsroom.fetched import policy, read_page
from reading import LABELS, MAX_BYTES, SUFFIXES, Draft, ReadingError, read_bytes
from reading.dates import two_dates
from reading.known import Known, unread_note

LONGEST_TEXT = 500_000
# Files that are read of one form.
MOST_FILES = 500
# Files that are named in a message of many.
NAMED = 10
ACCEPTED = ", ".join(SUFFIXES)
PASTED = "The text.txt"
# A pasted text that is nothing but the address of a page.
ADDRESS = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; cleans to a list, whose sizes and names `AddForm` checks."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [file for file in data or [] if file]


class AddForm(forms.Form):
    """One pasted text, or files, or both, and their metadata.

    After cleaning, `drafts` holds what could be read, by field.
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
        help_text=f"Up to {MOST_FILES}, each up to {MAX_BYTES >> 20} MB: {LABELS}.",
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(
        required=False, max_length=500, help_text="Of one article; several keep their own."
    )
    published_on = fields.Day(required=False, widget=DateInput, label="Date")
    day_first = forms.TypedChoiceField(
        required=False,
        label="Dates in numbers",
        choices=[("", "Ask me"), ("yes", "Day first: 05/06 is 5 June"), ("no", "Month first")],
        coerce=lambda choice: choice == "yes",
        empty_value=None,
    )
    outlet = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"list": "outlets"})
    )
    author = forms.CharField(required=False, max_length=300)
    url = forms.URLField(required=False, max_length=2000, label="URL", assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would truncate a pasted text at this length without a message.
        del self.fields["text"].widget.attrs["maxlength"]
        self.notes: list[str] = []
        self.drafts: dict[str, list[Draft]] = {"text": [], "uploads": [], "url": []}
        self.policy = policy()
        if self.policy.allows_any:
            self.fields["text"].help_text = f"Or the address of its page, if it is at {self.hosts}."

    @property
    def hosts(self) -> str:
        """The hosts that pages are fetched from, in words."""
        if ANY in self.policy.hosts:
            return "any public host"
        return ", ".join([*self.policy.hosts, *self.policy.private])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, files = cleaned.get("text") or "", cleaned.get("uploads") or []
        if ADDRESS.fullmatch(text):
            self._fetch("text", text.strip())
        elif text.strip():
            # Browsers send line ends as CRLF, in place of those of the text.
            self._read("text", PASTED, text.replace("\r\n", "\n").encode())
        self._refuse_files(files[MOST_FILES:])
        for file in files[:MOST_FILES]:
            if file.size and file.size > MAX_BYTES:
                size = f"{filesizeformat(file.size)}; files up to {MAX_BYTES >> 20} MB can be read"
                self.add_error("uploads", f"{file.name} has {size}. Split it.")
            else:
                self._read("uploads", file.name or "file", file.read())
        if not files and not text.strip() and not {"text", "url"} & {*self.errors}:
            self._fetch_url(cleaned.get("url") or "")
        return cleaned

    def _refuse_files(self, files: list[UploadedFile[Any]]) -> None:
        """Name the files that are too many; those before them are taken."""
        if files:
            names = ", ".join(file.name or "file" for file in files[:NAMED])
            more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
            self.add_error(
                "uploads",
                f"{MOST_FILES} files can be added at once, and were taken. Add the other "
                f"{len(files)} now: {names}{more}.",
            )

    def _fetch_url(self, url: str) -> None:
        """Fetch the page at the URL of an article of which nothing else was given."""
        if url:
            self._fetch("url", url)
        else:
            self.add_error("text", "Paste the text of an article here, or choose files below.")

    def _fetch(self, field: str, url: str) -> None:
        """Keep the articles at an address, and add an error to the field if there are none."""
        try:
            self._keep(field, url, read_page(Client(self.policy), url))
        except FetchError as error:
            self.add_error(field, str(error))

    def _read(self, field: str, name: str, data: bytes) -> None:
        """Keep the drafts of a file."""
        self._keep(field, name, read_bytes(name, data))

    def _keep(self, field: str, name: str, items: Iterable[Draft | ReadingError]) -> None:
        """Keep the drafts, and add an error to the field for what cannot be kept."""
        for item in items:
            if isinstance(item, ReadingError):
                self.add_error(field, str(item).replace(PASTED, "The text"))
            else:
                file = name if field == "uploads" else ""
                self.drafts[field].append(replace(self._dated(item, name), file=file))

    def _dated(self, draft: Draft, name: str) -> Draft:
        """The draft with its date; an error asks for the order of numbers that could be two."""
        typed = self.cleaned_data
        draft = Known(day_first=typed.get("day_first")).complete(draft, name)
        if draft.unread_date and not typed.get("published_on") and two_dates(draft.unread_date):
            where = f"“{draft.title}”" if name == PASTED else f"{name}, “{draft.title}”"
            self.add_error("day_first", f"{where}: {unread_note(draft.unread_date)}")
        return draft

    def to_save(self) -> list[tuple[str, Draft]]:
        """Each draft with its field; only those of files if other files are bad, none else.

        Browsers do not send a form's files back to it, so good files are saved at once, while
        typed values stay in the form.
        """
        if not self.errors:
            fields = [*self.drafts]
        else:
            fields = ["uploads"] if set(self.errors) <= {"uploads"} else []
        found = [(field, draft) for field in fields for draft in self.drafts[field]]
        self._note_typed(len(found))
        return [(field, self._completed(draft, alone=len(found) == 1)) for field, draft in found]

    def _note_typed(self, count: int) -> None:
        """Note what was typed for one article where there are several, and so is not used."""
        typed = [name for name in ("title", "url") if self.cleaned_data.get(name)]
        if count > 1 and typed:
            words = " and ".join({"title": "title", "url": "URL"}[name] for name in typed)
            self.notes.append(
                f"The {words} that you typed {'is' if len(typed) == 1 else 'are'} not used: these "
                f"are {count} articles, which keep their own. Edit each to change that."
            )

    def refuse(self, field: str, draft: Draft, reason: str) -> None:
        """Add an error for a draft that is not saved, with its file."""
        self.add_error(field, f"{draft.file}: {reason}" if draft.file else reason)

    def refuse_known(self, field: str, draft: Draft, article: Article) -> None:
        """Add an error for a text that is there, of which nothing new was said."""
        file = f"{draft.file}: " if draft.file else ""
        link = format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.title)
        self.add_error(field, format_html("{}This article is here already: {}", file, link))

    def _completed(self, draft: Draft, *, alone: bool) -> Draft:
        """A draft with the typed values, which take precedence; title and URL only if `alone`."""
        typed = self.cleaned_data
        return replace(
            draft,
            title=(alone and typed["title"]) or draft.title,
            published_on=typed["published_on"] or draft.published_on,
            unread_date="" if typed["published_on"] else draft.unread_date,
            outlet=typed["outlet"] or draft.outlet,
            author=typed["author"] or draft.author,
            url=(alone and typed["url"]) or draft.url,
        )
