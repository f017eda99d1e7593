"""Reverting changes.  A revert is a change like any other, so it can be reverted too."""

from __future__ import annotations

from articles.corrections import articles, copies, deletion, made, quotations, speakers, utterances
from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.models import Change
from newsroom.db.locks import single_writer


def revert(change: Change, editor: Editor) -> Change:
    """Restore the values that a change replaced; return the change that restores them.

    Raises CannotCorrectError if the subject of the change no longer exists.
    """
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
        if "deleted" in change.before:
            return deletion.revert(change, by)
        if made.MADE in change.before:
            return made.restore(change, by)
        if utterances.FIELD in change.before:
            return utterances.restore(change, by)
        if copies.FIELD in change.before:
            return copies.restore(change, by)
        if change.decision is not None:
            return quotations.restore(change.decision, change.before, by)
        if change.speaker is not None:
            return speakers.restore(change.speaker, change, by)
        if change.article is not None:
            return articles.restore(change.article, change.before, by)
    raise CannotCorrectError(f"What “{change.subject}” was about is no longer on file.")
