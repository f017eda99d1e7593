"""The rows of a table, whose first row names its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reading.draft import NO_TEXT, Draft, ReadingError
from reading.tables import fields, names, records, turns


def articles(
    name: str, columns: Sequence[object], rows: Iterable[Sequence[object]], *, first: int = 2
) -> Iterator[Draft | ReadingError]:
    """The article of each row; raises ReadingError if no column has their texts.

    `first` is the number of the first of `rows` in the table.
    """
    keys = [names.key_of(column) for column in columns]
    if turns.may_be_part(keys):
        rows = list(rows)
        parts = [fields.of_pairs(zip(keys, row, strict=False)) for row in rows]
        if spoken := turns.of_rows([each for each in parts if any(each.values())]):
            yield turns.draft_of(name, spoken)
            return
    if not names.has_body(keys):
        if names.are_of_people(keys):
            raise ReadingError(
                f"{name} is a list of people, not of articles. Load it with manage.py load_people."
            )
        columns_ = ", ".join(str(column) for column in columns if str(column).strip())[:200]
        raise ReadingError(
            f"{name} has no column with the texts of articles, such as “text” or “body”; it has "
            f"{columns_ or 'no names of columns in its first row'}. {NO_TEXT}"
        )
    for number, row in enumerate(rows, start=first):
        record = fields.of_pairs(pair for pair in zip(keys, row, strict=False) if pair[0])
        if any(str(value).strip() for value in row):
            try:
                yield records.article(f"{name}, row {number},", record)
            except ReadingError as error:
                yield error
