"""The API on a running server: against its own schema, by a generated client, as its guide says."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.contrib.auth.models import Group, User
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

import extraction
from articles.api.schema import document
from articles.models import Article, Token
from tests.support.browser import EXTRACTOR, open_newsroom
from tests.support.paths import ROOT
from tests.support.sizes import sized

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

# Not `positive_data_acceptance`: no schema says which keys there are, nor which dates are in order.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.missing_required_header,
]
# Reading a text takes a process of its own.
EXAMPLES = {"add_article": sized(2, 5)}


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch, live_server: LiveServer, settings: Any) -> str:
    """A token of an editor of a newsroom with a few articles, which may call often."""
    monkeypatch.setattr(extraction, "load", lambda: EXTRACTOR)
    settings.API_CALLS = 100_000
    open_newsroom()
    user = User.objects.create_user("ana")
    user.groups.add(Group.objects.get(name="Editors"))
    return Token.objects.make(user, name="tests", may_add=True)[1]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_it_keeps_to_its_schema_with_any_request(
    live_server: LiveServer, secret: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(document())
    called = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        name = str(operation.definition.raw["operationId"])

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES.get(name, sized(5, 12)),
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def call(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(
                base_url=live_server.url,
                headers={"Authorization": f"Bearer {secret}"},
                checks=CHECKS,
            )

        if mode is GenerationMode.POSITIVE or can_be_wrong(operation.definition.raw):
            call()
            called.add(name)
    assert {"list_quotations", "get_article", "list_articles", "add_article"} <= called


def can_be_wrong(operation: Any) -> bool:
    """Whether an operation takes anything that a schema restricts."""
    return "requestBody" in operation or any(
        parameter["schema"]["type"] != "string" or parameter["in"] == "query"
        for parameter in operation["parameters"]
    )


def test_a_client_can_be_generated_and_calls_it(
    live_server: LiveServer, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document()), "utf-8")
    command = [sys.executable, "-m", "clientele.cli", "start-api", "-f", str(file)]
    subprocess.run(
        [*command, "-o", str(tmp_path / "news_client")],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("BASE_URL", live_server.url)
    monkeypatch.setenv("HEADERS", json.dumps({"Authorization": f"Bearer {secret}"}))
    client = importlib.import_module("news_client.client")
    schemas = importlib.import_module("news_client.schemas")

    found = client.list_quotations(by=["PL"], about=["RU", "US"], since="2026-01-01", limit=1)
    assert isinstance(found, schemas.QuotationList)
    assert (found.total, len(found.items)) == (2, 1)
    assert found.items[0].article.outlet == "The Harbour Post"
    speaker = client.get_speaker(key=found.items[0].speaker_id)
    assert speaker.names == ["Ada Roe"]
    quiet = schemas.NewArticle(text="Nothing was said.", published_on=None, day_first=None)
    added = client.add_article(data=quiet)
    assert isinstance(added, schemas.AddedArticle)
    assert client.get_article(key=added.id).text == "Nothing was said."
    wrong = client.list_quotations(by=["XX"])
    assert isinstance(wrong, schemas.Problem)
    assert wrong.errors[0].field == "by"


# ── the guide ─────────────────────────────────────────────────────────────────────────────

GUIDE = (ROOT / "docs" / "api.md").read_text("utf-8")


def examples(language: str) -> list[str]:
    """The code of the guide in a language, in its order."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_examples_of_the_guide_run(live_server: LiveServer, secret: str) -> None:
    environment = {**os.environ, "NEWSROOM": live_server.url, "TOKEN": secret}

    def run(*command: str) -> str:
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    variables, reading, adding = examples("sh")
    assert variables.startswith("export NEWSROOM=")
    assert json.loads(run("bash", "-c", reading))["items"][0]["name"] == "Ada Roe"
    added = json.loads(run("bash", "-c", adding))
    assert added["effect"] == "added"
    assert Article.objects.get(pk=added["id"]).body == "“We will talk,” said Ana Brel."
    paging, conditional = examples("python")
    printed = run(sys.executable, "-c", paging)
    assert printed.count("2026-03-03 ") == 3
    assert "\nNobody asked us.\n" in printed
    assert run(sys.executable, "-c", conditional) == "Nothing has changed.\n"


def test_the_guide_names_every_path_filter_and_field_of_an_error() -> None:
    for path, methods in document()["paths"].items():
        assert f"`{path}`" in GUIDE
        row = next((line for line in GUIDE.splitlines() if line.startswith(f"| `{path}` |")), "")
        for parameter in methods["get"]["parameters"]:
            if parameter["in"] == "query" and parameter["name"] not in {"limit", "after", "before"}:
                assert f"`{parameter['name']}`" in row, f"{path} takes {parameter['name']}"
    (error,) = examples("json")
    problem = document()["components"]["schemas"]["Problem"]["properties"]
    assert list(json.loads(error)) == list(problem)
