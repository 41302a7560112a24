"""Check the generator's own templates against templates/upstream.sha256.

If an upgrade of the generator changes a template that we override, the build stops until ours has been reviewed.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "upstream.sha256"


def check_upstream(templates: Path) -> None:
    """Compare the recorded hashes with the installed templates.

    Raises:
        CodegenError: A template changed upstream, is not recorded, or need not be; the message names it.
    """
    recorded, found = _recorded(templates / RECORD), upstream_hashes(templates)
    differing = sorted(name for name in {*recorded, *found} if recorded.get(name) != found.get(name))
    if differing:
        now = "\n".join(f"{found[name]}  {name}" for name in differing if name in found)
        raise CodegenError(
            f"{templates.name}/{RECORD}: differs from openapi-python-client: {', '.join(differing)}; compare each "
            f"of its templates with ours, then record:\n{now}"
        )


def upstream_hashes(templates: Path) -> dict[str, str]:
    """Return the SHA-256 of every template of the generator that we override, by name."""
    theirs = files("openapi_python_client") / "templates"
    names = sorted(path.name for path in templates.rglob("*.jinja") if (theirs / path.name).is_file())
    return {name: hashlib.sha256((theirs / name).read_bytes()).hexdigest() for name in names}


def _recorded(path: Path) -> dict[str, str]:
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in lines}
