"""Whatever is sent to a page or a form: an answer, never an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.corrections import quotes
from articles.corrections.history import Editor
from articles.models import Article, Quotation
from tests.e2e.newsroom import open_newsroom
from tests.fuzz.inputs import EXAMPLES, anything, fuzzing

pytestmark = pytest.mark.django_db

FIELDS = {
    "/": ("q", "speaker", "by", "about", "outlet", "kind", "year", "title", "sort", "since",
          "until", "after", "before", "page"),
    "/articles/": ("q", "outlet", "since", "until", "after", "before", "page"),
    "/speakers/": ("q", "after", "before", "page", "sort"),
    "/jump/": ("to",),
    "/choose/speaker/": ("find", "q", "speaker", "year"),
    "/articles/progress/": ("ids",),
    "/sign-in/": ("next",),
}  # fmt: skip
FORMS = {
    "quotation-edit": ("words", "near", "speaker", "new_type", "title", "country", "kind", "about",
                       "about_more", "why", "next"),
    "quotation-add": ("words", "near", "speaker", "new_type", "title", "country", "kind", "why"),
    "decision-place": ("words", "why"),
    "speaker-edit": ("name", "type", "country", "wikidata", "note", "why"),
    "speaker-names": ("alias", "remove", "next"),
    "speaker-merge": ("into", "why", "confirm"),
    "speaker-split": ("quotes", "to", "new", "why"),
    "article-edit": ("title", "published_on", "outlet", "author", "url", "body", "why"),
    "add": ("text", "title", "published_on", "outlet", "author", "url"),
}  # fmt: skip


def fuzzed() -> hypothesis_settings:
    """All inputs on the database that is everywhere; a quarter of them again on another."""
    examples = EXAMPLES if connection.vendor == "sqlite" else EXAMPLES // 4
    return hypothesis_settings(fuzzing, max_examples=examples)


def sent(fields: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A query string: some fields, some twice, with anything in them."""
    pairs = st.lists(st.tuples(st.sampled_from(fields), anything), max_size=6)
    return pairs.map(urlencode)


@pytest.mark.parametrize("path", list(FIELDS))
def test_every_list(path: str) -> None:
    open_newsroom()
    client = Client()

    @fuzzed()
    @given(sent(FIELDS[path]))
    def ask(query: str) -> None:
        assert client.get(f"{path}?{query}").status_code in {200, 302, 400, 404}

    run: Callable[[], None] = ask
    run()


@pytest.mark.parametrize("name", list(FORMS))
def test_every_form(editor: Client, name: str, settings: Any) -> None:
    article = open_newsroom()
    quotation = article.quotations.exclude(speaker=None)[0]
    change = quotes.check(quotation, Editor())
    assert change
    assert change.decision
    keys = {"quotation": quotation.pk, "decision": change.decision.pk,
            "speaker": quotation.speaker_id, "article": article.pk}  # fmt: skip
    args = [] if name == "add" else [keys[name.partition("-")[0]]]
    url = reverse(name, args=[article.pk] if name == "quotation-add" else args)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    whole = Article.objects.count(), Quotation.objects.count()

    @fuzzed()
    @given(sent(FORMS[name]))
    def post(body: str) -> None:
        with transaction.atomic():
            response = editor.post(url, body, content_type="application/x-www-form-urlencoded")
            assert response.status_code in {200, 302, 400, 404, 422}
            transaction.set_rollback(True)

    run: Callable[[], None] = post
    run()
    assert (Article.objects.count(), Quotation.objects.count()) == whole
