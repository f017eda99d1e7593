"""What runs behind a form: processing, with state and error kept on the article."""

from __future__ import annotations

import logging

from django.tasks import task

from articles import extraction, ingest
from articles.models import Article

logger = logging.getLogger(__name__)


@task
def process_article(article_id: int) -> None:
    """Extract and store one article that waits; do nothing if another worker has it."""
    waiting = Article.objects.filter(pk=article_id, state=Article.State.PENDING)
    if not waiting.update(state=Article.State.PROCESSING):
        return
    article = Article.objects.get(pk=article_id)
    try:
        extractor = extraction.load()
    except Exception as error:  # noqa: BLE001 - a form waits to be told
        ingest.fail(article, error)
    else:
        ingest.process(article, extractor)
    if article.error:
        logger.error("Article %s “%s” failed: %s", article.pk, article.title, article.error)


@task
def resume() -> None:
    """Process whatever an earlier run of the server left behind, oldest first."""
    Article.objects.filter(state=Article.State.PROCESSING).update(state=Article.State.PENDING)
    for key in Article.objects.filter(state=Article.State.PENDING).order_by("pk").values_list("pk"):
        process_article.call(*key)
