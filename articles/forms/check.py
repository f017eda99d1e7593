"""The form of “Did anyone say this?”."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote_plus

from django import forms

from articles.search.index.live_index import current_index
from extraction.text.folding import fold_in_place

# Code points.  Only the first words are compared (`articles/wording/check.py`).
LONGEST = 20_000
# Markup of a page that was copied as source: <q> has marks around what is said.
_TAG = re.compile(r"(?i)</?(?P<name>[a-z][a-z0-9]*)(?: [^<>]*)?/?>")
INLINE = frozenset(
    ("a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")  # of Markdown
# Numbers of notes, and what an editor put in: “[3]”, “[sic]”.
_NOTE = re.compile(r"(?i)\[(?:\d{1,3}|sic|citation needed)\]")
# The letter of a word that an editor changed: “[W]e”.
_CHANGED = re.compile(r"\[(\w)\](?=\w)")
# Words as addresses have them, alone or behind the mark of a link to a text in its page.
_FRAGMENT = re.compile(r"\S*#:~:text=(\S+)")
_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
# A word that the end of a line parts; how many of a text are looked up.
_PARTED = re.compile(r"([^\W\d_]+)-[ \t]*\r?\n\s*([^\W\d_]+)")
MOST_PARTED = 100
_ENTITY = re.compile(r"&(?:#x?[0-9a-fA-F]+|[A-Za-z]+\d*);")


class CheckForm(forms.Form):
    """A quote, or a paragraph with quotes."""

    words = forms.CharField(
        max_length=LONGEST,
        label="A quote, or a paragraph with quotes",
        help_text="Case, punctuation, British and American spelling make no difference.",
        widget=forms.Textarea({"rows": 5, "maxlength": False}),
        error_messages={
            "required": "Paste the words to look for.",
            "max_length": "%(show_value)d characters are too many: paste the %(limit_value)d "
            "around the words to look for.",
        },
    )

    def clean_words(self) -> str:
        """Return the words without marks of HTML, Markdown, notes and addresses, and whole where
        the end of a line parts them."""
        bare = _without_markup(_unescaped(normalize("NFKC", self.cleaned_data["words"])))
        return _whole_words(bare)


def _whole_words(text: str) -> str:
    """Join the halves of words that quotations have: “trea-” and “ty”, not “well-” and “known”."""
    halves = list(_PARTED.finditer(text))[:MOST_PARTED]
    joined = {half[0]: fold_in_place(half[1] + half[2]) for half in halves}
    words = {word for word in joined.values() if word.isascii()}
    if not words:
        return text
    with current_index() as live:
        known = set(live.existing(words))
    return _PARTED.sub(
        lambda half: half[1] + half[2] if joined.get(half[0]) in known else half[0], text
    )


def _unescaped(text: str) -> str:
    """Return the words that an address has, where the text is nothing else.

    >>> _unescaped("https://x.example/a#:~:text=we%20stay,in%20Oslo"), _unescaped("9%20 more")
    ('we stay … in Oslo', '9%20 more')
    """
    linked = _FRAGMENT.fullmatch(text.strip())
    escaped = linked[1] if linked else text.strip()
    if not linked and (re.search(r"\s", escaped) or len(_ESCAPED.findall(escaped)) < 2):
        return text
    parts = [part for part in escaped.split(",") if not re.search("^-|-$", part)]
    return unquote_plus(" … ".join(parts) if linked else escaped)


def _without_markup(text: str) -> str:
    """Return what a page shows of its source.

    >>> _without_markup("<p>She said <q>we <em>stay</em></q>&nbsp;&ndash; a < b</p>").split()
    ['She', 'said', '“we', 'stay”', '–', 'a', '<', 'b']
    """

    def shown(tag: re.Match[str]) -> str:
        if tag["name"].lower() == "q":
            return "”" if tag[0].startswith("</") else "“"
        return "" if tag["name"].lower() in INLINE else " "

    bare = _CHANGED.sub(r"\1", _NOTE.sub("", _LINK.sub(r"\1", _TAG.sub(shown, text))))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), bare).strip()
