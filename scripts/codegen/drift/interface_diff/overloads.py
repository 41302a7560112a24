"""Compare the overloads of a function: type checkers see these, and not the function below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code
from scripts.codegen.drift.interface_diff.annotations import accepts_all
from scripts.codegen.drift.interface_diff.change import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import griffe


def compared_overloads(path: str, old: griffe.Function, new: griffe.Function) -> Iterator[Found]:
    """Yield each overload that calls no longer fit or that returns more, and each new one."""
    before, after = old.overloads or [old], new.overloads or [new]
    for each in before:
        if not _is_covered(each, after):
            yield Found(path, "", f"no longer has the overload {_signature(each)}", "removed", is_breaking=True)
    for each in after:
        if not _is_covered(each, before):
            yield Found(path, "", f"has the new overload {_signature(each)}", "added", is_breaking=False)


def _is_covered(overload: griffe.Function, others: Sequence[griffe.Function]) -> bool:
    return any(_takes(other, overload) and accepts_all(_returns(overload), _returns(other)) for other in others)


def _takes(wide: griffe.Function, narrow: griffe.Function) -> bool:
    """Return whether every call of ``narrow`` is one of ``wide``."""
    offered = {parameter.name: parameter for parameter in wide.parameters}
    given = {parameter.name: parameter for parameter in narrow.parameters}
    if any(parameter.required and name not in given for name, parameter in offered.items()):
        return False
    return all(
        name in offered
        and accepts_all(_annotation(offered[name]), _annotation(parameter))
        and (parameter.required or not offered[name].required)
        for name, parameter in given.items()
    )


def _annotation(parameter: griffe.Parameter) -> str:
    return str(parameter.annotation or "")


def _returns(function: griffe.Function) -> str:
    return str(function.returns or "")


def _signature(function: griffe.Function) -> str:
    return code(function.signature(return_type=True))
