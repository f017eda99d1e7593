"""WordPress exports (WXR): what was published as a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reading import xml_tree as tree
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.pages.paragraphs import of_html
from reading.patterns import late

_CAPTION = late(r"\[caption\b[^\]]*\].*?\[/caption\]", re.DOTALL | re.IGNORECASE)
_SHORTCODE = late(
    r"\[/?(?:gallery|embed|audio|video|playlist|caption|quote|button|su_\w+|vc_\w+|et_pb_\w+|[a-z]+_"
    r"[a-z_]+|[a-z]+(?:-[a-z\d]+)+(?=\s+[\w-]+=))\b[^\]]*\]",
    re.IGNORECASE,
)
# What is in these is no text, or repeats one.
_ASIDE = late(
    r"\[(embed|audio|video|pull_?quote)\b[^\]]{0,500}\].{0,2000}?\[/\1\]", re.DOTALL | re.IGNORECASE
)
_CLOSING = late(r"\[/([\w-]{1,40})\]")
_BLANK_LINE = late(r"\n[ \t]*\n")


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The posts that are published; pages, drafts and files are passed over."""
    root = tree.parse(name, data)
    channel = next(iter(tree.all_of(root, "channel")), root)
    outlet, names = tree.text_at(channel, "title"), _names(channel)
    posts = [each for each in tree.all_of(channel, "item") if _is_published(each)]
    for number, post in enumerate(posts, start=1):
        try:
            yield draft(f"{name}, post {number},", _header(post, outlet, names), _text(post))
        except ReadingError as error:
            yield error
    if not posts:
        raise ReadingError(f"{name} has no published post in it. Export the posts of the site.")


def _names(channel: Any) -> dict[str, str]:
    """The names of the writers by those that they sign in with."""
    return {
        tree.text_at(each, "author_login"): tree.text_at(each, "author_display_name")
        or " ".join(
            filter(None, (tree.text_at(each, f"author_{part}_name") for part in ("first", "last")))
        )
        for each in tree.all_of(channel, "author")
    }


def _is_published(item: Any) -> bool:
    kind = tree.text_at(item, "post_type") or "post"
    return kind == "post" and tree.text_at(item, "status") in {"publish", ""}


def _header(post: Any, outlet: str, names: dict[str, str]) -> Header:
    login, link = tree.text_at(post, "creator"), tree.text_at(post, "link")
    header = Header(
        title=" ".join(of_html(tree.text_at(post, "title")).split()),
        outlet=outlet,
        author=names.get(login) or login,
        url=link if link.startswith("http") else "",
    )
    for name in ("post_date", "pubDate"):
        date = tree.text_at(post, name)
        if found := leading_date(date):
            header.published_on = found[0]
            break
        header.unread_date = header.unread_date or date
    return header


def _text(post: Any) -> str:
    """The text, in which WordPress takes an empty line for the end of a paragraph."""
    text = tree.raw_at(post, "encoded").replace("\r\n", "\n")
    text = _ASIDE.sub("", _CAPTION.sub("", text))
    if names := "|".join(sorted({re.escape(each[1]) for each in _CLOSING.finditer(text)})):
        text = re.sub(rf"\[/?(?:{names})\b[^\]]{{0,500}}\]", "", text)
    return of_html(_BLANK_LINE.sub("<p>", _SHORTCODE.sub("", text)))
