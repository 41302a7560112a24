"""Submitting, listing, cancelling, deleting: exactly what is documented leaves, and only once it was checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.clients.cases import BLAND, BREEZE, FINETUNING, OXEN
from tests.clients.lifecycle import (
    BREEZE_API,
    CALLS,
    FILES,
    FINETUNING_API,
    HISTORY,
    HISTORY_ITEM,
    INDEX,
    SPEECH,
    SUBMITS,
    TTS_JOB,
)
from tests.operation_modules import operation_module

if TYPE_CHECKING:
    from tests.clients.lifecycle import Call
    from tests.clients.shells import Shell

AUTHENTICATING = {"authorization", "xi-api-key", "x-api-key", "x-user-id"}


class Provider:
    """Gives its answers one after the other, and keeps the requests."""

    def __init__(self, *answers: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers)
        self._status, self._headers = status, headers or {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0)
        is_file = isinstance(answer, bytes)
        content = answer if is_file else json.dumps(answer).encode()
        kind = "audio/x-wav" if is_file else "application/json"
        return httpx.Response(self._status, content=content, headers={"content-type": kind, **self._headers})


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_request_is_the_documented_one(call: Call, shell: Shell) -> None:
    provider = Provider(call.answer, status=call.status)
    got = shell.call(shell.make(call.case, provider), call.method, *call.arguments, **call.fields)
    (request,) = provider.requests
    sent = {name: value for name, value in request.headers.items() if name in AUTHENTICATING}
    assert (f"{request.method} {request.url}", sent) == (call.sent, call.known_by)
    assert (json.loads(request.content) if request.content else None) == call.json
    assert request.headers.get("content-type") == (None if call.json is None else "application/json")
    assert (got if isinstance(call.answer, bytes) else got.to_dict()) == call.answer


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_operation_module_knows_its_own_headers(call: Call) -> None:
    module = operation_module(call.case.package, call.method)
    found = {name.lower(): value for name, value in module.auth_headers(**call.case.credentials).items()}
    assert found == call.known_by
    assert "SECRET" not in str(module.get_kwargs(*call.arguments, **call.fields))


@pytest.mark.parametrize("call", FILES, ids=str)
def test_file_comes_piece_by_piece_too(call: Call, shell: Shell) -> None:
    provider = Provider(call.answer)
    method = f"stream_{call.method.removeprefix('get_').removeprefix('create_')}"
    client = shell.make(call.case, provider)
    assert b"".join(shell.stream(client, method, *call.arguments, **call.fields)) == call.answer
    assert provider.requests[0].url == call.sent.partition(" ")[2]


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
@pytest.mark.parametrize("method", ["create_tts_job", "create_tts_job_with_timestamps"])
def test_breeze_job_is_taken_from_any_success(shell: Shell, method: str, status: int) -> None:
    client = shell.make(BREEZE, Provider(TTS_JOB, status=status))
    assert shell.call(client, method, "v", text="x").generation_job_id == "job_1"


def test_audio_in_place_of_a_job_is_no_job(shell: Shell) -> None:
    with pytest.raises(BREEZE.package.UndecodableResponse) as caught:
        shell.call(shell.make(BREEZE, Provider(SPEECH)), "create_tts_job", "v", text="x")
    assert (caught.value.status_code, caught.value.body) == (200, SPEECH)


def test_job_in_place_of_audio_is_no_audio(shell: Shell) -> None:
    with pytest.raises(BREEZE.package.UndecodableResponse, match="application/json") as caught:
        shell.call(shell.make(BREEZE, Provider(TTS_JOB)), "create_speech", "v", text="x")
    assert json.loads(caught.value.body) == TTS_JOB


@pytest.mark.parametrize(
    ("provider", "fields", "result"),
    [
        ("breeze", {"text": ""}, "text is ''"),
        ("breeze", {"output_format": "mp4"}, "output_format is 'mp4'"),
        ("breeze", {"model_id": "m" * 121}, "give at most 120 characters"),
        ("breeze", {"voice_settings": {"speed": 2.5}}, r"voice_settings\.speed is 2\.5: give at most 2"),
        ("breeze", {"voice_settings": {"tempo": 1}}, "voice_settings has no 'tempo'"),
        ("breeze", {"voice_settings": {"sped": 1}}, r"voice_settings has no 'sped': did you mean 'speed'\?"),
        ("playai", {"model": "Turbo"}, "model is 'Turbo': give one of 'PlayDialog', 'Play3.0-mini'"),
        ("playai", {"model": "PlayDialog-turbo"}, r"model is 'PlayDialog-turbo': did you mean 'PlayDialog'\?"),
        ("playai", {"speed": 0}, "speed is 0: give more than 0"),
        ("playai", {"sample_rate": 7999}, "sample_rate is 7999: give at least 8000"),
        ("playai", {"seed": -1}, "seed is -1: give at least 0"),
        ("playai", {"text": "x" * 50_001}, "give at most 50000 characters"),
        ("bland", {"text": "x" * 5001}, "give at most 5000 characters"),
        ("bland", {"audio": {"sample_rate": 22050}}, r"audio\.sample_rate is 22050: give one of 8000"),
        ("oxen", {"num_generations": 0}, "num_generations is 0: give at least 1"),
        ("oxen", {"num_generations": 5}, "num_generations is 5: give at most 4"),
        ("oxen", {"extra": {"prompt": "b"}}, "extra contains 'prompt'"),
        ("oxen", {"extra": "size=1"}, "extra is of type str: give an object"),
        ("finetuning", {"tags": "x" * 701}, "give at most 700 characters"),
        ("finetuning", {"duration": 4}, "duration is 4: give at least 5"),
        ("finetuning", {"duration": 211}, "duration is 211: give at most 210"),
        ("finetuning", {"bpm": 59}, "bpm is 59: give at least 60"),
        ("finetuning", {"key": "H"}, "key is 'H': give one of 'C', 'C#'"),
        ("finetuning", {"timesignature": 4}, "timesignature is 4: did you mean '4'"),
        ("finetuning", {"webhook": "http://x"}, "webhook is 'http://x': give a text that begins with https://"),
    ],
)
def test_what_the_documentation_does_not_allow_is_refused_before_any_request(
    shell: Shell, provider: str, fields: dict[str, Any], result: str
) -> None:
    call, server = SUBMITS[provider], Provider()
    client = shell.make(call.case, server)
    with pytest.raises(call.case.package.InvalidArgument, match=result):
        shell.call(client, call.method, *call.arguments, **{**call.fields, **fields})
    assert server.requests == []


@pytest.mark.parametrize("ids", [[], ["x"] * 101, [1], "x"])
def test_ids_to_delete_are_one_to_a_hundred_strings(shell: Shell, ids: Any) -> None:
    server = Provider()
    with pytest.raises(FINETUNING.package.InvalidArgument, match="ids"):
        shell.call(shell.make(FINETUNING, server), "delete_generations", ids=ids)
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "kind"), [(429, "RateLimitedError"), (503, "ServerError"), (402, "InsufficientCreditsError")]
)
@pytest.mark.parametrize("call", SUBMITS.values(), ids=str)
def test_refused_submit_is_the_error_of_its_status_and_is_sent_once(
    call: Call, shell: Shell, status: int, kind: str
) -> None:
    body, code, message = call.case.error
    server = Provider(json.loads(body), status=status, headers={"retry-after": "7"})
    with pytest.raises(call.case.package.APIError) as caught:
        shell.call(shell.make(call.case, server), call.method, *call.arguments, **call.fields)
    assert type(caught.value).__name__ == kind
    assert (caught.value.code, caught.value.message, caught.value.retry_after) == (code, message, 7)
    assert len(server.requests) == 1


def test_breeze_history_is_walked_by_its_cursor(shell: Shell) -> None:
    first = {**HISTORY, "has_more": True, "last_history_item_id": "h1"}
    last = {**HISTORY, "history": [{**HISTORY_ITEM, "history_item_id": "h2"}], "last_history_item_id": "h2"}
    server = Provider(first, last)
    items = shell.iterate(shell.make(BREEZE, server), "iter_history", page_size=1)
    assert [item.history_item_id for item in items] == ["h1", "h2"]
    assert [str(request.url) for request in server.requests] == [
        f"{BREEZE_API}/history?page_size=1",
        f"{BREEZE_API}/history?page_size=1&start_after_history_item_id=h1",
    ]


def test_finetuning_list_is_walked_by_its_offset(shell: Shell) -> None:
    row = FINETUNING.body["data"]
    first = {"data": {"generations": [row, row], "hasMore": True, "nextOffset": 2}}
    last = {"data": {"generations": [row], "hasMore": False, "nextOffset": None}}
    server = Provider(first, last)
    assert len(shell.iterate(shell.make(FINETUNING, server), "iter_generations")) == 3
    assert [str(request.url) for request in server.requests] == [
        f"{FINETUNING_API}/generations",
        f"{FINETUNING_API}/generations?offset=2",
    ]


def test_oxen_list_is_walked_by_its_pages(shell: Shell) -> None:
    server = Provider({**INDEX, "total_pages": 2}, {**INDEX, "total_pages": 2, "page_number": 2})
    assert len(shell.iterate(shell.make(OXEN, server), "iter_generations", page_size=1)) == 2
    assert [dict(request.url.params) for request in server.requests] == [
        {"page_size": "1"},
        {"page_size": "1", "page": "2"},
    ]


def test_bland_list_is_walked_to_its_total(shell: Shell) -> None:
    page = {"errors": None, "total": 3, "limit": 2}
    server = Provider(
        {**page, "data": [{"id": "a"}, {"id": "b"}], "offset": 0}, {**page, "data": [{"id": "c"}], "offset": 2}
    )
    items = shell.iterate(shell.make(BLAND, server), "iter_tts_generations", limit=2)
    assert [item.id for item in items] == ["a", "b", "c"]
    assert [request.url.params.get("offset") for request in server.requests] == [None, "2"]


@pytest.mark.parametrize(
    ("page", "requests"),
    [
        ({**HISTORY, "has_more": True, "last_history_item_id": "h1"}, 2),
        ({**HISTORY, "history": [], "has_more": True}, 1),
    ],
    ids=["repeats its cursor", "is empty"],
)
def test_history_that_leads_nowhere_ends_in_an_error(shell: Shell, page: dict[str, Any], requests: int) -> None:
    server = Provider(page, page, page)
    with pytest.raises(BREEZE.package.UndecodableResponse, match="announces more items"):
        shell.iterate(shell.make(BREEZE, server), "iter_history")
    assert len(server.requests) == requests
