"""How PostgreSQL finds the quotations with a word."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from articles.search.backends import TextIndex, backend
from articles.search.query import Form, Term
from tests.support.quotations import make_quotation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="plans of PostgreSQL"),
]
# With these, workers seem to cost nothing.
FREE = "parallel_setup_cost parallel_tuple_cost min_parallel_table_scan_size".split()


@pytest.mark.parametrize("form", [Form.WORD, Form.PREFIX])
def test_one_process_finds_the_rows_of_a_word_by_its_index(form: Form, settings: Any) -> None:
    settings.SEARCH_URL = ""  # whatever is beside the database
    row = make_quotation("The ports stay shut")
    plans: list[str] = []

    def explaining(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if "string_agg" in sql:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}", values)
                plans.append("\n".join(line for (line,) in cursor))
        return execute(sql, values, many, context)

    with connection.cursor() as cursor:
        for name in FREE:
            cursor.execute(f"SET LOCAL {name} = 0")
    with connection.execute_wrapper(explaining):
        assert row.pk in backend().matching(TextIndex.QUOTATIONS, Term(form, "ports"))
    (plan,) = plans
    assert "Bitmap Index Scan" in plan
    assert "Gather" not in plan
