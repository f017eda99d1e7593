"""Every route, by every method, as everybody: nobody opens what is not for them."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, User
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, path

from articles.models import Article, Country
from newsroom.web.access import Access, open_to
from tests.support.browser import open_newsroom
from tests.support.routes import routes

pytestmark = pytest.mark.django_db

# A client that is signed out, or deleted as a user, by a request is of no use for the next.
SIGNS_OUT = re.compile("sign-out|logout|/account/|/auth/")
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
# What one may open is read and sent to.  What a rule forbids is tried by these two as everybody,
# and by every method as the one who may do most of those it is forbidden.
USUAL = ("get", "post")
# A list of all countries takes most of the time of a page, and makes no rule another.
COUNTRIES = ("CH", "IT", "PL", "RU", "US")
# What each may open, from the least to the most; the newsroom's own pages are read by all.
LADDER = {
    "anonymous": {Access.EVERYBODY},
    "reader": {Access.EVERYBODY, Access.READERS, Access.SIGNED_IN},
    "editor": {Access.EVERYBODY, Access.READERS, Access.SIGNED_IN, Access.EDITORS},
    "admin": set(Access) - {Access.PROGRAMS},
}


ROUTES = list(routes())


def plain_refusal(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=403)


class RefusedInAWord:
    """The URLconf without the page that says so: 1,100 refusals would render it."""

    handler403 = staticmethod(plain_refusal)
    urlpatterns = get_resolver().url_patterns


def person(name: str) -> User | AnonymousUser:
    if name == "anonymous":
        return AnonymousUser()
    user = User.objects.create_user(name, is_staff=name == "admin", is_superuser=name == "admin")
    if name == "editor":
        user.groups.add(Group.objects.get(name="Editors"))
    return user


def refused(response: HttpResponse) -> bool:
    """Sent to the form to sign in, or refused: this is not for this account, or needs a token."""
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in/")
    return to_sign_in or response.status_code in {401, 403}


def first_refused(access: Access | None) -> str | None:
    """Who may do most of those it is forbidden."""
    return next((who for who in reversed(LADDER) if access not in LADDER[who]), None)


def test_the_walk_finds_every_kind_of_route() -> None:
    found = {route.name for route in ROUTES}
    assert {"quotations", "add", "revert", "account", "healthz", "index"} <= found
    assert len(ROUTES) > 80
    assert [route.path for route in ROUTES if set("<>()") & set(route.path)] == []


def test_every_route_has_a_rule() -> None:
    assert [route.name for route in ROUTES if route.access is None] == []


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("who", "public"),
    [
        ("anonymous", True),
        ("anonymous", False),
        ("reader", False),
        ("editor", False),
        ("admin", False),
    ],
)
def test_everybody_opens_what_is_for_them_and_nothing_else(who: str, public: bool) -> None:
    open_newsroom()
    User.objects.create_user(
        "first"
    )  # tests/newsroom/web/test_first_account.py: while none is there
    Country.objects.exclude(code__in=COUNTRIES).delete()
    may = LADDER[who] | ({Access.READERS} if public else set())
    wrong = []
    with override_settings(
        PUBLIC=public, API_CALLS_WITHOUT_TOKEN=1000, ROOT_URLCONF=RefusedInAWord
    ):
        client = signed_in(who)
        for route in ROUTES:
            if route.access is Access.PROGRAMS and public:
                continue  # tests/articles/api/test_access.py: what is read without a token
            before = Article.objects.count()
            for method in METHODS if who == first_refused(route.access) and not public else USUAL:
                response = getattr(client, method)(route.path)
                if SIGNS_OUT.search(route.path) and not refused(response):
                    client = signed_in(who)
                if response.status_code >= 500:
                    wrong.append(f"{method} {route.path}: {response.status_code}")
                elif route.access not in may and not refused(response):
                    wrong.append(f"{method} {route.path} is open: {response.status_code}")
                elif route.access in may - {Access.ADMINS} and response.status_code == 403:
                    wrong.append(f"{method} {route.path} is shut")
            if route.access not in may and Article.objects.count() != before:
                wrong.append(f"{route.path} changed something")
    assert wrong == []


def signed_in(who: str) -> Client:
    """A client that is still signed in, even if the last request signed out."""
    user = User.objects.filter(username=who).first()
    client = Client(raise_request_exception=False)
    if who == "anonymous":
        return client
    client.force_login(user or person(who))  # type: ignore[arg-type]
    return client


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


class Ruleless:
    """A URLconf with a route that nobody gave a rule, among the others."""

    urlpatterns = [
        path("forgotten-rule/", view, name="forgotten-rule"),
        *open_to(Access.EVERYBODY, [path("ruled/", view, name="ruled")]),
        *get_resolver().url_patterns,
    ]


def test_a_route_without_a_rule_is_open_to_nobody() -> None:
    with override_settings(ROOT_URLCONF=Ruleless):
        for who in LADDER:
            client = signed_in(who)
            assert client.get("/ruled/").content == b"open"
            assert client.get("/forgotten-rule/").status_code == 403


def test_a_private_newsroom_shows_nothing_before_one_signs_in(client: Client) -> None:
    article = open_newsroom()
    with override_settings(PUBLIC=False):
        response = client.get(article.get_absolute_url())
        assert response["Location"] == f"/sign-in/?next={article.get_absolute_url()}"
        html = client.get("/sign-in/").content.decode()
        assert article.title not in html
        client.force_login(User.objects.create_user("reader"))
        assert article.title in client.get(article.get_absolute_url()).content.decode()


def test_the_setting_is_public_unless_it_is_a_server() -> None:
    assert settings.PUBLIC is True
