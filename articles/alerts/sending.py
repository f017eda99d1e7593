"""Sending a digest: claimed, sent, noted.

The mail server takes a mail, and then we note that it did; nothing makes these two one.  A process
that is killed between them leaves a digest that is sent again, under the same Message-ID, by which
mail programs know that they have it.  One that is killed before or after that moment leaves
nothing twice and nothing unsent.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException, SMTPRecipientsRefused

from django.utils import timezone

from articles.alerts import claims
from articles.alerts.mails import mail_of
from articles.models import Digest

logger = logging.getLogger(__name__)

# After so many failures a digest is given up, and the account page says why: a day and a half.
MOST_TRIES = 12
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
# From here on an answer of SMTP is for good (RFC 5321, 4.2.1).
PERMANENT = 500


def send_digest(digest_id: int) -> Digest | None:
    """Send a digest that is due; None if it is not, or another process has it."""
    digests = Digest.objects.all()
    if not claims.claim(digests, digest_id, state=Digest.State.SENDING):
        return None
    digest = Digest.objects.select_related("search__user").get(pk=digest_id)
    search = digest.search
    message = None
    if search.stopped_at is None and search.user.is_active and search.user.email:
        message = mail_of(digest)
    if message is None:
        _note(digest, state=Digest.State.DROPPED)
        return digest
    try:
        message.send()
    except (SMTPException, OSError) as error:
        _note_failure(digest, error)
    else:
        _note(digest, state=Digest.State.SENT, sent_at=timezone.now(), error="")
    return digest


def _note(digest: Digest, **values: object) -> None:
    claims.release(Digest.objects.all(), digest.pk, **values)
    for name, value in values.items():
        setattr(digest, name, value)


def _note_failure(digest: Digest, error: SMTPException | OSError) -> None:
    tries = digest.tries + 1
    failed = tries >= MOST_TRIES or _for_good(error)
    pause = min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)
    logger.warning("Digest %s was not sent at try %s: %s", digest.pk, tries, error)
    _note(
        digest,
        state=Digest.State.FAILED if failed else Digest.State.WAITING,
        tries=tries,
        error=f"The mail server did not take it: {error}",
        due_at=timezone.now() + pause,
    )


def _for_good(error: SMTPException | OSError) -> bool:
    """Whether the server refused the address for good."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _ in error.recipients.values())
