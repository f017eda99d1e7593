"""The form of “Did anyone say this?”."""

from __future__ import annotations

from django import forms

# Code points.  Only the first words are compared (`articles/wording/check.py`).
LONGEST = 20_000


class CheckForm(forms.Form):
    """A quote, or a paragraph with quotes."""

    words = forms.CharField(
        max_length=LONGEST,
        label="A quote, or a paragraph with quotes",
        help_text="Case, punctuation, British and American spelling make no difference.",
        widget=forms.Textarea({"rows": 5, "maxlength": False}),
        error_messages={
            "required": "Paste the words to look for.",
            "max_length": "%(show_value)d characters are too many: paste the %(limit_value)d "
            "around the words to look for.",
        },
    )
