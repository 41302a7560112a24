"""A package that requires httpx2 instead of httpx. Its types are checked in `test_calls`."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import httpx
import httpx2
import pytest

from scripts import generate
from tests.codegen.external.documents import JSON, answering, document

if TYPE_CHECKING:
    from pathlib import Path

TIDE = {"type": "object", "required": ["height"], "properties": {"height": {"type": "number"}}}
PATHS = {
    "/tide": {"get": answering(TIDE, operationId="get_tide")},
    "/chart": {
        "post": answering(
            TIDE,
            operationId="send_chart",
            requestBody={"content": {"application/pdf": {"schema": {"format": "binary"}}}},
        )
    },
    "/tides": {
        "get": {
            "operationId": "watch_tides",
            "responses": {"200": {"description": "", "content": {"text/event-stream": {"schema": TIDE}}}},
        }
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tidal")
    (place / "spec.json").write_text(json.dumps(document(PATHS)))
    arguments = ["--spec", str(place / "spec.json"), "--name", "tidal", "--out", str(place), "--http", "httpx2"]
    assert generate.main(arguments) == 0
    return place / "tidal"


@pytest.fixture
def tidal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(folder / "src")
    return importlib.import_module("tidal")


def test_it_requires_httpx2_only(folder: Path) -> None:
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    assert [each.partition(">")[0] for each in project["dependencies"]] == ["httpx2", "attrs"]
    code = "import sys, tidal; tidal.TidalClient().close(); print('httpx2' in sys.modules, 'httpx' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=folder / "src", capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("library", [httpx, httpx2], ids=lambda library: library.__name__)
def test_it_takes_clients_of_both(tidal: Any, library: Any) -> None:
    def answer(request: Any) -> Any:
        if request.url.path == "/tides":
            event = b'data: {"height": 1}\n\n'
            return library.Response(200, content=event, headers={"content-type": "text/event-stream"})
        return library.Response(200, json={"height": len(request.content)}, headers={"content-type": JSON})

    client = tidal.TidalClient(http_client=library.Client(transport=library.MockTransport(answer)))
    assert client.get_tide().height == 0
    assert client.send_chart(body=b"chart").height == 5
    assert [each.height for each in client.watch_tides()] == [1]


def test_errors_of_httpx2_are_its_own(tidal: Any) -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("slow")

    client = tidal.TidalClient(http_client=httpx2.Client(transport=httpx2.MockTransport(fail)))
    with pytest.raises(tidal.TransportError, match="no response in time"):
        client.get_tide()


def test_the_option_is_for_documents(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        generate.main(["oxen", "--http", "httpx2"])
    assert "set http in its provider.toml" in capsys.readouterr().err
