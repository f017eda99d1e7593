"""Violations of the content security policy that browsers report are lines of the log."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from newsroom.web.limits import storage

OLD = {
    "csp-report": {
        "document-uri": "https://news.example/articles/1/",
        "effective-directive": "script-src",
        "blocked-uri": "https://evil.example/x.js",
    }
}
NEW = [
    {
        "type": "csp-violation",
        "body": {
            "documentURL": "https://news.example/articles/1/",
            "effectiveDirective": "script-src",
            "blockedURL": "https://evil.example/x.js",
        },
    }
]


@pytest.fixture(autouse=True)
def fresh() -> None:
    storage.reset()


def report(body: object, kind: str = "application/csp-report") -> int:
    text = body if isinstance(body, str) else json.dumps(body)
    client = Client(enforce_csrf_checks=True)
    return client.post("/csp-report", text, content_type=kind).status_code


@pytest.mark.parametrize("body", [OLD, NEW])
def test_a_violation_is_logged(body: object, caplog: pytest.LogCaptureFixture) -> None:
    assert report(body) == 204
    line = "CSP: script-src forbids https://evil.example/x.js on https://news.example/articles/1/"
    assert line in caplog.messages


@pytest.mark.parametrize("body", ["", "x", "[]", "[1]", "null", '{"body": 1}', "[" * 8000])
def test_what_is_no_report_is_refused(body: str, caplog: pytest.LogCaptureFixture) -> None:
    assert report(body) == 400
    assert not [line for line in caplog.messages if line.startswith("CSP")]


def test_long_ones_and_many_are_refused() -> None:
    assert report("x" * 9000) == 413
    assert 429 in [report(OLD) for _ in range(21)]


@pytest.mark.django_db
@pytest.mark.one_database
def test_pages_say_where_to_report() -> None:
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert "report-uri /csp-report" in policy
