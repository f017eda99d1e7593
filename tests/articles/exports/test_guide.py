"""The examples and tables of docs/reporters.md are true."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.exports.columns import CLIPPING_NOTE, COLUMNS
from articles.exports.formats import FORMATS
from articles.exports.separated import DEFUSED
from articles.exports.workbook import NOTE
from tests.support.paths import ROOT
from tests.support.quotations import make_quotation

GUIDE = (ROOT / "docs" / "reporters.md").read_text("utf-8")
EXPORTS = re.findall(r"(?<![\w/])(/\S*quotes\.[a-z]+(?:\?\S+)?)(?=`|$)", GUIDE, re.MULTILINE)


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_addresses_of_the_guide_are_lists(client: Client) -> None:
    quotation = make_quotation(about=("US", "PL"), published_on=dt.date(2026, 2, 3))
    assert quotation.speaker
    assert len(EXPORTS) >= 5
    for address in EXPORTS:
        address = address.replace("speaker=1", f"speaker={quotation.speaker.pk}")
        address = address.replace("/articles/1/", quotation.article.get_absolute_url())
        address = address.replace("/speakers/1/ada-roe/", quotation.speaker.get_absolute_url())
        response = client.get(address)
        assert response.status_code == 200, address
        assert len(b"".join(response)) > 400, address


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_search_of_the_guide_can_be_saved(client: Client) -> None:
    client.force_login(User.objects.create_user("mira"))
    (address,) = re.findall(r"^(/account/searches/\S+)$", GUIDE, re.MULTILINE)
    page = client.get(address).content.decode()
    assert 'value="from Poland, about United States"' in page


def test_every_format_and_column_is_in_the_guide() -> None:
    columns = [column.name for column in (*COLUMNS, CLIPPING_NOTE)]
    names = [*(f"/quotes.{suffix}" for suffix in FORMATS), *columns, DEFUSED, NOTE]
    assert [name for name in names if f"`{name}`" not in GUIDE] == []
