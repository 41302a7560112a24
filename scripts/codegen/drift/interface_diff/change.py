"""Changes of a client's Python interface, each reported once, however often it occurs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from scripts.codegen.drift.escaping import code

if TYPE_CHECKING:
    from collections.abc import Iterable

Action: TypeAlias = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class ApiChange:
    """One change.

    Attributes:
        name: The name that users have for what changed.
        is_breaking: It breaks code that worked, or passed a type checker.
        also: Other names with the same change, for instance the asyncio variant of a method.
    """

    name: str
    action: Action
    description: str
    is_breaking: bool
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{code(self.name)} {self.description}"


@dataclass(frozen=True)
class Found:
    """A change at one place: a path, beginning with the package, and an argument if it is about one."""

    path: str
    argument: str
    description: str
    action: Action
    is_breaking: bool

    @property
    def name(self) -> str:
        """The name that users have for it: without a module if the package exports it."""
        parts = self.path.split(".")[1:]
        at = next((number for number, part in enumerate(parts) if part[:1].isupper()), 0)
        return ".".join(parts[at:]) + (f"({self.argument})" if self.argument else "")

    @property
    def operation(self) -> str:
        """The operation that it belongs to: a method of a client, or a module of functions; else its name."""
        match self.path.split(".")[1:]:
            case ["api", _, module, *_]:
                return module
            case [*_, owner, method] if owner.endswith("Client"):
                return method
            case _:
                return self.name

    @property
    def rank(self) -> int:
        """The order of several places: the client's method, its asyncio variant, the functions."""
        return 2 if ".api." in self.path else int(self.name.startswith("Async"))


def merged(found: Iterable[Found]) -> tuple[ApiChange, ...]:
    """Merge equal changes: breaking ones first, then removed, changed and added."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for each in found:
        key = (each.operation, each.argument, _plain(each.description), each.action, each.is_breaking)
        groups.setdefault(key, []).append(each)
    order: list[Action] = ["removed", "changed", "added"]
    changes = [_change(sorted(group, key=lambda each: each.rank)) for group in groups.values()]
    return tuple(sorted(changes, key=lambda each: (not each.is_breaking, order.index(each.action), str(each))))


def _change(group: list[Found]) -> ApiChange:
    first = group[0]
    also = tuple(dict.fromkeys(each.name for each in group if each.name != first.name))
    return ApiChange(first.name, first.action, first.description, first.is_breaking, also)


def _plain(description: str) -> str:
    """Remove the wrappers in which a function returns what the method returns."""
    return description.replace("Response[", "").replace("AsyncIterator[", "").replace("Iterator[", "").replace("]", "")
