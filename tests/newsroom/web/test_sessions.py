"""Sessions are listed, ended one by one and by idleness, and get too old for some acts."""

from __future__ import annotations

import re
import time
from html import escape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from newsroom.web.sessions import PROVED, SEEN

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"
HOUR = 3600


@pytest.fixture
def ana() -> User:
    return User.objects.create_superuser("ana", "ana@example.org", PASSWORD)


def signed_in(browser: str = "Lynx", address: str = "192.0.2.1") -> Client:
    client = Client(HTTP_USER_AGENT=browser, REMOTE_ADDR=address)
    signed = client.post("/sign-in/", {"username": "ana", "password": PASSWORD})
    assert signed.status_code == 302
    return client


def set_back(client: Client, key: str, hours: float) -> None:
    session: Any = client.session
    session[key] = int(time.time() - hours * HOUR)
    session.save()


def test_a_session_that_is_not_used_ends(ana: User) -> None:
    client = signed_in()
    set_back(client, SEEN, 7.9)
    assert client.get("/account/").status_code == 200
    assert time.time() - client.session[SEEN] < HOUR, "it was used just now"
    set_back(client, SEEN, 8.1)
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_what_was_typed_in_an_idle_session_is_given_back(ana: User) -> None:
    client = signed_in()
    set_back(client, SEEN, 9)
    page = client.post("/account/tokens/", {"name": "Archive of the north"})
    assert page.status_code == 403
    assert "Archive of the north" in page.content.decode()


def test_sessions_are_listed_and_ended_one_by_one(ana: User) -> None:
    here, there = signed_in("Lynx"), signed_in("Netscape <b>", "198.51.100.7")
    page = here.get("/account/")
    shown = page.content.decode()
    assert "Netscape &lt;b&gt;" in shown
    assert "198.51.100.7" in shown
    assert str(there.session.session_key) not in shown
    first, second = page.context["sessions"]
    assert (first.here, second.here) == (True, False)
    button = re.findall(r"Sign out there<.*?>(.*?)</span>", shown, re.DOTALL)
    assert [escape(second.browser) in each for each in button] == [True], (
        "each button says of which"
    )
    here.post(f"/account/sessions/{second.number}/end/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(ana: User) -> None:
    client = signed_in()
    number = client.get("/account/").context["sessions"][0].number
    other = Client()
    other.force_login(User.objects.create_user("bo"))
    other.post(f"/account/sessions/{number}/end/")
    assert client.get("/account/").status_code == 200


def test_the_back_office_needs_a_fresh_password(ana: User) -> None:
    client = signed_in()
    assert client.get("/admin/auth/user/").status_code == 200
    set_back(client, PROVED, 1.1)
    to_form = client.get("/admin/auth/user/")["Location"]
    assert to_form == "/account/confirm/?next=/admin/auth/user/"
    assert client.get("/").status_code == 200
    wrong = client.post(to_form, {"password": "wrong", "next": "/admin/auth/user/"})
    assert "not your password" in wrong.content.decode()
    right = client.post(to_form, {"password": PASSWORD, "next": "/admin/auth/user/"})
    assert right["Location"] == "/admin/auth/user/"
    assert client.get("/admin/auth/user/").status_code == 200


def test_it_leads_to_no_other_site(ana: User) -> None:
    client = signed_in()
    sent = client.post("/account/confirm/", {"password": PASSWORD, "next": "//evil.example/"})
    assert sent["Location"] == "/account/"


def test_a_new_token_needs_one_and_keeps_what_was_typed(ana: User) -> None:
    client = signed_in()
    set_back(client, PROVED, 1.1)
    page = client.post("/account/tokens/", {"name": "Archive of the north"})
    assert page.status_code == 403
    assert "Archive of the north" in page.content.decode()
