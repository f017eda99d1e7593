"""What runs on a server: the same commands as in the containers, without a container."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.model.bom import Bom
from django.core.management import get_commands

from newsroom.web.server import LONGEST_ANONYMOUS_BODY
from tests.newsroom.test_settings import PRODUCTION
from tests.support.installations import Installation, postgres_of_its_own
from tests.support.paths import ROOT
from tests.support.servers import PATIENCE, free_port, redis_of_its_own, until

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_the_dockerfile_passes_its_linter() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).parent / "hadolint"), "Dockerfile"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (linted.returncode, linted.stdout) == (0, "")


def test_nothing_runs_as_root_or_is_left_in_the_image() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER 10001:10001$", lines, re.MULTILINE)
    assert "--require-hashes" in lines
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", "data", "build", ".venv"} <= set(ignored)


SIZES = {
    "laptop": {"laptop"},
    "server": {"database", "web", "worker"},
    "cluster": {"database", "replica", "web-with-replica", "worker"},
}


def test_compose_starts_what_there_is() -> None:
    services = COMPOSE["services"]
    for size, names in SIZES.items():
        assert {name for name in services if size in services[name]["profiles"]} == names
        for name in names - {"database", "replica"}:
            command = ROOT / services[name]["command"]
            assert os.access(command, os.X_OK), command
            assert services[name]["cap_drop"] == ["ALL"]
            assert services[name]["read_only"] is True
            assert services[name]["pids_limit"]
            assert services[name]["mem_limit"]
            given = services[name].get("environment", {})
            assert given.get("NEWSROOM_QUEUE") == (None if size == "laptop" else "database")
            assert ("NEWSROOM_REPLICA_URLS" in given) == (name == "web-with-replica")
        published = {name: services[name]["ports"] for name in names if "ports" in services[name]}
        assert list(published.values()) == [["127.0.0.1:8000:8000"]], "only the proxy reaches it"
        for name in names:
            needed = services[name].get("depends_on", {})
            absent = {other for other, how in needed.items() if how.get("required", True)} - names
            assert not absent, "what is needed is of the same size"
    given = (DEPLOY / "compose.env.example").read_text("utf-8").splitlines()
    assert "COMPOSE_PROFILES=server" in given, "what `docker compose up` starts"
    for name in set.union(*SIZES.values()) - {"database", "replica"}:
        (size,) = COMPOSE["services"][name]["labels"].values()
        assert "${COMPOSE_PROFILES:?copy deploy/compose.env.example to .env" in size


def test_what_compose_mounts_is_there() -> None:
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).is_file()
    assert os.access(DEPLOY / "replicate", os.X_OK)
    allowed = (DEPLOY / "pg_hba.conf").read_text("utf-8")
    assert "\nhost replication newsroom all scram-sha-256\n" in allowed
    assert " trust" not in "".join(re.findall("^host.*$", allowed, re.MULTILINE))


def test_images_are_pinned_by_the_digests_that_their_names_have(tmp_path: Path) -> None:
    known = {"python:3.12-slim-bookworm": "sha256:aa", "postgres:15-bookworm": "sha256:bb"}
    cases = " ".join(f"{name}) echo {digest} ;;" for name, digest in known.items())
    registry = tmp_path / "docker"
    registry.write_text(f'#!/bin/sh\ncase "$4" in {cases} *) exit 1 ;; esac\n')
    registry.chmod(0o700)
    path = f"{tmp_path}:{os.environ['PATH']}"
    command = [str(DEPLOY / "pin")]
    printed = subprocess.check_output(command, env={"PATH": path}, text=True).splitlines()
    assert printed == [
        "PYTHON_IMAGE=python:3.12-slim-bookworm@sha256:aa",
        "POSTGRES_IMAGE=postgres:15-bookworm@sha256:bb",
    ]
    used = [COMPOSE["services"]["web"]["build"]["args"]["PYTHON_IMAGE"]]
    used.append(COMPOSE["services"]["database"]["image"])
    without = [re.sub(r"@sha256:[0-9a-f]{64}\b", "", image) for image in used]
    defaults = [re.sub(r"^(\w+)=(.*)@.*", r"${\1:-\2}", line) for line in printed]
    assert without == defaults, "each line of .env takes the place of an image in compose.yaml"
    assert all("@" in image for image in used), "without .env they are pinned too"
    lines = (ROOT / "Dockerfile").read_text("utf-8")
    pinned = used[0].removeprefix("${PYTHON_IMAGE:-").removesuffix("}")
    assert f"ARG PYTHON_IMAGE={pinned}\nFROM ${{PYTHON_IMAGE}}\n" in lines
    registry.write_text("#!/bin/sh\nexit 1\n")
    failed = subprocess.run(
        command, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert (bool(failed.returncode), failed.stdout) == (True, ""), "nothing half pinned"


@pytest.mark.parametrize("timer", sorted(path.name for path in DEPLOY.glob("*.timer")))
def test_a_timer_starts_a_command_that_there_is(timer: str) -> None:
    service = (DEPLOY / timer).with_suffix(".service").read_text("utf-8")
    (started,) = re.findall(r"^ExecStart=/srv/newsroom/(\S+)$", service, re.MULTILINE)
    assert os.access(ROOT / started, os.X_OK)
    (command,) = re.findall(r"manage\.py (\w+)\b", (ROOT / started).read_text("utf-8"))
    assert command in get_commands()


def test_continuous_integration_runs_what_the_readme_says() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    weekly = yaml.safe_load((ROOT / ".github/workflows/full.yml").read_text("utf-8"))
    assert "make test-full" in [step.get("run") for step in weekly["jobs"]["test"]["steps"]]
    search = weekly["jobs"]["search"]
    assert search["steps"][-1]["run"] == "${{ matrix.beside }} make test-search"
    assert search["strategy"]["matrix"]["beside"] == ["", "tools/with-postgres"]
    job = workflow["jobs"]["test"]
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert "make test" in commands
    assert "\nmake test " in (ROOT / "README.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    supported = {name.rpartition(" ")[2] for name in project["classifiers"] if "Python" in name}
    assert set(job["strategy"]["matrix"]["python"]) == supported


def test_hooks_before_a_commit_are_the_tools_of_the_environment() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    for hook in hooks["repos"][0]["hooks"]:
        program = Path(hook["entry"].split()[0]).name
        assert (Path(sys.executable).parent / program).exists(), hook["id"]


def test_no_secret_is_in_the_repository() -> None:
    for example in DEPLOY.glob("*.env.example"):
        for line in example.read_text("utf-8").splitlines():
            name, _, value = line.lstrip("# ").partition("=")
            if name.endswith(("KEY", "PASSWORD")):
                assert value == ""
    assert "POSTGRES_PASSWORD:?" in (ROOT / "compose.yaml").read_text("utf-8")


def test_every_variable_of_the_example_is_one_of_ours() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented += "".join(f"NEWSROOM_SMTP{rest}" for rest in re.findall(r"`(_[A-Z]+)`", documented))
    example = (DEPLOY / "newsroom.env.example").read_text("utf-8")
    names = re.findall(r"^(?:# )?(NEWSROOM_\w+)=", example, re.MULTILINE)
    assert len(names) > 5
    assert [name for name in names if name not in documented] == []


@pytest.mark.parametrize("name", sorted(path.name for path in DEPLOY.glob("*.service")))
def test_units_start_what_there_is(name: str) -> None:
    unit = (DEPLOY / name).read_text("utf-8")
    (start,) = re.findall(r"^ExecStart=/srv/newsroom/(\S+)$", unit, re.MULTILINE)
    assert os.access(ROOT / start, os.X_OK)
    assert "NoNewPrivileges=yes" in unit
    assert "User=newsroom" in unit
    named = {line.partition("=")[0] for line in unit.splitlines()}
    assert {
        "UMask",
        "SystemCallFilter",
        "MemoryMax",
        "TasksMax",
        "RestrictAddressFamilies",
    } <= named
    assert "landlock_restrict_self" in unit, "or the reader of files could not be confined"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_units_and_finds_them_confined(tmp_path: Path) -> None:
    """With this checkout in place of /srv/newsroom, and a user that there is."""
    user = pwd.getpwuid(os.getuid()).pw_name
    files = [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]
    for file in files:
        text = file.read_text("utf-8").replace("/srv/newsroom", str(ROOT))
        text = text.replace("User=newsroom", f"User={user}")
        (tmp_path / file.name.replace("@", "@1")).write_text(text, "utf-8")
    made = sorted(tmp_path.iterdir())
    verify = ["systemd-analyze", "verify", "--recursive-errors=no", *map(str, made)]
    ran = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
    # From 0, wholly confined, to 100; a unit without confinement has 96.
    security = ["systemd-analyze", "security", "--offline=yes", "--threshold=25", "--no-pager"]
    units = [str(file) for file in made if file.suffix == ".service"]
    ran = subprocess.run([*security, *units], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_a_timer_starts_a_unit_that_ends() -> None:
    timers = [*DEPLOY.glob("*.timer")]
    assert timers
    for timer in timers:
        unit = timer.with_suffix(".service").read_text("utf-8")
        assert "Type=oneshot" in unit
        assert "WantedBy=timers.target" in timer.read_text("utf-8")


def test_every_package_has_its_licence_listed() -> None:
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)
    listed = re.findall(r"^\| ([\w.-]+) +\| (.+?) +\|$", page, re.MULTILINE)
    names = {plain(name) for name, _ in listed[1:]}
    elsewhere = {"colorama", "tzdata", "win32-setctime", "httpx2-jsfetch"}  # for other systems
    assert {plain(name) for name in pinned} - elsewhere <= names
    assert [name for name, licence in listed if licence == "UNKNOWN"] == []


def test_the_bill_of_materials_is_current() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "sbom.py"], capture_output=True, text=True, check=True
    ).stdout
    assert made == (ROOT / "docs" / "sbom.json").read_text("utf-8"), "make sbom"
    bill: Any = Bom.from_json(json.loads(made))  # type: ignore[attr-defined]
    named = {(one.name, one.version) for one in bill.components}
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    assert set(re.findall(r"^([\w.-]+)==([^\s;\\]+)", pins, re.MULTILINE)) <= named
    assert ("en_core_web_md", "3.8.0") in named


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# ── running ───────────────────────────────────────────────────────────────────────────────


# Neither queue depends on the database: the one in Redis is tried beside SQLite, the one in the
# database on PostgreSQL, where most newsrooms have it (tests/newsroom/queues/ has it on both).
QUEUE = "database" if os.environ.get("NEWSROOM_DATABASE_URL") else "redis"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Installation]:
    """A newsroom in production settings; on PostgreSQL where there is one."""
    with ExitStack() as stack:
        if os.environ.get("NEWSROOM_DATABASE_URL"):
            made = stack.enter_context(postgres_of_its_own(tmp_path, migrated=True))
        else:
            made = Installation(tmp_path / "data")
            made.migrate()
        made.env.update(PRODUCTION)
        made.env.update(
            NEWSROOM_HOSTS="news.example,127.0.0.1", NEWSROOM_QUEUE=QUEUE,
            PYTHON=sys.executable, HOST="127.0.0.1", PORT=str(free_port()),
        )  # fmt: skip
        if QUEUE == "redis":
            made.env["NEWSROOM_REDIS_URL"] = stack.enter_context(redis_of_its_own()).url
        yield made


LONG = b"a" * (LONGEST_ANONYMOUS_BODY + 1)


def get(
    server: Installation,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> tuple[int, str]:
    request = urllib.request.Request(address(server) + path, body, headers or {})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Location", "")
    except (urllib.error.URLError, ConnectionError) as error:
        return 0, str(error)


def address(server: Installation) -> str:
    return f"http://127.0.0.1:{server.env['PORT']}"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.mark.database
@pytest.mark.model
@pytest.mark.slow
@pytest.mark.full(on="sqlite")
def test_server_and_worker_do_their_work_and_stop_on_sigterm(server: Installation) -> None:
    log = server.folder.parent / "log"
    with log.open("w") as out:
        web = subprocess.Popen([DEPLOY / "serve"], env=server.env, stderr=out)
        try:
            assert until(lambda: get(server, "/readyz")[0] == 200), log.read_text("utf-8")
            host = {"Host": "news.example"}
            assert get(server, "/", host) == (301, "https://news.example/")
            over = {**host, "X-Forwarded-Proto": "https"}
            assert get(server, "/", over) == (302, "/sign-in/?next=/"), "readers sign in"
            assert get(server, "/", {**over, "Host": "evil.example"})[0] == 400
            forged = {**over, "Cookie": "sessionid=forged"}
            assert get(server, "/articles/add/", forged, LONG)[0] == 413
            ask = [sys.executable, str(DEPLOY / "ask.py"), f"{address(server)}/healthz"]
            assert subprocess.run(ask, check=False).returncode == 0
            server.manage("shell", "--no-imports", "--command", ADD)
            assert '"pending": 1' in get(server, "/readyz")[1]
            worker = subprocess.Popen([DEPLOY / "work"], env=server.env, stderr=out)
            try:
                done = until(lambda: '"done": 1' in get(server, "/readyz")[1])
                assert done, log.read_text("utf-8")
            finally:
                worker.send_signal(signal.SIGTERM)
                assert worker.wait(timeout=PATIENCE) == 0
            assert server.manage("shell", "--no-imports", "--command", COUNT) == "1\n"
        finally:
            web.send_signal(signal.SIGTERM)
            assert web.wait(timeout=PATIENCE) == 0
    assert get(server, "/healthz")[0] == 0
    assert '"logger": "newsroom.requests"' in log.read_text("utf-8")
    assert subprocess.run(ask, check=False, stderr=subprocess.DEVNULL).returncode == 1


ADD = """
from reading import Draft
from articles.ingest.save import save_draft
from articles.tasks import process_article
article, _ = save_draft(Draft("Rain", "“It never rains here in summer,” said Ana Brel."))
process_article.enqueue(article.pk)
"""
COUNT = "from articles.models import Quotation; print(Quotation.objects.count())"
