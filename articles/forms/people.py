"""The form that takes a list of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from articles.resolution.people_list import ListError, Row, read_rows

LARGEST = 5 * 1024 * 1024
# Rows that are loaded at once: each person takes some hundredths of a second.
MOST_ROWS = 1_000
# Rows that are named in the errors.
MOST_ERRORS = 20


class PeopleForm(forms.Form):
    """A file with a list, or its rows pasted; `rows` are those that are valid."""

    file = forms.FileField(
        required=False,
        label="File",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
        help_text=f"CSV in UTF-8, up to {LARGEST >> 20} MB, with commas, semicolons or tabs.",
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or its lines",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[Row] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file: UploadedFile[Any] | None = cleaned.get("file")
        if file is not None and (file.size or 0) > LARGEST:
            self.add_error("file", f"{file.name} is larger than {LARGEST >> 20} MB. Split it.")
        elif file is not None:
            self._read("file", file.name or "The file", file.read())
        elif cleaned.get("pasted", "").strip():
            self._read("pasted", "The text", cleaned["pasted"].encode("utf-8", "replace"))
        elif not self.errors:
            self.add_error("file", "Choose a file, or paste the lines of the list below.")
        return cleaned

    def _read(self, field: str, name: str, data: bytes) -> None:
        try:
            items = list(read_rows(name, data))
        except ListError as error:
            self.add_error(field, str(error))
            return
        if len(items) > MOST_ROWS:
            self.add_error(
                field,
                f"{name} has {len(items):,} rows; {MOST_ROWS:,} are loaded at once. Split it, "
                "or have an administrator run load_people.",
            )
            return
        wrong = [item for item in items if isinstance(item, ListError)]
        self.rows = [item for item in items if isinstance(item, Row)]
        for each in wrong[:MOST_ERRORS]:
            self.add_error(field, f"{name}: {each}")
        if len(wrong) > MOST_ERRORS:
            self.add_error(field, f"{len(wrong) - MOST_ERRORS} more rows are not valid.")
        if not items:
            self.add_error(field, f"{name} has no rows below the names of the columns.")
