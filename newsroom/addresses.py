"""Servers and addresses from the environment, and what is wrong with them in words."""

from __future__ import annotations

import re
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

from newsroom.environment import flag, number, text

MOST_PORT = 65535
LABEL = r"\w(?:[\w-]*\w)?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?")
ADVICE = "Set it to postgresql://user:password@host:5432/name, or unset it."
DATABASE = re.compile(r"[a-z][a-z0-9_]{0,62}")
SEARCH_ADVICE = "Set it to clickhouse+http://user:password@host:8123/newsroom, or unset it."
# Options of a connection that Django takes for itself.
OF_DJANGO = {"assume_role", "isolation_level", "pool", "server_side_binding"}


def database(url: str, name: str = "NEWSROOM_DATABASE_URL") -> dict[str, Any]:
    """The PostgreSQL that a URL names; `name` is the variable that it stands in."""
    try:
        found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        if urlsplit(url).port == 0:
            raise ValueError(url)
    except ValueError:
        # What is wrong with it could tell of the password in it.
        raise ImproperlyConfigured(f"{name} is no address of PostgreSQL. {ADVICE}") from None
    if found.get("ENGINE") != "django.db.backends.postgresql":
        scheme = url.partition("://")[0]
        raise ImproperlyConfigured(
            f"{name} begins with {scheme!r}, of which nothing is known. {ADVICE}"
        )
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database. {ADVICE}")
    if wrong := _wrong_option(found.get("OPTIONS", {})):
        raise ImproperlyConfigured(f"{name} has an option that PostgreSQL does not take: {wrong}.")
    # By this name `restore` knows a newsroom that runs.
    found["OPTIONS"] = {"application_name": "newsroom", **found.get("OPTIONS", {})}
    return dict(found)


def _wrong_option(options: dict[str, Any]) -> str:
    """What is wrong with what stands behind the “?” of the address of a database; or nothing.

    >>> _wrong_option({"sslmode": "require", "pool": True}), _wrong_option({"sslmod": "require"})
    ('', 'invalid connection option "sslmod"')
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo, timeout_from_conninfo

    options = {option: value for option, value in options.items() if option not in OF_DJANGO}
    try:
        make_conninfo(**options)
        timeout_from_conninfo(options)
    except ProgrammingError as error:
        return str(error).strip()
    return ""


def replicas(urls: list[str], primary: str) -> dict[str, dict[str, Any]]:
    """The entries of DATABASES for replicas of the primary, each under a name of its own."""
    name = "NEWSROOM_REPLICA_URLS"
    if urls and not primary:
        raise ImproperlyConfigured(
            f"{name} is set, and NEWSROOM_DATABASE_URL is not: SQLite has no replicas. "
            "Set both, or neither."
        )
    if primary in urls or len(set(urls)) < len(urls):
        raise ImproperlyConfigured(
            f"{name} names a database twice, or that of NEWSROOM_DATABASE_URL. Each is to be a "
            "replica of that one, and stand there once."
        )
    found = {f"replica-{number}": database(url, name) for number, url in enumerate(urls, 1)}
    for replica in found.values():
        # Not to be waited for, and never written to.
        replica["OPTIONS"] = {"connect_timeout": 3, **replica["OPTIONS"]}
        replica["TEST"] = {"MIRROR": "default"}
    return found


def redis(url: str) -> dict[str, Any]:
    """This machine's Redis, or the one that a URL names; a request does not wait for it long."""
    from redis.connection import parse_url

    url = url or "redis://127.0.0.1:6379/0"
    try:
        found, path = parse_url(url), urlsplit(url).path
        number_of = path.strip("/") if "path" not in found else ""
        if not (found.get("host") or found.get("path")) or number_of.strip("0123456789"):
            raise ValueError(url)
    except ValueError:
        # What is wrong with it would tell of the password in it.
        raise ImproperlyConfigured(
            "NEWSROOM_REDIS_URL is no address of a Redis; it is to be "
            "redis://:password@host:6379/0, rediss://… for TLS, or unix:///path.sock?db=0."
        ) from None
    return {
        "REDIS_URL": url,
        "REDIS_KEY_PREFIX": "newsroom",
        "REDIS_SOCKET_CONNECT_TIMEOUT": 2,
        "REDIS_SOCKET_TIMEOUT": 2,
        # In milliseconds, and less than the above: how long a worker waits for a task at a time.
        "REDIS_BLOCK_TIMEOUT": 1000,
        # In seconds, and more than the longest article takes: the sweep finds what died before.
        "REDIS_CLAIM_TIMEOUT": 2 * 60 * 60,
    }


def search_engine(url: str) -> str:
    """The address of a ClickHouse, as it stands in NEWSROOM_SEARCH_URL; nothing if none does."""
    if not url:
        return ""
    name, kinds = "NEWSROOM_SEARCH_URL", ("clickhouse+http", "clickhouse+https")
    # What is wrong with it could tell of the password in it.
    kind = url.partition("://")[0] if "://" in url else ""
    if kind and kind not in kinds:
        raise ImproperlyConfigured(
            f"{name} begins with {kind!r}, of which nothing is known. {SEARCH_ADVICE}"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", 0
    if not is_host(host) or port == 0:
        raise ImproperlyConfigured(f"{name} is no address of a ClickHouse. {SEARCH_ADVICE}")
    if parts.query or parts.fragment or not DATABASE.fullmatch(parts.path.strip("/") or "newsroom"):
        raise ImproperlyConfigured(
            f"{name} has more behind its host than the name of a database, of letters and digits. "
            f"{SEARCH_ADVICE}"
        )
    if not unquote(f"{parts.username or ''}{parts.password or ''}").isprintable():
        raise ImproperlyConfigured(
            f"{name} has a line break or another control character in its user or password."
        )
    return url


def is_host(word: str) -> bool:
    """Whether a word is the name or the address of a machine.

    >>> is_host("news.example"), is_host("[::1]"), is_host("::1"), is_host("a:b"), is_host("-")
    (True, True, True, False, False)
    """
    if ":" not in word:
        return bool(NAME.fullmatch(word))
    try:
        return bool(ip_address(word[1:-1] if word[0] == "[" and word[-1] == "]" else word))
    except ValueError:
        return False


def is_port(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 6 and 1 <= int(word) <= MOST_PORT


def is_allowed_host(word: str) -> bool:
    """Whether the newsroom may answer to it: a host, “.example” for all below one, or “*”."""
    return word == "*" or is_host(word.removeprefix("."))


def is_fetched(word: str) -> bool:
    """Whether it names a host to fetch from, with a port or without, or every host (“*”)."""
    return is_allowed_host(word) or is_private(word)


def is_private(word: str) -> bool:
    """Whether it names a host with a port."""
    host, _, port = word.rpartition(":")
    return (is_host(host) if host[:1] == "[" else ":" not in host and is_host(host)) and is_port(
        port
    )


def is_origin(word: str) -> bool:
    """Whether it is an address of the web without a path: https://news.example:8443.

    >>> is_origin("https://*.example"), is_origin("https://*"), is_origin("https://a:99999")
    (True, False, False)
    """
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    bare = SplitResult(parts.scheme, parts.netloc, "", "", "").geturl()
    return (
        (parts.scheme in {"http", "https"} and bare == word and "@" not in word)
        and is_host(host.removeprefix("*."))
        and port != 0
    )


def site_url(url: str, origins: list[str]) -> str:
    """The address of the newsroom without a slash at the end: as given, or its first origin."""
    named = (origin for origin in origins if "*" not in origin)
    url = (url or next(named, "") or "http://127.0.0.1:8000").rstrip("/")
    if not is_origin(url) or "*" in url:
        raise ImproperlyConfigured(
            f"NEWSROOM_URL={url!r} is no address of a newsroom; set it to https://news.example."
        )
    return url


def sender(name: str, default: str) -> str:
    """The sender of mails: one address, with a name before it or without."""
    value = text(name, default)
    address = parseaddr(value)[1]
    try:
        EmailValidator(allowlist=["localhost"])(address)
    except ValidationError:
        address = ""
    if not address or not (value == address or value.endswith(f"<{address}>")):
        raise ImproperlyConfigured(
            f"{name}={value!r} is no address of a sender; it is to be as newsroom@news.example or "
            "Newsroom <newsroom@news.example>."
        )
    return value


def mail_server(name: str) -> str:
    """The host of the mail server; nothing if none is named."""
    host = text(name)
    if host and not is_host(host):
        raise ImproperlyConfigured(
            f"{name}={host!r} is no host; write mail.example, and its port into NEWSROOM_SMTP_PORT."
        )
    return host


def mailer(host: str) -> dict[str, Any]:
    """The entry of MAILERS for an SMTP server."""
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host or "localhost",
            "port": number("NEWSROOM_SMTP_PORT", 587, least=1, most=MOST_PORT),
            "username": _in_ascii("NEWSROOM_SMTP_USER"),
            "password": _in_ascii("NEWSROOM_SMTP_PASSWORD"),
            "use_tls": flag("NEWSROOM_SMTP_TLS", default=True),
            "timeout": 10,
        },
    }


def _in_ascii(name: str) -> str:
    """What signs in at a mail server, to which nothing but ASCII can be sent."""
    value = text(name)
    if not value.isascii():
        raise ImproperlyConfigured(f"{name} has letters that no mail server takes: use ASCII.")
    return value
