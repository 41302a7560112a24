"""An answer that is not what was asked for is an error, and no error tells a key."""

from __future__ import annotations

import gzip
import json
import pickle
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from breeze_jobs_client._media import refusal
from generation_jobs._core import media_types as rule

from tests.clients.cases import BREEZE, ID, OXEN, Case
from tests.clients.shells import answering, put

if TYPE_CHECKING:
    from tests.clients.shells import Shell

ID_AT = {
    "breeze": ("generation_job_id",),
    "playai": ("id",),
    "bland": ("data", "id"),
    "oxen": ("generation", "generation_id"),
    "finetuning": ("data", "id"),
}
UUID = "09024b5a-aaaa-4bbb-8ccc-0123456789ab"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
XML = b'<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'
KEY = 'SECRET-KEY"/42'
CUT_OFF = gzip.compress(b"{}" * 99, mtime=0)[:-9]


def get(case: Case, shell: Shell, id_: str, answered: object) -> Any:
    body = put(case.body, ID_AT[case.provider], answered)
    return shell.call(shell.make(case, answering(200, body)), case.method, id_)


def test_answer_about_another_job_is_an_error_of_its_own(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.WrongJobError, match="about 'job_other', not about 'job_01h'") as caught:
        get(case, shell, ID, "job_other")
    assert isinstance(caught.value, case.package.UndecodableResponse)
    assert (caught.value.status_code, b"job_other" in caught.value.body) == (200, True)


@pytest.mark.parametrize(("asked", "answered"), [(UUID, UUID.upper()), (UUID.upper(), UUID), (ID, ""), (ID, None)])
def test_the_same_job_or_none_is_no_error(case: Case, shell: Shell, asked: str, answered: str | None) -> None:
    assert get(case, shell, asked, answered)


def test_ids_that_differ_in_case_are_two_jobs(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.WrongJobError):
        get(case, shell, ID, ID.upper())


@pytest.mark.parametrize("method", ["get_history_item", "get_queued_generation"])
def test_other_reads_by_id_compare_it_too(shell: Shell, method: str) -> None:
    case, body = (
        (BREEZE, {"history_item_id": "h1"}) if method == "get_history_item" else (OXEN, OXEN.body["generation"])
    )
    body = {"source": "TTS", "voice_id": None, "state": "ready", **body}
    with pytest.raises(case.package.WrongJobError):
        shell.call(shell.make(case, answering(200, body)), method, "other")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (XML, "application/xml"),
        (XML, "audio/mpeg"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>sign in</html>", "application/octet-stream"),
        (b"\n\xef\xbb\xbf<html>sign in</html>", "application/octet-stream"),
        (b'\n{"error": 1}', ""),
        (b"upstream connect error", "audio/wav"),
        (b"Forbidden", "application/octet-stream"),
        (b"--x\r\n", "multipart/byteranges; boundary=x"),
        (b"\x01\x02", "text/plain; charset=utf-8"),
        (XML + b" " * 10_000, "audio/mpeg"),
    ],
)
def test_text_xml_and_json_are_no_media_under_any_type(file_case: Case, shell: Shell, body: bytes, kind: str) -> None:
    handler = answering(200, body, {"content-type": kind})
    stream = f"stream_{file_case.file_method.removeprefix('get_')}"
    with pytest.raises(file_case.package.UndecodableResponse, match="is not a file, but ") as caught:
        shell.call(shell.make(file_case, handler), file_case.file_method, ID)
    assert caught.value.body == body
    with pytest.raises(file_case.package.UndecodableResponse) as caught:
        shell.stream(shell.make(file_case, handler), stream, ID)
    assert caught.value.body == body


@pytest.mark.parametrize("content", [WAV, b"ID3\x04", b"\xff\xfb\x90\x64", b"OggS", b"fLaC", b"\0" * 3, WAV * 99])
@pytest.mark.parametrize("kind", ["audio/wav", "application/octet-stream", ""])
def test_media_are_media(file_case: Case, shell: Shell, content: bytes, kind: str) -> None:
    handler = answering(200, content, {"content-type": kind})
    stream = f"stream_{file_case.file_method.removeprefix('get_')}"
    assert shell.call(shell.make(file_case, handler), file_case.file_method, ID) == content
    assert b"".join(shell.stream(shell.make(file_case, handler), stream, ID)) == content


def test_one_coding_is_asked_for_and_decoded(case: Case, shell: Shell) -> None:
    plain = json.dumps(case.body).encode()
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        half = len(plain) // 2
        members = gzip.compress(plain[:half]) + gzip.compress(plain[half:])
        return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Chunks([members[:9], members[9:]]))

    assert shell.call(shell.make(case, answer), case.method, ID).to_dict().keys() == case.body.keys()
    assert asked == ["gzip"]


@pytest.mark.parametrize("coding", ["aws-chunked", "aws-chunked,gzip", "gzip, aws-chunked"])
def test_what_a_store_keeps_of_the_upload_is_no_coding(file_case: Case, shell: Shell, coding: str) -> None:
    body = gzip.compress(WAV) if "gzip" in coding else WAV
    handler = answering(200, body, {"Content-Type": "audio/wav", "Content-Encoding": coding})
    assert shell.call(shell.make(file_case, handler), file_case.file_method, ID) == WAV


@pytest.mark.parametrize(
    ("coding", "body", "problem"),
    [
        ("br", b"x", "'br', which was not requested"),
        ("gzip, gzip", b"x", "not requested"),
        ("gzip", b"not gzip at all", "not gzip"),
        ("gzip", CUT_OFF, "cut off"),
    ],
)
def test_other_codings_are_refused(shell: Shell, coding: str, body: bytes, problem: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-encoding": coding}, stream=Chunks([body]))

    with pytest.raises(OXEN.package.TransportError, match=problem):
        shell.call(shell.make(OXEN, answer), OXEN.method, ID)


def test_size_is_checked_inside_a_chunk(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from oxen_jobs_client import _async_sending, _sending

    seen: list[int] = []

    class Body(_sending.Body):
        def add(self, chunk: bytes) -> None:
            seen.append(len(chunk))
            super().add(chunk)

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(500, headers={"content-encoding": "gzip"}, stream=Chunks([gzip.compress(bytes(2**22))]))

    for module in (_sending, _async_sending):
        monkeypatch.setattr(module, "Body", Body)
    monkeypatch.setattr(_sending, "RESPONSE_LIMIT", 2**20)
    with pytest.raises(OXEN.package.TransportError, match="larger than 1048576 bytes"):
        shell.call(shell.make(OXEN, answer), OXEN.method, ID)
    assert max(seen) < 2**19
    assert sum(seen) < 2**21


@pytest.mark.parametrize(
    "spelt", [r"SECRET-KEY\"/42", r"SECRET-KEY\"\/42", r"\u0053ECRET-KE\u0059\"/42", "SECRET-KEY%22%2F42"]
)
@pytest.mark.parametrize("status", [401, 200])
def test_key_that_a_provider_repeats_is_in_no_error(case: Case, shell: Shell, spelt: str, status: int) -> None:
    body = case.error[0].replace(str(case.error[2]).encode(), f"no such key: {spelt}".encode())
    body = body if status == 401 else b"[" + body + b"]"
    client = shell.make(case, answering(status, body, {"X-Key": KEY}), api_key=KEY)
    with pytest.raises(case.package.APIError) as caught:
        shell.call(client, case.method, ID)
    error = caught.value
    assert (error.headers["x-key"], b"no such key: [hidden]" in error.body) == ("[hidden]", True)
    assert error.message == "no such key: [hidden]" or status == 200
    assert error.__context__ is None
    frames = [
        frame for frame, _ in traceback.walk_tb(error.__traceback__) if "_jobs_client" in frame.f_code.co_filename
    ]
    assert frames
    assert "ECRET" not in f"{error!r} {error} {[frame.f_locals for frame in frames]}"


@pytest.mark.parametrize("status", [401, 200])
def test_key_in_a_reason_phrase_is_in_no_error(shell: Shell, status: int) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=b"[]", extensions={"reason_phrase": b"no such key: " + KEY.encode()})

    with pytest.raises(BREEZE.package.APIError) as caught:
        shell.call(shell.make(BREEZE, answer, api_key=KEY), BREEZE.method, ID)
    assert "ECRET" not in frames_of(caught.value)


def test_key_in_what_is_no_http_is_in_no_error(shell: Shell) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError(f"illegal header line: {KEY}")

    with pytest.raises(BREEZE.package.TransportError, match=r"illegal header line: \[hidden\]") as caught:
        shell.call(shell.make(BREEZE, fail, api_key=KEY), BREEZE.method, ID)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(("coding", "body"), [(KEY, b"{}"), ("gzip", KEY.encode())])
def test_key_in_a_coding_is_in_no_error(shell: Shell, coding: str, body: bytes) -> None:
    client = shell.make(BREEZE, answering(200, body, {"Content-Encoding": coding}), api_key=KEY)
    with pytest.raises(BREEZE.package.TransportError) as caught:
        shell.call(client, BREEZE.method, ID)
    assert "ECRET" not in frames_of(caught.value)


def frames_of(error: BaseException) -> str:
    """Return an error, those that it shows as its causes, and the local variables of the client's frames."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = [
        frame for frame, _ in traceback.walk_tb(error.__traceback__) if "_jobs_client" in frame.f_code.co_filename
    ]
    return f"{error!r} {error} {[frame.f_locals for frame in frames]} {frames_of(cause) if cause else ''}"


def test_key_that_a_provider_gives_for_an_id_is_in_no_error(case: Case, shell: Shell) -> None:
    body = put(case.body, ID_AT[case.provider], KEY)
    with pytest.raises(case.package.WrongJobError, match="is about '\\[hidden\\]'") as caught:
        shell.call(shell.make(case, answering(200, body), api_key=KEY), case.method, ID)
    error = caught.value
    assert b"[hidden]" in error.body and error.__context__ is None
    frames = [
        frame for frame, _ in traceback.walk_tb(error.__traceback__) if "_jobs_client" in frame.f_code.co_filename
    ]
    assert "ECRET" not in f"{error!r} {error} {[frame.f_locals for frame in frames]}"


def test_clients_and_their_keys_are_not_pickled(case: Case, shell: Shell) -> None:
    client = shell.make(case)
    with pytest.raises(TypeError, match="cannot be pickled: create one in each process"):
        pickle.dumps(client)
    shell.close(client)


def test_client_follows_the_rule_of_the_facade() -> None:
    """One rule for files, written twice, since a client knows nothing of the facade."""
    heads = [bytes([first, second]) for first in (0, 0x49, 0xFE, 0xFF) for second in range(256)]
    starts = [
        WAV,
        XML,
        b"",
        b"<svg/>",
        b"GIF8",
        b"two words",
        b"word",
        b"{}",
        b"\0\0\0\x18ftypmp42",
        b"\x1aE\xdf\xa3webm",
        b"4\r\n\0\0\0\0",
        b"\x1f\x8b\x08\0",
        b'"quoted"',
        b"null",
        b"true",
        '{"error": 1}'.encode("utf-16-le"),
        '{"error": 1}'.encode("utf-16-be"),
        '{"error": 1}'.encode("utf-32"),
        "Lien expiré, désolé".encode("latin-1"),
        b"\xfe{\xfd}" * 100,
    ]
    for start in [*starts, *heads]:
        for kind in ("audio/wav", "application/octet-stream", "", "text/html", "application/json", "image/svg+xml"):
            assert bool(refusal(start, kind)) == bool(rule.refusal(start, kind)), (start, kind)


class Chunks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces, for both kinds of client; the HTTP library has not read it."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Any:
        return iter(self._chunks)

    async def __aiter__(self) -> Any:
        for chunk in self._chunks:
            yield chunk
