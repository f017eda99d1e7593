"""What reading a plain text imports and compiles: each batch pays for it, before its first file."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from importlib import import_module

import reading
from reading.patterns import late

RARE = (
    "ftfy", "charset_normalizer", "trafilatura", "reading.speech.captions",
    "reading.speech.debates", "reading.speech.transcripts", "reading.databases.nexis",
    "reading.databases.factiva", "reading.markdown", "zipfile", "csv",
)  # fmt: skip
CODE = f"""
import sys
from reading.readers import read_bytes
text = "Title: Rain\\n\\n“It rains,” Ana Brel of Ängelholm said at 9:30 (or so). ".encode()
assert [draft.title for draft in read_bytes("a.txt", text)] == ["Rain"]
print(*sorted(set({RARE!r}) & set(sys.modules)))
"""


def test_a_plain_text_imports_none_of_what_few_texts_need() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_no_module_compiles_its_patterns_when_it_is_imported() -> None:
    names = [found.name for found in pkgutil.walk_packages(reading.__path__, "reading.")]
    compiled = [
        f"{name}.{variable}"
        for name in names
        for variable, value in vars(import_module(name)).items()
        if isinstance(value, re.Pattern)
    ]

    assert "reading.tables.turns" in names
    assert compiled == []


def test_a_late_pattern_is_as_the_pattern_itself() -> None:
    early, pattern = re.compile(r"(?P<a>\w)x", re.IGNORECASE), late(r"(?P<a>\w)x", re.IGNORECASE)
    in_bytes = late(rb"\d+")

    assert pattern.pattern == early.pattern
    assert pattern.groupindex == early.groupindex
    assert pattern.sub(r"<\g<a>>", "aX bx") == early.sub(r"<\g<a>>", "aX bx") == "<a> <b>"
    assert in_bytes.findall(b"1 23") == [b"1", b"23"]
