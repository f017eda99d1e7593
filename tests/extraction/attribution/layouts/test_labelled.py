from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Attribution, Span
from extraction.attribution.layouts.labelled import apply_layouts, find_layouts, with_layouts
from extraction.attribution.selection import select_attributions
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.document import Document
from tests.support.documents import document, said, tagged
from tests.support.growth import growth


def laid_out(text: str, *given: Attribution) -> Document:
    made = document(text, *given)
    apply_layouts(made)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam is a gift.” — Ana Brel", [("Ana Brel", "The dam is a gift.")]),
        ('"The dam is a gift." -- Ana Brel', [("Ana Brel", "The dam is a gift.")]),
        ("“The dam is a gift.”\n― Ana Brel, Chile", [("Ana Brel", "The dam is a gift.")]),
        ("“The dam is a gift.” – Inés de la Cruz", [("Inés de la Cruz", "The dam is a gift.")]),
        ("“The dam is a gift.” — @anabrel", [("@anabrel", "The dam is a gift.")]),
        ("“The dam is a gift.” — her husband, Mr Ek, runner-up", [("Mr Ek", "The dam is a gift.")]),
        ("“The dam is a gift.” — the old head teacher, Jon Ek", [("Jon Ek", "The dam is a gift.")]),
        ("“The dam is a gift” — critic Ana Brel, The Post", [("Ana Brel", "The dam is a gift")]),
        (
            "“The dam is a gift.” – Ex-judge Ana Brel on it",
            [("Ex-judge Ana Brel", "The dam is a gift.")],
        ),
        (
            "“The dam is a gift.” – Former judge Ana Brel in May",
            [("Ana Brel", "The dam is a gift.")],
        ),
        ("“The dam is a gift.” (Ana Brel)", []),
        ("Best of all: “The dam is a gift.” — Ana Brel", [("Ana Brel", "The dam is a gift.")]),
        ("The clerk said: “The dam is a gift.” — Ana Brel, Lima", []),
        ("I asked, and he told me, “The dam is a gift.”\n— Ana Brel", []),
        ("“The dam” — Ana Brel", []),
        (
            "- “Shame.” – Ana Brel\n- “Late.” – Jon Ek",
            [("Ana Brel", "Shame."), ("Jon Ek", "Late.")],
        ),
        ("- “The Dam” – Ana Brel\n- “Late” – Jon Ek", []),
        (
            "ANA BREL, nurse: It leaks.\n\nJON EK, baker: So what?",
            [("ANA BREL", "It leaks."), ("JON EK", "So what?")],
        ),
        ("“The dam is a gift” — and a costly one.", []),
        ("“The dam is a gift” — Ana Brel never doubted it.", []),
    ],
)
def test_signed_quotations(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(laid_out(text)) == expected


def test_a_transcript_in_capitals() -> None:
    text = (
        "BREL: Welcome to the programme.\nARRIAGA: Thank you. It is good to be here.\n"
        "BREL (laughing): Will the dam stand?\n(MUSIC)\nARRIAGA: It will stand."
    )
    assert said(laid_out(text)) == [
        ("BREL", "Welcome to the programme."),
        ("ARRIAGA", "Thank you. It is good to be here."),
        ("BREL", "Will the dam stand?"),
        ("ARRIAGA", "It will stand."),
    ]


def test_family_names_in_capitals() -> None:
    text = (
        "Ms BREL (Port Alder): Will the dam stand?\n\nMr EK (Minister for Dams): It will stand.\n\n"
        "Ms BREL: It leaked in May."
    )
    assert said(laid_out(text)) == [
        ("Ms BREL", "Will the dam stand?"),
        ("Mr EK", "It will stand."),
        ("Ms BREL", "It leaked in May."),
    ]


def test_a_quoted_transcript_keeps_its_paragraphs() -> None:
    text = (
        "“BREL: Welcome to the programme.\n\n“ARRIAGA: Thank you.\n\n“It is good to be here.\n\n"
        "“BREL: Will the dam stand?”"
    )
    assert said(laid_out(text)) == [
        ("BREL", "Welcome to the programme."),
        ("ARRIAGA", "Thank you. | It is good to be here."),
        ("BREL", "Will the dam stand?"),
    ]


@pytest.mark.parametrize("mark", [":", "."])
def test_questions_and_answers(mark: str) -> None:
    text = f"Q{mark} Will the dam stand?\nA{mark} It will.\nFor years.\nQ{mark} Who pays for it?"
    assert said(laid_out(text)) == [
        ("Q", "Will the dam stand?"),
        ("A", "It will. | For years."),
        ("Q", "Who pays for it?"),
    ]


def test_an_interview_by_name() -> None:
    turns = ["Ledger: Will it stand?", "Ana Brel: It will.", "Ledger: How long?", "Ana Brel: Ages."]
    assert [who for who, _ in said(laid_out("\n".join(turns)))] == ["Ledger", "Ana Brel"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Note: the dam is closed.\nUpdate: it opened.\nSource: the ministry.\nNote: we erred.",
        "Brel: 47.\nArriaga: 46.\nBrel: 12.\nArriaga: 9.",
        "SANTIAGO: The dam opened on Monday.",
        "One thing is plain: it will stand.\nAnother is not: who pays.",
    ],
)
def test_a_colon_alone_makes_no_transcript(text: str) -> None:
    assert said(laid_out(text)) == []


def test_a_layout_takes_the_place_of_a_guess() -> None:
    text = "“The dam is a gift.” — Ana Brel"
    found = laid_out(text).attributions
    guess = Attribution((Span(1, 20),), (), (Span(22, 23),))
    assert laid_out(text, guess).attributions == found


def test_speech_reported_in_an_answer_stays() -> None:
    text = "Q: Will it stand?\nA: The minister told me that it will stand for years.\nQ: And then?"
    start = text.index("that")
    nested = Attribution(
        (Span(start, start + 20),),
        (Span(text.index("The minister"), text.index(" told")),),
        (Span(text.index("told"), text.index(" me")),),
    )
    assert nested in laid_out(text, nested).attributions


@given(st.text(alphabet='AQB:.“”"—-( \nab\0', max_size=150))
def test_any_text_has_content_in_every_layout(text: str) -> None:
    for each in laid_out(text).attributions:
        for spans in (each.content, each.source, each.cue):
            assert spans
            assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_long_transcript_takes_no_longer_than_its_length_says() -> None:
    def transcript(turns: int) -> Document:
        text = "ANA: It rains in Norway.\nBO: It does, and it will.\n" * turns
        found = laid_out(text)
        assert len(found.attributions) == 2 * turns
        return found

    found = {turns: transcript(turns) for turns in (500, 4_000)}

    def again(turns: int) -> list[Attribution]:
        text, attributions = found[turns].text, found[turns].attributions
        return with_layouts(text, attributions, attributions)

    assert growth(again, 500) < 2.5


def test_a_question_without_a_mark_behind_its_label_ends_a_turn() -> None:
    text = (
        "THE MAYOR: Thank you all for coming here.\n\nQ Madam Mayor, will the weir be sold?\n\n"
        "THE MAYOR: It will never be sold.\n\nMS. BREL: Next question, please.\n"
    )
    turns = [span.of(text) for each in find_layouts(text, ()) for span in each.content]
    assert turns == [
        "Thank you all for coming here.", "It will never be sold.", "Next question, please.",
    ]  # fmt: skip


def test_an_answer_is_not_taken_for_an_article() -> None:
    text = "Q. Did it leak?\n\nA. Every day, sir.\n\nQ. And then?\n\nA. Then it rained.\n"
    made = document(text)
    apply_layouts(made)
    select_attributions(made)
    assert ("A", "Every day, sir.") in said(made)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "ANA BREL, PRESENTER: The weir has been leaking for years.\n\n(VT BEGINS)\n\n"
            "JON EK (voice-over): You hear it before you see it.\n\n"
            "UNIDENTIFIED MALE: Mind your head!\n\nBREL: Jon Ek there, at the weir.\n",
            ["ANA BREL", "JON EK", "UNIDENTIFIED MALE", "BREL"],
        ),
        (
            "**Ana Brel:** Why is it never mended?\n\n**Jon Ek:** Who would pay for that?\n\n"
            "**Brel:** The council, of course.\n\n**Ek:** Of course.\n\n**Brel:** And now?\n",
            ["Ana Brel", "Jon Ek", "Brel", "Ek", "Brel"],
        ),
        (
            "Mr Jon Ek (Lower Weir) (Ind): May I ask why it leaks?\n\n"
            "The Minister of Rivers (Mrs Ana Brel): It was built to do so.\n\n"
            "Mr Ulf Ask (Upper Weir): On a point of order!\n\nMadam Speaker: That is none.\n",
            ["Mr Jon Ek", "The Minister of Rivers", "Mr Ulf Ask", "Madam Speaker"],
        ),
        (
            "JUNE BREL, ANCHOR: We turn to the weir.\n\nJON EK (on camera): It leaks, June.\n\n"
            "MAY ASK, FARMER: My barn is wet.\n\nBREL: Will it hold?\n",
            ["JUNE BREL", "JON EK", "MAY ASK", "BREL"],
        ),
        (
            "ANA BREL, CHIEF EXECUTIVE, BREL CARGO: It leaks.\n\nJON EK, HOST: Since when?\n\n"
            "BREL: Since May.\n\nSEN. ULF ASK, FARMER, LOWER WEIR: I live below.\n\nEK: Still?\n",
            ["ANA BREL", "JON EK", "BREL", "SEN. ULF ASK", "EK"],
        ),
        (
            "IN THE HOUSE: THE WEIR AND ITS FRIENDS\n\nMr Jon Ek (Ind): May I ask why it leaks?\n\n"
            "Mrs Ana Brel: It was built to do so.\n\nMr Ek: Was it?\n\nMrs Brel: It was.\n",
            ["Mr Jon Ek", "Mrs Ana Brel", "Mr Ek", "Mrs Brel"],
        ),
        (
            "Ana Brel: Jon, why does it leak?\n\nJon Ek: It was built to.\n\nIt is old.\n\n"
            "Ulf Ask: I live below it.\n\nAudience member: Since when?\n\nJon Ek: Always.\n\n"
            "Ulf Ask: As a boy I swam there.\n",
            ["Ana Brel", "Jon Ek", "Ulf Ask", "Audience member", "Jon Ek", "Ulf Ask"],
        ),
        (
            "**Why is it never mended?**\n\n**Ana Brel:** Who would pay?\n\n**Jon Ek:** Not I.\n\n"
            "**And now?**\n\nBrel: We wait.\n\nEk: We swim.\n",
            ["Ana Brel", "Jon Ek", "Brel", "Ek"],
        ),
        (
            "Q. You passed the weir?\n\nA. Every day.\n\nQ. Did it leak?\n\n"
            "THE HEARING OFFICER: Please speak up.\n\nTHE WITNESS: It leaked.\n",
            ["Q", "A", "Q", "THE HEARING OFFICER", "THE WITNESS"],
        ),
        ("Monday: It rained.\n\nMay: It rained.\n\nJune: It rained.\n\nMay: It rained.\n", []),
    ],
    ids=[
        "network",
        "bold",
        "parliament",
        "month",
        "office and body",
        "headline",
        "audience",
        "families",
        "officer",
        "calendar",
    ],
)
def test_labels_of_networks_interviews_and_houses(text: str, speakers: list[str]) -> None:
    assert [each.source[0].of(text) for each in find_layouts(text, ())] == speakers


def test_a_name_in_brackets_signs_what_is_said() -> None:
    made = laid_out("«It can go round us.» (Ana Brel, 34, fishmonger)\n\n«It is too old» (sic).\n")
    assert said(made) == [("Ana Brel", "It can go round us.")]


SIGNED = (
    "“It leaked all of last winter.” {sign}\n\n“We swim in it, and nobody asks us about it.”"
    "\n\n“It is older than we are.” {sign}"
)


@pytest.mark.parametrize(
    "sign", ["(Ana Brel, 34, fishmonger)", "— Ana Brel", "– Ana Brel, Bern", "-- Ana Brel, 34"]
)
def test_a_signature_is_not_carried_to_what_nobody_signs(sign: str) -> None:
    text = SIGNED.format(sign=sign)
    start = text.index("Ana")
    made = document(text, names=[(Span(start, start + 8), "PERSON")])
    apply_layouts(made)
    continue_attributions(made)
    assert [who for who, _ in said(made)] == ["Ana Brel", "", "Ana Brel"]


def test_who_speaks_in_a_turn_reports_nobody_by_saying_i() -> None:
    text = "ANA: It rains.\nBO: I meant to say “it snows”, and it does.\nANA: So?\nBO: So nothing."
    own = tagged(text, "to say “it snows”", "I", "meant")
    other = tagged(text, "it snows", "ANA", "say")
    assert own not in laid_out(text, own).attributions
    assert other in laid_out(text, other).attributions


def test_names_on_the_lines_below_quotations_sign_them() -> None:
    text = (
        "“I came for the drums.”\n\nAna Brel\nStudent, 20\n\n“I am lost.”\n\nTom de Ek\nTourist\n"
    )
    assert said(laid_out(text)) == [
        ("Ana Brel", "I came for the drums."),
        ("Tom de Ek", "I am lost."),
    ]


@pytest.mark.parametrize("point", ["", "1. ", "• "])
def test_names_in_brackets_sign_the_points_of_a_list(point: str) -> None:
    text = f"{point}“Salt last.” (Ana Brel)\n{point}“Never lend a knife.” (Her cook, Jon Ek)"
    assert said(laid_out(text)) == [("Ana Brel", "Salt last."), ("Jon Ek", "Never lend a knife.")]


@pytest.mark.parametrize("form", ["[0:0{}] {}:", "00:00:0{} {}:", "({}:00) {}:", "0:0{} – {}:"])
def test_the_time_of_a_turn_is_no_part_of_its_label(form: str) -> None:
    words = ["Is it safe?", "It was inspected.", "By whom?", "By my brother."]
    names = ["ANA BREL", "JON EK"] * 2
    turns = (
        f"{form.format(at, name)} {line}"
        for at, (name, line) in enumerate(zip(names, words, strict=True), start=1)
    )
    assert said(laid_out("\n".join(turns))) == list(zip(names, words, strict=True))


def test_a_time_behind_the_name_is_none_either() -> None:
    text = "BREL [0:01]: Is it safe?\nEK [0:02]: It was.\nBREL [0:03]: By whom?\nEK [0:04]: Me."
    assert [name for name, _ in said(laid_out(text))] == ["BREL", "EK", "BREL", "EK"]


def test_the_name_in_brackets_behind_a_role_is_that_of_all_its_turns() -> None:
    text = "COUNSEL: When?\nWITNESS (Ana Brel): At noon.\nCOUNSEL: Why?\nWITNESS: I was cold."
    assert [name for name, _ in said(laid_out(text))] == ["COUNSEL", "Ana Brel"] * 2


def test_a_party_in_brackets_is_none() -> None:
    text = "EK (New Party): When?\nBREL (Old Party): At noon.\nEK: Why?\nBREL: I was cold."
    assert [name for name, _ in said(laid_out(text))] == ["EK", "BREL"] * 2


@pytest.mark.parametrize("ask", ["**{}**", "Question: {}", "{}"])
def test_labels_below_two_questions_are_those_of_who_answers(ask: str) -> None:
    text = (
        "Ana Brel and Jon Ek keep the lock.\n\n"
        + ask.format("Does it leak?")
        + "\n\nBrel: It does."
        "\n\nEk: Not now.\n\n" + ask.format("And the weir?") + "\n\nBrel: It stands.\n\nIt rained."
    )
    assert said(laid_out(text)) == [
        ("Brel", "It does."),
        ("Ek", "Not now."),
        ("Brel", "It stands."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "How much is it?\nFee: Forty euros a night.\n\nWhere does it leave?\nBoats: From the pier.",
        "Ana Brel keeps the lock.\n\nDoes it leak?\n\nBrel: It does.\n\nIt rained all day.",
    ],
)
def test_points_and_one_answer_are_no_interview(text: str) -> None:
    assert said(laid_out(text)) == []


def test_three_turns_of_two_people_with_titles_are_a_transcript() -> None:
    text = "Mr Ek: It is not true.\nMrs Brel: It is in the book.\nMr Ek: The book is not true."
    assert said(laid_out(text)) == [
        ("Mr Ek", "It is not true."),
        ("Mrs Brel", "It is in the book."),
        ("Mr Ek", "The book is not true."),
    ]
