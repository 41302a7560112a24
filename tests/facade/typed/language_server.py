"""Asks pyright's language server what an editor asks it: completions, hovers, diagnostics."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from queue import Queue
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 120.0
"""Seconds for one answer; the first one comes after the server has read the package."""

_CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": ["plaintext"]},
        "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
        "signatureHelp": {"signatureInformation": {"parameterInformation": {}, "activeParameterSupport": True}},
        "diagnostic": {},
    },
}
_SETTINGS = {"python": {"pythonPath": sys.executable}, "python.analysis": {"diagnosticMode": "openFilesOnly"}}


class LanguageServer:
    """A pyright that has opened a folder as its workspace. Close it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        command = [sys.executable, "-m", "pyright.langserver", "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._answers = self._process.stdin, Queue[dict[str, Any]]()
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        self._asked = self._opened = 0
        workspace = {"uri": folder.as_uri(), "name": folder.name}
        self._ask("initialize", processId=None, capabilities=_CAPABILITIES, workspaceFolders=[workspace])
        self._send(method="initialized", params={})

    def completions(self, code: str) -> list[str]:
        """The names of arguments that are offered at the end of the code."""
        found = self._ask("textDocument/completion", **self._at_the_end_of(code))
        return [item["label"].removesuffix("=") for item in found["items"] if item["label"].endswith("=")]

    def signatures(self, code: str) -> list[dict[str, Any]]:
        """The signatures of the call that is open at the end of the code, with their documentation."""
        found: list[dict[str, Any]] = self._ask("textDocument/signatureHelp", **self._at_the_end_of(code))["signatures"]
        return found

    def hover(self, code: str) -> str:
        """What is shown over the last name of the code."""
        where = self._at_the_end_of(code)
        where["position"]["character"] -= 1
        text: str = self._ask("textDocument/hover", **where)["contents"]["value"]
        return text

    def diagnostics(self, code: str) -> list[str]:
        """The messages for a file with this code."""
        document = {"textDocument": self._at_the_end_of(code)["textDocument"]}
        return [item["message"] for item in self._ask("textDocument/diagnostic", **document)["items"]]

    def close(self) -> None:
        """End the server."""
        try:
            self._ask("shutdown")
            self._send(method="exit")
            self._stdin.close()
            self._process.wait(_PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            self._reader.join(_PATIENCE)
            assert self._process.stdout is not None
            self._process.stdout.close()

    def _at_the_end_of(self, code: str) -> dict[str, Any]:
        """Open a new file with this code."""
        self._opened += 1
        uri = (self._folder / f"use{self._opened}.py").as_uri()
        document = {"uri": uri, "languageId": "python", "version": 1, "text": code}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        lines = code.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return {"textDocument": {"uri": uri}, "position": position}

    def _ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._send(id=self._asked, method=method, params=params)
        answer = self._answers.get(timeout=_PATIENCE)
        assert answer["id"] == self._asked
        assert "result" in answer, answer
        return answer["result"]

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._stdin.flush()

    def _read(self, stdout: IO[bytes]) -> None:
        while (message := _message(stdout)) is not None:
            if "method" not in message:
                self._answers.put(message)
            elif "id" in message:  # the server asks something
                self._send(id=message["id"], result=_answer(message))


def _message(stdout: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None at the end."""
    length = 0
    while (line := stdout.readline().strip()) or not length:
        if not line:
            return None
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    message: dict[str, Any] = json.loads(stdout.read(length))
    return message


def _answer(message: dict[str, Any]) -> object:
    """The answer to a question of the server: its settings, or nothing."""
    if message["method"] == "workspace/configuration":
        return [_SETTINGS.get(item.get("section", ""), {}) for item in message["params"]["items"]]
    return None
