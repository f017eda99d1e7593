"""The record of changes: who changed what, with the values before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from articles.models import Article, Change, Decision, Speaker
from articles.models.values import truncated


class CannotCorrectError(Exception):
    """A correction that makes no sense; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Who makes a change, why, and as a part of what."""

    user: AbstractBaseUser | AnonymousUser | None = None
    why: str = ""
    part_of: Change | None = None
    reverts: Change | None = None

    @property
    def name(self) -> str:
        return self.user.get_username() if self.user else "manage.py"


Values = dict[str, dict[str, Any]]


def record(
    editor: Editor,
    action: Change.Action,
    subject: str,
    *,
    before: Values,
    after: Values,
    article: Article | None = None,
    decision: Decision | None = None,
    speaker: Speaker | None = None,
) -> Change:
    """Record a change, as a revert if the editor reverts another change."""
    user = editor.user if editor.user and editor.user.pk else None
    return Change.objects.create(
        by_id=user.pk if user else None,
        by_name=truncated(Change, "by_name", editor.name),
        action=Change.Action.REVERT if editor.reverts else action,
        subject=truncated(Change, "subject", subject),
        before=before,
        after=after,
        why=truncated(Change, "why", editor.why),
        part_of=editor.part_of,
        reverts=editor.reverts,
        article=article,
        decision=decision,
        speaker=speaker,
    )
