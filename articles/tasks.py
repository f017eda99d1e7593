"""What runs behind a form: processing, with state and error kept on the article."""

from __future__ import annotations

from django.tasks import task

from articles import ingest
from articles.models import Article


@task
def process_article(article_id: int) -> None:
    """Extract and store one article that waits; do nothing if another worker has it."""
    waiting = Article.objects.filter(pk=article_id, state=Article.State.PENDING)
    if waiting.update(state=Article.State.PROCESSING):
        ingest.process(Article.objects.get(pk=article_id), extractor())


@task
def resume() -> None:
    """Process whatever an earlier run of the server left behind, oldest first."""
    Article.objects.filter(state=Article.State.PROCESSING).update(state=Article.State.PENDING)
    for key in Article.objects.filter(state=Article.State.PENDING).order_by("pk").values_list("pk"):
        process_article.call(*key)


def extractor() -> ingest.Extractor:
    """The extractor of this process, loaded by the first task and not by a request."""
    from articles.extraction import pipeline

    return pipeline.load()
