"""Passkeys: a second factor beside the app, which counts where one is required."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom.accounts.models import AccountEvent, Passkey, RecoveryCode
from newsroom.web import passkeys
from newsroom.web.limits import storage
from tests.support.authenticator import Authenticator

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"
FORM = "/account/second-factor/"
ADD, USE = FORM + "passkeys/", FORM + "passkeys/use/"


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    storage.reset()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


@pytest.fixture
def ana() -> User:
    return User.objects.create_superuser("ana", password=PASSWORD)


def signed_in(name: str = "ana") -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def options(client: Client) -> str:
    return str(client.get(FORM).context["options"])


def add(client: Client, key: Authenticator, name: str = "blue key") -> Any:
    sent = {"credential": key.make(options(client)), "name": name, "next": "/desk/"}
    return client.post(ADD, sent)


def sign(client: Client, key: Authenticator) -> Any:
    return client.post(USE, {"credential": key.sign(options(client)), "next": "/desk/"})


def changed(asked: str, **options: Any) -> str:
    return json.dumps({**json.loads(asked), **options})


def passes(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def why(client: Client) -> str:
    return "; ".join(map(str, client.get(FORM).context["messages"]))


@override_settings(SECOND_FACTOR=True)
def test_an_admin_sets_one_up_and_signs_in_with_it(ana: User) -> None:
    client, key = signed_in(), Authenticator()
    assert not passes(client)
    shown = add(client, key)
    assert (len(shown.context["codes"]), shown.context["forward"]) == (10, "/desk/")
    assert passes(client)
    there = signed_in()
    assert not passes(there)
    page = there.get(FORM)
    assert "this key" not in page.content.decode(), "no app is set up before the passkey is used"
    assert page.context["options"] in page.content.decode().replace("&quot;", '"')
    assert sign(there, key)["Location"] == "/desk/"
    assert passes(there)
    assert Passkey.objects.get().used_at is not None


@pytest.mark.parametrize("kind", ["another key", "a false page", "another site", "no signature",
                                  "an old answer", "another account", "a list", "deep", "empty",
                                  "wrong kind", "long"])  # fmt: skip
def test_nothing_else_passes(ana: User, kind: str) -> None:
    key = Authenticator()
    add(signed_in(), key)
    first = signed_in()
    asked = options(first)
    old, other = "", Authenticator()
    stolen = Authenticator(identifier=key.identifier)
    elsewhere = Authenticator("http://testserver.evil.example", 0, key.private, key.identifier)
    answers: dict[str, Callable[[], str]] = {
        "another key": lambda: stolen.sign(asked),
        "a false page": lambda: elsewhere.sign(asked),
        "another site": lambda: key.sign(changed(asked, rpId="evil.example")),
        "no signature": lambda: key.answer(clientDataJSON=b"{}", signature=b""),
        "an old answer": lambda: old,
        "another account": lambda: other.sign(asked),
        "a list": lambda: "[[1]]",
        "deep": lambda: "[" * 9_000,
        "empty": lambda: "",
        "wrong kind": lambda: key.make(changed(asked, rp={"id": "testserver"})),
        "long": lambda: "9" * 30_000,
    }  # fmt: skip
    if kind == "an old answer":
        old = key.sign(asked)
        assert first.post(USE, {"credential": old}).status_code == 302
        first = signed_in()
        options(first)
    if kind == "another account":
        User.objects.create_superuser("bo", password=PASSWORD)
        add(signed_in("bo"), other)
    sent = first.post(USE, {"credential": answers[kind](), "next": "/desk/"})
    assert sent["Location"] == FORM + "?next=%2Fdesk%2F"
    assert why(first)
    assert not passes(first)
    assert AccountEvent.objects.filter(kind="code refused").count() == 1
    assert sign(first, key)["Location"] == "/desk/", "the right one does"


def test_a_copy_that_counts_fewer_uses_is_refused(ana: User) -> None:
    key = Authenticator(counter=5)
    add(signed_in(), key)
    copy = Authenticator(key.origin, key.counter, key.private, key.identifier)
    assert sign(signed_in(), key)["Location"] == "/desk/"
    client = signed_in()
    sign(client, copy)
    assert "there may be a copy" in why(client)
    assert not passes(client)
    copy.counter = 0
    sign(client, copy)
    assert not passes(client), "one that stopped counting is no better"


def test_guesses_are_counted(ana: User) -> None:
    add(signed_in(), Authenticator())
    client = signed_in()
    tried = [client.post(USE, {"credential": "{}"}).status_code for _ in range(11)]
    assert tried == [302] * 10 + [429]


def test_a_recovery_code_and_no_code_of_an_app_stands_in(ana: User) -> None:
    TOTPDevice.objects.create(user=ana, confirmed=False, key="00" * 20)  # as a page left it
    codes = add(signed_in(), Authenticator()).context["codes"]
    client = signed_in()
    client.post(FORM, {"code": "123456"})
    assert not passes(client)
    assert "Recovery code" in client.get(FORM).content.decode()
    client.post(FORM, {"code": codes[0], "next": "/desk/"})
    assert passes(client)


def test_none_is_added_before_the_one_there_is_was_used(ana: User) -> None:
    here, key = signed_in(), Authenticator()
    add(here, key)
    client = signed_in()
    asked = options(here)
    sent = client.post(ADD, {"credential": Authenticator().make(asked)})
    assert sent["Location"] == FORM
    assert client.post(f"{ADD}{Passkey.objects.get().pk}/remove/").status_code == 403
    assert Passkey.objects.count() == 1
    assert not passes(client)


def test_they_are_listed_and_removed_one_by_one(ana: User) -> None:
    User.objects.create_user("bo", password=PASSWORD)
    here, bos = signed_in(), signed_in("bo")
    blue, red = Authenticator(), Authenticator()
    add(here, blue)
    assert add(here, blue)["Location"] == FORM + "?next=%2Fdesk%2F"
    assert "in use already" in why(here)
    add(here, red, "")
    assert [key.name for key in here.get(FORM).context["keys"]] == ["blue key", "Passkey 2"]
    first, last = Passkey.objects.all()
    assert bos.post(f"{ADD}{first.pk}/remove/").status_code == 404
    here.post(f"{ADD}{first.pk}/remove/")
    assert list(Passkey.objects.all()) == [last]
    there = signed_in()
    sign(there, blue)
    assert not passes(there)
    assert RecoveryCode.objects.count() == 10
    here.post(f"{ADD}{last.pk}/remove/")
    assert not RecoveryCode.objects.exists()
    assert passes(signed_in()), "none is left, and none is required"


@override_settings(SECOND_FACTOR=True)
def test_where_one_is_required_the_last_one_is_replaced_before_all_else(ana: User) -> None:
    here = signed_in()
    add(here, Authenticator())
    here.post(f"{ADD}{Passkey.objects.get().pk}/remove/")
    assert not passes(here)
    assert "this key" in here.get(FORM).content.decode()
    add(here, Authenticator())
    assert passes(here)


def test_an_admin_removes_those_of_another(ana: User) -> None:
    bo = User.objects.create_user("bo", password=PASSWORD)
    add(signed_in("bo"), Authenticator())
    action = {"action": "remove_second_factor", "_selected_action": [str(bo.pk)]}
    signed_in().post("/admin/auth/user/", action)
    assert not Passkey.objects.exists()
    assert signed_in("bo").get("/account/").status_code == 200


def test_another_phone_leaves_passkeys_and_codes(ana: User) -> None:
    here, key = signed_in(), Authenticator()
    add(here, key)
    TOTPDevice.objects.create(user=ana, confirmed=True)
    here.post(FORM + "another/")
    assert "this key" in here.get(FORM).content.decode()
    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (1, 10)


def test_no_more_than_a_browser_is_asked_about(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST", 1)
    here = signed_in()
    add(here, Authenticator())
    add(here, Authenticator())
    assert "remove one first" in why(here)
    assert Passkey.objects.count() == 1


@override_settings(ALLOWED_HOSTS=["127.0.0.1", "testserver", "news.example"])
def test_a_passkey_is_for_the_name_that_it_was_made_at(ana: User) -> None:
    add(signed_in(), Authenticator())
    client = Client(SERVER_NAME="news.example")
    client.post("/sign-in/", {"username": "ana", "password": PASSWORD})
    page = client.get(FORM)
    assert page.context["options"] == ""
    assert "testserver" in page.content.decode().partition("belong to another address:")[2]
    User.objects.create_user("bo", password=PASSWORD)
    numeric = Client(SERVER_NAME="127.0.0.1")
    numeric.post("/sign-in/", {"username": "bo", "password": PASSWORD})
    assert "by its name, such as localhost" in numeric.get(FORM).content.decode()


@override_settings(CSRF_TRUSTED_ORIGINS=["https://testserver:8443", "https://evil.example"])
def test_the_address_of_a_proxy_counts_if_it_has_the_same_name(ana: User) -> None:
    client = signed_in()
    add(client, Authenticator("https://evil.example"))
    assert not Passkey.objects.exists()
    add(client, Authenticator("https://testserver:8443"))
    assert Passkey.objects.exists()
