#!/usr/bin/env python
"""Django's command line: `python manage.py help` lists what it can do."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from newsroom.console import main
    except ImportError as error:
        raise SystemExit(
            f"Django is not installed for {sys.executable}. "
            "Run `make run` once, then call .venv/bin/python manage.py."
        ) from error
    except KeyboardInterrupt:  # before anything is done
        raise SystemExit(130) from None
    main(sys.argv)
