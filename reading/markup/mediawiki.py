"""Dumps of MediaWiki, as Wikinews has them: the articles without their markup."""

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

_REDIRECT = late(r"\s*#\w+\s*:?\s*\[\[", re.IGNORECASE)
_DATE = late(r"\{\{\s*(?:date|datum|fecha|data)\s*\|\s*([^{}|]+?)\s*\}\}", re.IGNORECASE)
_BYLINE = late(r"\{\{\s*byline\s*\|[^{}]*?\bdate\s*=\s*([^{}|]+)", re.IGNORECASE)
_END = late(
    r"^=+\s*(?:sources?|references|notes|see also|external links|related (?:news|articles|stories)"
    r"|further reading|sister links"
    r"|quellen?|einzelnachweise|weblinks|siehe auch|themenverwandte artikel"
    r"|références|liens externes|voir aussi|fuentes?|referencias|enlaces externos|véase también"
    r"|fonti|fontes|bronnen)\s*=+\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_COMMENT = late(r"<!--.*?-->|<ref\b[^>]*/>|<ref\b[^>]*>.*?</ref>", re.DOTALL | re.IGNORECASE)
_OPENING = late(r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}")
_CLOSED_BY = {"}}": "{{", "]]": "[[", "|}": "{|"}
_FILE = late(
    r"\[\[\s*:?(?:file|image|category|datei|bild|kategorie|fichier|catégorie|archivo|categoría)\s*:",
    re.IGNORECASE,
)
_EXTERNAL = late(r"\[https?://[^\s\]]+(?:\s+([^\]]*))?\]")
# Templates that show what is said, and by whom.
_QUOTE = late(
    r"\{\{\s*(?:quote|cquote|blockquote|quotation)\s*\|((?:[^{}|\[\]]|\[\[[^\[\]]*\]\])*)"
    r"(?:\|((?:[^{}|\[\]]|\[\[[^\[\]]*\]\])*))?[^{}]*\}\}",
    re.IGNORECASE,
)
_NAMED = late(r"\s*(?:1|2|text|quote|author|source|speaker|cite)\s*=\s*", re.IGNORECASE)
_HEADING = late(r"^=+\s*(.*?)\s*=+\s*$", re.MULTILINE)
_STRESS = late(r"'{2,5}")
_RULE = late(r"^-{4,}", re.MULTILINE)
_LIST = late(r"^[*#:;]+\s*", re.MULTILINE)


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The pages that are articles; redirects, talk and other pages are passed over."""
    root = tree.parse(name, data)
    outlet = tree.text_at(root, "siteinfo", "sitename")
    pages = [each for each in tree.all_of(root, "page") if _is_article(each)]
    for number, page in enumerate(pages, start=1):
        source = _source(page)
        title = tree.text_at(page, "title")
        header = Header(title=title, outlet=outlet)
        _take_date(header, source)
        try:
            yield draft(f"{name}, page {number},", header, _written(source))
        except ReadingError as error:
            yield error
    if not pages:
        raise ReadingError(f"{name} has no article in it. Export the pages of articles.")


def _is_article(page: Any) -> bool:
    redirects = tree.all_of(page, "redirect") or _REDIRECT.match(_source(page))
    return tree.text_at(page, "ns") in {"0", ""} and not redirects


def _source(page: Any) -> str:
    """The markup of the newest revision."""
    revisions = tree.all_of(page, "revision")
    return tree.raw_at(revisions[-1], "text") if revisions else ""


def _take_date(header: Header, source: str) -> None:
    """Take the date that Wikinews states; when the page was last changed says nothing."""
    date = _DATE.search(source) or _BYLINE.search(source)
    if date:
        found = leading_date(date[1].strip())
        header.published_on = found[0] if found else None
        header.unread_date = date[1].strip()


def _written(source: str) -> str:
    """The text up to the sources, its links as their words."""
    end = _END.search(source)
    text = _COMMENT.sub("", source[: end.start()] if end else source)
    text = _QUOTE.sub(_quoted, text)
    text = _EXTERNAL.sub(lambda found: found[1] or "", _without_templates(text))
    text = _RULE.sub("\n", text)
    text = _LIST.sub("", _HEADING.sub(r"\n\1\n", _STRESS.sub("", text)))
    return of_html(re.sub(r"\n[ \t]*\n", "<p>", text.replace("\r\n", "\n")))


def _quoted(template: re.Match[str]) -> str:
    """A quotation in a template as a paragraph, with its speaker: “…” — Name."""
    said, speaker = (_NAMED.sub("", each or "", count=1).strip() for each in template.groups())
    return f"\n\n“{said.strip('“”')}”{f' — {speaker}' if speaker else ''}\n\n"


def _without_templates(text: str) -> str:
    """Without templates, tables, pictures and categories; other links as their words."""
    kept: list[list[str]] = [[]]
    opened: list[tuple[str, int]] = []
    at = 0
    for mark in _OPENING.finditer(text):
        kept[-1].append(text[at : mark.start()])
        at = mark.end()
        if mark[0] not in _CLOSED_BY:
            opened.append((mark[0], mark.start()))
            kept.append([])
        elif opened and opened[-1][0] == _CLOSED_BY[mark[0]]:
            kind, start = opened.pop()
            inner = "".join(kept.pop())
            if kind == "[[" and not _FILE.match(text, start):
                kept[-1].append(inner.rpartition("|")[2])
    while len(kept) > 1:  # never closed: it is text
        inner = "".join(kept.pop())
        kept[-1].append(inner)
    return "".join([*kept[0], text[at:]])
