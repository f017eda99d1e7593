"""How often “Did anyone say this?” finds what was said, and what nobody said.

    python -m benchmarks.wording [--apart] [--seed N] [--beside CORPUS …]

The archive has every quotation of `training/own` and of the samples.  200 of them are altered as
people misremember; 200 sentences are narration, or halves of two quotations.  The thresholds in
`articles/wording/verdicts.py` were chosen on the articles that training may read; `--apart`
measures on those that it may not, and on the samples.  `--beside` adds the quotations of annotated
corpora to the archive, as others to be taken for the right ones.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.gold import read_corpus
from evaluation.misremembered import Example, Said, misremembered, never_said
from evaluation.tagged import held_out, read_tagged
from extraction.annotations import Spans

if TYPE_CHECKING:
    from articles.wording.check import Answer

ROOT = Path(__file__).resolve().parent.parent
COUNT = 200
# Hits that a reader looks at.
FIRST = 3
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
_IN_MARKS = re.compile(r"[“”\"‘«»„]")
_SAMPLE_QUOTE = re.compile(r"“([^”]+)”")


def own(*, apart: bool | None = None) -> tuple[list[Said], list[str]]:
    """Return the quotations of our own articles and sentences without any.

    With `apart`, only those that training holds out and the samples, or only the others.
    """
    quotations: list[Said] = []
    narration: list[str] = []
    for article in read_tagged(ROOT / "training" / "own"):
        if apart in (None, held_out(article.id)):
            quotations += [
                Said(_text(article.text, each.content), each.name or "", article.id)
                for each in article.quotations
            ]
            narration += _narration(article.text, [each.content for each in article.quotations])
    if apart in (None, True):
        for path in sorted((ROOT / "samples").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            places = list(_SAMPLE_QUOTE.finditer(text))
            quotations += [Said(place[1], "", path.stem) for place in places]
            narration += _narration(text, [((p.start(), p.end()),) for p in places])  # type: ignore[misc]
    return quotations, narration


def beside(folders: Iterable[Path]) -> Iterator[Said]:
    """The quotations of annotated corpora."""
    for folder in folders:
        for article in read_corpus(folder):
            for each in article.attributions:
                if each.content:
                    yield Said(_text(article.text, each.content), "", article.stem)


def _text(text: str, content: Spans) -> str:
    return " … ".join(text[start:end] for start, end in content)


def _narration(text: str, contents: Iterable[Spans]) -> list[str]:
    """Return the sentences that touch no quotation."""
    taken = [span for spans in contents for span in spans]
    return [
        place[0].strip()
        for place in _SENTENCE.finditer(text)
        if not _IN_MARKS.search(place[0])
        and not any(start < place.end() and end > place.start() for start, end in taken)
    ]


def fill(quotations: Iterable[Said]) -> None:
    """Put quotations into the empty database, an article each."""
    from django.db import transaction

    from articles.models import Article, Quotation

    articles, rows = [], []
    for number, said in enumerate(quotations, 1):
        body = f"{number}. {said.text}"
        article = Article(
            title=said.article, body=body, content_hash=Article.hash_of(body), state="done"
        )
        start = len(body) - len(said.text)
        articles.append(article)
        rows.append(
            Quotation(
                article=article, kind="direct", start=start, end=len(body), text=said.text,
                content=[[start, len(body)]], source_text=said.speaker, confidence=1,
            )
        )  # fmt: skip
    with transaction.atomic():
        Article.objects.bulk_create(articles)
        Quotation.objects.bulk_create(rows)


def measure(examples: Iterable[Example], *, errors: bool) -> dict[str, Counter[str]]:
    """Check every example.  Return, by what was done to the words, how the answers were."""
    from articles.wording.check import check

    by_how: dict[str, Counter[str]] = {}
    for example in examples:
        began = time.perf_counter()
        answer = check(example.pasted)
        took = time.perf_counter() - began
        fault = _fault(example, answer)
        for how in ("all", *example.how.split("+")):
            counted = by_how.setdefault(how, Counter())
            counted["of"] += 1
            counted["right"] += not fault
            counted[answer.verdict.name.lower()] += 1
            counted["ms"] += round(1000 * took)
        if fault and errors:
            print(f"- {fault}\n    {example.how}: {example.pasted!r}\n    {example.answers}")
            for hit in answer.hits[:FIRST]:
                print(f"    {hit.match.verdict.name} {hit.match.judged}: {hit.match.text!r}")
    return by_how


def _fault(example: Example, answer: Answer) -> str:
    """Return what is wrong with an answer, or nothing."""
    if not example.answers:
        from articles.wording.verdicts import Verdict

        return f"found as {answer.verdict.name}" if answer.verdict >= Verdict.NEARLY else ""
    first = {row.text for hit in answer.hits[:FIRST] for row in hit.quotations}
    return "" if first & set(example.answers) else "not among the first three"


def table(name: str, by_how: dict[str, Counter[str]]) -> None:
    print(
        f"\n{name:26}{'right':>14}{'exact':>8}{'nearly':>8}{'parts':>8}{'close':>8}{'nothing':>9}{'ms':>6}"
    )
    for how, n in by_how.items():
        print(
            f"{how:26}{n['right']:5} of {n['of']:3} {n['right'] / n['of']:.3f}{n['exact']:6}"
            f"{n['nearly']:8}{n['parts']:8}{n['close']:8}"
            f"{n['nothing']:9}{n['ms'] / n['of']:6.0f}"
        )


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", action="store_true", help="measure on what is held out")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="annotated corpora")
    parser.add_argument("--seed", type=int, default=19, help="draws other examples")
    parser.add_argument("--errors", action="store_true", help="print every error")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_DATA": folder}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        every, _ = own()
        fill([*every, *beside(options.beside)])
        quotations, narration = own(apart=options.apart)
        said = measure(misremembered(quotations, COUNT, options.seed), errors=options.errors)
        nobody = measure(
            never_said(quotations, narration, COUNT, options.seed), errors=options.errors
        )
        table("misremembered", said)
        table("never said", nobody)
    sys.exit(0)


if __name__ == "__main__":
    main()
