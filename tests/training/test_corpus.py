from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.tagged import held_out, tagged_article
from extraction.annotations import Attribution, Span, Spans
from tests.support.paths import ROOT
from training.corpus import (
    anchor,
    articles,
    attributions,
    mend,
    own_article,
    own_articles,
    source_unsure,
    unannotated,
)
from training.silver import Name, cleaned

TEXT = "“We will rebuild the bridge in spring,” Ana Brel said."
STANDOFF = """T1\tContent 0 39\t…
T2\tSource 40 48\tAna Brel
T3\tCue 49 53\tsaid
E1\tAttribution:T3 Content:T1 Cue:T3 Source:T2
"""


def spans(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def gold(text: str, content: str, source: str = "", cue: str = "") -> Attribution:
    def where(part: str) -> Spans:
        return spans(text, part) if part else ()

    return Attribution(where(content), where(source), where(cue))


def test_reads_standoff() -> None:
    (found,) = attributions(STANDOFF)
    assert found == Attribution((Span(0, 39),), (Span(40, 48),), (Span(49, 53),))


def test_spans_of_one_role_are_joined_in_order() -> None:
    standoff = "T1\tContent 20 30;0 9\t…\nT2\tContent 12 15\t…\nE1\tA:T1 Content:T1 Content2:T2\n"
    (found,) = attributions(standoff)
    assert found.content == (Span(0, 9), Span(12, 15), Span(20, 30))


def test_an_article_takes_its_first_annotator_and_its_names(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one_2020.txt").write_text(TEXT, "utf-8")
    (tmp_path / "text" / "unannotated.txt").write_text(TEXT, "utf-8")
    (tmp_path / "attributions" / "one_2020_a.ann").write_text(STANDOFF, "utf-8")
    (tmp_path / "attributions" / "one_2020_b.ann").write_text("", "utf-8")
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps({"id": "one_2020", "names": [[40, 48, "PERSON"]]}), "utf-8")
    (found,) = articles(tmp_path, names)
    assert found.id == "one_2020"
    assert len(found.attributions) == 1
    assert found.names == (Name(40, 48, "PERSON"),)
    assert found.unsure == ()


def test_swapped_source_and_cue_are_put_right() -> None:
    swapped = gold(TEXT, "We will rebuild", source="said", cue="Ana Brel")
    mended = mend(TEXT, swapped)
    assert mended == gold(TEXT, "We will rebuild", source="Ana Brel", cue="said")


def test_a_right_gold_stays_and_one_without_content_goes() -> None:
    right = gold(TEXT, "We will rebuild", "Ana Brel", "said")
    assert mend(TEXT, right) is right
    assert mend(TEXT, Attribution((), right.source, right.cue)) is None


def test_a_long_quotation_that_nobody_annotated_makes_its_paragraph_unsure() -> None:
    text = f"First.\n{TEXT}\nLast, a “so-called plan”."
    (found,) = unannotated(text, [])
    assert found.of(text) == TEXT
    assert unannotated(text, [gold(text, TEXT[1:38])]) == []


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("He left, saying that it was late", "saying", True),
        ("He rose and said that it was late", "said", True),
        ("It was said that it was late", "was said", False),
    ],
)
def test_a_source_left_out_of_the_gold(text: str, cue: str, expected: bool) -> None:
    assert source_unsure(text, gold(text, "it was late", cue=cue)) is expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("has also said", "said"), ("was told on Friday", "told"), ("made it clear", "clear")],
)
def test_anchor(cue: str, expected: str) -> None:
    text = f"She {cue} that"
    assert anchor(text, spans(text, cue)) == text.index(expected)


def test_a_cue_without_words_is_anchored_at_its_start() -> None:
    assert anchor("Brel: no", (Span(4, 5),)) == 4


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Sen. Ana Brel’s plan", (0, 15, "PERSON"), ("Ana Brel", "PERSON")),
        ("the United Nations", (0, 18, "ORG"), ("United Nations", "ORG")),
        ("“Peru,” he", (1, 6, "GPE"), ("Peru", "GPE")),
    ],
)
def test_names_are_trimmed(
    text: str, found: tuple[int, int, str], expected: tuple[str, str]
) -> None:
    (name,) = cleaned(text, [Name(*found)])
    assert (text[name.start : name.end], name.label) == expected


def test_a_name_has_one_label_and_a_family_name_is_a_person() -> None:
    text = "Ana Brel met Kiptoo. Kiptoo and Kiptoo left. Brel stayed."
    starts = [text.index("Kiptoo"), text.index("Kiptoo.") + 8, text.index("Kiptoo left")]
    found = [
        Name(0, 8, "PERSON"),
        Name(starts[0], starts[0] + 6, "ORG"),
        Name(starts[1], starts[1] + 6, "PERSON"),
        Name(starts[2], starts[2] + 6, "PERSON"),
        Name(text.index("Brel stayed"), text.index(" stayed"), "ORG"),
    ]
    assert {name.label for name in cleaned(text, found)} == {"PERSON"}


def test_a_name_across_lines_is_dropped() -> None:
    assert cleaned("Ana\nBrel", [Name(0, 8, "PERSON")]) == []


OWN = """{"id": "one", "people": [], "quotes": {"1": {"kind": "indirect", "type": "unnamed"}}}

It rained. <s n="1">The mayor</s> <c n="1">said</c> <q n="1">it was late</q>. She hopes for sun.
"""


def test_only_sentences_with_a_gold_are_sure_in_an_article_of_our_own() -> None:
    article = own_article(tagged_article(OWN))
    assert article.attributions == (gold(article.text, "it was late", "The mayor", "said"),)
    assert [span.of(article.text).strip() for span in article.unsure] == [
        "It rained.",
        "She hopes for sun.",
    ]


def test_what_is_kept_apart_is_not_trained_on() -> None:
    found = own_articles(ROOT / "training" / "own")
    assert len(found) > 100
    assert not any(held_out(article.id) for article in found)
