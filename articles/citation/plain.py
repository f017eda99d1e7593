"""A quotation with its citation as people paste it: words, speaker, office, outlet, date, link."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from articles.citation.cited import Cited, Run, within_marks


def plain(cited: Cited) -> tuple[Run, ...]:
    """The words in their marks, who said them, and where.

    What a speaker did not say word for word is never set behind the speaker's name.
    """
    by = f" — {cited.who}." if cited.direct else f" ({cited.paraphrase})."
    when = _in_words(cited.published_on) if cited.published_on else "undated"
    said, link = f"{cited.quoted}{by} “{within_marks(cited.title)}”, ", Run(cited.url, link=True)
    if not cited.outlet:
        return Run(f"{said}{when}, "), link
    return Run(said), Run(cited.outlet, italic=True), Run(f", {when}, "), link


@lru_cache(maxsize=4096)
def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
