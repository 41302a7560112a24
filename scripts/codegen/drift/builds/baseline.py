"""The last release of a provider's client (specs/<provider>/released/), which the next one is compared with.

- `release.toml`: version, date, and the hash of the client's files
- `pages/`: the pages that it was built from
- `openapi.json`: its spec
- `interface.txt`: its Python interface, as `interface_text` returns it
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.drift.builds.build import Client
from scripts.codegen.drift.interface_diff.client_interface import check_interface
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider

RELEASED = "released"
"""Its folder in that of the provider."""
_HEAD = "# Written by `python -m scripts.release`: what the next release is compared with.\n"


@dataclass(frozen=True)
class Baseline:
    """A release and what it was made from."""

    version: str
    day: date
    pages: dict[str, bytes]
    spec: Document
    client: Client


def read_baseline(provider: Provider) -> Baseline | None:
    """Read the last release, None if there is none.

    Raises:
        CodegenError: A part of it is missing or not valid.
    """
    folder = provider.folder / RELEASED
    if not folder.is_dir():
        return None
    where = f"specs/{provider.name}/{RELEASED}"
    try:
        release = tomllib.loads((folder / "release.toml").read_text(encoding="utf-8"))
        client = Client((folder / "interface.txt").read_text(encoding="utf-8"), release["client_sha256"])
        check_interface(client.interface)
        pages = {path.name: path.read_bytes() for path in sorted((folder / "pages").iterdir())}
        spec = json.loads((folder / "openapi.json").read_bytes())
        return Baseline(release["version"], release["day"], pages, spec, client)
    except OSError as error:
        raise CodegenError(f"{where}: cannot read {error.filename}: {error.strerror}; restore it from git") from error
    except (CodegenError, ValueError, KeyError) as error:
        raise CodegenError(f"{where}: not valid: {error}; restore it from git") from error


def write_baseline(baseline: Baseline, folder: Path) -> None:
    """Write a baseline into a new folder."""
    release = (
        f'{_HEAD}version = "{baseline.version}"\nday = {baseline.day}\nclient_sha256 = "{baseline.client.sha256}"\n'
    )
    spec = json.dumps(baseline.spec, indent=1, ensure_ascii=False) + "\n"
    (folder / "pages").mkdir(parents=True)
    for name, content in baseline.pages.items():
        (folder / "pages" / name).write_bytes(content)
    for name, text in (("release.toml", release), ("interface.txt", baseline.client.interface), ("openapi.json", spec)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
