"""Countries that are only likely: shown as such, and taken in by the filter unless it says not."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.corrections.revert import revert
from articles.forms.quotations import QuotationForm
from articles.ingest.store import store
from articles.models import Change, Quotation, Speaker
from articles.search.answers.countries import countries_counted
from articles.search.answers.results import search
from articles.search.pages import PageRequest
from articles.search.selection import NONE, Selection, Value
from extraction.annotations import Extraction
from tests.support.factories import make_article, said
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REASON = "the article speaks of Nakuru, Eldoret"
WHY = f"{REASON} (58%)"
type Values = dict[str, frozenset[Value]]
EDITOR = Editor(why="Known to be so.")


@pytest.fixture
def likely() -> Quotation:
    """A quotation of a sure country, one of a likely one, one of none; return the likely one."""
    make_quotation("We came", by="Ada Roe", country="KE")
    make_quotation("Nobody did", by="Ines Calder", country=None)
    return likely_quotation("We saw", by="Bo Lim Li")


def likely_quotation(
    words: str, by: str, code: str = "KE", about: tuple[str, ...] = ()
) -> Quotation:
    return make_quotation(
        words, by=by, about=about, country=None, likely_country=code, country_probability=0.58,
        country_reason=REASON,
    )  # fmt: skip


def found(selection: Selection) -> set[str]:
    keys = search(selection, PageRequest(9)).page.keys
    return set(Quotation.objects.filter(pk__in=keys).values_list("text", flat=True))


def test_the_filter_takes_likely_countries_in_or_leaves_them_out(likely: Quotation) -> None:
    kenya: frozenset[Value] = frozenset({"KE"})
    none: frozenset[Value] = frozenset({NONE})
    cases: tuple[tuple[Values, Values, set[str], set[str]], ...] = (
        ({"by": kenya}, {}, {"We came", "We saw"}, {"We came"}),
        ({"by": none}, {}, {"Nobody did"}, {"Nobody did"}),
        ({}, {"by": kenya}, {"Nobody did"}, {"Nobody did"}),
        ({}, {"by": none}, {"We came", "We saw"}, {"We came"}),
        ({}, {}, {"We came", "We saw", "Nobody did"}, {"We came", "Nobody did"}),
    )
    for values, excluded, with_likely, sure in cases:
        assert found(Selection(values, excluded=excluded)) == with_likely
        assert found(Selection(values, excluded=excluded, sure=True)) == sure


def test_the_counts_are_those_of_the_lists(likely: Quotation) -> None:
    for sure, count in ((False, 2), (True, 1)):
        counted = search(Selection(sure=sure), PageRequest(9), ["by"])
        assert (counted.facets["by"].values, counted.facets["by"].none) == ((("KE", count),), 1)
        assert counted.likely == 1
    assert countries_counted()[0] == {"KE": 2}


def test_a_page_says_likely_and_has_the_switch(likely: Quotation, client: Client) -> None:
    page = client.get("/", {"by": "KE"}).content.decode()
    assert f'<span class="likely" title="{WHY}">likely </span>' in page
    assert page.count('class="likely"') == 1
    assert "In 1 quote the speaker’s country is only likely." in " ".join(page.split())
    assert 'href="?by=KE&amp;countries=sure"' in page
    page = client.get("/", {"by": "KE", "countries": "sure"}).content.decode()
    assert 'class="likely"' not in page
    assert "without likely countries" in page
    assert 'name="countries" value="sure"' in page
    assert "1 quote whose speaker’s country is only likely is left out." in " ".join(page.split())
    assert "only likely" not in client.get("/").content.decode()
    assert "only likely" not in client.get("/", {"by": "none"}).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/countries/?", "/who-talks-about-whom/?", "/countries/ke/?", "/compare/?by=KE&by=UG",
        "/compare/?by=KE&by=UG&mutual=1", "/who-talks-about-whom/people/?by=KE",
    ],
)  # fmt: skip
def test_pages_by_country_have_the_switch(client: Client, path: str) -> None:
    likely_quotation("Uganda saw", by="Bo Lim Li", about=("UG",))
    page = squeezed(client.get(path).content.decode())
    assert "In 1 quote the speaker’s country is only likely." in page
    switched = re.search(r'href="([^"]*countries=sure[^"]*)">Leave it out', page)
    assert switched
    url = unescape(switched[1])
    page = squeezed(client.get(path.partition("?")[0] + url).content.decode())
    assert "1 quote whose speaker’s country is only likely is left out." in page
    assert not re.search(r'href="/\?by=KE[^"]*"[^>]*>\d', page)
    assert 'name="countries" value="sure"' in page or "/countries/ke/" in path


def test_a_speaker_has_the_country_that_articles_make_likely(
    likely: Quotation, client: Client, admin_client: Client
) -> None:
    assert likely.speaker
    card = f"/speakers/{likely.speaker_id}/card/"
    assert "likely Kenya" in client.get(card).content.decode()
    assert "likely" in squeezed(client.get(likely.speaker.get_absolute_url()).content.decode())
    rows = squeezed(admin_client.get("/admin/articles/quotation/").content.decode())
    assert re.findall(r'field-country">([^<]+)<', rows) == ["likely Kenya", "-", "Kenya"]
    Speaker.objects.update(country="UG")
    assert "likely" not in client.get(card).content.decode()


def test_the_pages_of_a_quote_and_of_its_article_give_the_reason(
    likely: Quotation, client: Client
) -> None:
    for address in (likely.get_absolute_url(), likely.article.get_absolute_url()):
        page = " ".join(client.get(address).content.decode().split())
        assert "likely" in page
        assert "Kenya" in page
        assert WHY in page


def test_files_and_programs_have_both(likely: Quotation, client: Client) -> None:
    def rows(**params: str) -> list[dict[str, str]]:
        response = client.get("/quotes.csv", {"by": "KE", **params})
        return list(csv.DictReader(response.getvalue().decode("utf-8-sig").splitlines()))

    countries = {(r["country"], r["likely_country"], r["likely_country_code"]) for r in rows()}
    assert countries == {("Kenya", "", ""), ("", "Kenya", "KE")}
    assert {row["country_reason"] for row in rows()} == {"", WHY}
    assert [row["country"] for row in rows(countries="sure")] == ["Kenya"]
    response = client.get("/quotes.jsonl", {"speaker": str(likely.speaker_id)})
    line = json.loads(response.getvalue())
    assert (line["speaker_country"], line["likely_country"]) == (None, "KE")
    assert (line["country_probability"], line["country_reason"]) == (0.58, REASON)


def test_a_surer_country_is_shown_instead(likely: Quotation) -> None:
    assert likely.country_in_words == "likely Kenya"
    likely.speaker_country_id = "UG"
    assert likely.country_in_words == "Uganda"
    assert (likely.likely, likely.why_country) == (None, "")


def test_another_article_makes_a_likely_country_sure(likely: Quotation) -> None:
    make_quotation("We left", by="Bo Lim Li", country="UG")
    likely.refresh_from_db()
    assert likely.country_in_words == "Uganda"


def test_an_editors_country_wins_and_undoing_brings_the_likely_one_back(
    likely: Quotation,
) -> None:
    for code, words in (("UG", "Uganda"), (None, "")):
        quotations.correct(likely, {"country": code}, EDITOR)
        row = Quotation.objects.get(article=likely.article)
        assert (row.country_in_words, row.why_country) == (words, "")
        assert row.pk not in search(Selection({"by": frozenset({"KE"})}), PageRequest(9)).page.keys
        revert(Change.objects.latest("pk"), EDITOR)
        row = Quotation.objects.get(article=likely.article)
        assert (row.country_in_words, row.why_country) == ("likely Kenya", WHY)


@pytest.mark.every_database
def test_a_confirmed_quote_has_its_likely_country_still(likely: Quotation) -> None:
    quotations.check(likely, EDITOR)
    row = Quotation.objects.get(article=likely.article)
    assert row.country_in_words == "likely Kenya"
    assert row.decision.verdict == "checked"
    quotations.check(row, EDITOR, {"country": "KE"})
    row = Quotation.objects.get(article=likely.article)
    assert (row.country_in_words, row.likely_country_id) == ("Kenya", None)


def test_another_speaker_has_not_the_likely_country_of_the_first(likely: Quotation) -> None:
    other = Speaker.objects.get(name="Ines Calder")
    quotations.correct(likely, {"speaker": other}, EDITOR)
    assert Quotation.objects.get(article=likely.article).country_in_words == ""


@pytest.mark.every_database
def test_an_editor_denies_a_likely_country(likely: Quotation, admin_client: Client) -> None:
    address = reverse("quotation-edit", args=[likely.pk])
    page = admin_client.get(address).content.decode()
    assert f"likely Kenya: {WHY}" in " ".join(page.split())
    form = QuotationForm(likely.article, likely)
    sent = {name: value for name, value in form.initial.items() if value not in (None, [])}
    left, denied, chosen = (
        {**sent, **more} for more in ({}, {"unlikely": "on"}, {"unlikely": "on", "country": "UG"})
    )
    for data, words in ((left, "likely Kenya"), (denied, ""), (chosen, "Uganda")):
        response = admin_client.post(address, data)
        assert response.status_code == 302, response.content.decode()
        assert Quotation.objects.get(article=likely.article).country_in_words == words


def test_a_decision_holds_over_another_reading() -> None:
    body = "“We will stay,” said Ada Roe."
    article = make_article(body, published_on=date(2026, 3, 3))
    reading = Extraction(
        (said(body, "We will stay", by="Ada Roe", likely_country="KE", country_probability=0.6),)
    )
    store(article, reading, "fixed-1")
    quotations.correct(article.quotations.get(), {"country": None}, EDITOR)
    store(article, reading, "fixed-2")
    assert article.quotations.get().country_in_words == ""


def test_a_later_reading_may_be_sure() -> None:
    body = "“We will stay,” said Ada Roe."
    article = make_article(body)
    for code, likely, words in (
        (None, "KE", "likely Kenya"), ("UG", None, "Uganda"), (None, "RW", "likely Rwanda"),
        ("PL", "KE", "Poland"), (None, "Atlantis", ""), (None, None, ""),
    ):  # fmt: skip
        Quotation.objects.all().delete()
        quotation = said(body, "We will stay", speaker_country=code, likely_country=likely)
        store(article, Extraction((quotation,)), "fixed-1")
        assert article.quotations.get().country_in_words == words


def test_rows_of_before_are_sure(client: Client) -> None:
    quotation = make_quotation(country="KE")
    assert (quotation.likely_country_id, quotation.country_reason) == (None, None)
    page = client.get("/", {"by": "KE", "countries": "sure"}).content.decode()
    assert "We will stay" in page
