"""Settings from the environment, in a process of their own as an installation reads them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.checks import registry as checks

from newsroom.checks import unknown_variables
from tests.support.paths import ROOT


def setting(name: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Print a setting of an installation that keeps its data in `data`."""
    code = f"from newsroom import settings; print(settings.{name})"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NEWSROOM_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "NEWSROOM_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_needs_to_be_set_and_nothing_is_open(tmp_path: Path) -> None:
    assert setting("DEBUG", tmp_path).stdout == "False\n"
    assert setting("ALLOWED_HOSTS", tmp_path).stdout == "['127.0.0.1', 'localhost', '[::1]']\n"


def test_the_secret_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = setting("SECRET_KEY", tmp_path / "new").stdout
    assert len(first) > 50
    assert setting("SECRET_KEY", tmp_path / "new").stdout == first
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert setting("SECRET_KEY", tmp_path / "other").stdout != first


def test_an_empty_secret_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    assert "is empty; delete it" in setting("SECRET_KEY", tmp_path).stderr


@pytest.mark.parametrize(("value", "expected"), [("1", "True"), ("Yes", "True"), ("off", "False")])
def test_switches(tmp_path: Path, value: str, expected: str) -> None:
    assert setting("DEBUG", tmp_path, NEWSROOM_DEBUG=value).stdout == f"{expected}\n"


def test_a_switch_that_is_neither_names_itself(tmp_path: Path) -> None:
    error = setting("DEBUG", tmp_path, NEWSROOM_DEBUG="maybe").stderr
    assert "NEWSROOM_DEBUG='maybe' is neither on nor off; set it to 1 or 0." in error


def test_hosts_and_https(tmp_path: Path) -> None:
    hosts = setting("ALLOWED_HOSTS", tmp_path, NEWSROOM_HOSTS="news.example, [::2]").stdout
    assert "'news.example', '[::2]'" in hosts
    assert setting("SECURE_SSL_REDIRECT", tmp_path, NEWSROOM_HTTPS="1").stdout == "True\n"
    assert setting("SESSION_COOKIE_SECURE", tmp_path, NEWSROOM_HTTPS="1").stdout == "True\n"


SECRET = {
    "NEWSROOM_PRODUCTION": "1",
    "NEWSROOM_SECRET_KEY": "for tests and nothing else, with 0123456789 and ABCDEF",
}
PRODUCTION = {**SECRET, "NEWSROOM_HOSTS": "news.example"}
REPLICA = {"NEWSROOM_DATABASE_URL": "postgresql://a@b/c"}
REDIS = {"NEWSROOM_QUEUE": "redis", "NEWSROOM_REDIS_URL": "redis://:tell-nobody@queue.example/0"}
REDIS_WITHOUT_SCHEME = {**REDIS, "NEWSROOM_REDIS_URL": ":tell-nobody@queue.example"}


# Reads an environment a line, and says why the settings refuse it, or nothing.  Each is read in a
# process of its own, which has Django loaded.
LOADER = """
import json, os, sys
import dj_database_url, django.conf, django.core.validators, django.utils.csp, redis.connection

kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
for line in sys.stdin:
    if not os.fork():
        os.environ.clear()
        os.environ.update(kept | json.loads(line))
        try:
            import newsroom.settings
        except django.core.exceptions.ImproperlyConfigured as error:
            print(json.dumps(str(error)), flush=True)
        else:
            print('""', flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="module")
def loads(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[dict[str, str]], str]]:
    """Say why the settings refuse an environment; nothing if they take it."""
    data = str(tmp_path_factory.mktemp("data"))
    with subprocess.Popen(
        [sys.executable, "-c", LOADER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as loader:
        given, answered = loader.stdin, loader.stdout
        assert given
        assert answered

        def load(environment: dict[str, str]) -> str:
            line = json.dumps({"NEWSROOM_DATA": data, **environment})
            print(line, file=given, flush=True)
            return str(json.loads(answered.readline()))

        yield load
        given.close()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"NEWSROOM_PRODUCTION": "1"}, "NEWSROOM_SECRET_KEY is not set."),
        ({"NEWSROOM_PRODUCTION": "1", "NEWSROOM_SECRET_KEY": "short"}, "is to have 50 characters"),
        (SECRET, "NEWSROOM_HOSTS is not set."),
        ({**PRODUCTION, "NEWSROOM_DEBUG": "1"}, "NEWSROOM_DEBUG shows secrets"),
        ({**PRODUCTION, "NEWSROOM_QUEUE": "rabbit"}, "is none of: thread, database, redis."),
        ({**PRODUCTION, "NEWSROOM_QUEUE": "redis"}, "or NEWSROOM_QUEUE to database, which needs"),
        ({**PRODUCTION, **REDIS_WITHOUT_SCHEME}, "is no address of a Redis; it is to be redis://"),
        ({**PRODUCTION, "NEWSROOM_PROXIES": "one"}, "NEWSROOM_PROXIES='one' is no whole number"),
        ({"NEWSROOM_METRICS_FROM": "10.0.0.0/33"}, "'10.0.0.0/33' is no address and no network"),
        ({"NEWSROOM_METRICS_FROM": "::1, prometheus"}, "'prometheus' is no address and no netw"),
        ({"PROMETHEUS_MULTIPROC_DIR": "/proc/no"}, "PROMETHEUS_MULTIPROC_DIR='/proc/no' cannot"),
        ({"NEWSROOM_TIME_ZONE": "Mars/Olympus"}, "'Mars/Olympus' is no time zone; set it to"),
        (
            {"NEWSROOM_HOSTS": "http://news.example/"},
            "NEWSROOM_HOSTS: 'http://news.example/' cannot",
        ),
        ({"NEWSROOM_ORIGINS": "news.example"}, "NEWSROOM_ORIGINS: 'news.example' cannot be meant"),
        ({"NEWSROOM_FETCH_PRIVATE": "wiki.internal"}, "to be as wiki.internal:8080"),
        ({"NEWSROOM_FOLLOW_FOLDERS": "wire"}, "to be as /srv/wire"),
        ({"NEWSROOM_FOLLOW_FOLDERS": "/"}, "'/' cannot be meant"),
        ({"NEWSROOM_FETCH_HOSTS": "news.example:99999"}, "to be as news.example"),
        ({"NEWSROOM_FETCH_PRIVATE": "*:80"}, "to be as wiki.internal:8080"),
        (
            {"NEWSROOM_FETCH_AGENT": "Gazette\r\nX-Admin: 1"},
            "NEWSROOM_FETCH_AGENT has a line break",
        ),
        ({"NEWSROOM_FETCH_AGENT": "Günther/1.0"}, "letters without accents"),
        ({"NEWSROOM_WEIGHTS": __file__}, "test_settings.py is no folder"),
        ({"NEWSROOM_SMTP_PORT": "99999"}, "NEWSROOM_SMTP_PORT=99999 is to be between 1 and 65535"),
        ({"NEWSROOM_SMTP_HOST": "mail.example:587"}, "and its port into NEWSROOM_SMTP_PORT"),
        ({"NEWSROOM_SMTP_PASSWORD": "tell-nobody\nno"}, "NEWSROOM_SMTP_PASSWORD has a line break"),
        ({"NEWSROOM_SMTP_PASSWORD": "tell-nobody-ü"}, "that no mail server takes"),
        ({"NEWSROOM_MAIL_FROM": "desk@news.example\nBcc: all@news.example"}, "has a line break"),
        ({"NEWSROOM_MAIL_FROM": "desk@a.example, b@a.example"}, "is no address of a sender"),
        ({"NEWSROOM_URL": "https://news.example:99999"}, "is no address of a newsroom"),
        ({"NEWSROOM_ORIGINS": "https://*"}, "NEWSROOM_ORIGINS: 'https://*' cannot be meant"),
        ({"NEWSROOM_HSTS_PRELOAD": "perhaps"}, "NEWSROOM_HSTS_PRELOAD='perhaps' is neither"),
        ({"NEWSROOM_DATABASE_URL": "postgres://"}, "NEWSROOM_DATABASE_URL names no database"),
        ({"NEWSROOM_QUEUE": "redis", "NEWSROOM_REDIS_URL": "redis://queue/x"}, "no address of a R"),
        ({"NEWSROOM_QUEUE": "redis", "NEWSROOM_REDIS_URL": "unix://"}, "no address of a Redis"),
        ({**PRODUCTION, "NEWSROOM_SECRET_KEY": "ab" * 30}, "NEWSROOM_SECRET_KEY repeats few"),
        ({**PRODUCTION, "NEWSROOM_OLD_SECRET_KEYS": "old"}, "NEWSROOM_OLD_SECRET_KEYS is short"),
        ({"NEWSROOM_PROXIES": "9" * 5000}, "is no whole number"),
        ({"NEWSROOM_LOG_LEVEL": "loud"}, "'loud' is none of: DEBUG, INFO"),
        ({"NEWSROOM_DATABASE_URL": "mysql://a:tell-nobody@b/c"}, "begins with 'mysql', of which"),
        ({"NEWSROOM_DATABASE_URL": "postgresql://a:tell-nobody@b:port/c"}, "is no address of"),
        ({"NEWSROOM_DATABASE_URL": "postgresql://a:tell-nobody@b:0/c"}, "is no address of"),
        ({"NEWSROOM_DATABASE_URL": "postgresql://a:tell-nobody@b/c?sslmod=on"}, 'option "sslmod"'),
        ({"NEWSROOM_DATABASE_URL": "postgresql://a@b/c?connect_timeout=soon"}, "timeout: 'soon'"),
        ({**REPLICA, "NEWSROOM_REPLICA_URLS": "postgresql://e/c?ports=1"}, "URLS has an option th"),
        ({"NEWSROOM_REPLICA_URLS": "postgresql://a:tell-nobody@b/c"}, "SQLite has no replicas"),
        ({**REPLICA, "NEWSROOM_REPLICA_URLS": "mysql://a:tell-nobody@b/c"}, "with 'mysql', of wh"),
        ({**REPLICA, "NEWSROOM_REPLICA_URLS": "replica.example"}, "REPLICA_URLS is no address"),
        ({**REPLICA, "NEWSROOM_REPLICA_URLS": "postgresql://a@b/c"}, "names a database twice"),
        ({**REPLICA, "NEWSROOM_REPLICA_URLS": "postgresql://e/c, postgresql://e/c"}, "once."),
        (
            {"NEWSROOM_SEARCH_URL": "http://a:tell-nobody@b/c"},
            "begins with 'http', of which nothing",
        ),
        ({"NEWSROOM_SEARCH_URL": "search.example:8123"}, "is no address of a ClickHouse. Set it"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+http://a:tell-nobody@b:port"}, "is no address of a C"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+http://a:tell-nobody@b:0"}, "is no address of a Cli"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+http://[b/words"}, "is no address of a ClickHouse"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+https://b/a-b"}, "than the name of a database, of l"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+https://b/c?user=d"}, "than the name of a database"),
        ({"NEWSROOM_SEARCH_URL": "clickhouse+http://a:tell-nobody%0D@b"}, "in its user or passw"),
        ({**REPLICA, "NEWSROOM_REPLICA_LAG": "0"}, "NEWSROOM_REPLICA_LAG=0 is to be between 1"),
        ({**PRODUCTION, "NEWSROOM_LOG_FORMAT": "xml"}, "'xml' is neither json nor text"),
    ],
)
def test_a_server_does_not_start_half_set(
    loads: Callable[[dict[str, str]], str], environment: dict[str, str], said: str
) -> None:
    refused = loads(environment)
    assert said in refused
    assert "tell-nobody" not in refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (
            "NEWSROOM_HOSTS",
            "news.example, .news.example, 10.0.0.5, ::1, [::1], *, my_host, xn--p1ai",
        ),
        (
            "NEWSROOM_ORIGINS",
            "https://news.example:8443, https://*.news.example, http://[::1]:8000",
        ),
        ("NEWSROOM_FETCH_HOSTS", "*, news.example:8443, [::1]:80, zürich.example"),
        ("NEWSROOM_FETCH_PRIVATE", "wiki.internal:8080, 10.0.0.5:80, [fd00::1]:8080"),
        ("NEWSROOM_MAIL_FROM", '"Gazette, at night" <desk@news.example>'),
        ("NEWSROOM_MAIL_FROM", "newsroom@localhost"),
        ("NEWSROOM_SMTP_HOST", "::1"),
        ("NEWSROOM_DATABASE_URL", "postgresql://newsroom@/newsroom?host=/run/postgresql"),
        ("NEWSROOM_DATABASE_URL", "postgres://a:p%40ss@db.example:5433/news?sslmode=require"),
        ("NEWSROOM_DATABASE_URL", "postgresql://a@b/c?pool=true&connect_timeout=3"),
        ("NEWSROOM_FOLLOW_FOLDERS", "/srv/is not there yet"),
        ("NEWSROOM_WEIGHTS", "/srv/is not there yet"),
    ],
)
def test_what_can_be_meant_is_taken(
    loads: Callable[[dict[str, str]], str], name: str, value: str
) -> None:
    assert loads({name: value}) == ""


def test_a_setting_that_is_misspelt_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_SECOND_FACTORS", "1")
    monkeypatch.setenv("NEWSROOM_BACKUPS", "/backups")
    (found,) = unknown_variables()
    assert "NEWSROOM_SECOND_FACTORS is set, and no setting has that name." in found.msg
    assert "Is NEWSROOM_SECOND_FACTOR meant?" in str(found.hint)
    assert "unknown_variables" in str(checks.registry.get_checks())


def test_a_server_is_shut_unless_it_is_opened(tmp_path: Path) -> None:
    values = {
        name: setting(name, tmp_path, **PRODUCTION).stdout.strip()
        for name in ("PUBLIC", "SECURE_HSTS_PRELOAD", "LOG_FORMAT", "ALLOWED_HOSTS")
    }
    assert values == {
        "PUBLIC": "False",
        "SECURE_HSTS_PRELOAD": "False",
        "LOG_FORMAT": "json",
        "ALLOWED_HOSTS": "['news.example']",
    }
    assert not (tmp_path / "secret_key").exists(), "its secret is in the environment alone"


def test_the_old_secret_still_opens_what_it_signed(tmp_path: Path) -> None:
    keys = setting("SECRET_KEY_FALLBACKS", tmp_path, NEWSROOM_OLD_SECRET_KEYS="old, older")
    assert keys.stdout == "['old', 'older']\n"


def test_a_queue_in_redis_is_looked_for_on_this_machine_or_where_it_is_said_to_be(
    tmp_path: Path,
) -> None:
    assert "redis" not in setting("TASKS", tmp_path).stdout
    assert "'redis://127.0.0.1:6379/0'" in setting("TASKS", tmp_path, NEWSROOM_QUEUE="redis").stdout
    assert REDIS["NEWSROOM_REDIS_URL"] in setting("TASKS", tmp_path, **PRODUCTION, **REDIS).stdout


@pytest.mark.parametrize("queue", [pytest.param({}, marks=pytest.mark.full), REDIS])
def test_django_finds_nothing_to_warn_of_in_production(
    tmp_path: Path, queue: dict[str, str]
) -> None:
    ours = ("NEWSROOM_", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    checked = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env={**kept, "NEWSROOM_DATA": str(tmp_path), **PRODUCTION, **queue},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout + checked.stderr == "System check identified no issues (1 silenced).\n"


def test_numpy_reckons_with_one_thread_in_every_process(tmp_path: Path) -> None:
    code = (
        "import os, sys, django; django.setup(); "
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    kept = {name: value for name, value in os.environ.items() if "_NUM_THREADS" not in name}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "NEWSROOM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "False 1\n", "it is loaded before its threads are limited"


def test_every_variable_is_documented() -> None:
    source = (ROOT / "newsroom" / "settings.py").read_text("utf-8")
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented += "".join(f"NEWSROOM_SMTP{rest}" for rest in re.findall(r"`(_[A-Z]+)`", documented))
    names = {word for word in source.replace('"', " ").split() if word.startswith("NEWSROOM_")}
    assert names - {"NEWSROOM_."}
    assert [name for name in sorted(names) if name.isidentifier() and name not in documented] == []
