"""A user's own client of httpx2, while ours is one of httpx."""

from __future__ import annotations

import time
from contextlib import ExitStack
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.clients.cases import BREEZE, ID
from tests.clients.shells import Blocking, at
from tests.clients.test_time import HEAD, TIMEOUT, server
from tests.importing import imported

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.clients.cases import Case
    from tests.clients.shells import Shell


def own_client(shell: Shell, handler: Callable[[httpx2.Request], httpx2.Response] | None = None, **options: Any) -> Any:
    kind = httpx2.Client if isinstance(shell, Blocking) else httpx2.AsyncClient
    transport = httpx2.MockTransport(handler) if handler else None
    return kind(transport=transport, **options)


def test_it_sends_the_credentials_and_stays_open(case: Case, shell: Shell) -> None:
    requests: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, json=case.body)

    http_client = own_client(shell, answer)
    job = shell.call(shell.make(case, http_client=http_client), case.method, ID)
    assert at(job, case.word) == reduce(getitem, case.word, case.body)
    assert str(requests[0].url) == case.path
    assert {name: requests[0].headers[name] for name in case.headers} == case.headers
    assert not http_client.is_closed


def test_no_redirect_is_followed(shell: Shell) -> None:
    def redirect(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"location": "https://evil.example"})

    client = shell.make(BREEZE, http_client=own_client(shell, redirect, follow_redirects=True))
    with pytest.raises(BREEZE.package.APIError) as caught:
        shell.call(client, BREEZE.method, ID)
    assert caught.value.status_code == 302


def test_a_file_is_streamed(file_case: Case, shell: Shell) -> None:
    def answer(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=b"RIFF" + bytes(5000), headers={"content-type": "audio/wav"})

    client = shell.make(file_case, http_client=own_client(shell, answer))
    chunks = shell.stream(client, f"stream_{file_case.file_method.removeprefix('get_')}", ID)
    assert b"".join(chunks) == b"RIFF" + bytes(5000)


@pytest.mark.parametrize(
    "error",
    [
        httpx2.ConnectError("refused"),
        httpx2.ReadTimeout("slow"),
        httpx2.PoolTimeout("busy"),
        httpx2.RemoteProtocolError("cut"),
        httpx2.InvalidURL("bad"),
        httpx2.StreamClosed(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_its_errors_are_ours(shell: Shell, error: Exception) -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise error

    client = shell.make(BREEZE, http_client=own_client(shell, fail))
    with pytest.raises(BREEZE.package.TransportError, match=type(error).__name__) as caught:
        shell.call(client, BREEZE.method, ID)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(("first", "drip"), [(b"", b""), (HEAD, b" ")], ids=["hung", "dripping body"])
def test_a_request_ends_in_time(shell: Shell, first: bytes, drip: bytes) -> None:
    with server(first, drip) as url, ExitStack() as stack:
        http_client = own_client(shell)
        if isinstance(shell, Blocking):
            stack.enter_context(http_client)
        client = shell.make(BREEZE, base_url=url, timeout=TIMEOUT, http_client=http_client)
        started = time.monotonic()
        with pytest.raises(BREEZE.package.TransportError, match="GET http"):
            shell.call(client, BREEZE.method, ID)
        assert TIMEOUT * 0.9 <= time.monotonic() - started < TIMEOUT + 1


def test_nobody_else_imports_it() -> None:
    code = """
import breeze_jobs_client
try:
    breeze_jobs_client.BreezeClient.from_env().get_generation_job("job")
except breeze_jobs_client.TransportError:
    pass
"""
    packages = imported(code)
    assert "httpx" in packages
    assert "httpx2" not in packages
