"""What happens to accounts is noted: admins read all of it, and users what happened to theirs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from newsroom.accounts.models import KEPT, AccountEvent
from newsroom.web.sessions import SEEN
from tests.newsroom.web.test_sessions import PASSWORD, set_back, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

Kind = AccountEvent.Kind


@pytest.fixture
def ana() -> User:
    return User.objects.create_superuser("ana", "ana@example.org", PASSWORD)


def kinds() -> list[str]:
    return [event.kind for event in AccountEvent.objects.order_by("pk")]


def tried(name: str, password: str) -> None:
    Client(REMOTE_ADDR="192.0.2.9").post("/sign-in/", {"username": name, "password": password})


def test_sign_ins_and_ended_sessions_are_on_a_page_for_admins(ana: User) -> None:
    for _ in range(5):
        tried("ana", "wrong")
    here, there, idle = signed_in("Lynx"), signed_in("Netscape", "198.51.100.7"), signed_in()
    other = here.get("/account/").context["sessions"][1].number
    here.post(f"/account/sessions/{other}/end/")
    here.post("/account/sessions/end/")
    set_back(idle, SEEN, 9)
    new = {"old_password": "wrong", "new_password1": "quite another", "new_password2": "another"}
    here.post("/account/password/", new)
    here.post("/account/confirm/", {"password": "wrong"})
    here.post("/sign-out/")
    assert kinds() == [
        *[Kind.REFUSED] * 4, Kind.LOCKED, *[Kind.SIGNED_IN] * 3, Kind.ENDED, Kind.ENDED,
        Kind.UNCONFIRMED, Kind.UNCONFIRMED, Kind.SIGNED_OUT,
    ]  # fmt: skip
    page = signed_in().get("/admin/accounts/accountevent/").content.decode()
    for words in ("locked out after wrong passwords", "198.51.100.7", "Netscape", "signed out"):
        assert words in page
    assert there.get("/account/").status_code == 302


def test_a_session_that_idleness_ends_is_noted(ana: User) -> None:
    client = signed_in()
    set_back(client, SEEN, 9)
    client.get("/account/")
    client.get("/account/")
    assert kinds() == [Kind.SIGNED_IN, Kind.IDLE]


def test_what_was_typed_for_a_name_is_kept_only_if_it_is_one(ana: User) -> None:
    tried("my secret passphrase", "ana")
    event = AccountEvent.objects.get()
    assert (event.name, event.user, event.note) == ("", None, "no such account")
    assert event.address == "192.0.2.9"


def test_users_see_their_own_and_readers_no_others(ana: User) -> None:
    User.objects.create_user("bo", password=PASSWORD)
    tried("ana", "wrong")
    client = Client()
    client.post("/sign-in/", {"username": "bo", "password": PASSWORD})
    page = client.get("/account/").content.decode()
    assert "signed in" in page
    assert "wrong password" not in page, "that was at the door of another"
    assert client.get("/admin/accounts/accountevent/").status_code == 403
    assert "wrong password" in signed_in().get("/account/").content.decode()


def test_an_account_that_is_deleted_leaves_its_name(ana: User) -> None:
    tried("ana", PASSWORD)
    ana.delete()
    assert AccountEvent.objects.get().name == "ana"


def test_events_are_kept_for_a_year(ana: User) -> None:
    for days in (-1, 1):
        at = timezone.now() - KEPT + dt.timedelta(days=days)
        AccountEvent.objects.create(kind=Kind.SIGNED_IN, at=at)
    assert AccountEvent.objects.prune() == 1
    assert AccountEvent.objects.count() == 1
