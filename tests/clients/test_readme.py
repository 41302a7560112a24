"""What a README shows is what happens."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import httpx
import pytest

from scripts.codegen.pages.provider import ROOT
from tests.clients.cases import ID

if TYPE_CHECKING:
    from tests.clients.cases import Case

# What the submit of the example is answered with, and what the example prints of it; PlayAI's answer is the job.
SUBMITTED: dict[str, tuple[bytes, str]] = {
    "breeze": (b'{"generation_job_id": "job_new", "history_item_id": "job_new", "status": "active"}', "job_new"),
    "bland": (b"RIFF\x00\x00\x00\x00WAVE", "12 bytes"),
    "oxen": (b'{"generations": [{"generation_id": "job_new", "status": "queued"}]}', "job_new"),
    "finetuning": (b'{"data": {"id": "job_new", "status": "processing"}}', "job_new"),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("status", [200, 404])
def test_example_runs(
    case: Case, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "generated" / f"{case.provider}-jobs-client" / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    job = json.dumps(case.body)
    submitted, shown = SUBMITTED.get(case.provider, (job.encode(), ID))

    def answer(_: object, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=submitted) if request.method == "POST" else httpx.Response(status, text=job)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    exec(compile(example, "README.md", "exec"), {})
    output = capsys.readouterr().out
    assert shown in output
    assert (ID if status == 200 else f"{case.prefix} responded with 404") in output
