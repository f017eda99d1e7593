"""Which database a request reads, and how far behind a replica is, without a replica."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core import signing
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import resolve

from articles.models import Article, Calls
from newsroom.db import replicas
from newsroom.web import replicas as web


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch) -> Iterator[replicas.Replica]:
    """A replica that has come to 100, as looked at just now; the primary is there too."""
    one = replicas.Replica("replica-1")
    one.state = replicas.State(time.monotonic(), recovers=True, replayed=100, stamp=0)
    monkeypatch.setattr(replicas, "replicas", lambda: [one])
    monkeypatch.setattr(replicas, "log", replicas.Log())
    monkeypatch.setattr(replicas, "_floor", 0)
    monkeypatch.setattr(replicas, "SILENT", 3600)  # longer than any test takes
    monkeypatch.setattr(replicas, "_row", lambda alias, query: (100,))
    with override_settings(REPLICAS=["replica-1"]):
        yield one


def written(*places: int, seconds_ago: float = 0) -> None:
    """The primary was seen at these places, one after the other."""
    at = time.monotonic() - seconds_ago
    replicas.log._places.extend((at, place) for place in places)


def test_one_that_has_all_is_not_behind(replica: replicas.Replica) -> None:
    written(90, 100, seconds_ago=1000)
    assert replica.behind() == 0
    assert replica.condition() == "read"


def test_how_far_behind_is_counted_from_what_it_lacks_first(replica: replicas.Replica) -> None:
    began = time.monotonic()
    written(100, 101, seconds_ago=30)
    written(150)
    assert 30 <= (replica.behind() or 0) <= 30 + time.monotonic() - began
    assert replica.condition() == "behind"
    assert replicas.choose(0).alias == "default"


def test_a_process_that_begins_asks_the_replica_how_old_it_is(replica: replicas.Replica) -> None:
    replica.state = replicas.State(time.monotonic(), recovers=True, replayed=50, stamp=7200)
    written(100)
    assert (replica.behind() or 0) >= 7200


@pytest.mark.parametrize("seconds", [4000, 40_000])
def test_one_that_says_nothing_is_away(replica: replicas.Replica, seconds: float) -> None:
    replica.state = replicas.State(time.monotonic() - seconds, True, 100, 0)
    assert replica.condition() == "away"
    assert replicas.choose(0).alias == "default"


def test_one_that_was_promoted_is_not_read(replica: replicas.Replica) -> None:
    replica.state = replicas.State(time.monotonic(), recovers=False, replayed=100, stamp=0)
    assert replica.condition() == "promoted"
    assert replicas.choose(0).alias == "default"


def test_what_a_reader_wrote_and_what_is_in_memory_must_be_there(
    replica: replicas.Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replicas.choose(100).alias == "replica-1"
    assert replicas.choose(101).alias == "default"
    monkeypatch.setattr(replicas, "_floor", 101)
    assert replicas.choose(0).alias == "default"
    token = replicas.current.set(replicas.Reading("replica-1", 3))
    replicas.keep_up()
    assert replicas.current.get() == replicas.Reading()
    replicas.current.reset(token)


def test_writing_makes_a_request_read_the_primary(replica: replicas.Replica) -> None:
    router, reading = replicas.Router(), replicas.Reading("replica-1", 3)
    token = replicas.current.set(reading)
    try:
        if not connections["default"].in_atomic_block:
            assert router.db_for_read(Article) == "replica-1"
        assert router.db_for_read(User) == router.db_for_read(Calls) == "default"
        assert router.db_for_write(User) == router.db_for_write(Calls) == "default"
        assert not reading.wrote
        assert router.db_for_write(Article) == "default"
        assert reading == replicas.Reading(wrote=True)
        assert router.db_for_read(Article) == "default"
    finally:
        replicas.current.reset(token)


def test_nothing_is_migrated_on_a_replica(replica: replicas.Replica) -> None:
    router = replicas.Router()
    assert router.allow_migrate("replica-1", "articles") is False
    assert router.allow_migrate("default", "articles") is None


def answered(request: HttpRequest, fails: bool = False) -> tuple[HttpResponse, list[str]]:
    """The response to a request, and what its view read, once for each time that it ran."""
    read: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, request.resolver_match.func, (), {})  # type: ignore[union-attr]
        reading = replicas.current.get()
        assert reading
        read.append(reading.alias)
        if fails:
            assert replicas.lost(OperationalError("gone"))
            read.append(reading.alias)
        return HttpResponse()

    middleware = web.Replicas(respond)
    request.resolver_match = resolve(request.path)
    if not hasattr(request, "user"):
        request.user = AnonymousUser()
    return middleware(request), read


@pytest.mark.parametrize(
    ("method", "path", "read"),
    [
        ("get", "/", "replica-1"),
        ("head", "/speakers/", "replica-1"),
        ("get", "/api/v1/quotations", "replica-1"),
        ("post", "/check/", "default"),
        ("get", "/desk/", "default"),
        ("get", "/readyz", "default"),
        ("get", "/sign-in/", "default"),
        ("get", "/shared/abc/", "default"),
        ("get", "/admin/", "default"),
    ],
)
@pytest.mark.django_db
@pytest.mark.one_database
def test_pages_for_readers_are_read_from_it(
    replica: replicas.Replica, method: str, path: str, read: str
) -> None:
    response, aliases = answered(getattr(RequestFactory(), method)(path))
    assert aliases == [read]
    assert (web.COOKIE in response.cookies) == (method == "post")


@pytest.mark.django_db
@pytest.mark.one_database
def test_editors_and_programs_with_a_token_read_the_primary(replica: replicas.Replica) -> None:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    assert answered(request)[1] == ["default"]
    call = RequestFactory().get("/api/v1/quotations", headers={"Authorization": "Bearer x"})
    assert answered(call)[1] == ["default"]


@pytest.mark.django_db
@pytest.mark.one_database
def test_who_has_written_reads_the_primary_until_the_replica_is_there(
    replica: replicas.Replica,
) -> None:
    request = RequestFactory().get("/")
    for place, read in (("101", "default"), ("100", "replica-1"), ("1e9", "replica-1")):
        request.COOKIES[web.COOKIE] = signing.dumps(place, salt=web.COOKIE)
        assert answered(request)[1] == [read]
    request.COOKIES[web.COOKIE] = "101:forged"
    assert answered(request)[1] == ["replica-1"]


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_replica_that_fails_is_left_at_once(
    replica: replicas.Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = replicas._row

    def failing(alias: str, query: str) -> object:
        if alias == "replica-1":
            raise OperationalError("gone")
        return row(alias, query)

    monkeypatch.setattr(replicas, "_row", failing)
    assert answered(RequestFactory().get("/"), fails=True)[1] == ["replica-1", "default"]
    assert web.conditions() == {"replica-1": {"is": "away", "seconds_behind": None}}
    assert web._read() == {"replica-1": 0}
    assert web._behind() == {}


@pytest.mark.django_db
@pytest.mark.one_database
def test_what_is_old_says_so(replica: replicas.Replica) -> None:
    written(100, 101, seconds_ago=5)
    response, _ = answered(RequestFactory().get("/"))
    assert response[web.HEADER] == "5"
    token = replicas.current.set(replicas.Reading("replica-1", 5))
    assert web.as_of(RequestFactory().get("/"))
    replicas.current.set(replicas.Reading("replica-1", 1))
    assert web.as_of(RequestFactory().get("/")) == {}
    replicas.current.reset(token)
