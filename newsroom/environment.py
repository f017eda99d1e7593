"""Values from the environment, and what is wrong with them in words."""

from __future__ import annotations

import logging
import os
import re
import secrets
import unicodedata
import zoneinfo
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# Several processes share the cores, and what numpy multiplies here is small: its threads would only
# wait for one another.  It reads this once, when it is loaded, which is after the settings.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")


MOST_DIGITS = 9
HEADER = r"[\x20-\x7e]{1,200}"

READ: set[str] = set()
"""The variables that were read, set or not: all that mean something to the settings."""


def text(name: str, default: str = "") -> str:
    """The value of a variable, without space around it; the default where it is empty.

    Raises ImproperlyConfigured for a line break or another control character, which a header of
    a request or a mail would be split at.
    """
    READ.add(name)
    value = os.environ.get(name, "").strip()
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
        raise ImproperlyConfigured(
            f"{name} has a line break or another control character; write it on one line."
        )
    return value or default


def flag(name: str, *, default: bool = False) -> bool:
    """A switch from the environment."""
    value = text(name).casefold()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off; set it to 1 or 0.")


def number(name: str, default: int, *, least: int = 0, most: int = 10**MOST_DIGITS) -> int:
    """A whole number between two bounds, each of which it may be."""
    value = text(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise ImproperlyConfigured(f"{name}={value!r} is no whole number; set it to {default}.")
    if not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name}={value} is to be between {least} and {most}.")
    return int(value)


def listed(name: str, *, such_as: str = "", like: Callable[[str], bool] = bool) -> list[str]:
    """Words between commas from the environment.

    Raises ImproperlyConfigured for one that is not `like` what is meant, of which `such_as` is an
    example.
    """
    words = [word.strip() for word in text(name).split(",") if word.strip()]
    for word in words:
        if not like(word):
            raise ImproperlyConfigured(
                f"{name}: {word!r} cannot be meant; it is to be as {such_as}."
            )
    return words


def header(name: str, default: str) -> str:
    """The value of a header of a request: 200 characters of ASCII at most."""
    value = text(name, default)
    if not re.fullmatch(HEADER, value):
        raise ImproperlyConfigured(
            f"{name} is to have 200 characters or fewer, letters without accents and signs."
        )
    return value


def old_secrets(name: str, *, strict: bool) -> list[str]:
    """Secrets of before; where it is strict, each as long as the one in use."""
    found = listed(name)
    if strict:
        for secret in found:
            strong(name, secret)
    return found


def strong(name: str, secret: str) -> str:
    """A secret that cannot be guessed."""
    if len(secret) < 50:
        raise ImproperlyConfigured(f"{name} is short; it is to have 50 characters.")
    if len(set(secret)) < 5:
        raise ImproperlyConfigured(f"{name} repeats few characters; it is to be random.")
    return secret


def is_folder_to_follow(path: str) -> bool:
    """Whether a folder may be followed: an absolute path, not of a file, nor of the whole disk."""
    place = Path(path)
    return place.is_absolute() and place != Path(place.anchor) and not place.is_file()


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
    levels = logging.getLevelNamesMapping().keys() - {"NOTSET"}
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


def chosen_folder(name: str, default: Path) -> Path:
    """The folder that a variable names, which may not be there yet."""
    path = Path(text(name) or default)
    there = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not there.is_dir():
        raise ImproperlyConfigured(f"{name}={str(path)!r} cannot be: {there} is no folder.")
    return path


def needed(name: str, why: str) -> str:
    """What must be set; raises ImproperlyConfigured, saying why, where it is not."""
    value = text(name)
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
