"""The strip beside an article."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from articles.ingest.store import store
from articles.models import Article
from extraction.annotations import Extraction
from tests.support.factories import make_article, said

pytestmark = pytest.mark.django_db


def article(*names: str) -> Article:
    """An article of sentences of ten code points, each a quotation of one of these."""
    words = [f"Word {n:04}." for n in range(len(names))]
    stored = make_article("".join(words))
    quotations = tuple(
        said(stored.body, part, by=name, source=(), cue=(), confidence=0.9)
        for part, name in zip(words, names, strict=True)
    )
    store(stored, Extraction(quotations, ()), "fixed-1")
    return stored


def test_each_speaker_has_a_place_for_each_quotation(client: Client) -> None:
    response = client.get(article("Ada Roe", "Bo Brel", "Ada Roe", "Ada Roe").get_absolute_url())
    strip = response.context["strip"]
    assert [(v.name, [(p.x, p.width) for p in v.places], v.share) for v in strip.voices] == [
        ("Ada Roe", [(0, 250), (500, 250), (750, 250)], 75),
        ("Bo Brel", [(250, 250)], 25),
    ]
    html = response.content.decode()
    for anchor in re.findall(r'href="#(q\d+-\d+)"\s+tabindex="-1"', html):
        assert f'id="{anchor}"' in html
    numbers = re.findall(r'href="#q\d+-\d+"\s*>(\d+)</a>', html)
    assert numbers == ["1", "3", "4", "2"], "those of the text and of the notes"


def test_one_speaker_alone_has_none_and_many_are_cut(client: Client) -> None:
    assert client.get(article("Ada Roe").get_absolute_url()).context["strip"] is None
    names = [f"Ada Roe{letter}" for letter in "abcdefghijk"]
    strip = client.get(article(*names).get_absolute_url()).context["strip"]
    assert (len(strip.voices), strip.left_out) == (8, 3)
