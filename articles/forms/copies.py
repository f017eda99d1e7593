"""The form that joins an article with the copies of another one."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Article

_LINK = re.compile(r"/articles/(\d{1,18})(?:/|$)")


class JoinArticleForm(forms.Form):
    """An article by its link, and why it is the same text."""

    other = forms.CharField(max_length=2_000, label="Link of the other article")
    why = forms.CharField(required=False, max_length=500, label="Why")

    def clean_other(self) -> Article:
        typed: str = self.cleaned_data["other"]
        link = _LINK.search(typed)
        for found in Article.objects.in_bulk([int(link[1])] if link else []).values():
            return found
        raise ValidationError(
            f"“{typed[:100]}” leads to no article; copy the address of the article’s page."
        )
