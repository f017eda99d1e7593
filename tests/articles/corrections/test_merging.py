"""Speakers renamed, merged and split, and all of it undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles.corrections import quotations, speakers
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.revert import revert
from articles.models import Change, Quotation, Speaker
from articles.search.answers.speakers import suggest
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db
EDITOR = Editor(why="Known to be so.")


def speaker(name: str, words: str = "It rains", **values: object) -> Speaker:
    found = make_quotation(words, by=name, **values).speaker  # type: ignore[arg-type]
    assert found
    return found


def texts(of: Speaker) -> set[str]:
    return set(of.quotations.values_list("text", flat=True))


def test_a_merge_moves_quotations_and_its_undoing_brings_them_back() -> None:
    one, other = speaker("Ada Roe", "It rains"), speaker("Una Marsh", "It pours")
    change = speakers.merge(one, other, EDITOR)
    assert texts(other) == {"It rains", "It pours"}
    assert texts(one) == set()
    later = make_quotation("It dries", by="Ada Roe")
    assert later.speaker == other
    revert(change, EDITOR)
    assert texts(one) == {"It rains", "It dries"}, "also what came in meanwhile"
    assert texts(other) == {"It pours"}


def test_merges_of_merges_come_apart_one_by_one() -> None:
    a, b, c = speaker("Ada Roe", "A"), speaker("Una Marsh", "B"), speaker("Ines Calder", "C")
    first = speakers.merge(a, b, EDITOR)
    second = speakers.merge(b, c, EDITOR)
    assert texts(c) == {"A", "B", "C"}
    assert make_quotation("D", by="Ada Roe").speaker == c
    revert(second, EDITOR)
    assert (texts(b), texts(c)) == ({"A", "B", "D"}, {"C"})
    revert(first, EDITOR)
    assert (texts(a), texts(b), texts(c)) == ({"A", "D"}, {"B"}, {"C"})


def test_a_merged_name_finds_whom_it_became() -> None:
    a, b, c = speaker("Ada Roe", "A"), speaker("Una Marsh", "B"), speaker("Ines Calder", "C")
    speakers.merge(a, b, EDITOR)
    speakers.merge(b, c, EDITOR)
    for typed in ("ada", "Una Marsh", "calder"):
        assert Speaker.objects.keys_named_like(typed) == [c.pk]
        assert suggest(typed, 5) == [c]
    assert Speaker.objects.all().called("Ada Roe") == [c]


def test_merges_that_make_no_sense_are_refused() -> None:
    a, b = speaker("Ada Roe"), speaker("Una Marsh")
    with pytest.raises(CannotCorrectError, match="one already"):
        speakers.merge(a, a, EDITOR)
    speakers.merge(a, b, EDITOR)
    a.refresh_from_db()
    for left, right in ((a, b), (b, a)):
        with pytest.raises(CannotCorrectError, match="one already"):
            speakers.merge(left, right, EDITOR)


def test_a_preview_says_what_moves_and_what_speaks_against_it() -> None:
    one, other = speaker("Ada Roe", country="PL"), speaker("Una Marsh", country="IT")
    preview = speakers.preview_merge(one, other)
    assert (preview.quotations, preview.articles, preview.names) == (1, 1, ("Ada Roe",))
    assert any("Poland" in warning and "Italy" in warning for warning in preview.warnings)
    assert not Change.objects.exists()


def test_a_corrected_quotation_follows_a_merge() -> None:
    one, other = speaker("Ada Roe"), speaker("Una Marsh")
    quotation = make_quotation("It dries", by="Bo Li")
    quotations.correct(quotation, {"speaker": one}, EDITOR)
    change = speakers.merge(one, other, EDITOR)
    assert "It dries" in texts(other)
    revert(change, EDITOR)
    assert "It dries" in texts(one)


def test_a_split_and_its_undoing() -> None:
    smith = speaker("Ada Roe", "It rains")
    speaker("Ada Roe", "It pours")
    namesake = speakers.create("Ada Roe", "person", EDITOR)
    change = speakers.split(smith, Quotation.objects.filter(text="It pours"), namesake, EDITOR)
    assert (texts(smith), texts(namesake)) == ({"It rains"}, {"It pours"})
    assert change.parts.count() == 1
    undone = revert(change, EDITOR)
    assert texts(smith) == {"It rains", "It pours"}
    revert(undone, EDITOR)
    assert texts(namesake) == {"It pours"}


def test_a_rename_keeps_the_old_name_findable_and_is_undone() -> None:
    roe = speaker("Adda Roe")
    change = speakers.edit(roe, {"name": "Ada Roe", "note": "Of the harbour."}, EDITOR)
    assert change
    assert make_quotation(by="Adda Roe").speaker == roe
    assert make_quotation(by="Ada Roe").speaker == roe
    revert(change, EDITOR)
    roe.refresh_from_db()
    assert (roe.name, roe.note) == ("Adda Roe", "")


def test_a_name_more_and_a_name_less() -> None:
    roe = speaker("Ada Roe")
    change = speakers.add_name(roe, "Adela Marsh", EDITOR)
    assert change
    assert make_quotation(by="Adela Marsh").speaker == roe
    assert speakers.add_name(roe, "ADELA MARSH", EDITOR) is None
    revert(change, EDITOR)
    assert make_quotation(by="Adela Marsh").speaker != roe
    with pytest.raises(CannotCorrectError, match="the name shown"):
        speakers.remove_name(roe, "Ada Roe", EDITOR)


def test_a_country_set_by_hand_leaves_corrected_quotations_alone() -> None:
    roe = speaker("Ada Roe", country="PL")
    own = make_quotation("It dries", by="Ada Roe", country="PL")
    quotations.correct(own, {"country": "NO"}, EDITOR)
    change = speakers.edit(roe, {"country": "SE"}, EDITOR)
    assert change
    codes = dict(Quotation.objects.values_list("text", "speaker_country"))
    assert codes == {"It rains": "SE", "It dries": "NO"}
    revert(change, EDITOR)
    codes = dict(Quotation.objects.values_list("text", "speaker_country"))
    assert codes == {"It rains": "PL", "It dries": "NO"}


def test_a_change_says_who_and_why_and_outlives_the_account() -> None:
    user = User.objects.create_user("ana")
    roe = speaker("Ada Roe")
    speakers.edit(roe, {"note": "Of the harbour."}, Editor(user, "Asked her."))
    user.delete()
    change = Change.objects.get()
    assert (change.by, change.by_name, change.why) == (None, "ana", "Asked her.")
    assert change.fields == [("note", "–", "Of the harbour.")]


def test_what_does_not_stand_any_more_cannot_be_reverted() -> None:
    roe = speaker("Ada Roe")
    change = speakers.add_name(roe, "Adela", EDITOR)
    assert change
    speakers.remove_name(roe, "Adela", EDITOR)
    with pytest.raises(CannotCorrectError, match="is left of this change"):
        revert(change, EDITOR)


def test_an_older_change_is_reverted_without_the_later_ones() -> None:
    quotation = make_quotation(title="minister", country="PL")
    older = quotations.correct(quotation, {"title": "envoy"}, EDITOR)
    quotations.correct(quotation, {"country": "NO"}, EDITOR)
    assert older
    revert(older, EDITOR)
    quotation.refresh_from_db()
    assert (quotation.speaker_title, quotation.speaker_country_id) == ("minister", "NO")
