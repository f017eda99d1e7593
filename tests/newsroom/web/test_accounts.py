"""Signing in, passwords and sessions."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from newsroom.web.http import client_address
from newsroom.web.sessions import sessions_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"
OTHER = "quite another one"


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana", "ana@example.org", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, name: str = "ana") -> int:
    return client.post("/sign-in/", {"username": name, "password": password}).status_code


def test_a_newsroom_without_accounts_says_how_to_make_one(client: Client) -> None:
    assert "manage.py createsuperuser" in client.get("/sign-in/").content.decode()
    User.objects.create_user("ana")
    assert "manage.py createsuperuser" not in client.get("/sign-in/").content.decode()


def test_who_tries_passwords_waits(ana: User) -> None:
    guessing = Client(REMOTE_ADDR="192.0.2.1")
    assert [sign_in(guessing, "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert sign_in(guessing) == 429, "even the right one waits"
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2")) == 302, "ana herself is not shut out"
    assert sign_in(guessing, name="bo", password="x") == 200, "nor is a neighbour"


def test_the_address_is_what_our_proxies_say_and_no_others() -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7"
    )
    assert client_address(request) == "10.0.0.1"
    with override_settings(PROXIES=1):
        assert client_address(request) == "192.0.2.7"
    with override_settings(PROXIES=3):
        assert client_address(request) == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.7:50123", "192.0.2.7"),
        (" 2001:DB8::7", "2001:db8::7"),
        ("[2001:db8::7]:50123", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("unknown", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_an_address_is_one_that_a_database_takes(forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(PROXIES=1):
        assert client_address(request) == address


@pytest.mark.every_database
def test_one_can_sign_in_from_no_address_at_all(ana: User) -> None:
    assert sign_in(Client(REMOTE_ADDR="")) == 302
    tried = [sign_in(Client(REMOTE_ADDR=""), password="wrong") for _ in range(5)]
    assert tried == [200, 200, 200, 200, 429]
    assert sign_in(Client(REMOTE_ADDR="10.0.0.1")) == 302


def test_a_password_is_changed_and_other_browsers_are_signed_out(ana: User) -> None:
    here, there = Client(), Client()
    assert sign_in(here) == sign_in(there) == 302
    cookie = here.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    form = {"old_password": "wrong", "new_password1": OTHER, "new_password2": OTHER}
    assert here.post("/account/password/", form).status_code == 200
    assert here.post("/account/password/", {**form, "old_password": PASSWORD}).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert sign_in(Client(), OTHER) == 302


def test_sessions_are_ended_everywhere_else(ana: User) -> None:
    here, there, bo = Client(), Client(), Client()
    User.objects.create_user("bo", password=PASSWORD)
    assert sign_in(here) == sign_in(there) == sign_in(bo, name="bo") == 302
    assert "in 1 other browser" in here.get("/account/").content.decode()
    assert "1 other place" in here.post("/account/sessions/end/", follow=True).content.decode()
    assert [client.get("/account/").status_code for client in (here, there, bo)] == [200, 302, 200]


@pytest.mark.every_database
def test_admins_end_the_sessions_of_others(ana: User) -> None:
    theirs, admin = Client(), Client()
    sign_in(theirs)
    admin.force_login(User.objects.create_superuser("root"))
    form = {"action": "end_sessions", "_selected_action": [ana.pk]}
    assert admin.post("/admin/auth/user/", form).status_code == 302
    assert theirs.get("/account/").status_code == 302
    assert sessions_of(ana) == []


@pytest.mark.every_database
def test_a_forgotten_password_is_reset_by_a_link_that_works_once(ana: User) -> None:
    client = Client()
    with override_settings(CAN_MAIL=True):
        for address in ("nobody@example.org", "ana@example.org"):
            response = client.post("/password/forgotten/", {"email": address})
            assert response["Location"] == "/password/forgotten/sent/"
    (message,) = mail.outbox
    assert message.to == ["ana@example.org"]
    (link,) = re.findall(r"http://testserver(\S+)", str(message.body))
    form = client.get(link, follow=True)
    assert form.status_code == 200
    url = form.redirect_chain[-1][0]
    assert client.get(link.replace("-", "x")).status_code in {200, 404}
    assert client.post(url, {"new_password1": OTHER, "new_password2": OTHER}).status_code == 302
    assert sign_in(Client(), OTHER) == 302
    assert "has been used" in Client().get(link, follow=True).content.decode()


def test_without_mail_nobody_waits_for_a_link(client: Client, ana: User) -> None:
    page = client.get("/password/forgotten/").content.decode()
    assert "sends no mail" in page
    assert 'name="email"' not in page
    assert client.post("/password/forgotten/", {"email": ana.email}).status_code == 200
    assert mail.outbox == []


def test_a_session_that_has_run_out_does_not_count(ana: User) -> None:
    sign_in(Client())
    (session,) = sessions_of(ana)
    session.expire_date = timezone.now()
    session.save()
    assert sessions_of(ana) == []
