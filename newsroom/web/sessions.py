"""Sessions: since when and from where; idle ones end, and some acts need a fresh password.

What is known of a session is in it: when it began, the address and the browser that it began with,
when it was used last, and when its user last gave the password.  A session made by a program, as
tests do, has none of this, and neither ends by idleness nor gets old.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from newsroom.db.locks import briefly
from newsroom.web import second
from newsroom.web.browsers import in_words
from newsroom.web.events import Kind, browser, note
from newsroom.web.http import client_address
from newsroom.web.unsaved import is_unavailable

# What is kept in a session, as seconds since the epoch or text.
BEGAN, SEEN, PROVED, ADDRESS, BROWSER = "began", "seen", "proved", "address", "browser"
# Seconds between two notes that a session is used.
NOTED = 300


class SessionStore(db.SessionStore):
    """Django's sessions, which say why one cannot be saved.

    Django takes each error of the database for a session that was deleted meanwhile, and answers
    400: also where the disk is full, which is 503 here.
    """

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ is not None and is_unavailable(error.__context__):
                raise error.__context__ from None
            raise


def note_sign_in(request: HttpRequest) -> None:
    """Keep in the session when and from where its user signed in; ask for the second factor."""
    now = int(time.time())
    request.session.update(
        {
            BEGAN: now,
            SEEN: now,
            PROVED: now,
            ADDRESS: client_address(request) or "",
            BROWSER: browser(request),
        }
    )
    note(request, Kind.SIGNED_IN, request.user)
    second.ask(request)


def note_proof(request: HttpRequest) -> None:
    """Keep in the session that its user has just given the password."""
    request.session[PROVED] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the user gave the password lately enough for what needs that."""
    proved, limit = request.session.get(PROVED), settings.FRESH_MINUTES * 60
    return not limit or proved is None or time.time() - proved < limit


def is_idle(seen: int | None) -> bool:
    """Whether a session that was used last at that time has ended."""
    limit = settings.IDLE_MINUTES * 60
    return bool(limit) and seen is not None and time.time() - seen > limit


def is_signed_in(cookies: str) -> bool:
    """Whether the value of a header Cookie has a session in which a user is signed in.

    For the server, which has no request yet; unlike Django's `get_user` it changes no session.
    """
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    data = SessionStore(key).load() if key else {}
    user = User.objects.filter(pk=data.get(SESSION_KEY, 0), is_active=True).first()
    if user is None or is_idle(data.get(SEEN)) or second.AWAITED in data:
        return False
    known = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(data.get(HASH_SESSION_KEY, ""), one) for one in known)


class Idle:
    """Middleware: ends sessions that were not used for `settings.IDLE_MINUTES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self.look(request)
        return self.get_response(request)

    def look(self, request: HttpRequest) -> None:
        seen = request.session.get(SEEN)
        if is_idle(seen):
            self.end(request)
        elif seen is not None and time.time() - seen > NOTED:
            self.keep(request)

    def end(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            note(request, Kind.IDLE, request.user)
        logout(request)

    def keep(self, request: HttpRequest) -> None:
        """Write that the session is used, if nobody writes just now: reading goes on."""
        changed = request.session.modified
        request.session[SEEN] = int(time.time())
        with suppress(DatabaseError), briefly():
            request.session.save()
        request.session.modified = changed


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session as its user sees it; `number` names it without giving its key away.

    `browser` is in words.
    """

    number: str
    here: bool
    began: dt.datetime | None
    seen: dt.datetime | None
    address: str
    browser: str


def sessions_of(user: Any) -> list[Session]:
    """Return the sessions that a user is signed in with, on any device."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    return [
        session
        for session in running.iterator()
        if (data := session.get_decoded()).get(SESSION_KEY) == str(user.pk)
        and BACKEND_SESSION_KEY in data
    ]


def listed(request: HttpRequest) -> list[SignedIn]:
    """Return the sessions of the user of a request, this one first, then the last used."""
    found = [_signed_in(session, request) for session in sessions_of(request.user)]
    long_ago = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda one: (one.here, one.seen or long_ago), reverse=True)


def end_one(user: Any, number: str) -> bool:
    """End the session of a user that has this number; return whether there was one."""
    keys = [session.pk for session in sessions_of(user) if _number(session) == number]
    return bool(Session.objects.filter(pk__in=keys).delete()[0])


def _signed_in(session: Session, request: HttpRequest) -> SignedIn:
    data = session.get_decoded()
    here = session.pk == request.session.session_key
    return SignedIn(
        _number(session), here, _moment(data.get(BEGAN)), _moment(data.get(SEEN)),
        data.get(ADDRESS, ""), in_words(data.get(BROWSER, "")),
    )  # fmt: skip


def _number(session: Session) -> str:
    return salted_hmac("newsroom.web.sessions", session.pk, algorithm="sha256").hexdigest()[:20]


def _moment(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)
