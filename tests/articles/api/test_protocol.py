"""HTTP: problems, methods, conditional requests, limits of calls."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from django.test import Client, override_settings

from articles.models import Calls, Token
from tests.articles.api.conftest import MakesProgram, Program
from tests.support.installations import Installation
from tests.support.paths import ROOT
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [
        ("/quotations?speaker=999", "speaker", "“999” is not one of the available choices"),
        ("/quotations?kind=loud", "kind", "“loud” is not one of the available choices"),
        ("/quotations?by=XX", "by", "“XX” is not one of the available choices"),
        ("/quotations?since=yesterday", "since", "“yesterday” is no date; write it as 2026-03-31."),
        ("/quotations?since=2026-02-01&until=2026-01-01", "until", "This is before 1 February"),
        ("/quotations?limit=101", "limit", "less than or equal to 100"),
        ("/quotations?limit=0", "limit", "greater than or equal to 1"),
        ("/quotations?after=2026-01-01.1", "after", "is no cursor of this list"),
        ("/quotations?q=a&sort=relevance&after=2026-01-01.1.0.2", "after", "is no cursor"),
        ("/articles?before=soon", "before", "is no cursor of this list"),
        ("/speakers?after=1.2.3", "after", "is no cursor of this list"),
        ("/speakers?after=-1.99999999999999999999999", "after", "is no cursor of this list"),
        ("/quotations?speaker=", "speaker", "It is empty"),
        ("/articles?outlet=&q=a", "outlet", "It is empty"),
        ("/quotations?speakr=1", "speakr", "No parameter has this name"),
        ("/countries?limit=5", "limit", "there are none here"),
        ("/articles/1?limit=5", "limit", "there are none here"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_passed_over(
    client: Client, path: str, field: str, said: str
) -> None:
    response = client.get(f"/api/v1{path}")
    assert (response.status_code, response["Content-Type"]) == (422, PROBLEM)
    (error,) = response.json()["errors"]
    assert error["field"] == field
    assert said in error["detail"]
    assert f"{field}: " in response.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/quotations/1", 404),
        ("get", "/speakers/9999999999999999999", 404),
        ("get", "/countries/zz", 404),
        ("get", "/nothing/here", 404),
        ("get", "/", 404),
        ("get", "/articles/1%00", 400),
        ("delete", "/articles", 405),
        ("post", "/speakers", 405),
    ],
)
def test_every_error_is_a_problem(program: Program, method: str, path: str, status: int) -> None:
    call = getattr(program, method)
    response = call(f"/api/v1{path}")
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["request_id"] == response["X-Request-ID"]
    if status == 405:
        assert set(response["Allow"].split(", ")) >= {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(("error", "status"), [(RuntimeError(), 500), (OperationalError(), 503)])
def test_a_fault_of_ours_is_a_problem_too(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def broken(*args: object) -> None:
        raise error

    monkeypatch.setattr("articles.api.countries.countries_counted", broken)
    response = program.get("/api/v1/countries")
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    assert ("Retry-After" in response) is (status == 503)


def test_a_page_that_is_not_there_is_still_a_page(client: Client) -> None:
    assert client.get("/nothing")["Content-Type"].startswith("text/html")


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    make_quotation("One")
    first = client.get("/api/v1/quotations")
    assert first["Cache-Control"] == "no-cache"
    assert "Authorization" in first["Vary"]
    again = client.get("/api/v1/quotations", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    make_quotation("Two")
    changed = client.get("/api/v1/quotations", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_what_a_token_reads_is_in_no_cache_but_its_own(program: Program) -> None:
    with override_settings(PUBLIC=False):
        response = program.get("/api/v1/speakers")
    assert response["Cache-Control"] == "private, no-cache"


def test_head_is_get_without_a_body_and_options_name_the_methods(program: Program) -> None:
    head, got = program.head("/api/v1/articles"), program.get("/api/v1/articles")
    assert head.content == b""
    assert (head.status_code, head["ETag"]) == (200, got["ETag"])
    assert head["Content-Length"] == str(len(got.content))
    options = program.options("/api/v1/articles")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert program.options("/api/v1/speakers")["Allow"] == "GET, HEAD, OPTIONS"


def test_no_other_site_may_read_it_in_a_browser(program: Program) -> None:
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    for response in (
        program.options("/api/v1/speakers", headers=headers),
        program.get("/api/v1/speakers", headers=headers),
    ):
        assert not [name for name in response.headers if name.startswith("Access-Control")]


# ── limits ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds since the epoch, which a test sets."""
    time = [60_000_012.0]
    monkeypatch.setattr("articles.api.limits.time.time", lambda: time[0])
    return time


def test_who_calls_too_often_waits(program_with: MakesProgram, minute: list[float]) -> None:
    one, other = program_with(), program_with()
    with override_settings(API_CALLS=3):
        first = one.get("/api/v1/speakers")
        assert first["RateLimit"] == '"minute";r=2;t=48'
        assert first["RateLimit-Policy"] == '"minute";q=3;w=60'
        assert other.get("/api/v1/nothing").status_code == 404
        assert one.get("/api/v1/speakers").status_code == 200
        late = other.get("/api/v1/speakers")
        assert (late.status_code, late["Content-Type"], late["Retry-After"]) == (
            429, PROBLEM, "48",
        )  # fmt: skip
        assert "Try again in 48 seconds" in late.json()["detail"]
        assert program_with(is_editor=False).get("/api/v1/speakers").status_code == 200
        minute[0] += 48
        assert one.get("/api/v1/speakers").status_code == 200


def test_addresses_without_a_token_have_a_limit_of_their_own(minute: list[float]) -> None:
    def ask(address: str, secret: str = "") -> int:
        return Program(secret, REMOTE_ADDR=address).get("/api/v1/speakers").status_code

    with override_settings(API_CALLS_WITHOUT_TOKEN=2):
        tries = [ask("192.0.2.1"), ask("192.0.2.1", "newsroom_guess"), ask("192.0.2.1")]
        assert tries == [200, 401, 429], "guesses count"
        assert ask("192.0.2.1", "newsroom_guess") == 429
        assert ask("192.0.2.2") == 200
        assert [ask(f"2001:db8:0:1::{end}") for end in (1, 2, 3)] == [200, 200, 429]
        assert ask("2001:db8:0:2::1") == 200


def test_old_counts_are_removed(minute: list[float]) -> None:
    Program(REMOTE_ADDR="192.0.2.1").get("/api/v1/speakers")
    minute[0] += 3600
    Program(REMOTE_ADDR="192.0.2.2").get("/api/v1/speakers")
    assert [calls.caller for calls in Calls.objects.all()] == ["address 192.0.2.2"]


@pytest.mark.django_db(transaction=True)
def test_reading_goes_on_while_another_program_writes(program: Program) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        response = program.get("/api/v1/speakers")
    assert response.status_code == 200
    assert response["RateLimit"].startswith(f'"minute";r={configured.API_CALLS};')
    assert not Calls.objects.exists()
    assert Token.objects.get().last_used_at is None
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,), "as before"


CALL = """
from django.test import Client
client = Client(headers={"Host": "localhost"}, raise_request_exception=False)
print(*(client.get("/api/v1/countries/pl").status_code for _ in range(4)))
"""


@pytest.mark.slow
def test_processes_share_a_limit(tmp_path: Any) -> None:
    installation = Installation(tmp_path)
    installation.migrate()
    environment = {
        **installation.env,
        "NEWSROOM_API_CALLS_WITHOUT_TOKEN": "5",
        "DJANGO_SETTINGS_MODULE": configured.SETTINGS_MODULE.replace("tests", "newsroom"),
    }
    frozen = "import time; time.time = lambda: 60_000_012.0\n"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", frozen + CALL]
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    printed = " ".join(process.communicate()[0] for process in processes).split()
    assert sorted(printed) == ["200"] * 5 + ["429"] * 3
