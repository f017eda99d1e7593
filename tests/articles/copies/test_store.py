"""Groups of copies in the database: the same in any order, and undone when an article goes."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.core.management import call_command
from django.db import connection

from articles.corrections import articles, deletion
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.copies import join, part
from articles.corrections.revert import revert
from articles.ingest.store import store
from articles.models import Article, Change, CopyDecision, Shingle
from extraction.annotations import Extraction
from tests.articles.copies.wire import LINES, WIRE, sentences
from tests.support.factories import make_article
from tests.support.sizes import FULL

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 3)
BY = Editor()


def printed(body: str = WIRE, days: int | None = 0, mark: str = "") -> Article:
    """An article that was read, with a text of its own by a `mark` that is no word."""
    day = None if days is None else DAY + dt.timedelta(days)
    article = make_article(f"{body}{mark}", published_on=day)
    store(article, Extraction(), "fixed-1")
    return article


def groups() -> list[list[int]]:
    """The keys of each group; the group is the smallest of them."""
    found: dict[int, list[int]] = {}
    for key, group in Article.objects.order_by("pk").values_list("pk", "group"):
        if group is not None:
            found.setdefault(group, []).append(key)
    assert all(keys[0] == group and len(keys) > 1 for group, keys in found.items())
    return list(found.values())


def together(*rows: Article) -> bool:
    return sorted(row.pk for row in rows) in groups()


def variant(rng: random.Random, number: int) -> str:
    """A text that an outlet made of the wire, or of another text, with a mark of its own."""
    other = sentences(random.Random(rng.randrange(2)), 12)
    made = rng.choice((
        "\n\n".join(LINES[: rng.randrange(4, 9)]), "\n\n".join(LINES[rng.randrange(4) :]),
        WIRE.replace("harbour", "port"), other, f"{other} {sentences(rng, 4)}",
        f"{WIRE} {other}", "Rain fell on the northern valley.",
    ))  # fmt: skip
    return f"{made}{'!' * number}"


# The decisions are the same on every database; these send all statements that the others send.
SEEDS = range(6) if FULL and connection.vendor == "sqlite" else range(2, 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_groups_are_the_same_in_every_order(seed: int) -> None:
    rng = random.Random(seed)
    made = [(variant(rng, n), rng.choice((None, *range(0, 24, 3)))) for n in range(12)]
    parts: list[set[frozenset[str]]] = []
    for _ in range(2):
        rng.shuffle(made)
        Article.objects.all().delete()
        for body, days in made:
            printed(body, days)
        parts.append(_by_text())
    assert parts[0] == parts[1]
    one_by_one = groups()
    Shingle.objects.all().delete()
    Article.objects.update(group=None)
    call_command("group_articles")
    assert groups() == one_by_one
    changes = []
    for article in rng.sample(list(Article.objects.all()), 4):
        changes.append(deletion.delete([article], BY))
        _same_at_once()
    moved = Article.objects.order_by("pk")[0]
    articles.edit(moved, {"published_on": DAY + dt.timedelta(rng.randrange(20))}, BY)
    _same_at_once()
    revert(changes[0], BY)
    _same_at_once()


def _by_text() -> set[frozenset[str]]:
    bodies = dict(Article.objects.values_list("pk", "body"))
    return {frozenset(bodies[key] for key in keys) for keys in groups()}


def _same_at_once() -> None:
    kept = groups()
    call_command("group_articles")
    assert groups() == kept


def test_what_linked_two_goes_and_they_are_apart() -> None:
    first, middle, last = printed(), printed(days=6, mark="!"), printed(days=12, mark="!!")
    assert together(first, middle, last)
    change = deletion.delete([middle], BY)
    assert groups() == []
    revert(change, BY)
    assert together(first, middle, last)


def test_the_undated_are_with_all() -> None:
    assert together(printed(), printed(days=None, mark="!"), printed(days=20, mark="!!"))
    assert not together(printed(sentences(random.Random(1), 9), 0))


def test_another_text_or_day_leaves_the_group() -> None:
    first, second = printed(), printed(mark="!")
    third = printed(days=1, mark="!!")
    change = articles.edit(second, {"body": sentences(random.Random(3), 9)}, BY)
    assert change
    assert together(first, third)
    second.refresh_from_db()
    assert second.group is None
    revert(change, BY)
    second.refresh_from_db()
    assert second.group is None  # it waits to be read
    store(second, Extraction(), "fixed-1")
    assert together(first, second, third)
    articles.edit(third, {"published_on": DAY + dt.timedelta(30)}, BY)
    assert together(first, second)


def test_reading_an_article_again_leaves_its_group() -> None:
    first, second = printed(), printed(mark="!")
    before = set(Shingle.objects.values_list("pk", flat=True))
    store(second, Extraction(), "fixed-2")
    assert together(first, second)
    assert set(Shingle.objects.values_list("pk", flat=True)) == before


def test_a_person_parts_and_joins_and_undoes_both() -> None:
    first, second, third = printed(), printed(mark="!"), printed(mark="!!")
    other = printed(sentences(random.Random(3), 9))
    for row in (second, third, other):
        row.refresh_from_db()
    parted = part(second, BY)
    assert groups() == [[first.pk, third.pk]]
    with pytest.raises(CannotCorrectError, match="alone already"):
        part(second, BY)
    _same_at_once()
    joined = join(other, third, BY)
    assert together(first, third, other)
    with pytest.raises(CannotCorrectError, match="already"):
        join(other, third, BY)
    with pytest.raises(CannotCorrectError, match="itself"):
        join(other, other, BY)
    fourth = printed(mark="!!!")
    assert together(first, third, other, fourth)
    _same_at_once()
    revert(joined, BY)
    assert together(first, third, fourth)
    revert(parted, BY)
    assert together(first, second, third, fourth)
    _same_at_once()
    assert Change.objects.count() == 4
    assert not CopyDecision.objects.exists()


def test_a_second_join_keeps_the_first() -> None:
    rng = random.Random(8)
    one, two, three = (printed(sentences(rng, 9)) for _ in range(3))
    join(one, two, BY)
    join(one, three, BY)
    assert together(one, two, three)
    one.refresh_from_db()
    part(one, BY)
    assert groups() == []


def test_decisions_go_and_come_back_with_an_article() -> None:
    first, other = printed(), printed(sentences(random.Random(3), 9))
    join(first, other, BY)
    change = deletion.delete([other], BY)
    assert groups() == []
    assert not CopyDecision.objects.exists()
    revert(change, BY)
    assert together(first, other)
    _same_at_once()


def test_a_join_with_an_article_that_is_gone_is_not_restored() -> None:
    first, other = printed(), printed(sentences(random.Random(3), 9))
    join(first, other, BY)
    first.refresh_from_db()
    parted = part(first, BY)
    deletion.delete([other], BY)
    with pytest.raises(CannotCorrectError, match=f"Article {other.pk}"):
        revert(parted, BY)
