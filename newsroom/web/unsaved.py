"""Pages for what could not be saved: they say why, and keep what was typed, to be sent again.

They need no database, and so work where it is locked, full, read-only or gone.
"""

from __future__ import annotations

import errno
import re
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from newsroom.db.migrated import lacks_tables
from newsroom.web.logs import current_request

RETRY_SECONDS = 30
# Fields that are not shown again.
_HIDDEN = re.compile(r"csrfmiddlewaretoken|token|secret", re.IGNORECASE)
_UNSEEN = {"begun", "next", "near", "settle", "back"}
# What drivers and systems say of storage that takes nothing more.
_REASONS = {
    r"locked|lock timeout|could not obtain lock|deadlock": (
        "Another program has held the database for too long."
    ),
    r"full|No space left": "The disk of the newsroom is full.",
    r"read-?only": "The newsroom can only be read at the moment.",
    r"disk I/O error": "The disk of the newsroom cannot be written at the moment.",
}
_STORAGE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO}


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was sent."""

    name: str
    value: str

    @property
    def hidden(self) -> bool:
        """Whether a form sends it without showing it: where it leads, what it began from."""
        return not self.value or self.name in _UNSEEN or self.name.startswith("initial-")

    @property
    def long(self) -> bool:
        return len(self.value) > 80 or "\n" in self.value


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after an exception: 503 where storage is away for now, else 500."""
    error = sys.exc_info()[1]
    if is_unavailable(error):
        title, status = "Not possible just now", 503
        reason = reason_of(error)
    else:
        title, status = "Something broke", 500
        reason = "The newsroom could not make this page. The fault is ours, and is in the log."
    response = unsaved(request, title, reason, status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where there is nothing: a form that was sent keeps what was typed."""
    if request.method != "POST":
        return page_not_found(request, exception)
    why = (
        "Another editor may have decided on it or removed it, or its article was read again; the "
        "history says so. What you sent is kept below."
    )
    return unsaved(request, "This is no longer here", why, 404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the framework refuses to read: what was too much of it, if that is why."""
    reason = next((words for kind, words in _too_much() if isinstance(exception, kind)), "")
    return HttpResponseBadRequest(render_to_string("400.html", {"reason": reason}))


def _too_much() -> list[tuple[type[Exception], str]]:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
    return [
        (
            RequestDataTooBig,
            f"It was more than {most} MB of text, the most that a form takes. Send it in parts.",
        ),
        (
            TooManyFieldsSent,
            f"It was more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields or ticks, the "
            "most that a form takes. Tick fewer at a time.",
        ),
        (
            TooManyFilesSent,
            f"It was more than {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files, the most that a "
            "form takes. Choose fewer, or add their folder with manage.py ingest.",
        ),
    ]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a valid token; offer to send it again only if it came from here.

    Another site must not have its form sent by a click of ours.
    """
    why = (
        "The form was open for long, or the browser keeps no cookies for this site: without one "
        "the newsroom cannot know that it was you who sent it."
    )
    return unsaved(request, "Please send that again", why, 403, keep=_from_here(request))


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form of a user whose session ended: what was typed is kept."""
    why = "You are no longer signed in. Sign in in another tab, then send this again."
    return unsaved(request, "Sign in to save this", why, 403, sign_in=True)


def unsaved(
    request: HttpRequest,
    title: str,
    reason: str,
    status: int,
    *,
    keep: bool = True,
    sign_in: bool = False,
) -> HttpResponse:
    context = {
        "title": title,
        "reason": reason,
        "sign_in": sign_in,
        "typed": typed(request) if keep else [],
        "again": keep and (bool(typed(request)) or is_act(request)),
        "files": list(_files(request)),
        "sent": request.method == "POST",
        "request_id": current_request(),
    }
    return render(request, "unsaved.html", context, status=status)


def typed(request: HttpRequest) -> list[Typed]:
    """Return the fields of a form that was sent; none if it cannot be read, or has a password."""
    if request.method != "POST":
        return []
    try:
        lists = list(request.POST.lists())
        if any("password" in name for name, _ in lists):
            return []
        return [
            Typed(name, value)
            for name, values in lists
            if not _HIDDEN.search(name)
            for value in values
        ]
    except Exception:  # noqa: BLE001 - the form is what could not be read
        return []


def is_act(request: HttpRequest) -> bool:
    """Whether this is a button of one of our pages, which sends nothing but where it leads."""
    return request.method == "POST" and _from_here(request) and not any(_names(request))


def _names(request: HttpRequest) -> list[str]:
    """Return the names of the fields and files that were sent, but for the token's."""
    try:
        sent = [*request.POST, *request.FILES]
    except Exception:  # noqa: BLE001 - the form is what could not be read
        return ["unread"]
    return [name for name in sent if name != "csrfmiddlewaretoken"]


def _files(request: HttpRequest) -> list[str]:
    """Return the names of the files that were sent, which no page can keep."""
    try:
        return [str(file.name) for _, files in request.FILES.lists() for file in files]
    except Exception:  # noqa: BLE001 - the form is what could not be read
        return []


def is_unavailable(error: BaseException | None) -> bool:
    """Whether storage is away for now: locked, full, read-only, unreachable, not migrated."""
    if isinstance(error, (OperationalError, InterfaceError)) or lacks_tables(error):
        return True
    if isinstance(error, InternalError):
        return "read-only" in str(error)
    return isinstance(error, OSError) and error.errno in _STORAGE


def reason_of(error: BaseException | None) -> str:
    """Return a sentence on why storage takes nothing."""
    if lacks_tables(error):
        return "The database of the newsroom is not yet that of this version."
    for pattern, reason in _REASONS.items():
        if re.search(pattern, str(error), re.IGNORECASE):
            return reason
    return "The database of the newsroom does not answer."


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent a form."""
    origin = request.headers.get("Origin", "")
    try:
        return bool(origin) and urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
