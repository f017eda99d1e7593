"""How often each caller has called the API in the current minute.

The database counts, since all processes share it, on one machine or on several.
"""

from __future__ import annotations

from django.db import connection, models

# Minutes after which a row is of no more use.
KEPT = 10


class CallsQuerySet(models.QuerySet["Calls"]):
    def add_one(self, caller: str, minute: int) -> int:
        """Count a call in a minute since the epoch; return how many there are in it by now."""
        table = self.model._meta.db_table
        statement = (
            f"INSERT INTO {table} AS held (caller, minute, calls) VALUES (%s, %s, 1) "  # noqa: S608 - our own name
            "ON CONFLICT (caller) DO UPDATE SET minute = excluded.minute, calls = CASE "
            "WHEN held.minute = excluded.minute THEN held.calls + 1 ELSE 1 END RETURNING calls"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [caller, minute])
            (calls,) = cursor.fetchone()
        if calls == 1:
            self.filter(minute__lt=minute - KEPT).delete()
        return int(calls)


class Calls(models.Model):
    """The calls of one caller, a user or an address, in one minute."""

    caller = models.CharField(max_length=60, primary_key=True)
    minute = models.BigIntegerField(db_index=True)
    calls = models.PositiveIntegerField()

    objects = CallsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "calls"

    def __str__(self) -> str:
        return f"{self.calls} by {self.caller}"
