"""External documents written here, and the packages that are generated from them."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from scripts.codegen.external.package import generate_external

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.codegen.external.notes import Notes
    from scripts.codegen.pages.provider import HTTPLibrary

JSON = "application/json"


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    base = {
        "openapi": "3.0.3",
        "info": {"title": "External", "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "paths": paths,
        "components": {"schemas": schemas or {}},
    }
    return {**base, **changes}


def answering(schema: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An operation that answers with JSON of this schema."""
    return {"responses": {"200": {"description": "", "content": {JSON: {"schema": schema}}}}, **changes}


def reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


@dataclass
class Made:
    """A package that was made, imported, with a client whose requests are kept and answered."""

    package: Any
    notes: Notes
    folder: Path

    def client(
        self, answer: Any = None, status: int = 200, *, headers: dict[str, str] | None = None, **keys: str
    ) -> Any:
        transport = httpx.MockTransport(self._respond(answer, status, headers))
        return self._class("")(http_client=httpx.Client(transport=transport), **keys)

    def async_client(
        self, answer: Any = None, status: int = 200, *, headers: dict[str, str] | None = None, **keys: str
    ) -> Any:
        transport = httpx.MockTransport(self._respond(answer, status, headers))
        return self._class("Async")(http_client=httpx.AsyncClient(transport=transport), **keys)

    def _class(self, start: str) -> Any:
        names = [name for name in dir(self.package) if name.endswith("Client") and not name.startswith("Async")]
        return getattr(self.package, start + names[0])

    def _respond(
        self, answer: Any, status: int, headers: dict[str, str] | None
    ) -> Callable[[httpx.Request], httpx.Response]:
        self.requests: list[httpx.Request] = []
        content: dict[str, Any] = (
            {"json": answer} if answer is None or isinstance(answer, dict | list | int) else {"content": answer}
        )

        def respond(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return httpx.Response(status, headers=headers, **content)

        return respond

    @property
    def adaptations(self) -> str:
        return "\n".join(note for _, note in self.notes.adaptations)


def make(folder: Path, name: str, what: dict[str, Any], http: HTTPLibrary = "httpx") -> Made:
    path = folder / "openapi.json"
    path.write_text(json.dumps(what), encoding="utf-8")
    notes = generate_external(path, name, folder / "out", http)
    sys.path.insert(0, str(folder / "out" / name / "src"))
    try:
        return Made(importlib.import_module(name), notes, folder / "out" / name)
    finally:
        sys.path.pop(0)


def checked(made: Made, cache: Path) -> str:
    """What mypy --strict says of the package."""
    source, name = made.folder / "src", made.package.__name__
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(cache), "-p", name]
    return subprocess.run(command, cwd=source, capture_output=True, text=True, check=False).stdout


def strictly_checked(made: Made) -> str:
    """What pyright says of the package in its strict mode."""
    config = {"typeCheckingMode": "strict", "include": ["src"]}
    (made.folder / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    return subprocess.run(command, cwd=made.folder, capture_output=True, text=True, check=False).stdout
