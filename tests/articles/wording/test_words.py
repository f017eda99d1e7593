"""What makes two words the same, and two texts alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wording.alignment import Comparison, Step, spelt_alike
from articles.wording.verdicts import Judged, Verdict, judge
from articles.wording.words import keys_of, words_of, written_in
from extraction.text.spelling import spelling_key, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t know", "we DO NOT know"),
        ("We can't, they won't", "We cannot; they will not."),
        ("They’re here, it’s late, let’s go", "they are here it is late let us go"),
        ("it isnt so", "it is not so"),
        ("Organised labour at the centre", "organized labor at the center"),
        ("three per cent of São Paulo", "3% of Sao Paulo"),
        ("a cease-fire & peace", "a cease fire and peace"),
        ("1,000 men", "1000 men"),
        ("Sa\u0303o", "São"),
    ],
)
def test_these_are_the_same_words(one: str, other: str) -> None:
    assert [word.key for word in words_of(one)] == [word.key for word in words_of(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("the wont", "the won’t"), ("Iran’s", "Iran is"), ("1945", "1954"), ("not now", "now")],
)
def test_these_are_not(one: str, other: str) -> None:
    assert [word.key for word in words_of(one)] != [word.key for word in words_of(other)]


def test_words_are_where_they_stand_in_the_text() -> None:
    text = "He “can’t … say”: 2.5 per cent."
    words = words_of(text)
    places = [text[word.start : word.end] for word in words]
    assert places == ["He", "ca", "n’t", "say", "2.5", "per cent"]
    assert [word.written for word in words if word.cut_off] == ["say"]


@pytest.mark.parametrize("word", ["organise", "colour", "defence", "travelled", "centre", "grey"])
def test_a_spelling_leads_to_the_other_and_back(word: str) -> None:
    own, other = spellings(word)
    assert own == word
    assert spellings(other) == (other, word)
    assert spelling_key(word) == spelling_key(other)


def test_words_that_merely_look_british_stay() -> None:
    for word in ("four", "tour", "hour", "court", "model", "equally", "analogy", "coral"):
        assert spellings(word) == (word,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskiy", True),
        ("goverment", "government", True),
        ("recieve", "receive", True),
        ("not", "now", False),
        ("1945", "1946", False),
        ("east", "west", False),
    ],
)
def test_a_slip_is_one_letter_in_four(one: str, other: str, same: bool) -> None:
    assert spelt_alike(one, other) is same


SAID = "We will not open the northern bridge before the winter, whatever the ministry says."


def judged(pasted: str, said: str = SAID) -> Judged:
    mine, theirs = words_of(pasted), words_of(said)
    found = Comparison(mine).with_text(theirs)
    assert found
    return judge(found, mine, theirs)


@pytest.mark.parametrize(
    ("pasted", "verdict"),
    [
        (SAID, Verdict.EXACT),
        ("we won't open the northern bridge before the winter", Verdict.EXACT),
        (f"Nobody spoke for an hour. “{SAID}” That was all there was to it.", Verdict.EXACT),
        ("We will open the northern bridge before the winter", Verdict.NEARLY),
        ("We will not open the norhtern bridge before the winter", Verdict.NEARLY),
        ("We will not open a northern bridge before winter, whatever the ministries say",
         Verdict.NEARLY),
        ("They asked for the northern bridge before the winter, and got a ferry", Verdict.PARTS),
        ("We will not open the northern bridge, I ate four green apples in a tent", Verdict.PARTS),
        ("Ministers may open a bridge some winter", Verdict.CLOSE),
    ],
)  # fmt: skip
def test_a_verdict_says_how_near_it_is(pasted: str, verdict: Verdict) -> None:
    assert judged(pasted).verdict is verdict


def test_nothing_is_nothing() -> None:
    mine = words_of("Four green apples")
    assert Comparison(mine).with_text(words_of("We stay")) is None


def test_words_between_the_parts_of_a_quotation_are_no_difference() -> None:
    said = "We will not open the bridge … Not before the winter is over."
    pasted = "“We will not open the bridge,” she said in Tuzla. “Not before the winter is over.”"
    assert judged(pasted, said).verdict is Verdict.EXACT
    mine, theirs = words_of(pasted), words_of(said)
    found = Comparison(mine).with_text(theirs)
    assert found
    (aside,) = found.of(Step.ASIDE)
    assert [word.key for word in mine[slice(*aside.mine)]] == ["she", "said", "in", "tuzla"]


def test_an_alignment_covers_both_sides_without_gaps() -> None:
    mine = words_of("well the nothern brdge will open beforethe winter or so they say")
    found = Comparison(mine).with_text(words_of(SAID))
    assert found
    at, other = found.mine[0], found.theirs[0]
    for piece in found.pieces:
        assert (piece.mine[0], piece.theirs[0]) == (at, other)
        at, other = piece.mine[1], piece.theirs[1]
    assert (at, other) == (found.mine[1], found.theirs[1])


@given(
    st.lists(
        st.sampled_from(
            ["per", "cent", "Pér", "can’t", "it’s", "PER CENT", "1,000", "…", "“", "cannot"]
        )
        | st.text(max_size=12)
    ).map(" ".join)
)
def test_keys_alone_are_those_of_the_words(text: str) -> None:
    assert keys_of(text) == [word.key for word in words_of(text)]


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_words_are_the_same_beside_one_with_an_accent(text: str) -> None:
    *words, last = written_in(f"{text} é")
    assert words == written_in(text)
    assert last == "e"
    assert words_of(f"{text} é")[:-1] == words_of(text)
