"""One GET within its limits, against real servers on loopback."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import Iterable, Sequence

import httpx
import msgspec
import pytest
import trustme
from aiohttp import web

from services import VERSION
from services.ingest import dial
from services.ingest.answers import Answer, Validators
from services.ingest.errors import AddressRefused, Fault, NotFetched
from services.ingest.http import Fetcher
from services.ingest.outlets import Settings
from tests.ingest.sites import Serve

SETTINGS = Settings(contact="desk@claimwatch.example", max_bytes=100_000, max_redirects=3)


def names(**addresses: str | Iterable[str]) -> dial.Resolve:
    """Names as given, each answer of a list in turn; numeric hosts stay themselves."""
    answers = {name: iter([given] * 99 if isinstance(given, str) else given) for name, given in addresses.items()}

    async def resolve(host: str, port: int) -> Sequence[str]:
        label = host.partition(".")[0]
        return [next(answers[label])] if label in answers else await dial.resolve(host, port)

    return resolve


async def get(
    url: str,
    *,
    private: bool = True,
    settings: Settings = SETTINGS,
    resolve: dial.Resolve = dial.resolve,
    validators: Validators | None = None,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    async with Fetcher(settings, resolve, tls) as fetcher:
        return await fetcher.get(url, private=private, validators=validators)


async def fails(url: str, **how: object) -> Fault:
    with pytest.raises(NotFetched) as caught:
        await get(url, **how)
    assert httpx.URL(url).host in caught.value.detail  # says where
    return caught.value.fault


async def test_a_body_comes_with_its_headers_and_we_say_who_we_are(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "<rss/>", Content_Type="application/rss+xml", ETag='"1"')
    answer = await get(site.url("/rss"))
    assert (answer.status, answer.body, answer.media_type) == (200, b"<rss/>", "application/rss+xml")
    assert answer.headers["etag"] == '"1"'
    assert site.asked[0][1]["User-Agent"] == f"claimwatch/{VERSION} (+desk@claimwatch.example)"


async def test_validators_make_the_request_conditional(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "<rss/>", etag='"1"')
    answer = await get(site.url("/rss"), validators=Validators('"1"', "Wed, 12 Mar 2025 12:00:00 GMT"))
    assert (answer.status, answer.body) == (304, b"")
    assert site.asked[0][1]["If-Modified-Since"] == "Wed, 12 Mar 2025 12:00:00 GMT"


async def test_loopback_is_refused_unless_the_outlet_is_private(serve: Serve) -> None:
    site = await serve()
    assert await fails(site.url("/"), private=False) == Fault.ADDRESS
    for spelling in ("2130706433", "0x7f.1", "localhost"):
        assert await fails(site.url("/", host=spelling), private=False) == Fault.ADDRESS
    assert site.asked == []


async def test_a_redirect_to_an_address_that_is_never_allowed_is_refused_at_dial(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "", 302, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(AddressRefused, match="link-local"):
        await get(site.url("/rss"))


async def test_a_name_that_turns_private_is_refused_when_it_is_dialled_again(serve: Serve) -> None:
    site = await serve("127.0.0.2")
    site.says("/rss", "<rss/>", Connection="close")
    resolve = names(rebound=["127.0.0.2", "169.254.169.254"])
    async with Fetcher(SETTINGS, resolve) as fetcher:
        url = site.url("/rss", host="rebound.example")
        assert (await fetcher.get(url, private=True)).status == 200
        with pytest.raises(AddressRefused):
            await fetcher.get(url, private=True)


async def test_the_address_dialled_is_the_one_that_was_checked(serve: Serve) -> None:
    good, bad = await serve("127.0.0.2"), await serve("127.0.0.3")
    good.says("/rss", "good")
    lookups = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        lookups.append(host)
        return ["169.254.1.1", "127.0.0.2"] if len(lookups) == 1 else [bad.address]

    assert (await get(good.url("/rss", host="two.example"), resolve=resolve)).body == b"good"
    assert lookups == ["two.example"]


async def test_an_open_connection_of_a_private_outlet_serves_no_other(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "<rss/>")
    async with Fetcher(SETTINGS, dial.resolve) as fetcher:
        assert (await fetcher.get(site.url("/rss"), private=True)).status == 200
        with pytest.raises(AddressRefused):
            await fetcher.get(site.url("/rss"), private=False)


async def test_https_verifies_the_name_and_not_the_address(serve: Serve) -> None:
    issuer = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    issuer.issue_cert("feeds.example").configure_cert(context)
    site = await serve(ssl_context=context)
    site.says("/rss", "<rss/>")
    trusting = ssl.create_default_context()
    issuer.configure_trust(trusting)
    resolve = names(feeds="127.0.0.1", other="127.0.0.1")
    at = f":{site.port}/rss"
    assert (await get(f"https://feeds.example{at}", resolve=resolve, tls=trusting)).body == b"<rss/>"
    assert await fails(f"https://other.example{at}", resolve=resolve, tls=trusting) == Fault.NETWORK
    assert await fails(f"https://feeds.example{at}", resolve=resolve) == Fault.NETWORK  # an issuer we do not know


async def test_redirects_are_followed_so_far(serve: Serve) -> None:
    site = await serve()
    for hop in range(9):
        site.says(f"/{hop}", "", 301, Location=f"/{hop + 1}")
    site.says("/3", "there")
    answer = await get(site.url("/0"))
    assert (answer.url, answer.body) == (site.url("/3"), b"there")
    site.says("/3", "", 301, Location="/4")
    assert await fails(site.url("/0")) == Fault.REDIRECTS


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "//[::1", "gopher:x"])
async def test_a_redirect_leads_nowhere_but_the_web(serve: Serve, location: str) -> None:
    site = await serve()
    site.says("/rss", "", 302, Location=location)
    with pytest.raises(NotFetched) as caught:
        await get(site.url("/rss"))
    assert caught.value.fault in {Fault.URL, Fault.PROTOCOL, Fault.NETWORK, Fault.REDIRECTS}


async def test_a_redirect_to_another_protocol_of_the_web_is_refused(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "", 302, Location=f"ws://127.0.0.1:{site.port}/there")
    assert await fails(site.url("/rss")) == Fault.URL
    assert site.paths() == ["/rss"]


async def test_a_body_over_the_limit_is_given_up(serve: Serve) -> None:
    site = await serve()
    site.says("/small", b"x" * 100_000)
    site.says("/large", b"x" * 100_001)
    assert len((await get(site.url("/small"))).body) == 100_000
    assert await fails(site.url("/large")) == Fault.TOO_LARGE


async def test_gzip_is_unpacked_member_by_member(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", gzip.compress(b"a" * 70_000) + gzip.compress(b"b"), Content_Encoding="gzip")
    assert (await get(site.url("/rss"))).body == b"a" * 70_000 + b"b"
    site.says("/cut", gzip.compress(b"abc" * 999)[:-9], Content_Encoding="gzip")
    site.says("/no", b"no gzip at all", Content_Encoding="gzip")
    assert await fails(site.url("/cut")) == Fault.ENCODING
    assert await fails(site.url("/no")) == Fault.ENCODING


async def test_a_gzip_bomb_is_found_out_before_it_is_in_memory(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    site = await serve()
    bomb = gzip.compress(bytes(200_000_000), 9)  # 200 MB in 200 KB
    site.says("/rss", bomb, Content_Encoding="gzip")
    longest = 0
    real = zlib.decompressobj

    class Watched:
        def __init__(self, wbits: int) -> None:
            self._real = real(wbits)

        def decompress(self, data: bytes, limit: int = 0) -> bytes:
            nonlocal longest
            piece = self._real.decompress(data, limit)
            longest = max(longest, len(piece))
            return piece

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    limits = msgspec.structs.replace(SETTINGS, max_bytes=1_000_000)
    assert await fails(site.url("/rss"), settings=limits) == Fault.TOO_LARGE
    assert longest <= 65_536


async def test_layers_of_compression_are_refused(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip")
    assert await fails(site.url("/rss")) == Fault.ENCODING


async def test_a_body_that_drips_is_cut_off(serve: Serve) -> None:
    site = await serve()
    stop = asyncio.Event()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while not stop.is_set():
            await response.write(b"x")
            await asyncio.sleep(0.01)
        return response

    site.answers["/rss"] = drip
    limits = msgspec.structs.replace(SETTINGS, timeout_seconds=0.2)
    assert await fails(site.url("/rss"), settings=limits) == Fault.TIMEOUT
    stop.set()


async def test_a_redirects_body_is_not_read(serve: Serve) -> None:
    site = await serve()
    endless = asyncio.Event()

    async def redirect(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=302, headers={"Location": "/there"})
        await response.prepare(request)
        await endless.wait()
        return response

    site.answers["/rss"] = redirect
    site.says("/there", "there")
    assert (await get(site.url("/rss"))).body == b"there"
    endless.set()


async def test_cookies_are_not_kept(serve: Serve) -> None:
    site = await serve()
    site.says("/rss", "<rss/>", Set_Cookie="meter=1; Path=/")
    async with Fetcher(SETTINGS, dial.resolve) as fetcher:
        for _ in range(2):
            await fetcher.get(site.url("/rss"), private=True)
    assert "Cookie" not in site.asked[1][1]


async def test_what_cannot_be_reached_says_why(serve: Serve) -> None:
    site = await serve()
    assert await fails(f"http://127.0.0.9:{site.port}/") == Fault.NETWORK
    assert await fails("http://no-such-host.invalid/") == Fault.NETWORK

    async def hang_up(request: web.Request) -> web.StreamResponse:
        request.transport.close()
        return web.Response()

    site.answers["/rss"] = hang_up
    assert await fails(site.url("/rss")) in {Fault.PROTOCOL, Fault.NETWORK}
