"""How `make run` serves.

One process with threads: the models are loaded once, and the queue of tasks lives beside
them.  More processes would each load models and run a queue of their own.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gunicorn.workers.base import Worker

wsgi_app = "newsroom.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 1
threads = 8
# A worker is alive while its threads answer; loading the models may keep them busy a while.
timeout = 120
graceful_timeout = 5
# What it writes, its owner alone reads.
umask = 0o077
# A door for remote control that nobody here uses, in the home of the user who runs this.
control_socket_disable = True


def post_worker_init(worker: Worker) -> None:
    """Take up again what the last run left unprocessed, and read the index of quotations."""
    from django.conf import settings

    from articles.search.live_index import warm
    from articles.tasks import keep_sweeping, resume

    if settings.QUEUE == "thread":
        resume.enqueue()
    threading.Thread(target=keep_sweeping, name="sweeping", daemon=True).start()
    threading.Thread(target=warm, name="warming", daemon=True).start()
