"""What a README shows is what happens."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import httpx
import pytest

from scripts.road.provider import ROOT
from tests.clients.cases import ID

if TYPE_CHECKING:
    from tests.clients.cases import Case


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("status", [200, 404])
def test_example_runs(
    case: Case, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "generated" / f"{case.provider}-jobs-client" / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    answer = httpx.Response(status, content=json.dumps(case.body))
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: answer)
    exec(compile(example, "README.md", "exec"), {})
    assert (ID if status == 200 else f"{case.prefix} answered 404") in capsys.readouterr().out
