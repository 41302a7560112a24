"""Names that the pages have changed, said where only the old one shows.

The spec may have had the new name all along, from an overlay: there the old one is just gone.
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


def new_names(said: Iterable[Change]) -> dict[str, str]:
    """Give the fields and parameters that the pages have renamed, old to new."""
    subjects = {"field", "parameter"}
    return {str(each.old): str(each.new) for each in said if each.action == "renamed" and each.subject in subjects}


def named_in_spec(changes: Iterable[Change], names: dict[str, str]) -> Iterator[Change]:
    """Add the new name to each field that is gone."""
    for change in changes:
        new = names.get(change.place.rpartition("/")[2])
        is_gone = change.subject == "field" and change.action == "removed"
        yield replace(change, told=f"{change.told}; {_call(new)}") if new and is_gone else change


def named_in_api(changes: Iterable[ApiChange], names: dict[str, str]) -> Iterator[ApiChange]:
    """Add the new name to each attribute that is gone and does not have it yet."""
    python = {str(PythonIdentifier(old, "field_")): str(PythonIdentifier(new, "field_")) for old, new in names.items()}
    for change in changes:
        new = python.get(change.name.rpartition(".")[2])
        yield replace(change, told=f"{change.told}; {_call(new)}") if new and change.told == "is gone" else change


def _call(name: str | None) -> str:
    return f"the pages call it {code(name or '')} now"
