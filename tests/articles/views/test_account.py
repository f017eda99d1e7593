"""The account page: tokens of programs are made, shown once, listed and revoked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Token
from tests.support.listing import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FORM = {"name": "Sports desk", "may_read": "on"}


def make(client: Client, **fields: str) -> str:
    response = client.post("/account/tokens/", {**FORM, **fields})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return squeezed(response.content.decode())


def test_a_token_is_shown_once_and_works(editor: Client) -> None:
    page = make(
        editor, may_add="on", expires_on=(timezone.localdate() + dt.timedelta(9)).isoformat()
    )
    (secret,) = re.findall(r"newsroom_[\w-]{43}", page)
    assert "Copy the token “Sports desk” now." in page
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/speakers").status_code == 200
    added = program.post("/api/v1/articles", {"text": "…"}, content_type="application/json")
    assert added.status_code == 422, "it may add"
    listed = squeezed(editor.get("/account/").content.decode())
    assert secret not in listed
    assert f"{secret[:15]}…" in listed
    assert "read and add articles" in listed
    assert "never" not in listed, "it was used"


@pytest.mark.every_database
def test_a_token_that_is_revoked_works_no_longer(editor: Client) -> None:
    (secret,) = re.findall(r"newsroom_[\w-]{43}", make(editor))
    token = Token.objects.get()
    response = editor.post(f"/account/tokens/{token.pk}/revoke/", follow=True)
    assert "“Sports desk” is revoked" in response.content.decode()
    assert "You have no tokens." in response.content.decode()
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/speakers").status_code == 401


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"may_read": ""}, "Choose what it may do."),
        ({"expires_on": "2020-01-01"}, "1 January 2020 is over"),
        ({"expires_on": "soon"}, "“soon” is no date; write it as 2026-03-31."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    editor: Client, fields: dict[str, str], said: str
) -> None:
    sent = {name: value for name, value in {**FORM, **fields}.items() if value}
    response = editor.post("/account/tokens/", sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert "<title>Error: Your account" in html
    if "name" not in fields:
        assert 'value="Sports desk"' in html
    assert not Token.objects.exists()


def test_who_may_not_add_makes_no_token_that_may(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert "add articles" not in client.get("/account/").content.decode()
    make(client, may_add="on")
    assert not Token.objects.get().may_add


def test_nobody_sees_or_revokes_the_tokens_of_others(editor: Client) -> None:
    other = User.objects.create_user("other")
    token, _ = Token.objects.make(other, name="Not yours")
    assert "Not yours" not in editor.get("/account/").content.decode()
    assert editor.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert Token.objects.filter(pk=token.pk).exists()


def test_there_are_only_so_many(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.forms.tokens.MOST_TOKENS", 1)
    make(editor)
    response = editor.post("/account/tokens/", FORM)
    assert response.status_code == 422
    assert "revoke one first" in response.content.decode()


def test_an_expired_token_is_shown_as_such(editor: Client) -> None:
    Token.objects.make(
        User.objects.get(), name="Old", expires_on=timezone.localdate() - dt.timedelta(days=1)
    )
    assert "it has expired" in editor.get("/account/").content.decode()


@pytest.mark.every_database
def test_admins_revoke_the_tokens_of_others_and_see_no_secret(client: Client) -> None:
    admin = User.objects.create_superuser("root")
    client.force_login(admin)
    token, secret = Token.objects.make(User.objects.create_user("other"), name="Lost laptop")
    page = client.get(f"/admin/articles/token/{token.pk}/change/").content.decode()
    assert "Lost laptop" in page
    assert token.digest not in page
    assert secret not in page
    assert client.get("/admin/articles/token/add/").status_code == 403
    client.post(f"/admin/articles/token/{token.pk}/delete/", {"post": "yes"})
    assert not Token.objects.exists()


def test_the_description_of_the_api_lists_all_of_it(client: Client) -> None:
    html = squeezed(client.get("/api/").content.decode())
    schema = client.get("/api/v1/openapi.json")
    for path, methods in schema.json()["paths"].items():
        for method, operation in methods.items():
            assert f"<strong>{method.upper()}</strong> {path}" in html
            assert f'id="{operation["operationId"]}"' in html
    for name in schema.json()["components"]["schemas"]:
        assert f'id="record-{name}"' in html
    assert schema.json()["openapi"].startswith("3.1")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": schema["ETag"]})
    assert again.status_code == 304
