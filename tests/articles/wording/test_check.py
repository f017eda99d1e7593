"""Did anyone say this?  Asked of an archive."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.models import Article, Quotation
from articles.presentation.comparison import segments
from articles.wording import candidates
from articles.wording.check import MOST_WORDS, Answer, check
from articles.wording.verdicts import Verdict
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SAID = "We will not open the northern bridge before the winter"


@pytest.fixture
def archive(db: None) -> None:
    make_quotations([
        {"words": SAID, "published_on": dt.date(2026, 2, 3), "outlet": "The Post"},
        {"words": "Cod is dear this year, and so is patience", "by": "Bo Li"},
        {"words": "The ferry sails on Sundays only", "by": "Cy Ox"},
    ])  # fmt: skip


def found(answer: Answer) -> list[str]:
    return [hit.match.text for hit in answer.hits]


@pytest.mark.parametrize(
    ("pasted", "verdict"),
    [
        ("we wont open the northern bridge before the winter", Verdict.NEARLY),
        ("we won’t open the northern bridge before the winter", Verdict.EXACT),
        ("open the northern bridge before winter", Verdict.NEARLY),
        ("so is patience then", Verdict.CLOSE),
        ("nothing that anybody utters", Verdict.NOTHING),
    ],
)
def test_an_answer_is_as_good_as_its_best_hit(archive: None, pasted: str, verdict: Verdict) -> None:
    assert check(pasted).verdict is verdict


def test_every_quotation_of_a_paragraph_is_found(archive: None) -> None:
    answer = check(
        f"The minister said: “{SAID}.” On the quay, a woman who sells fish would not wait: "
        "“Cod is dear this year, and so is patience,” was all she had to say."
    )
    assert sorted(found(answer)) == ["Cod is dear this year, and so is patience", SAID]
    assert {hit.match.verdict for hit in answer.hits} == {Verdict.EXACT}


def test_a_quotation_in_a_paragraph_may_be_part_of_a_longer_one(archive: None) -> None:
    answer = check("He had heard “the northern bridge before the winter” in a song, he thought.")
    assert answer.verdict is Verdict.EXACT


@pytest.mark.parametrize(
    ("between", "exact"),
    [
        (", ", True),
        (",” she said, “", True),
        ("', the minister said on a visit, '", True),
        (", with great regret, ", False),
        (" by no means gladly ", False),
        (", she said, ", False),
    ],
)
def test_words_at_an_ellipsis_are_an_aside_only_between_marks(between: str, exact: bool) -> None:
    make_quotation("We close the northern bridge … and open the old ferry again")
    pasted = f"“We close the northern bridge{between}and open the old ferry again”"
    assert (check(pasted).verdict is Verdict.EXACT) is exact
    assert check(pasted).hits


def test_who_said_it_first_and_in_whose_other_mouths_it_is(archive: None) -> None:
    make_quotation(SAID, "Bo Li", published_on=dt.date(2025, 5, 1))
    make_quotation(f"{SAID}, whatever they say", "Ada Roe", published_on=dt.date(2026, 3, 1))
    make_quotation(SAID, None)
    (hit,) = check(SAID).hits
    assert hit.articles == 4
    assert [row.speaker and row.speaker.name for row in hit.quotations] == [
        "Bo Li", "Ada Roe", "Ada Roe", None,
    ]  # fmt: skip
    assert hit.first.article.published_on == dt.date(2025, 5, 1)


def test_what_changes_is_found_as_it_is(archive: None) -> None:
    Quotation.objects.filter(text=SAID).update(text="Trains will run on the southern line instead")
    assert check(SAID).verdict < Verdict.NEARLY
    assert check("trains will run on the southern line").verdict is Verdict.EXACT
    Article.objects.all().delete()
    assert check("trains will run on the southern line").hits == ()


@pytest.mark.every_database
def test_common_words_are_found_together(archive: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(15):
        make_quotation(f"they will be there and we are not {n}", "Di Mu")
        make_quotation(f"it was not for us to be for it {n}", "Di Mu")
    make_quotation("it was there and they will not be for it", "Ada Roe")
    monkeypatch.setattr(candidates, "COUNTED", 10)
    monkeypatch.setattr(candidates, "COUNTED_EACH", 10)
    answer = check("it was there and they will not be for it")
    assert answer.hits[0].match.text == "it was there and they will not be for it"


def test_copies_beyond_what_is_compared_are_said_to_be_more(
    archive: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quotation(SAID, "Bo Li")
    assert not check(SAID).more
    for name, most in (("COMPARED", 1), ("COMPARED_EACH", 1), ("MOST_COPIES", 1)):
        monkeypatch.setattr(candidates, name, most)
    assert check(SAID).more


def test_nothing_is_said_of_quotations_left_out_that_share_only_common_words(
    archive: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quotation("Not yet", "Bo Li")
    make_quotation("Not now", "Cy Ox")
    for name, most in (("COMPARED", 1), ("COMPARED_EACH", 1), ("MOST_COPIES", 1)):
        monkeypatch.setattr(candidates, name, most)
    answer = check(f"{SAID}. Not so")
    assert found(answer) == [SAID]
    assert not answer.more


def test_words_behind_the_last_that_is_compared_are_counted(archive: None) -> None:
    answer = check(f"{SAID} {'again ' * MOST_WORDS}")
    assert answer.left_out == len(SAID.split())
    assert answer.verdict is Verdict.EXACT


@pytest.mark.parametrize("pasted", ["", "!?", "two words", "\n“”\n", "…", "a b c d", "的 了 是"])
def test_no_words_are_too_odd(archive: None, pasted: str) -> None:
    assert check(pasted).verdict in (Verdict.NOTHING, Verdict.CLOSE)


def test_the_words_of_a_quotation_are_printed_verbatim(archive: None) -> None:
    pasted = "we will open that norhtern bridge before winter, he said"
    (hit,) = [hit for hit in check(pasted).hits if hit.match.text == SAID]
    pieces = list(segments(hit.match, pasted))
    assert "".join(piece.text for piece in pieces) == SAID
    differing = [(piece.pasted, piece.text) for piece in pieces if piece.differs]
    assert differing == [("", "not"), ("that", "the"), ("norhtern", "northern"), ("", "the")]
