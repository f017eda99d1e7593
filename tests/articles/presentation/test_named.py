"""Where the names of an article lead."""

from __future__ import annotations

from articles.models import Country, Entity, Mention, Quotation, Speaker
from articles.presentation.named import links, mentioned

ROE = Speaker(pk=7, name="Ada Roe", type="person")


def mentions_of(*entities: Entity) -> list[Mention]:
    return [Mention(entity=entity, start=at, end=at + 1) for at, entity in enumerate(entities)]


def test_each_name_leads_to_what_is_known_of_it() -> None:
    entities = [
        Entity(pk=1, type="country", name="Poland", country=Country(code="PL", name="Poland")),
        Entity(pk=2, type="person", name="Ada Roe"),
        Entity(pk=3, type="person", name="Aleks “Bamse” Roe"),
        Entity(pk=4, type="place", name="Ada Roe"),
        Entity(pk=5, type="person", name="A" * 250),
    ]
    assert links(mentions_of(*entities), [Quotation(speaker=ROE)]) == {
        1: "/countries/pl/",
        2: "/speakers/7/ada-roe/",
        3: "/articles/?q=%E2%80%9CAleks+Bamse+Roe%E2%80%9D",
        4: "/articles/?q=%E2%80%9CAda+Roe%E2%80%9D",
        5: "",
    }


def test_namesakes_in_one_article_lead_to_neither() -> None:
    entity = Entity(pk=2, type="person", name="Ada Roe")
    other = Quotation(speaker=Speaker(pk=8, name="Ada Roe", type="person"))
    found = links(mentions_of(entity), [Quotation(speaker=ROE), other])
    assert found == {2: "/articles/?q=%E2%80%9CAda+Roe%E2%80%9D"}


def test_what_is_named_most_comes_first() -> None:
    roe = Entity(pk=2, type="person", name="Ada Roe")
    li = Entity(pk=3, type="person", name="Bo Li")
    ((kind, found),) = mentioned(mentions_of(roe, li, li), {2: "/there/"})
    assert kind == "person"
    assert [(each.entity.name, each.count, each.url) for each in found] == [
        ("Bo Li", 2, ""),
        ("Ada Roe", 1, "/there/"),
    ]
