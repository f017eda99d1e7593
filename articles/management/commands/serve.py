"""`manage.py serve`: the server, with what runs beside requests."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections
from django.urls import reverse

from newsroom.web import first_account, memory
from newsroom.web.figures import Figure, register
from newsroom.web.server import Server, make_server, serve

logger = logging.getLogger(__name__)
READY = "Templates, index and common words are ready."


class Command(BaseCommand):
    help = (
        "Serve the newsroom with eight threads in one process, which also processes articles if "
        "NEWSROOM_QUEUE is thread. SIGTERM stops it after the requests that run."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        memory.set_up()  # before there are threads
        from newsroom.wsgi import application

        try:
            server = make_server(application, host, port, knows)
        except (OSError, ValueError) as error:
            raise CommandError(f"The newsroom cannot listen on {host}:{port}: {error}.") from error
        register(*of_server(server))
        self._print_link(port)
        serve(server, begin)

    def _print_link(self, port: int) -> None:
        """Print the link to the form of the first account, if there is none."""
        try:
            needed = first_account.is_needed()
        except DatabaseError:
            return  # /readyz says what is wrong
        if needed:
            site = settings.SITE_URL if settings.SERVES_OTHERS else f"http://127.0.0.1:{port}"
            link = f"{site}{first_account.link()}"
            self.stdout.write(f"No account exists. Make the first one: {link}")
            self.stdout.flush()  # a log is no terminal


def knows(headers: Mapping[str, str]) -> bool:
    """Whether a user sends a request with these headers; opens no connection that stays broken."""
    from articles.api.senders import is_user

    close_old_connections()
    try:
        return is_user(headers)
    finally:
        close_old_connections()


def of_server(server: Server) -> tuple[Figure, Figure]:
    """Return figures of what clients have a server do."""
    return (
        Figure("connections", "Open connections.", lambda: len(server.active_channels)),
        Figure(
            "requests_waiting",
            "Requests that were read and wait for one of the threads.",
            lambda: len(server.task_dispatcher.queue),
        ),
    )


def begin() -> None:
    """Take up again what the last run left unprocessed, and read the index of quotations."""
    from articles.tasks import keep_sweeping, resume

    if settings.QUEUE == "thread":
        resume.enqueue()
    threading.Thread(target=keep_sweeping, name="sweeping", daemon=True).start()
    threading.Thread(target=_warm, name="warming", daemon=True).start()


def _warm() -> None:
    """Do what the first requests would wait for."""
    from articles.comparing.terms import terms_of
    from articles.presentation.compiled import compile_templates
    from articles.search.answers.countries import pairs
    from articles.search.index.live_index import warm
    from articles.search.own_words import Words
    from articles.search.selection import Selection
    from articles.search.typed.readings import offers

    reverse("quotations")  # loads the routes, with all views and the API
    compile_templates()
    pairs(Selection(words=Words.OWN))
    offers("a name", Selection(), failing=True)  # loads tables of names and countries
    terms_of(["A port"], subjects=True)  # and of words
    warm()
    gc.collect()
    gc.freeze()  # what is there stays, and is many objects to look through again and again
    logger.info(READY)
