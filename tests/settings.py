"""The project's settings, but for what a test run must not share with an installation."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

SECRET_KEY = "only for tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}

# Static files straight from static/, whether or not `collectstatic` ran here.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# On SQLite a file, not memory: threads meet the locks that an installation has.
SCRATCH = TemporaryDirectory(prefix="newsroom-test-")
# A connection ends with its request, so that a test leaves none behind.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": Path(SCRATCH.name) / "test.sqlite3"}

# All tests come from one address; those of limits set them.
LIMITS = dict.fromkeys(("search", "check", "add", "export"), 0)
