"""What people decided is kept, with anything that the machine finds next: over random corrections
of a random reading of an article, and another random reading after them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.corrections import articles, quotations, speakers
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.revert import revert
from articles.ingest.store import store
from articles.models import Article, Decision, Speaker
from articles.models import Quotation as Row
from extraction.annotations import Extraction, Kind, Quotation, Span, SpeakerType
from extraction.text.anchors import DISTINCTIVE
from tests.support.factories import make_article, said, span
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db

WORDS = "rain falls on every roof and nobody asked why it should stop before the harvest".split()
SENTENCES = [
    f"“{' '.join(WORDS[i : i + 6]).capitalize()} {i},” said {name} on day {i}."
    for i, name in enumerate(["Ada Roe", "Bo Li", "Roe", "the envoy", "Ines Calder", "Li"])
]
BODY = "\n\n".join(SENTENCES)
NAMES = ("Ada Roe", "Bo Li", "Ines Calder", None)
COUNTRIES = ("PL", "IT", "NO", None)


@st.composite
def readings(draw: st.DrawFn) -> Extraction:
    """What a machine may find: in some sentences a quotation, with its edges somewhere."""
    found = []
    for sentence in SENTENCES:
        if draw(st.integers(0, 3)) == 0:
            continue
        start = BODY.index(sentence) + draw(st.integers(0, 6))
        end = BODY.index(sentence) + sentence.index(",”") + draw(st.integers(-8, 2))
        spans = [Span(start, end)]
        if draw(st.integers(0, 5)) == 0:
            middle = (start + end) // 2
            spans = [Span(start, middle - 2), Span(middle, end)]
        source = BODY.index(sentence) + sentence.index("said ") + 5
        name = draw(st.sampled_from(NAMES))
        found.append(
            Quotation(
                kind=draw(st.sampled_from(list(Kind))),
                content=tuple(spans),
                source=(Span(source, source + 5),) if draw(st.booleans()) else (),
                name=name,
                speaker_type=SpeakerType.PERSON if name else None,
                title=draw(st.sampled_from(("envoy", "", None))),
                speaker_country=draw(st.sampled_from(COUNTRIES)),
                about=draw(st.sampled_from(((), ("US",), ("US", "RU")))),
                confidence=draw(st.floats(0, 1)),
            )
        )
    return Extraction(tuple(found))


values = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.sampled_from(("Ada Roe", "Bo Li", "New Name", None)),
        "kind": st.sampled_from([kind.value for kind in Kind]),
        "title": st.sampled_from(("minister", "")),
        "country": st.sampled_from(COUNTRIES),
        "about": st.sampled_from(([], ["NO"], ["NO", "RU"])),
        "content": st.tuples(st.integers(-3, 3), st.integers(-3, 3)),
    },
)
corrections = st.lists(
    st.tuples(st.sampled_from(("correct", "check", "reject", "add")), st.integers(0, 9), values),
    max_size=6,
)


def decide(article: Article, action: str, which: int, values: dict[str, Any]) -> None:
    """Make one correction, as far as it makes sense."""
    rows = list(article.quotations.order_by("start", "pk"))
    values = dict(values)
    if values.get("speaker"):
        name = values["speaker"]
        known = Speaker.objects.all().called(name)
        values["speaker"] = known[0] if known else speakers.create(name, "person", Editor())
    edges = values.pop("content", None)
    if action == "add":
        start = BODY.index(SENTENCES[which % 6]) + len(SENTENCES[which % 6]) - 9
        spans = (Span(start, start + 8),)
        try:
            quotations.add(article, spans, values, Editor())
        except CannotCorrectError:
            return
    elif rows:
        row = rows[which % len(rows)]
        if action == "check":
            quotations.check(row, Editor())
        elif action == "reject":
            quotations.reject(row, Editor())
        else:
            if edges:
                start, end = row.start + edges[0], row.end + edges[1]
                if 0 <= start < end <= len(article.body) and len(row.content) == 1:
                    values["content"] = (Span(start, end),)
            quotations.correct(row, values, Editor())


def check_all_stand(article: Article) -> None:
    """Every standing decision has its row, with each value that a person set."""
    placed = set()
    for decision in article.decisions.all():
        if not decision.standing or decision.lost:
            continue
        row = decision.quotation
        if decision.verdict == Decision.Verdict.REJECTED:
            assert row is None
            continue
        assert row is not None, decision
        assert row.pk not in placed
        placed.add(row.pk)
        for name, value in decision.values.items():
            assert stored(row, name) == (
                " … ".join(a["exact"] for a in value) if name == "content" else value
            ), (name, decision)
        assert row.text.split(" … ")[0] in article.body


def stored(row: Row, name: str) -> Any:
    if name == "content":
        return " … ".join(row.article.body[start:end] for start, end in row.content)
    if name == "about":
        return sorted(country.pk for country in row.about.all())
    columns = {"speaker": "found_speaker_id", "title": "speaker_title"}
    columns |= {"country": "speaker_country_id", "kind": "kind"}
    return getattr(row, columns[name])


def no_rejected_one_is_back(article: Article) -> None:
    for decision in Decision.objects.filter(article=article, verdict="rejected"):
        (start, end) = (decision.anchors[0]["start"], decision.anchors[-1]["end"])
        assert not article.quotations.filter(start=start, end=end, decision=None).exists()


@pytest.mark.one_database
@settings(max_examples=sized(8, 25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=readings(), made=corrections, second=readings(), third=readings())
def test_decisions_stand_with_all_that_the_machine_finds_next(
    db: None, first: Extraction, made: list[Any], second: Extraction, third: Extraction
) -> None:
    Article.objects.all().delete()
    article = make_article(BODY)
    store(article, first, "1")
    for action, which, values in made:
        decide(article, action, which, values)
        check_all_stand(article)
    standing = {d.pk for d in article.decisions.all() if d.standing}
    for number, reading in enumerate((second, third), start=2):
        store(article, reading, str(number))
        assert standing <= {d.pk for d in article.decisions.all()}, "none is dropped"
        assert not article.decisions.filter(lost=True).exists(), "the text is the same"
        check_all_stand(article)
        no_rejected_one_is_back(article)
    before = said_in(article)
    store(article, third, "4")
    assert said_in(article) == before, "the same reading again changes nothing"


def said_in(article: Article) -> list[tuple[int, int, str, int | None]]:
    return sorted(article.quotations.values_list("start", "end", "text", "found_speaker"))


@pytest.mark.one_database
@settings(max_examples=sized(5, 12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=readings(), made=corrections, cut=st.integers(0, 5), blank=st.booleans())
def test_decisions_follow_their_words_into_a_new_text(
    db: None, first: Extraction, made: list[Any], cut: int, blank: bool
) -> None:
    Article.objects.all().delete()
    article = make_article(BODY)
    store(article, first, "1")
    for action, which, values in made:
        decide(article, action, which, values)
    standing = {d.pk for d in article.decisions.all() if d.standing}
    kept = [sentence for i, sentence in enumerate(SENTENCES) if i != cut]
    new = ("A new first line.\n\n" if blank else "") + "\n\n".join(kept)
    articles.edit(article, {"body": new}, Editor())
    article.refresh_from_db()
    assert standing <= {d.pk for d in article.decisions.all()}
    check_all_stand(article)
    for decision in article.decisions.filter(lost=True):
        assert any(
            anchor["exact"] not in new or len(anchor["exact"]) < DISTINCTIVE
            for anchor in decision.anchors
        ), "only what is gone, or what too little tells, is lost"
    articles.edit(article, {"body": BODY}, Editor())
    article.refresh_from_db()
    assert not article.decisions.filter(lost=True).exists(), "the words are back"
    check_all_stand(article)


# ── one by one ────────────────────────────────────────────────────────────────────────────

TEXT = "“It rains and it pours,” said Ada Roe. “Nobody asked us,” said Bo Li."


def found(words: str, by: str, **values: Any) -> Quotation:
    values.setdefault("source", (span(TEXT, by),))
    return said(TEXT, words, by=by, **values)


def read_again(article: Article, *quotations: Quotation, version: str = "2") -> list[Row]:
    store(article, Extraction(quotations), version)
    return list(article.quotations.order_by("start"))


@pytest.fixture
def article() -> Article:
    made = make_article(TEXT)
    read_again(made, found("It rains and it pours,", "Ada Roe"), found("Nobody asked us,", "Bo Li"))
    return made


def test_what_nobody_decided_goes_on_improving(article: Article) -> None:
    row = article.quotations.order_by("start")[0]
    quotations.correct(row, {"title": "envoy"}, Editor())
    better = found("It rains and it pours,", "Ada Roe", kind=Kind.MIXED, about=("NO",))
    row = read_again(article, better)[0]
    assert (row.speaker_title, row.kind) == ("envoy", "mixed")
    assert [country.pk for country in row.about.all()] == ["NO"]


def test_undoing_gives_what_the_machine_says_now(article: Article) -> None:
    row = article.quotations.order_by("start")[0]
    change = quotations.correct(row, {"title": "envoy", "kind": "indirect"}, Editor())
    assert change
    read_again(article, found("It rains and it pours,", "Ada Roe", title="minister"))
    revert(change, Editor())
    row = article.quotations.get(text="It rains and it pours,")
    assert (row.speaker_title, row.kind) == ("minister", "direct")


def test_undoing_leaves_nothing_where_the_machine_finds_nothing_now(article: Article) -> None:
    change = quotations.check(article.quotations.order_by("start")[0], Editor())
    assert change
    assert len(read_again(article)) == 1, "a person has seen it"
    revert(change, Editor())
    assert not article.quotations.exists()


def test_a_quotation_found_in_two_pieces_is_still_the_one_that_was_checked(
    article: Article,
) -> None:
    quotations.check(article.quotations.order_by("start")[0], Editor())
    rows = read_again(article, found("It rains and", "Ada Roe"), found("it pours,", "Ada Roe"))
    assert [row.text for row in rows] == ["It rains and it pours,"]


def test_a_rejected_quotation_stays_away_however_it_is_found(article: Article) -> None:
    quotations.reject(article.quotations.order_by("start")[0], Editor())
    for words in ("It rains and it pours,", "rains and it pours", "It rains and it pours"):
        rows = read_again(article, found(words, "Ada Roe"), version=words)
        assert rows == []


def test_an_added_quotation_that_the_machine_finds_later_is_not_doubled(article: Article) -> None:
    read_again(article)
    spans = (span(TEXT, "Nobody asked us"),)
    change = quotations.add(article, spans, {"title": "envoy"}, Editor())
    rows = read_again(article, found("Nobody asked us,", "Bo Li"), version="3")
    assert [(row.text, row.speaker_title) for row in rows] == [("Nobody asked us", "envoy")]
    revert(change, Editor())
    assert [row.text for row in article.quotations.all()] == ["Nobody asked us,"]


def test_a_name_in_the_text_does_not_lead_to_whom_it_does_not_name(article: Article) -> None:
    row = article.quotations.order_by("start")[0]
    other = speakers.create("Ines Calder", "person", Editor())
    change = quotations.correct(row, {"speaker": other}, Editor())
    row = article.quotations.get(start=row.start)
    assert (row.source, row.source_text) == ([], "")
    assert change
    revert(change, Editor())
    assert article.quotations.get(start=row.start).source_text == "Ada Roe"


@pytest.mark.parametrize("field", ["title", "speaker"])
def test_what_the_machine_parts_later_stays_one_to_who_decided(field: str) -> None:
    text = "“It rains and it pours on us,” said Ada Roe. “Nobody asked us why it should.”"
    source = (span(text, "Ada Roe"),)
    words = ("It rains and it pours on us,", "Nobody asked us why it should.")
    whole = said(text, *words, by="Ada Roe", source=source, about=("NO", "PL"))
    parts = [
        said(text, part, by="Ada Roe", source=source, about=(code,))
        for part, code in zip(words, ("NO", "PL"), strict=True)
    ]
    article = make_article(text)
    (row,) = read_again(article, whole)
    ines = speakers.create("Ines Calder", "person", Editor())
    set_to = {"title": "envoy"} if field == "title" else {"speaker": ines}
    change = quotations.correct(row, set_to, Editor())
    (row,) = read_again(article, *parts, version="3")
    assert row.text == " … ".join(words)
    assert sorted(country.pk for country in row.about.all()) == ["NO", "PL"]
    assert row.speaker_title == "envoy" or row.speaker == ines
    assert change
    revert(change, Editor())
    assert [row.text for row in read_again(article, *parts, version="4")] == list(words)


def test_what_the_machine_gives_to_another_later_is_not_joined_to_what_was_decided() -> None:
    text = "“It rains and it pours on us,” said Ada Roe. “Nobody asked us why,” said Bo Li."
    words = ("It rains and it pours on us,", "Nobody asked us why,")
    ada, bo = (span(text, name) for name in ("Ada Roe", "Bo Li"))
    article = make_article(text)
    (row,) = read_again(article, said(text, *words, by="Ada Roe", source=(ada,)))
    quotations.correct(row, {"title": "envoy"}, Editor())
    parts = [
        said(text, part, by=name, source=(source,))
        for part, name, source in zip(words, ("Ada Roe", "Bo Li"), (ada, bo), strict=True)
    ]
    rows = read_again(article, *parts, version="3")
    assert [(row.source_text, row.text) for row in rows][-1] == ("Bo Li", words[1])
