"""Inputs that an attacker might send, or a cat that walks over the keys."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.support.sizes import sized

# `make test-fuzz` sets it to 2,000, and makes the inputs random (tests/conftest.py).
WANTED = os.environ.get("NEWSROOM_FUZZ_INPUTS", "")
INPUTS = int(WANTED or "200")
# A request takes some 20 ms of CPU and has `VALUES` inputs on average: so many send 200 of them.
VALUES = sized(16, 8)
REQUESTS = int(WANTED or -(-INPUTS // VALUES))

HOSTILE = (
    "", " ", "\0", "a\0b", "\u202e\u202d", "\u200b\ufeff", "\ud7ff\ue000", "\U0010ffff", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "' OR 1=1 --", "\"; DROP TABLE articles_article; --", "<script>alert(1)</script>",
    "{{ request }}", "{% debug %}", "../../etc/passwd", "javascript:alert(1)", "%s%s%n", "%00",
    "-1", "0", "1", "99999999999999999999", "1e309", "NaN", "2026-02-30", "0001-01-01",
    "9999-12-31", "12026-01-01", "٣", "²", "on", "null", "[]", "{}", "*", "-", "\"", "“", "a*",
    "-a", "NEAR(a b)", "a AND", "a:*", "^a", "a & !b", "\\", "x" * 3_000,
)  # fmt: skip

anything = (
    st.sampled_from(HOSTILE).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.binary(max_size=40)
    | st.integers(-5, 40).map(lambda number: str(number).encode())
)

fuzzing = settings(
    max_examples=INPUTS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
