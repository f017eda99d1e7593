"""Utterances in the database: the same in any order, and undone when quotations go."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

import pytest
from django.core.management import call_command

from articles.corrections import articles, quotations, speakers
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.revert import revert
from articles.corrections.utterances import join, part, restore
from articles.ingest.store import store
from articles.models import Article, Change, Quotation, UtteranceDecision
from articles.utterances.store import regroup
from articles.utterances.whole import group_all
from extraction.annotations import Extraction
from tests.support.factories import said
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db

SAID = "We will not open the northern bridge before the winter, whatever the ministry says"
DAY = dt.date(2026, 3, 3)
BY = Editor()


def printed(words: str = SAID, by: str | None = "Ada Roe", days: int = 0) -> Quotation:
    return make_quotation(words, by, published_on=DAY + dt.timedelta(days))


def groups() -> list[set[str]]:
    """The texts of each utterance with several appearances."""
    return _by("utterance")


def _by(column: str) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    smallest: dict[int, int] = {}
    for row in Quotation.objects.exclude(**{column: None}).order_by("pk"):
        key = getattr(row, column)
        smallest.setdefault(key, row.pk)
        found.setdefault(key, set()).add(f"{row.text} {row.article_id}")
    assert list(smallest) == list(smallest.values())
    return list(found.values())


def together(*rows: Quotation) -> bool:
    keys = {row.pk for row in rows}
    found = Quotation.objects.filter(pk__in=keys).values_list("utterance", flat=True)
    return None not in found and len(set(found)) == 1


VARIANTS = (
    SAID, SAID.lower(), SAID.replace("winter", "spring"), SAID.partition(",")[0],
    f"{SAID}. That is all we have to say", "No comment", "Four green apples rolled off the cart",
    SAID.replace("will not", "will"), SAID.replace("will not", "may"),
    "open the northern bridge before the winter", "the northern bridge before the winter, whatever",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_the_utterances_are_the_same_in_every_order(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(14):
        printed(rng.choice(VARIANTS), rng.choice(("Ada Roe", "Bo Li")), rng.randrange(12))
    one_by_one, contested = groups(), _by("contested")
    Quotation.objects.update(utterance=None, echo=None, contested=None)
    call_command("group_utterances")
    assert (groups(), _by("contested")) == (one_by_one, contested)
    for article in rng.sample(list(Article.objects.all()), 4):
        left = set(article.quotations.values_list("utterance", flat=True))
        article.delete()
        regroup({}, left)
    without = groups()
    group_all()
    assert groups() == without


def test_a_fragment_of_two_that_contradict_each_other_goes_with_the_earlier_one() -> None:
    opposite = printed(SAID.replace("will not", "will"), days=2)
    fragment, late = printed("open the northern bridge before the winter", days=1), printed(days=3)
    assert together(fragment, opposite)
    early = printed()
    assert together(fragment, early, late)
    assert not together(fragment, opposite)
    for go, whom in ((early, opposite), (opposite, late)):
        left = set(Quotation.objects.filter(pk=go.pk).values_list("utterance", flat=True))
        go.article.delete()
        regroup({}, left)
        assert together(fragment, whom)
        assert len(groups()) == 1
    assert not Quotation.objects.exclude(contested=None).exists()


def test_what_linked_two_goes_and_they_are_apart() -> None:
    first, middle, last = printed(), printed(days=6), printed(days=12)
    assert together(first, middle, last)
    store(middle.article, Extraction(), "fixed-2")
    assert groups() == []
    assert not together(first, last)


def test_a_correction_regroups() -> None:
    first, second = printed(), printed(days=1)
    article = second.article
    articles.edit(article, {"published_on": DAY + dt.timedelta(30)}, BY)
    assert groups() == []
    change = articles.edit(article, {"published_on": DAY}, BY)
    assert change
    assert together(first, second)
    body = f"Another text. “Yes,” said Ada Roe. {article.body}"
    articles.edit(article, {"body": body}, BY)
    assert groups() == []
    quotations.reject(first, BY)
    assert not Quotation.objects.exists()


def test_a_merge_joins_and_its_revert_parts() -> None:
    words = SAID.replace("winter", "spring")
    first, second = printed(), printed(words, "A. Roe-Li")
    assert first.speaker
    assert second.speaker
    assert groups() == []
    merged = speakers.merge(second.speaker, first.speaker, BY)
    assert together(first, second)
    revert(merged, BY)
    assert groups() == []


def test_the_same_words_of_two_speakers_are_one_utterance() -> None:
    assert together(printed(), printed(by="Bo Li"), printed(by=None))


def test_a_person_parts_and_the_part_stays_when_the_article_is_read_again() -> None:
    first, second, third = printed(), printed(days=1), printed(days=2)
    second.refresh_from_db()
    change = part(second, BY)
    assert together(first, third)
    assert Quotation.objects.get(pk=second.pk).utterance is None
    with pytest.raises(CannotCorrectError, match="alone already"):
        part(second, BY)
    _read_again(second.article, SAID.partition(",")[0])
    assert UtteranceDecision.objects.get().quotation == second.article.quotations.get()
    assert len(groups()) == 1
    group_all()
    assert len(groups()[0]) == 2
    revert(change, BY)
    assert together(first, third, second.article.quotations.get())


def _read_again(article: Article, words: str) -> None:
    """Store another extraction of an article, whose quotation has another row."""
    before = article.quotations.get().pk
    found = said(article.body, words, by="Ada Roe", source=(), cue=())
    store(article, Extraction((found,)), "fixed-2")
    assert article.quotations.get().pk != before


def test_a_person_joins_whole_utterances_and_undoes_it() -> None:
    one, two = printed(), printed(days=1)
    apples = "Four green apples rolled off the cart in Tuzla, and nobody saw them"
    three, four = printed(apples), printed(apples, days=1)
    for row in (one, two, three, four):
        row.refresh_from_db()
    change = join(two, three, BY)
    assert together(one, two, three, four)
    with pytest.raises(CannotCorrectError, match="already"):
        join(Quotation.objects.get(pk=one.pk), Quotation.objects.get(pk=four.pk), BY)
    _read_again(two.article, SAID.partition(",")[0])
    assert len(groups()) == 1
    group_all()
    assert len(groups()) == 1
    back = revert(change, BY)
    assert len(groups()) == 2
    assert f"one with a quote of article {three.article_id}" in str(change.after)
    revert(back, BY)
    assert len(groups()) == 1
    assert Change.objects.filter(action="revert").count() == 2


def test_a_second_join_keeps_the_first_and_a_part_ends_all() -> None:
    words = ("Four green apples rolled off the cart in Tuzla", "Nobody mends the old mill in Brod")
    one, *others = printed(), *map(printed, words)
    first, second = (join(one, other, BY) for other in others)
    assert together(one, *others)
    group_all()
    assert together(one, *others)
    revert(second, BY)
    assert together(one, others[0])
    again = join(others[1], one, BY)
    assert together(one, *others)
    _read_again(one.article, SAID.partition(",")[0])
    one = one.article.quotations.get()
    assert together(one, *others)
    parted = part(one, BY)
    assert groups() == []
    revert(parted, BY)
    assert together(one, *others)
    revert(again, BY)
    revert(first, BY)
    assert groups() == []


def test_a_state_of_one_join_in_an_earlier_history_is_restored() -> None:
    one, other = printed(), printed("Four green apples rolled off the cart in Tuzla")
    change = join(one, other, BY)
    for state in ([other.article_id, other.content], "undecided"):
        change.before["utterance"]["value"]["state"] = state
        change.save()
        restore(change, BY)
        assert bool(groups()) == (state != "undecided")


def test_a_join_goes_with_its_article() -> None:
    one, other = printed(), printed("Four green apples rolled off the cart in Tuzla today")
    join(one, other, BY)
    assert together(one, other)
    left: Iterable[int | None] = [Quotation.objects.get(pk=one.pk).utterance]
    other.article.delete()
    regroup({}, left)
    assert groups() == []
    assert not UtteranceDecision.objects.exists()
