"""Web pages: the article's text without what is around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any

from reading import prose
from reading.decode import BOM, decode
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.mojibake import mended
from reading.pages import linked_data
from reading.pages.elements import compiled, elsewhere, shown
from reading.pages.extractor import Extractor, extract, load_html, use_config
from reading.pages.linked_data import Thing
from reading.pages.metadata import stated
from reading.pages.page import prepare
from reading.pages.stubs import (
    ONLY_BEGINNING,
    is_cut_off,
    is_front_page,
    without_letters,
    without_offer,
)
from reading.patterns import late
from reading.tops import clip
from reading.tops.ends import without_below
from reading.western import of_stated, with_marks

# What is wrong with a page is said by its ReadingError.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_CHARSET = late(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Short articles count too; else all text of the page comes as one paragraph.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
_OPTIONS = Extractor(config=_CONFIG, comments=False, tables=False)

MAYBE_SEVERAL = (
    "The page may have several articles: more than one main heading has a text below it. If so, "
    "give each a file."
)
# Paragraphs below a main heading that make it one of several articles.
_LEAST_BELOW = 2
# Words of an element for an article that make it more than a teaser.
_LEAST_WORDS = 40

# The part of the text that a page states which its elements show at least; the part of a page
# that is one preformatted text.
_FILLED = 0.5
_PREFORMATTED = 0.8

# How many blocks below a heading may state who wrote it and when, how long they are, and how many
# elements around the heading they are looked for in.
_LINES_BELOW, _LONGEST_BELOW, _LEVELS = 6, 140, 3
# Characters within which a page says that it is one.
_DECLARED = 50
_CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(sorted({*range(32), 127} - {9, 10, 13}))


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a page, with what its metadata states and nothing that is guessed."""
    page, notes = mended(page_of(name, data))
    if "html" not in page[:_DECLARED].lower():
        page = f"<html>{page}"  # a part of a page, which may be anything to the parser
    try:
        tree = load_html(page)
        preformatted = None if tree is None else _preformatted(tree)
        several = tree is not None and _has_several(tree)
        thing = {} if tree is None else linked_data.article(tree)
        header, paragraphs = (Header(), []) if tree is None else _article(tree, thing, page)
        cut_off = tree is not None and is_cut_off(tree, thing, "\n\n".join(paragraphs))
        leads = tree is not None and is_front_page(tree, thing, header.url, paragraphs)
    except Exception as error:  # noqa: BLE001 - a broken page breaks parsers in many ways
        raise ReadingError(
            f"{name} is no page that can be read ({type(error).__name__}). "
            "Copy the article’s text into a .txt file."
        ) from None
    if preformatted:
        yield from prose.articles(name, preformatted, stated=header, notes=notes)
        return
    if leads:
        raise ReadingError(
            f"{name} is a front page, which leads to articles. Save the articles themselves."
        )
    if not any(map(str.isalnum, "".join(paragraphs))):
        raise ReadingError(
            f"{name} has no article in it that we can find. "
            "Copy the article’s text into a .txt file."
        )
    notes = (*notes, ONLY_BEGINNING) if cut_off else notes
    notes = (*notes, MAYBE_SEVERAL) if several else notes
    body = "\n\n".join(paragraphs)
    if tree is not None and _states_little(tree, header):
        piece = clip.recognised(body, replace(header, title=""))
        if piece and (not header.title or piece.header.author or piece.header.published_on):
            header, body = piece.header, "\n\n".join(body[a:b] for a, b in piece.spans)
    yield draft(name, header, body, notes=notes)


def _has_several(tree: Any) -> bool:
    """Whether main headings side by side each have paragraphs below them, up to the next, or
    elements for articles have a heading and a text each."""
    if sum(map(_is_whole, tree.iter("article"))) > 1:
        return True
    headings = [*tree.iter("h1")]
    if len(headings) < 2 or len({heading.getparent() for heading in headings}) > 1:
        return False
    behind = (
        takewhile(lambda each: each.tag != "h1", heading.itersiblings()) for heading in headings
    )
    return all(sum(each.tag == "p" for each in part) >= _LEAST_BELOW for part in behind)


def _is_whole(element: Any) -> bool:
    """Whether an element for an article has its heading and its text, and is in no other's."""
    paragraphs = ["".join(each.itertext()).split() for each in element.iter("p")]
    if len(paragraphs) < _LEAST_BELOW or sum(map(len, paragraphs)) < _LEAST_WORDS:
        return False
    if next(element.iter("h1", "h2"), None) is None or elsewhere(element):
        return False
    return next(element.iterancestors("article"), None) is None


def _states_little(tree: Any, header: Header) -> bool:
    """Whether a page has no title, or one that no heading shows and nothing else beside it."""
    if not header.title:
        return True
    stated = header.author or header.published_on or header.outlet
    return not stated and next(tree.iter("h1"), None) is None


def _article(tree: Any, thing: Thing, page: str) -> tuple[Header, list[str]]:
    """What a page states of its article, and the paragraphs of its text."""
    # As long as these are held, lxml need not make them again for each look at the tree.
    held = [*tree.iter("*")]
    header = stated(tree, thing, page)
    linked = linked_data.text(thing)
    heading = " ".join(compiled("string(//h1)")(tree).split())
    for line in _below_heading(tree):
        _takes(header, line)
    prepare(tree)
    del held
    text = _text(tree) or ""
    # Some pages are filled in by a program that a saved page no longer runs.
    if len(linked) * _FILLED > len(text) or linked.split() == text.split():
        text = linked
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if paragraphs and paragraphs[0] in {header.title, heading}:
        del paragraphs[0]
    while len(paragraphs) > 1 and _takes(header, paragraphs[0]):
        del paragraphs[0]
    return header, without_letters(without_offer(without_below(paragraphs)))


def _below_heading(tree: Any) -> Iterator[str]:
    """The short lines between the first heading and the text, if not all of them stay in it."""
    heading = next(tree.iter("h1"), None)
    around = () if heading is None else (heading, *islice(heading.iterancestors(), _LEVELS))
    behind = (each for element in around for each in element.itersiblings())
    blocks = (block for each in behind for block in each.iter("div", "p"))
    innermost = (block for block in blocks if next(block.iterchildren("div", "p"), None) is None)
    for block in islice(innermost, _LINES_BELOW):
        line = " ".join(shown(block).split())
        if len(line) > _LONGEST_BELOW:
            return
        yield line


def _takes(header: Header, line: str) -> bool:
    """Take a line above the text that is a byline, a date, or a paper with its day."""
    if clip.takes_paper(header, line):
        return True
    names, day = _names_above(line, header), clip.day(line)
    header.author = names or header.author
    header.outlet = header.outlet or (clip.paper(line) if names else "")
    timed = bool(header.published_on) and clip.is_time(line)
    header.published_on = header.published_on or day
    return bool(names or day or timed)


def _names_above(line: str, header: Header) -> str:
    """The names in a line that is a byline, “By” before them unless the page states them too."""
    names = clip.writers(line)
    if header.author:
        return names if names == header.author else ""
    return names if line.lower().startswith("by ") else ""


def _preformatted(tree: Any) -> str:
    """The text of a page that is nothing but one, as the Congressional Record's are."""
    texts = compiled("//body//pre")(tree)
    if len(texts) != 1:
        return ""
    whole, text = compiled("string(//body)")(tree), shown(texts[0])
    return text if len(text.strip()) > _PREFORMATTED * len(whole.strip()) else ""


def page_of(name: str, data: bytes) -> str:
    """The page as text: UTF-8, else as it declares, else as is likely."""
    try:
        page = data.decode("utf-8")
        if len(data.translate(None, _CONTROL_BYTES)) == len(data):
            return with_marks(page.removeprefix(BOM))
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        try:
            stated = declared[1].decode("ascii") if declared else ""
            page = of_stated(data, stated) if stated else decode(name, data)
        except (LookupError, ValueError):
            page = decode(name, data)
    return with_marks(_CONTROL.sub("", page.removeprefix(BOM)))


def _text(tree: Any) -> str | None:
    text: str | None = extract(tree, options=_OPTIONS)
    return text
