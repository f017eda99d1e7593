"""What browsers are called on the page of an account."""

from __future__ import annotations

import pytest

from newsroom.web.browsers import in_words

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} HeadlessChrome/156.0 Safari/537.36",
         "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Chrome/150.0 Safari/537.36 Edg/150.0",
         "Edge on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox on Windows"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/19.0 Safari/605.1.15",
         "Safari on macOS"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {APPLE} Version/19.0 "
         "Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) {APPLE} CriOS/150.0 Safari/604.1",
         "Chrome on iPad"),
        (f"Mozilla/5.0 (Linux; Android 16; SM-S931B) {CHROME} SamsungBrowser/28.0 Chrome/130.0 "
         "Mobile Safari/537.36", "Samsung Internet on Android"),
        ("Lynx/2.9.0 libwww-FM/2.14", "Lynx/2.9.0 libwww-FM/2.14"),
        ("", ""),
    ],
)  # fmt: skip
def test_browsers_are_named_as_people_name_them(agent: str, words: str) -> None:
    assert in_words(agent) == words
