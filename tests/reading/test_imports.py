"""What reading a plain text imports: each batch pays for it once, before its first file."""

from __future__ import annotations

import subprocess
import sys

RARE = (
    "ftfy", "charset_normalizer", "trafilatura", "reading.captions", "reading.debates",
    "reading.transcripts", "reading.databases.nexis", "reading.databases.factiva",
    "reading.markdown",
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
