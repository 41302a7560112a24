"""What breaks the users of a client and griffe does not tell: values, bases, overloads, keys of TypedDicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.codegen.drift.interface_diff.client_interface import interface_text
from scripts.codegen.drift.interface_diff.compare import api_changes

if TYPE_CHECKING:
    from pathlib import Path

BASE = """
from collections.abc import Iterator, Sequence
from enum import Enum, StrEnum
from typing import Final, Literal, NotRequired, Required, TypeAlias, TypedDict, overload

Speed: TypeAlias = Literal["slow", "fast"]
Shape = "Circle | Square"
Found: TypeAlias = "list[Circle | Square] | None"
LIMIT: Final = 20

class Tint(StrEnum):
    RED = "red"
    BLUE = "blue"

class KilnError(Exception):
    code: str

class Lost(KilnError, LookupError):
    pass

class Circle:
    tints: dict[str, int | None]

class Square:
    pass

class _Common(TypedDict):
    glaze: str
    note: NotRequired[str]

class Order(_Common):
    count: int
    rush: NotRequired[bool]

class Loose(TypedDict, total=False):
    width: int
    height: Required[int]

class _Sender:
    def close(self) -> None: ...

class Kiln(_Sender):
    @overload
    def fire(pot: str) -> Circle: ...
    @overload
    def fire(pot: str, *, stream: Literal[True], heat: int | float) -> Square: ...
    def fire(pot: str, *, stream: bool = False, heat: int | float = 0) -> Circle | Square:
        return Square() if stream else Circle()

    def cool(self, degrees: int = 20, shape: Circle | Square | None = None) -> list[Circle | Square]:
        return []

    def each(self, pots: Sequence[str]) -> Iterator[Circle | None]:
        return iter(())

@overload
def lift(weight: int) -> int: ...
@overload
def lift(weight: str) -> str: ...
def lift(weight: int | str) -> int | str:
    return weight
"""


def interface(folder: Path, text: str) -> str:
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "things.py").write_text(text, encoding="utf-8")
    return interface_text(folder)


COOL = (
    "    def cool(self, degrees: int = 20, shape: Circle | Square | None = None) -> list[Circle | Square]:\n"
    "        return []\n"
)
CLOSE = "    def close(self) -> None: ...\n"
STREAMED = "fire(pot: str, *, stream: Literal[True], heat: int | float) -> Square"
CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str, bool]]]] = {
    "nothing": ([], []),
    "a value of an enum": ([('"red"', '"crimson"')], [("Tint.RED", "is now `'crimson'`, previously `'red'`", True)]),
    "a value of a Literal is gone": (
        [('Literal["slow", "fast"]', 'Literal["fast"]')],
        [("Speed", "is now `Literal['fast']`, previously `Literal['slow', 'fast']`", True)],
    ),
    "a value of a Literal is new": (
        [('Literal["slow", "fast"]', 'Literal["slow", "fast", "still"]')],
        [("Speed", "is now `Literal['slow', 'fast', 'still']`, previously `Literal['slow', 'fast']`", False)],
    ),
    "the order of a Literal": ([('Literal["slow", "fast"]', 'Literal["fast", "slow"]')], []),
    "a constant": ([("LIMIT: Final = 20", "LIMIT: Final = 30")], [("LIMIT", "is now `30`, previously `20`", True)]),
    "the order of unions": (
        [
            ('"list[Circle | Square] | None"', '"None | list[Square | Circle]"'),
            ("dict[str, int | None]", "dict[str, None | int]"),
            ("shape: Circle | Square | None", "shape: None | Square | Circle"),
            ("-> list[Circle | Square]", "-> list[Square | Circle]"),
            ("heat: int | float)", "heat: float | int)"),
        ],
        [],
    ),
    "a default": ([("degrees: int = 20", "degrees: int = 30")], [("Kiln.cool(degrees)", "has another default", True)]),
    "a method is awaited": (
        [("    def cool(", "    async def cool(")],
        [("Kiln.cool", "has to be awaited now", True)],
    ),
    "a base is gone": (
        [("Lost(KilnError, LookupError)", "Lost(KilnError)")],
        [("Lost", "no longer derives from `LookupError`", True)],
    ),
    "a base is another": (
        [("Lost(KilnError, LookupError)", "Lost(KilnError, ValueError)")],
        [("Lost", "no longer derives from `LookupError`", True)],
    ),
    "a base of a base is gone": (
        [("KilnError(Exception)", "KilnError(BaseException)"), ("LookupError", "BaseException")],
        [
            ("KilnError", "no longer derives from `Exception`", True),
            ("Lost", "no longer derives from `LookupError`", True),
            ("Lost", "no longer derives from `Exception`", True),
        ],
    ),
    "a base is narrower": ([("KilnError, LookupError", "KilnError, KeyError")], []),
    "an enum of text": (
        [("Tint(StrEnum)", "Tint(str, Enum)")],
        [("Tint", "no longer derives from `StrEnum`", True), ("Tint", "no longer derives from `ReprEnum`", True)],
    ),
    "a private base": ([("_Sender", "_Opener")], []),
    "an overload is gone": (
        [("    @overload\n    def fire(pot: str) -> Circle: ...\n", "")],
        [("Kiln.fire", "no longer has the overload `fire(pot: str) -> Circle`", True)],
    ),
    "an overload takes less": (
        [("heat: int | float)", "heat: int)")],
        [
            ("Kiln.fire", f"no longer has the overload `{STREAMED}`", True),
        ],
    ),
    "an overload takes more": (
        [("heat: int | float)", "heat: int | float | str)")],
        [("Kiln.fire", f"has the new overload `{STREAMED.replace('float', 'float | str')}`", False)],
    ),
    "an overload of a function": (
        [("@overload\ndef lift(weight: str) -> str: ...\n", "@overload\ndef lift(weight: str) -> bytes: ...\n")],
        [("things.lift", "no longer has the overload `lift(weight: str) -> str`", True)],
    ),
    "total=False is gone": (
        [("Loose(TypedDict, total=False)", "Loose(TypedDict)")],
        [("Loose.width", "is required now", True)],
    ),
    "total=False is new": (
        [("_Common(TypedDict)", "_Common(TypedDict, total=False)")],
        [("Order.glaze", "is optional now", False)],
    ),
    "total=False as single words": (
        [("Loose(TypedDict, total=False)", "Loose(TypedDict)"), ("width: int", "width: NotRequired[int]")],
        [],
    ),
    "a key moves to the base": (
        [("    count: int\n", ""), ("    glaze: str\n", "    glaze: str\n    count: int\n")],
        [],
    ),
    "a key moves to the child": (
        [("    glaze: str\n", ""), ("    count: int\n", "    count: int\n    glaze: str\n")],
        [],
    ),
    "an inherited key is gone": ([("    note: NotRequired[str]\n", "")], [("Order.note", "is gone", True)]),
    "an inherited key is required": (
        [("note: NotRequired[str]", "note: str")],
        [("Order.note", "is required now", True)],
    ),
    "an inherited key takes less": (
        [("glaze: str", 'glaze: Literal["matt"]')],
        [("Order.glaze", "now accepts `Literal['matt']`, previously `str`", True)],
    ),
    "an inherited key is new": (
        [("    glaze: str\n", "    glaze: str\n    size: int\n")],
        [("Order.size", "is new and required", True)],
    ),
    "a parameter that can be anything": (
        [("degrees: int = 20", "degrees: object = 20")],
        [("Kiln.cool(degrees)", "now accepts `object`, previously `int`", False)],
    ),
    "an iterator of less": (
        [("-> Iterator[Circle | None]", "-> Iterator[Circle]")],
        [("Kiln.each", "is now `Iterator[Circle]`, previously `Iterator[Circle | None]`", False)],
    ),
    "an iterator of more": (
        [("-> Iterator[Circle | None]", "-> Iterator[Circle | Square | None]")],
        [("Kiln.each", "is now `Iterator[Circle | Square | None]`, previously `Iterator[Circle | None]`", True)],
    ),
    "a sequence of more is taken": (
        [("pots: Sequence[str]", "pots: Sequence[str | int]")],
        [("Kiln.each(pots)", "now accepts `Sequence[str | int]`, previously `Sequence[str]`", False)],
    ),
    "a method moves to a private base": ([(COOL, ""), (CLOSE, CLOSE + COOL)], []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change(case: str, tmp_path: Path) -> None:
    edits, expected = CASES[case]
    text = BASE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    before, after = interface(tmp_path / "old" / "kiln", BASE), interface(tmp_path / "new" / "kiln", text)
    found = [(each.name, each.description, each.is_breaking) for each in api_changes(before, after, "kiln")]
    breaking = [each for each in found if each[2]] if any(broken for *_, broken in expected) else found
    assert sorted(breaking) == sorted(expected)
