"""Find the changes of a client's Python interface, and which of them are breaking.

griffe finds which names and parameters are gone. It compares no values, annotations, base classes or overloads; this
is done here. What breaks type checking counts too: an annotation that accepts less than before, or returns more.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import griffe

from scripts.codegen.drift.escaping import code
from scripts.codegen.drift.interface_diff.annotations import accepts_all, is_literal, parts
from scripts.codegen.drift.interface_diff.bases import lost_bases
from scripts.codegen.drift.interface_diff.change import ApiChange, Found, merged
from scripts.codegen.drift.interface_diff.client_interface import write_package
from scripts.codegen.drift.interface_diff.members import is_required, is_typed_dict, members
from scripts.codegen.drift.interface_diff.overloads import compared_overloads
from scripts.codegen.drift.renames import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.drift.interface_diff.change import Action
    from scripts.codegen.drift.interface_diff.members import Member, Members

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
    griffe.BreakageKind.RETURN_CHANGED_TYPE: "lost its return type",
}


def api_changes(old: str, new: str, package: str) -> tuple[ApiChange, ...]:
    """Compare two interfaces of a package, as `interface_text` returns them; breaking changes come first."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = (_loaded(text, package, Path(folder) / name) for text, name in ((old, "old"), (new, "new")))
    old_members, new_members = members(before), members(after)
    found = [*_breakages(before, after, new_members), *_compared(old_members, new_members)]
    return merged([*found, *_additions(old_members, new_members)])


def _loaded(interface: str, package: str, folder: Path) -> griffe.Module:
    write_package(interface, folder)
    loader = griffe.GriffeLoader(search_paths=[folder], allow_inspection=False)
    loaded = loader.load(package, try_relative_path=False)
    loader.resolve_aliases()
    assert isinstance(loaded, griffe.Module)
    return loaded


def _breakages(old: griffe.Module, new: griffe.Module, after: Members) -> Iterator[Found]:
    for breakage in griffe.find_breaking_changes(old, new):
        path = breakage.obj.path
        if breakage.kind in _PARAMETERS:
            parameter: griffe.Parameter = breakage.old_value or breakage.new_value
            is_gone = breakage.kind is griffe.BreakageKind.PARAMETER_REMOVED
            action: Action = "removed" if is_gone else "changed"
            yield Found(path, parameter.name, _PARAMETERS[breakage.kind], action, is_breaking=True)
        elif breakage.kind is griffe.BreakageKind.OBJECT_REMOVED:
            for gone in _removed(breakage.obj, after):
                yield Found(gone.path, "", f"is gone{_successor(gone, after)}", "removed", is_breaking=True)
        elif breakage.kind in _OBJECTS:
            yield Found(path, "", _OBJECTS[breakage.kind], "changed", is_breaking=True)


def _removed(member: griffe.Object | griffe.Alias, after: Members) -> Iterator[griffe.Object | griffe.Alias]:
    """Yield the removed members that are reported: of a module its parts, as griffe does not.

    An inherited member is reported with the public class that defined it.
    """
    if isinstance(member, griffe.Alias) and member.inherited:
        is_reported = member.final_target.path in after or "._" in member.final_target.path
    elif isinstance(member, griffe.Module) and not member.functions:
        is_reported = False
        for part in member.members.values():
            if not (part.is_alias or part.name.startswith("_")):
                yield from _removed(part, after)
    else:
        is_reported = True
    if is_reported:
        yield member


def _successor(gone: griffe.Object | griffe.Alias, after: Members) -> str:
    """Return which attribute of the same class probably replaces a removed one."""
    owner = gone.parent
    found = after.get(owner.path) if owner else None
    if not (isinstance(owner, griffe.Class) and found and isinstance(found.object, griffe.Class) and gone.is_attribute):
        return ""
    now = found.object.attributes
    names = renamed(owner.attributes, now, lambda field: str(field.annotation or ""), lambda _: None)
    if gone.name not in names:
        return ""
    name, rename = names[gone.name]
    return f"; {rename.certainty} replaced by {code(name)}"


def _compared(old: Members, new: Members) -> Iterator[Found]:
    for path, before in old.items():
        after = new.get(path)
        if after is None or _is_reported_at_base(before, after, old):
            continue
        match before.object, after.object:
            case griffe.Function() as first, griffe.Function() as second:
                yield from _signature(path, first, second)
            case griffe.Attribute() as first, griffe.Attribute() as second:
                yield from _attribute(path, first, second)
            case griffe.Class() as first, griffe.Class() as second:
                yield from lost_bases(path, first, second)
            case _:
                pass


def _is_reported_at_base(before: Member, after: Member, old: Members) -> bool:
    """Return whether a class inherits a member from the same public class as before."""
    is_same = before.object.path == after.object.path
    return before.is_inherited and after.is_inherited and is_same and before.object.path in old


def _signature(path: str, old: griffe.Function, new: griffe.Function) -> Iterator[Found]:
    if _is_awaited(old) != _is_awaited(new):
        description = "has to be awaited now" if _is_awaited(new) else "is no longer awaited"
        yield Found(path, "", description, "changed", is_breaking=True)
    if old.overloads or new.overloads:
        yield from compared_overloads(path, old, new)
        return
    parameters = {parameter.name: parameter for parameter in new.parameters}
    before = {parameter.name: str(parameter.annotation or "") for parameter in old.parameters}
    for name, annotation in before.items():
        if name in parameters:
            yield from _accepted(path, name, annotation, str(parameters[name].annotation or ""))
    yield from _returned(path, str(old.returns or ""), str(new.returns or ""))
    for name, parameter in parameters.items():
        if name not in before and not parameter.required:
            yield Found(path, name, "is new", "added", is_breaking=False)


def _is_awaited(function: griffe.Function) -> bool:
    return "async" in function.labels


def _attribute(path: str, old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Found]:
    before, after = str(old.annotation or ""), str(new.annotation or "")
    if is_typed_dict(new.parent):
        yield from _accepted(path, "", before, after)
        if is_required(old) != is_required(new):
            description = "is required now" if is_required(new) else "is optional now"
            yield Found(path, "", description, "changed", is_breaking=is_required(new))
    else:
        yield from _returned(path, before, after)
    yield from _value(path, old, new)


def _value(path: str, old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Found]:
    """Compare the values of a constant, an enum's member or an alias of a type."""
    before, after = str(old.value), str(new.value)
    if old.value is None or before == after:
        return
    is_breaking = True
    if _is_type(old) and _is_type(new):
        gone, came = parts(before) - parts(after), parts(after) - parts(before)
        if not (gone or came):
            return
        is_breaking = bool(gone) or not all(map(is_literal, came))
    yield Found(path, "", f"is now {code(after)}, previously {code(before)}", "changed", is_breaking=is_breaking)


def _is_type(alias: griffe.Attribute) -> bool:
    """Return whether an attribute is another name of a type, as far as it can be seen."""
    is_declared = str(alias.annotation or "").endswith("TypeAlias")
    return is_declared or isinstance(alias.value, griffe.ExprBinOp | griffe.ExprSubscript)


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
        owner = path.rpartition(".")[0]
        is_part = owner not in old and owner in new and _is_reported(new[owner].object)
        is_reported_at_base = member.is_inherited and member.object.path in new and member.object.path not in old
        if path not in old and _is_reported(member.object) and not (is_part or is_reported_at_base):
            is_demanded = _is_demanded(member.object)
            yield Found(path, "", "is new and required" if is_demanded else "is new", "added", is_breaking=is_demanded)


def _is_demanded(member: griffe.Object) -> bool:
    """Return whether it is a required key of a TypedDict."""
    return isinstance(member, griffe.Attribute) and is_typed_dict(member.parent) and is_required(member)


def _is_reported(member: griffe.Object | griffe.Alias) -> bool:
    """Return whether an added or removed member is reported; a module only if it is an operation."""
    return not member.is_module or bool(member.functions)
