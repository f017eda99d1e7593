"""The quotations with words, beginnings and phrases: from the file of the index, and the database.

    NEWSROOM_DATA=FOLDER python -m benchmarks.stored_words QUOTES [TERMS]
    tools/with-postgres python -m benchmarks.stored_words QUOTES [TERMS]

The database is one that `benchmarks.newsroom` filled with QUOTES quotations.  Prints the CPU time
of both in this process, which has no part in what PostgreSQL does, and the time that passed.  Exits
with 1 where they find other quotations.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable

from benchmarks.newsroom import Newsroom

SEED = 4


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from articles.search.backends import TextIndex, backend
    from articles.search.highlight import canonical
    from articles.search.index.live_index import current_index
    from articles.search.query import Form, Term

    words, rng = Newsroom(int(sys.argv[1])).words, random.Random(SEED)
    terms: list[Term] = []
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
        one, other = rng.choice(words[:300]), rng.choice(words[:300])
        common = f"{rng.choice(words[:60])} {rng.choice(words[:60])}"
        any_ = rng.choice(words)
        terms += [Term(Form.WORD, one), Term(Form.WORD, any_), Term(Form.PREFIX, one)]
        terms += [Term(Form.PREFIX, any_[: rng.choice((2, 3, 4, 5))]), Term(Form.PHRASE, common)]
        terms += [Term(Form.PHRASE, f"{one} {other}"), Term(Form.WORD, one.upper())]
    with current_index() as live:
        stored = live.index.base.words
        if stored is None:
            raise SystemExit("There is no file of the index.")
        stemmer = backend().stemmer
        finders = [(term, stored.finder(term, canonical(term, stemmer))) for term in terms]
        known = [(term, find) for term, find in finders if find is not None]
        having = _timed("the file", lambda: [find() for _, find in known])
        wanted = _timed(
            "the database",
            lambda: [backend().matching(TextIndex.QUOTATIONS, term) for term, _ in known],
        )
        fresh = live.index.changed
    print(f"{len(terms)} terms, of which {len(known)} are in the file")
    if any(one - fresh != other - fresh for one, other in zip(having, wanted, strict=True)):
        raise SystemExit("They find other quotations.")


def _timed[T](name: str, find: Callable[[], T]) -> T:
    began, cpu = time.perf_counter(), time.process_time()
    found = find()
    used, passed = time.process_time() - cpu, time.perf_counter() - began
    print(f"{name}: {used:.2f} s of CPU, {passed:.2f} s")
    return found


if __name__ == "__main__":
    main()
