"""Labels of articles that are kept elsewhere: by offsets alone, with none of their words.

    python -m evaluation.offsets tests/gold/unread.json ../shared/corpora build/unread

writes a corpus of labelled stretches for each part of the labels, which `manage.py evaluate`
scores.  The labels give each article its part, the file of its text, the CRC-32 of it, and rows of
offsets into it: of stretches with the kind of speaker, the spans of name, mention and title, the
country, and the countries spoken about; of paraphrases with the spans of name and mention.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from evaluation.gold import CorpusError

CODES = {
    "p": "person",
    "o": "organization",
    "g": "group",
    "u": "unnamed",
    "d": "document",
    "": None,
}
"""The kinds of speakers as the labels shorten them; the empty one is of what is no speech."""


def text_of(path: Path, joined: Collection[int] = ()) -> str:
    """The text of a file: as it is, or put together from the tokens of CoNLL-U.

    `joined` are the paragraphs of CoNLL-U, counted from 0, that go on the one before them.
    """
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix != ".conllu":
        return raw.replace("\r\n", "\n").rstrip() + "\n"
    text = ""
    for number, paragraph in enumerate(_paragraphs(raw)):
        text += ("" if not text else " " if number in joined else "\n\n") + paragraph
    return text + "\n"


def _paragraphs(conllu: str) -> list[str]:
    """The paragraphs of a file, with the blanks that its tokens say."""
    paragraphs = [""]
    within = 0  # the last word of a token of several words, whose own lines are passed over
    for line in conllu.splitlines():
        if line == "# newpar":
            paragraphs.append("")
        elif not line:
            within = 0
        elif line[0] != "#":
            number, form, *_, notes = line.split("\t")
            first, _, last = number.partition("-")
            if "." in first or int(first) <= within:
                continue
            within = int(last or 0)
            paragraphs[-1] += form + ("" if "SpaceAfter=No" in notes else " ")
    return [found for paragraph in paragraphs if (found := paragraph.strip())]


def write_corpora(labels: Path, texts: Path, out: Path) -> list[Path]:
    """Write a corpus for each part of the labels; returns their folders.

    Raises CorpusError if the text of an article is missing, or another one than was labelled.
    """
    folders = set()
    for name, article in json.loads(labels.read_text("utf-8")).items():
        path = texts / article["file"]
        if not path.exists():
            raise CorpusError(f"{path} is missing: {labels} has labels for it")
        text = text_of(path, article.get("joined", ()))
        if crc32(text.encode()) != article["crc32"]:
            raise CorpusError(f"{path} is not the text that {labels} has labels for")
        folder = out / article["part"]
        for kind, suffix, content in (
            ("text", "txt", text),
            ("gold", "json", json.dumps(_gold(name, article, text), ensure_ascii=False)),
        ):
            (folder / kind).mkdir(parents=True, exist_ok=True)
            (folder / kind / f"{name}.{suffix}").write_bytes(content.encode())
        folders.add(folder)
    return sorted(folders)


def _gold(name: str, article: Mapping[str, Any], text: str) -> dict[str, Any]:
    def words(span: Sequence[int]) -> str | None:
        return text[slice(*span)] if span else None

    return {
        "id": name,
        "stretches": [
            {
                "start": start,
                "end": end,
                "text": text[start:end],
                "speech": bool(code),
                "type": CODES[code],
                "name": words(named),
                "mention": words(mention),
                "title": words(title),
                "country": country or None,
                "about": about.split(),
            }
            for start, end, code, named, mention, title, country, about in article["stretches"]
        ],
        "reported": [
            {"text": text[start:end], "name": words(named), "mention": words(mention)}
            for start, end, named, mention in article["reported"]
        ],
    }


if __name__ == "__main__":
    print(*write_corpora(*map(Path, sys.argv[1:4])), sep="\n")
