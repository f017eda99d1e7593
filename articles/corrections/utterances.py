"""Decisions on utterances: two quotations are one, or a quotation is apart from the others."""

from __future__ import annotations

from typing import Any

from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.models import Article, Change, Quotation, UtteranceDecision
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
        return _decide(quotation, [other.article_id, other.content], editor, Change.Action.JOIN)


def part(quotation: Quotation, editor: Editor) -> Change:
    """Say that a quotation is an utterance of its own, even if others have its words.

    Raises CannotCorrectError if it is alone already.
    """
    if quotation.utterance is None:
        raise CannotCorrectError("This quote is alone already.")
    with single_writer():
        return _decide(quotation, None, editor, Change.Action.PART)


UNDECIDED = "undecided"


def restore(change: Change, editor: Editor) -> Change:
    """Give a quotation back what was decided on it before a change."""
    was = change.before[FIELD]["value"]
    article = change.article
    spans = relocate(was["anchors"], article.body) if article else None
    row = article and spans and article.quotations.all().nearest_to(spans[0].start, spans[-1].end)
    if not row:
        raise CannotCorrectError("The quote that this was about is not in its article any more.")
    with single_writer():
        return _decide(row, was["state"], editor, Change.Action.REVERT)


def _decide(quotation: Quotation, state: Any, editor: Editor, action: Change.Action) -> Change:
    """Store what is decided: UNDECIDED, None for apart, or [article, spans] of another.

    The history has no word of the other article, which may be deleted.
    """
    anchors = anchors_for(quotation.article.body, quotation.content)
    decision = UtteranceDecision.objects.all().of(quotation)
    before = decision.state if decision else UNDECIDED
    others = [decision.other_id] if decision and decision.other_id else []
    if state == UNDECIDED:
        if decision:
            decision.delete()
    else:
        decision = decision or UtteranceDecision(article=quotation.article, quotation=quotation)
        decision.anchors = anchors
        decision.other_article, decision.other_anchors = _other(state)
        decision.other = None
        decision.save()
    regroup_keys([quotation.pk, *others])
    quotation.refresh_from_db()
    return record(
        editor, action, quotation.text, article=quotation.article,
        before={FIELD: _state(before, anchors)}, after={FIELD: _state(state, anchors)},
    )  # fmt: skip


def _other(state: Any) -> tuple[Article | None, list[Anchor] | None]:
    """Return the article of the other quotation, and where it is."""
    if state is None:
        return None, None
    key, spans = state
    article = Article.objects.filter(pk=key).first()
    if article is None or spans[-1][1] > len(article.body):
        raise CannotCorrectError("The other quote is not in its article any more.")
    return article, anchors_for(article.body, spans)


def _state(state: Any, anchors: list[Anchor]) -> dict[str, Any]:
    if state == UNDECIDED:
        label = "as its words say"
    elif state is None:
        label = "apart from others"
    else:
        label = f"one with a quote of article {state[0]}"
    return {"value": {"state": state, "anchors": anchors}, "label": label}
