"""What only documents of certain authors contain: each operation comes out, and is called and answered as it says."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}


def _object(fields: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": fields, **more}


def _body(schema: dict[str, Any], kind: str = JSON) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}


PATHS: dict[str, Any] = {
    "/letters": {"get": answering(_object({"state": {"enum": ["I", "O", "l"]}}), operationId="get_letters")},
    "/shelves/{shelf}": {
        "put": answering(
            _object({"name": {**TEXT, "deprecated": True, "description": "Its name."}}),
            operationId="set_shelf",
            parameters=[{"name": "sort", "in": "query", "deprecated": True, "schema": TEXT}],
            requestBody=_body(_object({"name": TEXT, "made_at": {**TEXT, "readOnly": True}})),
        ),
        "delete": {
            "operationId": "delete_shelf",
            "deprecated": True,
            "description": "Remove it.",
            "responses": {
                "202": {"description": "", "links": {"look": {"operationId": "set_shelf"}}},
            },
        },
    },
    "/searches": {
        "post": answering(
            TEXT, operationId="search", requestBody=_body(_object({"filter": _object({"from": TEXT, "list": TEXT})}))
        )
    },
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("shelf"), "external_shelf", document(PATHS))


def test_all_of_it_comes_out_and_passes_mypy(shelf: Made, tmp_path: Path) -> None:
    assert shelf.notes.left_out == {}
    assert checked(shelf, tmp_path).startswith("Success")


def test_package_is_clean_by_the_defaults_of_ruff(shelf: Made) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "."]
    found = subprocess.run(command, cwd=shelf.folder, capture_output=True, text=True, check=False)
    assert found.stdout == "All checks passed!\n"


@pytest.mark.parametrize(
    "note",
    [
        "SetShelfBody: made_at: readOnly, so no part of a request",
        "its links look are not followed: call the operation that they lead to",
    ],
)
def test_what_is_not_used_is_noted(shelf: Made, note: str) -> None:
    assert note in shelf.adaptations


def test_what_is_deprecated_says_so(shelf: Made) -> None:
    client = shelf.client()
    assert "Deprecated. Remove it." in client.delete_shelf.__doc__
    assert "sort: Deprecated." in client.set_shelf.__doc__
    assert "Deprecated. Its name." in (shelf.folder / "src/external_shelf/models/set_shelf_result.py").read_text()


def test_values_of_one_letter_keep_their_names(shelf: Made) -> None:
    assert [each.name for each in type(shelf.client({"state": "I"}).get_letters().state)] == ["I", "O", "L"]


def test_hundreds_of_error_models_are_imported_where_they_are_used(tmp_path: Path) -> None:
    problem = {"content": {JSON: {"schema": _object({"why": TEXT})}}}
    paths = {
        f"/things{number}": {"get": {"operationId": f"get_thing_{number}", "responses": {"200": {}, "404": problem}}}
        for number in range(120)
    }
    made = make(tmp_path, "external_problems", document(paths))
    assert made.notes.left_out == {}
    assert len(made.notes.kept) == 120
