"""What an API answered can be sent back to it, also where its document does not allow that."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference, strictly_checked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
GLAZE = {**TEXT, "enum": ["ash", "salt"]}


def _shape(kind: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": kind}, **properties}}


SCHEMAS = {
    "Bowl": _shape("bowl", glaze=GLAZE, width={"type": "integer"}),
    "Jug": _shape("jug", handle=TEXT),
    "Pot": {
        "type": "object",
        "required": ["name", "shape"],
        "additionalProperties": False,
        "properties": {
            "name": {**TEXT, "maxLength": 5, "pattern": "^[a-z]+$"},
            "id": {**TEXT, "readOnly": True},
            "glaze": GLAZE,
            "weight": {"type": "number", "maximum": 9},
            "shape": {"oneOf": [reference("Bowl"), reference("Jug")]},
            "marks": {"type": "array", "items": GLAZE, "maxItems": 1},
        },
    },
}
POT = {
    "name": "A LONG NAME",
    "glaze": "celadon",
    "weight": 10,
    "shape": {"kind": "bowl", "glaze": "tin", "width": 3},
    "marks": ["ash", "new"],
}

PLAIN = {"name": "a", "shape": {"kind": "jug"}}


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Made:
    body = {
        "type": "object",
        "properties": {"pot": reference("Pot"), "pots": {"type": "array", "items": reference("Pot")}},
    }
    paths = {
        "/pots/{glaze}": {
            "put": answering(
                reference("Pot"),
                operationId="put pot",
                parameters=[
                    {"name": "glaze", "in": "path", "required": True, "schema": GLAZE},
                    {"name": "like", "in": "query", "schema": GLAZE},
                ],
                requestBody={
                    "content": {JSON: {"schema": {**body, "properties": {**body["properties"], "now": GLAZE}}}}
                },
            )
        }
    }
    return make(tmp_path_factory.mktemp("kiln"), "kiln", document(paths, SCHEMAS, openapi="3.1.0"))


def _sent_back(kiln: Made, answer: dict[str, Any]) -> Any:
    pot = kiln.client(answer).put_pot("ash")
    kiln.client(answer).put_pot("ash", pot=pot, pots=[pot])
    return json.loads(kiln.requests[-1].content)


@pytest.mark.parametrize(
    "answer",
    [
        POT,
        {**POT, "made": "today"},
        {**POT, "glaze": None, "weight": None},
        {**POT, "shape": {"kind": "vase", "neck": {"long": True}}},
    ],
    ids=["unlisted words, over the limits", "a new field", "null", "a new variant"],
)
def test_a_model_is_sent_back_as_it_was_read(kiln: Made, answer: dict[str, Any]) -> None:
    assert _sent_back(kiln, answer) == {"pot": answer, "pots": [answer]}


def test_a_word_that_nothing_lists_is_sent_back(kiln: Made) -> None:
    glaze = kiln.client(POT).put_pot("ash").glaze
    assert glaze == "celadon"
    assert isinstance(glaze, str)
    kiln.client(POT).put_pot(glaze, like=pickle.loads(pickle.dumps(glaze)), now=glaze, pot={**PLAIN, "glaze": glaze})
    assert str(kiln.requests[-1].url) == "https://api.example/pots/celadon?like=celadon"


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ({"now": "celadon"}, "now is 'celadon': give one of 'ash', 'salt'"),
        ({"pot": POT}, "pot.name is 'A LONG NAME': give at most 5 characters"),
        ({"pot": {**PLAIN, "shape": {"kind": "vase"}}}, "pot.shape.kind is 'vase'"),
        ({"pot": {**PLAIN, "made": 1}}, "pot has no 'made'"),
    ],
)
def test_what_was_not_read_is_checked(kiln: Made, argument: dict[str, Any], problem: str) -> None:
    with pytest.raises(kiln.package.InvalidArgument, match=problem):
        kiln.client().put_pot("ash", **argument)


def test_a_model_of_another_kind_is_refused(kiln: Made) -> None:
    shape = kiln.client({**POT, "shape": {"kind": "jug"}}).put_pot("ash").shape
    with pytest.raises(kiln.package.InvalidArgument, match="pot lacks name, shape"):
        kiln.client().put_pot("ash", pot=shape)


def test_the_package_passes_both_type_checkers(kiln: Made, tmp_path: Path) -> None:
    assert checked(kiln, tmp_path).startswith("Success")
    assert strictly_checked(kiln).startswith("0 errors")
