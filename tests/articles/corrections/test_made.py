"""What is made with an act goes when it is undone: persons, and the places of lost decisions."""

from __future__ import annotations

import pytest

from articles.corrections import bulk, quotations, speakers
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.revert import revert
from articles.models import Article, Change, Decision, Quotation, Speaker
from extraction.annotations import Span
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db
EDITOR = Editor()


def names() -> set[str]:
    return set(Speaker.objects.values_list("name", flat=True))


def given_to_a_new_person() -> tuple[Quotation, Change]:
    quotation = make_quotation("It rains", "Ada Roe")
    bo = speakers.create("Bo Li", "person", EDITOR)
    change = quotations.correct(quotation, {"speaker": bo}, EDITOR)
    assert change
    return quotation, change


def test_a_person_made_for_a_correction_goes_and_comes_back_with_it() -> None:
    quotation, change = given_to_a_new_person()
    key = Speaker.objects.get(name="Bo Li").pk
    undone = revert(change, EDITOR)
    quotation.refresh_from_db()
    assert str(quotation.speaker) == "Ada Roe"
    assert names() == {"Ada Roe"}
    again = revert(undone, EDITOR)
    quotation.refresh_from_db()
    assert (str(quotation.speaker), quotation.speaker_id) == ("Bo Li", key)
    revert(again, EDITOR)
    assert names() == {"Ada Roe"}
    lines = [[field[0] for field in line.fields] for line in Change.objects.filter(decision=None)]
    assert lines == [["on file"]] * 4, "each coming and going is in the history"


def test_a_person_who_is_used_since_stays() -> None:
    _, change = given_to_a_new_person()
    bo = Speaker.objects.get(name="Bo Li")
    other = make_quotation("It pours", "Una Marsh")
    kept = quotations.correct(other, {"speaker": bo}, EDITOR)
    revert(change, EDITOR)
    assert "Bo Li" in names()
    quotations.reject(other, EDITOR)
    assert kept
    making = Change.objects.get(speaker=bo)
    with pytest.raises(CannotCorrectError, match="Bo Li is in use by now"):
        revert(making, EDITOR)


@pytest.mark.parametrize("since", ["note", "name"])
def test_a_person_who_was_edited_since_stays(since: str) -> None:
    _, change = given_to_a_new_person()
    bo = Speaker.objects.get(name="Bo Li")
    if since == "note":
        speakers.edit(bo, {"note": "The envoy."}, EDITOR)
    else:
        speakers.add_name(bo, "B. Li", EDITOR)
    revert(change, EDITOR)
    assert "Bo Li" in names()


def test_so_it_is_with_a_split_and_with_several_at_once() -> None:
    rows = [make_quotation(words, "Ada Roe") for words in ("It rains", "It pours")]
    ada = Speaker.objects.get(name="Ada Roe")
    bo = speakers.create("Bo Li", "person", EDITOR)
    undone = revert(speakers.split(ada, rows, bo, EDITOR), EDITOR)
    assert names() == {"Ada Roe"}
    revert(undone, EDITOR)
    assert {str(row.speaker) for row in Quotation.objects.all()} == {"Bo Li"}
    una = speakers.create("Una Marsh", "person", EDITOR)
    change = bulk.give_each(list(Quotation.objects.all()), una, EDITOR)
    assert change
    revert(change, EDITOR)
    assert names() == {"Ada Roe", "Bo Li"}


def test_a_name_that_is_no_speakers_has_none_of_the_quotes() -> None:
    make_quotation("It rains", "Tuesday Evening")
    wrong = Speaker.objects.get()
    change = speakers.unname(wrong, EDITOR)
    assert Quotation.objects.get().speaker is None
    revert(change, EDITOR)
    assert Quotation.objects.get().speaker == wrong


@pytest.mark.parametrize("decided", ["speaker", "content"])
def test_undoing_a_placing_gives_the_machine_its_quote_back(decided: str) -> None:
    found = make_quotation("We will leave at dawn", "Ada Roe")
    other = make_quotation("It pours", "Una Marsh").speaker
    article, place = found.article, Span(found.start, found.end)
    values = {"speaker": other} if decided == "speaker" else {"content": (Span(0, 2),)}
    quotations.correct(found, values, EDITOR)
    gone = [{"exact": "We leave now", "prefix": "", "suffix": "", "start": 0, "end": 12}]
    decision = Decision.objects.get()
    if decided == "content":
        decision.values["content"] = gone
    Quotation.objects.filter(pk=found.pk).delete()
    Decision.objects.update(quotation=None, lost=True, anchors=gone, values=decision.values,
                            found={**(decision.found or {}), "anchors": gone})  # fmt: skip
    twin = make_twin(article, place)
    decision.refresh_from_db()

    change = quotations.place_again(decision, (place,), EDITOR)
    assert change
    assert article.quotations.get().speaker == (other if decided == "speaker" else twin.speaker)
    for _ in range(2):
        undone = revert(change, EDITOR)
        decision.refresh_from_db()
        assert (decision.lost, decision.quotation, decision.words) == (True, None, "We leave now")
        assert [(row.text, str(row.speaker)) for row in article.quotations.all()] == [
            ("We will leave at dawn", "Ada Roe")
        ]
        change = revert(undone, EDITOR)
        decision.refresh_from_db()
        assert (decision.lost, decision.words) == (False, "We will leave at dawn")
        assert decision.quotation == article.quotations.get()


def make_twin(article: Article, place: Span) -> Quotation:
    """The quotation that the machine finds at a place when it reads the article again."""
    ada = Speaker.objects.get(name="Ada Roe")
    return Quotation.objects.create(
        article=article, kind="direct", start=place.start, end=place.end,
        text=article.body[place.start : place.end], content=[list(place)], source=[], cue=[],
        source_text="Ada Roe", speaker=ada, found_speaker=ada, speaker_type="person",
        confidence=0.9,
    )  # fmt: skip
