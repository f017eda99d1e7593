"""The examples of docs/reporters.md on citing and clipping are true."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.clippings import lists
from articles.models import ClippingList
from tests.support.browser import open_newsroom
from tests.support.paths import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

GUIDE = (ROOT / "docs" / "reporters.md").read_text("utf-8")


def test_the_examples_of_the_guide(client: Client) -> None:
    article = open_newsroom()
    quotation = article.quotations.get(text__startswith="The ports")
    (cited,) = re.findall(r"```text\n(.*)\n```", GUIDE)
    html = client.get(quotation.get_absolute_url()).content.decode()
    assert cited in re.sub("<[^>]*>", "", html)
    files = re.findall(r"`(/articles/1/quotes/63-106/)(cite\.\w+)`", GUIDE)
    assert [name for _, name in files] == ["cite.bib", "cite.ris"]
    for path, name in files:
        here = quotation.get_absolute_url()
        assert re.sub(r"\d+", "1", path) == re.sub(r"\d+", "1", here)
        assert client.get(here + name).status_code == 200


def test_the_example_of_a_list(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    made = ClippingList.objects.create(owner=User.objects.get(), name="Grain")
    lists.add(open_newsroom().quotations.all()[0], made)
    (name,) = re.findall(r"`(quotes\.\w+)` and the other files are behind its address", GUIDE)
    assert client.get(made.get_absolute_url() + name).status_code == 200
