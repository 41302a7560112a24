"""Pages are third-party text: whatever a spec says, it never becomes code."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.openapi.document import CodegenError
from tests.codegen.clients.conftest import ID, operation, spec
from tests.operation_modules import operation_module

if TYPE_CHECKING:
    from collections.abc import Callable

EVIL = [
    '"""\nimport sys; sys.hostile = 1\n"""',
    "'''; import sys; sys.hostile = 1 #",
    "\\",
    '\\"; import sys; sys.hostile = 1 #',
    "{__import__('sys').__dict__.update(hostile=1)}",
    "{{ 7 * 7 }}{% raise %}",
    "../../evil",
    "a\n\rb\x00\u2028",
    "*/ `x` <!-- --> ``` \\N{BULLET} \\u0041 \\x",
    "",
]


def hostile(text: str) -> dict[str, Any]:
    """A spec that says this wherever it can say anything, save in names of which clients are made."""
    thing = {
        "type": "object",
        "description": text,
        "title": "Thing",
        "required": [f"r{text}"],
        "example": {text: text},
        "properties": {
            f"r{text}": {"type": "string", "description": text, "default": text, "example": text},
            f"o{text}": {"type": "string", "enum": [f"w{text}", "w", f"v{text}"], "default": f"w{text}"},
            "when": {"type": "string", "format": "date-time", "description": text, "default": text},
            "inner": {"type": "object", "title": f"Inner {text}", "description": text},
        },
    }
    path_parameter = {**ID, "description": text, "example": text}
    query = {"name": f"q{text}", "in": "query", "description": text, "schema": {"type": "string", "default": text}}
    one = operation(
        "get_thing",
        {"$ref": "#/components/schemas/Thing"},
        summary=text,
        description=text,
        tags=[f"Things {text}"],
        parameters=[path_parameter, query],
    )
    one["responses"]["404"] = {"description": text, "x-error-codes": [text]}
    return spec(
        {"/things/{id}": one},
        {"Thing": thing},
        info={"title": text, "version": text, "description": text},
        **{"x-error-body": {"code": [f"/{text}"], "message": [text]}},
    )


def named(schema: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{schema}"}


@pytest.mark.parametrize("number", range(len(EVIL)))
def test_hostile_text_stays_text(make_client: Callable[..., Any], number: int) -> None:
    text, name = EVIL[number], f"evil{number}"
    package = make_client(name, hostile(text))
    import_module(f"{package.__name__}.client")
    module = operation_module(package, "get_thing")
    body = {f"r{text}": "1", f"o{text}": f"v{text}", "when": "?", text + "unknown": 2}
    thing = module.parse(200, {}, json.dumps(body).encode())
    assert thing.to_dict() == body
    assert module.get_kwargs("i")["url"] == "/things/i"
    assert package.errors.read_error(json.dumps({text: "code"}).encode())[0] in {"code", None}
    assert not hasattr(sys, "hostile")


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (spec({'/x"; evil': operation("get_x", {})}), "is not a valid path"),
        (spec({"/../x": operation("get_x", {})}), "is not a valid path"),
        (spec({"/x\\y": operation("get_x", {})}), "is not a valid path"),
        (spec({"/x": operation("../x", {})}), "cannot name a method"),
        (spec({"/x": operation("close", {})}), "cannot name a method"),
        (spec({"/x": operation("class", {})}), "cannot name a method"),
        (spec({"/x": operation("get_x", {}), "/y": operation("get_x", {})}), "names two operations"),
        (spec({"/x": operation("get_x", named("Any"))}, {"Any": {"type": "object"}}), "cannot name a model"),
        (spec({"/x": operation("get_x", named("APIError"))}, {"APIError": {"type": "object"}}), "cannot name a model"),
        (
            spec({"/x": operation("get_x", {"type": "object", "properties": {"to_dict": {}}})}),
            "cannot name an attribute",
        ),
        (spec({"/x": operation("get_x", {"type": "object", "properties": {"\\": {}}})}), "cannot name an attribute"),
    ],
)
def test_name_that_cannot_be_used_is_a_clear_error(
    make_client: Callable[..., Any], document: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CodegenError, match=problem) as caught:
        make_client("names", document)
    assert str(caught.value).startswith("specs/names/openapi.yaml: ")


def test_nothing_is_written_beside_the_folder(make_client: Callable[..., Any]) -> None:
    package = make_client("beside", hostile("../../../evil"))
    root = Path(package.__file__).parents[3]
    assert sorted(path.name for path in root.iterdir()) == ["CHANGELOG.md", "beside-jobs-client"]
