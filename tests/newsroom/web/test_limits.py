"""What is tried too often is refused, with the time to wait; nobody else is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from newsroom.web.limits import network, storage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    storage.reset()
    yield
    storage.reset()


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana", "ana@example.org", PASSWORD)


def guess(address: str, name: str = "ana", password: str = "wrong") -> Any:
    client = Client(REMOTE_ADDR=address)
    return client.post("/sign-in/", {"username": name, "password": password})


def is_refused(response: Any) -> bool:
    return response.status_code == 429 and int(response["Retry-After"]) > 0


def test_one_name_from_many_networks(ana: User) -> None:
    tried = [guess(f"198.51.{n}.7").status_code for n in range(50)]
    assert set(tried) == {200}
    refused = guess("203.0.113.9", "Ana", PASSWORD)
    assert is_refused(refused)
    assert "Try again in" in refused.content.decode()
    assert guess("203.0.113.9", "bo").status_code == 200


def test_many_names_from_one_network() -> None:
    tried = [guess(f"192.0.2.{n}", f"name {n}").status_code for n in range(100)]
    assert set(tried) == {200}
    assert is_refused(guess("192.0.2.200", "another"))
    assert guess("192.0.3.1", "another").status_code == 200


def test_addresses_that_one_client_has_are_one_network() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::1") != network("2001:db8::1")
    assert network("::ffff:192.0.2.9") == network("192.0.2.7") == "192.0.2.0/24"


def test_the_old_password_is_not_guessed_in_a_session_left_open(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    new = {"old_password": "wrong", "new_password1": "x" * 20, "new_password2": "x" * 20}
    tried = [client.post("/account/password/", new).status_code for _ in range(10)]
    assert set(tried) == {200}
    refused = client.post("/account/password/", new)
    assert is_refused(refused)
    assert "x" * 20 not in refused.content.decode()


@override_settings(CAN_MAIL=True)
def test_nobody_is_sent_many_mails(ana: User, mailoutbox: list[object]) -> None:
    tried = [
        Client(REMOTE_ADDR=f"198.51.{n}.7").post("/password/forgotten/", {"email": ana.email})
        for n in range(4)
    ]
    assert is_refused(tried[-1])
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("search", "/?q=rain"),
        ("search", "/articles/?q=rain"),
        ("search", "/quotes.atom?q=rain"),
        ("search", "/subjects/?q=rain"),
        ("search", "/compare/?speaker=1"),
        ("check", "/check/?words=it+rains"),
        ("export", "/quotes.csv"),
    ],
)
def test_what_costs_much_is_limited(kind: str, path: str) -> None:
    with override_settings(LIMITS={kind: 2}):
        here = Client(REMOTE_ADDR="192.0.2.1")
        assert [here.get(path).status_code for _ in range(2)] == [200, 200]
        assert is_refused(here.get(path))
        assert here.get("/").status_code == 200, "pages can be read"
        assert Client(REMOTE_ADDR="192.0.3.1").get(path).status_code == 200


def test_feeds_are_no_exports() -> None:
    with override_settings(LIMITS={"export": 1}):
        here = Client(REMOTE_ADDR="192.0.2.1")
        assert [here.get("/quotes.atom").status_code for _ in range(3)] == [200] * 3
        assert here.get("/quotes.csv").status_code == 200
        assert is_refused(here.get("/quotes.csv"))


def test_adding_is_limited_and_what_was_typed_is_kept(admin_client: Client) -> None:
    with override_settings(LIMITS={"add": 1}):
        text = {"title": "Rain in the north"}
        admin_client.post("/articles/add/", text)
        refused = admin_client.post("/articles/add/", text)
    assert is_refused(refused)
    assert "Rain in the north" in refused.content.decode()


def test_a_short_or_common_password_is_refused(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    for password in ("short but od", "administrator", "password1234"):
        new = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
        page = client.post("/account/password/", new)
        assert (page.status_code == 302) is (password == "short but od"), password
        if page.status_code == 302:
            ana.set_password(PASSWORD)
            ana.save()
            client.force_login(ana)


def test_figures_are_for_admins_and_the_machine_itself(admin_client: Client) -> None:
    assert "articles" in Client().get("/readyz").json()
    assert "articles" not in Client(REMOTE_ADDR="192.0.2.1").get("/readyz").json()
    proxied = Client(HTTP_X_FORWARDED_FOR="192.0.2.1").get("/readyz").json()
    assert "articles" not in proxied, "a proxy of this machine hands on what comes from anywhere"
    assert "articles" in admin_client.get("/readyz", REMOTE_ADDR="192.0.2.1").json()
