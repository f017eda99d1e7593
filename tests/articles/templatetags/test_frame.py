"""What templates print on every page: paths of routes, and the top of the page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client
from django.urls import NoReverseMatch, reverse, set_script_prefix


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("{% url 'speakers' %}", "/speakers/"),
        ("{% url 'article' key %}", "/articles/7/"),
        ("{% url 'choose' facet %}", "/choose/speaker/"),
        ("{% url name %}", "/countries/"),
        ("{% url 'article' pk=key %}", "/articles/7/"),
        ("{% url 'speakers' as there %}[{{ there }}]", "[/speakers/]"),
        ("{% url 'no-such-route' as there %}[{{ there }}]", "[]"),
        ("{% url 'admin:index' %}", reverse("admin:index")),
    ],
)
def test_a_template_names_routes_as_in_any_django(tag: str, path: str) -> None:
    context = {"key": 7, "facet": "speaker", "name": "countries"}
    assert Template(tag).render(Context(context)) == path


def test_a_path_is_of_the_prefix_of_the_server_and_of_a_route() -> None:
    speakers = Template("{% url 'speakers' %}")
    assert speakers.render(Context()) == "/speakers/"
    try:
        set_script_prefix("/news/")
        assert speakers.render(Context()) == "/news/speakers/"
    finally:
        set_script_prefix("/")
    for tag in ("{% url 'no-such-route' %}", "{% url 'speakers' 7 %}"):
        with pytest.raises(NoReverseMatch):
            Template(tag).render(Context())


@pytest.mark.django_db
def test_the_top_of_a_page_is_that_of_its_reader_and_route(client: Client, editor: Client) -> None:
    here = 'href="/speakers/" aria-current="page"'
    User.objects.create_user("bo", password="a long enough one")
    reader = Client()
    for _ in range(2):
        pages = [one.get("/speakers/").content.decode() for one in (editor, reader)]
        for name in ("review", "add"):
            link = f'href="{reverse(name)}"'
            assert [link in page for page in pages] == [True, False]
        assert all(here in page for page in pages)
        assert here not in reader.get("/countries/").content.decode()
