"""What pages are made of: words of a quotation, steps of the matrix, choices of a facet."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.http import QueryDict
from django.test import Client

from articles.forms.filters import QuotationFilter
from articles.ingest.store import store
from articles.models import Article, Quotation, Speaker
from articles.presentation.facets import SHOWN, chips, facets, tidy, toggled
from articles.presentation.matrix import STEPS, matrix, step
from articles.presentation.verbatim import shown_words, spoken, whole
from articles.search.answers.countries import Pair, Pairs
from articles.search.answers.results import search
from articles.search.facets import NAMES
from articles.search.pages import PageRequest
from articles.templatetags.quoting import CONTEXT, after, before, doubtful
from extraction.annotations import Extraction, Kind
from extraction.confidence import REVIEW_BELOW, REVIEW_NAMED_BELOW
from tests.support.factories import make_article, said
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("direct", "We stay.", "We stay."),
        ("direct", "“We stay,”", "We stay"),
        ("direct", "‘We stay’", "We stay"),
        ("direct", "We stay,", "We stay"),
        ("direct", "“”", "“”"),
        ("direct", "We came,” … “we stay", "We came,” … “we stay"),
        ("direct", "“We stay,” for a year", "“We stay,” for a year"),
        ("direct", "about the girls’", "about the girls’"),
        ("direct", "‘the girls’", "the girls"),
        ("mixed", "it was “a start,”", "… it was “a start,”"),
        ("indirect", "Poland would stay,", "Poland would stay,"),
    ],
)
def test_words(kind: str, text: str, shown: str) -> None:
    assert shown_words(Quotation(kind=kind, text=text)) == shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "body", "before", "tag", "after"),
    [
        ("direct", "“We stay,” he said. “They go.”", "We stay,", "” he said. “", "They go."),
        ("direct", '"We stay," he said. "They go."', "We stay,", "” he said. “", "They go."),
        ("direct", "“We stay”, he said, “as they go.”", "We stay", "”, he said, “", "as they go."),
        ("direct", "“We stay …” he said. “They go.”", "We stay …", "” he said. “", "They go."),
        ("direct", "We stay, he said, as they go.", "We stay,", "” he said, “", "as they go."),
        ("direct", f"“We stay,” {'he said, ' * 30}“They go.”", "We stay,", "” … “", "They go."),
        ("direct", "“We stay,” he said.\n\n“They go.”", "We stay,", "” … “", "They go."),
        ("indirect", "we stay, he said, as they go.", "… we stay,", " he said, ", "as they go."),
    ],
)
def test_a_tag_between_words_is_printed_between_marks(
    kind: str, body: str, before: str, tag: str, after: str
) -> None:
    quotation = make_interrupted(body, kind)
    listed = Quotation.objects.for_listing().in_order([quotation.pk])[0]
    assert [each.text for each in spoken(listed)] == [before, tag, after]
    assert [each.said for each in spoken(listed)] == [True, False, True]
    cut = "” … “" if whole(quotation) else " … "
    assert shown_words(quotation) == f"{before}{cut}{after}", "where there is no room for the tag"


def make_interrupted(body: str, kind: str) -> Quotation:
    """A quotation of what is on both sides of “he said”."""
    article = make_article(body)
    begins = ("We stay …", "We stay,", "We stay", "we stay,")
    ends = ("They go.", "as they go.")
    parts = [next(part for part in either if part in body) for either in (begins, ends)]
    store(article, Extraction((said(body, *parts, kind=Kind(kind)),)), "fixed-1")
    return article.quotations.get()


@pytest.mark.parametrize(
    ("kind", "text", "marks"),
    [
        ("direct", "We stay.", True),
        ("direct", "“We stay.”", True),
        ("direct", "“We stay,” for a year", False),
        ("direct", "to say “we stay”", False),
        ("direct", "the girls’", True),
        ("mixed", "“We stay.”", False),
        ("indirect", "we stay", False),
    ],
)
def test_marks_are_set_only_around_words_that_are_all_the_speakers(
    kind: str, text: str, marks: bool
) -> None:
    assert whole(Quotation(kind=kind, text=text)) is marks


def test_doubt() -> None:
    assert doubtful(Quotation(confidence=REVIEW_BELOW - 0.01))
    assert not doubtful(Quotation(confidence=REVIEW_BELOW))
    assert doubtful(Quotation(confidence=REVIEW_NAMED_BELOW - 0.01, speaker_id=1, kind="direct"))
    assert not doubtful(Quotation(confidence=REVIEW_NAMED_BELOW, speaker_id=1, kind="mixed"))
    assert not doubtful(Quotation(confidence=REVIEW_BELOW, speaker_id=1, kind="indirect"))


@pytest.mark.parametrize("most", [1, 2, 3, 7, 1000])
def test_steps_rise_from_one_to_the_top(most: int) -> None:
    steps = [step(count, most) for count in range(most + 1)]
    assert steps[:2] == [0, 1]
    assert steps == sorted(steps)
    assert steps[-1] == (STEPS if most > 1 else 1)


def test_a_matrix_with_a_limit_keeps_its_totals() -> None:
    pairs = Pairs([Pair("PL", "US", 3), Pair("PL", "CN", 2), Pair("IT", "US", 1)])
    table = matrix(pairs, {"PL": "Poland", "US": "United States"}, limit=1)
    assert [column.name for column in table.columns] == ["United States"]
    assert [(row.heading.name, row.heading.total) for row in table.rows] == [("Poland", 5)]
    assert [cell.count for cell in table.rows[0].cells] == [3]
    assert (table.total, table.hidden) == (6, 2)
    assert matrix(pairs, {}).hidden == 0


def test_toggling_keeps_the_rest_and_goes_to_the_first_page() -> None:
    params = QueryDict("by=PL&by=IT&q=&page=3")
    assert toggled(params, "by", "PL") == "?by=IT"
    assert toggled(params, "by", "JP") == "?by=PL&by=IT&by=JP"
    assert tidy(params) == "?by=PL&by=IT"
    assert tidy(QueryDict("q=&after=2026-01-02.1.2.3")) == "?"


@pytest.mark.django_db
def test_chips_say_dates_in_words() -> None:
    params = QueryDict("since=2026-01-02&until=2026-02-03")
    form = QuotationFilter(params)
    assert form.is_valid()
    assert form.period == (dt.date(2026, 1, 2), dt.date(2026, 2, 3))
    assert [chip.label for chip in chips(form.selection(), "", (), params)] == [
        "since 2 January 2026",
        "until 3 February 2026",
    ]


@pytest.mark.django_db
def test_a_facet_shows_a_few_and_counts_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("Ada Roe", "Bo Li", "Cy Poe", "Di Fox"):
        make_quotation(by=name)
    last = make_quotation(by="Ed Zed").speaker
    monkeypatch.setattr("articles.presentation.facets.SHOWN", 2)
    params = QueryDict(f"speaker={last.pk}" if last else "")
    form = QuotationFilter(params)
    form.is_valid()
    selection = form.selection()
    counts = search(selection, PageRequest(1), NAMES, 3).facets
    speakers = facets(selection, counts, params)[0]
    assert [choice.label for choice in speakers.shown] == ["Ada Roe", "Bo Li", "Ed Zed"]
    assert [choice.label for choice in speakers.selected] == ["Ed Zed"]
    assert not speakers.folded
    assert speakers.left_out == 2
    assert [choice.count for choice in speakers.shown] == [1, 1, 1]


@pytest.mark.every_database
@pytest.mark.django_db
def test_a_choice_that_has_no_room_is_found_by_its_name(client: Client) -> None:
    for by in ("Ada Roe", "Bo Li", "Bo Roe"):
        make_quotation(f"No. {by}", by=by)
    make_quotation("Abroad", by="Bo Roe", country="IT")
    page = client.get("/choose/speaker/?by=PL&find=roe").content.decode()
    assert "Ada Roe" in page
    assert "Bo Li" not in page
    key = Speaker.objects.get(name="Ada Roe").pk
    assert f'href="/?by=PL&amp;speaker={key}"' in page
    assert '<input type="hidden" name="by" value="PL">' in page
    everybody = client.get("/choose/speaker/?by=PL").content.decode()
    assert all(name in everybody for name in ("Ada Roe", "Bo Li", "Bo Roe"))
    assert f'href="/?by=PL&amp;speaker=-{key}" title="Leave out Ada Roe"' in page
    assert "No speaker of that name" in client.get("/choose/speaker/?find=zed").content.decode()
    assert "Italy" in client.get("/choose/by/?find=ita").content.decode()
    assert client.get("/choose/kind/").status_code == 404
    part = client.get(
        "/choose/speaker/?find=roe", headers={"HX-Request": "true", "HX-Target": "found"}
    ).content.decode()
    assert part.strip().startswith('<div id="found">')


@pytest.mark.django_db
def test_a_facet_unfolds_the_values_behind_those_that_it_shows(client: Client) -> None:
    for n in range(SHOWN + 2):
        for _ in range(SHOWN + 2 - n):
            make_quotation(f"No. {n}", by=f"{'ABCDEFGHI'[n]}da Roe")
    page = client.get("/").content.decode()
    assert 'title="Leave out Gda Roe"' in page
    assert 'title="Leave out Hda Roe"' not in page
    assert re.search(r"2\s+more<span", page)
    further = client.get("/choose/speaker/?further=1").content.decode()
    assert re.findall(r"[A-I]da Roe(?=</span>)", further) == ["Hda Roe", "Ida Roe"]


@pytest.mark.django_db
def test_counts_of_a_choice_obey_the_other_filters(client: Client) -> None:
    make_quotation("One", by="Ada Roe", published_on=dt.date(2026, 1, 1))
    make_quotation("Two", by="Ada Roe", published_on=dt.date(2025, 1, 1))
    page = client.get("/choose/speaker/?year=2026&find=ada").content.decode()
    assert ">1<span" in page


@pytest.mark.parametrize("shift", range(7))
def test_context_has_whole_words(shift: int) -> None:
    many = "grain " * CONTEXT
    article = Article(body=f"{many}{'x' * shift} “No.” {'y' * shift} {many}")
    at = article.body.index("No.")
    quotation = Quotation(article=article, start=at, end=at + 3)
    shown = f"{before(quotation)}{after(quotation)}"
    assert shown.startswith("… grain ")
    assert shown.endswith(" grain …")
    assert len(shown) <= 2 * CONTEXT + 4


def test_context_ends_with_the_article() -> None:
    quotation = Quotation(article=Article(body="Roe: “No.” Then"), start=6, end=9)
    assert (before(quotation), after(quotation)) == ("Roe: “", "” Then")
