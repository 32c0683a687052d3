"""`python -m bench.first_alert`: the first steps of a newcomer, from an empty folder to an alert of their own.

first alert/STEP    seconds of each step, everything left as `claimwatch init` writes it

An outlet on loopback carries one article with a figure; init is answered, doctor asked, run started; once the claim is
on the desk's page the outlet publishes another's lower figure, and the alert is waited for on run's own output.
Included: the waits that are everybody's, until a feed is polled again and until a group is told. Excluded: installing,
and the time in which a person reads and types. Port 8090 must be free.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, NamedTuple

from bench.processes import Service, claimwatch

_CLAIM: Final = "people evacuated in Marrowick"
_DESK: Final = "http://127.0.0.1:8090"
_PATIENCE: Final = 900.0
"""Seconds."""
_LOOK: Final = 0.2


class Step(NamedTuple):
    """What was done, and how long it took."""

    name: str
    seconds: float


class Site:
    """An outlet: a front page that announces a feed, and the articles that this carries."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.origin = ""

    def publish(self, people: int, source: str) -> None:
        """Carry another article."""
        number, said = len(self.articles) + 1, f"{people:,} people were evacuated in Marrowick, {source} said."
        self.articles.insert(
            0,
            f"<item><title>Marrowick, report {number}</title><link>{self.origin}/{number}</link><guid>{number}</guid>"
            f"<pubDate>{formatdate(usegmt=True)}</pubDate><description>{said}</description></item>",
        )

    def answer(self, path: str) -> str | None:
        """The page there, if there is one."""
        if path == "/":
            return '<html><head><title>The Vale</title><link rel="alternate" type="application/rss+xml" href="/feed">'
        if path == "/feed":
            items = "".join(self.articles)
            return f'<rss version="2.0"><channel><title>The Vale</title>{items}</channel></rss>'
        return None


@contextmanager
def opened(site: Site) -> Iterator[None]:
    """The site, served on loopback."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = site.answer(self.path)
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        site.origin = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def steps(folder: Path, site: Site) -> Iterator[Step]:
    """Take them, one after another."""
    file = str(folder / "claimwatch.yaml")
    answers = ("desk@paper.example", f"{site.origin}/", "", "n", "", _CLAIM, "y", "terminal", "")
    yield _timed("init, answered", lambda: _run(claimwatch("init", "--private", "-c", file), "\n".join(answers) + "\n"))
    yield _timed("doctor", lambda: _run(claimwatch("doctor", "-c", file)))
    with Service("run", claimwatch("run", "-c", file), folder) as service:
        said = folder / "run" / "output.txt"
        waits = {
            "run, until the desk opens": lambda: _asked("/api/claims") is not None,
            "until the claim is on it": lambda: _rows("/api/claims") > 0,
            "until the flag is on it": lambda: _rows("/api/flags") > 0,
            "until it is told": lambda: "Marrowick" in said.read_text("utf-8"),
        }
        for name, is_so in waits.items():
            if name == "until the flag is on it":
                site.publish(1200, "the fire service")
            yield _timed(name, partial(_until, service, is_so))


def _rows(path: str) -> int:
    return len(json.loads(_asked(path) or '{"rows": []}')["rows"])


def _timed(name: str, work: Callable[[], None]) -> Step:
    begun = time.monotonic()
    work()
    return Step(name, time.monotonic() - begun)


def _run(command: list[str], given: str = "") -> None:
    ran = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{ran.stdout}{ran.stderr}")


def _until(service: Service, done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        service.check()
        if time.monotonic() > end:
            raise SystemExit(f"it did not come within {_PATIENCE:.0f} seconds")
        time.sleep(_LOOK)


def _asked(path: str) -> str | None:
    try:
        with urllib.request.urlopen(f"{_DESK}{path}") as answer:  # noqa: S310 - our own desk
            body: bytes = answer.read()
            return body.decode()
    except OSError:
        return None


def main() -> None:
    """Print each step."""
    site = Site()
    with opened(site), tempfile.TemporaryDirectory(prefix="claimwatch-first-") as folder:
        site.publish(2400, "the mayor")
        whole = 0.0
        for step in steps(Path(folder), site):
            whole += step.seconds
            print(f"first alert/{step.name:28}{step.seconds:8.1f} s", flush=True)
        print(f"first alert/{'in all':28}{whole:8.1f} s")


if __name__ == "__main__":
    main()
