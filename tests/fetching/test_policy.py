"""Which addresses may be fetched, and which addresses of hosts connected to."""

from __future__ import annotations

import ipaddress
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetching.errors import FetchError
from fetching.policy import Policy, is_public, is_within_network
from tests.support.odd_inputs import fuzzing

NEWS = Policy(hosts=("news.example", "wire.example:8443"), private=("wiki.internal:8080",))


@pytest.mark.parametrize(
    ("url", "fetched"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTPS://WWW.News.Example./rain?day=1#top", "https://www.news.example/rain?day=1"),
        ("http://news.example:80/a b/é", "http://news.example/a%20b/%C3%A9"),
        ("http://news.example/a%20b", "http://news.example/a%20b"),
        ("https://wire.example:8443/", "https://wire.example:8443/"),
        ("http://wiki.internal:8080/", "http://wiki.internal:8080/"),
    ],
)
def test_an_allowed_address_is_fetched(url: str, fetched: str) -> None:
    assert NEWS.target(url).url == fetched


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://notnews.example/",
        "https://news.example.evil.example/",
        "https://news.example:8443/",
        "https://wire.example/",
        "http://wiki.internal/",
        "http://sub.wiki.internal:8080/",
        "http://127.0.0.1/",
        "http://[::1]/",
    ],
)
def test_another_host_or_port_is_refused_with_the_setting(url: str) -> None:
    with pytest.raises(FetchError, match=r"not among the hosts.*NEWSROOM_FETCH_HOSTS"):
        NEWS.target(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example/rain", "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)",
        "gopher://news.example/", "https://", "https://user:word@news.example/",
        "https://news.example@evil.example/", "https://news.example\\@evil.example/",
        "https://news.example:port/", "https://news.example:99999/", "http://[::1/",
        "https://news..example/", "https://new s.example/", "https://news.example/" + "a" * 2001,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="is no address of a page"):
        Policy(hosts=("*",)).target(url)


def test_nothing_is_fetched_unless_hosts_are_allowed() -> None:
    with pytest.raises(FetchError, match=r"fetches no pages.*https://news.example/rain.*Save"):
        Policy().target("https://news.example/rain")


def test_a_star_allows_every_host_at_the_usual_ports() -> None:
    anything = Policy(hosts=("*",))
    assert anything.target("https://münchen.example/").host == "xn--mnchen-3ya.example"
    with pytest.raises(FetchError, match="not among the hosts"):
        anything.target("https://news.example:22/")


@fuzzing
@given(
    st.tuples(
        st.sampled_from(["http://", "https://", "//", "", "HTTP:", "file://"]),
        st.text(max_size=30)
        | st.sampled_from(["[::1%eth0]", "[", "a" * 64, "xn--\ud800", "1.2.3.4.5", "news.example"]),
        st.text(max_size=30),
    ).map("".join)
)
def test_all_that_is_pasted_is_an_address_or_refused(url: str) -> None:
    with suppress(FetchError):
        target = Policy(hosts=("*",)).target(url, "https://news.example/feed")
        assert target.url.isascii()
        assert target.url.isprintable()
        assert target.host


PUBLIC = ["192.0.43.8", "2606:2800:220:1::1"]
NOT_PUBLIC = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::",
    "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:a00:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_connected_to(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_other_address_may_be_connected_to(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    target = NEWS.target("https://news.example/")
    with pytest.raises(FetchError, match=r"news.example has the address .*NEWSROOM_FETCH_PRIVATE"):
        NEWS.check(target, [*PUBLIC, address])


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "0.0.0.0", "::ffff:169.254.0.1"])
def test_a_private_host_never_has_the_address_of_the_machine_s_own_services(address: str) -> None:
    assert not is_within_network(ipaddress.ip_address(address))
    target = NEWS.target("http://wiki.internal:8080/")
    assert NEWS.check(target, ["10.0.0.7", "127.0.0.1"]) == ["10.0.0.7", "127.0.0.1"]
    with pytest.raises(FetchError, match=r"wiki.internal has the address"):
        NEWS.check(target, ["10.0.0.7", address])
