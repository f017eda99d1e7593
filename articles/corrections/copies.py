"""Decisions on copies: two articles are one text, or an article is apart from the others."""

from __future__ import annotations

from typing import Any

from articles.copies.store import regroup
from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.corrections.joining import label
from articles.models import Article, Change, CopyDecision
from articles.models.copies import Decided
from newsroom.db.locks import single_writer

# What the history calls what was decided.
FIELD = "copies"


def join(article: Article, other: Article, editor: Editor) -> Change:
    """Say that two articles are copies.  Raises CannotCorrectError if they are already."""
    if article.pk == other.pk:
        raise CannotCorrectError("This is the article itself; choose another one.")
    if article.group is not None and article.group == other.group:
        raise CannotCorrectError("These are copies of one text already.")
    with single_writer():
        before = CopyDecision.objects.all().decided(article.pk)
        after = Decided(apart=False, joined=(*before.joined, other.pk))
        return _decide(article, before, after, editor, Change.Action.UNITE)


def part(article: Article, editor: Editor) -> Change:
    """Say that an article is apart, even if others have its text.

    Raises CannotCorrectError if it is alone already.
    """
    if article.group is None:
        raise CannotCorrectError("This article is alone already.")
    with single_writer():
        before = CopyDecision.objects.all().decided(article.pk)
        return _decide(
            article, before, Decided(apart=True, joined=()), editor, Change.Action.DIVIDE
        )


def restore(change: Change, editor: Editor) -> Change:
    """Give an article back what was decided on it before a change."""
    article = change.article
    if article is None:
        raise CannotCorrectError(f"“{change.subject}” is not here any more.")
    apart, joined = change.before[FIELD]["value"]
    if missing := set(joined) - Article.objects.in_bulk(joined).keys():
        raise CannotCorrectError(f"Article {min(missing)}, which it was joined with, is deleted.")
    with single_writer():
        before = CopyDecision.objects.all().decided(article.pk)
        after = Decided(apart, tuple(joined))
        return _decide(article, before, after, editor, Change.Action.REVERT)


def _decide(
    article: Article, before: Decided, after: Decided, editor: Editor, action: Change.Action
) -> Change:
    CopyDecision.objects.all().on([article.pk]).delete()
    if after.apart:
        CopyDecision.objects.create(article=article)
    for other in after.joined:
        one, two = sorted((article.pk, other))
        CopyDecision.objects.create(article_id=one, other_id=two)
    regroup(sorted({article.pk, *before.joined, *after.joined}), left=[article.group])
    article.refresh_from_db(fields=["group"])
    return record(
        editor, action, article.title, article=article,
        before={FIELD: _state(before)}, after={FIELD: _state(after)},
    )  # fmt: skip


def _state(decided: Decided) -> dict[str, Any]:
    name = label(
        apart=decided.apart, one="one text with", articles=decided.joined,
        undecided="as its text says",
    )  # fmt: skip
    return {"value": [decided.apart, list(decided.joined)], "label": name}
