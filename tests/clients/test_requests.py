"""What is sent: exactly what the provider documents, and nothing where an argument cannot be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.clients.cases import ID, Case
from tests.clients.shells import Blocking, answering

if TYPE_CHECKING:
    from tests.clients.shells import Shell

AUTHENTICATING = {"authorization", "xi-api-key", "x-api-key", "x-user-id", "cookie"}


class Recorder:
    """A provider that keeps the requests it gets."""

    def __init__(self, body: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answering(status, body, headers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)


def test_request_is_the_documented_one(case: Case, shell: Shell) -> None:
    provider = Recorder(case.body)
    shell.call(shell.make(case, provider), case.method, ID)
    (request,) = provider.requests
    sent = {name: value for name, value in request.headers.items() if name in AUTHENTICATING}
    assert (request.method, str(request.url), sent) == ("GET", case.path, case.headers)
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"] == f"{case.provider}-jobs-client/{case.package.__version__}"


def test_file_is_asked_for_where_the_provider_serves_it(file_case: Case, shell: Shell) -> None:
    provider = Recorder(b"RIFF", headers={"content-type": "audio/x-wav"})
    shell.call(shell.make(file_case, provider), file_case.file_method, ID)
    (request,) = provider.requests
    assert str(request.url) == file_case.file_path
    assert all(kind.strip().startswith("audio/") for kind in request.headers["accept"].split(","))


@pytest.mark.parametrize("id_", ["a/b", "a?b=c", "a#b", "../secret", "a b", "ü", "%2e%2e", "a\r\nx: y"])
def test_id_stays_one_segment_of_the_path(case: Case, shell: Shell, id_: str) -> None:
    provider = Recorder(case.body)
    with pytest.raises(case.package.WrongJobError):  # it always gives the same job
        shell.call(shell.make(case, provider), case.method, id_)
    plain = httpx.URL(case.path)
    url = provider.requests[0].url
    assert url.raw_path.count(b"/") == plain.raw_path.count(b"/")
    assert url.path.endswith(id_)
    assert (url.host, url.query) == (plain.host, plain.query)


@pytest.mark.parametrize("id_", ["", ".", "..", "\ud800", None])
def test_id_that_names_nothing_is_refused_before_any_request(case: Case, shell: Shell, id_: str | None) -> None:
    provider = Recorder(case.body)
    with pytest.raises(ValueError, match="id") as caught:
        shell.call(shell.make(case, provider), case.method, id_)
    assert isinstance(caught.value, case.package.InvalidArgument)
    assert isinstance(caught.value, case.package.ClientError)
    assert provider.requests == []


def test_redirect_is_an_error_and_nothing_reaches_the_other_host(case: Case, shell: Shell) -> None:
    provider = Recorder(case.body, 302, {"location": "https://evil.example/x?token=abc"})
    with pytest.raises(case.package.APIError, match=r"evil\.example") as caught:
        shell.call(shell.make(case, provider), case.method, ID)
    assert [request.url.host for request in provider.requests] == [httpx.URL(case.path).host]
    assert caught.value.status_code == 302
    assert "abc" not in str(caught.value)


def test_a_3xx_that_leads_nowhere_is_not_called_a_redirect(case: Case, shell: Shell) -> None:
    with pytest.raises(case.package.APIError) as caught:
        shell.call(shell.make(case, Recorder(case.body, 304)), case.method, ID)
    assert caught.value.status_code == 304
    assert "redirects" not in str(caught.value)


def test_own_http_client_that_follows_redirects_is_not_followed(case: Case) -> None:
    provider = Recorder(case.body, 307, {"location": "https://evil.example/x"})
    http_client = httpx.Client(transport=httpx.MockTransport(provider), follow_redirects=True)
    with pytest.raises(case.package.APIError):
        Blocking().call(Blocking().make(case, http_client=http_client), case.method, ID)
    assert len(provider.requests) == 1


def test_base_url_may_have_a_path_and_a_slash(case: Case, shell: Shell) -> None:
    provider = Recorder(case.body)
    shell.call(shell.make(case, provider, base_url="http://127.0.0.1:8123/proxy/"), case.method, ID)
    assert str(provider.requests[0].url).startswith("http://127.0.0.1:8123/proxy/")
    assert str(provider.requests[0].url).endswith(httpx.URL(case.path).path)


def test_operation_module_makes_requests_without_credentials(case: Case) -> None:
    request = case.operation.get_kwargs(ID)
    assert request["method"] == "get"
    assert httpx.URL(case.path).path == request["url"]
    assert request["headers"] == {"Accept": "application/json"}
