"""Mails within the text of a mail: what was forwarded, and what was answered."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"^[ \t]*(?:-{4,} ?(?:forwarded message|original message|weitergeleitete nachricht"
    r"|message transféré|mensaje reenviado) ?-{4,}"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht):)[ \t]*\r?\n"
    # Outlook has a line, or nothing, above the fields.
    r"|^(?:[ \t]*_{8,}[ \t]*\r?\n\s*)?(?=[ \t]*\*{0,2}(?:from|von|de)\*{0,2}[ \t]*:[^\n]{1,200}\n"
    r"[ \t]*\*{0,2}(?:sent|gesendet|envoyé|enviado|enviado el)\*{0,2}[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
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
_ANSWERED = re.compile(
    r"\n[ \t]*(?:On|Am|Le|El) [^\n]{6,200}(?:\n[^\n>]{0,80})?"
    r"(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió)[ \t]?:\s*\n"
    r"(?:>[^\n]*(?:\n|\Z)|[ \t]*\n)++\s*\Z"
)
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
    fields: dict[str, str] = {}
    at = mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
    while field := _FIELD.match(text, at):
        fields.setdefault(field["name"].lower(), field["value"].strip())
        at = field.end()
    sender, date, subject = (
        next((value for name, value in fields.items() if name in names), "")
        for names in (_SENDER, _DATE, _SUBJECT)
    )
    return Forwarded(sender, date, subject, text[at:].strip()) if sender else None


def without_answered(text: str, *, marked: bool) -> str:
    """A mail without the one that it answers, which it quotes below its own text.

    `marked` says that the mail is an answer: then the mail below a line such as “Original Message”
    is what it answers, not one that it passes on.
    """
    found = _ANSWERED.search(text) or (_MARK.search(text) if marked else None)
    return text[: found.start()].rstrip() if found and text[: found.start()].strip() else text
