"""Which articles' quotations changed, so that what is held in memory can follow."""

from __future__ import annotations

from django.db import models


class Touched(models.Model):
    """The latest change of an article's quotations, written by triggers (`search/backends/`).

    `id` grows with each; `xid` is PostgreSQL's number of the transaction.  No foreign key: the
    row outlives an article that is deleted.
    """

    article_id = models.BigIntegerField(unique=True)
    xid = models.BigIntegerField(db_default=0, db_index=True)

    class Meta:
        verbose_name_plural = "touched articles"

    def __str__(self) -> str:
        return f"article {self.article_id}, change {self.pk}"
