#!/usr/bin/env python
"""Django's command line: `python manage.py help` lists what it can do."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.umask(0o077)  # what it writes, its owner alone reads
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            f"Django is not installed for {sys.executable}. "
            "Run `make run` once, then call .venv/bin/python manage.py."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
