"""Which text of the generator's own templates ours were written against (templates/upstream.sha256).

When an upgrade changes a template that we override, the build stops: somebody has to look what changed, and why.
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
    """Compare the record with what is installed.

    Raises:
        CodegenError: A template changed upstream, is not recorded, or is recorded without need; the message names it.
    """
    recorded, found = _recorded(templates / RECORD), upstream_hashes(templates)
    differing = sorted(name for name in {*recorded, *found} if recorded.get(name) != found.get(name))
    if differing:
        now = "\n".join(f"{found[name]}  {name}" for name in differing if name in found)
        raise CodegenError(
            f"{templates.name}/{RECORD}: not what openapi-python-client has: {', '.join(differing)}; compare each "
            f"of its templates with ours, then record:\n{now}"
        )


def upstream_hashes(templates: Path) -> dict[str, str]:
    """Hash every template of the generator that one of ours stands in for, by name."""
    theirs = files("openapi_python_client") / "templates"
    names = sorted(path.name for path in templates.rglob("*.jinja") if (theirs / path.name).is_file())
    return {name: hashlib.sha256((theirs / name).read_bytes()).hexdigest() for name in names}


def _recorded(path: Path) -> dict[str, str]:
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in lines}
