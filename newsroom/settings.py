"""Settings: safe as they stand, changed by environment variables that begin with NEWSROOM_.

Nothing needs to be set to run on one machine.  What can be set is listed in
`docs/settings.md`.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, *, default: bool = False) -> bool:
    """A switch from the environment."""
    value = os.environ.get(name, "").strip().casefold()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off; set it to 1 or 0.")


def listed(name: str) -> list[str]:
    """Words between commas from the environment."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at the first call; two processes agree on who made it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_text("ascii").strip()
        if not secret:
            raise ImproperlyConfigured(
                f"{path} is empty; delete it, and the next start makes a new secret."
            ) from None
        return secret
    secret = secrets.token_urlsafe(50)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return secret


# What this installation keeps: the database, its secret, and static files made ready.
DATA_DIR = Path(os.environ.get("NEWSROOM_DATA", BASE_DIR / "data"))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = flag("NEWSROOM_DEBUG")
SECRET_KEY = os.environ.get("NEWSROOM_SECRET_KEY") or kept_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *listed("NEWSROOM_HOSTS")]
CSRF_TRUSTED_ORIGINS = listed("NEWSROOM_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# What each answer cost goes into a header, for who measures; it says nothing to be kept secret,
# but nothing a reader needs either.
if flag("NEWSROOM_SERVER_TIMING"):
    MIDDLEWARE.insert(0, "newsroom.timing.ServerTiming")

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Readers never wait for a writer (WAL), a writer waits its turn instead of failing, and a
# transaction takes the write lock at its start, so that none fails half-way ("database is
# locked") after having read.
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "newsroom.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;",
    },
    # A connection of its own for each thread that stays open between requests.
    "CONN_MAX_AGE": None,
}


def database(url: str) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that a URL names."""
    if not url:
        return SQLITE
    try:
        found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql":
        scheme = url.partition("://")[0]
        raise ImproperlyConfigured(
            f"NEWSROOM_DATABASE_URL begins with {scheme!r}; it is to be "
            "postgresql://user:password@host:5432/name, or unset for SQLite."
        )
    return dict(found)


DATABASES = {"default": database(os.environ.get("NEWSROOM_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One worker thread inside the server: an installation needs no second process.
TASKS = {"default": {"BACKEND": "newsroom.tasks.ThreadBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "quotations"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("NEWSROOM_TIME_ZONE", "UTC")
USE_I18N = False

# Static files are served by WhiteNoise, straight from static/, so that a checkout works without
# any step before.  Where `collectstatic` ran, names carry a hash and browsers keep files for good.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_FOLDER = DATA_DIR / "static"
COLLECTED = sys.argv[1:2] == ["collectstatic"] or (
    not DEBUG and (STATIC_FOLDER / "staticfiles.json").exists()
)
STATIC_ROOT = STATIC_FOLDER if COLLECTED else None
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Nothing comes from elsewhere, and nothing inline runs.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# A pasted text may be as long as a file; beyond that the form says so, not a bare 400.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# Behind a proxy that speaks https to the world and says so in X-Forwarded-Proto.
if flag("NEWSROOM_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("NEWSROOM_LOG_LEVEL", "INFO")},
}
