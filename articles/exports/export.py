"""What is exported: the quotations of a list, with its filters and its address.

The keys are taken once, four bytes each, so that every quotation comes once even if rows change as
the file is written.  Rows are read in chunks, as they are then; those that are gone by then are
left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

from articles.models import Quotation

# Rows that are read at a time.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Export:
    """A list of quotations.

    `title` says whose quotations these are, `filters` what narrows them, in words, and `note` which
    paraphrases are left out.  `site` is the address of the newsroom without a slash at the end,
    `path` that of the list within it.  `notes` are what a reader wrote on quotations, by key.
    """

    title: str
    filters: tuple[str, ...]
    site: str
    path: str
    keys: Sequence[int]
    made_at: dt.datetime
    note: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address of the page that has this list."""
        return self.site + self.path

    def permalink(self, quotation: Quotation) -> str:
        return self.site + quotation.get_absolute_url()

    def rows(self) -> Iterator[Quotation]:
        """Yield the quotations in the order of the list, with all that a writer prints."""
        for chunk in self.chunks():
            yield from chunk

    def chunks(self) -> Iterator[list[Quotation]]:
        """Yield the quotations in the order of the list, some hundreds at a time."""
        for keys in batched(self.keys, CHUNK):
            rows = Quotation.objects.for_export().in_order(keys)
            yield rows
            for row in rows:
                # A prefetched relation and its row hold each other until the collector comes by.
                vars(row).pop("_prefetched_objects_cache", None)
