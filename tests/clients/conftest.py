from __future__ import annotations

import os

import pytest

from tests.clients.cases import CASES, FILE_CASES, Case
from tests.clients.shells import Asyncio, Blocking, Shell


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the machine's keys or proxies."""
    for name in list(os.environ):
        if name.upper().endswith(("_PROXY", "_API_KEY", "_USER_ID", "_BASE_URL")):
            monkeypatch.delenv(name)


@pytest.fixture(params=[Blocking(), Asyncio()], ids=lambda shell: shell.name)
def shell(request: pytest.FixtureRequest) -> Shell:
    return request.param


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture(params=FILE_CASES, ids=str)
def file_case(request: pytest.FixtureRequest) -> Case:
    return request.param
