"""Find the changes of a client's Python interface, and which of them are breaking.

griffe finds what breaks at run time. What breaks type checking is found here: an annotation that accepts less than
before, or returns more.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import griffe

from scripts.codegen.drift.escaping import code
from scripts.codegen.drift.interface_diff.annotations import accepts_all
from scripts.codegen.drift.interface_diff.change import ApiChange, Found, merged
from scripts.codegen.drift.interface_diff.client_interface import write_package
from scripts.codegen.drift.renames import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.drift.interface_diff.change import Action

Members: TypeAlias = "dict[str, griffe.Object]"

_PARAMETERS = {
    griffe.BreakageKind.PARAMETER_MOVED: "has moved",
    griffe.BreakageKind.PARAMETER_REMOVED: "is gone",
    griffe.BreakageKind.PARAMETER_CHANGED_KIND: "is passed in another way",
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: "has another default",
    griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED: "is required now",
    griffe.BreakageKind.PARAMETER_ADDED_REQUIRED: "is new and required",
}
_OBJECTS = {
    griffe.BreakageKind.OBJECT_CHANGED_KIND: "is of another kind",
    griffe.BreakageKind.CLASS_REMOVED_BASE: "lost a base class",
    griffe.BreakageKind.RETURN_CHANGED_TYPE: "lost its return type",
}


def api_changes(old: str, new: str, package: str) -> tuple[ApiChange, ...]:
    """Compare two interfaces of a package, as `interface_text` returns them; breaking changes come first."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = (_loaded(text, package, Path(folder) / name) for text, name in ((old, "old"), (new, "new")))
    found = [*_breakages(before, after), *_compared(_members(before), _members(after))]
    return merged([*found, *_additions(_members(before), _members(after))])


def _loaded(interface: str, package: str, folder: Path) -> griffe.Module:
    write_package(interface, folder)
    loader = griffe.GriffeLoader(search_paths=[folder], allow_inspection=False)
    loaded = loader.load(package, try_relative_path=False)
    loader.resolve_aliases()
    assert isinstance(loaded, griffe.Module)
    return loaded


def _members(owner: griffe.Object) -> Members:
    """Return everything that a module or class defines itself, by its path."""
    found: Members = {}
    for name, member in owner.members.items():
        if isinstance(member, griffe.Object) and name not in {"__all__", "__version__"}:
            found[member.path] = member
            found.update(_members(member))
    return found


def _breakages(old: griffe.Module, new: griffe.Module) -> Iterator[Found]:
    for breakage in griffe.find_breaking_changes(old, new):
        path = breakage.obj.path
        if breakage.kind in _PARAMETERS:
            parameter: griffe.Parameter = breakage.old_value or breakage.new_value
            is_gone = breakage.kind is griffe.BreakageKind.PARAMETER_REMOVED
            action: Action = "removed" if is_gone else "changed"
            yield Found(path, parameter.name, _PARAMETERS[breakage.kind], action, is_breaking=True)
        elif breakage.kind is griffe.BreakageKind.OBJECT_REMOVED and _is_reported(breakage.obj):
            yield Found(path, "", f"is gone{_successor(breakage.obj, new)}", "removed", is_breaking=True)
        elif breakage.kind is not griffe.BreakageKind.OBJECT_REMOVED:
            yield Found(path, "", _OBJECTS[breakage.kind], "changed", is_breaking=True)


def _successor(gone: griffe.Object | griffe.Alias, new: griffe.Module) -> str:
    """Return which attribute of the same class probably replaces a removed one."""
    owner = gone.parent
    after = _members(new).get(owner.path) if owner else None
    if not (isinstance(owner, griffe.Class) and isinstance(after, griffe.Class) and gone.is_attribute):
        return ""
    names = renamed(owner.attributes, after.attributes, lambda field: str(field.annotation or ""), lambda _: None)
    if gone.name not in names:
        return ""
    name, rename = names[gone.name]
    return f"; {rename.certainty} replaced by {code(name)}"


def _compared(old: Members, new: Members) -> Iterator[Found]:
    for path, before in old.items():
        after = new.get(path)
        if isinstance(before, griffe.Function) and isinstance(after, griffe.Function):
            yield from _signature(path, before, after)
        elif isinstance(before, griffe.Attribute) and isinstance(after, griffe.Attribute):
            yield from _attribute(path, before, after)


def _signature(path: str, old: griffe.Function, new: griffe.Function) -> Iterator[Found]:
    parameters = {parameter.name: parameter for parameter in new.parameters}
    before = {parameter.name: str(parameter.annotation or "") for parameter in old.parameters}
    for name, annotation in before.items():
        if name in parameters:
            yield from _accepted(path, name, annotation, str(parameters[name].annotation or ""))
    yield from _returned(path, str(old.returns or ""), str(new.returns or ""))
    for name, parameter in parameters.items():
        if name not in before and not parameter.required:
            yield Found(path, name, "is new", "added", is_breaking=False)


def _attribute(path: str, old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Found]:
    before, after = str(old.annotation or ""), str(new.annotation or "")
    if _is_sent(new):
        yield from _accepted(path, "", before, after)
        if before.startswith("NotRequired") != after.startswith("NotRequired"):
            is_stricter = before.startswith("NotRequired")
            description = "is required now" if is_stricter else "is optional now"
            yield Found(path, "", description, "changed", is_breaking=is_stricter)
    else:
        yield from _returned(path, before, after)
    if str(old.value) != str(new.value) and old.value is not None:
        yield Found(
            path, "", f"is now {code(str(new.value))}, previously {code(str(old.value))}", "changed", is_breaking=True
        )


def _is_sent(field: griffe.Attribute) -> bool:
    """Return whether an attribute is a key of a TypedDict, which users pass in requests."""
    owner = field.parent
    return isinstance(owner, griffe.Class) and "TypedDict" in map(str, owner.bases)


def _is_required(field: griffe.Attribute) -> bool:
    return _is_sent(field) and not str(field.annotation).startswith("NotRequired")


def _accepted(path: str, name: str, old: str, new: str) -> Iterator[Found]:
    if not (accepts_all(old, new) and accepts_all(new, old)):
        description = f"now accepts {code(new)}, previously {code(old)}"
        yield Found(path, name, description, "changed", is_breaking=not accepts_all(new, old))


def _returned(path: str, old: str, new: str) -> Iterator[Found]:
    if not (accepts_all(old, new) and accepts_all(new, old)):
        description = f"is now {code(new)}, previously {code(old)}"
        yield Found(path, "", description, "changed", is_breaking=not accepts_all(old, new))


def _additions(old: Members, new: Members) -> Iterator[Found]:
    for path, member in new.items():
        owner = member.parent
        is_part = owner is not None and owner.path not in old and _is_reported(owner)
        if path not in old and _is_reported(member) and not is_part:
            is_demanded = isinstance(member, griffe.Attribute) and _is_required(member)
            yield Found(path, "", "is new and required" if is_demanded else "is new", "added", is_breaking=is_demanded)


def _is_reported(member: griffe.Object | griffe.Alias) -> bool:
    """Return whether an added or removed member is reported; a module only if it is an operation."""
    return not member.is_module or bool(member.functions)
