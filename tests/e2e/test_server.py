"""The real server, started as `make run` starts it, with a worker thread and no test database."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.installations import migrated_folder, starter
from tests.support.paths import ROOT
from tests.support.servers import PATIENCE, free_port, until

pytestmark = pytest.mark.e2e


class Installation:
    """A fresh installation: its data in a folder, its server on a port of its own."""

    def __init__(self, data: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = data / "log"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("NEWSROOM_")}
        self.environment = {**kept, "NEWSROOM_DATA": str(data), "PORT": str(port)}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        shutil.copytree(migrated_folder(), data, dirs_exist_ok=True)

    def manage(self, *arguments: str) -> None:
        ran = starter.run(list(arguments), self.environment)
        assert ran.returncode == 0, ran.stderr

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The server's address, while it serves."""
        with self.log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_for(self.url, process, self.log)
            yield self.url
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=PATIENCE) == 0, self.log.read_text()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Installation(tmp_path_factory.mktemp("served")).serving() as url:
        yield url


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        try:
            urllib.request.urlopen(url).close()
        except urllib.error.URLError:
            return False
        return True

    until(lambda: process.poll() is not None or answers())
    if process.poll() is not None or not answers():
        pytest.fail(f"The server does not answer:\n{log.read_text()}")


def test_it_serves_pages_and_static_files(server: str) -> None:
    with urllib.request.urlopen(f"{server}/") as response:
        assert response.status == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    with urllib.request.urlopen(f"{server}/static/newsroom.css") as response:
        assert response.headers["Content-Type"].startswith("text/css")


def test_what_is_not_there_is_a_page_of_its_own(server: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{server}/nowhere/")
    assert caught.value.code == 404
    body = caught.value.read().decode()
    caught.value.close()
    assert "<h1" in body
    assert "DEBUG" not in body


@pytest.mark.model
def test_it_takes_up_what_was_left_when_it_was_stopped(installation: Installation) -> None:
    installation.manage(
        "shell",
        "--command",
        "Article.objects.create(title='Rain', body='“It never rains,” said Ana Brel.',"
        " state='processing')",
    )
    with installation.serving() as url:

        def spoken() -> bool:
            with urllib.request.urlopen(f"{url}/speakers/") as response:
                return "Ana Brel" in response.read().decode()

        assert until(spoken), f"Ana Brel never spoke:\n{installation.log.read_text()}"
