"""Decisions on utterances: two quotations are one, or a quotation is apart from the others."""

from __future__ import annotations

from typing import Any

from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.corrections.joining import label
from articles.models import Article, Change, Quotation, UtteranceDecision
from articles.models.utterances import Decided
from articles.utterances.store import regroup_keys
from extraction.text.anchors import Anchor, anchors_for, relocate
from newsroom.db.locks import single_writer

# What the history calls what was decided, and the words that it was decided on.
FIELD = "utterance"


def join(quotation: Quotation, other: Quotation, editor: Editor) -> Change:
    """Say that two quotations are one utterance.  Raises CannotCorrectError if they are already."""
    if quotation.pk == other.pk:
        raise CannotCorrectError("This is the quote itself; choose another one.")
    if quotation.utterance is not None and quotation.utterance == other.utterance:
        raise CannotCorrectError("These are one utterance already.")
    with single_writer():
        before = UtteranceDecision.objects.all().decided(quotation)
        place = [other.article_id, other.content]
        return _decide(
            quotation, Decided(joined=(*before.joined, place)), editor, Change.Action.JOIN
        )


def part(quotation: Quotation, editor: Editor) -> Change:
    """Say that a quotation is an utterance of its own, even if others have its words.

    Raises CannotCorrectError if it is alone already.
    """
    if quotation.utterance is None:
        raise CannotCorrectError("This quote is alone already.")
    with single_writer():
        return _decide(quotation, Decided(apart=True), editor, Change.Action.PART)


def restore(change: Change, editor: Editor) -> Change:
    """Give a quotation back what was decided on it before a change."""
    was = change.before[FIELD]["value"]
    article = change.article
    spans = relocate(was["anchors"], article.body) if article else None
    row = article and spans and article.quotations.all().nearest_to(spans[0].start, spans[-1].end)
    if not row:
        raise CannotCorrectError("The quote that this was about is not in its article any more.")
    with single_writer():
        return _decide(row, _decided(was["state"]), editor, Change.Action.REVERT)


def _decided(state: Any) -> Decided:
    """Return what a state of the history decides; an earlier one had one join at most."""
    match state:
        case "undecided":
            return Decided()
        case None:
            return Decided(apart=True)
        case [bool() as apart, joined]:
            return Decided(apart, tuple(joined))
        case [int() as article, spans]:
            return Decided(joined=([article, spans],))
    raise CannotCorrectError(f"The history has a state that is unknown: {state}.")


def _decide(
    quotation: Quotation, decided: Decided, editor: Editor, action: Change.Action
) -> Change:
    """Store what is decided on a quotation in place of what was.

    The history has no word of the other articles, which may be deleted.
    """
    others = [_other(article, spans) for article, spans in decided.joined]
    anchors = anchors_for(quotation.article.body, quotation.content)
    before = UtteranceDecision.objects.all().decided(quotation)
    rows = UtteranceDecision.objects.all().of(quotation)
    linked = {key for row in rows for key in (row.quotation_id, row.other_id) if key}
    rows.delete()
    made = {"article": quotation.article, "quotation": quotation, "anchors": anchors}
    if decided.apart:
        UtteranceDecision.objects.create(**made)
    for article, found in others:
        UtteranceDecision.objects.create(**made, other_article=article, other_anchors=found)
    regroup_keys(sorted(linked | {quotation.pk}))
    quotation.refresh_from_db()
    return record(
        editor, action, quotation.text, article=quotation.article,
        before={FIELD: _state(before, anchors)}, after={FIELD: _state(decided, anchors)},
    )  # fmt: skip


def _other(key: int, spans: Any) -> tuple[Article, list[Anchor]]:
    """Return the article of another quotation, and where that is."""
    article = Article.objects.filter(pk=key).first()
    if article is None or spans[-1][1] > len(article.body):
        raise CannotCorrectError("The other quote is not in its article any more.")
    return article, anchors_for(article.body, spans)


def _state(decided: Decided, anchors: list[Anchor]) -> dict[str, Any]:
    name = label(
        apart=decided.apart, one="one with a quote of",
        articles=[article for article, _ in decided.joined], undecided="as its words say",
    )  # fmt: skip
    state = [decided.apart, list(decided.joined)]
    return {"value": {"state": state, "anchors": anchors}, "label": name}
