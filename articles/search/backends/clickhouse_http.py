"""A ClickHouse server: statements sent over HTTP, with the standard library alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from urllib.parse import unquote, urlsplit

# Seconds in which it has to answer what operators see, a search, and what changes or checks much.
LOOKING, SEARCHING, CHANGING = 1, 5, 600
UNKNOWN_TABLE, UNKNOWN_DATABASE = 60, 81
# Bytes that are read at a time, between which it is seen how long it takes.
_PART = 1 << 16
# From here on it quotes the statement, with the words of a search.
_QUOTING = re.compile(
    r"[:.]? *(?:in scope|in query|while (?:processing|executing)|failed at)\b", re.IGNORECASE
)
# What it calls a fault, at the end.
_NAME = re.compile(r"\(([A-Z_]{3,})\)")


class EngineError(Exception):
    """The engine does not answer, refuses, or has not what it should; says so in a sentence."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is, and who signs in; `database` is a name of letters, digits and “_”."""

    host: str
    port: int
    database: str
    secure: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> Server:
        """Return the server of an address that `newsroom.addresses.search_engine` let pass."""
        parts = urlsplit(url)
        secure = parts.scheme.endswith("s")
        return cls(
            parts.hostname or "", parts.port or (8443 if secure else 8123),
            parts.path.strip("/") or "newsroom", secure,
            unquote(parts.username or ""), unquote(parts.password or ""),
        )  # fmt: skip

    def ask(self, sql: str, seconds: float = SEARCHING) -> bytes:
        """Send a statement and return the whole answer; raises EngineError.

        A redirect is a refusal, and a certificate is verified, as http.client does.
        """
        kind = HTTPSConnection if self.secure else HTTPConnection
        connection = kind(self.host, self.port, timeout=seconds)
        ends = time.monotonic() + seconds
        headers: dict[str, str | bytes] = {"Content-Type": "text/plain; charset=utf-8"}
        if self.user:
            # As bytes, since http.client takes words in Latin-1 only.
            headers["X-ClickHouse-User"] = self.user.encode()
            headers["X-ClickHouse-Key"] = self.password.encode()
        try:
            # The status is then that of the whole answer, not of its beginning.
            connection.request("POST", "/?wait_end_of_query=1", sql.encode(), headers)
            answer = connection.getresponse()
            status, body = answer.status, b"".join(_parts(answer, ends))
        except (OSError, HTTPException) as error:
            raise EngineError(f"ClickHouse at {self} does not answer: {error!r}.") from error
        except ValueError as error:
            # What it says could have the password in it.
            kind_of = type(error).__name__
            raise EngineError(
                f"ClickHouse at {self} cannot be sent a request: {kind_of}."
            ) from None
        finally:
            connection.close()
        if status != 200:
            raise self._refusal(status, body)
        return body

    def _refusal(self, status: int, body: bytes) -> EngineError:
        """Return what it says, which begins with “Code: 60. DB::Exception: …”."""
        line = body.decode(errors="replace").strip().partition("\n")[0]
        said = _QUOTING.split(line)[0][:300] or "nothing"
        said += next(
            (f" ({name})" for name in reversed(_NAME.findall(line)) if name not in said), ""
        )
        number = said.removeprefix("Code: ").partition(".")[0]
        code = int(number) if number.isascii() and number.isdigit() else 0
        return EngineError(f"ClickHouse at {self} answers with {status}: {said}", code)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def _parts(answer: HTTPResponse, ends: float) -> Iterator[bytes]:
    """Yield an answer; raises TimeoutError at an end by the monotonic clock."""
    while part := answer.read1(_PART):
        yield part
        if time.monotonic() > ends:
            raise TimeoutError("the answer takes too long")
    if answer.length:
        raise IncompleteRead(b"", answer.length)
