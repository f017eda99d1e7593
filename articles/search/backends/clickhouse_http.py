"""A ClickHouse server: statements sent over HTTP, with the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import unquote, urlsplit

# Seconds in which it has to answer what operators see, a search, and what changes or checks much.
LOOKING, SEARCHING, CHANGING = 1, 5, 600
UNKNOWN_TABLE, UNKNOWN_DATABASE = 60, 81


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
        """Send a statement and return the whole answer; raises EngineError."""
        kind = HTTPSConnection if self.secure else HTTPConnection
        connection = kind(self.host, self.port, timeout=seconds)
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if self.user:
            headers |= {"X-ClickHouse-User": self.user, "X-ClickHouse-Key": self.password}
        try:
            # The status is then that of the whole answer, not of its beginning.
            connection.request("POST", "/?wait_end_of_query=1", sql.encode(), headers)
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, HTTPException, ValueError) as error:
            raise EngineError(f"ClickHouse at {self} does not answer: {error!r}.") from error
        finally:
            connection.close()
        if status != 200:
            raise self._refusal(status, body)
        return body

    def _refusal(self, status: int, body: bytes) -> EngineError:
        """Return what it says, which begins with “Code: 60. DB::Exception: …”."""
        said = body.decode(errors="replace").strip().partition("\n")[0][:300] or "nothing"
        number = said.removeprefix("Code: ").partition(".")[0]
        code = int(number) if number.isascii() and number.isdigit() else 0
        return EngineError(f"ClickHouse at {self} answers with {status}: {said}", code)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
