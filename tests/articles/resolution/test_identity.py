"""Which names, and which people that articles tell of, are one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.corrections import speakers
from articles.corrections.changes import Editor
from articles.corrections.revert import revert
from articles.ingest import process
from articles.models import Article, Quotation, Speaker, Tenure
from extraction.annotations import Extraction, SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person, match
from identity.names import Likeness, blocks_of, likeness, person_name
from tests.support.factories import FixedExtractor, make_article, mentioned, said, span

SAME, VARIANT, PART, DIFFERENT = (
    Likeness.SAME,
    Likeness.VARIANT,
    Likeness.PART,
    Likeness.DIFFERENT,
)

NAMES = [
    # family name first
    ("Xi Jinping", "Xi", PART),
    ("Xi Jinping", "Jinping Xi", SAME),
    ("Xi Jinping", "Jinping", PART),
    ("Kim Jong Un", "Kim Jong-un", SAME),
    ("Kim Jong Un", "Kim", PART),
    ("Ban Ki-moon", "Ban", PART),
    ("Nguyen Van Hung", "Hung Nguyen", DIFFERENT),
    # particles
    ("Bill de Blasio", "de Blasio", PART),
    ("Ludwig van der Berg", "van der Berg", PART),
    ("Mohammed bin Salman", "bin Salman", PART),
    ("Ana de la Vega", "Ana Vega", DIFFERENT),
    ("Al Sharpton", "Sharpton", PART),
    # accents and transliterations
    ("Lech Wałęsa", "Lech Walesa", SAME),
    ("Sigrún Hallsdóttir", "Sigrun Hallsdottir", SAME),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", VARIANT),
    ("Mohammed Farouk", "Muhammad Farouk", VARIANT),
    # initials and middle names
    ("Donald J. Trump", "Donald Trump", SAME),
    ("D. Trump", "Donald Trump", VARIANT),
    ("J.K. Rowling", "Joanne Rowling", VARIANT),
    ("J.K. Rowling", "Karen Rowling", DIFFERENT),
    ("John A. Smith", "John B. Smith", DIFFERENT),
    ("George W. Bush", "George H.W. Bush", DIFFERENT),
    ("Gabriel García Márquez", "García Márquez", VARIANT),
    # honorifics and suffixes
    ("Sen. Ana Brel", "Dr. Ana Brel", SAME),
    ("President Brel", "Ana Brel", PART),
    ("Martin King Jr.", "Martin King", DIFFERENT),
    ("Martin King Jr.", "King", PART),
    ("Robert Lee III", "Robert Lee", DIFFERENT),
    # nicknames and slips
    ("Bill Marsh", "William Marsh", VARIANT),
    ("Robert “Bob” Marsh", "Bob Marsh", VARIANT),
    ("Xi Jingping", "Xi Jinping", VARIANT),
    ("Vladmir Putin", "Vladimir Putin", VARIANT),
    ("Mary Smith-Jones", "Mary Jones", VARIANT),
    # other people
    ("Hillary Clinton", "Bill Clinton", DIFFERENT),
    ("Hillary Clinton", "Hillary", DIFFERENT),
    ("Daniel Marsh", "Daniela Marsh", DIFFERENT),
    ("Ana Marsh", "Ana March", DIFFERENT),
    ("Donald Trump", "Donald Tusk", DIFFERENT),
]


@pytest.mark.parametrize(("left", "right", "expected"), NAMES)
def test_how_alike_two_names_are(left: str, right: str, expected: Likeness) -> None:
    a, b = person_name(left), person_name(right)
    assert likeness(a, b) is likeness(b, a) is expected


@pytest.mark.parametrize(("left", "right", "expected"), NAMES)
def test_names_that_may_be_one_are_compared(left: str, right: str, expected: Likeness) -> None:
    """What resolution looks up by must find every pair that is alike."""
    a, b = blocks_of(left), blocks_of(right)
    shared = (
        a.by_given == b.by_given
        or a.by_family == b.by_family
        or key_of(left) in (key_of(right), f"{b.last} {b.first}")
        or {a.last} & {b.first, b.last}
        or {b.last} & {a.first, a.last}
    )
    assert shared or expected is DIFFERENT


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_raises_and_likeness_has_no_side(left: str, right: str) -> None:
    a, b = person_name(left), person_name(right)
    assert likeness(a, b) is likeness(b, a)
    assert likeness(a, a) is SAME
    assert len(key_of(left)) <= 300
    blocks_of(left)


def person(name: str, country: str = "", title: str = "", beside: str = "") -> Person:
    return Person(
        (name,),
        frozenset(filter(None, [country])),
        frozenset(filter(None, [title])),
        frozenset(beside.split()),
    )


@pytest.mark.parametrize(
    ("who", "known", "chosen"),
    [
        # a full name decides alone, unless many bear it
        (person("Ana Brel"), [person("Ana Brel")], 0),
        (person("John Smith"), [person("John Smith")], None),
        (person("John Smith", "GB"), [person("John Smith", "GB")], 0),
        (person("John Smith", title="baker"), [person("John Smith", title="baker")], 0),
        (person("John Smith", "GB"), [person("John Smith", "US")], None),
        (person("John Smith", beside="a b"), [person("John Smith", beside="b a c")], 0),
        (person("John Smith", "GB"), [person("John Smith", "US"), person("John Smith", "GB")], 1),
        # a country alone parts no rare name, country and trade together do
        (person("Ana Brel", "NO"), [person("Ana Brel", "SE")], 0),
        (person("Ana Brel", "NO", "judge"), [person("Ana Brel", "SE", "singer")], None),
        # a variant needs something more
        (person("Xi Jingping"), [person("Xi Jinping")], None),
        (person("Xi Jingping", "CN"), [person("Xi Jinping", "CN")], 0),
        (person("A. Brel", title="envoy"), [person("Ana Brel", title="envoy")], 0),
        # a family name alone: the only one who fits, if it is rare
        (person("Putin"), [person("Vladimir Putin", "RU")], 0),
        (person("Smith"), [person("John Smith", "GB")], None),
        (person("Smith", "GB", "baker"), [person("John Smith", "GB", "baker")], 0),
        (person("Putin", "US"), [person("Vladimir Putin", "RU")], None),
        (person("Clinton"), [person("Bill Clinton"), person("Hillary Clinton")], None),
        (
            person("Clinton", title="President"),
            [person("Bill Clinton", "US", "president"), person("Hillary Clinton", "US", "nominee")],
            0,
        ),
        (person("Hillary"), [person("Hillary Clinton")], None),
        # two family names alone are two people, unless they hold one office
        (person("Brel"), [person("Brel")], None),
        (person("Brel", "NO", "president"), [person("Brel", "NO", "president")], 0),
        (person("Brel", "NO", "judge"), [person("Brel", "NO", "judge")], None),
    ],
)
def test_who_is_meant(who: Person, known: list[Person], chosen: int | None) -> None:
    assert match(who, known).chosen == chosen


# ── in the newsroom ───────────────────────────────────────────────────────────────────────


def speak(name: str | None, country: str | None = None, title: str | None = None,
          beside: tuple[str, ...] = (), **fields: object) -> Quotation:  # fmt: skip
    """A quotation in an article of its own, by a speaker with this name there."""
    text = f"Day {Article.objects.count()}. “Yes,” said {name}, with {', '.join(beside)}."
    article = make_article(text, **fields)
    found = said(text, "Yes,", by=name, speaker_country=country, title=title)
    entities = tuple(mentioned(text, other) for other in beside)
    process.process(article, FixedExtractor(lambda _: Extraction((found,), entities)))
    return article.quotations.get()


@pytest.mark.django_db
class TestResolution:
    def test_one_page_for_every_way_to_name_one(self) -> None:
        for name, title in [("Xi Jinping", "president"), ("Xi", "President"),
                            ("Xi Jingping", "president"), ("Jinping Xi", None)]:  # fmt: skip
            speak(name, "CN", title)
        assert [str(speaker) for speaker in Speaker.objects.all()] == ["Xi Jinping"]
        assert Speaker.objects.get().quotations.count() == 4
        names = {name.name for name in Speaker.objects.get().names.all()}
        assert names == {"Xi Jinping", "Xi Jingping", "Jinping Xi"}, "“Xi” alone says too little"

    def test_two_john_smiths_are_two(self) -> None:
        speak("John Smith", "GB", "baker")
        speak("John Smith", "US", "senator")
        speak("John Smith", "GB", "baker")
        counts = {s.country_id: s.quotations.count() for s in Speaker.objects.all()}
        assert counts == {"GB": 2, "US": 1}

    def test_a_lone_name_says_why_it_is_this_one(self) -> None:
        known = speak("Vladimir Putin", "RU", "Russian president").speaker
        quotation = speak("Putin", None, "President")
        assert quotation.speaker == known
        assert quotation.identity_reason == "the only Putin on file who fits: president"

    def test_an_ambiguous_name_stays_in_the_article(self) -> None:
        first, second = speak("Brel").speaker, speak("Brel").speaker
        assert first
        assert second
        assert first != second
        assert first.provisional
        assert second.provisional

    def test_the_full_name_may_come_later(self) -> None:
        early = speak("Putin", None, "President")
        assert early.speaker
        assert early.speaker.provisional
        late = speak("Vladimir Putin", "RU", "Russian president")
        early.refresh_from_db()
        assert early.speaker == late.speaker
        assert early.speaker_country_id == "RU"
        assert Speaker.objects.count() == 1

    def test_what_an_editor_touched_is_not_taken_over(self) -> None:
        early = speak("Putin").speaker
        assert early
        speakers.edit(early, {"note": "A baker of that name."}, Editor())
        speak("Vladimir Putin", "RU", "president")
        assert Speaker.objects.filter(pk=early.pk).exists()
        assert early.quotations.count() == 1

    def test_companions_tell_namesakes_apart(self) -> None:
        one = speak("John Smith", beside=("Ada Roe", "Bo Li")).speaker
        again = speak("John Smith", beside=("Ada Roe", "Bo Li", "Ines Calder")).speaker
        other = speak("John Smith", beside=("Jon Brel", "Una Marsh")).speaker
        assert one == again
        assert other != one

    def test_whom_all_the_world_mentions_is_no_company(self) -> None:
        famous = ("Una Marsh", "Jon Brel")
        for _ in range(21):
            speak("Ines Calder", beside=famous)
        one = speak("John Smith", beside=famous).speaker
        assert speak("John Smith", beside=famous).speaker != one

    def test_a_body_of_one_name_in_two_countries_is_two(self) -> None:
        def found(country: str) -> Quotation:
            text = f"“Yes,” said the Ministry of Trade of {country}."
            article = make_article(text)
            kind = SpeakerType.ORGANIZATION
            quotation = said(text, "Yes,", by="Ministry of Trade", speaker_type=kind,
                             speaker_country=country)  # fmt: skip
            process.process(article, FixedExtractor(lambda _: Extraction((quotation,))))
            return article.quotations.get()

        assert found("NO").speaker != found("SE").speaker
        assert Speaker.objects.count() == 2

    def test_the_chinese_leader_is_whom_the_list_has_on_that_day(self) -> None:
        xi = speakers.create("Xi Jinping", "person", Editor())
        Tenure.objects.create(speaker=xi, title="President", country_id="CN",
                              since=dt.date(2013, 3, 14))  # fmt: skip

        def leader(title: str, day: dt.date, words: str) -> Quotation:
            text = f"“Yes,” said {words} on {day}."
            article = make_article(text, published_on=day)
            found = said(text, "Yes,", by=None, speaker_type=SpeakerType.UNNAMED, title=title,
                         speaker_country="CN", source=(span(text, words),))  # fmt: skip
            process.process(article, FixedExtractor(lambda _: Extraction((found,))))
            return article.quotations.get()

        quotation = leader("Chinese leader", dt.date(2025, 6, 19), "the Chinese leader")
        assert quotation.speaker == xi
        assert "by the list of people" in quotation.identity_reason
        before = leader("Chinese leader", dt.date(2010, 6, 19), "the Chinese leader")
        assert before.speaker is None
        assert leader("Chinese leader", dt.date(2025, 6, 20), "a Chinese leader").speaker is None
        deputy = "the deputy Chinese leader"
        assert leader("deputy Chinese leader", dt.date(2025, 6, 21), deputy).speaker is None

    def test_reading_again_changes_nobody(self) -> None:
        text = "“Yes,” said John Smith. “No,” said Brel."
        article = make_article(text)
        found = Extraction((said(text, "Yes,", by="John Smith"), said(text, "No,", by="Brel")))
        process.process(article, FixedExtractor(lambda _: found))
        before = list(article.quotations.values_list("pk", "speaker"))
        process.process(article, FixedExtractor(lambda _: found, version="2"))
        assert list(article.quotations.values_list("pk", "speaker")) == before

    def test_a_merged_name_shows_its_root(self) -> None:
        one, other = speak("Ana Brel").speaker, speak("Anneliese Brel-Marsh").speaker
        assert one
        assert other
        change = speakers.merge(one, other, Editor())
        quotation = speak("Ana Brel")
        assert quotation.speaker == other
        assert quotation.found_speaker == one
        revert(change, Editor())
        quotation.refresh_from_db()
        assert quotation.speaker == one

    def test_a_country_from_elsewhere_fills_in_and_a_fixed_one_wins(self) -> None:
        silent = speak("Ana Brel")
        speak("Ana Brel", "NO")
        silent.refresh_from_db()
        assert silent.speaker_country_id == "NO"
        assert silent.speaker
        change = speakers.edit(silent.speaker, {"country": "SE"}, Editor())
        assert change
        assert set(Quotation.objects.values_list("speaker_country", flat=True)) == {"SE"}
        revert(change, Editor())
        assert set(Quotation.objects.values_list("speaker_country", flat=True)) == {"NO"}
