"""Two interfaces of a client compared: what breaks its users, at run time or under a type checker."""

from __future__ import annotations

import pytest

from scripts.codegen.drift.interface_diff.client_interface import check_interface, interface_text, write_package
from scripts.codegen.drift.interface_diff.compare import api_changes
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.provider import ROOT, load_provider

BASE = '''\
## things
from things.client import ThingsClient
from things import errors
__all__ = ['ThingsClient', 'errors']

## things._sending
class Sender:
    def close(self) -> None: ...

## things.api

## things.api.things

## things.api.things.make_thing
from typing import Literal
def get_kwargs(size: int, *, kind: Literal['a', 'b'] | Unset=UNSET) -> dict[str, Any]: ...
def sync_detailed(size: int, *, kind: Literal['a', 'b'] | Unset=UNSET, client: ThingsClient) -> Response[Thing]: ...

## things.client
from typing import Literal
from things._sending import Sender
class ThingsClient(Sender):
    def make_thing(self, size: int, *, kind: Literal['a', 'b'] | Unset=UNSET) -> Thing: ...

## things.errors
class ThingsError(Exception): ...

## things.models
from things.models.thing import Thing
__all__ = ['Thing']

## things.models.thing
class Thing:
    name: str | None
    origin: str | None | Unset
    size: int
class ThingStatus(StrEnum):
    DONE = 'done'
    FAILED = 'failed'

## things.requests
class Shape(TypedDict):
    """Keys."""
    width: float
    depth: NotRequired[float]
'''
TWINS = ("api.things.make_thing.get_kwargs", "api.things.make_thing.sync_detailed")


def changes(*edits: tuple[str, str]) -> list[tuple[str, str, bool]]:
    new = BASE
    for old, text in edits:
        assert old in new, old
        new = new.replace(old, text)
    return [(change.name, change.description, change.is_breaking) for change in api_changes(BASE, new, "things")]


def test_an_interface_is_no_different_from_itself() -> None:
    assert changes() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("size: int, *", "size: int, depth: int, *", ("ThingsClient.make_thing(depth)", "is new and required", True)),
        ("size: int, *", "size: int, *, depth: int=1", ("ThingsClient.make_thing(depth)", "is new", False)),
        (
            "Literal['a', 'b']",
            "Literal['a']",
            (
                "ThingsClient.make_thing(kind)",
                "now accepts `Literal['a'] | Unset`, previously `Literal['a', 'b'] | Unset`",
                True,
            ),
        ),
        (
            "Literal['a', 'b']",
            "Literal['a', 'b', 'c']",
            (
                "ThingsClient.make_thing(kind)",
                "now accepts `Literal['a', 'b', 'c'] | Unset`, previously `Literal['a', 'b'] | Unset`",
                False,
            ),
        ),
        (
            "Literal['a', 'b']",
            "str",
            (
                "ThingsClient.make_thing(kind)",
                "now accepts `str | Unset`, previously `Literal['a', 'b'] | Unset`",
                False,
            ),
        ),
        (" | Unset=UNSET", "", ("ThingsClient.make_thing(kind)", "is required now", True)),
        ("    name: str | None\n", "    name: str\n", ("Thing.name", "is now `str`, previously `str | None`", False)),
        ("    size: int\n", "    size: int | None\n", ("Thing.size", "is now `int | None`, previously `int`", True)),
        ("    size: int\n", "", ("Thing.size", "is gone", True)),
        ("    origin:", "    source:", ("Thing.origin", "is gone; likely replaced by `source`", True)),
        ("    DONE = 'done'\n", "", ("ThingStatus.DONE", "is gone", True)),
        ("DONE = 'done'", "DONE = 'ready'", ("ThingStatus.DONE", "is now `'ready'`, previously `'done'`", True)),
        ("width: float", "width: NotRequired[float]", ("Shape.width", "is optional now", False)),
        ("depth: NotRequired[float]", "depth: float", ("Shape.depth", "is required now", True)),
        ("    depth: NotRequired[float]\n", "", ("Shape.depth", "is gone", True)),
        ("    width:", "    height: int\n    width:", ("Shape.height", "is new and required", True)),
        ("    width:", "    height: NotRequired[int]\n    width:", ("Shape.height", "is new", False)),
        ("    def close(self) -> None: ...", "    ...", ("ThingsClient.close", "is gone", True)),
        ("Exception", "BaseException", ("ThingsError", "no longer derives from `Exception`", True)),
    ],
)
def test_a_change(old: str, new: str, expected: tuple[str, str, bool] | None) -> None:
    found = changes((old, new))
    assert found[:1] == ([expected] if expected else [])


def test_twins_are_reported_with_the_method_of_the_client() -> None:
    (change,) = api_changes(BASE, BASE.replace("size: int, *", "size: int, *, depth: int=1"), "things")
    assert change.also == tuple(f"{name}(depth)" for name in TWINS)


def test_an_operation_that_came_is_reported_once() -> None:
    came = BASE.replace(
        "\n## things.client\n", "\n## things.api.things.drop\ndef parse() -> None: ...\n\n## things.client\n"
    ).replace("class ThingsClient(Sender):\n", "class ThingsClient(Sender):\n    def drop(self) -> None: ...\n")
    (change,) = api_changes(BASE, came, "things")
    assert (change.name, change.description, change.also) == ("ThingsClient.drop", "is new", ("api.things.drop",))


def test_the_operations_of_a_removed_module_are_reported() -> None:
    found = changes(("things.api.things", "things.api.pots"))  # as after another tag
    assert found[0] == ("api.things.make_thing", "is gone", True)


def test_the_classes_of_a_removed_module_are_reported() -> None:
    requests = BASE[BASE.index("## things.requests") :]
    assert changes((requests, "")) == [("Shape", "is gone", True)]


def test_a_model_that_came_is_reported_once() -> None:
    assert changes(("class Thing:", "class Part:\n    name: str\nclass Thing:")) == [("Part", "is new", False)]


def test_what_is_no_interface_is_refused() -> None:
    check_interface(BASE)
    with pytest.raises(CodegenError, match="an interface begins with '##'"):
        check_interface("class Thing: ...\n")
    with pytest.raises(CodegenError, match="line 2 of an interface is not Python"):
        check_interface("## things\nclass Thing\n")


@pytest.fixture(scope="module")
def breeze() -> str:
    provider = load_provider("breeze")
    return interface_text(ROOT / "generated" / provider.distribution / "src" / provider.package)


def test_an_interface_holds_what_is_public_and_nothing_else(breeze: str) -> None:
    assert "def get_generation_job(self, generation_job_id: str) -> GenerationJobResponse: ...\n" in breeze
    assert "    def close(self) -> None: ...\n" in breeze  # inherited from a private module
    assert "    speed: NotRequired[float]\n" in breeze
    assert not [word for word in ('"""', "import httpx", "_QUERY", "class Credentials", "_opened") if word in breeze]


def test_an_interface_is_a_package_that_gives_the_same_interface(
    breeze: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("interface")
    write_package(breeze, folder)
    assert (folder / "breeze_jobs_client" / "client" / "__init__.py").is_file()
    assert api_changes(breeze, breeze, "breeze_jobs_client") == ()
