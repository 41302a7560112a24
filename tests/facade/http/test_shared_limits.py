"""The option `budget`: which Redis is refused, and by which names limits are shared."""

from __future__ import annotations

import socket
import sys

import pytest
from generation_jobs import AsyncJobs, Breeze, ConfigurationError, Jobs
from generation_jobs._sessions.provider_session import limit_key

from tests.facade.bodies import SETTINGS

BREEZE = Breeze(api_key="brz_secret")


def refusal(url: str) -> str:
    with pytest.raises(ConfigurationError) as refused:
        Jobs([BREEZE], budget=url)
    with pytest.raises(ConfigurationError):
        AsyncJobs([BREEZE], budget=url)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://:hunter2@localhost/",
        "redis://:hunter2@localhost:port/0",
        "redis://:hunter2@[::1",
        "redis://:hunter2@localhost/0?nonsense=1",
        "redis://:hunter2@localhost/0?db=many",
    ],
)
def test_a_url_that_is_none_is_refused_without_its_password(url: str) -> None:
    message = refusal(url)
    assert "give one such as redis://localhost:6379/0" in message
    assert "hunter2" not in message


def test_a_redis_that_cannot_be_reached_is_told_at_the_start_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    message = refusal(f"redis://:hunter2@127.0.0.1:{port}/0")
    assert f"Redis at 127.0.0.1:{port} cannot be used: it does not answer (ConnectionError)" in message
    assert "hunter2" not in message


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.delitem(sys.modules, "sliding_window_quota.redis_store", raising=False)
    assert "pip install 'generation-jobs[redis]'" in refusal("redis://localhost")


def test_the_environment_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_BUDGET", "nonsense")
    with pytest.raises(ConfigurationError, match="not the URL of a Redis"):
        Jobs.from_env()
    monkeypatch.setenv("GENJOBS_BUDGET", "")
    Jobs.from_env().close()


def test_a_budget_is_named_by_account_and_never_by_key() -> None:
    names = {limit_key(settings, "https://a.example", "read") for settings in SETTINGS.values()}
    names |= {limit_key(BREEZE, "https://b.example", "read"), limit_key(BREEZE, "https://a.example", "submit")}
    names |= {limit_key(Breeze(api_key="brz_other"), "https://a.example", "read")}
    assert len(names) == len(SETTINGS) + 3
    assert not any("secret" in name or "other" in name for name in names)
