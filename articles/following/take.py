"""A draft of an item becomes an article, or a new version of the article that it became before."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from articles.corrections.articles import edit
from articles.corrections.changes import CannotCorrectError, Editor
from articles.ingest.claims import make_due
from articles.ingest.save import NOT_SHOWN, save_draft
from articles.models import Article, Item
from articles.models.values import truncated
from reading import Draft, ReadingError

DELETED = "Its article was deleted here, so its new version was not taken."
EDITED = (
    "The text of its article was edited here, so its new version was not taken. Edit the article "
    "by hand if it should be."
)


@transaction.atomic
def take(item: Item, draft: Draft) -> bool:
    """Make an article of an item, or change the one that it made; True if there is a new text.

    `item.title` is the title that was taken before; an article that has another got it by hand.
    An article that was there before is left as it is.  What people edited or deleted wins: the
    item then has the reason why its new version was not taken.
    """
    item.due_at, item.tries, item.reason = None, 0, ""
    text_hash = Article.hash_of(draft.body)
    try:
        if item.text_hash == text_hash:
            return False
        if not item.text_hash or (item.article and not _is_own(item, item.article)):
            return _save(item, draft, text_hash)
        return _replace(item, draft, text_hash)
    except (CannotCorrectError, ReadingError) as error:
        item.reason = str(error)
        return False
    finally:
        keep(item)


def _is_own(item: Item, article: Article) -> bool:
    """Whether an item alone made an article, so that its new version is that of the article."""
    return item.made_article and not article.appearances.all().elsewhere().exists()


def refuse(item: Item, reason: str) -> None:
    """Note why an item, or its new version, is no article."""
    item.due_at, item.reason = None, reason
    keep(item)


def keep(item: Item) -> None:
    """Store an item as it is now; what no column holds is left out of it."""
    item.changed_at = timezone.now()
    for name in ("title", "url", "reason"):
        setattr(item, name, truncated(Item, name, getattr(item, name).translate(NOT_SHOWN)))
    item.save()


def _save(item: Item, draft: Draft, text_hash: str) -> bool:
    item.article, arrival = save_draft(draft)
    item.made_article = arrival.is_new
    item.text_hash, item.title = text_hash, draft.title
    if item.made_article:
        make_due(item.article)
    return item.made_article


def _replace(item: Item, draft: Draft, text_hash: str) -> bool:
    article = item.article
    if article is None:
        item.reason = DELETED
        return False
    if article.content_hash != item.text_hash:
        item.reason = EDITED
        return False
    why = f"A new version came from {item.subscription.address}"
    values = {"body": draft.body}
    if article.title == item.title:  # nobody gave it another
        values["title"] = truncated(Article, "title", draft.title)
    edit(article, values, Editor(why=why))
    make_due(article)
    item.text_hash, item.title = text_hash, draft.title
    return True
