"""The words of a picture of a page, recognised by Tesseract (OCR), if a newsroom wants that.

`program` is its path; nothing is recognised while it is empty.  It runs in the confined process
(`confined.py`), as one that inherits its limits: no file is written, memory is bounded.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterable, Iterator

from reading.draft import Draft, ReadingError
from reading.paper.lines import joined
from reading.patterns import late

program = ""

RECOGNISED = "Read by text recognition (OCR): check the words against the page before you quote."
MAX_PAGES = 20
# Seconds that a page, and a file, may take on the clock.
PAGE_SECONDS, SECONDS = 60, 240
# Words of a page are recognised best at 300 dots an inch; no side has more dots than this.
DOTS, LONGEST_SIDE = 300, 5000

_WORD = late(r"[^\W\d_]{2,}")
# Words without which a picture shows no page.
_LEAST_WORDS = 20
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def articles(name: str, pictures: Iterable[bytes]) -> Iterator[Draft | ReadingError]:
    """The articles that pictures of pages show, in the formats that Leptonica reads."""
    # Only the confined process recognises: the others start without what reads prose.
    from reading import prose

    until = time.monotonic() + SECONDS
    _extend_limit()
    text = "\n\n".join(_text(name, picture, until) for picture in pictures)
    if len(_WORD.findall(text)) < _LEAST_WORDS:
        raise ReadingError(
            f"{name} has no page of text in it that can be recognised. Scan it larger and "
            "straight, or put its text into a .txt file."
        )
    yield from prose.articles(name, text, notes=[RECOGNISED], written=joined)


def _text(name: str, picture: bytes, until: float) -> str:
    left = until - time.monotonic()
    try:
        ran = subprocess.run(  # noqa: S603 - the program that the settings name
            [program, "stdin", "stdout", "-l", "eng"],
            input=picture, capture_output=True, cwd="/", env=_ENVIRONMENT, check=False,
            timeout=max(0.1, min(PAGE_SECONDS, left)),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReadingError(f"{name} takes too long to be recognised. Split it.") from None
    except OSError as error:
        raise ReadingError(
            f"{name} cannot be recognised: {program} does not start ({error.strerror}). "
            "Install tesseract-ocr again, or recognise its text elsewhere."
        ) from None
    if ran.returncode:
        raise ReadingError(
            f"{name} cannot be recognised. Save the page as .png, or put its text into a .txt file."
        )
    return ran.stdout.decode("utf-8", "replace").replace("\f", "\n")


def _extend_limit() -> None:
    """Move the end of the confined process (`child.py`) behind the time that pages take."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, SECONDS + PAGE_SECONDS)
