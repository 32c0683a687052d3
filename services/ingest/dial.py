"""Connections to addresses that were checked: the one thing that lies under every request of ingest.

    name ─resolve─▶ addresses ─refusal?─▶ those allowed ─connect─▶ stream

The address checked is the address dialled, so a name that resolves differently the second time (DNS rebinding) gains
nothing; a redirect dials again, so it is checked again. TLS verifies the certificate against the name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Final

import httpcore
import httpx

from services.ingest.addresses import refusal
from services.ingest.errors import AddressRefused, Fault, NotFetched

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host and port → its numeric addresses, best first; raises OSError when there are none."""

_TRIED: Final = 4
"""Addresses of one host that are dialled in turn before giving up."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The system's own name lookup."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """httpcore's network, dialling only addresses that `addresses.refusal` has nothing against."""

    def __init__(self, resolve: Resolve, *, private: bool) -> None:
        self._resolve = resolve
        self._private = private
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as fault:  # UnicodeError: a label that is too long or empty
            raise NotFetched(Fault.NETWORK, f"cannot resolve {host!r}: {fault}") from fault
        refusals = {address: refusal(address, private=self._private) for address in addresses}
        allowed = [address for address, refused in refusals.items() if refused is None]
        if not allowed:
            raise AddressRefused(f"{host}: {'; '.join(filter(None, refusals.values())) or 'it has no address'}")
        failures = []
        for address in allowed[:_TRIED]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
                failures.append(f"{address}: {fault}")
        raise NotFetched(Fault.NETWORK, f"cannot connect to {host} port {port}: {'; '.join(failures)}")


class CheckedTransport(httpx.AsyncBaseTransport):
    """httpx over httpcore's connection pool on a checked network.

    A pool keeps connections by host and port. So what may dial private addresses and what may not each have a
    transport of their own: neither finds an open connection of the other.
    """

    def __init__(self, resolve: Resolve, tls: ssl.SSLContext, *, private: bool) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls, keepalive_expiry=5, network_backend=CheckedNetwork(resolve, private=private)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.scheme not in {"http", "https"}:
            raise NotFetched(Fault.URL, f"{request.url}: only http and https are fetched", passing=False)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = await self._pool.handle_async_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        if not isinstance(answer.stream, AsyncIterable):
            raise TypeError("httpcore's asynchronous pool gave a stream that is not asynchronous")
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()
