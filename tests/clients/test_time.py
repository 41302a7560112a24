"""Time limits, against a real socket on this machine."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.clients.cases import BREEZE, ID, Case
from tests.clients.shells import Blocking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.shells import Shell

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
TIMEOUT = 0.3


@contextmanager
def server(first: bytes, drip: bytes = b"", then_close: bool = False) -> Iterator[str]:
    """A provider that sends ``first``, and then goes on with ``drip`` every 20 ms, or with silence, or hangs up."""
    over = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(first)
            while not then_close and not over.wait(0.02):
                try:
                    connection.sendall(drip)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            socket.create_connection(listener.getsockname()).close()  # in case nobody came
            thread.join()


@pytest.mark.parametrize(
    ("first", "drip"),
    [(b"", b""), (HEAD, b""), (HEAD, b" "), (HEAD[:20], b"")],
    ids=["hung", "hung body", "dripping body", "hung head"],
)
def test_request_ends_in_time(case: Case, shell: Shell, first: bytes, drip: bytes) -> None:
    with server(first, drip) as url:
        client = shell.make(case, base_url=url, timeout=TIMEOUT)
        started = time.monotonic()
        with pytest.raises(case.package.TransportError, match="GET http"):
            shell.call(client, case.method, ID)
        assert TIMEOUT * 0.9 <= time.monotonic() - started < TIMEOUT + 1


def test_connection_that_ends_early_is_a_transport_error(case: Case, shell: Shell) -> None:
    for first in (b"", HEAD + b"{"):
        with server(first, then_close=True) as url, pytest.raises(case.package.TransportError):
            shell.call(shell.make(case, base_url=url, timeout=5), case.method, ID)


def test_no_secret_in_the_log_of_a_real_request(case: Case, shell: Shell, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with server(HEAD + b" " * 1000) as url, pytest.raises(case.package.UndecodableResponse):
        shell.call(shell.make(case, base_url=url, timeout=5), case.method, ID)
    assert "HTTP Request: GET" in caplog.text
    assert "SECRET" not in caplog.text


def test_this_machine_is_reached_without_the_proxy_that_would_read_the_key(
    case: Case, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")  # discard (RFC 863): nobody listens
    body = json.dumps(case.body).encode()
    with server(HEAD.replace(b"1000", str(len(body)).encode()) + body) as url:
        assert shell.call(shell.make(case, base_url=url, timeout=5), case.method, ID)


def test_nobody_listening_is_a_transport_error(case: Case, shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(case.package.TransportError, match=r"GET http://127\.0\.0\.1"):
        shell.call(shell.make(case, base_url=url, timeout=5), case.method, ID)


def test_streamed_file_that_hangs_ends_in_time(file_case: Case, shell: Shell) -> None:
    head = HEAD.replace(b"application/json", b"audio/wav")
    with server(head + b"RIFF") as url, pytest.raises(file_case.package.TransportError):
        client = shell.make(file_case, base_url=url, timeout=TIMEOUT)
        shell.stream(client, f"stream_{file_case.file_method.removeprefix('get_')}", ID)


def test_answer_that_never_ends_is_cut_off() -> None:
    def endless(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=repeat(b" " * 2**20))

    with pytest.raises(BREEZE.package.TransportError, match="larger than 134217728 bytes"):
        Blocking().call(Blocking().make(BREEZE, endless), BREEZE.method, ID)
