"""One GET, within limits: of addresses (see dial), redirects, bytes and time."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, Self

import httpcore
import httpx

from services.ingest.answers import Answer, Validators
from services.ingest.dial import CheckedTransport, Resolve
from services.ingest.errors import Fault, NotFetched
from services.ingest.outlets import Settings

_FEEDS: Final = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
_STEP: Final = 65_536
"""Bytes decompressed at a time."""


class Fetcher:
    """Two HTTP clients, for outlets that may have private addresses and for all others.

    Neither takes cookies, proxies or credentials from anywhere: every outlet sees a first visit.
    """

    def __init__(self, settings: Settings, resolve: Resolve, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        context = tls or httpx.create_ssl_context(trust_env=False)
        self._clients = {
            private: httpx.AsyncClient(
                transport=CheckedTransport(resolve, context, private=private),
                headers={"User-Agent": settings.user_agent, "Accept": _FEEDS, "Accept-Encoding": "gzip"},
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
                timeout=None,  # noqa: S113 - one limit on the whole, in get
                trust_env=False,
            )
            for private in (False, True)
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *fault: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def get(self, url: str, *, private: bool, validators: Validators | None = None) -> Answer:
        """Fetch a URL, following redirects.

        Args:
            url: http or https.
            private: Hosts may have private addresses.
            validators: Of the body last seen; the answer may then be 304.

        Raises:
            NotFetched: no answer within the limits.
        """
        known = validators or Validators()
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        client = self._clients[private]
        try:
            async with asyncio.timeout(self._settings.timeout_seconds):
                request = client.build_request("GET", url, headers={k: v for k, v in headers.items() if v})
                return await self._follow(client, request)
        except TimeoutError as fault:
            detail = f"{url}: not complete after {self._settings.timeout_seconds:g} s"
            raise NotFetched(Fault.TIMEOUT, detail) from fault
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, UnicodeError) as fault:
            raise NotFetched(Fault.URL, f"{url}: {fault}", passing=False) from fault
        except (httpx.ProtocolError, httpcore.ProtocolError) as fault:
            raise NotFetched(Fault.PROTOCOL, f"{url}: {fault}") from fault
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException, OSError) as fault:
            raise NotFetched(Fault.NETWORK, f"{url}: {fault or type(fault).__name__}") from fault

    async def _follow(self, client: httpx.AsyncClient, request: httpx.Request) -> Answer:
        for _ in range(self._settings.max_redirects + 1):
            # httpx's own following reads each redirect's body whole, whatever its size
            response = await client.send(request, stream=True, follow_redirects=False)
            try:
                if response.next_request is None:
                    body = await self._body(response) if response.status_code == httpx.codes.OK else b""
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    return Answer(str(response.url), response.status_code, headers, body)
                request = response.next_request
            finally:
                await response.aclose()
        raise NotFetched(Fault.REDIRECTS, f"{request.url}: more than {self._settings.max_redirects} redirects")

    async def _body(self, response: httpx.Response) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        limit = self._settings.max_bytes
        body = bytearray()
        if encoding in {"", "identity"}:
            async for chunk in response.aiter_raw():
                _add(body, chunk, limit, response)
        elif encoding in {"gzip", "x-gzip"}:
            await _gunzip(response, body, limit)
        else:  # also "gzip, gzip": each layer multiplies by up to a thousand
            raise NotFetched(Fault.ENCODING, f"{response.url}: Content-Encoding {encoding!r}; we asked for gzip")
        return bytes(body)


async def _gunzip(response: httpx.Response, body: bytearray, limit: int) -> None:
    """Decompress in small steps, so that a bomb is found out when it passes the limit and not when it is in memory."""
    stream = zlib.decompressobj(wbits=31)
    received = 0
    try:
        async for chunk in response.aiter_raw():
            received += len(chunk)
            if received > limit:
                raise _too_large(response, limit)
            rest, full = chunk, False
            while rest or full:
                if stream.eof:  # RFC 1952, section 2.2: members may follow one another
                    stream = zlib.decompressobj(wbits=31)
                piece = stream.decompress(rest, _STEP)
                _add(body, piece, limit, response)
                rest = stream.unused_data if stream.eof else stream.unconsumed_tail
                full = not stream.eof and len(piece) == _STEP
    except zlib.error as fault:
        raise NotFetched(Fault.ENCODING, f"{response.url}: broken gzip: {fault}") from fault
    if received and not stream.eof:
        raise NotFetched(Fault.ENCODING, f"{response.url}: its gzip stream ends too early")


def _add(body: bytearray, chunk: bytes, limit: int, response: httpx.Response) -> None:
    body += chunk
    if len(body) > limit:
        raise _too_large(response, limit)


def _too_large(response: httpx.Response, limit: int) -> NotFetched:
    return NotFetched(Fault.TOO_LARGE, f"{response.url}: its body is over {limit:,} bytes (max_bytes)", passing=False)
