"""Mails within the text of a mail: what was forwarded, and what was answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from reading.patterns import late

_MARK = late(
    r"^[ \t]*(?:-{4,} ?(?:forwarded message|original message|weitergeleitete nachricht"
    r"|message transféré|mensaje reenviado) ?-{4,}"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht):)[ \t]*\r?\n"
    # Outlook has a line, or nothing, above the fields.
    r"|^(?:[ \t]*_{8,}[ \t]*\r?\n\s*)?(?=[ \t]*\*{0,2}(?:from|von|de)\*{0,2}[ \t]*:[^\n]{1,200}\n"
    r"[ \t]*\*{0,2}(?:sent|gesendet|envoyé|enviado|enviado el)\*{0,2}[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = late(
    r"(?:\r?\n)?[ \t]*\*{0,2}(?P<name>from|von|de|date|sent|datum|gesendet|envoyé|fecha"
    r"|enviado|subject|betreff|objet|asunto|to|an|à|para|cc|reply-to)"
    r"\*{0,2}[ \t]*:\*{0,2}[ \t]*(?P<value>[^\r\n]*)",
    re.IGNORECASE,
)
_SENDER, _DATE, _SUBJECT = (
    frozenset(names.split())
    for names in ("from von de", "date sent datum gesendet envoyé fecha enviado",
                  "subject betreff objet asunto")
)  # fmt: skip
# “On Thu, 9 Mar 2023 at 08:00, Ana Brel <ana@x.example> wrote:”, and the lines that it quotes.
_ATTRIBUTION = (
    r"(?:On|Am|Le|El) [^\n]{6,200}(?:\n(?!>)[^\n]{0,120}?)?"
    r"(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió)[ \t\xa0]?:"
)
_ANSWERED = late(rf"\n[ \t]*(?:>[> \t]*)?{_ATTRIBUTION}\s*\n(?:>[^\n]*(?:\n|\Z)|[ \t]*\n)++\s*\Z")
_QUOTING = late(r"^>[ \t]?", re.MULTILINE)
_TAG = late(r"<[^<>]*>")
_QUOTE = late(r"<blockquote\b", re.IGNORECASE)
_END_QUOTE = late(r"</blockquote\s*>", re.IGNORECASE)
_WROTE = late(r"(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió)\s?:\s*\Z")
_LAST_LINE = late(rf"(?:\A|\n)[ \t]*{_ATTRIBUTION}\s*\Z")
# Quotations of a mail in HTML that are looked at, and characters above them.
_MOST_QUOTES, _LOOKED_AT = 20, 2000
# Words of one's own above a mail that is forwarded; with more, it is a mail of its own.
_LONGEST_ABOVE = 60


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that was forwarded, with its fields as they are written in the text."""

    sender: str
    date: str
    subject: str
    text: str


def recognised(text: str) -> Forwarded | None:
    """The mail that another passes on with a few words; None for a mail of its own."""
    mark = _MARK.search(text)
    if not mark or len(text[: mark.start()].split()) > _LONGEST_ABOVE:
        return None
    if _is_quoted(text[mark.end() :]):  # as Apple's program and some others forward mails
        text = text[: mark.end()] + _QUOTING.sub("", text[mark.end() :])
    fields: dict[str, str] = {}
    at = mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
    while field := _FIELD.match(text, at):
        fields.setdefault(field["name"].lower(), field["value"].strip())
        at = field.end()
    sender, date, subject = (
        next((value for name, value in fields.items() if name in names), "")
        for names in (_SENDER, _DATE, _SUBJECT)
    )
    sent = text[at:].strip()
    if _is_quoted(sent):
        sent = _QUOTING.sub("", sent)
    return Forwarded(sender, date, subject, sent) if sender else None


def _is_quoted(text: str) -> bool:
    """Whether every line with words is quoted."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(line.startswith(">") for line in lines)


def without_answered(text: str, *, marked: bool) -> str:
    """A mail without the one that it answers, which it quotes below its own text.

    `marked` says that the mail passes none on: then the mail below a line such as “Original
    Message” is what it answers.
    """
    found = (
        _ANSWERED.search(text)
        or _LAST_LINE.search(text)
        or (_MARK.search(text) if marked else None)
    )
    return text[: found.start()].rstrip() if found and text[: found.start()].strip() else text


def without_quoted(html: str) -> str:
    """A mail in HTML up to the element in which it quotes the one that it answers.

    That is a block quotation below “… wrote:”, with no words behind it.
    """
    ends = [found.end() for found in _END_QUOTE.finditer(html)]
    behind = _TAG.sub("", html[ends[-1] :]) if ends else ""
    if not ends or behind.replace("&nbsp;", "").strip():
        return html
    for quote in islice(_QUOTE.finditer(html), _MOST_QUOTES):
        above = html[max(0, quote.start() - _LOOKED_AT) : quote.start()]
        if _WROTE.search(_TAG.sub("", above).replace("&nbsp;", " ")):
            return html[: quote.start()]
    return html
