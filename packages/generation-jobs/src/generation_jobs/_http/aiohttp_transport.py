"""`transport="aiohttp"` (`AsyncJobs` alone): API requests are sent by aiohttp, which takes less CPU."""

import ssl

import httpcore
import httpx

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.connection_pool import FRESH

try:
    import aiohttp
    import httpx_aiohttp
except ModuleNotFoundError as _missing:
    raise ConfigurationError("aiohttp is not installed; run: pip install 'generation-jobs[aiohttp]'") from _missing


class AiohttpTransport(httpx_aiohttp.AiohttpTransport):
    """The transport of httpx-aiohttp, without cookies and without a limit of its own."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(verify=context, trust_env=False, client=self._session)

    def _session(self) -> aiohttp.ClientSession:  # called in the event loop, with the first request
        connector = aiohttp.TCPConnector(ssl=self.ssl_context, limit=0, keepalive_timeout=FRESH)
        return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises httpx's errors."""
        try:
            return await super().handle_async_request(request)
        except httpx.ConnectTimeout as error:  # httpx-aiohttp raises it for every connection that fails or ends
            if isinstance(error.__cause__, aiohttp.ClientConnectorError):
                refused = httpcore.ConnectError(str(error))  # nothing was sent: as httpx's own transports say it
                refused.__cause__ = getattr(error.__cause__, "certificate_error", error.__cause__.__cause__)
                raise httpx.ConnectError(str(error)) from refused
            if isinstance(error.__cause__, TimeoutError):
                raise
            raise httpx.NetworkError(str(error)) from error
        except aiohttp.ClientError as error:  # those that httpx-aiohttp does not translate
            raise httpx.RemoteProtocolError(str(error)) from error
