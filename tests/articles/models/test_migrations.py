from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from articles.models import Country, SpeakerName
from extraction.countries.table import COUNTRIES
from tests.support.quotations import make_quotation


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_names_that_are_stored_get_their_sounds() -> None:
    make_quotation("We stay", "Ana Marko")
    SpeakerName.objects.update(sound="", first_sound="", last_sound="")
    migration = import_module("articles.migrations.0029_sounds_of_names")
    migration.fill(apps, SimpleNamespace(connection=connection))
    sounds = SpeakerName.objects.values_list("sound", "first_sound", "last_sound")
    assert list(sounds) == [("nrk", "n", "nrk")]


@pytest.mark.django_db
def test_every_country_is_there() -> None:
    assert dict(Country.objects.values_list("code", "name")) == COUNTRIES


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RU", "Russia"),
        ("US", "United States"),
        ("GB", "United Kingdom"),
        ("KR", "South Korea"),
        ("IR", "Iran"),
        ("TR", "Türkiye"),
        ("PS", "Palestine"),
        ("XK", "Kosovo"),
    ],
)
def test_countries_have_the_names_that_newspapers_use(code: str, name: str) -> None:
    assert COUNTRIES[code] == name


def test_countries_are_249_of_the_standard_and_kosovo() -> None:
    assert len(COUNTRIES) == 250
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in COUNTRIES)
    assert len(set(COUNTRIES.values())) == 250
