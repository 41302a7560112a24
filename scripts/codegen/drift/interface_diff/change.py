"""One change of a client's interface, told once however often it is to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from scripts.codegen.drift.escaping import code

if TYPE_CHECKING:
    from collections.abc import Iterable

Action: TypeAlias = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class ApiChange:
    """One change: of what (as users call it), in words, and whether it breaks code that was right before.

    ``also`` are the other places that show the same change, such as the asyncio twin of a method.
    """

    name: str
    action: Action
    told: str
    is_breaking: bool
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{code(self.name)} {self.told}"


@dataclass(frozen=True)
class Found:
    """A change at one place: ``path`` with the package, ``argument`` of it where it is one, and what is the matter."""

    path: str
    argument: str
    told: str
    action: Action
    is_breaking: bool

    @property
    def name(self) -> str:
        """How users call it: what a package gives out at its root needs no module."""
        parts = self.path.split(".")[1:]
        at = next((number for number, part in enumerate(parts) if part[:1].isupper()), 0)
        return ".".join(parts[at:]) + (f"({self.argument})" if self.argument else "")

    @property
    def operation(self) -> str:
        """The operation that it is of: a method of a client, or a module of functions; else itself."""
        match self.path.split(".")[1:]:
            case ["api", _, module, *_]:
                return module
            case [*_, owner, method] if owner.endswith("Client"):
                return method
            case _:
                return self.name

    @property
    def rank(self) -> int:
        """Which of several places is named first: the client's method, then its twin, then the functions."""
        return 2 if ".api." in self.path else int(self.name.startswith("Async"))


def merged(found: Iterable[Found]) -> tuple[ApiChange, ...]:
    """Tell each change once; what breaks comes first, then what is gone, changed and new."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for each in found:
        key = (each.operation, each.argument, _plain(each.told), each.action, each.is_breaking)
        groups.setdefault(key, []).append(each)
    order: list[Action] = ["removed", "changed", "added"]
    changes = [_change(sorted(group, key=lambda each: each.rank)) for group in groups.values()]
    return tuple(sorted(changes, key=lambda each: (not each.is_breaking, order.index(each.action), str(each))))


def _change(group: list[Found]) -> ApiChange:
    first = group[0]
    also = tuple(dict.fromkeys(each.name for each in group if each.name != first.name))
    return ApiChange(first.name, first.action, first.told, first.is_breaking, also)


def _plain(told: str) -> str:
    """Leave out in which wrapper a function gives what the method gives as it is."""
    return told.replace("Response[", "").replace("AsyncIterator[", "").replace("Iterator[", "").replace("]", "")
