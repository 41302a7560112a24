"""A submit is written down once it can be sent: while its connection is being made, there is nothing to pay for."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from generation_jobs import AsyncJobs, Jobs, LedgerError, Oxen, SubmitUncertain
from generation_jobs.ledger import SQLiteLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from tests.facade.loopback import Loopback

PARAMETERS = {"model": "flux-2-pro", "prompt": "a cat"}


@contextlib.contextmanager
def silent_tls(connected: Callable[[], object]) -> Generator[str]:
    """The URL of a server that says nothing in the TLS handshake; `connected` is called when that begins."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1)
                connected()
                over.wait(20)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


@pytest.fixture
def ledger(tmp_path: Path) -> Generator[SQLiteLedger]:
    one = SQLiteLedger(tmp_path / "jobs.sqlite")
    yield one
    one.close()


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows sends no signals to threads")
def test_an_interrupt_while_the_name_is_looked_up(ledger: SQLiteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    main, over = threading.get_ident(), threading.Event()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def look_up(*_: object, **__: object) -> list[object]:
        signal.pthread_kill(main, signal.SIGUSR1)
        over.wait(20)
        return []

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with (
            Jobs([Oxen(api_key="key", base_url="https://oxen.example")], ledger=ledger) as jobs,
            pytest.raises(KeyboardInterrupt) as caught,
        ):
            jobs.submit("oxen", **PARAMETERS)
    finally:
        signal.signal(signal.SIGUSR1, before)
        over.set()
    assert not hasattr(caught.value, "__notes__")
    assert ledger.pending() == []


def test_a_kill_while_connecting_leaves_nothing(ledger: SQLiteLedger) -> None:
    async def story() -> list[object]:
        connecting = asyncio.Event()
        loop = asyncio.get_running_loop()
        with silent_tls(lambda: loop.call_soon_threadsafe(connecting.set)) as url:
            async with AsyncJobs([Oxen(api_key="key", base_url=url)], ledger=ledger) as jobs:
                submit = asyncio.create_task(jobs.submit("oxen", **PARAMETERS))
                await connecting.wait()
                left = list[object](ledger.pending())
                submit.cancel()
                with pytest.raises(asyncio.CancelledError) as caught:
                    await submit
        assert not hasattr(caught.value, "__notes__")
        return left

    assert asyncio.run(story()) == []
    assert ledger.pending() == []


def test_it_is_written_down_before_a_byte_of_it_goes_out(
    serve: Callable[[Callable[[socket.socket, threading.Event], None]], Loopback], ledger: SQLiteLedger
) -> None:
    seen: list[int] = []

    def cut(*_: object) -> None:
        seen.append(len(ledger.pending()))

    with (
        Jobs([Oxen(api_key="key", base_url=serve(cut).url)], ledger=ledger) as jobs,
        pytest.raises(SubmitUncertain, match="lost"),
    ):
        jobs.submit("oxen", **PARAMETERS)
    assert seen == [1]


def test_what_cannot_be_written_down_is_not_sent(
    serve: Callable[[Callable[[socket.socket, threading.Event], None]], Loopback],
    ledger: SQLiteLedger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(ledger, "begin", refuse)
    server = serve(lambda *_: None)
    with (
        Jobs([Oxen(api_key="key", base_url=server.url)], ledger=ledger) as jobs,
        pytest.raises(LedgerError, match="nothing was submitted, since the disk is full"),
    ):
        jobs.submit("oxen", **PARAMETERS)
    assert server.heads == []
