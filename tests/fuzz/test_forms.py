"""Anything that is sent to a page or a form gets an answer, never an error of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from itertools import batched, chain
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import articles.urls
import newsroom.urls
from articles.alerts.mails import stop_token
from articles.clippings import lists
from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.corrections.remarks import comment
from articles.models import (
    Article,
    ClippingList,
    Country,
    Quotation,
    SavedSearch,
    Subscription,
    Token,
)
from newsroom.accounts.models import Passkey
from newsroom.web import limits
from tests.fuzz.test_readers import BEGINNINGS, damaged
from tests.support.browser import open_newsroom
from tests.support.odd_inputs import INPUTS, REQUESTS, VALUES, anything, fuzzing
from tests.support.sizes import sized

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COUNTRIES = ("CH", "IT", "PL", "RU", "US")
FORM = "application/x-www-form-urlencoded"
# By the name of a route, the parameters of its address.
FIELDS = {
    "quotations": ("q", "speaker", "by", "about", "outlet", "kind", "year", "title", "sort",
                   "since", "until", "after", "before", "page", "countries"),
    "choose": ("find", "q", "speaker", "year"),
    "articles": ("q", "outlet", "since", "until", "after", "before", "page"),
    "progress": ("ids", "batch"),
    "review": ("at", "was", "edit", "page", "reason", "kind", "speaker"),
    "utterance": ("page",),
    "copies": ("page",),
    "copy-changes": ("page",),
    "article": ("q", "at"),
    "quotation": ("was",),
    "quotation-place": ("q",),
    "oembed": ("url", "maxwidth", "maxheight"),
    "speakers": ("q", "after", "before", "page", "sort"),
    "speaker": ("q", "by", "about", "year", "sort", "after", "before", "page"),
    "country": ("q", "speaker", "about", "year", "after", "before", "page"),
    "jump": ("to",),
    "check": ("words",),
    "compare": ("speaker", "by", "add", "q", "mutual", "about", "since", "until", "after",
                "before", "words"),
    "countries": ("since", "until", "words", "sort", "map", "from_year", "to_year"),
    "matrix": ("since", "until", "words", "order", "open", "all", "years", "from_year", "to_year"),
    "network": ("person", "least", "q", "since", "until", "about", "words"),
    "subjects": ("q", "speaker", "by", "about", "since", "words"),
    "speaker-options": ("speaker", "into", "to", "q"),
    "sign-in": ("next",),
}  # fmt: skip
PAGED = ("review", "review-people", "review-lost", "history", "article-history",
         "speaker-history", "decision-history", "subscription-items")  # fmt: skip
# By the name of a route, what may be sent to it.
FORMS = {
    "add": ("text", "title", "published_on", "outlet", "author", "url"),
    "quotation-edit": ("words", "near", "speaker", "new_type", "title", "country", "kind", "about",
                       "about_more", "unlikely", "why", "next"),
    "quotation-add": ("words", "near", "speaker", "new_type", "title", "country", "kind", "why"),
    "decision-place": ("words", "why", "drop"),
    "article-edit": ("title", "published_on", "outlet", "author", "url", "body", "why"),
    "speaker-edit": ("name", "type", "country", "wikidata", "note", "events", "why"),
    "speaker-names": ("alias", "remove", "next"),
    "speaker-merge": ("into", "why", "confirm"),
    "speaker-split": ("quotes", "to", "new", "take", "create", "why"),
    "speaker-deny": ("type", "why", "next"),
    "subscriptions": ("address", "outlet", "minutes"),
    "subscription-items": ("outlet", "minutes"),
    "check": ("words",),
    "clipping-lists": ("name",),
    "clipping-list-change": ("name",),
    "clipping-change": ("note",),
    "quotation-clip": ("to", "new", "note", "next"),
    "search-save": ("name", "often", "query"),
    "search-stop-by-mail": ("List-Unsubscribe",),
    "articles-delete": ("why",),
    "people-list": ("pasted",),
    "report": ("quote", "note"),
    "review-several": ("quote", "act", "to", "take", "why", "next"),
    "quotation-comment": ("text",),
    "utterance-join": ("other", "why", "next"),
    "copy-join": ("other", "why", "next"),
    "article-open": ("known",),
    "quotation-open": ("known",),
    "speaker-open": ("known",),
    "csp-report": ("csp-report",),
    "first-account": ("username", "password", "key"),
    "second-factor": ("code", "next"),
    "passkey-add": ("credential", "name", "next"),
    "passkey-use": ("credential", "next"),
    "confirm-password": ("password", "next"),
    "token-make": ("name", "may_read", "may_add", "expires_on"),
    "sign-in": ("username", "password", "next"),
    "forgotten": ("email",),
    "new-password": ("new_password1", "new_password2"),
    "change-password": ("old_password", "new_password1", "new_password2"),
}  # fmt: skip
# A button is all of these forms that one sees.
BUTTONS = ("quotation-check", "quotation-reject", "article-check", "read-again", "revert",
           "subscription-look", "subscription-pause", "subscription-remove",
           "search-stop", "search-resume", "search-remove", "token-revoke",
           "sign-out", "end-sessions", "end-session", "quotation-skip", "quotation-take",
           "comment-remove", "utterance-part", "copy-part", "another-phone",
           "recovery-codes", "passkey-remove")  # fmt: skip


def fuzzed(requests: int = REQUESTS) -> hypothesis_settings:
    """All requests on the database that is everywhere; a fifth of them again on another, or all
    again in `make test-full`.
    """
    share = requests if connection.vendor == "sqlite" else sized(-(-requests // 5), requests)
    return hypothesis_settings(fuzzing, max_examples=share)


def sent(fields: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A query string: some fields, some twice, with anything in them; `VALUES` on average."""
    pair = st.tuples(st.sampled_from(fields), anything)
    # Hypothesis prefers short lists: these have half as many to half as many again.
    pairs = st.lists(pair, min_size=VALUES // 2, max_size=VALUES * 3 // 2)
    return pairs.map(urlencode)


@contextmanager
def nothing_kept(client: Client) -> Iterator[None]:
    """As if what is done meanwhile had not been: in the database, in cookies, in counted tries."""
    cookies = client.cookies.output(header="")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    limits.storage.reset()


def addresses() -> dict[str, str]:
    """Every route of the newsroom by its name, with what there is in its path."""
    article = open_newsroom()
    # A list of all countries takes most of the time of a page, and no input chooses among them.
    Country.objects.exclude(code__in=COUNTRIES).delete()
    quotation = article.quotations.exclude(speaker=None)[0]
    change = quotations.check(quotation, Editor())
    assert change
    assert change.decision
    assert quotation.speaker
    user = User.objects.get(username="ana")
    search = SavedSearch(user=user, name="all", often=SavedSearch.Often.DAILY)
    SavedSearch.objects.begin(search, "")
    wire = Subscription.objects.create(kind="feed", address="https://news.example/feed")
    keys = {"quotation": quotation.pk, "decision": change.decision.pk, "article": article.pk,
            "speaker": quotation.speaker.pk, "revert": change.pk,
            "subscription": wire.pk, "search": search.pk, "utterance": quotation.pk,
            "copies": article.pk, "copy": article.pk,
            "report": article.pk, "comment": comment(quotation, "Look.", Editor(user)).pk,
            "end": 1,
            "passkey": Passkey.objects.create(user=user, name="key", public=b"").pk}  # fmt: skip
    link = [urlsafe_base64_encode(str(user.pk).encode()), default_token_generator.make_token(user)]
    mine = ClippingList.objects.create(owner=user, name="Grain")
    lists.add(quotation, mine)
    mine.share()
    there: list[object] = [article.pk, quotation.start, quotation.end]
    made: dict[str, list[object]] = {
        "choose": ["speaker"],
        "country": ["pl"],
        "new-password": [*link],
        **dict.fromkeys(
            ("quotation", "quotation-place", "quotation-picture", "quotation-embed"), there
        ),
        "quotation-cite": [*there, "bib"],
        "quotation-clip": there,
        "clipping-list": [mine.pk],
        "clipping-list-change": [mine.pk],
        "clipping-change": [mine.clippings.get().pk],
        "clippings-file": [mine.pk, "csv"],
        "clippings-shared": [mine.share_key],
        "shared-file": [mine.share_key, "csv"],
        "quotations-export": ["csv"],
        "article-export": [article.pk, "csv"],
        "speaker-export": [quotation.speaker.pk, "roe-ada", "csv"],
        "country-export": ["pl", "by", "csv"],
        "token-revoke": [Token.objects.make(user, name="desk")[0].pk],
        "search-stop-by-mail": [stop_token(search)],
        "quotation-add": [article.pk],
        "read-again": [article.pk],
        "speaker": [quotation.speaker.pk, "roe-ada"],
    }
    named = {}
    pages = [articles.urls.READ, articles.urls.EXPORTS, articles.urls.EDIT, articles.urls.OWN]
    # What programs call is tried by its own description (tests/articles/api/).
    openings = [newsroom.urls.OPEN, newsroom.urls.OWN, articles.urls.OPEN]
    for pattern in chain(*pages, *openings):
        name = str(pattern.name)
        about = keys.get(name.partition("-")[0]) if "<" in str(pattern.pattern) else None
        named[name] = reverse(name, args=made.get(name) or ([about] if about else []))
    named["articles-delete"] += f"?id={article.pk}"
    return named | {"speaker": quotation.speaker.get_absolute_url()}


@pytest.mark.one_database
def test_no_form_is_left_out(editor: Client, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    answers, opened = {}, {}
    for name, address in addresses().items():
        with nothing_kept(editor):
            answers[name] = editor.post(address).status_code
        if name in {*FORMS, *BUTTONS} and name != "csp-report":
            opened[name] = editor.get(address).status_code
    assert 405 not in opened.values(), opened
    assert {name for name, status in answers.items() if status != 405} == {*FORMS, *BUTTONS}


# A newsroom takes as long to make as many requests take: so many routes share one.  On PostgreSQL,
# where each has few of the requests, in one process, all do.
TOGETHER = 8 if connection.vendor == "sqlite" else 1000


def together(names: tuple[str, ...]) -> str:
    """The name of a test of so many routes."""
    return " ".join(names) if TOGETHER < 1000 else "all"


@pytest.mark.parametrize("names", list(batched(FIELDS, TOGETHER)), ids=together)
def test_every_list(editor: Client, names: tuple[str, ...]) -> None:
    there = addresses()
    for name in names:
        ask_anything(Client() if name == "sign-in" else editor, there[name], FIELDS[name])


def ask_anything(client: Client, address: str, fields: tuple[str, ...]) -> None:
    @fuzzed()
    @given(sent(fields))
    def ask(query: str) -> None:
        assert client.get(f"{address}?{query}").status_code in {200, 302, 400, 404}, address

    run: Callable[[], None] = ask
    run()


def test_every_list_that_is_only_paged(editor: Client) -> None:
    there = addresses()

    @fuzzed(INPUTS)
    @given(st.sampled_from(PAGED), sent(("page",)))
    def ask(name: str, query: str) -> None:
        assert editor.get(f"{there[name]}?{query}").status_code in {200, 404}

    run: Callable[[], None] = ask
    run()


def test_every_button(editor: Client, settings: Any) -> None:
    there = addresses()
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}

    @fuzzed(INPUTS)
    @given(st.sampled_from(BUTTONS), sent(("why", "next")))
    def press(name: str, body: str) -> None:
        with nothing_kept(editor):
            response = editor.post(there[name], body, content_type=FORM)
            shown = {200} if name == "recovery-codes" else set()  # once, to who has a passkey
            assert response.status_code in {302, 404} | shown

    run: Callable[[], None] = press
    run()


@pytest.mark.parametrize("names", list(batched(FORMS, TOGETHER)), ids=together)
def test_every_form(editor: Client, names: tuple[str, ...], settings: Any) -> None:
    there = addresses()
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    settings.CAN_MAIL = True
    for name in names:
        client = Client() if name in {"sign-in", "forgotten", "new-password"} else editor
        address = there[name]
        if name == "new-password":
            address = client.get(address)["Location"]
        whole = Article.objects.count(), Quotation.objects.count()
        post_anything(client, address, FORMS[name])
        assert (Article.objects.count(), Quotation.objects.count()) == whole, name


def post_anything(client: Client, address: str, fields: tuple[str, ...]) -> None:
    @fuzzed()
    @given(sent(fields))
    def post(body: str) -> None:
        with nothing_kept(client):
            response = client.post(address, body, content_type=FORM)
            known = {200, 204, 302, 303, 400, 404, 413, 422}
            assert response.status_code in known, address

    run: Callable[[], None] = post
    run()


def test_every_upload(editor: Client, settings: Any) -> None:
    """Files that are nearly what they say, under any name, with anything about them."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    names = anything.map(lambda name: name.decode("utf-8", "replace"))
    files = st.sampled_from(list(BEGINNINGS.items())).flatmap(
        lambda kind: st.tuples(names, damaged(kind[1])).map(
            lambda file: SimpleUploadedFile(f"{file[0]}{kind[0]}", file[1])
        )
    )
    about = st.dictionaries(st.sampled_from(("title", "outlet", "author", "url")), names)

    @fuzzed()
    @given(st.lists(files, min_size=1, max_size=2), about)
    def upload(chosen: list[SimpleUploadedFile], values: dict[str, str]) -> None:
        with nothing_kept(editor):
            response = editor.post(reverse("add"), {**values, "uploads": chosen})
            assert response.status_code in {302, 422}

    run: Callable[[], None] = upload
    run()


def test_every_address(editor: Client, settings: Any) -> None:
    """Any text in place of a key or a word of an address."""
    settings.API_CALLS = settings.API_CALLS_WITHOUT_TOKEN = 1_000_000
    settings.LIMITS = {}
    patterns = [re.sub("[^/]*<[^/]*>", "<>", str(p.pattern)) for p in articles.urls.urlpatterns]
    patterns += ["password/new/<>/<>/", "admin/articles/<>/<>/", "<>/<>"]
    open_newsroom()

    @fuzzed(INPUTS)
    @given(st.sampled_from(patterns), st.lists(anything.map(quote), min_size=3, max_size=3))
    def ask(pattern: str, values: list[str]) -> None:
        for value in values:
            pattern = pattern.replace("<>", value, 1)
        assert editor.get(f"/{pattern}").status_code in {200, 301, 302, 400, 403, 404, 405, 422}

    run: Callable[[], None] = ask
    run()
