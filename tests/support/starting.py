"""Runs `manage.py` in forked processes, which begin with the modules that need no settings.

    python -m tests.support.starting

A command takes a second of CPU to start, most of it for modules that are the same for every
newsroom.  Reads a request a line, as JSON: `arguments`, `environment`, and `output` and `errors`,
the paths of the files that the command writes to.  Answers each with a line, its exit status.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

# What every command loads, and none of it reads the settings.
MODULES = (
    "asyncio", "django.contrib.auth.hashers", "django.core.checks", "django.core.mail",
    "django.core.management", "django.core.serializers.json", "django.core.signing",
    "django.db.models", "django.forms", "django.shortcuts", "django.utils.feedgenerator",
    "django.views.generic", "extraction.annotations", "extraction.coreference.titles",
    "extraction.document", "identity.matching", "reading.known", "sqlparse",
)  # fmt: skip


def main() -> None:
    for name in MODULES:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os._exit(command(**json.loads(line)))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def command(arguments: list[str], environment: dict[str, str], output: str, errors: str) -> int:
    """Run `manage.py` as `python manage.py` does; return its exit status."""
    for descriptor, path in enumerate((os.devnull, output, errors)):
        file = os.open(path, os.O_RDWR if descriptor else os.O_RDONLY)
        os.dup2(file, descriptor)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["manage.py", *arguments]
    from newsroom.console import main as run

    try:
        run(sys.argv)
    except SystemExit as error:
        return ended(error)
    except Exception:  # noqa: BLE001 - what it could not handle ends a process so
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def ended(error: SystemExit) -> int:
    """Return the exit status of a process that ends so, and print its last words."""
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    print(error.code, file=sys.stderr)
    return 1


class Starter:
    """The process that starts commands; it ends with `end`, and begins with the first command."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self, arguments: list[str], environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.starting"],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        requests, answers = self._process.stdin, self._process.stdout
        assert requests
        assert answers
        with tempfile.TemporaryDirectory(prefix="newsroom-command-") as folder:
            written = [Path(folder) / name for name in ("output", "errors")]
            for file in written:
                file.touch()
            request: dict[str, Any] = {
                "arguments": arguments, "environment": environment,
                "output": str(written[0]), "errors": str(written[1]),
            }  # fmt: skip
            print(json.dumps(request), file=requests, flush=True)
            status = int(answers.readline())
            output, errors = (file.read_text("utf-8") for file in written)
        return subprocess.CompletedProcess(["manage.py", *arguments], status, output, errors)

    def end(self) -> None:
        if self._process is not None:
            self._process.communicate()
            self._process = None


if __name__ == "__main__":
    main()
