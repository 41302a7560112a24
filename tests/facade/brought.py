"""Small packages that bring providers, put on the path as pip would install them: modules, and a dist-info folder."""

from __future__ import annotations

import sys
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SETTINGS = """
    from dataclasses import dataclass
    from typing import ClassVar
    from generation_jobs import Settings

    @dataclass(frozen=True, kw_only=True)
    class Acme(Settings):
        provider: ClassVar[str] = "acme"
        makes: ClassVar[str] = "speech"
        adapter: ClassVar[str] = "bringer.adapter"
"""

ADAPTER = """
    import json
    from generation_jobs import Job, JobStatus, Media
    from generation_jobs.adapters import Adapter, Pace, Submit, text

    WORDS = {"waiting": JobStatus.QUEUED, "done": JobStatus.SUCCEEDED}

    class Refused(Exception):
        pass

    class Operation:
        @staticmethod
        def auth_headers(*, api_key):
            return {"X-Acme-Key": api_key}

        @staticmethod
        def parse(status_code, headers, content):
            return json.loads(content)

    class Get(Operation):
        @staticmethod
        def get_kwargs(id):
            return {"method": "get", "url": f"/jobs/{id}"}

    class Create(Operation):
        @staticmethod
        def get_kwargs(*, text: "str", speed: "float | None" = None):
            return {"method": "post", "url": "/jobs", "json": {"text": text, "speed": speed}}

    def read(ref, base_url, model):
        word = text(model["status"])
        status = WORDS.get(word, JobStatus.UNKNOWN)
        media = (Media("audio", model.get("url")),) if status.is_final else ()
        return Job(str(ref), status, word, media=media, raw=model)

    ADAPTER = Adapter(
        base_url="https://api.acme.example",
        words=WORDS,
        pace=Pace(floor=1.0, ceiling=5.0),
        operation=Get,
        read=read,
        read_error=lambda body: (None, None),
        undecodable=ValueError,
        refused=Refused,
    )
"""

SUBMITS = ADAPTER + "    object.__setattr__(ADAPTER, 'submit', Submit(Create, lambda m, _: (read('acme:1', '', m),)))\n"


class Bringer:
    """Installs packages for one test, and forgets their modules after it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._installed: set[str] = set()
        monkeypatch.syspath_prepend(folder)

    def install(self, entry: str, module: str = "bringer", settings: str = SETTINGS, adapter: str = ADAPTER) -> None:
        """A package `<module>` 1.2 with the entry point `entry` (NAME = OBJECT)."""
        self._installed.add(module)
        package, info = self._folder / module, self._folder / f"{module}-1.2.dist-info"
        package.mkdir()
        info.mkdir()
        (package / "__init__.py").write_text(dedent(settings), encoding="utf-8")
        (package / "adapter.py").write_text(dedent(adapter), encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.2\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[generation_jobs.providers]\n{entry}\n", encoding="utf-8")
        for name in (module, f"{module}.adapter"):
            self._monkeypatch.delitem(sys.modules, name, raising=False)

    def loaded(self, module: str = "bringer") -> set[str]:
        """Which of its modules are imported."""
        return {name for name in sys.modules if name.partition(".")[0] == module}

    def forget(self) -> None:
        """Unload the modules of all packages that were installed."""
        for name in [name for name in sys.modules if name.partition(".")[0] in self._installed]:
            del sys.modules[name]
