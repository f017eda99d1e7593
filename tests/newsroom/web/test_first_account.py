"""The first account: who may make it, once, and what readers are offered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.db import connection
from django.test import Client

from newsroom.web.first_account import FORWARDED, is_needed, link
from tests.support.growth import ratio

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PATH = "/first-account/"
TYPED = {"username": "ana", "password": "seven grey herons"}


@pytest.fixture
def here() -> Client:
    """A browser on the machine that runs the newsroom."""
    return Client(headers={"host": "localhost:8000"})


@pytest.fixture(autouse=True)
def local(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", "news.example"]


def is_closed(client: Client, path: str = PATH) -> bool:
    """Whether neither the form is shown nor an account made."""
    statuses = {client.get(path).status_code, client.post(path, TYPED).status_code}
    return statuses == {403} and not User.objects.exists()


def test_from_add_to_an_account_to_add(here: Client) -> None:
    page = here.get("/articles/add/", follow=True)
    assert page.redirect_chain[-1][0] == PATH
    added = here.post(PATH, TYPED, follow=True)
    assert added.redirect_chain == [("/articles/add/", 302)]
    assert "Welcome, ana" in added.content.decode()
    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.check_password(TYPED["password"])) == (
        True, True, True,
    )  # fmt: skip
    assert here.get("/desk/").status_code == 200


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9000", "[::1]:8000", "LOCALHOST:8000"])
def test_all_names_of_this_machine_will_do(here: Client, host: str) -> None:
    assert here.get(PATH, headers={"host": host}).status_code == 200


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "", "unix:", "::ffff:192.0.2.7"])
def test_from_another_machine_there_is_no_form(here: Client, address: str) -> None:
    here.defaults["REMOTE_ADDR"] = address
    assert is_closed(here)


@pytest.mark.parametrize("header", FORWARDED)
def test_what_came_through_a_proxy_is_not_from_here(here: Client, header: str) -> None:
    here.defaults[header] = "127.0.0.1"
    assert is_closed(here)


@pytest.mark.parametrize(
    "defaults", [{"SERVER_PROTOCOL": "HTTP/1.0"}, {"HTTP_HOST": "news.example"}]
)
def test_nor_what_a_proxy_sends_that_adds_nothing(here: Client, defaults: dict[str, str]) -> None:
    here.defaults.update(defaults)
    assert is_closed(here)


def test_where_others_are_served_nothing_is_from_here(here: Client, settings: Any) -> None:
    settings.SERVES_OTHERS = True
    assert is_closed(here)
    assert "link that the terminal" in here.get("/sign-in/").content.decode()


def test_the_link_of_the_terminal_works_from_anywhere_once(settings: Any) -> None:
    far = Client(REMOTE_ADDR="192.0.2.7", headers={"host": "news.example"})
    path = link()
    page = far.get(path)
    assert page.status_code == 200
    assert page["Cache-Control"].count("no-store") == 1
    key = page.context["key"]
    wrong = far.post(PATH, {**TYPED, "password": "short", "key": key})
    assert wrong.status_code == 422
    assert "too short" in wrong.content.decode()
    assert far.post(PATH, {**TYPED, "key": key})["Location"] == "/articles/add/"
    for again in (far.get(path), far.post(PATH, {"username": "bo", **TYPED, "key": key})):
        assert again.status_code == 404
    assert User.objects.count() == 1


ANOTHER = pytest.param(signing.dumps("", salt="another"), id="for something else")  # holds the time


@pytest.mark.parametrize("key", ["", "x", ANOTHER, "\0", "a:b:c", "é" * 900])
def test_other_keys_open_nothing(key: str) -> None:
    far = Client(REMOTE_ADDR="192.0.2.7")
    assert far.get(PATH, {"key": key}).status_code == 403
    assert far.post(PATH, {**TYPED, "key": key}).status_code == 403


def test_an_old_key_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    path = link()
    monkeypatch.setattr("newsroom.web.first_account.LINK_AGE", -1)
    assert Client(REMOTE_ADDR="192.0.2.7").get(path).status_code == 403


def test_once_an_account_exists_there_is_no_form(here: Client) -> None:
    User.objects.create_user("bo")
    assert here.get(PATH).status_code == 404
    assert here.post(PATH, TYPED).status_code == 404
    assert here.get(link()).status_code == 404
    assert here.get("/sign-in/").status_code == 200


def test_another_site_cannot_send_the_form() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    strict.get(PATH)
    assert strict.post(PATH, TYPED).status_code == 403
    token = strict.cookies["csrftoken"].value
    foreign = {"origin": "https://evil.example"}
    sent = strict.post(PATH, {**TYPED, "csrfmiddlewaretoken": token}, headers=foreign)
    assert sent.status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"username": ""}, {"username": "a b<script>"}, {"username": "a" * 151},
        {"password": "ana"}, {"password": "12345678901"}, {"password": ""}, {"username": "a\0b"},
    ],
)  # fmt: skip
def test_bad_names_and_passwords_are_said(here: Client, typed: dict[str, str]) -> None:
    page = here.post(PATH, {**TYPED, **typed})
    assert page.status_code == 422
    assert 'class="error"' in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.every_database
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first() -> None:
    def send(name: str) -> int:
        try:
            client = Client(headers={"host": "localhost:8000"})
            return client.post(PATH, {**TYPED, "username": name}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, ["ana", "bo", "cy", "di"]))
    assert sorted(statuses) == [302, 404, 404, 404]
    assert User.objects.count() == 1


ADD = 'href="/articles/add/"'


@pytest.mark.parametrize("path", ["/", "/articles/", "/speakers/", "/countries/", "/check/"])
def test_readers_are_not_offered_what_they_may_not_do(
    here: Client, editor: Client, path: str
) -> None:
    assert ADD in editor.get(path).content.decode()
    assert ADD not in here.get(path).content.decode()
    reader = Client()
    reader.force_login(User.objects.create_user("rea"))
    assert ADD not in reader.get(path).content.decode()


def test_who_comes_first_is_offered_to_add(here: Client) -> None:
    assert ADD in here.get("/").content.decode()
    assert ADD not in Client(REMOTE_ADDR="192.0.2.7").get("/").content.decode()


def test_a_page_asks_for_an_account_in_little_more_than_the_database_takes() -> None:
    User.objects.create_user("ana")

    def asked() -> None:
        for _ in range(200):
            assert not is_needed()

    def answered() -> None:
        for _ in range(200):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                cursor.fetchone()

    assert ratio(asked, answered, limit=3) < 3
