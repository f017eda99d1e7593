"""A simulated newsroom: editors decide on PolNeAR train, then later articles are read.

PolNeAR train has the words of each source and no names.  The simulated editor therefore decides on
quotations whose source has a name: the fullest name that the article gives or, where it gives a
part only, the person of that name who is quoted in most articles of the corpus.  What the machine
finds and the gold lacks is rejected.  PolNeAR dev, which is later, has the names that people gave.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.gold import GoldArticle, GoldAttribution, read_corpus
from extraction.annotations import EntityType, Quotation
from extraction.learned import NOTHING
from extraction.names import core, fit
from learning.cases import Case, Decided, DecidedArticle, read, shipped
from learning.figures import Verdict, decision_on, figures, verdicts
from learning.learn import Outcome, learn
from learning.report import figures_line, lines

FRONT = re.compile(r",|\s(?:of|for|who|which)\s")
AFTER = 150
"""Articles, those that follow the decisions, by which the gain is measured."""
DATE = re.compile(r"_(\d{4}-\d\d-\d\d)_")


def published(article: GoldArticle) -> dt.datetime:
    match = DATE.search(article.stem)
    assert match, article.stem
    return dt.datetime.fromisoformat(match[1]).replace(tzinfo=dt.UTC)


class Editor:
    """Decides as the gold says, with the names of all articles in mind."""

    def __init__(self, pairs: Sequence[tuple[GoldArticle, Case]]) -> None:
        self.documents = {gold.stem: case.document() for gold, case in pairs}
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for gold, _ in pairs:
            for name in {self._spelled(gold, each) for each in gold.attributions}:
                words = core((name or "").split())
                if name and len(words) > 1:
                    found[words[-1]][name] += 1
        self.full = {word: names.most_common(1)[0][0] for word, names in found.items()}

    def decide(self, gold: GoldArticle, case: Case) -> DecidedArticle:
        """What an editor says of all quotations that the machine finds, where the gold tells."""
        marked = [Decided(a.content, a.source, self._name(gold, a)) for a in gold.attributions]
        found = case.extraction(NOTHING).quotations
        decided = [self._decision(each, marked) for each in found]
        return DecidedArticle(gold.text, tuple(d for d in decided if d), published(gold))

    def _decision(self, quotation: Quotation, marked: Sequence[Decided]) -> Decided | None:
        gold = decision_on(quotation, marked)
        if gold is None:
            return Decided(quotation.content, quotation.source, None, rejected=True)
        return gold if gold.name else None

    def _name(self, gold: GoldArticle, attribution: GoldAttribution) -> str | None:
        name = self._spelled(gold, attribution)
        words = core((name or "").split())
        return self.full.get(words[0], name) if len(words) == 1 else name

    def _spelled(self, gold: GoldArticle, attribution: GoldAttribution) -> str | None:
        """The name that the source turns on, as the article spells it out."""
        if not attribution.source:
            return None
        document = self.documents[gold.stem]
        source = attribution.source[0]
        front = FRONT.split(source.of(gold.text))[0].rstrip(" ,’'s")
        named = [m for m in document.mentions if source.contains(m.span)]
        named = [m for m in named if m.span.start < source.start + len(front)]
        if len(named) != 1 or named[0].type is not EntityType.PERSON or named[0].possessive:
            return None
        if named[0].span.end < source.start + len(front):
            return None  # “the Clinton campaign”
        full = {c.name for c in document.chains if c.full and fit(named[0].words, c.words)}
        return full.pop() if len(full) == 1 else None if full else named[0].name


def in_time(corpus: Path) -> list[GoldArticle]:
    return sorted(read_corpus(corpus), key=published)


def labelled(gold: GoldArticle) -> DecidedArticle:
    """The speakers that people named in a corpus with `names.jsonl`."""
    decided = [Decided(a.content, a.source, a.speaker.name) for a in gold.attributions if a.speaker]
    return DecidedArticle(gold.text, tuple(decided), published(gold))


def first(articles: Iterable[DecidedArticle], decisions: int) -> Iterator[DecidedArticle]:
    """As many articles as have so many decisions."""
    count = 0
    for article in articles:
        if count >= decisions:
            return
        count += len(article.decided)
        yield article


def simulate(polnear: Path, own: Path, decisions: int) -> tuple[Outcome, dict[str, list[Case]]]:
    """What is learned from so many decisions, and what is left to read with it, by corpus."""
    texts = [DecidedArticle(gold.text, ()) for gold in in_time(polnear / "train")]
    by_text = {case.article.text: case for case in read(texts)}
    pairs = [(g, by_text[g.text]) for g in in_time(polnear / "train") if g.text in by_text]
    editor = Editor(pairs)
    decided = [Case(editor.decide(gold, case), case.pickled) for gold, case in pairs]
    earlier = list(first((case.article for case in decided), decisions))
    outcome = learn(earlier, *shipped(own))
    return outcome, {
        "train, later": decided[len(earlier) :][:AFTER],
        "dev": list(read(map(labelled, in_time(polnear / "dev")))),
    }


def gains(before: Sequence[Verdict], after: Sequence[Verdict]) -> int:
    """How many of the same quotations are named rightly only the second time."""
    return sum(b.named and not a.named for a, b in zip(before, after, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("polnear", type=Path, help="folder with train/ and dev/")
    parser.add_argument("--own", type=Path, default=Path("training/own"))
    parser.add_argument("--decisions", type=int, default=2000)
    args = parser.parse_args()
    outcome, corpora = simulate(args.polnear, args.own, args.decisions)
    for line in lines(outcome, dt.datetime.now(tz=dt.UTC).date()):
        print(line)
    for name, cases in corpora.items():
        before, after = (list(verdicts(cases, each)) for each in (NOTHING, outcome.learned))
        print(f"{name}, before: {figures_line(figures(before))}")
        print(f"{name}, after: {figures_line(figures(after))}")
        gained, lost = gains(before, after), gains(after, before)
        print(f"{name}: {gained} more are named rightly, and {lost} no longer are")


if __name__ == "__main__":
    main()
