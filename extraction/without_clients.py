"""Import spaCy without its command line, which alone needs network clients.

`import spacy` imports `spacy.cli` for one function that prints what is installed, and with it
requests, httpx, weasel, smart-open and typer.  Nothing here uses any of them.
"""

from __future__ import annotations

import sys
from types import ModuleType


def leave_out() -> None:
    """Put empty modules in the place of the command line, unless spaCy was imported with it."""
    if "spacy" in sys.modules:
        return
    cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    cli.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    sys.modules.setdefault(cli.__name__, cli)
    sys.modules.setdefault(info.__name__, info)
