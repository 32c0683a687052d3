"""An outlet's site on loopback: a front page that announces a feed, and one that announces none."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

_FEED = b"""<rss version="2.0"><channel><title>World</title><item><title>A</title><link>https://x.example/a</link>
<pubDate>Wed, 12 Mar 2025 09:00:00 GMT</pubDate></item><item><title>B</title></item></channel></rss>"""
_PAGES = {
    "/": b"""<html><head><title>Times</title>
        <link rel="alternate" type="application/rss+xml" title="World" href="/world">""",
    "/empty/": b"<html><head><title>Empty</title></head></html>",
    "/world": _FEED,
}


class Newsstand(NamedTuple):
    """Where it is."""

    origin: str

    @property
    def front(self) -> str:
        return f"{self.origin}/"

    @property
    def empty(self) -> str:
        return f"{self.origin}/empty/"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = _PAGES.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/xml" if self.path == "/world" else "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def opened() -> Iterator[Newsstand]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Newsstand(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
