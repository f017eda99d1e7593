"""Speakers whom an editor made: they go when that act is undone, and come back with it."""

from __future__ import annotations

from typing import Any

from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.models import Change, Decision, Speaker

# The field of a change that says which speaker was made or went.
MADE = "made"


def record_made(speaker: Speaker, editor: Editor) -> Change:
    """Record that an editor made a speaker."""
    return record(
        editor, Change.Action.EDIT, speaker.name, speaker=speaker,
        before={MADE: _nobody()}, after={MADE: _state(speaker)},
    )  # fmt: skip


def restore(change: Change, editor: Editor) -> Change:
    """Revert the making of a speaker, or that one went.

    Raises CannotCorrectError where the speaker has quotations, or anything else since.
    """
    back = change.before[MADE]["value"]
    if back is not None:
        return bring_back(back, editor)
    speaker = Speaker.objects.all().with_pk(change.after[MADE]["value"])
    if speaker is None:
        raise CannotCorrectError(f"{change.subject} is gone already.")
    if not _is_unused(speaker):
        raise CannotCorrectError(f"{speaker.name} is in use by now; merge it into another.")
    return _remove(speaker, editor)


def let_go(key: int | None, editor: Editor) -> Change | None:
    """Delete a speaker whom an editor made and nobody uses any more; None where that is not so."""
    speaker = Speaker.objects.all().with_pk(key) if key else None
    if speaker is None or not _is_unused(speaker):
        return None
    return _remove(speaker, editor)


def bring_back(key: int, editor: Editor) -> Change:
    """Make a speaker again who went, under the same key.

    Raises CannotCorrectError where none went, or the key is in use.
    """
    gone = Change.objects.all().of_made(key).first()
    if gone is None or Speaker.objects.all().with_pk(key):
        raise CannotCorrectError("This speaker cannot be brought back.")
    state = gone.before[MADE]
    speaker = Speaker(pk=key, name=state["label"], type=state["type"], curated=True)
    speaker.save(force_insert=True)
    by = Editor(editor.user, editor.why, editor.part_of, reverts=gone)
    return record_made(speaker, by)


def _is_unused(speaker: Speaker) -> bool:
    """Whether an editor made a speaker, and nothing was said, decided or edited of it since."""
    unused = Speaker.objects.all().unused().with_pk(speaker.pk)
    own = Change.objects.all().on_row_of(speaker)
    made = own.of_made_speakers()
    return (
        unused is not None
        and made.exists()
        and own.count() == made.count()
        and not Decision.objects.all().giving_to(speaker).exists()
    )


def _remove(speaker: Speaker, editor: Editor) -> Change:
    state = _state(speaker)
    made = Change.objects.all().on_row_of(speaker).of_made_speakers().last()
    by = Editor(editor.user, editor.why, editor.part_of, reverts=made)
    speaker.delete()
    return record(
        by, Change.Action.REVERT, state["label"], before={MADE: state}, after={MADE: _nobody()}
    )


def _state(speaker: Speaker) -> dict[str, Any]:
    return {"value": speaker.pk, "label": speaker.name, "type": speaker.type}


def _nobody() -> dict[str, Any]:
    return {"value": None, "label": "–"}
