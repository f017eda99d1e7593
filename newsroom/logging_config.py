"""What is logged and how: lines for people, or JSON for machines, each with its request."""

from __future__ import annotations

from typing import Any


def logging_of(form: str, level: str) -> dict[str, Any]:
    """Return the `LOGGING` of Django's settings; `form` is `text` or `json`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": "newsroom.web.logs.OfRequest"},
            "refusals": {"()": "newsroom.web.logs.Refusals"},
        },
        "formatters": {
            "text": {
                "()": "newsroom.web.logs.OneLine",
                "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
                "style": "{",
            },
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "{asctime}{levelname}{name}{request_id}{message}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["request", "refusals"],
            }
        },
        "loggers": {
            # It warns of each request that waits for a thread.
            "waitress.queue": {"level": "ERROR"},
            # It names each passkey; the page of sign-ins has them by the names that users gave.
            "fido2": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
    }
