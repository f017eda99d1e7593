"""A synthetic newsroom of any size, the same at every run.

    NEWSROOM_DATA=/tmp/big python -m benchmarks.newsroom 1000000

The distributions are those of PolNeAR's articles as the newsroom reads them (`evaluate` on dev):
about 22 quotations an article, half of them under 85 characters, seven in ten with a named speaker,
one in four with a country.  Words, speakers and countries follow Zipf's law.  The word “said” is in
a fifth of all quotations.  Every quotation is verbatim at its offsets.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

WORDS = 40_000
PER_ARTICLE = 22
BATCH = 500
FIRST_DAY, LAST_DAY = dt.date(2012, 1, 2), dt.date(2026, 6, 30)
KINDS = ("indirect", "direct", "mixed")
OUTLETS = 40
TITLES = 400
TABLES = tuple(
    f"articles_{name}"
    for name in ("article", "quotation", "quotation_about", "outlet", "speaker", "speakername")
)
COMMON, IN_A_FIFTH = "said", 0.2
_ONSETS = "b c d f g h j k l m n p r s t v w st tr pl gr sh ch br".split()
_NUCLEI = "a e i o u ai ea ou".split()
_CODAS = ["", "", "n", "r", "s", "t", "l", "nd", "st", "m"]


def words(count: int) -> list[str]:
    """Pronounceable words, the most frequent and short ones first."""
    rng = np.random.default_rng(7)
    made: dict[str, None] = {COMMON: None}
    while len(made) <= count:
        syllables = 1 if len(made) < 400 else 2 if len(made) < 8_000 else 3
        parts = (
            _ONSETS[rng.integers(len(_ONSETS))]
            + _NUCLEI[rng.integers(len(_NUCLEI))]
            + _CODAS[rng.integers(len(_CODAS))]
            for _ in range(syllables)
        )
        made["".join(parts)] = None
    return list(made)[1 : count + 1]


def zipf(rng: np.random.Generator, count: int, size: int, power: float = 1.0) -> Sequence[int]:
    """Draw `size` numbers of 0 … count-1, the n-th with a weight of 1/n**power."""
    return np.searchsorted(_edges(count, power), rng.random(size)).tolist()  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def _edges(count: int, power: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weights = 1 / np.arange(1, count + 1) ** power
    return np.cumsum(weights) / weights.sum()


class Newsroom:
    """Rows of every table, in batches of articles."""

    def __init__(self, quotations: int) -> None:
        from extraction.countries.table import COUNTRIES

        self.articles = max(1, round(quotations / PER_ARTICLE))
        self.speakers = max(20, quotations // 25)
        self.words = words(WORDS)
        self.countries = sorted(COUNTRIES)
        np.random.default_rng(3).shuffle(self.countries)

    def name(self, speaker: int) -> str:
        """A speaker's name; some family names are shared, so that only the given name differs."""
        given, family = self.words[200 + speaker % 997], self.words[1500 + speaker % 20_011]
        return f"{given.title()} {family.title()}"

    def title(self, number: int) -> str:
        return f"{self.words[300 + number]} of {self.words[800 + number % 60]}"

    def batches(self) -> Iterator[dict[str, list[tuple[object, ...]]]]:
        """Rows by table, with primary keys, one article after another."""
        keys = itertools.count(1)
        for first in range(0, self.articles, BATCH):
            rng = np.random.default_rng([11, first])
            yield self._batch(rng, range(first, min(first + BATCH, self.articles)), keys)

    def _batch(
        self, rng: np.random.Generator, numbers: range, keys: Iterator[int]
    ) -> dict[str, list[tuple[object, ...]]]:
        rows: dict[str, list[tuple[object, ...]]] = {"article": [], "quotation": [], "about": []}
        days = (LAST_DAY - FIRST_DAY).days
        for number in numbers:
            count = max(0, round(rng.lognormal(np.log(PER_ARTICLE * 0.78), 0.7)))
            outlet = zipf(rng, OUTLETS, 1)[0] + 1
            day = FIRST_DAY + dt.timedelta(days=int(days * rng.random() ** 0.7))
            body, quoted = self._body(rng, count)
            rows["article"].append((number + 1, f"{number + 1}: {body[:60]}", body, day, outlet))
            cast = zipf(rng, self.speakers, max(1, count // 3 + 1))
            for start, end in quoted:
                key = next(keys)
                speaker = cast[int(rng.integers(len(cast)))] if rng.random() < 0.71 else None
                draws = rng.random(4)
                home = self.countries[speaker % 97 if speaker is not None else 0]
                rows["quotation"].append((
                    key, number + 1, KINDS[int(np.searchsorted((0.6, 0.83), draws[0]))],
                    start, end, body[start:end],
                    speaker + 1 if speaker is not None else None,
                    self.title(speaker % TITLES) if speaker is not None and draws[1] < 0.4 else "",
                    home if speaker is not None and draws[2] < 0.34 else None,
                    0.5 + draws[3] / 2,
                ))  # fmt: skip
                if draws[1] > 0.8:
                    rows["about"].append((key, self.countries[zipf(rng, 150, 1)[0]]))
        return rows

    def _body(self, rng: np.random.Generator, count: int) -> tuple[str, list[tuple[int, int]]]:
        """A text and the spans of its quotations."""
        lengths = np.maximum(2, rng.lognormal(np.log(14), 0.7, count)).astype(int)
        between = rng.integers(8, 26, count + 1)
        drawn = iter(zipf(rng, WORDS, int(lengths.sum() + between.sum())))
        parts: list[str] = []
        quoted, at = [], 0
        for i in range(count + 1):
            text = " ".join(self.words[n] for n in itertools.islice(drawn, int(between[i])))
            parts.append(f"{text.capitalize()}. ")
            at += len(parts[-1])
            if i < count:
                sentence = [self.words[n] for n in itertools.islice(drawn, int(lengths[i]))]
                if rng.random() < IN_A_FIFTH:
                    sentence[int(rng.integers(len(sentence)))] = COMMON
                parts.append(" ".join(sentence))
                quoted.append((at, at + len(parts[-1])))
                parts.append(".\n\n")
                at += len(parts[-2]) + 3
        return "".join(parts).rstrip(), quoted


def load(quotations: int) -> None:
    """Fill the empty database with a newsroom of about `quotations` quotations."""
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article
    from benchmarks.restoring import Restoring

    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("There are articles here already; name an empty NEWSROOM_DATA.")
    room = Newsroom(quotations)
    began = time.perf_counter()
    rows: Rows = Restoring(TABLES) if connection.vendor == "postgresql" else _Inserting()
    with rows.together():
        _load_speakers(room, rows)
    total = 0
    for batch in room.batches():
        total += len(batch["quotation"])
        with rows.together():
            _load(batch, rows)
    rows.close()
    loaded = time.perf_counter()
    rows.finish()
    print(
        f"{total:,} quotations in {room.articles:,} articles: rows {loaded - began:.0f} s, "
        f"search {time.perf_counter() - loaded:.0f} s"
    )


def _load_speakers(room: Newsroom, rows: Rows) -> None:
    """Insert outlets and speakers with their names."""
    from extraction.text.folding import key_of
    from identity.names import blocks_of
    from identity.sounds import sound_of

    outlets = [(n + 1, f"The {room.words[600 + n].title()} Post") for n in range(OUTLETS)]
    rows.insert("articles_outlet", "id name", outlets)
    rows.insert(
        "articles_speaker",
        "id name type country_id country_fixed wikidata note curated events",
        (
            (n + 1, room.name(n), "person", room.countries[n % 97], False, "", "", False, "")
            for n in range(room.speakers)
        ),
    )
    rows.insert(
        "articles_speakername",
        "id speaker_id name origin key first last by_given by_family sound first_sound last_sound",
        (
            (n + 1, n + 1, name, "article", key_of(name), *blocks, *map(sound_of, sounding))
            for n in range(room.speakers)
            for name in [room.name(n)]
            for b in [blocks_of(name)]
            for blocks in [(b.first, b.last, b.by_given, b.by_family)]
            for sounding in [(key_of(name), b.first, b.last)]
        ),
    )


def _load(batch: dict[str, list[tuple[object, ...]]], rows: Rows) -> None:
    from articles.models import Article

    now, two = dt.datetime(2026, 7, 1, tzinfo=dt.UTC), ("", "")
    rows.insert(
        "articles_article",
        "id title body published_on outlet_id content_hash author url state error "
        "extractor_version added_at processed_at tries claimed_by unread_date notes",
        [
            (*row, Article.hash_of(str(row[2])), *two, "done", "", "made", now, now, 1, "", *two)
            for row in batch["article"]
        ],
    )
    rows.insert(
        "articles_quotation",
        "id article_id kind start end text speaker_id speaker_title speaker_country_id "
        "confidence content source cue source_text found_speaker_id found_country_id "
        "identity_reason speaker_type reason",
        [
            (*row, f"[[{row[3]}, {row[4]}]]", "[]", "[]", "", row[6], row[8], "",
             "person" if row[6] else "", "")
            for row in batch["quotation"]
        ],
    )  # fmt: skip
    rows.insert("articles_quotation_about", "quotation_id country_id", batch["about"])


class Rows(Protocol):
    """Where rows go: `together` is a transaction, `finish` makes what search needs."""

    def together(self) -> AbstractContextManager[object]: ...
    def insert(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None: ...
    def close(self) -> None: ...
    def finish(self) -> None: ...


class _Inserting:
    """Rows of SQLite; its words and indexes of words are made when all are there."""

    def __init__(self) -> None:
        from articles.search.backends import backend

        backend().remove()

    def together(self) -> AbstractContextManager[object]:
        from django.db import transaction

        return transaction.atomic()

    def insert(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        from django.db import connection

        names = columns.split()
        listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
        values: list[Any] = [tuple(map(_plain, row)) for row in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", values)

    def close(self) -> None:
        pass

    def finish(self) -> None:
        from django.db import connection

        from articles.search.backends import backend

        backend().install()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _plain(value: object) -> object:
    """Convert a value to SQLite's storage."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date) else value


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    load(int(sys.argv[1]))


if __name__ == "__main__":
    main()
