"""One decision on several quotations at once, which one revert takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from articles.corrections import quotations
from articles.corrections.changes import Editor, record
from articles.models import Change, Quotation, Speaker
from newsroom.db.locks import single_writer


def reject_each(chosen: Sequence[Quotation], editor: Editor) -> Change | None:
    """Say of each that it is no quotation; return None where there is none."""
    return _each(chosen, editor, Change.Action.REJECT, "not a quote", quotations.reject)


def check_each(chosen: Sequence[Quotation], editor: Editor) -> Change | None:
    """Confirm each as it is; return None where nothing changes."""
    return _each(chosen, editor, Change.Action.CHECK, "confirmed", quotations.check)


def give_each(chosen: Sequence[Quotation], speaker: Speaker, editor: Editor) -> Change | None:
    """Give each to a speaker and confirm it; its office is cleared, as with any new speaker."""

    def give(quotation: Quotation, by: Editor) -> Change | None:
        values: dict[str, object] = {"speaker": speaker}
        if quotation.speaker_id != speaker.pk:
            values |= {"title": "", "country": speaker.country_id}
        return quotations.check(quotation, by, values)

    return _each(chosen, editor, Change.Action.CORRECT, speaker.name, give)


def _each(
    chosen: Sequence[Quotation],
    editor: Editor,
    action: Change.Action,
    label: str,
    decide: Callable[[Quotation, Editor], Change | None],
) -> Change | None:
    """Decide on each as a part of one change; the whole is deleted where nothing changes."""
    if not chosen:
        return None
    with single_writer():
        subject = f"{len(chosen)} quotes" if len(chosen) > 1 else "1 quote"
        before = {"decided": {"value": None, "label": "–"}}
        after = {"decided": {"value": len(chosen), "label": f"{subject}: {label}"}}
        whole = record(editor, action, subject, before=before, after=after)
        made = [decide(quotation, Editor(editor.user, editor.why, whole)) for quotation in chosen]
        if any(made):
            return whole
        whole.delete()
        return None
