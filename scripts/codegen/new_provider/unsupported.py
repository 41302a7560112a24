"""Operations that no client can have: which they are, and the actions of an overlay that leave them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.new_provider.job_fields import job_operation
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import METHODS, items, mapping, operations, resolve
from scripts.codegen.openapi.places import json_path
from scripts.codegen.openapi.yaml_file import read_yaml, yaml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Document, Json, Place
    from scripts.codegen.pages.provider import Provider

_SHOWN = 200
"""The most characters of a reason; the generator prints whole schemas."""


def unsupported_operations(provider: Provider, spec: Document) -> dict[Place, str]:
    """Find the operations without which the client can be generated, by bisection.

    Returns:
        Why each of them fails; empty if all of them fail, or the one that gets a job.
    """
    places = [place for place, _ in operations(spec)]
    found = _faulty(provider, spec, places)
    job = job_operation(spec)
    return {} if len(found) == len(places) or (job and job[0] in found) else found


def leave_out(provider: Provider, found: dict[Place, str]) -> None:
    """Add an action to the overlay of a provider for each operation, which removes it.

    Raises:
        CodegenError: The overlay does not end with its actions.
    """
    path = provider.folder / "overlay.yaml"
    actions: list[Json] = [
        {
            "target": json_path(place),
            "description": f"The client cannot have this operation as it is described: {why}",
            "x-source": [f"pages/{provider.pages[0].file}"],
            "remove": True,
        }
        for place, why in found.items()
    ]
    before, old = read_yaml(path), path.read_text(encoding="utf-8")
    path.write_text(old.rstrip("\n") + "\n" + yaml_text({"actions": actions}).partition("\n")[2], encoding="utf-8")
    if read_yaml(path) != {**before, "actions": [*items(before.get("actions")), *actions]}:
        path.write_text(old, encoding="utf-8")
        raise CodegenError(f"specs/{provider.name}/overlay.yaml: has something below its actions: move it above them")


def _faulty(provider: Provider, spec: Document, places: Sequence[Place]) -> dict[Place, str]:
    why = _fault(provider, spec, places)
    if not why:
        return {}
    if len(places) == 1:
        return {places[0]: why}
    half = len(places) // 2
    return {**_faulty(provider, spec, places[:half]), **_faulty(provider, spec, places[half:])}


def _in_place(spec: Document, value: Json) -> Json:
    """Return a value with what it refers to in other operations, which are not there, in its place."""
    if isinstance(value, list):
        return [_in_place(spec, each) for each in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("$ref", "")).startswith("#/paths/"):
        return resolve(spec, value)
    return {key: _in_place(spec, each) for key, each in value.items()}


def _fault(provider: Provider, spec: Document, places: Sequence[Place]) -> str:
    """Return why the client of some operations cannot be generated, empty if it can be."""
    part: Document = {**spec, "paths": {}}
    for _, path, method in places:
        item = spec["paths"][path]
        whole = cast("Document", _in_place(spec, item[method]))
        part["paths"].setdefault(path, {key: item[key] for key in item if key not in METHODS})[method] = whole
    needs = [each for _, one in operations(part) for each in items(one.get("security"))]
    schemes = {scheme for need in needs for scheme in mapping(need)}
    credentials = tuple(each for each in provider.credentials if each.scheme in schemes)
    alone = replace(provider, credentials=credentials, submit=None, listing=None, example={})
    with TemporaryDirectory() as folder:
        try:
            generate_client(alone, part, Path(folder, "client"))
        except CodegenError as error:
            return str(error).partition("\n")[0].removeprefix(f"{provider.source}: ")[:_SHOWN]
    return ""
