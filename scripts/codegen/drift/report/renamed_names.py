"""Add the new name to changes that only show that the old one is gone.

This happens if an overlay had introduced the new name before the pages did.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openapi_python_client.strings import PythonIdentifier

from scripts.codegen.drift.escaping import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.codegen.drift.interface_diff.change import ApiChange
    from scripts.codegen.drift.spec_diff.wording import Change


def new_names(page_changes: Iterable[Change]) -> dict[str, str]:
    """Return the fields and parameters that the pages renamed: the new name, by the old one."""
    subjects = {"field", "parameter"}
    return {
        str(each.old): str(each.new) for each in page_changes if each.action == "renamed" and each.subject in subjects
    }


def named_in_spec(changes: Iterable[Change], names: dict[str, str]) -> Iterator[Change]:
    """Add the new name to the change of each removed field."""
    for change in changes:
        new = names.get(change.place.rpartition("/")[2])
        is_gone = change.subject == "field" and change.action == "removed"
        yield replace(change, description=f"{change.description}; {_call(new)}") if new and is_gone else change


def named_in_api(changes: Iterable[ApiChange], names: dict[str, str]) -> Iterator[ApiChange]:
    """Add the new name to the change of each removed attribute that lacks it."""
    python = {str(PythonIdentifier(old, "field_")): str(PythonIdentifier(new, "field_")) for old, new in names.items()}
    for change in changes:
        new = python.get(change.name.rpartition(".")[2])
        is_gone = change.description == "is gone"
        yield replace(change, description=f"{change.description}; {_call(new)}") if new and is_gone else change


def _call(name: str | None) -> str:
    return f"the pages now call it {code(name or '')}"
