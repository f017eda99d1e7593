"""Clippings follow their quotations through new extractions, new texts and corrections."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles.clippings import lists
from articles.clippings.placing import place
from articles.corrections import quotations
from articles.corrections.articles import edit
from articles.corrections.changes import Editor
from articles.corrections.revert import revert
from articles.ingest.store import store
from articles.models import Clipping, ClippingList, Quotation, Speaker
from articles.models.clippings import MOST_CLIPPINGS
from extraction.annotations import Extraction
from tests.support.factories import said
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db

WORDS = "We will stay in Geneva until the end of the talks"


@pytest.fixture
def own(django_user_model: type[User]) -> ClippingList:
    owner = django_user_model.objects.create_user("reader")
    return ClippingList.objects.create(owner=owner, name="Talks")


def clipped(own: ClippingList, words: str = WORDS) -> tuple[Quotation, Clipping]:
    quotation = make_quotation(words)
    return quotation, lists.add(quotation, own, "for Tom")


def now(clipping: Clipping) -> Quotation | None:
    clipping.refresh_from_db()
    return clipping.quotation


def test_a_clipping_outlives_a_new_extraction(own: ClippingList) -> None:
    quotation, clipping = clipped(own)
    article = quotation.article
    found = said(article.body, "will stay in Geneva until the end of the talks", by="Bo Li")
    store(article, Extraction((said(article.body, "Day", by="Bo Li"), found)), "fixed-2")
    clipping.refresh_from_db()
    assert clipping.quotation
    assert clipping.quotation.pk != quotation.pk
    assert clipping.quotation.text.startswith("will stay in Geneva")
    assert clipping.corrected
    assert clipping.note == "for Tom"


def test_a_clipping_is_lost_and_found_again(own: ClippingList) -> None:
    quotation, clipping = clipped(own)
    article, body = quotation.article, quotation.article.body
    store(article, Extraction(), "fixed-2")
    assert now(clipping) is None
    assert clipping.kept["words"] == WORDS
    store(article, Extraction((said(body, WORDS, by="Ada Roe"),)), "fixed-3")
    assert now(clipping) == article.quotations.get()
    assert not clipping.corrected


def test_a_clipping_follows_its_words_into_a_new_text(own: ClippingList) -> None:
    quotation, clipping = clipped(own)
    article = quotation.article
    body = f"“Nobody asked us for a very long time,” she said. {article.body}"
    edit(article, {"body": body}, Editor())
    assert now(clipping) is None, "until the new text has been read"
    article.refresh_from_db()
    found = [said(body, words, by="Ada Roe") for words in ("Nobody asked us for a very", WORDS)]
    store(article, Extraction(tuple(found)), "fixed-2")
    found_again = now(clipping)
    assert found_again
    assert found_again.text == WORDS


def test_a_clipping_of_what_an_editor_rejects_is_lost_until_that_is_undone(
    own: ClippingList,
) -> None:
    quotation, clipping = clipped(own)
    change = quotations.reject(quotation, Editor())
    assert now(clipping) is None
    assert change
    revert(change, Editor())
    assert now(clipping) == quotation.article.quotations.get()


def test_a_clipping_shows_another_speaker(own: ClippingList) -> None:
    quotation, clipping = clipped(own)
    other = Speaker.objects.create(name="Bo Li", type="person")
    quotations.correct(quotation, {"speaker": other.pk}, Editor())
    clipping.refresh_from_db()
    assert clipping.quotation
    assert clipping.quotation.speaker == other
    assert clipping.corrected
    assert clipping.kept["speaker"] == "Ada Roe"


def test_a_clipping_outlives_its_article(own: ClippingList) -> None:
    quotation, clipping = clipped(own)
    quotation.article.delete()
    clipping.refresh_from_db()
    assert (clipping.article, clipping.quotation) == (None, None)
    assert clipping.kept["words"] == WORDS


def test_two_clippings_that_become_one_quotation_are_kept_apart(own: ClippingList) -> None:
    quotation, first = clipped(own)
    article = quotation.article
    both = (
        said(article.body, "We will stay in Geneva until the"),
        said(article.body, "end of the talks"),
    )
    store(article, Extraction(both), "fixed-2")
    second = lists.add(article.quotations.get(text__startswith="end"), own)
    store(article, Extraction((said(article.body, WORDS, by="Ada Roe"),)), "fixed-3")
    assert [now(first), now(second)] == [article.quotations.get(), None]
    place(article)
    assert now(second) is None


def test_clippings_move_past_one_another_and_past_gaps(own: ClippingList) -> None:
    made = [clipped(own, f"Sentence {n}")[1] for n in range(4)]
    lists.remove(made[1])

    def order() -> list[str]:
        return [str(clipping)[-1] for clipping in Clipping.objects.in_list(own).for_listing()]

    assert order() == ["0", "2", "3"]
    assert lists.move(made[3], "up")
    assert order() == ["0", "3", "2"]
    assert lists.move(made[0], "down")
    assert order() == ["3", "0", "2"]
    assert not lists.move(made[3], "up")
    assert not lists.move(made[2], "down")


def test_a_quote_is_in_a_list_once_and_a_list_has_an_end(
    own: ClippingList, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotation, _ = clipped(own)
    with pytest.raises(lists.CannotClipError, match="in “Talks” already"):
        lists.add(quotation, own)
    monkeypatch.setattr(lists, "MOST_CLIPPINGS", 1)
    with pytest.raises(lists.CannotClipError, match="which is the most"):
        clipped(own, "Another")
    assert MOST_CLIPPINGS >= 100
