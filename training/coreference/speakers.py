"""Who speaks in articles of PolNeAR's train part, labelled by reading.

`polnear_names.json` gives labelled attributions of each article the type of the speaker and the
spans of the fullest name in the article: half-open code points of its text, in one piece or in
several.  They are quoted sources, and all that are pronouns, descriptions or parts of names.
`tests/gold/polnear_train_names.json` has more in the same form.

    python -m training.coreference.speakers ../shared/corpora/polnear/train

scores the extractor on them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

from evaluation.gold import GoldArticle, GoldAttribution, GoldSpeaker, read_corpus
from evaluation.scoring import Score, score
from extraction.annotations import Span
from extraction.pipeline import load
from learning.examples import NOBODY, Annotated

Labels = Mapping[str, Mapping[str, tuple[str, list[tuple[int, int]]]]]
"""By article and attribution, the type of the speaker and the spans of the name."""
NAMES = Path(__file__).with_name("polnear_names.json")
APART = 60
"""Articles that are not learnt from, but choose: the first by the checksum of their names."""
_WORD = re.compile(r"\w[\w’'-]*")
_SMALL = frozenset(
    {"a", "an", "the", "he", "she", "they", "it", "his", "her", "their", "its", "one"}
)


def read_labels(path: Path = NAMES) -> tuple[Labels, Labels]:
    """The labels to learn from, and those of the articles that choose."""
    labels: Labels = json.loads(path.read_text("utf-8"))
    order = sorted(labels, key=lambda article: crc32(article.encode()))
    learnt, apart = order[APART:], order[:APART]
    return {a: labels[a] for a in learnt}, {a: labels[a] for a in apart}


def labelled(labels: Labels, corpus: Path) -> Iterator[GoldArticle]:
    """The articles of a corpus that have labels, with their speakers."""
    for article in read_corpus(corpus):
        if found := labels.get(article.stem):
            attributions = tuple(
                GoldAttribution(
                    a.id, a.source, a.cue, a.content, speaker_of(article.text, found, a.id)
                )
                for a in article.attributions
            )
            yield GoldArticle(article.stem, article.text, attributions)


def speaker_of(
    text: str, labels: Mapping[str, tuple[str, list[tuple[int, int]]]], attribution: str
) -> GoldSpeaker | None:
    """The speaker whom the labels of an article give an attribution."""
    if attribution not in labels:
        return None
    kind, spans = labels[attribution]
    name = " ".join(Span(*span).of(text) for span in spans)
    return GoldSpeaker(kind, name or None)


def read_speakers(labels: Labels, corpus: Path, *, nobody: bool = False) -> Iterator[Annotated]:
    """The articles as examples: sources and full names are mentions of who speaks.

    With `nobody` a source that is no person whom the article names is of nobody; else it is no
    example.
    """
    for article in labelled(labels, corpus):
        mentions: set[tuple[Span, str]] = set()
        for attribution in article.attributions:
            if attribution.speaker and attribution.source:
                mentions.update(_mentions(article.text, attribution, NOBODY if nobody else ""))
        yield Annotated(article.stem, article.text, tuple(sorted(mentions)), complete=False)


def _mentions(text: str, attribution: GoldAttribution, nobody: str) -> Iterator[tuple[Span, str]]:
    speaker, source = attribution.speaker, attribution.source[0]
    name = speaker.name if speaker and speaker.type == "person" else None
    yield source, name or nobody
    if name:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Span(*found.span()), name
    yield from _others(text, source, name or "")


def _others(text: str, source: Span, name: str) -> Iterator[tuple[Span, str]]:
    """Names within a source that are not the speaker's: in “an aide to Ana Brel”, Brel's."""
    for word in _WORD.finditer(text, *source):
        other = word[0][0].isupper() and word[0] not in name and word[0].lower() not in _SMALL
        if other and Span(*word.span()) != source:
            yield Span(*word.span()), ""


def main() -> None:
    """Score the extractor in use on the articles with labels."""
    corpus = Path(sys.argv[1])
    for part, labels in zip(("to learn from", "to choose by"), read_labels(), strict=True):
        articles = list(labelled(labels, corpus))
        extractions = load().extract_many(article.text for article in articles)
        total = Score()
        for article, extraction in zip(articles, extractions, strict=True):
            total += score(article, extraction.quotations)
        wrong = f"{total.misnamed_rate:.3f} ({total.misnamed} of {total.with_name})"
        print(f"{len(articles)} {part}: named {total.named.f1:.3f}, misnamed {wrong}")


if __name__ == "__main__":
    main()
