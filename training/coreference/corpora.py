"""Corpora of coreference as texts with the entity of each mention.

`own` is our articles with tags, `gum` is CoNLL-U with `Entity=`, `identity` is `tests/gold`, and
`silver` is what an earlier resolver was sure of, `doubtful` what one was not, labelled by hand.
Offsets are half-open code points of the text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from evaluation.tagged import held_out, read_tagged
from extraction.annotations import Span
from learning.examples import Annotated

_ENTITY = re.compile(r"\((\d+)-([a-z]+)[^()]*|(\d+)\)")
_SILVER = Path(__file__).with_name("silver.tsv")
_DOUBTFUL = Path(__file__).with_name("doubtful.tsv")


def read_own(folder: Path) -> Iterator[Annotated]:
    """Our own articles, without those that are held out."""
    for article in read_tagged(folder):
        if not held_out(article.id):
            mentions = tuple((mention.span, mention.person) for mention in article.mentions)
            yield Annotated(article.id, article.text, mentions, complete=True)


def read_gum(folder: Path) -> Iterator[Annotated]:
    """Documents of GUM; persons only."""
    for path in sorted(folder.glob("*.conllu")):
        yield _gum_document(path)


def _gum_document(path: Path) -> Annotated:
    text = ""
    opened: dict[str, list[tuple[int, bool]]] = {}
    mentions: list[tuple[Span, str]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text = text.rstrip() + "\n\n" if text else text
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        start = len(text)
        text += fields[1]
        for found in _ENTITY.finditer(_value(fields[9], "Entity")):
            if found[1]:
                opened.setdefault(found[1], []).append((start, found[2] == "person"))
        for identity in _closed(_value(fields[9], "Entity")):
            begin, person = opened[identity].pop()
            if person:
                mentions.append((Span(begin, len(text)), identity))
        text += "" if "SpaceAfter=No" in fields[9] else " "
    return Annotated(path.stem, text, tuple(sorted(mentions)), complete=True)


def _value(field: str, key: str) -> str:
    return next((part[len(key) + 1 :] for part in field.split("|") if part.startswith(key)), "")


def _closed(value: str) -> Iterator[str]:
    """The entities that end at a token: `12)`, and `(12-person-…)` that is one token long."""
    for single, many in re.findall(r"\((\d+)-[^()]*(?=\))|(?<![\w(-])(\d+)\)", value):
        yield single or many


def read_identity(gold: Path, texts: Path) -> Iterator[Annotated]:
    """Every second article of PolNeAR's dev part, with the speakers of `identity.json`."""
    speakers = json.loads(gold.read_text("utf-8"))["polnear"]
    for article in sorted(speakers)[::2]:
        text = (texts / f"{article}.txt").read_bytes().decode()
        mentions = ((Span(start, end), who) for start, end, who in speakers[article])
        yield Annotated(article, text, tuple(sorted(mentions)), complete=False)


def read_silver(texts: Path) -> Iterator[Annotated]:
    """Articles of PolNeAR's train part with pronouns that an earlier resolver was sure of.

    `silver.tsv` has the article, the offset of the pronoun and that of a mention of its antecedent.
    """
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in _SILVER.read_text("utf-8").splitlines():
        article, pronoun, antecedent = line.split("\t")
        pairs[article].append((int(pronoun), int(antecedent)))
    for article, found in pairs.items():
        text = (texts / f"{article}.txt").read_bytes().decode()
        spans = {(at, at + 3 - (text[at + 2 : at + 3] not in "eE")) for at, _ in found}
        ends = dict(spans)
        mentions = {(Span(at, ends[at]), str(to)) for at, to in found}
        mentions |= {(Span(to, to + 1), str(to)) for _, to in found}
        yield Annotated(article, text, tuple(sorted(mentions)), complete=False)


def read_doubtful(polnear: Path, bbc: Path) -> Iterator[Annotated]:
    """Articles of PolNeAR's train part and of the BBC, each with sources labelled by hand.

    `doubtful.tsv` has the article, start and end of the source, and the start of a mention of its
    antecedent: -1 if that is nobody whom the article names, which is left out here.
    """
    pairs: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for line in _DOUBTFUL.read_text("utf-8").splitlines():
        article, *offsets = line.split("\t")
        start, end, antecedent = map(int, offsets)
        if antecedent >= 0:
            pairs[article].append((start, end, antecedent))
    for article, found in pairs.items():
        corpus, _, name = article.partition("/")
        path = {"polnear": polnear, "bbc": bbc}[corpus] / f"{name}.txt"
        mentions = {(Span(start, end), str(to)) for start, end, to in found}
        mentions |= {(Span(to, to + 1), str(to)) for *_, to in found}
        yield Annotated(article, path.read_bytes().decode(), tuple(sorted(mentions)), False)
