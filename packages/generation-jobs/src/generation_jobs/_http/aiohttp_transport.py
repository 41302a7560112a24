"""Looks by aiohttp, where asked for (`transport="aiohttp"`, `AsyncJobs` alone): a poll costs a third less.

Only what asks an API and can be asked again goes that way. Submits stay with httpx, since httpx-aiohttp 0.2.0 tells a
connection that ended after all was sent from one that never came about by the same error; so do results from media
hosts, whose addresses are checked by httpcore's backend; and so does everything where a proxy is in force.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import httpx

from generation_jobs._core.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

    import aiohttp

try:
    import aiohttp
    from httpx_aiohttp import AiohttpTransport
except ModuleNotFoundError as _missing:
    raise ConfigurationError("aiohttp is not installed; run: pip install 'generation-jobs[aiohttp]'") from _missing


class LooksByAiohttp(httpx.AsyncBaseTransport):
    """GET requests by aiohttp, all others by `rest`."""

    def __init__(self, context: ssl.SSLContext, keep_alive: float, rest: httpx.AsyncBaseTransport) -> None:
        session = partial(_session, context, keep_alive)  # built in the event loop, with the first request
        self._looks = AiohttpTransport(verify=context, trust_env=False, client=session)
        self._rest = rest

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it. Raises httpx's errors."""
        if request.method != "GET":
            return await self._rest.handle_async_request(request)
        try:
            return await self._looks.handle_async_request(request)
        except httpx.ConnectTimeout as error:
            if isinstance(error.__cause__, TimeoutError):
                raise
            raise httpx.NetworkError(str(error)) from error  # httpx-aiohttp says it of all connections that fail or end
        except aiohttp.ClientError as error:  # what httpx-aiohttp has no word for
            raise httpx.RemoteProtocolError(str(error)) from error

    async def aclose(self) -> None:
        """Close every connection."""
        await self._looks.aclose()
        await self._rest.aclose()


def _session(context: ssl.SSLContext, keep_alive: float) -> aiohttp.ClientSession:
    # No limit here: the gate has it. No cookies, as everywhere.
    connector = aiohttp.TCPConnector(ssl=context, limit=0, keepalive_timeout=keep_alive)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
