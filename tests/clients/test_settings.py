"""What a client is told: keys, base URL, timeout, environment; and what it never tells."""

from __future__ import annotations

import math
import pickle
import traceback
import warnings
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.clients.cases import BREEZE, CASES, ID, OXEN, PLAYAI, Case
from tests.clients.shells import Asyncio, Blocking, answering

if TYPE_CHECKING:
    from tests.clients.shells import Shell

BAD_KEYS = ["", "SECRET KEY\n", "SECRET\r\nx: y", " SECRET", "SECRETé", "SECRET\x00"]


def test_all_is_the_namespace_sorted(case: Case) -> None:
    for module in (case.package, case.package.models, case.package.errors):
        everything: dict[str, object] = {}
        exec(f"from {module.__name__} import *", everything)
        assert sorted(module.__all__) == sorted(everything.keys() - {"__builtins__"})
    kinds = {name for name in case.package.errors.__all__ if isinstance(getattr(case.package.errors, name), type)}
    assert kinds <= set(case.package.__all__)
    assert set(case.package.models.__all__) <= set(case.package.__all__)
    assert dir(case.package) == sorted(case.package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = case.package.nothing


@pytest.mark.parametrize("key", BAD_KEYS, ids=repr)
def test_key_that_cannot_be_sent_is_refused_and_not_shown(case: Case, shell: Shell, key: str) -> None:
    for name in case.credentials:
        with pytest.raises(case.package.ConfigurationError, match=name) as caught:
            shell.make(case, **{name: key})
        assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        *("http://api.example", "ftp://api.example", "api.example", "https://", "", "https://[", "https://h:x"),
        *("https://user:SECRET@api.example", "https://api.example?key=SECRET", "https://api.example#SECRET"),
        *("http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1"),
    ],
)
def test_base_url_that_keys_must_not_go_to_is_refused(case: Case, shell: Shell, url: str) -> None:
    with pytest.raises(case.package.ConfigurationError, match="base_url") as caught:
        shell.make(case, base_url=url)
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("value", [3, b"secret"])
def test_settings_that_are_no_text_are_named(case: Case, shell: Shell, value: object) -> None:
    kind = f"of type {type(value).__name__}: give a"
    with pytest.raises(case.package.ConfigurationError, match=f"^base_url is {kind} URL such as https://"):
        shell.make(case, base_url=value)
    with pytest.raises(case.package.ConfigurationError, match=f"^api_key is {kind} string$"):
        shell.make(case, api_key=value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost", "http://[::1]:8", "https://api.example/v1"])
def test_base_url_is_https_or_this_machine(case: Case, shell: Shell, url: str) -> None:
    client = shell.make(case, base_url=url)
    assert client.base_url == url
    shell.close(client)


@pytest.mark.parametrize("seconds", [0, -1, math.inf, math.nan, "5"])
def test_timeout_is_finite(case: Case, shell: Shell, seconds: object) -> None:
    with pytest.raises(case.package.ConfigurationError, match="timeout"):
        shell.make(case, timeout=seconds)


def test_from_env_reads_the_documented_variables(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[httpx.Request] = []
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(f"{case.provider.upper()}_BASE_URL", "http://127.0.0.1:7")
    handler = answering(200, case.body)
    http_client = httpx.Client(transport=httpx.MockTransport(lambda request: seen.append(request) or handler(request)))
    kind = getattr(case.package, f"{case.prefix}Client")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        client = kind.from_env(http_client=http_client)
    getattr(client, case.method)(ID)
    assert seen[0].url.port == 7
    assert {name: seen[0].headers[name] for name in case.headers} == case.headers


def test_from_env_names_every_variable_that_is_not_set(case: Case) -> None:
    for prefix in ("", "Async"):
        with pytest.raises(case.package.ConfigurationError) as caught:
            getattr(case.package, f"{prefix}{case.prefix}Client").from_env({})
        assert all(name in str(caught.value) for name in case.environment)


def test_repr_shows_the_base_url_only(case: Case, shell: Shell) -> None:
    client = shell.make(case)
    assert repr(client).endswith(f"Client(base_url={client.base_url!r})")
    assert "SECRET" not in repr(client)
    shell.close(client)


def test_no_secret_in_a_traceback_with_its_locals(case: Case, shell: Shell) -> None:
    def refuse(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    client = shell.make(case, refuse)
    with pytest.raises(case.package.TransportError) as caught:
        shell.call(client, case.method, ID)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    inside = [line for line in shown.splitlines() if "SECRET" in line and "case = " not in line]
    assert inside == []


def test_closed_client_says_so(case: Case, shell: Shell) -> None:
    client = shell.make(case)
    shell.close(client)
    with pytest.raises(case.package.ClientError, match="closed"):
        shell.call(client, case.method, ID)


@pytest.mark.parametrize(
    ("given", "what"),
    [(3, "of type int"), ("http://proxy.example", "of type str"), (False, "of type bool"), (type, "the class type")],
)
def test_something_else_as_http_client_is_told(case: Case, shell: Shell, given: object, what: str) -> None:
    with pytest.raises(
        case.package.ConfigurationError, match=f"http_client is {what}: give an httpx.(Async)?Client or "
    ):
        shell.make(case, http_client=given)


def test_a_client_of_the_other_world_is_told() -> None:
    with pytest.raises(
        OXEN.package.ConfigurationError, match=r"http_client is of type AsyncClient: give an httpx\.Client"
    ):
        OXEN.package.OxenClient(api_key="k", http_client=httpx.AsyncClient())
    with httpx.Client() as given, pytest.raises(OXEN.package.ConfigurationError, match=r"give an httpx\.AsyncClient"):
        OXEN.package.AsyncOxenClient(api_key="k", http_client=given)


def test_own_http_client_stays_open() -> None:
    http_client = httpx.Client(transport=httpx.MockTransport(answering(200, BREEZE.body)))
    for _ in range(2):
        Blocking().call(Blocking().make(BREEZE, http_client=http_client), BREEZE.method, ID)
    assert not http_client.is_closed
    http_client.close()


def test_clients_share_one_ssl_context(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    create = httpx.create_ssl_context
    monkeypatch.setattr(httpx, "create_ssl_context", lambda *a, **k: made.append(1) or create(*a, **k))
    for shell in (Blocking(), Asyncio(), Blocking()):
        shell.close(shell.make(case))
    assert len(made) <= 1


@pytest.mark.parametrize("shell", [Blocking(), Asyncio()], ids=lambda shell: shell.name)
def test_playai_warns_that_the_service_is_reported_closed(shell: Shell) -> None:
    prefix = "" if shell.name == "blocking" else "Async"
    kind = getattr(PLAYAI.package, f"{prefix}PlayAIClient")
    with pytest.warns(PLAYAI.package.ArchivedServiceWarning, match="2025-12-31") as caught:
        client = kind(**PLAYAI.credentials)
    assert caught[0].filename == __file__
    shell.close(client)


@pytest.mark.parametrize("one", [case for case in CASES if case is not PLAYAI], ids=str)
def test_others_do_not_warn(one: Case) -> None:
    getattr(one.package, f"{one.prefix}Client")(**one.credentials).close()


def test_errors_without_arguments_pickle(case: Case) -> None:
    for name in ("ConfigurationError", "InvalidArgument", "TransportError", "ClientError"):
        error = pickle.loads(pickle.dumps(getattr(case.package, name)("why")))
        assert (type(error).__name__, str(error)) == (name, "why")
