"""What only documents of certain authors contain: each operation comes out, and is called and answered as it says."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NAME = {"anyOf": [{"type": ["string", "null"]}, {"type": ["string", "integer"]}]}
ID = {"anyOf": [{"type": "integer"}, {"type": "string"}]}


def _object(fields: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": fields, **more}


def _body(schema: dict[str, Any], kind: str = JSON) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}


def _shape(kind: int | str, size: str) -> dict[str, Any]:
    return _object({"kind": {"const": kind}, size: {"type": "number"}}, "kind", size)


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "", "content": {JSON: {"schema": schema}}}


PATHS: dict[str, Any] = {
    "/letters": {
        "get": answering(
            _object({"state": {"enum": ["I", "O", "l"]}, "uuid": TEXT, "jobID": ID}, "uuid", "jobID"),
            operationId="get_letters",
        )
    },
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
    "/news": {
        "get": {
            "operationId": "follow",
            "responses": {
                "200": {
                    "description": "",
                    "content": {
                        "text/event-stream": {"schema": _object({"word": TEXT})},
                        "application/x-ndjson": {"schema": _object({"line": TEXT})},
                    },
                }
            },
        }
    },
    "/logs": {
        "get": {
            "operationId": "read_log",
            "responses": {"200": {"description": "", "content": {"application/x-ndjson": {"schema": TEXT}}}},
        }
    },
    "/prints": {
        "post": {
            "operationId": "print_it",
            "responses": {
                "200": _json({"oneOf": [_shape(1, "radius"), _shape(2, "width")]}),
                "202": _json(_object({"ticket": TEXT}, "ticket")),
            },
        }
    },
    "/moved": {
        "delete": {
            "operationId": "delete_moved",
            "responses": {"204": {"description": "Gone."}, "301": {"description": "Elsewhere."}},
        }
    },
    "/plates": {
        "get": answering(
            {
                "oneOf": [
                    _object({"size": {"type": "number"}}, "size"),
                    _object({"size": {}, "oven": TEXT}, "oven"),
                    _object({"lid": TEXT}, "lid"),
                ]
            },
            operationId="get_plate",
        )
    },
    "/shapes": {
        "put": answering(
            TEXT,
            operationId="draw",
            requestBody=_body({"oneOf": [_shape(1, "radius"), _shape("two", "width")], "properties": {"name": NAME}}),
        )
    },
    "/talks": {
        "post": {
            "operationId": "talk",
            "requestBody": _body(
                {
                    "oneOf": [
                        _object({"say": TEXT, "stream": {"const": True}}, "say", "stream"),
                        _object({"say": TEXT, "stream": {"const": False, "default": False}}, "say"),
                    ]
                }
            ),
            "responses": {
                "200": {
                    "description": "",
                    "content": {
                        JSON: {"schema": _object({"said": TEXT})},
                        "text/event-stream": {"schema": {"type": "array", "items": _object({"word": TEXT})}},
                    },
                }
            },
        }
    },
    "/odd": {
        "get": answering(
            _object({"not": {"not": TEXT}, "pattern": {"pattern": "^a"}, "number": {"type": "number", "minimum": 1}}),
            operationId="get_odd",
        )
    },
    "/scans": {
        "post": answering(
            TEXT,
            operationId="scan",
            requestBody={
                "content": {
                    "multipart/form-data": {
                        "schema": _object({"about": _object({"row": {"type": "integer"}})}),
                        "encoding": {"about": {"contentType": "application/xml, application/json"}},
                    }
                }
            },
        )
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
        "responds with text/event-stream; application/x-ndjson is ignored",
        "application/x-ndjson is documented as text: each line is typed as Any",
        "its links look are not followed: call the operation that they lead to",
        "GetOddResult not: has no type, only not: typed as Any",
        "GetOddResult pattern: has no type, only pattern: typed as Any",
    ],
)
def test_what_is_not_used_is_noted(shelf: Made, note: str) -> None:
    assert note in shelf.adaptations


def test_only_the_form_of_a_stream_that_is_read_is_asked_for(shelf: Made) -> None:
    with shelf.client(b'data: {"word": "a"}\n\n', headers={"Content-Type": "text/event-stream"}).follow() as news:
        assert [each.word for each in news] == ["a"]
    assert shelf.requests[0].headers["accept"] == "text/event-stream"


def test_body_with_a_variant_for_streams_has_the_argument_stream(shelf: Made) -> None:
    assert shelf.client({"said": "a"}).talk(say="a").said == "a"
    assert shelf.requests[0].headers["accept"] == JSON
    client = shelf.client(b'data: {"word": "b"}\n\n', headers={"Content-Type": "text/event-stream"})
    with client.talk(say="a", stream=True) as words:
        assert [each.word for each in words] == ["b"]
    assert json.loads(shelf.requests[0].content) == {"say": "a", "stream": True}
    assert inspect.signature(client.talk).parameters["stream"].annotation == "bool | None | Unset"


def test_object_in_a_part_is_json_if_that_is_one_of_its_types(shelf: Made) -> None:
    shelf.client(b'"ok"').scan(about={"row": 1})
    assert b'Content-Type: application/json\r\n\r\n{"row": 1}' in shelf.requests[0].content


def test_status_tells_a_union_from_an_object(shelf: Made) -> None:
    assert shelf.client({"kind": 2, "width": 3.0}).print_it().width == 3
    assert shelf.client({"ticket": "t"}, 202).print_it().ticket == "t"
    assert "apart" not in shelf.adaptations


def test_result_is_an_address_or_nothing(shelf: Made) -> None:
    assert shelf.client(b"", 204).delete_moved() is None
    assert (
        shelf.client(b"", 301, headers={"Location": "https://other.example/"}).delete_moved()
        == "https://other.example/"
    )


def test_objects_without_a_tag_are_told_apart_by_what_they_require(shelf: Made) -> None:
    plain, hot = (shelf.client(each).get_plate() for each in ({"size": 2.5}, {"size": 1, "oven": "left"}))
    assert (plain.size, hot.oven) == (2.5, "left")
    assert not hasattr(plain, "oven")
    problem = "the body is none of its variants: size is missing; oven is missing; lid is missing"
    with pytest.raises(shelf.package.UndecodableResponse, match=problem):
        shelf.client({"colour": "red"}).get_plate()


def test_lines_that_are_documented_as_one_text_are_any_json(shelf: Made) -> None:
    with shelf.client(b'{"done": 1}\n2\n', headers={"Content-Type": "application/x-ndjson"}).read_log() as log:
        assert list(log) == [{"done": 1}, 2]


def test_unions_are_written_once(shelf: Made) -> None:
    arguments = inspect.signature(shelf.client().draw).parameters
    assert arguments["kind"].annotation == "Literal[1, 'two']"
    assert arguments["name"].annotation == "str | int | None | Unset"


def test_what_is_deprecated_says_so(shelf: Made) -> None:
    client = shelf.client()
    assert "Deprecated. Remove it." in client.delete_shelf.__doc__
    assert "sort: Deprecated." in client.set_shelf.__doc__
    assert "Deprecated. Its name." in (shelf.folder / "src/external_shelf/models/set_shelf_result.py").read_text()


def test_values_of_one_letter_keep_their_names(shelf: Made) -> None:
    words = {word: shelf.client({"state": word, "uuid": "u", "jobID": 1}).get_letters().state.name for word in "IOl"}
    assert words == {"I": "I", "O": "O", "l": "L"}


def test_required_ids_are_never_none(shelf: Made) -> None:
    model = (shelf.folder / "src/external_shelf/models/get_letters_result.py").read_text()
    assert "    uuid: str\n" in model
    assert "    job_id: int | str\n" in model


def test_hundreds_of_error_models_are_imported_where_they_are_used(tmp_path: Path) -> None:
    problem = {"content": {JSON: {"schema": _object({"why": TEXT})}}}
    paths = {
        f"/things{number}": {"get": {"operationId": f"get_thing_{number}", "responses": {"200": {}, "404": problem}}}
        for number in range(120)
    }
    made = make(tmp_path, "external_problems", document(paths))
    assert made.notes.left_out == {}
    assert len(made.notes.kept) == 120
