"""What may be fetched, from where, and how much of it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from fetching.errors import FetchError

PORTS = {"http": 80, "https": 443}
ANY = "*"
LONGEST_ADDRESS = 2000
# Signs of an address that are not quoted; what is quoted already stays so.
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# Site-local addresses and those “compatible” with IPv4, both deprecated: `is_global` knows neither.
_NEVER = (ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("::/96"))
# Addresses with an address of IPv4 in their last 32 bits, which a gateway connects to.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

type IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be fetched, in parts; `host` is in ASCII and lower case."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host as the header `Host` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched.

    `hosts` are names such as "news.example", which allow their subdomains too, at the ports of
    http and https, "news.example:8443" for another port, or "*" for every host.  `private` are
    names with a port, "wiki.internal:8080", which may have addresses within the own network; of
    all others every address must be public.  `seconds` is the time for one address with all its
    redirects, `max_bytes` the size of its unpacked body, `pause` the seconds between two requests
    to one host.
    """

    hosts: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    agent: str = "Newsroom"
    seconds: float = 20
    max_bytes: int = 20 * 1024 * 1024
    pause: float = 1
    redirects: int = 5

    @property
    def allows_any(self) -> bool:
        """Whether anything may be fetched at all."""
        return bool(self.hosts or self.private)

    def target(self, url: str, base: str = "") -> Target:
        """The parts of an address, which may be relative to `base`.

        Raises FetchError for what is no address of the web, or of a host that is not allowed.
        """
        try:
            target = _parsed(urljoin(base, url.strip()))
        except ValueError:
            raise FetchError(
                f"“{url[:200]}” is no address of a page. Write one that begins with https://."
            ) from None
        if not self.allows_any:
            raise FetchError(
                f"This newsroom fetches no pages, so {target.url} was not fetched. Save the page "
                "and add the file. An administrator can allow hosts with NEWSROOM_FETCH_HOSTS."
            )
        if not self._allows(target):
            raise FetchError(
                f"{target.url} was not fetched: {target.netloc} is not among the hosts that this "
                "newsroom fetches from. Save the page and add the file, or have an administrator "
                "add the host to NEWSROOM_FETCH_HOSTS."
            )
        return target

    def _allows(self, target: Target) -> bool:
        if self.is_private(target):
            return True
        usual = target.port == PORTS[target.scheme]
        if usual and ANY in self.hosts:
            return True
        named = (_host_and_port(host) for host in self.hosts)
        return any(
            (target.host == host or target.host.endswith(f".{host}"))
            and (target.port == port if port else usual)
            for host, port in named
        )

    def is_private(self, target: Target) -> bool:
        """Whether a host may have addresses within the own network."""
        return (target.host, target.port) in map(_host_and_port, self.private)

    def check(self, target: Target, addresses: Iterable[str]) -> list[str]:
        """The addresses of the target's host, each of which is one that may be connected to.

        Raises FetchError if a single one of them is not: a name with a public and a private
        address is not trusted with either.
        """
        test = is_within_network if self.is_private(target) else is_public
        checked = [ipaddress.ip_address(address.partition("%")[0]) for address in addresses]
        if bad := next((ip for ip in checked if not test(ip)), None):
            raise FetchError(
                f"{target.url} was not fetched: {target.host} has the address {bad}, which is not "
                "public. If it is a server of your own, have an administrator add "
                f"{target.host}:{target.port} to NEWSROOM_FETCH_PRIVATE."
            )
        return [str(ip) for ip in checked]


def is_public(ip: IP) -> bool:
    """Whether an address is one of the public internet, and has none within that is not.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("192.0.43.8", "::ffff:10.0.0.1")]
    [True, False]
    """
    return all(
        each.is_global and not each.is_multicast and not any(each in net for net in _NEVER)
        for each in _with_embedded(ip)
    )


def is_within_network(ip: IP) -> bool:
    """Whether an address can be a server's in the own network: no group's, no machine's own
    services, which are at link-local addresses such as 169.254.169.254."""
    return not any(
        each.is_link_local or each.is_multicast or each.is_unspecified
        for each in _with_embedded(ip)
    )


def _with_embedded(ip: IP) -> list[IP]:
    """An address, and the addresses of IPv4 that are written within it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    embedded = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        embedded.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    found: list[IP] = [each for each in embedded if each is not None]
    # Of a mapped address only the one within says whether it is public.
    return found if ip.ipv4_mapped else [ip, *found]


def _parsed(url: str) -> Target:
    """The parts of an absolute address; raises ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError(url)
    host = _ascii(parts.hostname)
    port = parts.port or PORTS[parts.scheme]
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_KEPT)
    if len(path) > LONGEST_ADDRESS or not path.startswith("/"):
        raise ValueError(url)
    target = Target("", parts.scheme, host, port, path)
    return Target(f"{target.origin}{path}", parts.scheme, host, port, path)


def _ascii(host: str) -> str:
    """A name of a host as DNS has it; raises ValueError for what is none."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    name = host.rstrip(".").encode("idna").decode("ascii").lower()
    if not name or not all(sign.isalnum() or sign in "-._" for sign in name):
        raise ValueError(host)
    return name


def _host_and_port(text: str) -> tuple[str, int]:
    """A host of a setting, and its port, 0 if it has none.

    >>> _host_and_port("Wiki.internal:8080"), _host_and_port("[::1]:80"), _host_and_port("::1")
    (('wiki.internal', 8080), ('::1', 80), ('::1', 0))
    """
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or (":" in host and not host.startswith("[")):
        host, port = text, "0"
    return host.strip("[]").removeprefix("*.").rstrip(".").lower(), int(port)
