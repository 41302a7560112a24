"""What answers mean: the documented model, or an error that says what is wrong."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import pytest

from tests.clients.cases import FINETUNING, ID, OXEN, PLAYAI, Case
from tests.clients.shells import Blocking, answering, at, put, without

if TYPE_CHECKING:
    from tests.clients.shells import Shell

STATUSES = {
    400: "InvalidRequestError",
    401: "AuthenticationError",
    402: "InsufficientCreditsError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    405: "InvalidRequestError",
    409: "ConflictError",
    410: "NotFoundError",
    418: "InvalidRequestError",
    422: "InvalidRequestError",
    425: "NotReadyError",
    429: "RateLimitedError",
    500: "ServerError",
    502: "ServerError",
    503: "ServerError",
    520: "ServerError",
    524: "ServerError",
    599: "ServerError",
}


def get(case: Case, shell: Shell, body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Any:
    return shell.call(shell.make(case, answering(status, body, headers)), case.method, ID)


def test_good_answer_is_the_model(case: Case, shell: Shell) -> None:
    model = get(case, shell, case.body)
    assert type(model).__name__ in case.package.models.__all__
    assert model.to_dict().keys() == case.body.keys()
    assert at(model, case.word) == reduce(getitem, case.word, case.body)


@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
def test_error_status_is_the_error_of_its_meaning(case: Case, shell: Shell, status: int, kind: str) -> None:
    body, code, message = case.error
    with pytest.raises(case.package.APIError) as caught:
        get(case, shell, body, status, {"X-Request-Id": "r1"})
    error = caught.value
    assert type(error) is getattr(case.package.errors, kind)
    assert (error.status_code, error.code, error.message, error.body) == (status, code, message, body)
    assert error.headers["x-request-id"] == "r1"
    assert str(status) in str(error)
    assert str(message) in str(error)


@pytest.mark.parametrize("status", [404, 500, 520])
@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"", b"null", b"[]", b"{}", b'"', b"[" * 100_000])
def test_error_body_of_any_shape_is_kept_and_harmless(case: Case, shell: Shell, status: int, body: bytes) -> None:
    with pytest.raises(case.package.APIError) as caught:
        get(case, shell, body, status)
    assert type(caught.value) is getattr(case.package.errors, STATUSES[status])
    assert (caught.value.code, caught.value.body) == (None, body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>hi</html>", "not JSON"),
        (b"", "empty"),
        (b"{", "not JSON"),
        (b"null", "not an object, but null"),
        (b"[]", "not an object, but an array"),
        (b"7", "not an object, but a number"),
        (b"[" * 100_000, "not JSON"),
        (b'{"status": NaN}', "not JSON"),
        (b"\xff\xfe\xfa", "not JSON"),
    ],
)
def test_success_of_another_shape_says_so(case: Case, shell: Shell, body: bytes, problem: str) -> None:
    with pytest.raises(case.package.UndecodableResponse, match=problem) as caught:
        get(case, shell, body)
    assert (caught.value.status_code, caught.value.body) == (200, body)
    assert isinstance(caught.value, case.package.APIError)


def test_truncated_answer_says_so(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.UndecodableResponse, match="not JSON"):
        get(case, shell, json.dumps(case.body).encode()[:-3])


def test_missing_required_field_is_named(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.UndecodableResponse, match=rf"{'.'.join(case.required)} is missing"):
        get(case, shell, without(case.body, case.required))


@pytest.mark.parametrize("wrong", [123, True, {}, []], ids=repr)
def test_word_of_another_json_type_is_refused(case: Case, shell: Shell, wrong: Any) -> None:
    with pytest.raises(case.package.UndecodableResponse, match=rf"{'.'.join(case.word)} is not a string"):
        get(case, shell, put(case.body, case.word, wrong))


def test_unknown_word_arrives_as_the_plain_string(case: Case, shell: Shell) -> None:
    word = at(get(case, shell, put(case.body, case.word, "brand_new")), case.word)
    assert word == "brand_new"
    assert type(word) is str


@pytest.mark.parametrize(("one", "kind"), [(PLAYAI, "TtsAsyncJobOutputStatus"), (OXEN, "GenerationStatus")], ids=str)
def test_known_word_is_a_member_and_still_a_string(one: Case, kind: str) -> None:
    word = at(get(one, Blocking(), one.body), one.word)
    assert word is getattr(one.package.models, kind)(word)
    assert isinstance(word, str)


def test_unknown_fields_are_kept(case: Case, shell: Shell) -> None:
    body = {**put(case.body, (*case.word[:-1], "brandNew"), [1]), "more": {"a": None}}
    model = get(case, shell, body)
    assert model.additional_properties["more"] == {"a": None}
    assert at(model, case.word[:-1]).additional_properties["brandNew"] == [1]
    assert model.to_dict()["more"] == {"a": None}


def test_null_where_the_page_forgot_it_is_none(case: Case, shell: Shell) -> None:
    for place in (case.word, case.optional, case.required):
        assert at(get(case, shell, put(case.body, place, None)), place) is None


@pytest.mark.parametrize(("one", "envelope"), [(PLAYAI, "output"), (OXEN, "generation"), (FINETUNING, "data")], ids=str)
def test_null_in_place_of_a_required_object_is_undecodable(one: Case, envelope: str, shell: Shell) -> None:
    with pytest.raises(one.package.UndecodableResponse, match=f"{envelope} is not an object, but null"):
        get(one, shell, {**one.body, envelope: None})


def test_a_field_that_is_null_or_missing_is_none_and_is_written_as_it_was_read(case: Case, shell: Shell) -> None:
    for body in (case.body, put(case.body, case.optional, None)):
        model = get(case, shell, body)
        for one in (model, copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
            assert at(one, case.optional) is None
            assert one == model
            written = one.to_dict()
            assert (written == without(written, case.optional)) == (body is case.body)
    assert get(case, shell, case.body) == model


def test_a_model_that_an_older_version_pickled_lacks_no_attribute(case: Case, shell: Shell) -> None:
    model = get(case, shell, case.body)
    build, args, state = model.__reduce_ex__(4)[:3]
    for missing in state:  # a field that came later
        old = build(*args)
        old.__setstate__({name: value for name, value in state.items() if name != missing})
        assert not getattr(old, missing)
        assert pickle.loads(pickle.dumps(old)) == copy.deepcopy(old) == old
        assert repr(old)


def test_dates_are_aware_or_the_string_they_are() -> None:
    body = {**PLAYAI.body, "createdAt": "2025-01-15T10:30:00Z", "completedAt": "15 Jan 2025"}
    model = get(PLAYAI, Blocking(), body)
    assert model.created_at == datetime(2025, 1, 15, 10, 30, tzinfo=UTC)
    assert model.completed_at == "15 Jan 2025"
    assert get(PLAYAI, Blocking(), {**body, "createdAt": "2025-01-15T10:30:00"}).created_at == "2025-01-15T10:30:00"
    assert get(FINETUNING, Blocking(), FINETUNING.body).data.created_at == "2025-01-15 10:30:00"


def test_whole_number_is_fine_for_a_number() -> None:
    assert get(PLAYAI, Blocking(), PLAYAI.body).output.file_size == 12
    row = get(OXEN, Blocking(), put(OXEN.body, ("generation", "enqueued_at"), 1763856000.0)).generation
    assert (row.enqueued_at, type(row.enqueued_at)) == (1763856000, int)
    with pytest.raises(OXEN.package.UndecodableResponse, match="not a whole number"):
        get(OXEN, Blocking(), put(OXEN.body, ("generation", "enqueued_at"), 0.5))


def test_playai_rate_limit_in_plain_text_is_its_message() -> None:
    for body in (b"Rate limit exceeded.", b'"Rate limit exceeded."'):
        with pytest.raises(PLAYAI.package.RateLimitedError) as caught:
            get(PLAYAI, Blocking(), body, 429)
        assert caught.value.message == "Rate limit exceeded."


@pytest.mark.parametrize(
    ("hint", "seconds"),
    [("7", 7.0), ("1.5", 1.5), ("7, 7", 7.0), ("soon", None), ("", None), ("-3", None), ("7 days", None)],
)
def test_retry_after_in_seconds(case: Case, shell: Shell, hint: str, seconds: float | None) -> None:
    with pytest.raises(case.package.RateLimitedError) as caught:
        get(case, shell, b"", 429, {"retry-after": hint})
    assert caught.value.retry_after == seconds


def test_retry_after_as_a_date(case: Case) -> None:
    past = format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)
    future = format_datetime(datetime(2999, 1, 1, tzinfo=UTC), usegmt=True)
    error = case.package.RateLimitedError
    assert error(429, headers={"retry-after": past}).retry_after == 0
    assert error(429, headers={"retry-after": future}).retry_after > 1e9


def test_retry_after_is_told_by_the_clock_of_the_provider(case: Case) -> None:
    headers = {"date": "Wed, 01 Jan 2020 00:00:00 GMT", "retry-after": "Wed, 01 Jan 2020 00:00:09 GMT"}
    assert case.package.RateLimitedError(429, headers=headers).retry_after == 9


def test_no_message_moves_the_cursor(case: Case) -> None:
    error = case.package.ServerError(500, "A", "\x1b[2Jgone\nü")
    assert str(error).endswith("500: A: \\x1b[2Jgone\\nü")
    assert error.message == "\x1b[2Jgone\nü"


def test_errors_pickle(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.NotFoundError) as caught:
        get(case, shell, case.error[0], 404, {"a": "b"})
    error = pickle.loads(pickle.dumps(caught.value))
    assert type(error) is type(caught.value)
    assert (str(error), error.headers, error.body) == (str(caught.value), caught.value.headers, caught.value.body)


def test_detailed_answer_has_head_and_body(case: Case, shell: Shell) -> None:
    client = shell.make(case, answering(202, case.body, {"X-A": "b"}))
    answer = shell.detailed(case, client, ID)
    assert (answer.status_code, answer.headers["x-a"], json.loads(answer.content)) == (202, "b", case.body)
    assert answer.parsed == case.operation.parse(200, {}, answer.content)
    assert repr(answer.content) not in repr(answer)


def test_file_is_bytes_never_json(file_case: Case, shell: Shell) -> None:
    content = b"RIFF\x00\xff{"
    handler = answering(200, content, {"content-type": "audio/wav"})
    assert shell.call(shell.make(file_case, handler), file_case.file_method, ID) == content
    stream = f"stream_{file_case.file_method.removeprefix('get_')}"
    assert b"".join(shell.stream(shell.make(file_case, handler), stream, ID)) == content


@pytest.mark.parametrize(
    ("status", "body", "kind", "error"),
    [
        (200, b"<html>", "text/html", "UndecodableResponse"),
        (200, b'{"data":null}', "application/json", "UndecodableResponse"),
        (200, b"", "audio/wav", "UndecodableResponse"),
        (404, b"{}", "application/json", "NotFoundError"),
        (425, b"{}", "application/json", "NotReadyError"),
        (302, b"", "audio/wav", "APIError"),
        (206, b"RIFF....WAVE", "audio/wav", "UndecodableResponse"),
    ],
)
def test_file_that_is_none_is_an_error(
    file_case: Case, shell: Shell, status: int, body: bytes, kind: str, error: str
) -> None:
    handler = answering(status, body, {"content-type": kind})
    expected = getattr(file_case.package.errors, error)
    with pytest.raises(expected):
        shell.call(shell.make(file_case, handler), file_case.file_method, ID)
    if body or status != 200:
        stream = f"stream_{file_case.file_method.removeprefix('get_')}"
        with pytest.raises(expected):
            shell.stream(shell.make(file_case, handler), stream, ID)
