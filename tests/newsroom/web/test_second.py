"""The second factor: set up at the first sign-in, asked for at each, and no way around it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom.accounts.models import RecoveryCode, bare
from newsroom.web.limits import storage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a long enough one"
FORM = "/account/second-factor/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    storage.reset()


@pytest.fixture
def ana() -> User:
    return User.objects.create_superuser("ana", "ana@example.org", PASSWORD)


def signed_in(name: str = "ana") -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def code(device: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(device.bin_key, drift=steps):06}"


def send(client: Client, text: str) -> Any:
    return client.post(FORM, {"code": text, "next": "/desk/"})


@override_settings(SECOND_FACTOR=True)
def test_an_admin_sets_it_up_at_the_first_sign_in(ana: User) -> None:
    client = signed_in()
    for path in ("/desk/", "/account/", "/admin/", "/account/password/"):
        assert client.get(path)["Location"].startswith(FORM), path
    assert client.get("/").status_code == 200, "everybody reads this"
    page = client.get(FORM)
    device = TOTPDevice.objects.get()
    assert page.context["key"].replace(" ", "") in page.context["link"]
    assert (
        "not the code"
        in send(client, "000000" if code(device) != "000000" else "1").content.decode()
    )
    assert not TOTPDevice.objects.get().confirmed
    device = TOTPDevice.objects.get()
    device.throttle_reset()
    shown = send(client, code(device))
    assert shown.context["forward"] == "/desk/"
    assert client.get("/desk/").status_code == 200


@override_settings(SECOND_FACTOR=True, PUBLIC=False)
def test_a_newsroom_that_is_not_public_is_not_read_without_it(ana: User) -> None:
    assert signed_in().get("/")["Location"].startswith(FORM)


def test_it_is_asked_for_at_each_sign_in_and_no_code_counts_twice(ana: User) -> None:
    device = TOTPDevice.objects.create(user=ana, confirmed=True)
    first = signed_in()
    page = first.get(FORM).content.decode()
    assert "this key" not in page, "the key is shown once"
    used = code(device)
    assert send(first, used)["Location"] == "/desk/"
    second = signed_in()
    assert "not the code" in send(second, used).content.decode()
    assert second.get("/desk/")["Location"].startswith(FORM)


def test_codes_are_not_guessed(ana: User) -> None:
    TOTPDevice.objects.create(user=ana, confirmed=True)
    client = signed_in()
    tried = [send(client, str(number)).status_code for number in range(11)]
    assert tried == [200] * 10 + [429]


def test_what_is_sent_without_it_changes_nothing(ana: User) -> None:
    TOTPDevice.objects.create(user=ana, confirmed=True)
    client = signed_in()
    page = client.post("/account/tokens/", {"name": "Archive of the north", "may_read": "on"})
    assert page.status_code == 403
    assert "Archive of the north" in page.content.decode()


def test_others_need_none_and_an_admin_removes_it(ana: User) -> None:
    bo = User.objects.create_user("bo", password=PASSWORD)
    assert signed_in("bo").get("/account/").status_code == 200
    TOTPDevice.objects.create(user=bo, confirmed=True)
    assert signed_in("bo").get("/account/")["Location"].startswith(FORM)
    action = {"action": "remove_second_factor", "_selected_action": [str(bo.pk)]}
    signed_in().post("/admin/auth/user/", action)
    assert signed_in("bo").get("/account/").status_code == 200


def codes(page: Any) -> list[str]:
    return list(page.context["codes"])


def set_up(user: User) -> tuple[Client, list[str]]:
    """Set up a second factor as its user does; return the session and the codes that it shows."""
    client = signed_in(user.username)
    client.get(FORM)
    shown = send(client, code(TOTPDevice.objects.get(user=user)))
    assert shown.status_code == 200
    return client, codes(shown)


def test_who_has_lost_the_phone_types_a_recovery_code_and_sets_up_another(ana: User) -> None:
    here, shown = set_up(ana)
    assert len(set(shown)) == 10
    assert here.get("/desk/").status_code == 200
    kept = RecoveryCode.objects.values_list("digest", flat=True)
    assert not {bare(one) for one in shown} & set(kept), "only digests are stored"
    there = signed_in()
    page = there.get(FORM + "?recovery=1").content.decode()
    assert "Recovery code" in page
    assert 'inputmode="numeric"' not in page, "letters can be typed on a phone"
    assert send(there, shown[0].lower().replace("-", " "))["Location"] == "/desk/"
    assert "9 are left" in there.get("/account/").content.decode()
    again = signed_in()
    assert "it was used" in send(again, shown[0]).content.decode()
    assert again.get("/desk/")["Location"].startswith(FORM)
    assert "9 recovery codes" in there.get(FORM).content.decode()
    assert there.post(FORM + "another/")["Location"] == FORM
    assert "this key" in there.get(FORM).content.decode()
    assert not RecoveryCode.objects.exists(), "the codes of the old phone no longer work"


def test_new_codes_end_the_old_ones_and_need_the_second_factor(ana: User) -> None:
    here, old = set_up(ana)
    fresh_ones = codes(here.post(FORM + "codes/"))
    there = signed_in()
    for path in ("codes/", "another/"):
        assert there.post(FORM + path).status_code == 403, "the code comes first"
    assert "no recovery code" in send(there, old[0]).content.decode()
    assert send(there, fresh_ones[9]).status_code == 302


def test_codes_of_one_are_not_those_of_another(ana: User) -> None:
    _, hers = set_up(ana)
    bo = User.objects.create_user("bo", password=PASSWORD)
    assert signed_in("bo").post(FORM + "codes/")["Location"] == FORM, "there is no app yet"
    set_up(bo)
    assert "no recovery code" in send(signed_in("bo"), hers[0]).content.decode()


@override_settings(SECOND_FACTOR=True)
def test_an_admin_who_changes_phones_sets_up_the_new_one_before_all_else(ana: User) -> None:
    here, _ = set_up(ana)
    here.post(FORM + "another/")
    assert here.get("/desk/")["Location"].startswith(FORM)
