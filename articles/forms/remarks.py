"""What readers and editors say about a quotation."""

from __future__ import annotations

from django import forms

from articles.models.remarks import LONGEST_COMMENT, LONGEST_REPORT


class ReportForm(forms.Form):
    note = forms.CharField(
        required=False, max_length=LONGEST_REPORT, label="What is wrong with it? – optional"
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        label="A comment for the other editors",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
