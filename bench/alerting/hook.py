"""Where webhooks go in a measurement."""

from __future__ import annotations

from aiohttp import web

from services.demo.loopback import LoopThread


class Hook:
    """A program on loopback that takes every webhook."""

    def __enter__(self) -> Hook:
        self._thread = LoopThread("loopback-hook")
        self._runner = self._thread.call(self._start())
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/"
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.call(self._runner.cleanup())
        self._thread.close()

    async def _start(self) -> web.AppRunner:
        async def take(request: web.Request) -> web.Response:
            await request.read()
            return web.Response(status=204)

        app = web.Application()
        app.router.add_post("/{route}", take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner
