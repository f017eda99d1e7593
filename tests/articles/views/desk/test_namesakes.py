"""Names that are on file already, and decisions that are placed on what the machine found."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.models import Decision, Quotation, Speaker
from extraction.annotations import Span
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def two() -> tuple[Speaker, Speaker]:
    made = [make_quotation(words, name).speaker for words, name in
            (("It rains", "Ada Roe"), ("It pours", "Una Marsh"))]  # fmt: skip
    assert made[0]
    assert made[1]
    return made[0], made[1]


def fields(name: str) -> dict[str, str]:
    return {"name": name, "type": "person", "country": "PL", "wikidata": "", "note": ""}


@pytest.mark.parametrize(
    "name", ["Una Marsh", "una MARSH", "Uña Marsh", "Judge Una Marsh", "Una T. Marsh"]
)
def test_a_name_on_file_is_said_before_a_speaker_gets_it(
    editor: Client, two: tuple[Speaker, Speaker], name: str
) -> None:
    ada, una = two
    page = editor.post(f"/desk/speakers/{ada.pk}/", fields(name))
    html = page.content.decode()
    assert page.status_code == 422
    assert "is on file already" in html
    assert f'href="/desk/speakers/{ada.pk}/merge/?into=Una+Marsh"' in html
    assert f'href="{una.get_absolute_url()}"' in html
    ada.refresh_from_db()
    assert ada.name == "Ada Roe"
    editor.post(f"/desk/speakers/{ada.pk}/", {**fields(name), "apart": "1"})
    ada.refresh_from_db()
    assert ada.name == name


@pytest.mark.parametrize("name", ["Mrs Marsh", "Una T. Marsh", "Marsh, Una"])
def test_another_form_of_a_name_on_file_is_offered_before_a_new_speaker(
    editor: Client, two: tuple[Speaker, Speaker], name: str
) -> None:
    row = Quotation.objects.get(speaker=two[0])
    for page in (
        editor.post(f"/desk/quotes/{row.pk}/", {"speaker": name, "words": row.text}),
        editor.post(f"/desk/speakers/{two[0].pk}/split/", {"quotes": row.pk, "to": name}),
    ):
        assert page.status_code == 422
        assert 'name="take" value="Una Marsh"' in " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    "name",
    ["Unna Marsh", "Una Marhs", "Ina Marsh", "Una Narsh", "Judge Unna Marsh", "Una T. Mrash",
     "Marhs", "UNA MARSH-"],
)  # fmt: skip
def test_a_nearby_spelling_is_offered_in_each_form(
    editor: Client, two: tuple[Speaker, Speaker], name: str
) -> None:
    ada, _ = two
    said, create = ada.quotations.get(), Speaker.objects.count()
    Quotation.objects.update(confidence=0.4)
    several = editor.post("/desk/several/", {"quote": said.pk, "act": "give", "to": name})
    split = editor.post(f"/desk/speakers/{ada.pk}/split/", {"quotes": said.pk, "to": name})
    form = {"speaker": name, "kind": "direct", "words": said.text, "title": "", "country": ""}
    quote = editor.post(f"/desk/quotes/{said.pk}/", form)
    for page in (several, split, quote):
        assert page.status_code == 422
        assert 'value="Una Marsh"' in page.content.decode()
    assert "Give them to Ada Roe" not in several.content.decode()
    assert Speaker.objects.count() == create


@pytest.mark.every_database
def test_an_organization_spelt_nearly_so_is_offered_and_no_one_else(editor: Client) -> None:
    speakers.create("World Grain Council", "organization", Editor())
    said = make_quotation("It snows", "Bo Li", confidence=0.4)
    for name, meant in (("World Grain Counsil", True), ("World Rugby", False), ("Lo", False)):
        sent = {"quote": said.pk, "act": "give", "to": name}
        page = editor.post("/desk/several/", sent).content.decode()
        assert ('value="World Grain Council"' in page) is meant
        assert "Give them to Bo Li" not in page


def test_so_is_an_alias(editor: Client, two: tuple[Speaker, Speaker]) -> None:
    ada, _ = two
    path = f"/desk/speakers/{ada.pk}/names/"
    page = editor.post(path, {"alias": "Una Marsh"})
    assert page.status_code == 422
    assert "is on file already" in page.content.decode()
    assert ada.names.count() == 1
    assert editor.post(path, {"alias": "Una Marsh", "apart": "1"}).status_code == 302
    assert editor.post(path, {"alias": "A. Roe"}).status_code == 302
    assert ada.names.count() == 3


def test_ones_own_name_is_no_collision(editor: Client, two: tuple[Speaker, Speaker]) -> None:
    ada, _ = two
    assert editor.post(f"/desk/speakers/{ada.pk}/", fields("ADA ROE")).status_code == 302


def test_a_placed_decision_replaces_what_the_machine_found_there() -> None:
    found = make_quotation("We will leave at dawn", "Ada Roe")
    other = make_quotation("It pours", "Una Marsh").speaker
    quotations.correct(found, {"speaker": other}, Editor())
    decision = Decision.objects.get()
    body = found.article.body
    # The text was replaced, and the machine found its words again; the decision lost its place.
    twin = Quotation.objects.get(pk=found.pk)
    Decision.objects.update(quotation=None, lost=True)
    Quotation.objects.filter(pk=twin.pk).update(speaker=decision.found_speaker)
    decision.refresh_from_db()
    start = body.index("We will leave")
    quotations.place_again(decision, (Span(start, start + 21),), Editor())
    shown = list(found.article.quotations.all())
    assert [(row.text, row.speaker) for row in shown] == [("We will leave at dawn", other)]
    decision.refresh_from_db()
    assert not decision.lost
