"""What newer OpenAPI versions allow: reserved characters in paths, cookies by their own style, references by URI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import answering, document, make, reference

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}


def _in(where: str, name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, **more}


def _fields(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


SCHEMAS = {
    "Plant": {
        **_fields(kind=TEXT),
        "discriminator": {"propertyName": "kind", "mapping": {"tree": "Tree"}, "defaultMapping": "Herb"},
    },
    "Tree": {"allOf": [reference("Plant"), {"required": ["height"], **_fields(height={"type": "integer"})}]},
    "Herb": {"allOf": [reference("Plant"), _fields(taste=TEXT)]},
}
PATHS = {
    "/beds/{bed}": {
        "get": answering(TEXT, operationId="get_bed", parameters=[_in("path", "bed", TEXT, allowReserved=True)])
    },
    "/twice/{bed}/of/{bed}": {"get": answering(TEXT, operationId="get_twice", parameters=[_in("path", "bed", TEXT)])},
    "/links": {
        "get": answering(TEXT, operationId="get_links", parameters=[_in("query", "to", TEXT, allowReserved=True)])
    },
    "/jars": {
        "get": answering(
            TEXT,
            operationId="get_jars",
            parameters=[_in("cookie", "jar", _fields(size=TEXT, lid={"type": "boolean"}), style="cookie")],
        )
    },
    "/locked": {"get": answering(TEXT, operationId="get_locked", security=[{"#/components/securitySchemes/gate": []}])},
    "/plants": {"get": answering({"type": "array", "items": reference("Plant")}, operationId="get_plants")},
}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Made:
    schemes = {"gate": {"type": "apiKey", "in": "header", "name": "X-Gate"}}
    what = document(PATHS, openapi="3.2.0", components={"schemas": SCHEMAS, "securitySchemes": schemes})
    return make(tmp_path_factory.mktemp("garden"), "external_garden", what)


def test_nothing_is_lost_or_adapted(garden: Made) -> None:
    assert (garden.notes.left_out, garden.adaptations) == ({}, "")


def test_reserved_characters_of_a_path_are_sent_as_they_are(garden: Made) -> None:
    garden.client(b'"ok"').get_bed("north/a:b=c d?e")
    assert garden.requests[0].url.raw_path == b"/beds/north/a:b=c%20d%3Fe"


@pytest.mark.parametrize("bed", ["..", "north/../south", "north//south", "", "./south", "/"])
def test_a_path_cannot_be_left(garden: Made, bed: str) -> None:
    with pytest.raises(garden.package.InvalidArgument, match="bed is"):
        garden.client(b'"ok"').get_bed(bed)
    assert garden.requests == []


def test_a_name_that_is_twice_in_a_path_is_one_argument(garden: Made) -> None:
    garden.client(b'"ok"').get_twice("north")
    assert garden.requests[0].url.raw_path == b"/twice/north/of/north"


def test_reserved_characters_of_a_query_are_sent_as_they_are(garden: Made) -> None:
    garden.client(b'"ok"').get_links(to="https://a.example/b?c=d[e]&f#g+h")
    assert garden.requests[0].url.query == b"to=https://a.example/b?c=d[e]%26f%23g%2Bh"


def test_an_exploded_cookie_has_a_pair_for_each_field(garden: Made) -> None:
    garden.client(b'"ok"').get_jars(jar={"size": "2 l", "lid": True})
    assert garden.requests[0].headers["cookie"] == "size=2%20l; lid=true"


def test_a_scheme_by_uri_is_the_one_of_its_name(garden: Made) -> None:
    garden.client(b'"ok"', api_key="k").get_locked()
    assert garden.requests[0].headers["x-gate"] == "k"


def test_default_of_a_common_parent(garden: Made) -> None:
    answer = [{"kind": "tree", "height": 3}, {"kind": "mint", "taste": "fresh"}, {}]
    found = garden.client(answer).get_plants()
    assert [type(each).__name__ for each in found] == ["Tree", "Herb", "Herb"]
    assert [each.to_dict() for each in found] == answer
