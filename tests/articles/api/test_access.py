"""Who may call: tokens, scopes and rights, by every method of every route."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from articles.api.routes import patterns
from articles.models import Article, Token
from tests.articles.api.conftest import MakesProgram, Program

pytestmark = pytest.mark.django_db
# Every method of every route: who may call is decided before anything is looked up.
walk = pytest.mark.one_database

PROBLEM = "application/problem+json"
READING = {"get", "head", "options"}
METHODS = (*sorted(READING), "post", "put", "patch", "delete")


def routes() -> Iterator[str]:
    for pattern in patterns():
        yield "/" + re.sub(r"<int:\w+>", "1", str(pattern.pattern))


ROUTES = [re.sub(r"<\w+:\w+>", "us", route) for route in routes()]


def statuses(client: Client) -> dict[str, set[int]]:
    """The status of each method on each route, but for the POST that only reads."""
    return {
        method: {
            getattr(client, method)(route).status_code
            for route in ROUTES
            if (method, route) != ("post", "/api/v1/check")
        }
        for method in METHODS
    }


@walk
@pytest.mark.parametrize("public", [True, False])
def test_without_a_token_a_public_newsroom_is_read_and_nothing_else(
    public: bool, settings: object
) -> None:
    assert len(ROUTES) > 8
    with override_settings(PUBLIC=public, API_CALLS_WITHOUT_TOKEN=1000):
        for method, found in statuses(Program()).items():
            if public and method in READING:
                assert 401 not in found, method
                assert found <= {200, 204, 404, 422}, method
            else:
                assert found == {401}, method
    assert Article.objects.count() == 0


@walk
def test_a_session_counts_for_nothing(editor: Client) -> None:
    """No other site can make a browser call in the name of who is signed in."""
    with override_settings(PUBLIC=False, API_CALLS_WITHOUT_TOKEN=1000):
        assert editor.get("/").status_code == 200
        for method, found in statuses(editor).items():
            assert found == {401}, method


@walk
@pytest.mark.parametrize(
    ("scopes", "is_editor", "reads", "adds"),
    [
        ({"may_read": True}, True, True, False),
        ({"may_read": False, "may_add": True}, True, False, True),
        ({"may_add": True}, False, True, False),
        ({"may_add": True}, True, True, True),
    ],
)
def test_a_token_does_what_its_scopes_and_its_user_may(
    program_with: MakesProgram, scopes: dict[str, bool], is_editor: bool, reads: bool, adds: bool
) -> None:
    program = program_with(is_editor=is_editor, **scopes)
    with override_settings(PUBLIC=False):
        assert (program.get("/api/v1/speakers").status_code == 200) is reads
        assert (program.head("/api/v1/speakers").status_code == 200) is reads
        assert (program.add(text="Nothing was said.").status_code == 201) is adds
        refused = [found for method, found in statuses(program).items() if method not in READING]
        assert all(found == {403} for found in refused) is not adds


@pytest.mark.parametrize(
    ("public", "token", "status"),
    [
        (True, None, 200),
        (False, None, 401),
        (False, {"may_read": True}, 200),
        (False, {"may_read": False, "may_add": True}, 403),
    ],
)
def test_a_post_that_only_reads_needs_the_right_to_read(
    program_with: MakesProgram, public: bool, token: dict[str, bool] | None, status: int
) -> None:
    program = program_with(**token) if token else Program()
    with override_settings(PUBLIC=public):
        response = program.post(
            "/api/v1/check", {"words": "three little words"}, content_type="application/json"
        )
    assert response.status_code == status


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Bearer newsroom_nobody-has-this-one", "There is no such token"),
        ("Bearer ", "is to be “Bearer” and a token"),
        ("Basic YW5hOng=", "is to be “Bearer” and a token"),
        ("newsroom_alone", "is to be “Bearer” and a token"),
    ],
)
def test_a_token_that_does_not_work_is_refused_even_where_all_may_read(
    header: str, said: str
) -> None:
    response = Client(headers={"Authorization": header}).get("/api/v1/speakers")
    assert (response.status_code, response["Content-Type"]) == (401, PROBLEM)
    assert said in response.json()["detail"]
    assert 'error="invalid_token"' in response["WWW-Authenticate"]


def test_a_token_ends_with_its_last_day_its_account_or_when_it_is_revoked(
    program_with: MakesProgram,
) -> None:
    today = timezone.localdate()
    assert program_with(expires_on=today).get("/api/v1/speakers").status_code == 200
    over = program_with(expires_on=today - dt.timedelta(days=1)).get("/api/v1/speakers")
    assert over.status_code == 401
    assert f"expired after {today - dt.timedelta(days=1)}" in over.json()["detail"]
    program = program_with()
    User.objects.update(is_active=False)
    assert program.get("/api/v1/speakers").status_code == 401
    User.objects.update(is_active=True)
    assert program.get("/api/v1/speakers").status_code == 200
    Token.objects.all().delete()
    assert program.get("/api/v1/speakers").status_code == 401


def test_only_the_hash_of_a_token_is_stored(program: Program) -> None:
    (row,) = Token.objects.values()
    assert program.secret.startswith("newsroom_")
    assert len(program.secret) > 50
    stored = " ".join(map(str, row.values()))
    assert program.secret[15:] not in stored
    assert row["hint"] == program.secret[9:15]


def test_the_last_use_is_written_once_a_minute(program: Program) -> None:
    assert Token.objects.get().last_used_at is None
    program.json("/speakers")
    first = Token.objects.get().last_used_at
    assert first
    program.json("/speakers")
    assert Token.objects.get().last_used_at == first
    Token.objects.update(last_used_at=first - dt.timedelta(minutes=2))
    program.json("/speakers")
    later = Token.objects.get().last_used_at
    assert later
    assert later >= first


def test_tokens_that_begin_alike_are_different(program_with: MakesProgram) -> None:
    program, other = program_with(), program_with(may_read=False, may_add=True)
    Token.objects.update(hint=program.secret[9:15])
    found = Token.objects.with_secret(program.secret)
    assert found
    assert found.may_read
    assert Token.objects.with_secret(other.secret) is None
