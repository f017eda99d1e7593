"""The groups of a whole archive, made at once: what `store.py` keeps in line afterwards."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import batched, groupby
from operator import itemgetter

from articles.copies.groups import group
from articles.copies.store import decided_on, read, write_sketches
from articles.copies.texts import Text
from articles.models import Article, CopyDecision, Shingle
from newsroom.db.bulk import bulk_set
from newsroom.db.locks import single_writer

# Rows read or written at a time, and texts that are kept: of the days that are grouped.
CHUNK, KEPT = 500, 2_000


def group_all() -> tuple[int, int]:
    """Group every article; return how many groups there are, and how many articles in them."""
    sketch_all()
    sketches = shared_sketches()
    decisions = CopyDecision.objects.all()
    keys = sketches.keys() | Article.objects.all().grouped_keys() | decisions.articles()
    rows = read(sorted(keys))
    found = group(rows, sketches, _read_text(), decided_on(rows))
    key_of = {key: those[0] for those in found for key in those}
    changed = [(key, key_of.get(key)) for key in rows if rows[key].group != key_of.get(key)]
    for some in batched(changed, CHUNK):
        with single_writer():
            bulk_set(Article, "group", some)
    return len(found), sum(map(len, found))


def sketch_all() -> None:
    """Write the sketches that are missing of articles whose text was read."""
    for some in batched(Article.objects.all().without_sketch(), CHUNK):
        texts = {key: Text.of(body) for key, body in Article.objects.bodies(some).items()}
        with single_writer():
            write_sketches(texts)


def shared_sketches() -> Mapping[int, Sequence[int]]:
    """Return, by article, the hashes of its sketch that another article has too."""
    found: dict[int, array[int]] = defaultdict(lambda: array("q"))
    for value, rows in groupby(Shingle.objects.all().by_hash(), key=itemgetter(0)):
        articles = [article for _, article in rows]
        if len(articles) > 1:
            for article in articles:
                found[article].append(value)
    return found


def _read_text() -> Callable[[int], Text]:
    @lru_cache(maxsize=KEPT)
    def text_of(key: int) -> Text:
        return Text.of(Article.objects.bodies([key]).get(key, ""))

    return text_of
