"""The change log of quotations, by which indexes in memory follow the database."""

from __future__ import annotations

from django.db import models


class ChangedArticle(models.Model):
    """The latest change of an article's quotations, written by triggers (`search/backends/`).

    `id` grows with each change; `xid` is PostgreSQL's number of the transaction.  No foreign
    key: the row outlives an article that is deleted.
    """

    article_id = models.BigIntegerField(unique=True)
    xid = models.BigIntegerField(db_default=0, db_index=True)

    class Meta:
        db_table = "articles_touched"  # its name in the triggers and in archives

    def __str__(self) -> str:
        return f"article {self.article_id}, change {self.pk}"
