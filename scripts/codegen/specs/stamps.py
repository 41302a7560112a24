"""Stamps: hashes of what was built or checked already, to skip the work when nothing has changed.

A stamp covers the inputs, the tools and the outputs. `--check` ignores stamps and does the work. Stamps are in a
folder that git ignores, so a fresh clone, and with it CI, has none.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from scripts.codegen.openapi.files import write
from scripts.codegen.pages.provider import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STAMPS = ROOT / ".cache" / "stamps.json"
CODEGEN_FILES = (
    *(ROOT / "scripts" / name for name in ("codegen", "templates", "specs.py", "generate.py")),
    *(ROOT / name for name in ("packages/docs2openapi/src", "LICENSE", "pyproject.toml", "constraints.txt")),
)
"""The inputs of every provider's spec and client."""

TOOLS = ("openapi-python-client", "datamodel-code-generator", "jinja2", "jsonpath-rfc9535", "PyYAML", "ruff")

_IGNORED = {"__pycache__", ".ruff_cache", ".mypy_cache", "dist", "build"}


class Stamps:
    """The stamps in a file; there are none if the file is missing or broken."""

    def __init__(self, path: Path = STAMPS) -> None:
        self._path = path
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self._known: dict[str, str] = found if isinstance(found, dict) else {}

    def has(self, name: str, digest: str) -> bool:
        """Return whether ``name`` was done already with this digest."""
        return self._known.get(name) == digest

    def put(self, name: str, digest: str) -> None:
        """Record that ``name`` was done with this digest, if the file can be written."""
        self._known[name] = digest
        try:
            write(self._path, json.dumps(self._known, indent=1, sort_keys=True) + "\n")
        except OSError:
            return


def digest_of(places: Iterable[Path], tools: Iterable[str] = TOOLS) -> str:
    """Hash files, the files in folders, and the versions of tools.

    Args:
        places: Files and folders.
        tools: Distribution names.
    """
    total = hashlib.sha256(repr((sys.version_info[:3], [(tool, _version(tool)) for tool in tools])).encode())
    for place in places:
        for path in sorted(_files(place)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if path.is_file())
    return [path for path in found if _IGNORED.isdisjoint(path.relative_to(place).parts)]


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return "none"
