"""Markdown: links, emphasis, headings, quotes, lists and code become the words that they show."""

from __future__ import annotations

import html
import re
import string

from reading.patterns import late

# Bounded and possessive: a bracket that is never closed takes no longer than one that is.
_ADDRESS = r"\((?:[^()\n]{1,2000}+|\([^()\n]{0,200}+\)){0,9}+\)"
_TARGET = rf"(?:{_ADDRESS}|\[[^\[\]\n]{{0,80}}\])"
_PICTURE = late(rf"!\[[^\[\]\n]{{0,500}}\]{_TARGET}|!\[\[[^\[\]\n]{{0,200}}\]\]")
_LINK = late(rf"\[((?:[^\[\]\n]{{1,500}}+|\[[^\[\]\n]{{0,200}}+\]){{0,5}}+)\]{_TARGET}")
_WIKI = late(r"\[\[(?:[^\[\]|\n]{0,200}\|)?([^\[\]|\n]{0,200})\]\]")
_FOOTNOTE = late(r"\[\^[^\]\n]{1,20}\]:?")
_DEFINITION = late(r"^[ \t]*\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE)
_EMPHASIS = late(
    r"(?<![\w*])(?P<stars>\*{1,3})(?![\s*])(?P<strong>[^*]{1,1000}?)(?<!\s)(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<lines>_{1,3})(?![\s_])(?P<weak>(?:[^_]|(?<=\w)_(?=\w)){1,1000}?)(?<!\s)(?P=lines)(?!\w)"
    r"|(?P<twice>~~|==)(?![\s~=])(?P<struck>[^~=]{1,1000}?)(?<!\s)(?P=twice)"
)
_ESCAPED = late(r"\\([!-/:-@\[-`{-~])")
_BREAK = late(r"\\$", re.MULTILINE)
_FENCE = late(
    r"^[ \t]*(`{3,}|~{3,})[^`\n]*\n(.*?)(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_CODE = late(r"(?<!`)(`{1,3})(?!`)((?:[^\n]|\n(?!\s*\n)){1,1000}?)(?<!`)\1(?!`)")
_COMMENT = late(r"<!--.{0,5000}?-->", re.DOTALL)
_ENTITY = late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_AUTO = late(r"<(https?://[^<>\s]{1,2000}+)>")
_HEADING = late(
    r"^[ \t>]*#{1,6}[ \t]+(?P<text>\S.*?)(?:[ \t]{1,9}#{1,9})?[ \t]{0,9}$\n?"
    r"|^(?=[ \t]*\S)(?P<above>.*+)\n=+[ \t]*$\n?",
    re.MULTILINE,
)
_MARK = late(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?(?=\S|$)", re.MULTILINE)
_RULE = late(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_EXCERPT = late(r"\A\s*> ##? Excerpt[ \t]*\n(?:>.*\n)*\s*(?:---+[ \t]*\n)?")
_ELSEWHERE = late(
    r"(?:read (?:more|also|next)|also read|see also|related|more on this|more like this|watch"
    r"|listen|don[’']t miss|recommended|keep reading|you might also like)\b[^:]{0,30}:?",
    re.IGNORECASE,
)
_GAP = late(r"\n[ \t]*\n\s*")
# Links within the words of links, as pictures with captions have them.
_DEEPEST = 4
# Signs that mean themselves, in code or behind a backslash, are out of the way as other characters.
_HIDDEN = {ord(sign): chr(0x10FF00 + ord(sign)) for sign in string.punctuation}
_SHOWN = {ord(hidden): chr(sign) for sign, hidden in _HIDDEN.items()}
_SIGNS = (
    *(_PICTURE, _LINK, _WIKI, _FOOTNOTE, _DEFINITION, _AUTO),
    *(_EMPHASIS, _CODE, _FENCE, _ESCAPED, _BREAK, _COMMENT, _ENTITY),
    *(_HEADING, _RULE, late(r"^[ \t]*(?:>|[-*+][ \t])", re.MULTILINE)),
)


def is_marked(text: str) -> bool:
    """Whether a text has signs of Markdown in it."""
    return any(sign.search(text) for sign in _SIGNS)


def plain(text: str) -> str:
    """The words that Markdown shows, paragraphs as they are; what leads elsewhere is left out.

    >>> plain("A [ferry](https://a.example) **sank**.\\n\\n**Read more:** [Why](https://b.example)")
    'A ferry sank.'
    """
    text = _EXCERPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _COMMENT.sub("", _FENCE.sub(lambda found: found[2].translate(_HIDDEN), text))
    text = _HEADING.sub(_as_paragraph, _DEFINITION.sub("", _RULE.sub("", text)))
    paragraphs = (_words(each) for each in _GAP.split(text) if not leads_elsewhere(each))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def leads_elsewhere(paragraph: str) -> bool:
    """Whether a paragraph is “Read more: …” with nothing but links behind it."""
    bare = re.sub(r"^[\s>*_#-]+", "", _PICTURE.sub("", paragraph))
    label = _ELSEWHERE.match(bare)
    if not label or not _LINK.search(bare):
        return False
    return not any(map(str.isalnum, _LINK.sub("", bare[label.end() :])))


def _as_paragraph(heading: re.Match[str]) -> str:
    return f"\n\n{heading['text'] or heading['above']}\n\n"


def _words(paragraph: str) -> str:
    shown = _CODE.sub(lambda found: found[2].translate(_HIDDEN), _MARK.sub("", paragraph))
    shown = _PICTURE.sub("", _ESCAPED.sub(lambda found: found[1].translate(_HIDDEN), shown))
    for _ in range(_DEEPEST):
        shown = _LINK.sub(r"\1", shown)
    shown = _BREAK.sub("", _AUTO.sub(r"\1", _FOOTNOTE.sub("", _WIKI.sub(r"\1", shown))))
    for _ in range(3):
        shown = _EMPHASIS.sub(_emphasised, shown)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), shown).translate(_SHOWN).strip()


def _emphasised(found: re.Match[str]) -> str:
    return found["strong"] or found["weak"] or found["struck"]
