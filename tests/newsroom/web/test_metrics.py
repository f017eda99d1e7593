"""/metrics: what it counts, who may read it, several processes, and the example of alerts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import DatabaseError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from articles.ingest.process import process
from newsroom.web.health import may_have_figures
from tests.support.factories import FixedExtractor, make_article
from tests.support.paths import ROOT


def samples(text: str) -> dict[tuple[str, ...], float]:
    """The value of every sample by its name and the values of its labels."""
    families = text_string_to_metric_families(text)
    return {
        (one.name, *one.labels.values()): one.value for family in families for one in family.samples
    }


def scraped(client: Client, **headers: str) -> dict[tuple[str, ...], float]:
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return samples(response.content.decode())


@pytest.mark.django_db
@pytest.mark.one_database
def test_requests_are_counted_by_route_and_status(client: Client) -> None:
    article = make_article()
    key = ("newsroom_requests_total", "GET", "article", "200")
    before = scraped(client)
    client.get(f"/articles/{article.pk}/")
    client.get("/nowhere/")
    client.generic("BREW", "/nowhere/")
    after = scraped(client)
    assert after[key] == before.get(key, 0) + 1
    assert after["newsroom_requests_total", "GET", "none", "404"] >= 1
    assert after["newsroom_requests_total", "other", "none", "404"] >= 1, "a label has few values"
    name, bucket = "newsroom_request_seconds_count", "newsroom_request_seconds_bucket"
    assert after[name, "article"] == before.get((name, "article"), 0) + 1
    assert after[bucket, "+Inf", "article"] == after[name, "article"]


@pytest.mark.django_db
@pytest.mark.one_database
def test_what_waits_and_what_extraction_did_are_figures(client: Client) -> None:
    before = scraped(client)
    assert before["newsroom_oldest_waiting_seconds",] == 0
    process(make_article("Seven words were here, said Ada Roe."), FixedExtractor())
    waiting = make_article()
    type(waiting).objects.filter(pk=waiting.pk).update(added_at="2026-01-01T00:00Z")
    after = scraped(client)
    assert after["newsroom_articles", "pending"] == 1
    assert after["newsroom_articles", "done"] == 1
    assert after["newsroom_oldest_waiting_seconds",] > 24 * 3600
    for name, most in (("articles", 1), ("words", 7)):
        assert after[f"newsroom_extracted_{name}_total",] == most
    assert after["newsroom_extraction_seconds_total",] > 0
    assert after["newsroom_database_bytes",] > 0
    assert after["newsroom_figures_unread",] == 0


@pytest.mark.django_db
@pytest.mark.one_database
def test_an_article_that_fails_is_no_work_done(client: Client) -> None:
    def fail(text: str) -> Any:
        raise ValueError("It broke.")

    process(make_article(), FixedExtractor(fail))
    assert scraped(client)["newsroom_extracted_articles_total",] == 0


@pytest.mark.django_db
@pytest.mark.one_database
def test_without_its_database_the_server_still_says_what_it_answered(client: Client) -> None:
    def gone(*_: object) -> None:
        raise DatabaseError("the database is away")

    client.get("/healthz")
    with connection.execute_wrapper(gone):
        found = scraped(client)
    assert found["newsroom_figures_unread",] >= 3
    assert found["newsroom_requests_total", "GET", "healthz", "200"] >= 1
    assert not any(name == "newsroom_articles" for name, *_ in found)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("address", "forwarded", "status"),
    [
        ("127.0.0.1", "", 200),
        ("::1", "", 200),
        ("127.0.0.1", "203.0.113.9", 403),
        ("10.0.0.5", "", 200),
        ("10.0.1.5", "", 403),
        ("fd00::7", "", 200),
        ("::ffff:10.0.0.5", "", 200),
        ("203.0.113.9", "10.0.0.5", 403),
        ("203.0.113.9", "", 403),
    ],
)
def test_only_this_machine_and_listed_networks_read_it(
    client: Client, settings: Any, address: str, forwarded: str, status: int
) -> None:
    settings.PUBLIC = True
    settings.METRICS_FROM = [ip_network("10.0.0.5"), ip_network("fd00::/64")]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    for path, shown in (("/metrics", b"newsroom_articles"), ("/readyz", b"oldest_waiting")):
        response = client.get(path, headers=headers, REMOTE_ADDR=address)
        assert (shown in response.content) is (status == 200), path
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


@pytest.mark.django_db
@pytest.mark.one_database
def test_behind_a_proxy_the_client_is_who_the_proxy_says(client: Client, settings: Any) -> None:
    settings.PROXIES, settings.METRICS_FROM = 1, [ip_network("10.0.0.0/24")]
    for forwarded, status in {"10.0.0.9": 200, "10.0.0.9, 203.0.113.1": 403}.items():
        response = client.get("/metrics", headers={"X-Forwarded-For": forwarded})
        assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.one_database
def test_admins_read_it_from_anywhere(admin_client: Client, editor: Client) -> None:
    for client, status in ((admin_client, 200), (editor, 403)):
        assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == status
    assert editor.post("/metrics").status_code in {403, 405}


FORKED = """
import django, os, sys
django.setup()
from django.test import Client
child = os.fork()
client = Client()
assert client.get("/healthz").status_code == 200
if child:
    assert os.waitpid(child, 0)[1] == 0
    sys.stdout.write(client.get("/metrics").content.decode())
"""


def test_several_processes_count_together(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "NEWSROOM_DATA": str(tmp_path / "data"),
        "NEWSROOM_DATABASE_URL": "",
        "NEWSROOM_HOSTS": "testserver",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics"),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", FORKED],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = samples(ran.stdout)
    assert found["newsroom_requests_total", "GET", "healthz", "200"] == 2
    assert found["newsroom_figures_unread",] >= 3, "there is no table yet"


@pytest.mark.django_db
@pytest.mark.one_database
def test_alerts_name_metrics_that_there_are(client: Client) -> None:
    client.get("/")
    exposed = {name for name, *_ in samples(client.get("/metrics").content.decode())}
    rules = [
        rule
        for group in yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text())["groups"]
        for rule in group["rules"]
    ]
    named = {name for rule in rules for name in re.findall(r"newsroom_\w+", rule["expr"])}
    assert len(named) >= 8
    # They have no sample before a backup was made, or from within this process.
    assert named - exposed <= {"newsroom_last_backup_timestamp_seconds"}


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_prometheus_takes_the_example() -> None:
    for kind, file in (("rules", "alerts.yml"), ("config", "prometheus.yml")):
        command = ["promtool", "check", kind, str(ROOT / "deploy" / file)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


def test_without_an_address_it_is_a_socket_of_this_machine(rf: Any) -> None:
    request = rf.get("/metrics", REMOTE_ADDR="")
    assert may_have_figures(request)
