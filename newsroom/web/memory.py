"""How a server asks the C library for memory."""

from __future__ import annotations

import ctypes
import os

# The parameter of `mallopt` in glibc for the most arenas, and how many a server has: that of the
# first thread, in which memory goes back to the system, and none besides.
_MOST_ARENAS, ARENAS = -8, 1


def share_arenas() -> None:
    """Have all threads take memory from the same arena.

    By default glibc gives each thread an arena of its own, up to eight a core, and keeps what is
    free in each: half of the memory of a server with eight threads.  They hardly wait for one
    another, as one runs Python at a time.  What MALLOC_ARENA_MAX says goes before it; other C
    libraries have one arena.
    """
    if "MALLOC_ARENA_MAX" not in os.environ:
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)
        if set_option is not None:
            set_option(_MOST_ARENAS, ARENAS)
