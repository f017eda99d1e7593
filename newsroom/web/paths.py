"""Paths of pages that a list links hundreds of times.

`reverse()` takes 20 µs and a page has 200 links.  Here a route is reversed once for each number of
keys, and the keys are put in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

# Stand for keys in a path that is reversed: longer than any number of a route.
FIRST = 10**30


def path_to(name: str, *keys: int | str) -> str:
    """Return the path of a route whose arguments are whole numbers or slugs, as `reverse()` does.

    Slugs are put in as they are.  Raises NoReverseMatch where there is no such route.

    >>> path_to("article", 7)
    '/articles/7/'
    """
    return _pattern(name, len(keys), settings.ROOT_URLCONF, get_script_prefix())(*keys)


@cache
def _pattern(name: str, keys: int, urls: str, prefix: str) -> Callable[..., str]:
    """Return what puts keys into the path of a route; `prefix` is of the server.

    No request has routes of its own (`urlconf`).
    """
    places = [FIRST + place for place in range(keys)]
    path = reverse(name, args=places, urlconf=urls).replace("{", "{{").replace("}", "}}")
    for place in places:
        path = path.replace(str(place), "{}")
    return path.format
