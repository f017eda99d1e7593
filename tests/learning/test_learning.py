"""The parts that are learned from decisions, on verdicts and articles made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pytest

from extraction.annotations import Kind, Quotation, Span
from extraction.learned import NOTHING, KnownName, Learned, Line
from learning import calibration, cases, ranker
from learning.cases import Case, Decided, DecidedArticle
from learning.figures import Figures, Verdict, decision_on, figures
from learning.fit import go_on
from learning.learn import APART, HELD_BACK, Judge, TooFewError, learn
from learning.names import learn_names

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def verdict(confidence: float, *, right: bool) -> Verdict:
    return Verdict(confidence, right, named=right, misnamed=False, kind=Kind.DIRECT)


def article(text: str, *decided: Decided, day: int = 0) -> DecidedArticle:
    return DecidedArticle(text, decided, DAY + dt.timedelta(days=day))


def test_the_calibration_follows_what_is_right() -> None:
    found = [verdict(0.9, right=number % 2 == 0) for number in range(400)]
    fitted = calibration.line(found)
    (learned, *_, weakest) = calibration.attempts(NOTHING, found)
    assert learned.lines[Kind.DIRECT].offset == pytest.approx(fitted.offset, abs=1e-4)
    assert abs(weakest.lines[Kind.DIRECT].offset) < abs(fitted.offset)
    agreeing = [verdict(0.9, right=number % 10 != 0) for number in range(400)]
    assert calibration.line(agreeing).offset == pytest.approx(0, abs=0.1)


def test_few_verdicts_leave_the_calibration_alone() -> None:
    assert not list(calibration.attempts(NOTHING, [verdict(0.9, right=False)] * 20))


def test_the_last_decisions_are_held_back() -> None:
    decided = Decided((Span(0, 3),), (), "Ida Nagel")
    articles = [article(f"Day {day}", decided, day=day) for day in (3, 0, 2, 1)]
    earlier, later = cases.by_time(articles)
    assert [each.text for each in earlier] == ["Day 0", "Day 1", "Day 2"]
    assert [each.text for each in later] == ["Day 3"]


def test_too_few_decisions_are_refused() -> None:
    decided = Decided((Span(0, 3),), (), "Ida Nagel")
    with pytest.raises(TooFewError, match="at least 100 decisions with a speaker, has 2"):
        learn([article("One", decided, decided)], [], [])


def test_figures_count_names_and_their_confidence() -> None:
    found = [verdict(1.0, right=True), verdict(1.0, right=False)]
    assert figures(found) == Figures(2, named=1, misnamed=0, brier=0.5, error=0.5)
    before = Figures(10, named=5, misnamed=1, brier=0.2, error=0.1)
    assert Figures(10, named=6, misnamed=1, brier=0.2, error=0.1).better(before)
    assert not Figures(10, named=6, misnamed=2, brier=0.1, error=0.1).no_worse(before)
    assert not Figures(10, named=6, misnamed=1, brier=0.3, error=0.1).no_worse(before)


def test_a_decision_is_found_by_its_words() -> None:
    near, far = Decided((Span(2, 12),), (), "A"), Decided((Span(40, 50),), (), "B")
    assert decision_on(Quotation(Kind.DIRECT, (Span(0, 10),)), [far, near]) is near
    assert decision_on(Quotation(Kind.DIRECT, (Span(20, 30),)), [far, near]) is None


def test_weights_go_on_towards_what_is_right() -> None:
    from extraction.coreference.ranking import ranker
    from learning.examples import Example

    start = dict(ranker.load().weights)
    columns = len(start["hidden"])
    rows = [[float(place == number) for place in range(columns)] for number in (3, 4)]
    before = ranker.Ranker(start).probabilities(rows)
    weights = go_on(start, [(Example(rows, 1, True), 1.0)] * 64, epochs=5, rate=1e-3)
    assert ranker.Ranker(weights).probabilities(rows)[1] > before[1]
    assert np.array_equal(start["out"], ranker.load().weights["out"]), "those given stay"
    assert weights["temperature"] == start["temperature"]


LEAD = "Ida Nagel came to the harbour of Oster on Monday, and many fishers listened to her there."


def nagel(number: int) -> DecidedArticle:
    """An article in which Ida Nagel speaks, by a pronoun and by her family name."""
    words = f"“The nets were empty again on day {number},” Nagel said."
    text = f"{LEAD}\n\n{words}\n\n“We went out at five in the night,” she said.\n"
    return DecidedArticle(text, tuple(_by(text, "Ida Nagel")), DAY + dt.timedelta(number))


def _by(text: str, name: str) -> Iterator[Decided]:
    for start, source in (("“The nets", "Nagel said"), ("“We went", "she said")):
        at, end = text.index(start), text.index("”", text.index(start)) + 1
        place = text.index(source, end)
        words = Span(place, place + len(source) - len(" said"))
        yield Decided((Span(at, end),), (words,), name)


@pytest.fixture(scope="module")
def read() -> list[Case]:
    return list(cases.read(map(nagel, range(6))))


@pytest.mark.model
def test_the_one_person_with_a_family_name_is_known(read: list[Case]) -> None:
    assert learn_names(read) == {"nagel": KnownName("Ida Nagel", "f", 6, 0.875)}
    assert learn_names(read[:4]) == {}, "seen too seldom"
    karl = DecidedArticle(read[0].article.text.replace("Ida", "Karl"), tuple(
        Decided(each.content, (), "Karl Nagel") for each in read[0].article.decided
    ))  # fmt: skip
    assert learn_names([*read, *cases.read([karl])]) == {}, "two have the name"


@pytest.mark.model
def test_what_makes_a_name_wrong_is_not_taken(read: list[Case]) -> None:
    bare = [article("“The nets were empty on day nine,” Nagel said.\n", *[])]
    text = bare[0].text
    decided = Decided((Span(0, text.index("”") + 1),), (), "Ida Nagel")
    judge = Judge({HELD_BACK: list(cases.read([article(text, decided)])), APART: read})
    assert judge.best[HELD_BACK].named == 0
    judge.attempt("names", [Learned({"nagel": KnownName("Karl Nagel", None, 9, 0.9)})], gain=False)
    assert not judge.parts[0].taken
    assert judge.learned is NOTHING
    judge.attempt("names", [Learned({"nagel": KnownName("Ida Nagel", None, 9, 0.9)})], gain=False)
    assert judge.parts[1].taken
    assert judge.best[HELD_BACK].named == 1
    judge.attempt("calibration", [Learned(lines={Kind.DIRECT: Line(1.0, -4.0)})])
    assert not judge.parts[2].taken, "less sure of what is right"


@pytest.mark.model
def test_pronouns_with_a_decided_speaker_are_examples(
    read: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not list(ranker.attempts(NOTHING, read, [])), "too few"
    monkeypatch.setattr(ranker, "LEAST_EXAMPLES", 5)
    first, second = ranker.attempts(NOTHING, read, read[:1])
    assert first.ranker is not None
    assert second.ranker is not None
    assert not np.array_equal(first.ranker["out"], second.ranker["out"])
    assert first.descriptions is not None
    assert second.descriptions is not None
    assert not np.array_equal(first.descriptions["out"], second.descriptions["out"])
