"""ClickHouse's engine (chdb) behind the HTTP of its server, as far as the newsroom speaks it.

    python tests/support/clickhouse.py FOLDER [PORT]

A program of its own with nothing but chdb, which prints its address.  It stands in for the server,
of which there is no package: statements and what they do are the engine's, the way to it is not.
"""

from __future__ import annotations

import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

FORMAT = re.compile(r"\bFORMAT (\w+)\s*$")


class Handler(BaseHTTPRequestHandler):
    """A statement a request, one at a time."""

    session: Any
    lock = Lock()
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        wanted = FORMAT.search(sql[-80:])
        try:
            with self.lock:
                answer = self.session.query(sql, wanted[1] if wanted else "TSV")
            status, body = 200, bytes(answer.bytes()) if answer else b""
        except Exception as error:  # noqa: BLE001 - the engine says what is wrong
            status, body = 500, str(error).removeprefix("Query error: ").encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Print no line for a request."""


def main(folder: str, port: str = "0") -> None:
    from chdb import session

    Handler.session = session.Session(folder)
    Handler.session.query("SET max_threads = 1")
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
    print(f"clickhouse+http://127.0.0.1:{server.server_port}/newsroom", flush=True)
    Path(folder, "ready").touch()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
