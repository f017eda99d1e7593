"""Reports of readers and comments of editors, placed on the words of a quotation."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from articles.corrections.changes import Editor
from articles.models import Comment, Quotation, Report
from articles.models.values import truncated
from extraction.text.anchors import anchors_for

# Reports of one quotation that are kept while no editor has looked at it.
MOST_OPEN = 20


def report(quotation: Quotation, note: str, by: AbstractBaseUser | AnonymousUser) -> None:
    """Keep what a reader says of a quotation, unless many have said so already."""
    if Report.objects.all().open().of([quotation.pk]).count() >= MOST_OPEN:
        return
    Report.objects.create(
        article=quotation.article,
        quotation=quotation,
        anchors=anchors_for(quotation.article.body, quotation.content),
        note=note,
        by_id=by.pk,
    )


def comment(quotation: Quotation, text: str, editor: Editor) -> Comment:
    """Keep what an editor says of a quotation to the others."""
    return Comment.objects.create(
        article=quotation.article,
        quotation=quotation,
        anchors=anchors_for(quotation.article.body, quotation.content),
        text=text,
        by_id=editor.user.pk if editor.user else None,
        by_name=truncated(Comment, "by_name", editor.name),
    )
