"""What cannot be saved is not lost: storage is full, a session has ended, a token is stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from articles.models import Article

ADD = "/articles/add/"
WORDS = "“It rains,” said Ada Roe.\n\n<b>Nobody</b> & nothing else."
TYPED = {"title": "Rain in Geneva", "text": WORDS, "outlet": "", "csrfmiddlewaretoken": "x"}


@pytest.fixture
def editor(db: None) -> Client:
    user = User.objects.create_user("mira")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def read_only(db: None) -> Iterator[None]:
    """A database that can be read but not written."""
    sqlite = connection.vendor == "sqlite"
    on, off = (
        ("PRAGMA query_only = 1", "PRAGMA query_only = 0")
        if sqlite
        else ("SET transaction_read_only = 1", "ROLLBACK")
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
    yield
    with connection.cursor() as cursor:
        cursor.execute(off)


def kept(page: str) -> dict[str, str]:
    """The fields of the form on a page, by name."""
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    fields = re.findall(r'<input[^>]*name="(\w+)"\s+value="([^"]*)"', page)
    return {name: unescape(value) for name, value in [*areas, *fields]}


@pytest.mark.database
@pytest.mark.one_database
def test_what_was_typed_is_kept_where_nothing_can_be_written(
    editor: Client, read_only: None
) -> None:
    answer = editor.post(ADD, TYPED)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    page = answer.content.decode()
    assert "can only be read at the moment" in page
    form = kept(page)
    assert form["text"].replace("\r\n", "\n") == WORDS
    assert (form["title"], form["outlet"]) == (TYPED["title"], "")
    assert form["csrfmiddlewaretoken"] not in {"", "x"}
    assert editor.get("/articles/").status_code == 200, "reading goes on"
    assert '"storage": "failed"' in editor.get("/readyz").content.decode()


@pytest.mark.database
@pytest.mark.one_database
def test_a_session_that_cannot_be_written_is_read_and_not_taken_for_a_deleted_one(
    client: Client, db: None, request: pytest.FixtureRequest
) -> None:
    client.raise_request_exception = False
    User.objects.create_user("mira", password="a long enough one")
    client.post("/sign-in/", {"username": "mira", "password": "a long enough one"})
    session = client.session
    session["seen"] -= 600  # so that the next request wants to say that it is used
    session.save()
    request.getfixturevalue("read_only")
    assert client.get("/").status_code == 200
    answer = client.post("/account/confirm/", {"password": "a long enough one"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "can only be read" in answer.content.decode()


@pytest.mark.database
@pytest.mark.one_database
def test_a_full_disk_is_named(editor: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # as many as there are
    try:
        answer = editor.post(ADD, {**TYPED, "text": WORDS + "x" * 400_000})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 503
    assert "The disk of the newsroom is full." in answer.content.decode()


def test_a_session_that_ended_takes_no_words_along(editor: Client) -> None:
    editor.logout()
    answer = editor.post(ADD, TYPED)
    assert answer.status_code == 403
    assert kept(answer.content.decode())["title"] == TYPED["title"]
    assert editor.post(ADD, TYPED, headers={"HX-Request": "true"}).status_code == 401
    assert editor.post(ADD).status_code == 302, "nothing typed: to the form"
    assert not Article.objects.exists()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_stale_form_is_offered_again_to_those_who_sent_it_from_here(editor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    ours = strict.post(ADD, TYPED, headers={"Origin": "http://testserver"})
    assert ours.status_code == 403
    assert kept(ours.content.decode())["title"] == TYPED["title"]
    for other in ("http://evil.example", "null", ""):
        theirs = strict.post(ADD, TYPED, headers={"Origin": other} if other else {})
        assert theirs.status_code == 403
        assert "<form" not in theirs.content.decode()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_so_is_a_button_that_sends_nothing_else(editor: Client) -> None:
    check, ours = "/desk/quotes/1/check/", {"Origin": "http://testserver"}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    stale = strict.post(check, headers=ours)
    theirs = strict.post(check, headers={"Origin": "http://evil.example"})
    editor.logout()
    ended = editor.post(check, headers=ours)
    for answer in (stale, ended):
        assert answer.status_code == 403
        assert list(kept(answer.content.decode())) == ["csrfmiddlewaretoken"]
        assert f'action="{check}"' in answer.content.decode()
    assert "<form" not in theirs.content.decode()


def test_no_form_with_a_password_is_kept(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"username": "mira", "password": "rain in geneva", "new_password1": "another one"}
    answer = strict.post("/sign-in/", sent, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert "<form" not in answer.content.decode()
    assert "rain in geneva" not in answer.content.decode()
    assert "another one" not in answer.content.decode()
