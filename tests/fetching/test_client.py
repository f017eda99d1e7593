"""Fetching from a real server on loopback, which may be hostile."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Iterator
from itertools import chain, repeat
from threading import Event

import pytest

from fetching import Client, FetchError
from fetching.errors import FetchError as Error
from tests.support.servers import free_port
from tests.support.web import CERTIFICATE, Site, endless, page, raw, redirect, site_of_its_own

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with site_of_its_own() as site:
        yield site


@pytest.fixture
def site(server: Site) -> Site:
    server.pages.clear()
    server.requests.clear()
    return server


def failing(site: Site, path: str = "/", **policy: object) -> Error:
    with pytest.raises(FetchError) as caught:
        Client(site.policy(**policy)).get(site.url(path))  # type: ignore[arg-type]
    return caught.value


# ── what comes ────────────────────────────────────────────────────────────────────────────


def test_a_page_comes_with_what_its_headers_say(site: Site) -> None:
    site.pages["/rain"] = page(
        "Rain “again”", kind="text/html; charset=windows-1252", ETag='"7"', Last_Modified="Sat"
    )
    response = Client(site.policy(agent="Gazette/1 (desk@gazette.example)")).get(site.url("/rain"))
    assert response.body == "Rain “again”".encode()
    assert (response.media_type, response.charset) == ("text/html", "windows-1252")
    assert (response.etag, response.modified) == ('"7"', "Sat")
    headers = dict(site.requests[-1][1])
    assert headers["User-Agent"] == "Gazette/1 (desk@gazette.example)"
    assert headers["Host"] == f"127.0.0.1:{site.port}"


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/feed"] = page(status=304)
    response = Client(site.policy()).get(site.url("/feed"), etag='"7"', modified="Sat")
    assert response.unchanged
    headers = site.requests[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "Sat")


def test_a_redirect_is_followed_to_its_last_address(site: Site) -> None:
    site.pages |= {"/a": redirect("b?day=1"), "/b?day=1": page("There")}
    response = Client(site.policy()).get(site.url("/a"))
    assert (response.url, response.body) == (site.url("/b?day=1"), b"There")


def test_a_compressed_page_is_unpacked(site: Site) -> None:
    site.pages["/"] = page(gzip.compress(b"Rain" * 9), Content_Encoding="gzip")
    assert Client(site.policy()).get(site.url()).body == b"Rain" * 9


def test_a_page_compressed_in_two_parts_comes_whole(site: Site) -> None:
    site.pages["/"] = page(
        gzip.compress(b"Rain ") + gzip.compress(b"again"), Content_Encoding="gzip"
    )
    assert Client(site.policy()).get(site.url()).body == b"Rain again"


# ── robots.txt ────────────────────────────────────────────────────────────────────────────


def test_what_robots_txt_forbids_is_not_requested(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /private/\nDisallow: /*?print=\nAllow: /private/open"
    site.pages |= {"/robots.txt": page(rules, kind="text/plain"), "/private/open": page("x")}
    client = Client(site.policy())
    assert client.get(site.url("/private/open")).body == b"x"
    for path in ("/private/a", "/rain?print=1"):
        with pytest.raises(FetchError, match=r"robots.txt forbids it to programs\. Save the page"):
            client.get(site.url(path))
    assert [path for path, _ in site.requests] == ["/robots.txt", "/private/open"]


def test_rules_for_our_name_go_before_those_for_all(site: Site) -> None:
    rules = "User-agent: *\nDisallow:\n\nUser-agent: newsroom\nDisallow: /"
    site.pages["/robots.txt"] = page(rules, kind="text/plain")
    error = failing(site, agent="Newsroom/1.0 (+https://gazette.example)")
    assert "forbids it" in str(error)


def test_a_redirect_to_what_is_forbidden_is_not_followed(site: Site) -> None:
    site.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /private", kind="text/plain"),
        "/a": redirect("/private"),
    }
    assert "/private was not fetched" in str(failing(site, "/a"))
    assert site.paths == ["/a"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_rules_that_cannot_be_read_forbid_everything_for_now(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": page(status=status), "/": page("Rain")}
    error = failing(site)
    assert "robots.txt answers with an error" in str(error)
    assert error.temporary
    assert site.paths == []


@pytest.mark.parametrize("status", [401, 403, 404])
def test_without_rules_everything_is_allowed(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": page(status=status), "/": page("Rain")}
    assert Client(site.policy()).get(site.url()).body == b"Rain"


def test_rules_without_end_count_up_to_a_length(site: Site) -> None:
    site.pages |= {
        "/robots.txt": endless(HEAD + b"\r\nUser-agent: *\nDisallow: /private\n", b"# on\n" * 9999),
        "/": page("Rain"),
    }
    assert Client(site.policy()).get(site.url()).body == b"Rain"
    assert "forbids it" in str(failing(site, "/private"))


# ── a hostile server ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/", "http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/", "http://localhost/", "http://2130706433/", "http://0x7f.1/",
        "//10.0.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://:0/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("hosts", [(), ("*",)], ids=["listed", "any"])
def test_a_redirect_never_leads_into_the_own_network(
    site: Site, place: str, hosts: tuple[str, ...]
) -> None:
    site.pages["/a"] = redirect(place)
    error = str(failing(site, "/a", hosts=hosts))
    assert f"{site.url('/a')} leads on" in error or "which is not public" in error
    assert site.paths == ["/a"]


def test_a_redirect_into_itself_ends(site: Site) -> None:
    site.pages["/a"] = redirect("/a")
    assert "leads on more than 5 times" in str(failing(site, "/a"))
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (HEAD + b"\r\n", b"a"),
        (HEAD, b"X-Drip: 1\r\n"),
        (b"HTTP/1.1 200", b" "),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["body", "headers", "status", "hints"],
)
def test_an_answer_in_drips_ends_in_time(site: Site, head: bytes, piece: bytes) -> None:
    site.pages["/"] = endless(head, piece, pause=0.02)
    error = failing(site, seconds=0.3)
    assert "did not answer" in str(error)
    assert error.temporary


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    site.pages["/"] = endless(b"", b"", pause=0.02)
    assert "did not answer within" in str(failing(site, seconds=0.2))


def test_a_body_without_end_is_left_at_the_limit(site: Site) -> None:
    site.pages["/"] = endless(HEAD + b"\r\n", b"a" * 4096)
    assert "is larger than 9,999 bytes" in str(failing(site, max_bytes=9_999))


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/"] = page(b"a", Content_Length="99999999999")
    assert "is larger than 20 MB" in str(failing(site))


def test_a_body_that_unpacks_without_end_is_left_at_the_limit(site: Site) -> None:
    site.pages["/"] = page(gzip.compress(bytes(30 << 20)), Content_Encoding="gzip")
    assert "is larger than 1 MB" in str(failing(site, max_bytes=1 << 20))


@pytest.mark.parametrize(
    ("body", "encoding", "message"),
    [
        (b"no gzip", "gzip", "cannot be unpacked"),
        (gzip.compress(b"Rain" * 999)[:-9], "gzip", "cannot be unpacked"),
        (b"x", "br", "compressed as “br”, which was not requested"),
        (b"x", "gzip, gzip", "compressed as “gzip, gzip”"),
    ],
)
def test_what_cannot_be_unpacked_is_said(
    site: Site, body: bytes, encoding: str, message: str
) -> None:
    site.pages["/"] = page(body, Content_Encoding=encoding)
    assert message in str(failing(site))


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "text/css", "application/zip"])
def test_what_is_no_page_is_refused_by_its_type(site: Site, kind: str) -> None:
    site.pages["/"] = endless(HEAD.replace(b"text/html", kind.encode()) + b"\r\n", b"\0" * 4096)
    assert f"is no page but {kind}" in str(failing(site))


@pytest.mark.parametrize(
    ("status", "message", "temporary"),
    [
        (404, "is not there (404)", False),
        (410, "is not there (410)", False),
        (403, "is not open to this newsroom (403)", False),
        (402, "is not open to this newsroom (402)", False),
        (429, "answered with an error (429). Try again later", True),
        (500, "answered with an error (500). Try again later", True),
        (418, "answered with an error (418). Save the page", False),
    ],
)
def test_a_status_is_said_in_words(site: Site, status: int, message: str, temporary: bool) -> None:
    site.pages["/"] = page("x", status)
    error = failing(site)
    assert message in str(error)
    assert error.temporary is temporary


def test_the_time_to_wait_is_the_server_s(site: Site) -> None:
    site.pages["/"] = page("x", 503, Retry_After="120")
    assert failing(site).wait == 120


@pytest.mark.parametrize("head", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 999999 \r\n\r\n", b"\0" * 99])
def test_what_is_no_http_is_said(site: Site, head: bytes) -> None:
    site.pages["/"] = raw(head)
    assert "did not answer as a server of pages does" in str(failing(site))


def test_a_server_that_is_not_there_is_said() -> None:
    site = Site(free_port())
    error = failing(site)
    assert "cannot be reached" in str(error)
    assert error.temporary


# ── names and addresses ───────────────────────────────────────────────────────────────────


def test_a_name_without_an_address_is_said(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    client = Client(site.policy("wire.test"), resolve)
    with pytest.raises(FetchError, match=r"cannot be reached \(Name or service not known"):
        client.get(site.url(host="wire.test"))


def test_a_name_that_is_looked_up_without_end_is_left_in_time(site: Site) -> None:
    ended = Event()

    def resolve(host: str, port: int) -> list[str]:
        ended.wait()
        return ["127.0.0.1"]

    try:
        with pytest.raises(FetchError, match="did not answer within"):
            Client(site.policy("wire.test", seconds=0.1), resolve).get(site.url(host="wire.test"))
    finally:
        ended.set()


def test_a_name_is_looked_up_once_for_each_connection(site: Site) -> None:
    """A name that would lead elsewhere when resolved again is not resolved again."""
    answers = chain([["127.0.0.1"]] * 2, repeat(["169.254.169.254"]))
    site.pages["/"] = page("Rain")
    client = Client(site.policy("wire.test"), lambda host, port: next(answers))
    assert client.get(site.url(host="wire.test")).body == b"Rain"
    assert site.requests[-1][1]["Host"] == f"wire.test:{site.port}"
    with pytest.raises(FetchError, match=r"has the address 169\.254\.169\.254"):
        client.get(site.url(host="wire.test"))


def test_a_public_name_with_a_private_address_is_refused(site: Site) -> None:
    client = Client(
        site.policy(hosts=(f"wire.test:{site.port}",)), lambda *_: ["192.0.43.8", "127.0.0.1"]
    )
    with pytest.raises(FetchError, match=r"wire.test has the address 127.0.0.1, which is not"):
        client.get(site.url(host="wire.test"))
    assert site.requests == []


def test_the_next_address_is_tried_if_the_first_is_closed(site: Site) -> None:
    site.pages["/"] = page("Rain")
    client = Client(site.policy("wire.test"), lambda *_: ["127.0.0.99", "127.0.0.1"])
    assert client.get(site.url(host="wire.test")).body == b"Rain"


# ── TLS ───────────────────────────────────────────────────────────────────────────────────


def test_a_certificate_is_checked_for_the_name_not_for_the_address() -> None:
    with site_of_its_own(tls=True) as site:
        site.pages["/"] = page("Rain")
        resolve = lambda *_: ["127.0.0.1"]  # noqa: E731
        trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
        policy = site.policy(private=(f"wire.test:{site.port}", f"other.test:{site.port}"))
        there = site.url(host="wire.test", scheme="https")
        assert Client(policy, resolve, trusting).get(there).body == b"Rain"
        with pytest.raises(FetchError, match=r"no secure connection to offer .*[Hh]ostname"):
            Client(policy, resolve, trusting).get(site.url(host="other.test", scheme="https"))
        with pytest.raises(FetchError, match=r"no secure connection to offer \(self-signed"):
            Client(policy, resolve).get(there)


def test_a_server_without_tls_is_said(site: Site) -> None:
    with pytest.raises(FetchError, match="no secure connection to offer"):
        Client(site.policy()).get(site.url(scheme="https"))
