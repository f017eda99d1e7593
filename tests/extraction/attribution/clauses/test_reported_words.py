from __future__ import annotations

import pytest

from extraction.annotations import Attribution
from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from extraction.attribution.repairs.repair import repair_attributions
from tests.support.documents import document, part, said, tagged


def given(text: str, content: str, source: str, cue: str) -> list[tuple[str, str]]:
    made = document(text, tagged(text, content, source, cue))
    give_to_own_clauses(made)
    return said(made)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Brel quoted Tom Ek as saying the dam was “a disgrace”.", "quoted"),
        ("Ana Brel quoted the mayor’s aide, Tom Ek, as saying it was “a disgrace”.", "quoted"),
        ("Ana Brel, citing Tom Ek as saying it was “a disgrace”, left.", "citing"),
        ("Ana Brel, accused by Tom Ek of “a disgrace”, denied it.", "denied"),
        ("Ana Brel was told by Tom Ek that it was “a disgrace”.", "told"),
        ("Ana Brel was described by Tom Ek as “a disgrace”.", "described"),
        ("Ana Brel laughed at Tom Ek’s claim that it was “a disgrace”.", "laughed at"),
        ("Ana Brel repeated Tom Ek’s words: “a disgrace”.", "repeated"),
        ("Ana Brel got a letter from Tom Ek that said: “a disgrace”.", "got"),
        ("Ana Brel says her father, Tom Ek, used to tell her: “a disgrace”.", "says"),
        ("According to Ana Brel, Tom Ek called the dam “a disgrace”.", "According to"),
        ("According to Ana Brel, Tom Ek has described it as “a disgrace”.", "According to"),
        ("Ana Brel quoted Tom Ek, head of the dam, as saying it was “a disgrace”.", "quoted"),
        ("Ana Brel deplored what Tom Ek called “a disgrace”.", "deplored"),
        ("“a disgrace”. With that, Tom Ek shut the gate. Ana Brel laughed.", "laughed"),
        ("Ana Brel says the dam is, as the poet Tom Ek had it, “a disgrace”.", "says"),
        ("Ana Brel saw the dam, “a disgrace”, as Tom Ek once put it.", "saw"),
        ("Ana Brel saw the dam, as its poet Tom Ek once put it, “a disgrace”.", "saw"),
        ("Ana Brel saw the dam, as the coroner Tom Ek described it, “a disgrace”.", "saw"),
        ("“a disgrace” is how Tom Ek sums it up. Ana Brel laughed.", "laughed"),
        ("“a disgrace” is how Velm’s mayor Tom Ek, 40, described it. Ana Brel left.", "left"),
        ("“a disgrace” Tom Ek’s quiet voice breaks off. Ana Brel waits.", "waits"),
        ("The Ana Brel Post quoted Tom Ek: “a disgrace”.", "quoted"),
        ("Ana Brel testified that she heard Tom Ek shout “a disgrace”.", "testified"),
        ("Ana Brel has a video that shows Tom Ek shouting “a disgrace”.", "has"),
        ("Ana Brel left when Tom Ek asked if it was “a disgrace”.", "left"),
        ("When Tom Ek asked if it was “a disgrace”, Ana Brel laughed.", "laughed"),
        ("“a disgrace”. With those three words, Tom Ek ended. Ana Brel laughed.", "laughed"),
        ("Ana Brel said that her boss, Tom Ek, had called her “a disgrace”.", "said"),
        (
            "Ana Brel hears that Tom Ek was quoted by the Post as saying it was “a disgrace”.",
            "hears",
        ),
        ("Ana Brel said the dam, which Tom Ek calls “a disgrace”, would go.", "said"),
        ("Ana Brel claims that Tom Ek wrote: “a disgrace”.", "claims"),
        ("Ana Brel shared a post by Tom Ek that read: “a disgrace”.", "shared"),
        ("Ana Brel met Tom Ek, who had called the dam “a disgrace”.", "met"),
        ("Ana Brel sued over a tweet in which Tom Ek called her “a disgrace”.", "sued"),
        ("Ana Brel forgave Tom Ek for saying it was “a disgrace”.", "forgave"),
        ("Ana Brel heard from Tom Ek that it was “a disgrace”.", "heard"),
        ("Ana Brel asked. “a disgrace”, her son recalls Tom Ek saying.", "asked"),
        ("Ana Brel said Tom Ek told a friend that it was “a disgrace”.", "said"),
        ("Ana Brel has been called “a disgrace” by Tom Ek.", "called"),
        ("Ana Brel asked. “a disgrace”, the Post quoted Tom Ek as saying.", "asked"),
        ("Ana Brel asked. “a disgrace” was Tom Ek’s reply.", "asked"),
        ("Ana Brel rejected a claim by Tom Ek that it was “a disgrace”.", "rejected"),
        ("Ana Brel ignored calls from Tom Ek for “a disgrace”.", "ignored"),
        ("Ana Brel got an email from Tom Ek, which warned that it was “a disgrace”.", "got"),
        ("Ana Brel said a letter from Tom Ek had called it “a disgrace”.", "said"),
        ("Ana Brel shrugged at Tom Ek’s attack, which called her “a disgrace”.", "shrugged"),
        ("Ana Brel read Tom Ek’s diary: “a disgrace”.", "read"),
        ("Ana Brel left a place, dismissed as “a disgrace” by Tom Ek, her rival.", "left"),
        ("Ana Brel was accused by her brother’s lawyer, Tom Ek, of “a disgrace”.", "accused"),
        ("Ana Brel was angry, with Tom Ek telling reporters it was “a disgrace”.", "angry"),
        ("Ana Brel agreed, with Tom Ek of Velm Bank calling it “a disgrace”.", "agreed"),
        ("Ana Brel saw the dam, in the words of Tom Ek “a disgrace”.", "saw"),
        ("Ana Brel left it “a disgrace”, in the words of Tom Ek.", "left"),
        ("Ana Brel left it “a disgrace”, in the words of her aide, Tom Ek.", "left"),
        ("Ana Brel left, to quote the mayor, Tom Ek, “a disgrace”.", "left"),
        ("To borrow a phrase from Tom Ek, Ana Brel left “a disgrace”.", "left"),
        ("In Tom Ek’s phrase, Ana Brel left “a disgrace”.", "left"),
        ("Ana Brel left it “a disgrace”, in Tom Ek’s own words.", "left"),
        ("Ana Brel laughed; it was Tom Ek who first called it “a disgrace”.", "laughed"),
        ("Ana Brel testified that Tom Ek threatened to “a disgrace”.", "testified"),
        ("Tom Ek, in a post that Ana Brel later shared, wrote: “a disgrace”.", "shared"),
        ("Ana Brel left. “a disgrace” was captain Tom Ek’s verdict.", "left"),
        ("Ana Brel left. “a disgrace” was how coach Tom Ek saw it.", "left"),
        ("Ana Brel left. “a disgrace” is the blunt verdict of keeper Tom Ek.", "left"),
        ("Ana Brel left. The verdict of keeper Tom Ek was short: “a disgrace”.", "left"),
        ("Ana Brel left. “a disgrace”, she was told by keeper Tom Ek.", "left"),
        ("Ana Brel left. “a disgrace”, Tom Ek was heard shouting.", "left"),
        ("Ana Brel left what Tom Ek was overheard calling “a disgrace”.", "left"),
        ("Ana Brel left. In the opinion of Tom Ek, it was “a disgrace”.", "left"),
        ("Ana Brel left. “a disgrace”: that is keeper Tom Ek’s description.", "left"),
        ("Ana Brel left. “a disgrace” — that was Tom Ek’s promise.", "left"),
        ("Ana Brel left. Tom Ek has one word for it: “a disgrace”.", "left"),
        ("Ana Brel left. In Tom Ek’s view it was “a disgrace”.", "left"),
        (
            "Tom Ek, boss of Ana Brel, was quoted in a book by a friend as saying “a disgrace”.",
            "saying",
        ),
    ],
)
def test_words_are_of_whom_the_sentence_quotes(text: str, cue: str) -> None:
    assert given(text, "a disgrace", "Ana Brel", cue) == [("Tom Ek", "a disgrace")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Brel denied Tom Ek’s claim and said it was “a disgrace”.", "said"),
        ("Asked by Tom Ek about the dam, Ana Brel said it was “a disgrace”.", "said"),
        ("Ana Brel described the dam as “a disgrace”.", "described"),
        ("Ana Brel read a letter from Tom Ek and called it “a disgrace”.", "called"),
        ("Ana Brel apologised to Tom Ek for calling him “a disgrace”.", "apologised"),
        ("Ana Brel spoke with Tom Ek, saying the dam was “a disgrace”.", "saying"),
        ("Ana Brel quoted her father, Tom Ek, saying it was “a disgrace”.", "saying"),
        ("Ana Brel quotes her father, Tom Ek, saying it is “a disgrace”.", "saying"),
        ("Ana Brel sent a letter saying it was “a disgrace”.", "sent"),
        ("Praised by Tom Ek, Ana Brel called the dam “a disgrace”.", "called"),
    ],
)
def test_other_words_stay_with_the_subject(text: str, cue: str) -> None:
    assert given(text, "a disgrace", "Ana Brel", cue) == [("Ana Brel", "a disgrace")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Brel was called “a disgrace” by the sentencing judge.", "the sentencing judge"),
        ("Ana Brel was dismissed as “a disgrace” by opponents.", "opponents"),
        ("Ana Brel left it “a disgrace”, in the words of one pupil.", "one pupil"),
        ("Ana Brel left, in its doctor’s words, “a disgrace”.", "its doctor"),
        (
            "Ana Brel quoted Jon Moe’s aide Ida Falk as saying “a disgrace”.",
            "Jon Moe’s aide Ida Falk",
        ),
        ("Ana Brel recalled her mother, Liv Rø, saying it was “a disgrace”.", "her mother, Liv Rø"),
        ("Ana Brel remembers Jon Moe’s mother saying “a disgrace”.", "Jon Moe’s mother"),
        ("Ana Brel quoted Jon Moe’s mother as saying “a disgrace”.", "Jon Moe’s mother"),
        ("Ana Brel got a letter saying it was “a disgrace”.", "a letter"),
        ("Ana Brel saw a message that read “a disgrace”.", "a message"),
        ("Ana Brel was booed, with one of them writing “a disgrace”.", "one of them"),
        ("Ana Brel was booed, with one reader writing “a disgrace”.", "one reader"),
    ],
)
def test_words_are_of_those_without_a_name(text: str, source: str) -> None:
    assert given(text, "a disgrace", "Ana Brel", text.split()[2]) == [(source, "a disgrace")]


def test_whom_the_next_sentence_was_told_by_said_nothing_before() -> None:
    text = "Ana Brel left. “a disgrace.” Brel said she had been told by Tom Ek that it leaked."
    assert given(text, "a disgrace.", "Ana Brel", "left") == [("Ana Brel", "a disgrace.")]


def test_by_whom_a_thing_is_called_is_no_part_of_what_it_is_called() -> None:
    text = "The bridge was described as “a disgrace” by Tom Ek."
    assert given(text, "“a disgrace” by", "Tom Ek", "described") == [("Tom Ek", "a disgrace")]


def test_a_summary_is_of_whom_a_pronoun_means() -> None:
    text = "Ana Brel left. Tom Ek paused. “a disgrace” was his blunt summary."
    assert given(text, "a disgrace", "Ana Brel", "left") == [("his", "a disgrace")]


def test_the_party_of_who_speaks_is_not_the_speaker() -> None:
    text = "It drew fire from Tom Ek, a Democrat, who called it “a disgrace”."
    assert given(text, "a disgrace", "Tom Ek", "called") == [("Tom Ek", "a disgrace")]


@pytest.mark.parametrize("person", ["Tom Ek of Osk", "The Dutch envoy in Osk", "A man from Osk"])
def test_the_place_of_who_speaks_is_not_the_speaker(person: str) -> None:
    text = f"{person}, who had called it “a disgrace”, left."
    assert given(text, "a disgrace", person, "called") == [(person, "a disgrace")]


def test_a_banner_is_read_and_not_who_stands_beside_it() -> None:
    text = "“a disgrace,” read a banner behind Ana Brel."
    assert given(text, "a disgrace,", "Ana Brel", "read") == [("a banner", "a disgrace,")]


@pytest.mark.parametrize(
    "opening",
    [
        "Described as",
        "Widely praised as",
        "Once dismissed as",
        "Met with chants of",
        "Asked if she was",
    ],
)
def test_what_one_is_described_as_has_no_speaker(opening: str) -> None:
    text = f"{opening} “a disgrace”, Ana Brel left."
    assert given(text, "a disgrace", "Ana Brel", "left") == [("", "a disgrace")]


def test_who_is_spoken_of_in_front_is_not_the_speaker() -> None:
    for text in ("Of Tom Ek, Ana Brel said: “He ran.”", "Unlike Tom Ek, Ana Brel said: “He ran.”"):
        made = document(text, tagged(text, "He ran.", "Tom Ek, Ana Brel", "said"))
        repair_attributions(made)
        assert said(made) == [("Ana Brel", "He ran.")]


ASKED = (
    "Ana Brel asked Tom Ek if it would do.",
    "Ana Brel asked the witness, Tom Ek, what it was.",
    "“What is it?” Ana Brel asked Tom Ek.",
    "Tom Ek was asked by Ana Brel about it.",
    "Asked by Ana Brel about it, Tom Ek paused.",
)


@pytest.mark.parametrize("before", ASKED)
@pytest.mark.parametrize("behind", ["came the reply", "was his short answer"])
def test_a_reply_is_of_whom_the_sentence_before_asks(before: str, behind: str) -> None:
    text = f"{before} “a disgrace,” {behind}."
    assert ("Tom Ek", "a disgrace,") in given(text, "a disgrace,", "Ana Brel", behind.split()[0])


@pytest.mark.parametrize(
    "before",
    [
        "Ana Brel found a note from Tom Ek.",
        "Tom Ek had sent Ana Brel a message.",
        "Ana Brel opened the letter, signed by Tom Ek.",
    ],
)
@pytest.mark.parametrize("behind", ["it read", "the message said"])
def test_a_message_is_of_who_sent_it(before: str, behind: str) -> None:
    text = f"{before} “a disgrace,” {behind}."
    assert given(text, "a disgrace,", behind.rpartition(" ")[0], behind.split()[-1]) == [
        ("Tom Ek", "a disgrace,")
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Ana Brel sent a letter to Tom Ek. “a disgrace,” he said.", "he", "said"),
        ("Ana Brel asked Tom Ek. “a disgrace,” came the reply from her son.", "her son", "came"),
        ("A sign hung over Tom Ek’s door. “a disgrace,” it read.", "it", "read"),
    ],
)
def test_who_is_named_before_has_not_always_replied(text: str, source: str, cue: str) -> None:
    assert given(text, "a disgrace,", source, cue) == [(source, "a disgrace,")]


def test_what_is_summed_up_is_no_paraphrase() -> None:
    text = "“Two rooms and a draught” is how Ana Brel described her childhood home."
    assert given(text, "her childhood home", "Ana Brel", "described") == [
        ("Ana Brel", "Two rooms and a draught")
    ]


def test_the_verb_of_a_sentence_is_in_no_source() -> None:
    text = "Above the gate stands the regiment’s motto, “we hold the ford”. Ana Brel reads it."
    assert given(text, "we hold the ford", "Ana Brel", "reads") == [
        ("the regiment", "we hold the ford")
    ]


def test_two_agents_share_a_passive() -> None:
    text = "The plan was called “a gift” by Jon Alm and “a disgrace” by Tom Ek."
    assert given(text, "a gift” by Jon Alm and “a disgrace", "The plan", "was called") == [
        ("Jon Alm", "a gift"),
        ("Tom Ek", "a disgrace"),
    ]


@pytest.mark.parametrize(
    ("behind", "source"),
    [
        (" That was the message from Tom Ek on Sunday.", "Tom Ek"),
        (" This is the view of drivers’ leader Tom Ek.", "drivers’ leader Tom Ek"),
        (" That was the blunt reply of the keeper, Tom Ek.", "Tom Ek"),
        (" The words are those of the biologist Tom Ek.", "the biologist Tom Ek"),
        (" Those words were those of Tom Ek.", "Tom Ek"),
        (" Ana Brel quoted harbour master Tom Ek as saying.", "harbour master Tom Ek"),
        (" Ana Brel quoted her as saying.", "her"),
        (" That was the last train from Velm.", ""),
        (" The words are painted on a wall.", ""),
    ],
)
def test_a_sentence_behind_words_says_whose_they_are(behind: str, source: str) -> None:
    text = f"“It is a disgrace.”{behind}"
    made = document(text)
    give_to_own_clauses(made)
    assert said(made) == ([(source, "It is a disgrace.")] if source else [])


@pytest.mark.parametrize(
    ("one", "source"),
    [
        ("a deckhand, Tom Ek,", "Tom Ek"),
        ("his aide, Tom Ek,", "Tom Ek"),
        ("deputy warden Tom Ek", "deputy warden Tom Ek"),
    ],
)
def test_who_is_quoted_may_be_described_first(one: str, source: str) -> None:
    text = f"Ana Brel also quoted {one} as saying: “a disgrace”."
    assert given(text, "a disgrace", "Ana Brel", "quoted") == [(source, "a disgrace")]


@pytest.mark.parametrize(
    "who", ["mayor Tom Ek", "Velm’s mayor Tom Ek", "the mayor, Tom Ek,", "Tom Ek, 40,"]
)
@pytest.mark.parametrize("said", ["said it was", "told a guest it was", "has described it as"])
def test_a_paper_reports_what_one_said(who: str, said: str) -> None:
    text = f"According to the Ledger, {who} {said} “a disgrace”."
    assert given(text, "a disgrace", "the Ledger", "According to") == [
        (who.rstrip(","), "a disgrace")
    ]


def test_nothing_of_the_clause_stays_with_the_paper() -> None:
    text = "According to the Ledger, Tom Ek said the dam was “a disgrace”."
    content = (*part(text, "Tom Ek said"), *part(text, "the dam was “a disgrace”"))
    given_to = Attribution(content, part(text, "the Ledger"), part(text, "According to"), 0.9)
    made = document(text, given_to)
    give_to_own_clauses(made)
    assert said(made) == [("Tom Ek", "a disgrace")]


def test_as_one_puts_it_may_open_a_sentence() -> None:
    text = "Ana Brel blames clay. As Tom Ek put it: “a disgrace”."
    assert given(text, "a disgrace", "Ana Brel", "blames") == [("Tom Ek", "a disgrace")]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brel left it “a disgrace”, in the words of a guest, the old baker Tom Ek.",
        "Ana Brel left it “a disgrace”, to use the words of baker Tom Ek.",
        "In the words of baker Tom Ek, Ana Brel left “a disgrace”.",
    ],
)
def test_the_speaker_keeps_the_trade(text: str) -> None:
    ((source, words),) = given(text, "a disgrace", "Ana Brel", "left")
    assert (source.removeprefix("old "), words) == ("baker Tom Ek", "a disgrace")
