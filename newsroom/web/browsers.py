"""What a User-Agent calls a browser and its system, in the words of a person."""

from __future__ import annotations

import re

# In this order: most browsers call themselves Chrome and Safari too, and a phone Linux.
BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrom(?:e|ium)/|CriOS/"),
    ("Safari", r"Version/[\d.]+ .*Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


def in_words(agent: str) -> str:
    """Return the browser and the system, as “Firefox on Windows”; the text where none is known."""
    browser, system = _named(BROWSERS, agent), _named(SYSTEMS, agent)
    return f"{browser} on {system}" if browser and system else browser or agent


def _named(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), "")
