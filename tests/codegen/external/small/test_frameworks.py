"""What frameworks write by habit: an empty schema beside a file, a union of one variant, short names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
FILE = {"type": "string", "format": "binary"}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def _responding(content: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "Successful Response", "content": content}}, **more}


SCHEMAS = {
    "O": _fields("l", l=TEXT),
    "Ticket": _fields("ticket", ticket=TEXT),
    "I": _fields("O", O=reference("O")),
    "Words": _fields("type", "words", type={"const": "words"}, words=TEXT),
    "Part": {"oneOf": [reference("Words")], "discriminator": {"propertyName": "type"}},
    "Mapped": {
        "oneOf": [reference("Words")],
        "discriminator": {"propertyName": "type", "mapping": {"words": reference("Words")["$ref"]}},
    },
}
HEARD = {
    "anyOf": [reference("O"), reference("Words"), reference("Ticket")],
    "oneOf": [reference("O"), reference("Words")],
}
PATHS: dict[str, Any] = {
    "/speech": {"post": _responding({JSON: {"schema": {}}, "audio/mpeg": {"schema": FILE}}, operationId="speak")},
    "/news": {"get": _responding({JSON: {"schema": {}}, "text/event-stream": {}}, operationId="watch")},
    "/talk": {
        "post": _responding(
            {JSON: {"schema": {}}, "text/event-stream": {}},
            operationId="talk",
            requestBody={"content": {JSON: {"schema": _fields("say", say=TEXT, stream={"type": "boolean"})}}},
        )
    },
    "/zip": {"post": _responding({JSON: {"schema": reference("O")}, "application/zip": {}}, operationId="zip")},
    "/short": {"get": answering(reference("I"), operationId="short")},
    "/parts": {
        "get": answering(
            {"type": "array", "items": {"anyOf": [reference("Part"), {"type": "null"}]}}, operationId="parts"
        ),
        "put": answering({"type": "array", "items": reference("Mapped")}, operationId="mapped"),
    },
    "/later": {
        "post": {
            "operationId": "listen",
            "responses": {
                "200": {"description": "Heard", "content": {JSON: {"schema": HEARD}}},
                "202": {"description": "Accepted", "content": {JSON: {"example": {"ticket": "a"}}}},
            },
        }
    },
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("desk"), "external_desk", document(PATHS, SCHEMAS, openapi="3.1.0"))


def test_all_of_it_comes_out_and_passes_mypy(desk: Made, tmp_path: Path) -> None:
    assert desk.notes.left_out == {}
    assert checked(desk, tmp_path).startswith("Success")


def test_json_without_a_schema_beside_a_file_is_no_way_of_its_own(desk: Made) -> None:
    client = desk.client(b"ID3", headers={"Content-Type": "audio/mpeg"})
    assert client.speak() == b"ID3"
    assert desk.requests[0].headers["Accept"] == "audio/mpeg"
    with client.stream_speak() as pieces:
        assert b"".join(pieces) == b"ID3"
    assert "application/json has no schema beside a file: it is ignored" in desk.adaptations


def test_json_without_a_schema_beside_a_stream_counts_only_if_an_argument_asks_for_it(desk: Made) -> None:
    events = {"Content-Type": "text/event-stream"}
    assert [each.data for each in desk.client(b"data: a\n\ndata: b\n\n", headers=events).watch()] == ["a", "b"]
    assert [each.data for each in desk.client(b"data: a\n\n", headers=events).talk(say="a", stream=True)] == ["a"]
    assert desk.client({"said": 1}).talk(say="a") == {"said": 1}
    assert "application/json has no schema beside a stream: it is ignored" in desk.adaptations


@pytest.mark.parametrize(
    ("answer", "status", "kind"),
    [
        ({"type": "words", "words": "a"}, 200, "Words"),
        ({"ticket": "a"}, 202, "Ticket"),
        ({"queue": 3}, 202, "dict"),
    ],
)
def test_a_union_stays_typed_beside_another_and_beside_a_status_without_a_schema(
    desk: Made, answer: dict[str, Any], status: int, kind: str
) -> None:
    assert type(desk.client(answer, status).listen()).__name__ == kind
    assert "oneOf and anyOf have the same variants, but one of them has more: all are allowed" in desk.adaptations
    assert "JSON of 202 has no schema: it is read as a dict, unless it fits another result" in desk.adaptations


def test_a_builtin_names_all_ways_of_an_operation(desk: Made) -> None:
    assert desk.client({"l": "a"}).zip_().to_dict() == {"l": "a"}
    assert desk.client(b"PK", headers={"Content-Type": "application/zip"}).zip_file() == b"PK"


def test_schemas_with_the_names_of_digits(desk: Made) -> None:
    found = desk.client({"O": {"l": "a"}}).short()
    assert found.o.to_dict() == {"l": "a"}


def test_json_in_the_charset_of_its_content_type(desk: Made) -> None:
    def read(charset: str) -> Any:
        content = '{"O": {"l": "ü"}}'.encode("latin-1")
        return desk.client(content, headers={"Content-Type": f"application/json; charset={charset}"}).short()

    assert read("ISO-8859-1").o.to_dict() == {"l": "ü"}
    with pytest.raises(desk.package.UndecodableResponse, match="the body is not JSON"):
        read("unheard-of")


@pytest.mark.parametrize("name", ["parts", "mapped"])
def test_union_of_one_variant_may_get_others(desk: Made, name: str) -> None:
    words, other = getattr(desk.client([{"type": "words", "words": "a"}, {"type": "tune"}]), name)()
    assert words.words == "a"
    assert type(other).__name__ == "OtherVariant"
