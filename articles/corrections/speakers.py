"""Corrections of speakers: what they are called, who two of them are, whose a quotation is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.corrections import made, quotations
from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.models import Change, Country, Quotation, Speaker, SpeakerName
from articles.resolution.matches import people_like
from articles.resolution.reconcile import reconcile
from articles.utterances.store import regroup_keys
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.names import Likeness
from newsroom.db.locks import single_writer

FIELDS = ("name", "type", "country", "wikidata", "note", "events")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move: how many quotations and articles, and which names."""

    speaker: Speaker
    into: Speaker
    quotations: int
    articles: int
    names: tuple[str, ...]
    warnings: tuple[str, ...]


def create(name: str, kind: str, editor: Editor) -> Speaker:
    """A speaker whom an editor names first."""
    speaker = Speaker.objects.create(name=name, type=kind or SpeakerType.PERSON, curated=True)
    made.record_made(speaker, editor)
    return speaker


def namesakes(name: str, speaker: Speaker) -> list[Speaker]:
    """Return the other speakers on file who are found by a name, with a title or an initial too."""
    found = [*Speaker.objects.all().called(name), *people_like(name, Likeness.SAME)]
    others = {other.pk: other for other in found}
    return [other for pk, other in others.items() if pk not in (speaker.pk, speaker.root.pk)]


def edit(speaker: Speaker, values: Mapping[str, Any], editor: Editor) -> Change | None:
    """Set a speaker's "name", "type", "country" (code or None), "wikidata", "note" or "events".

    The old name stays as one that the speaker is found by.  None where nothing changes.
    """
    before = {name: _value(speaker, name) for name in values}
    with single_writer():
        for name, value in values.items():
            if name == "country":
                speaker.country_id = value
                speaker.country_fixed = value is not None
            elif name == "country_fixed":
                speaker.country_fixed = value
            else:
                setattr(speaker, name, value)
        changed = [name for name in values if before[name] != _value(speaker, name)]
        if not changed:
            return None
        speaker.curated = True
        speaker.only_in = None
        speaker.save()
        SpeakerName.objects.filter(speaker=speaker, key=key_of(speaker.name)).update(
            name=speaker.name
        )
        reconcile({speaker.pk})
        return record(
            editor, Change.Action.EDIT, speaker.name, speaker=speaker,
            before={name: before[name] for name in changed},
            after={name: _value(speaker, name) for name in changed},
        )  # fmt: skip


def add_name(speaker: Speaker, name: str, editor: Editor) -> Change | None:
    """Have a speaker found by another name too."""
    with single_writer():
        _, created = SpeakerName.objects.get_or_create(
            speaker=speaker, key=key_of(name),
            defaults={"name": name, "origin": SpeakerName.Origin.EDITOR},
        )  # fmt: skip
        if not created:
            return None
        _touch(speaker)
        reconcile({speaker.pk})
        return record(
            editor, Change.Action.ALIAS, speaker.name, speaker=speaker,
            before={"also called": _state(None, "–")}, after={"also called": _state(name, name)},
        )  # fmt: skip


def remove_name(speaker: Speaker, name: str, editor: Editor) -> Change | None:
    """Have a speaker no longer found by a name; the name shown stays.

    Raises CannotCorrectError for the name shown.
    """
    if key_of(name) == key_of(speaker.name):
        raise CannotCorrectError(f"“{name}” is the name shown; rename the speaker first.")
    with single_writer():
        gone, _ = SpeakerName.objects.filter(speaker=speaker, key=key_of(name)).delete()
        if not gone:
            return None
        _touch(speaker)
        return record(
            editor, Change.Action.ALIAS, speaker.name, speaker=speaker,
            before={"also called": _state(name, name)}, after={"also called": _state(None, "–")},
        )  # fmt: skip


def preview_merge(speaker: Speaker, into: Speaker) -> MergePreview:
    """What `merge` would do.  Raises CannotCorrectError where it makes no sense."""
    _check_merge(speaker, into)
    moved = Quotation.objects.filter(speaker=speaker)
    warnings = []
    if speaker.type != into.type:
        warnings.append(f"{speaker.name} is a {speaker.type}, {into.name} a {into.type}.")
    if speaker.country and into.country and speaker.country != into.country:
        warnings.append(f"{speaker.name} is of {speaker.country}, {into.name} of {into.country}.")
    together = set(moved.values_list("article", flat=True)) & set(
        Quotation.objects.filter(speaker=into).values_list("article", flat=True)
    )
    if together:
        count = len(together)
        of_them = "an article quotes" if count == 1 else f"{count} articles quote"
        warnings.append(f"{of_them.capitalize()} both, as two.")
    return MergePreview(
        speaker,
        into,
        moved.count(),
        moved.order_by().values("article").distinct().count(),
        tuple(speaker.names.values_list("name", flat=True)),
        tuple(warnings),
    )


def merge(speaker: Speaker, into: Speaker, editor: Editor) -> Change:
    """Make one speaker a name of another: quotations move, old addresses lead on."""
    _check_merge(speaker, into)
    with single_writer():
        return _set_merged(speaker, into, editor, Change.Action.MERGE)


def _check_merge(speaker: Speaker, into: Speaker) -> None:
    if speaker.root.pk == into.root.pk:
        raise CannotCorrectError(f"{speaker.name} and {into.name} are one already.")
    if speaker.merged_into_id is not None:
        raise CannotCorrectError(f"{speaker.name} was merged into {speaker.root.name} before.")


def _set_merged(
    speaker: Speaker, into: Speaker | None, editor: Editor, action: Change.Action
) -> Change:
    was, old_root = speaker.merged_into, speaker.root
    if into is not None:
        into = into.root
        if into.pk == speaker.pk:
            raise CannotCorrectError(f"{into.name} was merged into {speaker.name} since.")
        _touch(into)
    speaker.merged_into = into
    _touch(speaker)
    reroot(speaker)
    reconcile({speaker.pk, old_root.pk, *([into.pk] if into else [])})
    return record(
        editor, action, speaker.name, speaker=speaker,
        before={"merged into": _state(was.pk if was else None, was.name if was else "–")},
        after={"merged into": _state(into.pk if into else None, into.name if into else "–")},
    )  # fmt: skip


def reroot(speaker: Speaker) -> None:
    """Have every quotation found for a speaker, or for one merged into it, show its root."""
    leaves = Speaker.objects.all().with_merged([speaker.pk])
    moved = Quotation.objects.filter(found_speaker__in=leaves)
    moved.update(speaker=speaker.root)
    regroup_keys(list(moved.order_by().values_list("pk", flat=True)))


def split(speaker: Speaker, rows: Iterable[Quotation], to: Speaker, editor: Editor) -> Change:
    """Give chosen quotations of a speaker to another, who may bear the same name."""
    chosen = list(rows)
    if to.pk == speaker.pk:
        raise CannotCorrectError(f"These are {speaker.name}’s already.")
    if not chosen:
        raise CannotCorrectError("Choose the quotes to split off.")
    with single_writer():
        _touch(speaker)
        whole = record(
            editor, Change.Action.SPLIT, speaker.name, speaker=speaker,
            before={"quotes": _state(speaker.pk, f"{len(chosen)} of {speaker.name}")},
            after={"quotes": _state(to.pk, f"{len(chosen)} of {to.name}")},
        )  # fmt: skip
        by = Editor(editor.user, editor.why, part_of=whole)
        for quotation in chosen:
            quotations.correct(quotation, {"speaker": to}, by)
        return whole


def unname(speaker: Speaker, editor: Editor) -> Change:
    """Say that a name is no speaker’s: what was said under it has none any more."""
    rows = list(speaker.quotations.for_editing())
    if not rows:
        raise CannotCorrectError(f"{speaker.name} is quoted nowhere.")
    with single_writer():
        count = len(rows)
        whole = record(
            editor, Change.Action.SPLIT, speaker.name, speaker=speaker,
            before={"quotes": _state(speaker.pk, f"{count} of {speaker.name}")},
            after={"quotes": _state(None, f"{count} without a speaker")},
        )  # fmt: skip
        by = Editor(editor.user, editor.why, part_of=whole)
        for quotation in rows:
            quotations.correct(quotation, {"speaker": None}, by)
        return whole


def restore(speaker: Speaker, change: Change, editor: Editor) -> Change:
    """Give a speaker back what a change replaced."""
    speaker.refresh_from_db()
    before = change.before
    if "merged into" in before:
        key = before["merged into"]["value"]
        into = Speaker.objects.get(pk=key) if key else None
        return _set_merged(speaker, into, editor, Change.Action.REVERT)
    if "also called" in before:
        back, gone = before["also called"]["value"], change.after["also called"]["value"]
        done = add_name(speaker, back, editor) if back else remove_name(speaker, gone, editor)
    else:
        values = {name: state["value"] for name, state in before.items()}
        if not values:
            raise CannotCorrectError(f"{speaker.name} was made by this; merge it into another.")
        if "quotes" in values:
            raise CannotCorrectError("The articles of these quotes were deleted.")
        if "country" in values and not before["country"].get("decided"):
            values["country_fixed"] = False
        done = edit(speaker, values, editor)
    if done is None:
        raise CannotCorrectError("Nothing is left of this change.")
    return done


def _touch(speaker: Speaker) -> None:
    """Keep a speaker from being pruned, and from being provisional."""
    speaker.curated = True
    speaker.only_in = None
    speaker.save(update_fields=["curated", "only_in", "merged_into"])


def _state(value: Any, label: str) -> dict[str, Any]:
    return {"value": value, "label": label}


def _value(speaker: Speaker, name: str) -> dict[str, Any]:
    if name == "country":
        code = speaker.country_id
        country = Country.objects.filter(pk=code).first() if code else None
        label = country.name if country else "–"
        return {**_state(code, label), "decided": speaker.country_fixed}
    value = getattr(speaker, name)
    return _state(value, str(value) or "–")
