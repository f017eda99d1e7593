"""Every form that is sent too late, by nobody, or too much of: what was typed is kept, or said."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.fuzz.test_forms import BUTTONS, FORM, FORMS, addresses, nothing_kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

WORDS = "Typed words that nobody may lose"
# What people type; passwords and codes are no part of it.
TYPED = frozenset(
    "text title outlet author words why name note body new alias pasted other to speaker "
    "address list".split()
)
OPEN_TO_ALL = {"search-stop-by-mail", "csp-report"}
# Their forms have a password, or nothing that is typed.
KEPT_NOTHING = {"first-account", "sign-in", "sign-out", "forgotten", "new-password",
                "change-password", "confirm-password"}  # fmt: skip
ALL = [*FORMS, *BUTTONS]


@pytest.fixture
def there(editor: Client, settings: Any) -> dict[str, str]:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    return addresses()


def filled(name: str) -> dict[str, str]:
    return {field: WORDS if field in TYPED else "" for field in FORMS.get(name, ("why",))}


def test_without_a_token_it_is_shown_again_with_all_that_was_typed(there: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="ana"))
    for name in set(ALL) - OPEN_TO_ALL:
        sent = filled(name)
        answer = client.post(there[name], sent, headers={"origin": "http://testserver"})
        assert answer.status_code == 403, name
        kept = answer.content.decode().count(WORDS)
        assert kept >= sum(map(bool, sent.values())) or name in KEPT_NOTHING, name


def test_of_who_is_signed_out_too(there: dict[str, str]) -> None:
    client = Client()
    for name in set(ALL) - OPEN_TO_ALL - KEPT_NOTHING - {"check", "report"}:  # open to readers
        sent = filled(name)
        answer = client.post(there[name], sent)
        assert answer.status_code == 403, name
        assert answer.content.decode().count(WORDS) >= sum(map(bool, sent.values())), name
        assert "You are no longer signed in" in answer.content.decode()


def test_too_much_of_it_says_how_much_is_taken(
    there: dict[str, str], editor: Client, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    refused: dict[str, bool] = {}
    for name in set(ALL) - OPEN_TO_ALL:
        field = FORMS.get(name, ("why",))[0]
        long, many = f"{field}={'x' * 1024**2}", "&".join([f"{field}=1"] * 1001)
        for body, said in ((long, "1 MB of text"), (many, "1,000 fields or ticks")):
            with nothing_kept(editor):
                answer = editor.post(there[name], body, content_type=FORM)
            # Some read nothing of what is sent, or find first that their row is gone.
            refused[name] = answer.status_code == 400
            assert answer.status_code in {200, 302, 400, 404}, name
            assert not refused[name] or said in answer.content.decode(), name
    assert sum(refused.values()) > len(FORMS), refused


def test_what_is_no_form_is_no_error_of_ours(there: dict[str, str], editor: Client) -> None:
    bodies = (
        (b"\xff\xfe" * 20, "multipart/form-data; boundary="),
        (b"--B\r\nContent-Disposition: form-data; name=why", "multipart/form-data; boundary=B"),
        (b"{}", "application/json"),
        (b"why=1", "application/x-www-form-urlencoded; charset=nonsense"),
    )
    for name in ALL:
        for body, kind in bodies:
            with nothing_kept(editor):
                answer = editor.generic("POST", there[name], body, kind)
            assert answer.status_code < 500, (name, kind)
