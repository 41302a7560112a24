"""Mocks, recorders and instruments that take the place of httpx's transport, and report no step of a request."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import AsyncJobs, Finetuning, Jobs, SubmitUncertain
from generation_jobs.ledger import SQLiteLedger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

JOB = {"data": {"id": "gen-1", "status": "pending"}}


class Mock:
    """What is called instead of httpx's transports."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, end: Exception | httpx.Response) -> None:
        self.end = end
        self.sent = 0

        def answer(_: object, request: httpx.Request) -> httpx.Response:
            return self.answer(request)

        async def answer_async(_: object, request: httpx.Request) -> httpx.Response:
            return self.answer(request)

        monkeypatch.setattr("httpx.HTTPTransport.handle_request", answer)
        monkeypatch.setattr("httpx.AsyncHTTPTransport.handle_async_request", answer_async)

    def answer(self, _: httpx.Request) -> httpx.Response:
        self.sent += 1
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


def blocking(ledger: SQLiteLedger) -> object:
    with Jobs([Finetuning(api_key="key")], ledger=ledger) as jobs:
        return jobs.submit("finetuning", key="order-17", tags="lofi").ref


def in_a_loop(ledger: SQLiteLedger) -> object:
    async def story() -> object:
        async with AsyncJobs([Finetuning(api_key="key")], ledger=ledger) as jobs:
            return (await jobs.submit("finetuning", key="order-17", tags="lofi")).ref

    return asyncio.run(story())


worlds = pytest.mark.parametrize("submit", [blocking, in_a_loop])


@worlds
@pytest.mark.parametrize("end", [httpx.ReadTimeout("slow"), httpx.ReadError("reset")], ids=repr)
def test_a_lost_response_is_uncertain(
    submit: Callable[[SQLiteLedger], object], end: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mock, ledger = Mock(monkeypatch, end), SQLiteLedger(tmp_path / "jobs.sqlite")
    with pytest.raises(SubmitUncertain):
        submit(ledger)
    assert (mock.sent, [entry.intent.key for entry in ledger.pending()]) == (1, ["order-17"])


@worlds
def test_a_key_makes_one_job(
    submit: Callable[[SQLiteLedger], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mock, ledger = Mock(monkeypatch, httpx.Response(202, json=JOB)), SQLiteLedger(tmp_path / "jobs.sqlite")
    assert [submit(ledger), submit(ledger), mock.sent] == ["finetuning:gen-1", "finetuning:gen-1", 1]


@worlds
def test_an_interrupt_says_what_may_have_been_paid_for(
    submit: Callable[[SQLiteLedger], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = SQLiteLedger(tmp_path / "jobs.sqlite")
    mock = Mock(monkeypatch, httpx.Response(202, json=JOB))

    def interrupted(_: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(mock, "answer", interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        submit(ledger)
    assert "jobs.recover()" in " ".join(getattr(caught.value, "__notes__", ()))
    assert len(ledger.pending()) == 1


@worlds
def test_a_ledger_that_fails_then_hides_no_job(
    submit: Callable[[SQLiteLedger], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("the disk is full")

    ledger = SQLiteLedger(tmp_path / "jobs.sqlite")
    monkeypatch.setattr(ledger, "begin", refuse)
    Mock(monkeypatch, httpx.Response(202, json=JOB))
    assert submit(ledger) == "finetuning:gen-1"
    assert "is not in the ledger" in caplog.text
