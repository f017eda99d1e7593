"""What runs in the background: processing articles, looking at feeds and folders, mailing.

State, tries and errors are kept on the rows.
"""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.db import close_old_connections
from django.tasks import task

import extraction
from articles.alerts import claims as alert_claims
from articles.alerts.digests import make_digest
from articles.alerts.sending import send_digest
from articles.corrections.deletion import purge_due
from articles.following.claims import to_enqueue
from articles.following.run import look_at
from articles.ingest import claims
from articles.ingest.process import process
from articles.models import Article, Digest, SavedSearch, Subscription
from articles.search.backends import EngineError, backend, engine
from articles.search.index import index_file
from newsroom.accounts.models import AccountEvent

logger = logging.getLogger(__name__)

# How often what was forgotten, or is to be tried again, is looked for; and how many at a time.
SWEEP_SECONDS = 30
SWEPT = 500


@task
def process_article(article_id: int) -> None:
    """Extract and store one article that waits; do nothing if another worker has it."""
    article = Article.objects.filter(pk=article_id).first()
    if article is None or not claims.claim(article):
        return
    try:
        extractor = extraction.load()
    except Exception as error:  # noqa: BLE001 - a form waits for the result
        claims.record_failure(article, error, final=False)
    else:
        process(article, extractor, final=False)
    if article.error:
        logger.error(
            "Article %s “%s” failed at try %s: %s",
            article.pk, article.title, article.tries, article.error,
        )  # fmt: skip


@task
def resume() -> None:
    """Process what an earlier run of the server left unprocessed, oldest first."""
    for key in list(claims.unclaimed().values_list("pk", flat=True)):
        process_article.call(key)


@task
def look_at_subscription(subscription_id: int) -> None:
    """Look at a feed or a folder that is due; do nothing if another worker has it."""
    found = Subscription.objects.filter(pk=subscription_id)
    for look in look_at(found):
        if look.error:
            logger.warning("Looking at a subscription failed: %s", look.error)


@task
def mail_search(search_id: int) -> None:
    """Mail what is new of a saved search that is due; do nothing if another worker has it."""
    digest = make_digest(search_id)
    if digest is not None:
        send_digest(digest.pk)


@task
def mail_digest(digest_id: int) -> None:
    """Send a digest that is due, again if need be; do nothing if another worker has it."""
    send_digest(digest_id)


def mail() -> None:
    """Enqueue the saved searches that are due, and digests that were not sent."""
    for key in alert_claims.to_enqueue(SavedSearch.objects.all()):
        mail_search.enqueue(key)
    for key in alert_claims.to_enqueue(Digest.objects.all()):
        mail_digest.enqueue(key)


def follow() -> None:
    """Enqueue the feeds and folders that are due."""
    for key in to_enqueue():
        look_at_subscription.enqueue(key)


def sweep() -> int:
    """Enqueue what is to be tried again, what was forgotten, and what died half-way."""
    keys = list(claims.due().values_list("pk", flat=True)[:SWEPT])
    claims.defer(keys)
    for key in keys:
        process_article.enqueue(key)
    return len(keys)


def follow_log() -> None:
    """Bring the search engine beside the database, if there is one, in line with it."""
    beside = engine()
    try:
        if beside is not None:
            beside.follow()
    except EngineError as error:
        logger.warning("%s The database finds words meanwhile.", error)


def keep_sweeping() -> None:
    """`sweep` every half minute, and `follow` and `mail` if the settings say so, for good."""
    while True:
        time.sleep(SWEEP_SECONDS)
        close_old_connections()
        try:
            if settings.FOLLOW:
                follow()
            if settings.CAN_MAIL:
                mail()
            follow_log()
            if purge_due():
                index_file.discard()
                backend().forget_deleted()
            AccountEvent.objects.prune()
            sweep()
        except Exception:
            logger.exception("Looking for articles to process failed; trying again")
        finally:
            close_old_connections()
