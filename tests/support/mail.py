"""A mail server on loopback that keeps what it is sent, and settings that send to it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.support.servers import free_port


@dataclass
class MailServer:
    """Mails in the order in which they were taken; `before` is called before each step.

    A step is MAIL, RCPT or DATA.  What `before` returns, if anything, is the answer to the client.
    """

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    before: Callable[[str], str | None] = lambda step: None

    @property
    def mailer(self) -> dict[str, Any]:
        """The setting MAILERS that sends here."""
        options = {"host": "127.0.0.1", "port": self.port, "use_tls": False, "timeout": 10}
        backend = "django.core.mail.backends.smtp.EmailBackend"
        return {"default": {"BACKEND": backend, "OPTIONS": options}}

    @property
    def environment(self) -> dict[str, str]:
        return {
            "NEWSROOM_SMTP_HOST": "127.0.0.1",
            "NEWSROOM_SMTP_PORT": str(self.port),
            "NEWSROOM_SMTP_TLS": "0",
        }

    async def handle_MAIL(  # noqa: N802 - the names of aiosmtpd
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.before("MAIL")
        envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.before("RCPT")
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.before("DATA")
        if answer is None:
            mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return answer or "250 OK"


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The body of a mail, in text or in HTML."""
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
