"""The application as an ASGI server finds it."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.umask(0o077)  # what it writes, its owner alone reads
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_asgi_application()
