"""Tokens with which programs use the API as a user."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

# What every token begins with, so that people and scanners of secrets recognise one.
PREFIX = "newsroom_"
RANDOM_BYTES = 32
# Characters behind the prefix that are stored: a token is listed and looked up by them.
HINT = 6
# The time of the last use is written at most this often.
USE_NOTED_EVERY = dt.timedelta(minutes=1)


class TokenQuerySet(models.QuerySet["Token"]):
    def of(self, user: Any) -> Self:
        """Return the tokens of a user, the newest first."""
        return self.filter(user=user).order_by("-pk")

    def make(self, user: AbstractBaseUser, **fields: Any) -> tuple[Token, str]:
        """Store a token of a user; return it with the secret, which is not stored."""
        secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        hint, digest = _hint(secret), _digest(secret)
        return self.create(user=user, hint=hint, digest=digest, **fields), secret  # type: ignore[misc]

    def with_secret(self, secret: str) -> Token | None:
        """Return the token of a secret, expired or not; digests are compared in constant time."""
        found = None
        if not secret.isprintable():  # a NUL, which PostgreSQL refuses
            return None
        for token in self.filter(hint=_hint(secret)).select_related("user"):
            if constant_time_compare(token.digest, _digest(secret)):
                found = token
        return found


class Token(models.Model):
    """A secret with which a program uses the API as a user; only its SHA-256 is stored.

    256 random bits need neither salt nor a slow hash: nobody can try them all.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens"
    )
    name = models.CharField(max_length=100)
    hint = models.CharField(max_length=HINT, db_index=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_read = models.BooleanField(default=True)
    may_add = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(null=True, blank=True, help_text="The last day it works.")
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(
                condition=Q(may_read=True) | Q(may_add=True), name="token_may_do_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def beginning(self) -> str:
        """The first characters of the secret, by which its owner recognises it."""
        return f"{PREFIX}{self.hint}…"

    @property
    def expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def note_use(self) -> None:
        """Write the time of this use, unless the last one is so recent that it says the same."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > USE_NOTED_EVERY:
            Token.objects.filter(pk=self.pk).update(last_used_at=now)


def _hint(secret: str) -> str:
    return secret.removeprefix(PREFIX)[:HINT]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
