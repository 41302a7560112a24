"""Reads what is needed from a response that the client's model refuses."""

from collections.abc import Mapping
from typing import cast

from generation_jobs._core.errors import UndecodableResponse
from generation_jobs._core.values.json_body import decode


class LooseModel:
    """A JSON object that is read as a model of the client is.

    Each attribute is the field of that name, in snake or camel case (`created_at`, `createdAt`), and None if there is
    none: a job can be read although a side field is missing or of another type than documented. `misfit` is raised if
    what is needed cannot be read either; a part of another object has none.
    """

    def __init__(self, fields: Mapping[str, object], misfit: UndecodableResponse | None = None) -> None:
        self.misfit = misfit
        self._fields = {_spelled(name): value for name, value in fields.items()}

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return _loose(self._fields.get(_spelled(name)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LooseModel) and self._fields == other._fields

    def __hash__(self) -> int:
        return hash(frozenset(self._fields))

    def __repr__(self) -> str:  # crash reporters show local variables, and the values may hold a key
        return f"LooseModel({', '.join(self._fields)})"


def loose_model(body: bytes, misfit: UndecodableResponse) -> LooseModel | None:
    """Return the JSON object of a body, None if it is anything else."""
    try:
        fields: object = decode(body)
    except (ValueError, RecursionError):
        return None
    return LooseModel(cast("dict[str, object]", fields), misfit) if isinstance(fields, dict) else None


def _loose(value: object) -> object:
    if isinstance(value, list):
        return [_loose(item) for item in cast("list[object]", value)]
    return LooseModel(cast("dict[str, object]", value)) if isinstance(value, dict) else value


def _spelled(name: str) -> str:
    return name.replace("_", "").lower()
