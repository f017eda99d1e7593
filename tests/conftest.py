"""What all tests share: a browser, and a page in it that tolerates no error."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.doctest import DoctestModule
from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

from tests.support.contexts import new_page, shared_context
from tests.support.installations import migrated_database, migrated_folder, share, starter
from tests.support.loading import wait_for_elements_to_load
from tests.support.servers import PATIENCE
from tests.support.sizes import FULL, sized

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from extraction.annotations import Extraction

# How long an example takes says more about the machine than about the code.  The inputs follow from
# the source of a test, so that two runs of one commit agree; `make test-fuzz` looks for new ones.
settings.register_profile(
    "newsroom",
    deadline=None,
    derandomize="NEWSROOM_FUZZ_INPUTS" not in os.environ,
    max_examples=sized(30, 100),
)
settings.load_profile("newsroom")
expect.set_options(timeout=1000 * PATIENCE)

# A shell ignores Ctrl-C for what it starts in the background, and what that starts ignores it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The first that is there is used; `make test` sets NEWSROOM_BROWSER.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# What htmx says of a request that a later one replaced: one that fails has other words besides.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # the pages of a context share what is loaded and compiled
)


@receiver(post_migrate)
def restore_countries(app_config: AppConfig, **kwargs: Any) -> None:
    """Countries come with a migration, and a test with transactions of its own ends by emptying
    every table.  (`serialized_rollback` is no help: it hangs on a connection, and Django makes
    another one once Playwright runs an event loop in the thread of the tests.)
    """
    if app_config.name == "articles":
        from articles.models import Country
        from extraction.countries.table import COUNTRIES

        rows = [Country(code=code, name=name) for code, name in COUNTRIES.items()]
        Country.objects.bulk_create(rows, ignore_conflicts=True)


@pytest.fixture(scope="session", autouse=True)
def shared_by_processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Say where the parallel processes of a run keep what they have in common."""
    from tests.support.corpora import shared_folder

    share(shared_folder(tmp_path_factory))
    yield
    starter.end()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Begin on SQLite with the file that is there, which has its tables."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, shared_by_processes: None
) -> None:
    """Copy the database of this process from one that is migrated once a run."""
    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated_folder() / "newsroom.sqlite3", test["NAME"])
    else:
        test["TEMPLATE"] = migrated_database()


@pytest.fixture(scope="session", autouse=True)
def index_of_transactions() -> Iterator[None]:
    """Read the index of a test's transaction once, and then what changes."""
    from tests.support.indexes import keep_index

    with pytest.MonkeyPatch.context() as patch:
        keep_index(patch)
        yield


@pytest.fixture(autouse=True)
def database_of_its_own() -> None:
    """Empty the index held in memory: each test has rows of its own."""
    from articles.search.index.live_index import forget

    forget()


@pytest.fixture
def editor(client: Client) -> Client:
    """A client signed in as a member of the group Editors."""
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user("ana", password="a long enough one")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture(scope="session")
def polnear_dev(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Extraction]:
    """What the pipeline finds in the texts of PolNeAR dev (`dev_texts`), by text."""
    from tests.support.corpora import dev_texts, extractions, shared_folder

    file = shared_folder(tmp_path_factory) / "polnear-dev.pickle"
    return extractions(list(dev_texts().values()), file)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests that need one."""
    wanted = (os.environ.get("NEWSROOM_BROWSER", ""), *BROWSERS)
    path = next((found for name in wanted if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("No browser to test with; tools/find-browser says how to get one.")
    # Playwright keeps an event loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        wait_for_elements_to_load(patch)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def scripted(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """What the pages of all tests share: a context of its own costs a test 0.8 s of CPU."""
    with shared_context(browser, base_url=live_server.url, reduced_motion="reduce") as context:
        yield context


@pytest.fixture(scope="session")
def unscripted(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """As `scripted`, with JavaScript switched off."""
    with shared_context(browser, base_url=live_server.url, java_script_enabled=False) as context:
        yield context


@pytest.fixture
def page(scripted: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """A fresh page on the running server: `page.goto("/speakers/")`.

    The test fails where a script throws, where the console reports an error (a breach of the
    content security policy is one) or where the server answers with 500 or worse.
    """
    errors: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # A 4xx that a test asks for is in the console too; the test itself looks at it.
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
            and not message.text.startswith(REPLACED)
        ):
            errors.append(f"console: {message.text}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            errors.append(f"{response.status}: {response.url}")

    with new_page(scripted) as page:
        page.on("console", on_console)
        page.on("pageerror", lambda error: errors.append(f"script: {error}"))
        page.on("response", on_response)
        yield page
    assert not errors, "\n".join(errors)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect with the garbage collector off: what is made stays for the run, and looking through
    it again and again takes a third of the time.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for examples in the docstrings of the code alone: those of tests have none."""
    return [found for found in (yield) if not isinstance(found, DoctestModule)]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name packed bytes by their length: they may hold the time, and the workers of a parallel run
    must find the same names.
    """
    if isinstance(val, bytes) and not (val.isascii() and val.decode().isprintable()):
        return f"{len(val)} bytes"
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they use: the browser (`e2e`) and the database (`database`).

    What is marked `full` is left out of `make test` (tests/support/sizes.py).
    `-m "not slow and not e2e"` is a quick run.  What is slow comes first: a long test that begins
    last would leave the other workers idle.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker(pytest.mark.e2e)
        if {"db", "transactional_db", "live_server"} & {*fixtures} or item.get_closest_marker(
            "django_db"
        ):
            item.add_marker(pytest.mark.database)
    left_out = [] if FULL else [item for item in items if _only_full(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _only_full(item)]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _only_full(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("full")
    return mark is not None and mark.kwargs.get("on", connection.vendor) == connection.vendor
