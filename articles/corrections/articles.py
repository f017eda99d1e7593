"""Corrections of articles: what is known about them, and their text.

Replacing a text takes the machine's quotations away, since their places are gone, and has
the new one read; what people decided is found again in it by its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date

from articles.copies import store as copies
from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.corrections.overlay import apply
from articles.models import Article, Change, Outlet
from articles.resolution.reconcile import reconcile
from articles.utterances.store import regroup_article
from newsroom.db.locks import single_writer

FIELDS = ("title", "body", "published_on", "unread_date", "outlet", "author", "url", "notes")
# Before the name of an outlet: whether an appearance in it is shown.
ALSO_IN = "also in "


def edit(
    article: Article, values: Mapping[str, Any], editor: Editor,
    action: Change.Action = Change.Action.ARTICLE,
) -> Change | None:  # fmt: skip
    """Set what is known of an article; "outlet" is a name, "published_on" a date or None.

    "also in …" with the name of an outlet says whether the appearance there is shown.  A date takes
    the place of one that could not be read.
    A new "body" makes the article pending; the caller has it processed.  None where nothing
    changes.  Raises CannotCorrectError where another article has this text.
    """
    if values.get("published_on"):
        values = {**values, "unread_date": ""}
    with single_writer():
        article = Article.objects.select_for_update().get(pk=article.pk)
        before = {name: _value(article, name) for name in values}
        for name, value in values.items():
            if name == "outlet":
                article.outlet = Outlet.objects.get_or_create(name=value)[0] if value else None
            elif name.startswith(ALSO_IN):
                article.appearances.all().show(name.removeprefix(ALSO_IN), value)
            else:
                setattr(article, name, value)
        changed = [name for name in values if before[name] != _value(article, name)]
        if not changed:
            return None
        if "body" in changed:
            _replace_body(article)
        article.save()
        if "published_on" in changed:
            regroup_article(article.pk)
            copies.regroup([article.pk])
        return record(
            editor, action, article.title, article=article,
            before={name: before[name] for name in changed},
            after={name: _value(article, name) for name in changed},
        )  # fmt: skip


def _replace_body(article: Article) -> None:
    article.content_hash = Article.hash_of(article.body)
    same = Article.objects.filter(content_hash=article.content_hash).exclude(pk=article.pk).first()
    if same is not None:
        raise CannotCorrectError(f"“{same.title}” has this text already.")
    article.state, article.error, article.extractor_version = Article.State.PENDING, "", ""
    article.tries, article.due_at, article.claimed_by = 0, None, ""
    article.first_read_at = None
    article.save()
    touched = set(article.quotations.values_list("speaker", flat=True))
    left = set(article.quotations.values_list("utterance", flat=True))
    article.quotations.all().delete()
    article.mentions.all().delete()
    reconcile(touched | apply(article))
    regroup_article(article.pk, left)
    copies.forget_text(article)


def restore(article: Article, before: Mapping[str, Any], editor: Editor) -> Change:
    """Give an article back what a change replaced."""
    values = {name: state["value"] for name, state in before.items()}
    if values.get("published_on"):
        values["published_on"] = parse_date(values["published_on"])
    done = edit(article, values, editor)
    if done is None:
        raise CannotCorrectError("Nothing is left of this change.")
    return done


def _value(article: Article, name: str) -> dict[str, Any]:
    if name.startswith(ALSO_IN):
        shown = article.appearances.all().shown_in(name.removeprefix(ALSO_IN))
        return {"value": shown, "label": "yes" if shown else "–"}
    value = getattr(article, name)
    if name == "outlet":
        value = value.name if value else ""
    if name == "published_on":
        value = value.isoformat() if value else None
    label = f"{len(value)} characters" if name == "body" else str(value or "–")
    return {"value": value, "label": label}
