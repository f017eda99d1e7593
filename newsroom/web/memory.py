"""How a server asks for memory: of the C library, and for the frames of Python."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The parameter of `mallopt` in glibc for the most arenas, and how many a server has: that of the
# first thread, in which memory goes back to the system, and none besides.
_MOST_ARENAS, ARENAS = -8, 1
# The parameters of the most that is free at the end of the memory before that goes back, and of the
# least that is mapped by itself, and bytes of both.
_TRIM, _MAP, KEPT = -1, -3, 32 << 20
# Values that a frame has room for, of 8 bytes each: with it Python maps 512 KB, of which 190 are
# left for those of some hundred calls.  Nothing is written to what is not used.
_VALUES = 40_000


def set_up() -> None:
    """Have all threads take memory from the same arena, and keep what a page needs for the next.

    By default glibc gives each thread an arena of its own, up to eight a core, and keeps what is
    free in each: half of the memory of a server with eight threads.  They hardly wait for one
    another, as one runs Python at a time.  It maps what is large by itself and gives it back at
    once, so that a page that counts a million quotations waits for the kernel to clear some
    thousand pages of memory.  What MALLOC_ARENA_MAX and its like say goes before it; other C
    libraries do otherwise.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is None:
        return
    for name, option, value in (
        ("MALLOC_ARENA_MAX", _MOST_ARENAS, ARENAS),
        ("MALLOC_TRIM_THRESHOLD_", _TRIM, KEPT),
        ("MALLOC_MMAP_THRESHOLD_", _MAP, KEPT),
    ):
        if name not in os.environ:
            set_option(option, value)


def with_room[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Have the frames of all calls within a function be in one piece of memory.

    Python keeps them in pieces of 16 KB, maps the next when a call needs it, and gives it back when
    that call returns.  Where the calls of a loop begin just below such an edge, each maps and
    unmaps one: a page, whose tags and macros are a hundred calls deep, did so 470 times.  A frame
    that says it needs more has a piece of its own, which those behind it share.
    """
    code = function.__code__
    function.__code__ = code.replace(co_stacksize=_VALUES)
    return function


class Room:
    """Middleware: the frames of a request are in one piece of memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @with_room
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
