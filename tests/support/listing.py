"""Quotations to fill pages with, and what a page lists."""

from __future__ import annotations

import datetime as dt
import re

from tests.support.quotations import make_quotations


def fill(number: int) -> None:
    make_quotations(
        {
            "words": f"Sentence {n}",
            "by": f"Ada Roe{'abcdefghij'[n % 10]}",
            "country": ("PL", "IT", "JP")[n % 3],
            "about": (("US", "CN"), ("US",), ())[n % 3],
            "outlet": f"Outlet {n % 4}",
            "published_on": dt.date(2026, 1, 1) + dt.timedelta(days=n),
        }
        for n in range(number)
    )


def words_on(html: str) -> list[str]:
    """The quotations that a page lists, in order."""
    found = re.findall(r"<blockquote.*?<p>(.*?)</p>", html, re.DOTALL)
    return [re.sub(r"<[^>]*>|[“”]", "", text) for text in found]


def squeezed(html: str) -> str:
    """A page on one line: its templates may break lines wherever that draws nothing."""
    return re.sub(r"\s+", " ", html).replace(" >", ">").replace(" </", "</")


def counts_on(html: str, facet: str) -> dict[str, int]:
    found = re.findall(
        rf'name="{facet}"[^>]*><span class="choice-label">(.*?)</span> <span class="count">(\d+)',
        squeezed(html),
    )
    return {label: int(count) for label, count in found}
