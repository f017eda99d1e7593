"""Markdown as clippers write it: links, pictures and emphasis become the words they show."""

from __future__ import annotations

import re

# Bounded and possessive: a bracket that is never closed takes no longer than one that is.
_ADDRESS = r"\((?:[^()\n]{1,2000}+|\([^()\n]{0,200}+\)){0,9}+\)"
_TARGET = rf"(?:{_ADDRESS}|\[[^\[\]\n]{{0,80}}\])"
_PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\]{_TARGET}|!\[\[[^\[\]\n]{{0,200}}\]\]")
_LINK = re.compile(rf"\[((?:[^\[\]\n]{{1,500}}+|\[[^\[\]\n]{{0,200}}+\]){{0,5}}+)\]{_TARGET}")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{0,200}\|)?([^\[\]|\n]{0,200})\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,20}\]:?")
_DEFINITION = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AUTO = re.compile(r"<(https?://[^<>\s]{1,2000}+)>")
_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_EXCERPT = re.compile(r"\A\s*> ##? Excerpt[ \t]*\n(?:>.*\n)*\s*(?:---+[ \t]*\n)?")
_ELSEWHERE = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|more on this|more like this|watch"
    r"|listen|don[’']t miss|recommended|keep reading|you might also like)\b[^:]{0,30}:?",
    re.IGNORECASE,
)
_GAP = re.compile(r"\n[ \t]*\n\s*")
# Links within the words of links, as pictures with captions have them.
_DEEPEST = 4


def is_clipped(text: str) -> bool:
    """Whether a text has links, pictures or an excerpt in it, as what a clipper saved."""
    return bool(_PICTURE.search(text) or _LINK.search(text) or _EXCERPT.match(text))


def plain(text: str) -> str:
    """The words that Markdown shows, paragraphs as they are; what leads elsewhere is left out.

    >>> plain("A [ferry](https://a.example) **sank**.\\n\\n**Read more:** [Why](https://b.example)")
    'A ferry sank.'
    """
    text = _EXCERPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _DEFINITION.sub("", _RULE.sub("", text))
    paragraphs = (_words(each) for each in _GAP.split(text) if not leads_elsewhere(each))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def leads_elsewhere(paragraph: str) -> bool:
    """Whether a paragraph is “Read more: …” with nothing but links behind it."""
    bare = re.sub(r"^[\s>*_#-]+", "", _PICTURE.sub("", paragraph))
    label = _ELSEWHERE.match(bare)
    if not label or not _LINK.search(bare):
        return False
    return not any(map(str.isalnum, _LINK.sub("", bare[label.end() :])))


def _words(paragraph: str) -> str:
    shown = _PICTURE.sub("", paragraph)
    for _ in range(_DEEPEST):
        shown = _LINK.sub(r"\1", shown)
    shown = _AUTO.sub(r"\1", _FOOTNOTE.sub("", _WIKI.sub(r"\1", shown)))
    for _ in range(2):
        shown = _EMPHASIS.sub(r"\2", shown)
    return _ESCAPED.sub(r"\1", _MARK.sub("", shown)).strip()
