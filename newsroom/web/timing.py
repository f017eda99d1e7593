"""What an answer cost: time and number of queries, for measuring (`Server-Timing`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class ServerTiming:
    """Middleware that says how long a request took, and how many queries, in a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        queries, spent = 0, 0.0

        def counting(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal queries, spent
            queries += 1
            start = time.perf_counter()
            try:
                return execute(*args)
            finally:
                spent += time.perf_counter() - start

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        took = time.perf_counter() - began
        response["Server-Timing"] = (
            f'db;dur={spent * 1000:.1f};desc="{queries} queries", app;dur={took * 1000:.1f}'
        )
        return response
