"""Quotations of a list, those of one speaker in one article together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from articles.models import Quotation


@dataclass(frozen=True, slots=True)
class Group:
    """Quotations of one speaker in one article, in the order of the list."""

    first: Quotation
    rest: tuple[Quotation, ...] = ()


def grouped(quotations: Iterable[Quotation]) -> list[Group]:
    """Group neighbours in a list that are of one article by their speaker.

    Those whose speaker is not known stay by themselves.
    """
    found: list[Group] = []
    for _, of_article in groupby(quotations, key=lambda quotation: quotation.article_id):
        groups: dict[tuple[bool, int | None], list[Quotation]] = {}
        for quotation in of_article:
            known = quotation.speaker_id is not None
            key = (known, quotation.speaker_id if known else quotation.pk)
            groups.setdefault(key, []).append(quotation)
        found += [Group(first, tuple(rest)) for first, *rest in groups.values()]
    return found
