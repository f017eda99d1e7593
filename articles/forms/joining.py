"""The form that joins a quotation or an article with another one, which is given by its link."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.corrections.permalinks import target
from articles.models import Article, Quotation

_ARTICLE = re.compile(r"/articles/(\d{1,18})(?:/|$)")
_QUOTE = re.compile(r"/articles/(\d{1,18})/quotes/(\d{1,9})-(\d{1,9})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """A kind of link: what pages call that to which it leads, where to copy one, and how to follow
    it; that returns None for any other text."""

    noun: str
    place: str
    follow: Callable[[str], Article | Quotation | None]


def _article(typed: str) -> Article | None:
    link = _ARTICLE.search(typed)
    return _articles(link).get(int(link[1])) if link else None


def _quotation(typed: str) -> Quotation | None:
    link = _QUOTE.search(typed)
    article = _articles(link).get(int(link[1])) if link else None
    found = target(article, int(link[2]), int(link[3])) if link and article else None
    return found.quotation if found else None


def _articles(link: re.Match[str]) -> dict[int, Article]:
    return Article.objects.in_bulk([int(link[1])])


TO_ARTICLE = Link("article", "of the article’s page", _article)
TO_QUOTATION = Link("quote", "of “Link” below a quote", _quotation)


class JoinForm(forms.Form):
    """A row by its link, and why it is the same as this one."""

    other = forms.CharField(max_length=2_000)
    why = forms.CharField(required=False, max_length=500, label="Why")

    def __init__(self, link: Link, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.link = link
        self.fields["other"].label = f"Link of the other {link.noun}"

    def clean_other(self) -> Article | Quotation:
        typed: str = self.cleaned_data["other"]
        row = self.link.follow(typed)
        if row is None:
            raise ValidationError(
                f"“{typed[:100]}” leads to no {self.link.noun}; copy the address {self.link.place}."
            )
        return row
