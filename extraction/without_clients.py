"""Load models without what speaks to the network: extraction reads and sends nothing.

`import spacy` imports `spacy.cli` for one function that prints what is installed, and with it
requests, httpx, weasel, smart-open and typer.  Nothing here uses any of them.  ONNX Runtime for
Linux reports to its maker by default, from release 1.29 on, and writes an identifier of the machine
under `~/.cache/Microsoft`.
"""

from __future__ import annotations

import os
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


def send_no_telemetry() -> None:
    """Keep ONNX Runtime, which reads this when it is loaded, from reporting."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
