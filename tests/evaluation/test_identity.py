from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise as neighbours
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.gold import read_corpus
from evaluation.identity import Figures, b_cubed, pairwise, wrong_merges
from reading import Draft, read
from tests.support.paths import GOLD, ROOT

CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "dev"

type Labels = dict[int, str | None]
type Mentions = dict[str, list[tuple[int, int, str]]]


def labels(text: str) -> Labels:
    """One letter a mention: equal letters are one cluster, “.” is nobody."""
    return {i: None if letter == "." else letter for i, letter in enumerate(text)}


# gold, found, then precision and recall: of pairs, and B-cubed
TABLE = [
    ("aabb", "xxyy", (1, 1), (1, 1)),
    # Two pairs wanted; all six are joined.
    ("aabb", "xxxx", (2 / 6, 1), (1 / 2, 1)),
    # No pair is joined.
    ("aabb", "wxyz", (1, 0), (1, 1 / 2)),
    ("aabb", "....", (1, 0), (1, 1 / 2)),
    # Crosswise: each pair joined is wrong, each mention shares its clusters with itself only.
    ("aabb", "xyxy", (0, 0), (1 / 2, 1 / 2)),
    # One b goes over to the a.  Pairs: 1 of 3 joined, 1 of 2 wanted.
    # B-cubed precision (2/3 + 2/3 + 1/3 + 1) / 4, recall (1 + 1 + 1/2 + 1/2) / 4.
    ("aabb", "xxxy", (1 / 3, 1 / 2), (2 / 3, 3 / 4)),
    # Bagga and Baldwin's example: 5, 2 and 5 mentions; the 2 join the last 5, or one 5 the other.
    ("aaaaabbccccc", "xxxxxyyyyyyy", (21 / 31, 1), (16 / 21, 1)),
    ("aaaaabbccccc", "xxxxxyyxxxxx", (21 / 46, 1), (7 / 12, 1)),
    # Nobody is never the same as nobody else, on either side.
    ("aa..", "xxxx", (1 / 6, 1), (3 / 8, 1)),
    ("....", "....", (1, 1), (1, 1)),
    ("", "", (1, 1), (1, 1)),
]


@pytest.mark.parametrize(("gold", "found", "pairs", "mentions"), TABLE)
def test_figures(
    gold: str, found: str, pairs: tuple[float, float], mentions: tuple[float, float]
) -> None:
    by_pair = pairwise(labels(gold), labels(found))
    by_mention = b_cubed(labels(gold), labels(found))
    assert (by_pair.precision, by_pair.recall) == pytest.approx(pairs)
    assert (by_mention.precision, by_mention.recall) == pytest.approx(mentions)


@pytest.mark.parametrize(("figures", "f1"), [((1, 0.5), 2 / 3), ((0, 0), 0), ((1, 1), 1)])
def test_f1(figures: tuple[float, float], f1: float) -> None:
    assert Figures(*figures).f1 == pytest.approx(f1)


def test_a_mention_that_was_not_found_is_nobody() -> None:
    gold = labels("aaa")
    assert pairwise(gold, {0: "x", 1: "x"}) == pairwise(gold, labels("xx."))
    assert b_cubed(gold, {0: "x", 1: "x"}) == b_cubed(gold, labels("xx."))


def test_a_mention_outside_the_gold_is_not_scored() -> None:
    found = labels("xxxxx")
    assert pairwise(labels("aa"), found) == b_cubed(labels("aa"), found) == Figures(1, 1)
    assert wrong_merges(labels("aa"), found) == []


@pytest.mark.parametrize(
    ("gold", "found", "merges"),
    [
        ("aabb", "xxyy", []),
        ("aabb", "....", []),
        # One pair for two people, however many their mentions are.
        ("aabb", "xxxx", [(0, 2)]),
        ("abc", "xxx", [(0, 1), (0, 2), (1, 2)]),
        # The same two people again in a second cluster.
        ("aabb", "xyxy", [(0, 2), (1, 3)]),
        ("a..", "xxx", [(0, 1), (0, 2), (1, 2)]),
    ],
)
def test_wrong_merges(gold: str, found: str, merges: list[tuple[int, int]]) -> None:
    assert wrong_merges(labels(gold), labels(found)) == merges


@given(st.lists(st.tuples(st.sampled_from("abc."), st.sampled_from("xyz.")), max_size=12))
def test_what_always_holds(mentions: list[tuple[str, str]]) -> None:
    gold = labels("".join(wanted for wanted, _ in mentions))
    found = labels("".join(got for _, got in mentions))
    renamed = {mention: label and f"cluster {label}" for mention, label in found.items()}
    for figures in (pairwise, b_cubed):
        assert figures(gold, gold) == Figures(1, 1)
        result = figures(gold, found)
        assert 0 <= result.precision <= 1
        assert 0 <= result.recall <= 1
        assert figures(gold, renamed) == result
        swapped = figures(found, gold)
        assert (swapped.recall, swapped.precision) == (result.precision, result.recall)
    assert wrong_merges(gold, gold) == []
    assert bool(wrong_merges(gold, found)) == (pairwise(gold, found).precision < 1)


@pytest.fixture(scope="module")
def identities() -> dict[str, Mentions]:
    """Part of the labelled set → stem → mentions: start, end, who."""
    text = (GOLD / "identity.json").read_text("utf-8")
    data: dict[str, dict[str, list[list[int | str]]]] = json.loads(text)
    return {
        part: {
            stem: [(int(start), int(end), str(who)) for start, end, who in mentions]
            for stem, mentions in articles.items()
        }
        for part, articles in data.items()
    }


@pytest.mark.parametrize("part", ["polnear", "samples"])
def test_the_labelled_set_is_well_formed(identities: dict[str, Mentions], part: str) -> None:
    for stem, mentions in identities[part].items():
        assert mentions, stem
        assert all(0 <= start < end for start, end, _ in mentions), stem
        assert all(first[1] <= second[0] for first, second in neighbours(mentions)), stem
        for *_, who in mentions:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", who), (stem, who)


def test_the_labelled_set_is_large_enough(identities: dict[str, Mentions]) -> None:
    articles = identities["polnear"]
    people = Counter(who for mentions in articles.values() for *_, who in mentions)
    same = sum(comb(count, 2) for count in people.values())
    print(
        f"{people.total()} mentions of {len(people)} in {len(articles)} articles: {same} same pairs"
    )
    assert len(articles) >= 70
    assert people.total() >= 450
    assert same >= 300


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the PolNeAR corpus beside the repository")
def test_every_mention_of_the_corpus_is_a_gold_source(identities: dict[str, Mentions]) -> None:
    corpus = {article.stem: article for article in read_corpus(CORPUS)}
    for stem, mentions in identities["polnear"].items():
        sources = {a.source[0] for a in corpus[stem].attributions if a.source}
        for start, end, who in mentions:
            assert end <= len(corpus[stem].text), (stem, start, who)
            assert (start, end) in sources, (stem, start, who)


def test_every_mention_of_a_sample_lies_in_its_body(identities: dict[str, Mentions]) -> None:
    paths = {path.stem: path for path in (ROOT / "samples").glob("*.txt")}
    assert identities["samples"].keys() == paths.keys()
    for stem, path in paths.items():
        (draft,) = read(path)
        assert isinstance(draft, Draft)
        for start, end, who in identities["samples"][stem]:
            mention = draft.body[start:end]
            assert len(mention) == end - start, (stem, start, who)
            assert mention == mention.strip(), (stem, start, who)
            assert not re.match(r"\w", draft.body[end : end + 1]), (stem, mention)
