"""Full text as the database in use has it: found, marked, kept in line, rebuilt, checked."""

from __future__ import annotations

from io import StringIO
from itertools import product

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Appearance, Article, ChangedArticle, Country, Outlet, Quotation
from articles.search.answers.articles import keys_with
from articles.search.backends import TextIndex, backend
from articles.search.highlight import excerpts, highlights
from articles.search.index.live_index import current_index
from articles.search.query import Form, Term, parse
from articles.search.relevance import relevance
from newsroom.console import _reason
from tests.support.factories import make_article
from tests.support.quotations import make_quotation, make_quotations
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    """The texts of the quotations that a search finds."""
    with current_index() as now:
        keys = now.quotations_with(parse(typed))
    assert keys is not None
    return set(Quotation.objects.filter(pk__in=list(keys)).values_list("text", flat=True))


TEXTS = (
    "We don’t negotiate under pressure.",
    "Negotiations with São Paulo failed; the négociateur left.",
    "The short list is not short, said the listing agent.",
    "A cease-fire holds. “No one” left.",
    "İstanbul, Łódź and Reykjavík voted 42 to 7.",
)


PLACES: list[tuple[str, set[int]]] = [
    ("negotiate", {0, 1}),
    ("NEGOTIATING", {0, 1}),
    ("negociateur", {1}),
    ("sao paulo", {1}),
    ("SÃO", {1}),
    ('"short list"', {2}),
    ('"list short"', set()),
    ('"the short list is"', {2}),
    ("don't", {0}),
    ("don’t", {0}),
    ('"don\'t negotiate"', {0}),
    ("cease-fire", {3}),
    ("cease", {3}),
    ('"no one"', {3}),
    ("left", {1, 3}),
    ("left -paulo", {3}),
    ("-left", {0, 2, 4}),
    ("negotia*", {0, 1}),
    ("negotiati*", {1}),
    ("electio*", set()),
    ("reykjavik", {4}),
    ("42", {4}),
    ("4*", set()),
    ("the", {1, 2}),
    ("not", {2}),
    ("nothere", set()),
    ("cease OR reykjavik", {3, 4}),
    ("left -paulo OR", {3}),
    ('left "sao paulo" OR "no one"', {1, 3}),
    ('-"no one" left OR 42', {1, 4}),
    ("nothere OR elsewhere", set()),
    ("nothere OR 42", {4}),
]


def test_words_phrases_beginnings_and_what_is_left_out() -> None:
    make_quotations({"words": text} for text in TEXTS)
    for typed, places in PLACES:
        assert found(typed) == {TEXTS[place] for place in places}, typed


@pytest.mark.parametrize("index", list(TextIndex))
@pytest.mark.parametrize(
    "typed",
    ["'", '"', "a'b", "((", "NEAR(a b)", "x:y", "a\\b", "%", "_", "^a", "+a", "a|b", "!", "&"],
)
def test_nothing_that_is_typed_is_an_operator(typed: str, index: TextIndex) -> None:
    make_quotation("a b x y")
    query = parse(typed)
    for term in (*query.wanted, *query.unwanted):
        backend().matching(index, term)
    for form in Form:
        backend().matching(index, Term(form, f"a{typed.replace('"', '')}b"))


@settings(max_examples=sized(20, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text))
def test_no_search_raises(db: None, typed: str) -> None:
    try:
        typed.encode()
    except UnicodeEncodeError:
        return
    with current_index() as now:
        now.quotations_with(parse(typed))
    keys_with(parse(typed))


SPOKEN = "said saying negotiation negotiated left leaves São Łódź don’t 42".split()
letters = st.sampled_from(SPOKEN)
said_texts = st.lists(
    st.lists(letters, min_size=1, max_size=8).map(" ".join), min_size=8, max_size=8
)
WANTED = {Form.WORD: "{0}", Form.PHRASE: '"{0}"', Form.PREFIX: "{0:.3}*"}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said_texts, st.lists(letters, min_size=4, max_size=4, unique=True))
def test_what_is_found_is_marked_and_nothing_else(
    db: None, texts: list[str], words: list[str]
) -> None:
    """Each of four words, in each form, in each of eight texts."""
    Article.objects.all().delete()
    rows = make_quotations({"words": text} for text in texts)
    for word, form in product(words, Form):
        query = parse(WANTED[form].format(word))
        with current_index() as now:
            keys = now.quotations_with(query)
        assert keys is not None
        marked = [row.pk for row in rows if highlights(row.text, query, backend().stemmer)]
        assert sorted(keys) == marked, (texts, word, form)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("negotiation", ["negotiate", "Negotiations"]),
        ('"short list"', ["short list"]),
        ("sho*", ["short"]),
        ("list short", ["short list"]),
        ("-short", []),
    ],
)
def test_marks_stand_where_the_words_are(typed: str, spans: list[str]) -> None:
    text = "We negotiate: a short list. Negotiations."
    places = highlights(text, parse(typed), backend().stemmer)
    texts = [text[start:end] for start, end in places]
    assert texts == (spans if typed != "list short" else ["short", "list"])


def test_excerpts_show_the_first_places_and_no_more() -> None:
    text = "nothing here. " * 100 + "A short list." + " more of it." * 100 + " short again"
    first, second = excerpts(text, parse("short"), "porter")
    assert "A short list." in first
    assert first.startswith("… ")
    assert first.endswith(" …")
    assert second.endswith("short again")
    assert excerpts(text, parse("absent"), "porter") == []


def test_relevant_is_what_says_rare_words_often_in_few() -> None:
    texts = {1: "talks", 2: "talks about talks and ports and more of it all", 3: "ports ports"}
    terms = {Term(Form.WORD, "ports"): 2, Term(Form.WORD, "talks"): 900}
    score = relevance(texts, terms, 1000, "porter")
    assert sorted(score, key=lambda key: -score[key]) == [3, 2, 1]


def test_many_words_are_found_at_once() -> None:
    keys = [row.pk for row in make_quotations({"words": text} for text in TEXTS)]
    forms = [Term(Form.WORD, "negotiating"), Term(Form.PHRASE, "short list"), Term(Form.WORD, "x")]
    found = backend().matching_each(TextIndex.QUOTATIONS, [*forms, *forms * 200])
    assert list(map(list, found[:3])) == [keys[:2], keys[2:3], []]
    assert found[3:] == found[:3] * 200
    assert backend().matching_each(TextIndex.QUOTATIONS, []) == []
    every = [*forms, Term(Form.PREFIX, "negot"), Term(Form.WORD, "?"), Term(Form.PHRASE, "a “b”")]
    assert backend().matching_each(TextIndex.QUOTATIONS, every) == [
        backend().matching(TextIndex.QUOTATIONS, term) for term in every
    ]


def test_some_quotations_with_each_beginning_are_found_at_once() -> None:
    keys = [make_quotation(f"Negotiation {n} of harbours").pk for n in range(5)]
    some, every, none = backend().some_beginning(["negot", "harb", "zeb"], 3)
    assert len(some) == len(every) == 3
    assert set(some) | set(every) <= set(keys)
    assert not none


# ── kept in line by the database ──────────────────────────────────────────────────────────


def test_what_changes_by_any_way_is_found_as_it_is() -> None:
    quotation = make_quotation("The ports stay shut")
    Quotation.objects.filter(pk=quotation.pk).update(text="Trains will run")
    assert found("ports") == set()
    assert found("trains") == {"Trains will run"}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_quotation SET text = 'Ships sail'")
    assert found("ships") == {"Ships sail"}
    quotation.article.delete()
    assert found("ships") == set()


def changed_articles() -> set[int]:
    articles = set(ChangedArticle.objects.values_list("article_id", flat=True))
    ChangedArticle.objects.all().delete()
    return articles


def test_every_change_that_a_page_shows_is_noted() -> None:
    quotation = make_quotation("One", about=("US",))
    article, other = quotation.article, make_article()
    assert article.pk in changed_articles()  # beside what a test that emptied all tables deleted
    quotation.speaker_country_id = "IT"
    quotation.save()
    assert changed_articles() == {article.pk}
    quotation.save()
    Article.objects.update(tries=7)
    assert changed_articles() == set(), "nothing of it changed"
    quotation.about.add(Country.objects.get(pk="RU"))
    assert changed_articles() == {article.pk}
    quotation.about.clear()
    assert changed_articles() == {article.pk}
    Article.objects.filter(pk=article.pk).update(outlet=Outlet.objects.create(name="Post"))
    assert changed_articles() == {article.pk}
    appearance = Appearance.objects.create(
        article=article, outlet=Outlet.objects.create(name="Sun")
    )
    assert changed_articles() == {article.pk}
    Appearance.objects.update(taken_off=True)
    assert changed_articles() == {article.pk}
    Appearance.objects.update(author="Jo Ek")
    assert changed_articles() == set(), "no list shows it"
    Appearance.objects.update(outlet=Outlet.objects.create(name="Moon"), article=other)
    assert changed_articles() == {article.pk, other.pk}
    appearance.delete()
    assert changed_articles() == {other.pk}
    Quotation.objects.filter(pk=quotation.pk).update(text="Two")
    assert changed_articles() == {article.pk}
    Quotation.objects.filter(pk=quotation.pk).update(article=other)
    assert changed_articles() == {article.pk, other.pk}
    quotation.delete()
    assert changed_articles() == {other.pk}


def test_articles_are_found_in_title_and_text() -> None:
    ports = make_article("The ports stay shut.", title="Harbour")
    make_article("Trains will run.", title="Rails")
    for typed in ("ports", "harbour", '"stay shut"', "har*", "-trains"):
        assert list(keys_with(parse(typed))) == [ports.pk], typed


# ── whole, or made so ─────────────────────────────────────────────────────────────────────


def test_a_whole_index_has_no_faults() -> None:
    make_quotation("The ports stay shut")
    assert backend().faults() == []
    out = StringIO()
    call_command("rebuild_search", "--check", stdout=out)
    assert "whole" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_is_missing_is_named_and_rebuilt() -> None:
    make_quotation("The ports stay shut")
    backend().remove()
    assert backend().faults()
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    assert backend().faults() == []
    assert found("ports") == {"The ports stay shut"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the next one is PostgreSQL's")
def test_an_index_that_does_not_match_its_rows_is_found_out() -> None:
    make_quotation("The ports stay shut")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_quotations_words_update")
        cursor.execute("UPDATE articles_quotation SET text = 'Ships sail'")
    faults = " ".join(backend().faults())
    assert "search_quotations_words_update is missing" in faults
    assert "search_quotations_words does not match" in faults
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    assert backend().faults() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL only reads to look")
def test_an_index_that_cannot_be_looked_at_is_not_said_to_be_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
        try:
            with pytest.raises(OperationalError) as raised:
                backend().faults()
        finally:
            cursor.execute("PRAGMA query_only = 0")
    assert "Make its disk writable" in str(_reason(raised.value))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's triggers have no functions")
def test_a_trigger_function_of_another_release_is_found_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION newsroom_touch_articles_article_update() "
            "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
        )
    assert backend().lacking() == [
        "The function newsroom_touch_articles_article_update is missing or outdated."
    ]
    backend().install()
    assert backend().lacking() == []


ON_POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="a table of PostgreSQL")


def executed(*statements: str) -> None:
    """Run SQL; keys are checked before, so that tables can be altered."""
    with connection.cursor() as cursor:
        for statement in ("SET CONSTRAINTS ALL IMMEDIATE", *statements):
            cursor.execute(statement)


@ON_POSTGRES
def test_the_table_of_words_follows_texts_keys_and_deletions() -> None:
    ports, ships, trains = make_quotations(
        {"words": words} for words in ("Ports stay shut", "Ships sail", "Trains run")
    )
    Quotation.objects.filter(pk=ports.pk).update(text="Harbours open")
    Quotation.objects.filter(pk=ships.pk).update(id=ships.pk + 1_000_000)
    Quotation.objects.filter(pk=trains.pk).delete()
    for typed, text in (("harb*", "Harbours open"), ("ship*", "Ships sail")):
        assert found(typed) == {text}
    for gone in ("ports", "trains"):
        assert not backend().matching(TextIndex.QUOTATIONS, Term(Form.WORD, gone))
    assert backend().faults() == []
    executed("TRUNCATE articles_quotation CASCADE")
    assert not backend().matching(TextIndex.QUOTATIONS, Term(Form.PREFIX, "ship"))
    assert backend().faults() == []


@ON_POSTGRES
@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE search_quotations SET text = 'Ships sail'",
        "DELETE FROM search_quotations",
        "INSERT INTO search_quotations VALUES (-1, 'Ships sail')",
    ],
)
def test_a_table_of_words_that_does_not_match_is_found_out(wrong: str) -> None:
    make_quotation("The ports stay shut")
    executed(wrong)
    assert backend().faults() == ["search_quotations does not match the quotations."]
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    assert backend().faults() == []
    assert found("ports") == {"The ports stay shut"}


@ON_POSTGRES
def test_what_changed_without_the_triggers_is_put_right_by_their_return() -> None:
    row = make_quotation("The ports stay shut")
    executed("DROP TRIGGER search_said_update ON articles_quotation")
    executed(f"UPDATE articles_quotation SET text = 'Ships sail' WHERE id = {row.pk}")
    executed()
    backend().install()
    assert backend().faults() == []
    assert backend().matching(TextIndex.QUOTATIONS, Term(Form.WORD, "ships"))


@ON_POSTGRES
def test_columns_of_words_of_earlier_releases_are_replaced() -> None:
    make_quotation("The ports stay shut")
    executed()
    backend().remove()
    executed("ALTER TABLE articles_quotation ADD COLUMN search_words tsvector")
    backend().install()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(q) FROM articles_quotation AS q")
        (row,) = cursor.fetchone()
    assert "search_words" not in row
    assert backend().faults() == []
    assert found("por*") == {"The ports stay shut"}
