"""Takes the pictures of README.md and docs/:  .venv/bin/python tools/take_pictures.py BROWSER

A newsroom of its own reads the samples, in a folder that is deleted afterwards.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SIZE: ViewportSize = {"width": 1280, "height": 860}
ARTICLE = "France returns royal bronzes"
NAME, PASSWORD = "ana", "a picture of the desk"
STARTING = 300  # seconds


def manage(*arguments: str, **more: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, **more}, check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def newsroom() -> Iterator[str]:
    """Serve a newsroom with the samples and an editor; yield its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        data = {"NEWSROOM_DATA": folder, "NEWSROOM_DEBUG": "1"}
        manage("migrate", "--verbosity", "0", **data)
        manage("ingest", *map(str, sorted((ROOT / "samples").glob("*.txt"))), **data)
        account = {"DJANGO_SUPERUSER_USERNAME": NAME, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        manage("createsuperuser", "--noinput", "--email", "", **data, **account)
        free.close()
        serving = [sys.executable, "manage.py", "runserver", "--noreload", port]
        with subprocess.Popen(serving, cwd=ROOT, env={**os.environ, **data}) as server:
            try:
                yield _answering(f"http://127.0.0.1:{port}")
            finally:
                server.terminate()


def _answering(address: str) -> str:
    """Wait until a server answers; raises OSError where it does not in five minutes."""
    end = time.monotonic() + STARTING
    while True:
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=5)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return address


def take(page: Page) -> None:
    """Sign in, then take each picture."""
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    page.goto("/desk/")
    page.screenshot(path=DOCS / "review.png")
    page.keyboard.press("e")
    form = page.locator("#quote-form")
    form.wait_for()
    page.locator(".queue > li").first.scroll_into_view_if_needed()
    page.screenshot(path=DOCS / "review-edit.png")
    page.goto("/desk/")
    first = page.locator(".queue > li").first
    before = first.get_attribute("id") or ""
    page.keyboard.press("c")
    page.locator(f"#{before}").wait_for(state="detached")
    page.goto("/desk/mine/")
    page.screenshot(path=DOCS / "my-work.png")
    take_article(page)


def take_article(page: Page) -> None:
    """Take an article beside its quotes, and one of them being corrected."""
    page.goto("/articles/")
    page.get_by_role("link", name=ARTICLE).click()
    page.locator(".note-item").first.wait_for()
    page.screenshot(path=DOCS / "article.png")
    page.locator(".note-item [data-act=e]").first.click()
    page.locator("#quote-form").wait_for()
    page.screenshot(path=DOCS / "correcting.png")


def main() -> None:
    browser_path = sys.argv[1]
    with newsroom() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        take(browser.new_page(viewport=SIZE, base_url=address, color_scheme="light"))
        browser.close()


if __name__ == "__main__":
    main()
