"""The scripts behind `make run` and `make test`, on machines that have what they need or not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

TOOLS = ("sh", "cat", "env", "id")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs that holds a shell and nothing to find."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (folder / tool).symlink_to(found)
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def run(
    tool: str, path: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of tools/ where `path` is all that there is."""
    return subprocess.run(
        [str(ROOT / "tools" / tool), *arguments],
        cwd=path,
        env={"PATH": str(path), "HOME": str(path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_is_new_enough_is_found(bare: Path) -> None:
    (bare / "python3.12").symlink_to(sys.executable)
    found = run("find-python", bare)
    assert found.returncode == 0
    assert Path(found.stdout.strip()).exists()


def test_a_python_of_pyenv_is_found(bare: Path) -> None:
    versions = bare / ".pyenv" / "versions" / "3.12.9" / "bin"
    versions.mkdir(parents=True)
    program(versions, "python3", f'exec "{sys.executable}" "$@"')
    assert run("find-python", bare).returncode == 0


def test_no_python_says_what_to_install(bare: Path) -> None:
    program(bare, "python3", "exit 1")
    missing = run("find-python", bare)
    assert missing.returncode == 1
    assert missing.stdout == ""
    assert "needs Python 3.12 or newer, and there is none here" in missing.stderr
    assert "apt install python3 python3-venv" in missing.stderr


def test_a_python_without_venv_says_what_to_install(bare: Path) -> None:
    program(bare, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    missing = run("find-python", bare)
    assert missing.returncode == 1
    assert "cannot make virtual environments" in missing.stderr


def test_a_python_that_was_named_and_is_too_old_is_named_back(bare: Path) -> None:
    old = program(bare, "python3.8", "exit 1")
    refused = run("find-python", bare, PYTHON=str(old))
    assert refused.returncode == 1
    assert f"PYTHON={old} is no Python of version 3.12 or newer" in refused.stderr


def test_the_browser_that_was_named_is_found_first(bare: Path) -> None:
    program(bare, "chromium", "")
    mine = program(bare, "mine", "")
    assert run("find-browser", bare).stdout.strip() == str(bare / "chromium")
    shell = program(bare, "chromium-headless-shell", "")
    assert run("find-browser", bare).stdout.strip() == str(shell)
    assert run("find-browser", bare, NEWSROOM_BROWSER=str(mine)).stdout.strip() == str(mine)


def test_no_browser_says_how_to_get_one(bare: Path) -> None:
    missing = run("find-browser", bare)
    assert missing.returncode == 1
    assert "sudo apt install chromium" in missing.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root may install anything unasked")
@pytest.mark.parametrize(
    ("tool", "package"),
    [("find-browser", "chromium-headless-shell"), ("find-redis", "redis-server")],
)
def test_root_gets_what_debian_has(bare: Path, tool: str, package: str) -> None:
    (bare / "chmod").symlink_to(shutil.which("chmod") or "")
    program(
        bare,
        "apt-get",
        f'echo "$@" >> "{bare}/calls"; : > "{bare}/{package}"; chmod +x "{bare}/{package}"',
    )
    assert run(tool, bare).stdout.strip() == str(bare / package)
    assert "install" in (bare / "calls").read_text()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may install anything unasked")
def test_the_browser_that_is_there_serves_where_no_other_can_be_installed(bare: Path) -> None:
    program(bare, "apt-get", f'echo "$@" >> "{bare}/calls"; exit 100')
    there = program(bare, "chromium", "")
    assert run("find-browser", bare).stdout.strip() == str(there)
    assert "chromium-headless-shell" in (bare / "calls").read_text()


def test_the_redis_that_was_named_is_found_first(bare: Path) -> None:
    program(bare, "redis-server", "")
    mine = program(bare, "mine", "")
    assert run("find-redis", bare).stdout.strip() == str(bare / "redis-server")
    assert run("find-redis", bare, NEWSROOM_REDIS_SERVER=str(mine)).stdout.strip() == str(mine)


def test_no_redis_says_how_to_get_one(bare: Path) -> None:
    missing = run("find-redis", bare)
    assert missing.returncode == 1
    assert "sudo apt install redis-server" in missing.stderr


def test_help_lists_what_can_be_made() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {"run", "test", "lint", "dev"} <= {line.split()[0] for line in shown.splitlines()}


def test_continuous_integration_runs_exactly_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script.strip().endswith("&& exec make test")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    "name",
    [
        "requirements",
        "requirements-dev",
        "requirements-cluster",
        "requirements-search",
        "requirements-uv",
    ],
)
def test_every_requirement_is_pinned_with_its_hash(name: str) -> None:
    lines = (ROOT / f"{name}.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    direct = [
        line.split("~")[0].split("=")[0].strip()
        for line in (ROOT / f"{name}.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    documented = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert [package for package in direct if f"`{package}`" not in documented] == []


# Stands for the Python of an environment: writes down what it is to run, and fails where it says.
ENVIRONMENT = """echo "$*" >> calls
case "$*" in *config*get*index*) echo https://mirror.example/simple;; *{fails}*) exit 1;; esac
case "$*" in *uv\\ pip*) echo "$UV_DEFAULT_INDEX" >> calls;; esac"""


def installed(bare: Path, fails: str) -> list[str]:
    """What an environment is to run for a list, where calls with `fails` in them fail."""
    program(bare, "python", ENVIRONMENT.format(fails=fails))
    ran = run("install", bare, str(bare / "python"), "list.txt")
    assert ran.returncode == 0, ran.stderr
    return (bare / "calls").read_text().splitlines()


def test_uv_installs_from_the_index_of_pip(bare: Path) -> None:
    *_, uv, index = installed(bare, fails="nothing")
    assert uv.startswith("-m uv pip install ")
    assert uv.endswith("--require-hashes -r list.txt")
    assert index == "https://mirror.example/simple"


@pytest.mark.parametrize("fails", ["requirements-uv", "uv\\ pip"])
def test_pip_installs_where_uv_cannot(bare: Path, fails: str) -> None:
    """Old pips heed the pin of a package that another wants with an extra only as a constraint."""
    last = installed(bare, fails)[-1]
    assert last.startswith("-m pip ")
    assert last.endswith("--require-hashes -r list.txt -c list.txt")


def test_a_list_that_nothing_can_install_is_an_error(bare: Path) -> None:
    program(bare, "python", ENVIRONMENT.format(fails="install"))
    assert run("install", bare, str(bare / "python"), "list.txt").returncode == 1
