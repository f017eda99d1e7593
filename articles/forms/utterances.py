"""The form that joins two utterances."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from articles.corrections.permalinks import target
from articles.models import Article, Quotation

_LINK = re.compile(r"/articles/(\d{1,18})/quotes/(\d{1,9})-(\d{1,9})(?:/|$)")


class JoinForm(forms.Form):
    """A quotation by its link, and why it is the same utterance."""

    other = forms.CharField(max_length=2_000, label="Link of the other quote")
    why = forms.CharField(required=False, max_length=500, label="Why")

    def clean_other(self) -> Quotation:
        typed: str = self.cleaned_data["other"]
        link = _LINK.search(typed)
        article = Article.objects.in_bulk([int(link[1])]) if link else {}
        for found in article.values():
            at = target(found, int(link[2]), int(link[3])) if link else None
            if at is not None and at.quotation is not None:
                return at.quotation
        raise ValidationError(
            f"“{typed[:100]}” leads to no quote; copy the address of “Link” below a quote."
        )
