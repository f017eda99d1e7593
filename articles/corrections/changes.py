"""The record of changes, and its undoing.

Every change is written down with what was before and what came after; a revert is a change
like any other, so that it can be reverted too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from articles.models import Article, Change, Decision, Speaker
from articles.models.values import clipped
from newsroom.db.locks import single_writer


class CannotCorrectError(Exception):
    """A correction that makes no sense; the message is for whoever tried it."""


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
    """Write a change down."""
    user = editor.user if editor.user and editor.user.pk else None
    return Change.objects.create(
        by_id=user.pk if user else None,
        by_name=clipped(Change, "by_name", editor.name),
        action=Change.Action.REVERT if editor.reverts else action,
        subject=clipped(Change, "subject", subject),
        before=before,
        after=after,
        why=clipped(Change, "why", editor.why),
        part_of=editor.part_of,
        reverts=editor.reverts,
        article=article,
        decision=decision,
        speaker=speaker,
    )


def revert(change: Change, editor: Editor) -> Change:
    """Bring back what a change replaced; the change that does so.

    Raises CannotCorrectError where what it was about is gone.
    """
    from articles.corrections import articles, quotations, speakers

    by = Editor(editor.user, editor.why, editor.part_of, reverts=change)
    with single_writer():
        parts = list(change.parts.select_related("decision").order_by("pk"))
        if parts:
            whole = record(
                by, Change.Action.REVERT, change.subject, before=change.after, after=change.before,
                article=change.article, speaker=change.speaker,
            )  # fmt: skip
            for part in reversed(parts):
                revert(part, Editor(editor.user, editor.why, part_of=whole))
            return whole
        if change.decision is not None:
            return quotations.restore(change.decision, change.before, by)
        if change.speaker is not None:
            return speakers.restore(change.speaker, change, by)
        if change.article is not None:
            return articles.restore(change.article, change.before, by)
    raise CannotCorrectError(f"What “{change.subject}” was about is no longer on file.")
