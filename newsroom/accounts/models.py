"""What happened to accounts, passkeys, and codes for those who have lost their phone."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

# Events have addresses and browsers of people: they are kept as long as attacks are looked into.
KEPT = dt.timedelta(days=365)
LONGEST_BROWSER = 200
# A recovery code has 120 bits, so that a plain digest of it cannot be searched (ASVS 5.0, 6.5.2).
CODES, CODE_BYTES, CODE_LENGTH = 10, 15, 24


class AccountEventQuerySet(models.QuerySet["AccountEvent"]):
    """Rules about events."""

    def of(self, user: Any) -> AccountEventQuerySet:
        """Return what happened to the account of a user, newest first."""
        return self.filter(user=user)

    def prune(self) -> int:
        """Delete events older than `KEPT`; return how many."""
        return self.filter(at__lt=timezone.now() - KEPT).delete()[0]


class AccountEvent(models.Model):
    """A sign-in, a failed one, a session that ended, a change of a password or a second factor."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed in", "signed in"
        REFUSED = "refused", "wrong password"
        LOCKED = "locked", "locked out after wrong passwords"
        UNCONFIRMED = "unconfirmed", "wrong password, in a session"
        SIGNED_OUT = "signed out", "signed out"
        ENDED = "ended", "ended sessions elsewhere"
        IDLE = "idle", "session ended after idleness"
        PASSWORD = "password", "changed the password"
        MAILED = "mailed", "set a new password by mail"
        FACTOR_SET = "factor set", "set up a second factor"
        FACTOR_REMOVED = "factor removed", "second factor removed"
        CODE_REFUSED = "code refused", "wrong code of the second factor"
        CODES_MADE = "codes made", "made recovery codes"
        CODE_USED = "code used", "used a recovery code"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    # Empty where no account has the name: what was typed there can be a password.
    name = models.CharField(max_length=150, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="events"
    )
    address = models.GenericIPAddressField(null=True, blank=True)
    browser = models.CharField(max_length=LONGEST_BROWSER, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = "sign-in or session"
        verbose_name_plural = "sign-ins and sessions"

    def __str__(self) -> str:
        return f"{self.name or 'no account'}: {self.get_kind_display()}"


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    """Rules about recovery codes."""

    def of(self, *users: Any) -> RecoveryCodeQuerySet:
        """Return the codes of users that are not used up."""
        return self.filter(user__in=users)

    def renew(self, user: Any) -> list[str]:
        """Replace the codes of a user; return the new ones, which are stored as digests only."""
        self.filter(user=user).delete()
        codes = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _ in range(CODES)]
        self.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in codes)
        return ["-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for code in codes]

    def use(self, user: Any, code: str) -> bool:
        """Use a code of a user up; return whether it was one."""
        return self.filter(user=user, digest=digest(code)).delete()[0] == 1


class RecoveryCode(models.Model):
    """A code that a user may type once in place of that of the app."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"a recovery code of {self.user}"


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    """Rules about passkeys."""

    def by(self, *users: Any) -> PasskeyQuerySet:
        """Return the passkeys of users, oldest first."""
        return self.filter(user__in=users)

    def of(self, user: Any, site: str) -> PasskeyQuerySet:
        """Return the passkeys of a user that were made at a site, oldest first."""
        return self.filter(user=user, site=site)

    def use(self, key: Passkey, counter: int) -> bool:
        """Note the use of a passkey; return False if it, or a copy, counted as many before.

        A passkey that does not count says 0 each time.
        """
        before = models.Q(counter__lt=counter) if counter else models.Q(counter=0)
        used = {"counter": counter, "used_at": timezone.now()}
        return self.filter(before, pk=key.pk).update(**used) == 1


class Passkey(models.Model):
    """The public half of a passkey of a user, with which a browser signs at one site."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    site = models.CharField(max_length=253)
    # Of the identifier that the passkey has for browsers.
    digest = models.CharField(max_length=64, unique=True)
    # Attested credential data (WebAuthn level 2, 6.5.1): identifier and public key.
    public = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"passkey {self.name} of {self.user}"

    @staticmethod
    def digest_of(identifier: bytes) -> str:
        return hashlib.sha256(identifier).hexdigest()


def bare(code: str) -> str:
    """Return a code as it is compared, however it is typed.

    >>> bare(" abcd-efgh 2345 ")
    'ABCDEFGH2345'
    """
    return "".join(filter(str.isalnum, code.upper()))


def digest(code: str) -> str:
    return hashlib.sha256(bare(code).encode()).hexdigest()
