"""`newsroom.web.http.render`: page or partial, and headers that every answer has."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django_htmx.middleware import HtmxMiddleware

from newsroom.web.http import HtmxHttpRequest, render
from tests.support.quotations import make_quotation

TEMPLATE = "<h1>Page</h1>{% partialdef results inline %}<p>{{ n }}</p>{% endpartialdef %}"
PAGE = b"<h1>Page</h1><p>3</p>"
PARTIAL = b"<p>3</p>"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {"page.html": TEMPLATE})]
        },
    }
]


def answer(headers: dict[str, str], **arguments: Any) -> HttpResponse:
    """What a view that calls `render` answers to a request with these headers."""

    def view(request: HtmxHttpRequest) -> HttpResponse:
        return render(request, "page.html", {"n": 3}, **arguments)

    request = RequestFactory().get("/", headers=headers)
    with override_settings(TEMPLATES=TEMPLATES):
        response = HtmxMiddleware(view)(request)  # type: ignore[arg-type]
    assert isinstance(response, HttpResponse)
    return response


HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({}, PAGE),
        (HTMX, PAGE),
        (HTMX | {"HX-Target": "results"}, PARTIAL),
        (HTMX | {"HX-Target": "main#results"}, PARTIAL),
        (HTMX | {"HX-Target": "elsewhere"}, PAGE),
        (HTMX | {"HX-Target": "results", "HX-Boosted": "true"}, PAGE),
        (HTMX | {"HX-Target": "results", "HX-History-Restore-Request": "true"}, PAGE),
        ({"HX-Target": "results"}, PAGE),
    ],
)
def test_partial_only_where_htmx_swaps_a_known_one(headers: dict[str, str], content: bytes) -> None:
    assert answer(headers, partial="results").content == content
    assert answer(headers, partial=["other", "results"]).content == content


def test_a_target_that_only_begins_alike_is_not_known() -> None:
    headers = HTMX | {"HX-Target": "result"}
    assert answer(headers, partial="results").content == PAGE


@pytest.mark.parametrize("headers", [{}, HTMX | {"HX-Target": "results"}])
def test_caches_keep_page_and_partial_apart(headers: dict[str, str]) -> None:
    vary = answer(headers, partial="results").headers["Vary"]
    assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Target"} <= set(
        vary.split(", ")
    )


def test_status_is_handed_on() -> None:
    assert answer({}, status=422).status_code == 422


@pytest.mark.django_db
def test_what_only_takes_forms_leads_to_the_page_above_if_it_is_opened(client: Client) -> None:
    article = make_quotation("We wait", "Ada Roe").article
    report = f"/articles/{article.pk}/report/"
    assert client.get(report).headers["Location"] == f"/articles/{article.pk}/"
    assert client.head("/sign-out/").headers["Location"] == "/"
    assert client.put(report).status_code == 405
    assert client.get(report, headers={"Accept": "application/json"}).status_code == 405
    assert client.get("/csp-report").status_code == 405


@pytest.mark.django_db
def test_security_headers(client: Client) -> None:
    headers = client.get("/admin/login/").headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_trusted_types_are_required_but_at_the_back_office(client: Client) -> None:
    for path, required in (("/", True), ("/admin/nothing/", False), ("/nothing/", True)):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert ("require-trusted-types-for 'script'; trusted-types default" in policy) == required
        assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/countries/%00/", "/password/new/%00/x/", "/%00"])
def test_no_address_has_a_nul(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_no_cookie_has_a_nul(client: Client) -> None:
    cookie = 'sessionid="{}"'.format(r"\000" * 32)
    assert client.get("/desk/", headers={"Cookie": cookie}).status_code == 400


@pytest.mark.django_db
def test_a_foreign_host_is_refused(client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        assert client.get("/admin/login/", headers={"Host": "evil.example"}).status_code == 400
