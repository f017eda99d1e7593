"""Mails (.eml, .mbox): the text that was sent, without signature and small print."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import parseaddr
from itertools import count

from reading import prose
from reading.bylines import in_order
from reading.containers import forwarded
from reading.dates import leading_date
from reading.decode import decode
from reading.draft import UNFIT, Draft, ReadingError
from reading.header import Header
from reading.pages import paragraphs
from reading.patterns import late
from reading.signs import MBOX
from reading.western import of_stated

MAX_PARTS = 1000
FORWARDED = "Left out: what was written above the mail that was forwarded."
ANSWERED = "Left out: the mail that this one answers."
_BRACKETED = late(
    r"\s*[\"']?(?P<person>[^\"<>()@]+?)[\"']?\s*<(?:mailto:)?(?P<address>[^<>\s]+)>.*"
)
_CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_REPLY = late(r"(?:(?:re|fwd?|aw|antw|wg|sv|tr|rv|enc)\s*:\s*)+", re.IGNORECASE)
_ANSWERS = late(r"(?:re|aw|antw|sv)\s*:", re.IGNORECASE)
_FORWARDS = late(r"(?:fwd?|wg|tr|rv|enc)\s*:", re.IGNORECASE)
# What programs put above a letter that is sent to many.
_ABOVE = late(
    r"[\[(]?(?:view|read|open|see) (?:(?:this|the) (?:e-?mail|message|newsletter|post) |it )?"
    r"(?:(?:in|on) (?:(?:your|the|a) )?(?:web ?)?(?:browser|app|site)|online)"
    r"\W{0,9}(?:https?://\S{1,200})?\W{0,9}"
    r"|(?:having )?trouble (?:viewing|reading) this (?:e-?mail|message)\b.{0,80}",
    re.IGNORECASE,
)
# Who sends links and first words of what was found, and never a text.
_ALERTS = late(r"\bgooglealerts-noreply@|\balerts?@talkwalker\.com\b", re.IGNORECASE)
_SIGNATURE = late(r"^-- {0,2}$", re.MULTILINE)
_SMALL_PRINT = late(
    r"\s*(?:this (?:e-?mail|message)\b.{0,120}\b(?:confidential|intended|privileged)"
    r"|you (?:are receiving|received|have received) this|to unsubscribe|unsubscribe\b"
    r"|view (?:this (?:e-?mail|message)|it)? ?(?:in|on) (?:your|the|a) (?:web )?browser"
    r"|confidentiality notice|disclaimer:"
    # What programs put below a mail.
    r"|(?:sent from|get) (?:my|outlook|yahoo|proton|mail for)\b[^\n]{0,60}\s*\Z"
    r"|von meinem .{2,30} gesendet\s*\Z|(?:envoyé de(?:puis)? mon|enviado desde mi) .{2,30}\Z)",
    re.IGNORECASE | re.DOTALL,
)


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The text of a mail, or of each mail of a folder that was saved as one file."""
    data = data.removeprefix(BOM_UTF8)
    mails = MBOX.split(data)[1:] if data.lstrip().startswith(b"From ") else [data]
    for number, mail in enumerate(mails, start=1):
        place = name if len(mails) == 1 else f"{name}, mail {number},"
        try:
            yield from _mail(place, message(place, mail))
        except ReadingError as error:
            yield error


def message(name: str, data: bytes) -> EmailMessage:
    """The mail; raises ReadingError for one that is broken or has too many parts."""
    parts = count(1)

    def part(policy: Policy[EmailMessage]) -> EmailMessage:
        if next(parts) > MAX_PARTS:
            raise ReadingError(
                f"{name} has more than {MAX_PARTS:,} parts. Copy its text into a .txt file."
            )
        return EmailMessage(policy)

    try:
        mail = message_from_bytes(data.lstrip(), policy=default.clone(message_factory=part))
    except ReadingError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken mail breaks the parser in many ways
        raise ReadingError(_broken(name, error)) from None
    assert isinstance(mail, EmailMessage)
    return mail


def _broken(name: str, error: Exception) -> str:
    return (
        f"{name} is no mail that can be read ({type(error).__name__}). "
        "Copy its text into a .txt file."
    )


def _mail(name: str, mail: EmailMessage) -> Iterator[Draft | ReadingError]:
    try:
        if _ALERTS.search(field_of(mail, "from")):
            raise ReadingError(
                f"{name} is a list of links that an alert found. Save the pages they lead to."
            )
        stated, text = _stated(mail), _text(name, mail)
        attached = [part.get_filename() or "" for part in mail.walk() if _is_file(part)]
    except ReadingError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken mail breaks the parser in many ways
        raise ReadingError(_broken(name, error)) from None
    files = ", ".join(filter(None, attached))
    notes = [f"Not read: what is attached to the mail ({files})."] if attached else []
    answers = bool(_ANSWERS.match(field_of(mail, "subject")))
    passes_on = bool(_FORWARDS.match(field_of(mail, "subject")))
    if not answers and (found := forwarded.recognised(text)):
        _take_forwarded(stated, found)
        notes.append(FORWARDED)
        text = found.text
    elif (own := forwarded.without_answered(text, marked=not passes_on)) != text:
        notes.append(ANSWERED)
        text = _without_end(own)
    yield from prose.articles(name, text, stated=stated, notes=notes)


def _take_forwarded(stated: Header, found: forwarded.Forwarded) -> None:
    """Take who wrote a mail that was passed on, and when, in place of who passed it on."""
    person, address = _sender(found.sender)
    date = leading_date(found.date)
    stated.author = person or address
    stated.title = found.subject or stated.title
    stated.published_on = date[0] if date else None
    stated.unread_date = found.date


def _sender(field: str) -> tuple[str, str]:
    """Name and address of a sender, the name as people write it: not “Brel, Ana”."""
    person, address = parseaddr(field)
    if bracketed := _BRACKETED.fullmatch(field):  # programs leave out the quotation marks
        person, address = bracketed["person"], bracketed["address"]
    return in_order(person), address


def field_of(mail: EmailMessage, name: str) -> str:
    """A field of a mail, decoded, in one line; nothing if it is broken."""
    try:
        return UNFIT.sub("", " ".join(str(mail.get(name, "")).split()))
    except Exception:  # noqa: BLE001 - a broken field is none
        return ""


def _stated(mail: EmailMessage) -> Header:
    person, address = _sender(field_of(mail, "from"))
    # The parser leaves a date that it cannot read out of the field.
    date = next((str(value) for name, value in mail.raw_items() if name.lower() == "date"), "")
    found = leading_date(date)
    subject = field_of(mail, "subject")
    return Header(
        title=_REPLY.sub("", subject, count=1).strip() if _REPLY.match(subject) else subject,
        author=person or address,
        published_on=found[0] if found else None,
        unread_date=UNFIT.sub("", date),
    )


def _is_file(part: EmailMessage) -> bool:
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    return bool(named) and part.get_content_maintype() not in {"multipart", "image"}


def _text(name: str, mail: EmailMessage) -> str:
    """The plain text, unless it is but a stub beside the HTML."""
    bodies = [part for part in mail.walk() if not _is_file(part)]
    plain = [content(name, part) for part in bodies if part.get_content_type() == "text/plain"]
    pages = [content(name, part) for part in bodies if part.get_content_type() == "text/html"]
    html = paragraphs.of_html(forwarded.without_quoted(pages[0])) if pages else ""
    text = "\n\n".join(plain)
    return _without_end(text if 2 * len(text.split()) >= len(html.split()) else html)


def content(name: str, part: EmailMessage) -> str:
    """The text of a part, in the encoding that it states, else in the likely one."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = of_stated(data, part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = decode(name, data) if data else ""
    return _CONTROL.sub("", text.replace("\r\n", "\n"))


def _without_end(text: str) -> str:
    """The text without its signature, and the small print in its first and last paragraphs."""
    if signature := _SIGNATURE.search(text):
        text = text[: signature.start()] if text[: signature.start()].strip() else text
    blocks = re.split(r"(\n\s*\n)", text.strip())
    while len(blocks) > 2 and _ABOVE.fullmatch(blocks[0]):
        del blocks[:2]
    while len(blocks) > 2 and _SMALL_PRINT.match(blocks[-1]):
        del blocks[-2:]
    return "".join(blocks)
