"""Write built files atomically."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def differs(path: Path, text: str) -> bool:
    """Return whether a file is missing or holds a different text."""
    return not path.is_file() or path.read_bytes() != text.encode()


def write(path: Path, text: str) -> None:
    """Replace a file with ``text`` atomically."""
    write_all({path: text.encode()})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Replace each file atomically, and none before all contents are on the disk."""
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, part in parts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(files[path])
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
