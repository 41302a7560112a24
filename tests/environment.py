"""The environment variables that the facade and the command line read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs import provider_names

if TYPE_CHECKING:
    import pytest

_PROVIDER_VARIABLES = ["API_KEY", "USER_ID", "BASE_URL"]
_PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]


def clear_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the machine's keys and proxies from a test."""
    names = [f"{provider}_{variable}".upper() for provider in provider_names() for variable in _PROVIDER_VARIABLES]
    proxies = [spelling for proxy in _PROXIES for spelling in (proxy, proxy.lower())]
    for name in (*names, *proxies, "GENJOBS_ALLOW_PRIVATE_MEDIA", "GENJOBS_BUDGET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GENJOBS_LEDGER", "off")  # no test writes into the home directory
