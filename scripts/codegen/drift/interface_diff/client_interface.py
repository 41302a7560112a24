"""The public interface of a client as one text: its modules without bodies, docstrings and private names.

It is Python, so that diffs are readable and griffe can load it. Each module begins with a line `## name`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scripts.codegen.drift.interface_diff.module_interface import Module
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEAD = "## "


def interface_text(package: Path) -> str:
    """Return the interface of a package.

    Private modules are included as far as public classes inherit from them, or public modules export their names.

    Args:
        package: The folder of the package.
    """
    paths = sorted(package.rglob("*.py"))
    modules = {module.name: module for module in (Module(path, package.parent) for path in paths)}
    wanted = _wanted(modules)
    return "\n".join(f"{_HEAD}{name}\n{modules[name].text(wanted[name])}" for name in modules if name in wanted)


def check_interface(interface: str) -> None:
    """Check that a text is an interface: griffe ignores modules that it cannot read.

    Raises:
        CodegenError: It does not begin with the name of a module, or is not Python.
    """
    if not interface.startswith(_HEAD):
        raise CodegenError(f"an interface begins with {_HEAD.strip()!r} and the name of a module")
    try:
        ast.parse(interface)
    except SyntaxError as error:
        raise CodegenError(f"line {error.lineno} of an interface is not Python: {error.msg}") from error


def write_package(interface: str, folder: Path) -> None:
    """Write an interface as a package, for tools that read source files."""
    parts = (part.partition("\n") for part in f"\n{interface}".split(f"\n{_HEAD}")[1:])
    for name, _, text in parts:
        path = folder.joinpath(*name.split("."))
        path.mkdir(parents=True)  # every module as a package: its name does not show whether it is one
        (path / "__init__.py").write_text(text, encoding="utf-8")


def _wanted(modules: Mapping[str, Module]) -> dict[str, set[str]]:
    """Return the names of the interface, by module."""
    wanted = {name: set(module.public) for name, module in modules.items() if module.is_public}
    waiting = [(module, name) for module, names in wanted.items() for name in names]
    while waiting:
        module, name = waiting.pop()
        for source, needed in modules[module].needs(name):
            if source in modules and needed not in wanted.setdefault(source, set()):
                wanted[source].add(needed)
                waiting.append((source, needed))
    return wanted
