"""Corrections of quotations: what a person sets, field by field, and the undoing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.clippings.placing import place
from articles.corrections import made
from articles.corrections.changes import CannotCorrectError, Editor, Values, record
from articles.corrections.overlay import apply_one, let_go, snapshot, take_over
from articles.models import Article, Change, Country, Decision, Quotation, Report, Speaker
from articles.models.choices import KIND_LABELS
from articles.resolution.reconcile import reconcile
from articles.utterances.store import regroup_article
from extraction.annotations import Kind, Spans
from extraction.text.anchors import anchors_for, quoted_text, relocate
from newsroom.db.locks import single_writer

FIELDS = ("content", "speaker", "kind", "title", "country", "about")


def correct(quotation: Quotation, values: Mapping[str, Any], editor: Editor) -> Change | None:
    """Set fields of a quotation: "content" (spans), "speaker" (a Speaker or None), "kind",
    "title", "country" (a code or None), "about" (codes).  None where nothing changes.
    """
    with single_writer():
        decision = decision_on(quotation)
        return _decide(decision, _raw(decision.article, values), editor, Change.Action.CORRECT)


def check(
    quotation: Quotation, editor: Editor, values: Mapping[str, Any] | None = None
) -> Change | None:
    """Confirm a quotation, with these fields corrected: from now on no machine changes any of it.

    A country that is only likely stays so, for nobody decided on it.  Its reports are settled,
    also where nothing changes.
    """
    with single_writer():
        decision = decision_on(quotation)
        corrected = _raw(decision.article, values or {})
        verdict = {"verdict": Decision.Verdict.CHECKED.value}
        action = Change.Action.CORRECT if corrected else Change.Action.CHECK
        shown = current(quotation)
        if quotation.likely:
            del shown["country"]
        change = _decide(decision, {**shown, **corrected, **verdict}, editor, action)
        if change is None:
            Report.objects.all().of([quotation.pk]).settle(None)
        return change


def check_all(article: Article, editor: Editor) -> Change | None:
    """Confirm every quotation of an article as it is; return None if none is left to confirm."""
    with single_writer():
        _lock(article)
        open_ones = [q for q in article.quotations.for_editing() if not _is_checked(q)]
        if not open_ones:
            return None
        whole = record(
            editor, Change.Action.CHECK, article.title, article=article,
            before={"confirmed": {"value": None, "label": "–"}},
            after={"confirmed": {"value": len(open_ones), "label": f"{len(open_ones)} quotes"}},
        )  # fmt: skip
        for quotation in open_ones:
            check(quotation, Editor(editor.user, editor.why, part_of=whole))
        return whole


def _is_checked(quotation: Quotation) -> bool:
    decided = Decision.objects.filter(quotation=quotation, verdict=Decision.Verdict.CHECKED)
    return decided.exists()


def reject(quotation: Quotation, editor: Editor) -> Change | None:
    """Say that this is no quotation: it goes from every page, and does not come back."""
    with single_writer():
        values = {"verdict": Decision.Verdict.REJECTED.value}
        return _decide(decision_on(quotation), values, editor, Change.Action.REJECT)


def add(article: Article, spans: Spans, values: Mapping[str, Any], editor: Editor) -> Change:
    """Add a quotation that the machine missed.

    Raises CannotCorrectError where there is one with these very words already.
    """
    with single_writer():
        _lock(article)
        start, end = spans[0].start, spans[-1].end
        same = article.quotations.filter(start=start, end=end).first()
        if same is not None and same.content == [list(span) for span in spans]:
            raise CannotCorrectError("These words are marked as a quote already.")
        raw = {
            "kind": Kind.DIRECT.value, "speaker": None, "title": "", "country": None, "about": [],
            **_raw(article, values),
            "content": anchors_for(article.body, spans),
        }  # fmt: skip
        decision = Decision.objects.create(article=article, anchors=raw["content"])
        change = _decide(decision, raw, editor, Change.Action.ADD)
        assert change is not None
        return change


def restore(decision: Decision, before: Values, editor: Editor) -> Change:
    """Give a decision back the fields it had before a change.

    A speaker whom an editor made for it goes, and one who went comes back.
    """
    with single_writer():
        _lock(decision.article)
        decision.refresh_from_db()
        values = {
            name: state["value"] if state.get("decided") else UNDECIDED
            for name, state in before.items()
        }
        given = values.get("speaker")
        if isinstance(given, int) and Speaker.objects.all().with_pk(given) is None:
            made.bring_back(given, editor)
        change = _restored(decision, values, before.get("content", {}), editor)
        if change is None:
            raise CannotCorrectError("Nothing is left of this change.")
        made.let_go(change.before.get("speaker", {}).get("value"), editor)
        return change


def _restored(
    decision: Decision, values: dict[str, Any], content: Mapping[str, Any], editor: Editor
) -> Change | None:
    """Set fields again; one that was lost, or is lost now, moves off or over the machine’s."""
    action = Change.Action.REVERT
    if content.get("lost"):
        reconcile(let_go(decision, content["value"]))
    elif decision.lost and values.get("content", UNDECIDED) is not UNDECIDED:
        spans = relocate(values["content"], decision.article.body)
        if spans is not None:
            return _place(decision, spans, values, editor, action)
    return _decide(decision, values, editor, action)


def place_again(decision: Decision, spans: Spans, editor: Editor) -> Change | None:
    """Say where the words of a decision are that could not be found any more.

    It takes the place of what the machine found there.
    """
    with single_writer():
        _lock(decision.article)
        raw = {"content": anchors_for(decision.article.body, spans)}
        return _place(decision, spans, raw, editor, Change.Action.CORRECT)


def _place(
    decision: Decision, spans: Spans, values: Mapping[str, Any], editor: Editor,
    action: Change.Action,
) -> Change | None:  # fmt: skip
    """Lay a lost decision over its words; the change says where they were, for undoing it."""
    was, words = decision.anchors, decision.words
    take_over(decision, spans)
    before = _standing(decision)
    before["content"] |= {"value": was, "label": words, "lost": True}
    return _decide(decision, values, editor, action, before)


def drop(decision: Decision, editor: Editor) -> Change | None:
    """Let a decision go whose words are gone; its history stays, and can bring it back."""
    with single_writer():
        _lock(decision.article)
        raw = dict.fromkeys((*decision.values, "verdict"), UNDECIDED)
        return _decide(decision, raw, editor, Change.Action.CORRECT)


UNDECIDED = object()


def decision_on(quotation: Quotation) -> Decision:
    """The decision about a quotation, an empty one where nothing has been decided yet."""
    _lock(quotation.article)
    found: Decision | None = Decision.objects.filter(quotation=quotation).first()
    if found is not None:
        return found
    article = quotation.article
    return Decision.objects.create(
        article=article,
        quotation=quotation,
        anchors=anchors_for(article.body, quotation.content),
        found=snapshot(article, quotation),
        found_speaker=quotation.found_speaker,
    )


def _lock(article: Article) -> None:
    Article.objects.select_for_update().get(pk=article.pk)


def current(quotation: Quotation) -> dict[str, Any]:
    """The present values of a quotation, as a decision keeps them."""
    return {
        "content": anchors_for(quotation.article.body, quotation.content),
        "speaker": quotation.found_speaker_id,
        "kind": quotation.kind,
        "title": quotation.speaker_title,
        "country": quotation.speaker_country_id,
        "about": sorted(country.pk for country in quotation.about.all()),
    }


def _raw(article: Article, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a decision keeps them: spans as anchors, a speaker by key."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"Quotations have no {', '.join(sorted(unknown))}.")
    raw = dict(values)
    if "content" in raw:
        raw["content"] = anchors_for(article.body, raw["content"])
    if isinstance(raw.get("speaker"), Speaker):
        raw["speaker"] = raw["speaker"].pk
    if "about" in raw:
        raw["about"] = sorted(set(raw["about"]))
    return raw


def _decide(
    decision: Decision, values: Mapping[str, Any], editor: Editor, action: Change.Action,
    before: Values | None = None,
) -> Change | None:  # fmt: skip
    """Set or unset fields of a decision, lay it over, settle, and write the change down.

    What goes by the words of quotations is brought into line where they can have changed.
    """
    placed = before is not None or action is Change.Action.REVERT
    before = before or _standing(decision)
    for name, value in values.items():
        if name == "verdict":
            decision.verdict = "" if value is UNDECIDED else value
        elif value is UNDECIDED:
            decision.values.pop(name, None)
        else:
            decision.values[name] = value
    if "content" in decision.values:
        decision.anchors = decision.values["content"]
    elif decision.found:
        decision.anchors = decision.found["anchors"]
    if decision.values.get("speaker") is not None:
        chosen = Speaker.objects.filter(pk=decision.values["speaker"])
        chosen.update(curated=True, only_in=None)
    after = _standing(decision, before)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        Decision.objects.filter(pk=decision.pk, values={}, verdict="", changes=None).delete()
        return None
    reports = _reports(decision)
    article, row = decision.article, decision.quotation
    earlier, had = row.utterance if row else None, _what_others_follow(row)
    reconcile(apply_one(decision))
    if placed or _what_others_follow(decision.quotation) != had:
        regroup_article(article.pk, left=[earlier])
        place(article)
    decision.refresh_from_db()
    old_values = {name: before[name] for name in changed}
    new_values = {name: after[name] for name in changed}
    change = record(
        editor, action, decision.words, before=old_values, after=new_values,
        article=article, decision=decision,
    )  # fmt: skip
    if editor.reverts:
        Report.objects.all().open_again(editor.reverts)
    else:
        Report.objects.all().with_pk_in(reports).settle(change)
    return change


def _what_others_follow(row: Quotation | None) -> tuple[Any, ...] | None:
    """Return what of a quotation its utterance, clippings, reports and comments depend on."""
    return (row.pk, row.content, row.speaker_id, row.kind) if row else None


def _reports(decision: Decision) -> list[int]:
    """Return the keys of the reports of the quotation that a decision is on."""
    found = [decision.quotation_id] if decision.quotation_id else []
    return list(Report.objects.all().of(found).values_list("pk", flat=True)) if found else []


def _standing(decision: Decision, before: Values | None = None) -> Values:
    """Return each field as it is: its value, what a reader sees, whether a person decided it.

    What a reader sees of a value that was the same `before` is not looked up again.
    """
    found = decision.found or {}
    machine = {
        "content": found.get("anchors"),
        "speaker": decision.found_speaker_id,
        **{name: found.get(name) for name in ("kind", "title", "country", "about")},
    }
    values: Values = {}
    for name in FIELDS:
        decided = name in decision.values
        value = decision.values[name] if decided else machine[name]
        known = before[name] if before and before[name]["value"] == value else None
        label = known["label"] if known else _label(name, value)
        values[name] = {"value": value, "label": label, "decided": decided}
    verdict = decision.verdict
    values["verdict"] = {"value": verdict, "label": verdict or "–", "decided": bool(verdict)}
    return values


def _label(name: str, value: Any) -> str:
    """What a reader sees of a value."""
    if value in (None, "", []):
        return "–"
    if name == "content":
        return " … ".join(anchor["exact"] for anchor in value)
    if name == "speaker":
        speaker = Speaker.objects.filter(pk=value).first()
        return str(speaker) if speaker else "–"
    if name == "kind":
        return KIND_LABELS[Kind(value)].lower()
    if name in {"country", "about"}:
        codes = [value] if isinstance(value, str) else value
        names = dict(Country.objects.filter(pk__in=codes).values_list("pk", "name"))
        return ", ".join(names.get(code, code) for code in codes)
    return str(value)


def words_of(quotation: Quotation) -> str:
    """The words of a quotation, as an editor would type them."""
    return quoted_text(quotation.article.body, quotation.content)
