"""Why an address was not fetched."""

from __future__ import annotations


class FetchError(Exception):
    """An address that was not fetched; its message names the address and the way out.

    `temporary` says that it may be there later; `wait` is the number of seconds after which the
    server wants the next request, 0 if it did not say.
    """

    def __init__(self, message: str, *, temporary: bool = False, wait: float = 0) -> None:
        super().__init__(message)
        self.temporary = temporary
        self.wait = wait
