"""The orders that a list can be in, as links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from django.http import QueryDict

from articles.presentation.facets import narrowed, without


@dataclass(frozen=True, slots=True)
class Order:
    """An order in words, and the page in it."""

    label: str
    url: str
    chosen: bool


def orders(params: QueryDict, choices: Iterable[tuple[str, str]], chosen: str) -> tuple[Order, ...]:
    """Return the orders of a list; the first choice is the one of an address without `sort`."""
    found: list[Order] = []
    for value, label in choices:
        url = narrowed(params, sort=value) if found else without(params, "sort")
        found.append(Order(label, url, value == chosen))
    return tuple(found)


def letters(params: QueryDict, chosen: str) -> tuple[Order, ...]:
    """Return the letters of a list by name, behind the order without one."""
    every = Order("Most quoted", without(params, "letter"), not chosen)
    return (
        every,
        *(
            Order(letter, narrowed(params, letter=letter), letter == chosen)
            for letter in ascii_uppercase
        ),
    )
