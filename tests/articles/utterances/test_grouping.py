"""Which quotations are one utterance, in any order."""

from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest

from articles.utterances.appearances import Appearance
from articles.utterances.grouping import (
    WINDOW,
    Decided,
    Grouped,
    _Recent,
    group,
    grouped,
    pairs,
    pairs_of_speakers,
)
from articles.utterances.pairs import Wording, refused, same_utterance
from benchmarks.utterances import measure

SAID = "We will not open the northern bridge before the winter, whatever the ministry says."


@pytest.mark.parametrize(
    "printed",
    [
        "we won’t open the northern bridge before the winter, whatever the ministry says",
        "We will not open the northern bridge before winter, whatever the ministry says.",
        "We will not open the northern bridge before the winter,",
        "We will not open the northern bridge … whatever the ministry says.",
        "[Tuzla] will not open the northern bridge before the winter",
        f"Ask in Tuzla. {SAID} That is all.",
    ],
)
def test_what_outlets_do_to_a_quotation_leaves_it_one(printed: str) -> None:
    one, other = Wording.of(SAID), Wording.of(printed)
    assert same_utterance(one, other)
    assert same_utterance(other, one)


PAID = "We will pay twenty-five million euros to 300 families and 1,500 farms by March."


@pytest.mark.parametrize(
    "printed",
    [
        "We will pay 25 million euros to three hundred families and fifteen hundred farms",
        "We will pay €25m to 300 families and one thousand five hundred farms by March.",
        "we will pay 25,000,000 euros to 300 families and 1.5k farms by March",
        "Twenty five million euros to three hundred families",
        "[The council] will pay twenty-five million … to the 300 families and 1500 farms",
    ],
)
def test_numbers_in_words_are_their_figures(printed: str) -> None:
    assert same_utterance(Wording.of(PAID), Wording.of(printed))
    assert same_utterance(Wording.of(printed), Wording.of(PAID))


def test_short_quotations_have_their_numbers_spelt_too() -> None:
    for one, other in (("Twenty-one died", "21 died"), ("Two thousand!", "2,000")):
        assert same_utterance(Wording.of(one), Wording.of(other))
    assert not same_utterance(Wording.of("Twenty-one died"), Wording.of("Twenty died"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SAID, SAID.replace("will not", "will"), False),
        (SAID, SAID.replace("will not", "won’t"), True),
        (PAID, PAID.replace("will pay", "will never pay"), False),
        (PAID, PAID.replace("will pay", "cannot pay"), False),
        ("Nobody has seen the last bill of it", "I have seen the last bill of it", False),
        ("I have never seen the bill of it", "I have not ever seen the bill of it", True),
        ("No one has seen the last bill of it", "We have seen the last bill of it", False),
        (f"I don’t think {SAID.replace(' not', '')}", f"I think {SAID}", True),
        (SAID, SAID.replace("not ", "").replace("says", "does not say"), False),
        (SAID, SAID.replace("will not open", "… open"), True),
        (SAID, f"{SAID} We have no money for it.", True),
    ],
)  # fmt: skip
def test_who_says_not_says_something_else(one: str, other: str, same: bool) -> None:
    assert same_utterance(Wording.of(one), Wording.of(other)) is same
    assert same_utterance(Wording.of(other), Wording.of(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PAID, PAID.replace("300", "500"), False),
        (PAID, PAID.replace("twenty-five", "twenty-six"), False),
        (PAID, PAID.replace("300 families", "many families"), True),
        (PAID, PAID.replace("will", "may"), False),
        (PAID, PAID.replace("will pay", "might pay"), False),
        (PAID, PAID.replace("We will", "Perhaps we will"), False),
        (PAID.replace("will", "must"), PAID.replace("will", "should"), False),
        (PAID, PAID.replace("We will", "They would"), True),
        (PAID.replace("will", "could"), PAID.replace("will", "can"), True),
        (PAID, PAID.replace("March", "May"), True),
        (PAID, PAID.replace("to 300", "in May to 300"), True),
    ],
)
def test_another_number_or_modal_verb_says_something_else(one: str, other: str, same: bool) -> None:
    assert same_utterance(Wording.of(one), Wording.of(other)) is same
    assert same_utterance(Wording.of(other), Wording.of(one)) is same


@pytest.mark.parametrize(
    "other",
    [
        "We will not sell the eastern harbour before the spring, whatever the unions want.",
        "The northern bridge is closed.",
        "the winter",
        "We will not",
        "",
    ],
)
def test_another_sentence_is_another_utterance(other: str) -> None:
    assert not same_utterance(Wording.of(SAID), Wording.of(other))


def test_short_quotations_are_one_only_if_all_words_are() -> None:
    assert same_utterance(Wording.of("An amputation!"), Wording.of("an amputation"))
    assert not same_utterance(Wording.of("an amputation"), Wording.of("no amputation"))


def appearances(*rows: tuple[int, str, int, str]) -> list[Appearance]:
    return [Appearance(key, speaker, day, Wording.of(text)) for key, speaker, day, text in rows]


CHAIN = appearances(
    (1, "Roe", 1, SAID),
    (2, "Roe", 1 + WINDOW, SAID),
    (3, "Roe", 1 + 2 * WINDOW, SAID.lower()),
    (4, "Roe", 2 + 3 * WINDOW, SAID),
    (5, "Li", 1, SAID),
    (6, "Roe", 1, "Four green apples rolled off the cart in Tuzla."),
    (7, "Roe", 0, SAID),
    (8, "Roe", 0, SAID),
)


def test_an_utterance_is_of_days_that_follow_one_another_and_may_be_disputed() -> None:
    assert sorted(group(CHAIN)) == [[1, 2, 3, 5], [7, 8]]


def test_in_other_mouths_only_the_same_words_are_one_utterance() -> None:
    changed = SAID.replace("whatever", "wherever")
    assert group(appearances((1, "Roe", 1, SAID), (2, "Li", 1, changed))) == []
    few = "We will win this election"
    assert group(appearances((1, "Roe", 1, few), (2, "Li", 1, few))) == []
    nobody = [Appearance(1, "Roe", 1, Wording.of(SAID)), Appearance(2, None, 3, Wording.of(SAID))]
    assert group(nobody) == [[1, 2]]


def test_paraphrases_are_left_apart() -> None:
    direct, paraphrase = (
        Appearance(key, "Roe", 1, Wording.of(SAID), indirect=key > 1) for key in (1, 2)
    )
    other = Appearance(3, "Roe", 2, Wording.of(SAID.lower()), indirect=True)
    assert group([direct, paraphrase, other]) == [[2, 3]]


def test_people_part_and_join() -> None:
    assert group(CHAIN[:3], Decided(apart=frozenset({2}))) == []
    assert group(CHAIN[:3], Decided(apart=frozenset({1}), joined=((1, 3),))) == [[1, 2, 3]]
    assert sorted(group(CHAIN, Decided(joined=((6, 4),)))) == [[1, 2, 3, 5], [4, 6], [7, 8]]


def test_the_order_makes_no_difference() -> None:
    for order in permutations(CHAIN[:4] + CHAIN[6:]):
        assert sorted(group(order)) == [[1, 2, 3], [7, 8]]


def test_without_the_one_that_linked_them_two_are_apart() -> None:
    assert group(each for each in CHAIN[:3] if each.key != 2) == []
    assert group(each for each in CHAIN[:3] if each.key != 3) == [[1, 2]]


FRAGMENT = "open the northern bridge before the winter"
FRAGMENTS = (
    FRAGMENT, SAID.replace("will not open", "… open"), f"[They will] {FRAGMENT}",
    "the northern bridge before the winter, whatever the ministry says",
)  # fmt: skip


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_joins_none_that_contradict_each_other(fragment: str) -> None:
    said = appearances(
        (1, "Roe", 2, SAID.replace("will not", "will")),
        (2, "Roe", 1, SAID),
        (3, "Roe", 2, fragment),
        (4, "Roe", 3, SAID.replace("will not", "may")), (5, "Roe", 3, f"{SAID} That is all."),
    )  # fmt: skip
    for order in permutations(said):
        assert grouped(order) == Grouped([[2, 3, 5]], [[1, 2, 3, 4, 5]])
    assert group(said[:1] + said[2:4]) == [[1, 3]]
    assert group(said[:3], Decided(joined=((1, 2),))) == [[1, 2, 3]]
    assert group(said[:3], Decided(apart=frozenset({3}))) == []


TEXTS = (
    *FRAGMENTS, SAID, SAID.lower(), SAID.replace("will not", "will"), PAID.replace("will", "may"),
    SAID.replace("will not", "may"), f"{SAID} {PAID}", PAID, PAID.replace("300", "400"),
    "twenty-five million euros to", f"We may pay. {SAID}",
)  # fmt: skip


WORDINGS = {text: Wording.of(text) for text in TEXTS}


@pytest.mark.parametrize("seed", range(12))
def test_no_utterance_contradicts_itself_in_any_order(seed: int) -> None:
    """Keys are given in the order of arrival, so that they are others in every order."""
    rng = random.Random(seed)
    said = [(rng.choice("RRL"), rng.randrange(1, 15), rng.choice(TEXTS)) for _ in range(16)]
    named: list[set[frozenset[tuple[str, int, str]]]] = []
    for _ in range(4):
        rows = [
            Appearance(key, by, day, WORDINGS[text]) for key, (by, day, text) in enumerate(said)
        ]
        found = grouped(rows)
        assert not any(
            refused(rows[one].wording, rows[other].wording)
            for keys in found.utterances for one, other in combinations(keys, 2)
        )  # fmt: skip
        named.append({frozenset(said[key] for key in keys) for keys in found.utterances})
        said = rng.sample(said, len(said))
    assert all(each == named[0] for each in named)


def test_no_pair_is_left_out_of_those_of_one_speaker_that_are_alike() -> None:
    """Parts of two sentences and of a short one, some words left out, each compared with all."""
    rng = random.Random(5)

    def printed() -> str:
        words = rng.choice((SAID, PAID, "No, never. We will not.")).split()
        start = rng.randint(0, len(words) // 2)
        return " ".join(word for word in words[start:] if rng.random() < 0.9)

    said = [
        Appearance(key, key % 2, rng.randint(1, 20), Wording.of(printed()), key % 7 == 0)
        for key in range(1, 120)
    ]
    alike = {
        (one.key, other.key) for one, other in combinations(said, 2)
        if (one.speaker, one.indirect) == (other.speaker, other.indirect)
        and abs(one.day - other.day) <= WINDOW and same_utterance(one.wording, other.wording)
    }  # fmt: skip
    assert len(alike) > 50
    assert {tuple(sorted(pair)) for pair in pairs_of_speakers(said)} == alike
    for some in (range(1, 160, 5), *([each.key] for each in said)):
        found = {tuple(sorted(pair)) for pair in pairs_of_speakers(said, of=some)}
        assert found == {pair for pair in alike if not set(some).isdisjoint(pair)}


def test_in_other_mouths_only_what_new_quotations_say_is_joined() -> None:
    said = [Appearance(n, n, 1, Wording.of(PAID if n % 2 else SAID)) for n in range(1, 7)]
    assert set(pairs(said)) == {(1, 3), (3, 5), (2, 4), (4, 6)}
    assert set(pairs(said, of={4})) == {(2, 4), (4, 6)}
    assert set(pairs(said, of={1, 4})) == set(pairs(said))
    assert not list(pairs(said, of=()))


def test_what_shares_few_words_with_new_quotations_is_not_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[Wording] = []
    add = _Recent.add

    def noted(recent: _Recent, wording: Wording, place: int) -> None:
        compared.append(wording)
        add(recent, wording, place)

    monkeypatch.setattr(_Recent, "add", noted)
    other = [
        Appearance(n, 1, 1, Wording.of(f"Nobody asked harbour {n} whether ships would come."))
        for n in range(30)
    ]
    mine, copy = (Appearance(n, 1, 2, Wording.of(SAID)) for n in (40, 41))
    assert list(pairs_of_speakers([*other, mine], of={40})) == []
    assert not compared
    assert list(pairs_of_speakers([*other, copy, mine], of={40})) == [(40, 41)]


@pytest.mark.slow
def test_pairs_are_joined_as_the_guide_says() -> None:
    """The bars of docs/method.md, on the articles that are kept apart."""
    n = measure(apart=True, errors=True)
    assert n["right"] >= 0.98 * (n["right"] + n["wrong"])
    assert n["right"] >= 0.95 * (n["right"] + n["missed"])
