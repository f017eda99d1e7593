"""Templates are compiled before the first page is asked for."""

from __future__ import annotations

import jinja2
import pytest
from django.template import Template, engines
from django.test import Client

from articles.presentation import compiled
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_no_page_waits_for_its_template(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = make_quotation(about=("US",)).speaker
    assert speaker
    for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
        loader.reset()
    for module in compiled._modules:
        module.cache_clear()  # type: ignore[attr-defined]
    compiled.compile_templates()

    def late(*_: object, **__: object) -> None:
        raise AssertionError("A template is compiled for a request.")

    monkeypatch.setattr(Template, "compile_nodelist", late)
    monkeypatch.setattr(jinja2.Environment, "compile", late)
    for path in ("/", "/who-talks-about-whom/", "/countries/", speaker.get_absolute_url()):
        assert client.get(path).status_code == 200
