"""The same faceted search in Datasette, over the same SQLite file.

Datasette is what a data journalist would use with such a file.  It serves a view of the quotations
with their article's date and outlet, newest first, 25 a page, with the facets that it can count
there: speaker, speaker's country, kind, outlet and year.  The countries spoken about, several to a
quotation, are left out.  Its time limits are lifted, so that it counts everything, as the
newsroom does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from benchmarks.browse import Client, Measured, free_port, serving

VIEW = """CREATE VIEW IF NOT EXISTS listed_quotations AS
    SELECT quotation.id, quotation.text, quotation.kind, quotation.speaker_id,
        quotation.speaker_country_id, article.outlet_id, article.published_on,
        substr(article.published_on, 1, 4) AS year
    FROM articles_quotation AS quotation JOIN articles_article AS article
        ON article.id = quotation.article_id"""
FACETS = ("speaker_id", "speaker_country_id", "kind", "outlet_id", "year")
# Requests, one an address: each takes seconds.
REQUESTS = 12


def datasette(python: str, folder: str, paths: list[str]) -> Measured:
    """Request the same searches from Datasette, run by an interpreter that has it."""
    database = Path(folder) / "newsroom.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(VIEW)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    port = free_port()
    command = [
        python, "-m", "datasette", "serve", str(database), "--port", str(port),
        "--setting", "sql_time_limit_ms", "600000",
        "--setting", "facet_time_limit_ms", "600000",
        "--setting", "default_page_size", "25",
    ]  # fmt: skip
    measured = Measured()
    with serving(command, port, {}, "/-/versions.json"):
        client = Client(port)
        for path in paths[:REQUESTS]:
            answer = client.get(_address(dict(parse_qsl(urlsplit(path).query))))
            if answer.status != 200:
                raise SystemExit(f"Datasette answered {answer.status} to {path}.")
            measured.first.append(answer.seconds * 1000)
            measured.bytes = max(measured.bytes, answer.bytes)
    return measured


def _address(search: Mapping[str, str]) -> str:
    params = [
        ("_search", search["q"]), ("speaker_country_id__exact", search["by"]),
        ("_fts_table", "search_quotations_stems"), ("_fts_pk", "id"),
        ("_sort_desc", "published_on"), ("_size", "25"),
        *(("_facet", name) for name in FACETS),
    ]  # fmt: skip
    return f"/newsroom/listed_quotations?{urlencode(params, quote_via=quote)}"
