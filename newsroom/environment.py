"""Values from the environment, and what is wrong with them in words."""

from __future__ import annotations

import logging
import os
import re
import secrets
import zoneinfo
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Several processes share the cores, and what numpy multiplies here is small: its threads would only
# wait for one another.  It reads this once, when it is loaded, which is after the settings.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")


MOST_DIGITS = 9
HOST = r"(?:\*|\.?[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)"
"""A name or an address of a machine, “*” or “.example” for all names below one."""
ORIGIN = r"https?://[^/?#\s,]+"
WORDS = {
    "NEWSROOM_HOSTS": (HOST, "news.example"),
    "NEWSROOM_ORIGINS": (ORIGIN, "https://news.example"),
    "NEWSROOM_FETCH_HOSTS": (rf"{HOST}(:\d+)?", "news.example"),
    "NEWSROOM_FETCH_PRIVATE": (rf"{HOST}:\d+", "wiki.internal:8080"),
    "NEWSROOM_FOLLOW_FOLDERS": (r"/.*|[A-Za-z]:[\\/].*", "/srv/wire"),
}
"""What each word of a variable is to match whole, and one that does."""


def flag(name: str, *, default: bool = False) -> bool:
    """A switch from the environment."""
    value = os.environ.get(name, "").strip().casefold()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off; set it to 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number, zero or more, from the environment."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise ImproperlyConfigured(f"{name}={value!r} is no whole number; set it to {default}.")
    return int(value)


def listed(name: str) -> list[str]:
    """Words between commas from the environment.

    Raises ImproperlyConfigured for one that cannot be meant, which says what it is to be like.
    """
    pattern, such_as = WORDS.get(name, (".+", ""))
    words = [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]
    for word in words:
        if not re.fullmatch(pattern, word):
            raise ImproperlyConfigured(
                f"{name}: {word!r} cannot be meant; it is to be as {such_as}."
            )
    return words


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks between commas from the environment: 10.0.0.5, 10.1.0.0/16."""
    found = []
    for word in listed(name):
        try:
            found.append(ip_network(word))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name}: {word!r} is no address and no network; write 10.0.0.5 or 10.0.0.0/24."
            ) from None
    return found


def time_zone(name: str) -> str:
    """The name of a time zone that this machine knows."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"NEWSROOM_TIME_ZONE={name!r} is no time zone; set it to one such as Europe/Oslo."
        ) from None
    return name


def log_level(name: str) -> str:
    """The name of a level of the log, in capitals."""
    levels = logging.getLevelNamesMapping()
    if name.upper() not in levels:
        raise ImproperlyConfigured(
            f"NEWSROOM_LOG_LEVEL={name!r} is none of: DEBUG, INFO, WARNING, ERROR, CRITICAL."
        )
    return name.upper()


def log_format(name: str) -> str:
    """Whether the log is for people or for machines: text or json."""
    if name not in {"json", "text"}:
        raise ImproperlyConfigured(f"NEWSROOM_LOG_FORMAT={name!r} is neither json nor text.")
    return name


def made_folder(name: str, path: Path) -> Path:
    """The folder that a variable names, made if it is not there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={str(path)!r} cannot be made: {error.strerror}. Name a folder that "
            "this user may write to."
        ) from None
    return path


def site_url(url: str, origins: list[str]) -> str:
    """The address of the newsroom without a slash at the end: as given, or its first origin."""
    url = (url or next(iter(origins), "") or "http://127.0.0.1:8000").rstrip("/")
    if not re.fullmatch(ORIGIN, url):
        raise ImproperlyConfigured(
            f"NEWSROOM_URL={url!r} is no address of a newsroom; set it to https://news.example."
        )
    return url


def needed(name: str, why: str) -> str:
    """What must be set; raises ImproperlyConfigured, saying why, where it is not."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at the first call; two processes agree on who made it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_text("ascii").strip()
        if not secret:
            raise ImproperlyConfigured(
                f"{path} is empty; delete it, and the next start makes a new secret."
            ) from None
        return secret
    secret = secrets.token_urlsafe(50)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return secret


def mailer(host: str) -> dict[str, Any]:
    """The entry of MAILERS for an SMTP server."""
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host or "localhost",
            "port": number("NEWSROOM_SMTP_PORT", 587),
            "username": os.environ.get("NEWSROOM_SMTP_USER", ""),
            "password": os.environ.get("NEWSROOM_SMTP_PASSWORD", ""),
            "use_tls": flag("NEWSROOM_SMTP_TLS", default=True),
            "timeout": 10,
        },
    }
