"""Pages that are no whole article: the beginning of one, or a front page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from reading.pages.elements import ascii_lower, compiled, shown
from reading.pages.linked_data import Thing
from reading.patterns import late

ONLY_BEGINNING = (
    "The page has only the beginning of the article, for those who do not subscribe. Save it again "
    "while signed in."
)

# Where a page is cut off for those who do not pay.
_PAYWALL = late(
    r"(?:subscribe|sign (?:in|up)|register|log ?in|join)\b[^.\n]{0,40}"
    r"\b(?:to (?:continue|keep|read|unlock)|for (?:full|unlimited) access)"
    r"|\bcontinue reading (?:with|by|for)\b|\bto (?:continue|keep) reading\b"
    r"|\b(?:this|the full|the rest of (?:this|the)) (?:article|story|content) is (?:only )?"
    r"(?:for|available to|reserved for|exclusive to)\b[^.\n]{0,30}(?:subscribers?|members?)"
    r"|\balready (?:a|have a) (?:subscriber|subscription|member)\b"
    r"|\bunlock (?:this|the) (?:article|story)\b|\bsubscriber[- ]only\b"
    r"|\b(?:exclusively|only) for (?:paying )?subscribers\b|\bsubscribers only\b"
    r"|\b(?:create|open) (?:an?|your) (?:free )?account\b[^.\n]{0,20}\bto (?:read|continue|keep)"
    r"|\b(?:keep|continue) reading for (?:free|just|only|[£$€])"
    r"|\byou(?:[’']ve| have) (?:reached|used|read)\b[^.\n]{0,40}\bfree (?:articles?|stories)"
    r"|\bthis is a (?:premium|subscribers?|members?)[- ](?:only )?(?:article|story)",
    re.IGNORECASE,
)
# Every offer has one of these, and is no longer; looking for them first is far quicker.
_AROUND = 160
_PAYWALL_WORDS = (
    "to continue", "to keep", "to read", "unlock", "full access", "unlimited access",
    "continue reading", "article is", "story is", "content is", "already a", "already have a",
    "subscriber", "account to", "reading for", "free article", "free stor", "this is a",
)  # fmt: skip
# What a page asks of its readers, a paragraph of its own.
_LETTER = late(
    r"(?:sign up|subscribe|register)\b[^.“\"]{0,80}\b(?:newsletters?|briefings?|e-?mails?|inbox"
    r"|alerts?|podcasts?)\b[^“\"]{0,80}"
    r"|get (?:our|the) [^“\"]{0,60}\b(?:newsletters?|inbox|app)\b[^“\"]{0,60}"
    r"|(?:download|get) (?:our|the) [^.“\"]{0,40}\bapps?\b[^“\"]{0,60}"
    r"|(?:follow|like|join) (?:us|[^.“\"]{2,40}) on (?:facebook|twitter|x|whatsapp|instagram"
    r"|telegram|bluesky|threads|tiktok|youtube)(?:[.!]?| (?:for|to)\b[^“\",]{0,60})",
    re.IGNORECASE,
)
_LETTER_WORD = late(r"sign up|subscribe|register|get |download|follow|like |join ", re.IGNORECASE)
_LONGEST_LETTER = 200
# A page with more text than this is there as a whole, with all that it sells.
_LONGEST_BEGINNING = 2500
_DATED = "//meta[@property='article:published_time' or @content='article']"
_LEAST_TEASERS = 8
# Characters of a paragraph that is no teaser.
_LONG = 150


def is_cut_off(tree: Any, article: Thing, body: str) -> bool:
    """Whether a page has only the beginning of its article, for those who do not pay.

    `article` is its object, as `linked_data.article` finds it.
    """
    if not may_be_beginning(body):
        return False
    words = " ".join(compiled("string(//body)")(tree).split())
    sold = str(article.get("isAccessibleForFree", "")).lower() == "false"
    return _offers(words) or (sold and body.rstrip().endswith(("…", "...")))


def may_be_beginning(body: str) -> bool:
    """Whether a text is short enough to be only the beginning of an article."""
    return len(body) <= _LONGEST_BEGINNING


def without_offer(paragraphs: list[str]) -> list[str]:
    """The paragraphs up to the one that offers a subscription."""
    if not _offers("\n".join(paragraphs)):
        return paragraphs
    at = next((at for at, each in enumerate(paragraphs) if _is_offer(each)), len(paragraphs))
    return paragraphs[:at] if at else paragraphs


def without_letters(paragraphs: list[str]) -> list[str]:
    """The paragraphs but for those that offer a newsletter, or ask to follow the paper."""
    return [each for at, each in enumerate(paragraphs) if not at or not offers_letter(each)]


def offers_letter(paragraph: str) -> bool:
    """Whether a paragraph offers a newsletter, or asks to follow the paper."""
    return len(paragraph) < _LONGEST_LETTER and bool(
        _LETTER_WORD.match(paragraph) and _LETTER.fullmatch(paragraph)
    )


def is_front_page(tree: Any, article: Thing, url: str, paragraphs: list[str]) -> bool:
    """Whether a page leads to articles rather than being one."""
    if url and urlsplit(url).path.strip("/") == "" and not urlsplit(url).query:
        return True
    if _are_links(tree, paragraphs):
        return True
    if str(article.get("@type", "")) or compiled(_DATED)(tree):
        return False
    teasers = sum(map(_leads, tree.iter("h2", "h3", "h4")))
    if teasers < _LEAST_TEASERS:
        return False
    long = sum(1 for each in paragraphs if len(each) > _LONG)
    return long < teasers / 4 or next(tree.iter("h1"), None) is None


def _are_links(tree: Any, paragraphs: list[str]) -> bool:
    """Whether a text is a list of links, as programs export what was kept to be read later."""
    items = [each.removeprefix("- ").strip() for each in paragraphs if each.startswith("- ")]
    if not items or len(items) < len(paragraphs):
        return False
    links = {" ".join(shown(link).split()) for link in tree.iter("a") if "href" in link.attrib}
    return links.issuperset(items)


def _leads(heading: Any) -> bool:
    """Whether a heading has a link in it, or is one."""
    parent = heading.getparent()
    around = parent is not None and parent.tag == "a" and "href" in parent.attrib
    return around or any("href" in link.attrib for link in heading.iter("a"))


def _is_offer(paragraph: str) -> bool:
    return len(paragraph) < 300 and _offers(paragraph)


def _offers(text: str) -> bool:
    quick = ascii_lower(text)
    words = [word for word in _PAYWALL_WORDS if word in quick]
    if not words:  # as in most texts
        return False
    lowered = text.lower()
    places = (at for word in words for at in _places(lowered, word))
    return any(_PAYWALL.search(lowered, max(0, at - _AROUND), at + _AROUND) for at in places)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
