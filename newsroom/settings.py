"""Settings: safe by default, changed by environment variables that begin with NEWSROOM_.

Nothing needs to be set to run on one machine.  NEWSROOM_PRODUCTION is for a server that others
reach: it starts only where what must be secret is set.  What can be set is listed in
`docs/settings.md`.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from newsroom.addresses import (
    database,
    is_allowed_host,
    is_fetched,
    is_origin,
    is_private,
    mail_server,
    mailer,
    redis,
    replicas,
    search_engine,
    sender,
    site_url,
)
from newsroom.environment import (
    chosen_folder,
    flag,
    header,
    is_folder_to_follow,
    kept_secret,
    listed,
    log_format,
    log_level,
    made_folder,
    needed,
    networks,
    number,
    old_secrets,
    strong,
    text,
    time_zone,
)
from newsroom.logging_config import logging_of

BASE_DIR = Path(__file__).resolve().parent.parent


# What this installation keeps: the database, its secret, and static files made ready.
DATA_DIR = made_folder("NEWSROOM_DATA", Path(text("NEWSROOM_DATA") or BASE_DIR / "data"))
WEIGHTS_DIR = chosen_folder("NEWSROOM_WEIGHTS", DATA_DIR / "weights")

PRODUCTION = flag("NEWSROOM_PRODUCTION")
DEBUG = flag("NEWSROOM_DEBUG")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured(
        "NEWSROOM_DEBUG shows secrets to all who meet an error; unset it, or NEWSROOM_PRODUCTION."
    )

HOSTS = listed("NEWSROOM_HOSTS", such_as="news.example", like=is_allowed_host)
if PRODUCTION:
    SECRET_KEY = needed(
        "NEWSROOM_SECRET_KEY",
        "It signs sessions. Make one with: python3 -c 'import secrets; "
        "print(secrets.token_urlsafe(50))'",
    )
    strong("NEWSROOM_SECRET_KEY", SECRET_KEY)
    needed("NEWSROOM_HOSTS", "Set it to the names that the newsroom answers to: news.example")
    ALLOWED_HOSTS = HOSTS
else:
    SECRET_KEY = text("NEWSROOM_SECRET_KEY") or kept_secret(DATA_DIR / "secret_key")
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *HOSTS]
# Secrets of before, with which what they signed is still read while the new one takes over.
SECRET_KEY_FALLBACKS = old_secrets("NEWSROOM_OLD_SECRET_KEYS", strict=PRODUCTION)
CSRF_TRUSTED_ORIGINS = listed("NEWSROOM_ORIGINS", such_as="https://news.example", like=is_origin)

# Whether everybody reads, or who has an account.
PUBLIC = flag("NEWSROOM_PUBLIC", default=not PRODUCTION)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",  # before articles, which takes it off the back office
    "newsroom.accounts",
    "articles",  # before django_tasks_db, whose db_worker it replaces
    "django_tasks_db",
    "axes",
]

MIDDLEWARE = [
    "newsroom.web.memory.Room",
    "newsroom.web.metrics.Measured",
    "newsroom.web.logs.Requests",
    "newsroom.web.problems.Problems",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.web.http.PermissionsPolicy",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.web.http.BackOfficePolicy",
    "newsroom.web.http.NoNul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.web.sessions.Idle",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.web.http.BackToForms",
    "newsroom.web.access.Gate",
    "newsroom.web.http.OddFilters",
    "newsroom.web.limits.Limits",
    "axes.middleware.AxesMiddleware",
    "articles.views.gone.Gone",
]

# What each answer cost goes into a header, for who measures; it says nothing to be kept secret,
# but nothing a reader needs either.
if flag("NEWSROOM_SERVER_TIMING"):
    MIDDLEWARE.insert(0, "newsroom.web.timing.ServerTiming")

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["articles.templatetags.isolating", "articles.templatetags.paths"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.web.logs.request_id",
                "newsroom.web.first_account.may_add",
            ],
        },
    },
]

# Readers never wait for a writer (WAL), a writer waits its turn instead of failing, and a
# transaction takes the write lock at its start, so that none fails half-way ("database is
# locked") after having read.  The first two gigabytes of the file, as many as SQLite can, are
# mapped, so that processes share them; of the rest a connection keeps 4 MB that it read.
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "newsroom.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA secure_delete=ON; "  # what is deleted for good is overwritten
        "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-4000;",
    },
    # A connection of its own for each thread that stays open between requests.
    "CONN_MAX_AGE": None,
}


DATABASE_URL = text("NEWSROOM_DATABASE_URL")
DATABASES = {"default": database(DATABASE_URL) if DATABASE_URL else SQLITE}
# Streaming replicas of that database, from which pages are read (`newsroom/db/replicas.py`).
_replicas = replicas(listed("NEWSROOM_REPLICA_URLS"), DATABASE_URL)
REPLICAS = list(_replicas)
DATABASES |= _replicas
# Seconds that a replica may be behind and still be read.
REPLICA_LAG = number("NEWSROOM_REPLICA_LAG", 10, least=1, most=3600)
if REPLICAS:
    DATABASE_ROUTERS = ["newsroom.db.replicas.Router"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("newsroom.web.access.Gate") + 1, "newsroom.web.replicas.Replicas"
    )
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("newsroom.web.replicas.as_of")
# A ClickHouse beside the database, which finds the words of quotations.
SEARCH_URL = search_engine(text("NEWSROOM_SEARCH_URL"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# One worker thread inside the server, so that an installation needs no second process; or a
# queue in the database, for `manage.py db_worker` on as many machines as wanted; or one in Redis,
# for `manage.py run_redis_tasks`.
QUEUES = {
    "thread": "newsroom.queues.thread.ThreadBackend",
    "database": "django_tasks_db.DatabaseBackend",
    "redis": "newsroom.queues.redis.RedisBackend",
}
QUEUE = text("NEWSROOM_QUEUE", "thread")
if QUEUE not in QUEUES:
    raise ImproperlyConfigured(f"NEWSROOM_QUEUE={QUEUE!r} is none of: {', '.join(QUEUES)}.")
REDIS_URL = text("NEWSROOM_REDIS_URL")
TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": QUEUES[QUEUE]}}
if QUEUE == "redis":
    INSTALLED_APPS.insert(0, "django_tasks_redis")
    if PRODUCTION:
        needed(
            "NEWSROOM_REDIS_URL",
            "Set it to redis://:password@host:6379/0, or NEWSROOM_QUEUE to database, which needs "
            "no Redis.",
        )
    TASKS["default"]["OPTIONS"] = redis(REDIS_URL)

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords for a name from one address, and that pair waits a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_CLIENT_IP_CALLABLE = "newsroom.web.http.client_address"
AXES_VERBOSE = False
# `newsroom.accounts` has sign-ins, with what else happens to accounts.
AXES_DISABLE_ACCESS_LOG = True
# How many proxies of ours a request comes through, each adding to X-Forwarded-For.
PROXIES = number("NEWSROOM_PROXIES", 0, most=20)
# Who may read /metrics and the figures of /readyz, beside admins and this machine.
METRICS_FROM = networks("NEWSROOM_METRICS_FROM")
if folder := text("PROMETHEUS_MULTIPROC_DIR"):
    made_folder("PROMETHEUS_MULTIPROC_DIR", Path(folder))

# Minutes after which a session that is not used ends, and after which the back office and new
# tokens need the password again; 0 is never.
IDLE_MINUTES = number("NEWSROOM_IDLE_MINUTES", 8 * 60)
FRESH_MINUTES = number("NEWSROOM_FRESH_MINUTES", 60)

# Whether every admin has to set up a second factor.
SECOND_FACTOR = flag("NEWSROOM_SECOND_FACTOR")
OTP_TOTP_ISSUER = "Newsroom"

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "quotations"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = time_zone(text("NEWSROOM_TIME_ZONE", "UTC"))
USE_I18N = False

# Whether the settings are those of a server that others reach: then a request from this machine
# may be anybody's, through a proxy.
SERVES_OTHERS = bool(
    (PRODUCTION or PROXIES or flag("NEWSROOM_HTTPS", default=PRODUCTION))
    or (HOSTS or CSRF_TRUSTED_ORIGINS or text("NEWSROOM_URL"))
)

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
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "report-uri": ["/csp-report"],
    # Scripts make no script and no markup out of text, but by the policy in `newsroom.js`.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Preloading of HSTS is for the operator to ask for: NEWSROOM_HSTS_PRELOAD.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "newsroom.web.unsaved.csrf_failed"
DEFAULT_EXCEPTION_REPORTER_FILTER = "newsroom.web.debug.ExceptionReporterFilter"
SESSION_ENGINE = "newsroom.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# A pasted text may be as long as a file; beyond that the form says so, not a bare 400.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# The form takes as many files as it can and names the others (`forms/adding.py`).
DATA_UPLOAD_MAX_NUMBER_FILES = 10_000

# Browsers ship the list of preloaded hosts: hard to undo.
PRELOAD = flag("NEWSROOM_HSTS_PRELOAD")
# Behind a proxy that speaks https to the world and says so in X-Forwarded-Proto.
if flag("NEWSROOM_HTTPS", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Requested from within the machine, without a proxy between.
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = PRELOAD
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Feeds and pages are fetched from these hosts only; from none, unless some are named.
FETCH_HOSTS = listed("NEWSROOM_FETCH_HOSTS", such_as="news.example", like=is_fetched)
# Servers within the own network that may be fetched from, as host:port.
FETCH_PRIVATE = listed("NEWSROOM_FETCH_PRIVATE", such_as="wiki.internal:8080", like=is_private)
FETCH_AGENT = header("NEWSROOM_FETCH_AGENT", "Newsroom/1.0")
# Seconds between two requests to one host.
FETCH_PAUSE = number("NEWSROOM_FETCH_PAUSE", 1, most=3600)

# The program that recognises the text of scans and pictures of pages (OCR); nothing by default,
# since what it reads has to be compared with the page.
OCR = (shutil.which("tesseract") or "") if flag("NEWSROOM_OCR") else ""

# Calls of the API in a minute: of a user by all tokens, and of an address without one.
API_CALLS = number("NEWSROOM_API_CALLS", 600)
API_CALLS_WITHOUT_TOKEN = number("NEWSROOM_API_CALLS_WITHOUT_TOKEN", 60)

# What a user, or a network without a user, may do in a minute: search, check words, add texts and
# export lists.  0 is no limit.
LIMITS = {
    "search": number("NEWSROOM_SEARCHES", 600),
    "check": number("NEWSROOM_CHECKS", 60),
    "add": number("NEWSROOM_ADDED", 60),
    "export": number("NEWSROOM_EXPORTS", 20),
}

# Whether the server looks at feeds and folders that are followed; else `manage.py follow` does.
FOLLOW = flag("NEWSROOM_FOLLOW")
# Folders may be followed if they are in one of these.
FOLLOW_FOLDERS = listed("NEWSROOM_FOLLOW_FOLDERS", such_as="/srv/wire", like=is_folder_to_follow)

# Where readers find the newsroom: links in mails begin with it.
SITE_URL = site_url(text("NEWSROOM_URL"), CSRF_TRUSTED_ORIGINS)

# Mail is sent for a forgotten password and for saved searches, and only where a server is named.
SMTP_HOST = mail_server("NEWSROOM_SMTP_HOST")
CAN_MAIL = bool(SMTP_HOST)
MAILERS = {"default": mailer(SMTP_HOST)}
DEFAULT_FROM_EMAIL = sender("NEWSROOM_MAIL_FROM", "newsroom@localhost")
PASSWORD_RESET_TIMEOUT = 3600

# A line a request, and other events: for people, or as JSON for machines.
LOG_FORMAT = log_format(text("NEWSROOM_LOG_FORMAT", "json" if PRODUCTION else "text"))
# Whether the line of a request has the address that it came from.
LOG_ADDRESSES = flag("NEWSROOM_LOG_ADDRESSES")
LOGGING = logging_of(LOG_FORMAT, log_level(text("NEWSROOM_LOG_LEVEL", "INFO")))
