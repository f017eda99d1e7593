"""Whose long bodies the server reads: those of sessions and tokens that a user has."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from articles.api.senders import is_user
from articles.models import Token
from newsroom.web.second import AWAITED
from newsroom.web.sessions import SEEN

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana", password=PASSWORD)


@pytest.fixture
def client(ana: User) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": "ana", "password": PASSWORD}).status_code == 302
    return client


def key(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


def is_known(session: str) -> bool:
    return is_user({"COOKIE": f"theme=dark; sessionid={session}"})


def change(client: Client, **values: Any) -> None:
    session: Any = client.session
    session.update(values)
    session.save()


def test_a_session_of_a_user_is_known_and_left_as_it_is(client: Client) -> None:
    before = Session.objects.get(pk=key(client))
    assert is_known(key(client))
    after = Session.objects.get(pk=key(client))
    assert (after.session_data, after.expire_date) == (before.session_data, before.expire_date)


@pytest.mark.parametrize("forged", ["", "x", "a" * 32, "a" * 5000, "\x00", "é", "'; --", "a=b"])
def test_a_forged_session_is_not(client: Client, forged: str) -> None:
    before = set(Session.objects.values_list("pk"))
    assert not is_known(forged)
    assert not is_user({})
    assert set(Session.objects.values_list("pk")) == before


def test_a_session_without_a_user_is_not(db: None) -> None:
    nobody = Client()
    change(nobody, skipped=[1])
    assert not is_known(str(nobody.session.session_key))


def test_a_session_that_ended_is_not(client: Client, ana: User) -> None:
    signed_out = key(client)
    client.post("/sign-out/")
    assert not is_known(signed_out)


def test_one_that_has_expired_or_was_not_used_is_not(client: Client) -> None:
    change(client, **{SEEN: int(time.time()) - 9 * 3600})
    assert not is_known(key(client))
    change(client, **{SEEN: int(time.time())})
    assert is_known(key(client))
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert not is_known(key(client))


def test_one_that_awaits_its_second_factor_is_not(client: Client) -> None:
    change(client, **{AWAITED: True})
    assert not is_known(key(client))


def test_one_of_a_closed_account_or_of_an_old_password_is_not(client: Client, ana: User) -> None:
    User.objects.update(is_active=False)
    assert not is_known(key(client))
    User.objects.update(is_active=True)
    assert is_known(key(client))
    ana.set_password("another long one")
    ana.save()
    assert not is_known(key(client))


def test_a_token_is_known_while_it_works(ana: User) -> None:
    token, secret = Token.objects.make(ana, name="clippings")
    assert is_user({"AUTHORIZATION": f"Bearer {secret}"})
    for forged in (f"Bearer {secret}x", f"Basic {secret}", "Bearer", "", "Bearer \x00"):
        assert not is_user({"AUTHORIZATION": forged}), forged
    token.expires_on = timezone.localdate() - dt.timedelta(days=1)
    token.save()
    assert not is_user({"AUTHORIZATION": f"Bearer {secret}"})
