"""The command line: what an operator can mend, and a command that is stopped, ends in a sentence,
not in a traceback.

`manage.py` calls `main`.  `deploy/newsroom` runs this module, which first reads the environment
file of the installation, so that a command works on the database that the server works on.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError

from newsroom.db.migrated import lacks_tables
from newsroom.stopping import line_of, status_of, stopped_by_signals

# The environment file of an installation, and where its units keep data.
ENVIRONMENT = Path("/etc/newsroom.env")
DATA = "/var/lib/newsroom"

_DAMAGED = re.compile(r"malformed|not a database|disk I/O error|invalid page")
# Of SQLite, or of the disk of PostgreSQL.
_TAKES_NOTHING = re.compile(r"read-?only|is full|No space left", re.IGNORECASE)


def main(arguments: list[str]) -> None:
    """Run a command; `--traceback` keeps the traceback of an error."""
    os.umask(0o077)  # what it writes, its owner alone reads
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if note := _beside_the_installation():
        print(note, file=sys.stderr)
    try:
        with stopped_by_signals():
            execute_from_command_line(arguments)
    except KeyboardInterrupt as stop:
        if "--traceback" in arguments:
            raise
        print(line_of(stop), file=sys.stderr)
        raise SystemExit(status_of(stop)) from None
    except (ImproperlyConfigured, DatabaseError) as error:
        reason = _reason(error)
        if reason is None or "--traceback" in arguments:
            raise
        raise SystemExit(reason) from error


def _beside_the_installation() -> str:
    """Say so where a command would work on a database of its own, beside that of the server."""
    if ENVIRONMENT.exists() and not {"NEWSROOM_DATA", "NEWSROOM_DATABASE_URL"} & set(os.environ):
        return (
            f"Without the variables of {ENVIRONMENT}, this works on the database in data/, not on "
            "that of the server: newsroom COMMAND works on that."
        )
    return ""


def _reason(error: Exception) -> str | None:
    """Return what is wrong and the way out; None if the fault is the program's."""
    words = " ".join(str(error).split())
    if isinstance(error, ImproperlyConfigured):
        return words
    if lacks_tables(error):
        return f"The database lacks tables or columns ({words}). Run manage.py migrate."
    if _DAMAGED.search(words):
        return (
            f"The database is damaged, or is none ({words}). Stop the server and put a backup in "
            "its place: manage.py restore --replace FILE."
        )
    if isinstance(error, OperationalError):
        way = (
            "Make its disk writable, or room on it."
            if _TAKES_NOTHING.search(words)
            else "Check NEWSROOM_DATABASE_URL and its server."
        )
        return f"The database cannot be used: {words}. {way}"
    return None


def load_environment(file: Path) -> None:
    """Set the variables of an environment file, in the format of systemd, that are not set.

    Raises ImproperlyConfigured for a file that cannot be read and for a line that sets nothing.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{file} cannot be read: {error.strerror}. Run the command as the user of the "
            "newsroom (sudo -u newsroom newsroom …), or name another file in NEWSROOM_ENV_FILE."
        ) from None
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line or line[0] in "#;":
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.isidentifier():
            raise ImproperlyConfigured(f"{file}, line {number} sets no variable: write NAME=value.")
        os.environ.setdefault(name, _unquoted(value.strip()))


def _unquoted(value: str) -> str:
    """
    >>> _unquoted('"a b"'), _unquoted("'a'"), _unquoted('a"b')
    ('a b', 'a', 'a"b')
    """
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def run_installed() -> None:
    """Run a command with the environment file: NEWSROOM_ENV_FILE, or that of the units."""
    try:
        load_environment(Path(os.environ.get("NEWSROOM_ENV_FILE") or ENVIRONMENT))
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
    os.environ.setdefault("NEWSROOM_DATA", DATA)
    main(["newsroom", *sys.argv[1:]])


if __name__ == "__main__":
    run_installed()
