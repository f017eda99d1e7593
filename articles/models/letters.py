"""Names that are one of some, or have some letters anywhere, or a word."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

from extraction.annotations import SpeakerType
from newsroom.db.prepared import PreparedQuery
from newsroom.db.replicas import connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# SQLite's table of all runs of three letters in the keys of names (`search/backends/sqlite.py`).
# On PostgreSQL the indexes of runs and of words are of expressions, which conditions have to repeat
# (`search/backends/postgres_setup.py`).
TABLE, RUN = "search_names", 3
_HAVING = "SELECT rowid FROM search_names WHERE search_names MATCH %s"
# SQLite's index of the speaker of each name: it is read in place of the rows, which are wide.
SPEAKERS = "search_names_speakers"
_SPEAKERS = {
    "sqlite": "SELECT group_concat(speaker_id) FROM search_names CROSS JOIN articles_speakername "
    "AS named INDEXED BY search_names_speakers ON named.id = search_names.rowid "
    "WHERE search_names MATCH %s",
    "postgresql": "SELECT string_agg(speaker_id::text, ',') FROM articles_speakername "
    "WHERE key || '' LIKE %s",
}
# SQLite's table of the words of the keys of names, which blanks and hyphens divide.
WORDS = "search_name_words"
WORDS_OF_KEY = "string_to_array(translate(key, '-', ' '), ' ')"
_NAMES = "SELECT id FROM articles_speakername WHERE "
_WITH = {
    "sqlite": "SELECT rowid FROM search_name_words WHERE search_name_words MATCH %s",
    "postgresql": f"{_NAMES}{WORDS_OF_KEY} && %s::text[]",
}


# What a query of names has of each, where the speaker may be merged into another.
COLUMNS = ("speaker", "speaker__type", "speaker__merged_into", "key", "first", "last")


class NameOf(NamedTuple):
    """A name of a speaker, or of one merged into it, by its blocking keys."""

    speaker: int
    is_person: bool
    key: str
    first: str
    last: str


@cache
def names_among(model: type[models.Model], most: int) -> PreparedQuery[tuple[Any, ...]]:
    """Return the query of up to `most` names by lists of keys, of last words and, if wanted, of
    first words of people: every search with words asks it."""

    def query(keys: Any, lasts: Any, *firsts: Any) -> models.QuerySet[Any, tuple[Any, ...]]:
        one = Q(key__in=keys) | Q(last__in=lasts)
        for some in firsts:
            one |= Q(first__in=some, speaker__type=SpeakerType.PERSON)
        return model._default_manager.filter(one).order_by().values_list(*COLUMNS)[:most]

    return PreparedQuery(query)


def having(some: Collection[str]) -> Q:
    """Return the condition that the key of a name has one of these, as `ascii_key` has them."""
    if connection.vendor == "postgresql" and some:
        return _having([f"%{_escaped(letters)}%" for letters in some])
    one = Q()
    for letters in some:
        one |= Q(key__contains=letters)
    if connection.vendor == "sqlite" and all(len(letters) >= RUN for letters in some):
        one &= Q(pk__in=RawSQL(_HAVING, [_phrases(some)]))  # noqa: S611 - its text is above
    return one


def names_with(words: Collection[str]) -> list[int]:
    """Return the keys of names whose key has one of these words, which are of letters, as one of
    several that blanks or hyphens divide."""
    wanted = [list(words)] if connection.vendor == "postgresql" else [_phrases(words)]
    with connection.cursor() as cursor:
        cursor.execute(_WITH[connection.vendor], wanted)
        return [key for (key,) in cursor.fetchall()]


def speakers_having(letters: str) -> NDArray[np.int64] | None:
    """Return the speakers of the names whose key has some letters, as `ascii_key` has them.

    Each is there once, in the order of their keys.  None where no index of letters finds them: all
    names are to be read then.
    """
    import numpy as np  # after its threads are limited

    if not letters or (connection.vendor == "sqlite" and len(letters) < RUN):
        return None
    # Letters are one phrase of runs, so that no name that has only the runs is found.
    wanted = _phrases([letters]) if connection.vendor == "sqlite" else f"%{_escaped(letters)}%"
    with connection.cursor() as cursor:
        cursor.execute(_SPEAKERS[connection.vendor], [wanted])
        (keys,) = cursor.fetchone()
    found = np.sort(np.fromstring(keys or "", np.int64, sep=","))
    return found[np.diff(found, prepend=-1) > 0]


def _having(patterns: Sequence[str]) -> Q:
    likes = " OR ".join(["key || '' LIKE %s"] * len(patterns))
    sql = f"SELECT id FROM articles_speakername WHERE {likes}"  # noqa: S608
    # As an array, of which nothing is guessed: how many names have some letters PostgreSQL
    # guesses wrong by a thousand times either way, and reads all of them then.
    keys = RawSQL(sql, patterns)  # noqa: S611 - its text is above
    return Q(
        Func(
            F("pk"),
            keys,
            arg_joiner=" = ANY(ARRAY",
            template="%(expressions)s)",
            output_field=BooleanField(),
        )
    )


def _phrases(some: Iterable[str]) -> str:
    """Return letters as FTS5 has them, any of which is looked for."""
    return " OR ".join('"' + letters.replace('"', '""') + '"' for letters in some)


def listed(keys: Collection[int]) -> RawSQL:
    """Return keys, however many, as a subquery of one parameter."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])


def _escaped(letters: str) -> str:
    """Letters as LIKE has them."""
    return letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
