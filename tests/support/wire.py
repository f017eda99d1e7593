"""Pages and feeds of a newspaper that there is not, for tests of what is fetched."""

from __future__ import annotations

from html import escape

PARAGRAPHS = (
    "“The river will rise until Thursday,” said Mira Talvik, who runs the harbour of Ostrava Bay.",
    "Schools on the island stay closed, and the ferry sails once a day until the water falls.",
    "“Nobody has to leave a house tonight,” said Jonas Feld, the mayor, after he met the crews.",
)


def article_page(
    title: str = "River rises at Ostrava Bay",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    head: str = "",
) -> str:
    """A page with an article, its date, outlet and author."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title} | Northern Gazette</title>"
        f'<meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="Northern Gazette">'
        '<meta property="article:published_time" content="2026-05-14T08:15:00Z">'
        f'<meta name="author" content="Ana Brel">{head}</head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def entry(
    key: str,
    title: str = "River rises at Ostrava Bay",
    *,
    link: str = "",
    text: str = "",
    summary: str = "",
) -> str:
    """An item of RSS, with a full text or a summary."""
    full = f"<content:encoded>{escape(text)}</content:encoded>" if text else ""
    return (
        f"<item><guid isPermaLink='false'>{key}</guid><title>{title}</title><link>{link}</link>"
        f"<pubDate>Thu, 14 May 2026 08:15:00 GMT</pubDate>"
        f"<description>{escape(summary)}</description>{full}</item>"
    )


def feed(*entries: str) -> str:
    return (
        "<?xml version='1.0'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Northern Gazette</title>{''.join(entries)}</channel></rss>"
    )


def html_of(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
