"""Format generated Python with the workspace's ruff settings."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from ruff import find_ruff_bin  # type: ignore[import-untyped]

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.provider import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RUFF = str(find_ruff_bin())
"""The program itself: `python -m ruff` starts an interpreter first."""


def formatted(text: str, path: Path) -> str:
    """Sort imports, remove unused ones, and format.

    Args:
        text: The source.
        path: Where it will be written.

    Raises:
        CodegenError: It is not valid Python.
    """
    return _ruff(_ruff(text, path, "check", "--fix", "--select=F401,I"), path, "format")


def _ruff(text: str, path: Path, *command: str) -> str:
    options = (f"--config={ROOT / 'pyproject.toml'}", f"--stdin-filename={path}", "-")
    line = [RUFF, *command, *options]
    run = subprocess.run(line, input=text, capture_output=True, text=True, check=False)
    if run.returncode:
        raise CodegenError(f"ruff {command[0]}: {path.name}:\n{run.stderr}")
    return run.stdout
