"""Tags whose words only a mapping tells: words that variants share, numbers, and families inside of families."""

from __future__ import annotations

import importlib
import inspect
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


def _step(**properties: Any) -> dict[str, Any]:
    return {"allOf": [reference("Step"), {"type": "object", "properties": properties}]}


TEXT = {"type": "string"}
WORDS = ["began", "grew", "ended", "paused"]
SCHEMAS = {
    "Step": {"type": "object", "required": ["step"], "properties": {"step": {"type": "string", "enum": WORDS[:-1]}}},
    "Began": _step(id=TEXT, of={"type": "object", "properties": {"voice": TEXT}}),
    "Grew": _step(place={"type": "integer"}, of={"type": "object", "properties": {"text": TEXT}}),
    "Ended": _step(id=TEXT, step={"type": "string", "default": "ended"}),
    "Paused": _step(id=TEXT, of=TEXT),
    "Tale": {"type": "object", "required": ["id", "text"], "properties": {"id": TEXT, "text": TEXT}},
    "Told": {
        "oneOf": [reference(word.capitalize()) for word in WORDS],
        "discriminator": {
            "propertyName": "step",
            "mapping": {word: f"#/components/schemas/{word.capitalize()}" for word in WORDS},
        },
    },
    "Any": {"oneOf": [reference("Tale"), reference("Told")]},
}
SENT = {"type": "object", "properties": {"one": reference("Told"), "any": reference("Any")}}
PATHS: dict[str, Any] = {
    "/told": {"get": answering(reference("Told"), operationId="told")},
    "/any": {
        "post": answering(
            reference("Any"),
            operationId="tell",
            requestBody={"required": True, "content": {JSON: {"schema": SENT}}},
        )
    },
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("tags"), "tags", document(PATHS, SCHEMAS))


@pytest.mark.parametrize("word", WORDS)
def test_the_mapped_word_decides(made: Made, word: str) -> None:
    answer = {"step": word, "id": "s1"}
    found = [made.client(answer).told(), made.client(answer).tell(any_={"id": "t", "text": "x"})]
    assert [type(each).__name__ for each in found] == [word.capitalize()] * 2
    assert [each.to_dict() for each in found] == [answer] * 2
    assert "apart" not in made.adaptations


@pytest.mark.parametrize(
    ("answer", "kind"), [({"id": "t1", "text": "once"}, "Tale"), ({"step": "fell", "id": "s1"}, "OtherVariant")]
)
def test_variants_outside_of_the_inner_union(made: Made, answer: dict[str, Any], kind: str) -> None:
    assert type(made.client(answer).tell(any_={"step": "ended"})).__name__ == kind


def test_a_request_has_the_mapped_word(made: Made) -> None:
    client = made.client({"step": "ended"})
    for word in WORDS:
        client.tell(one={"step": word}, any_={"step": word})
    with pytest.raises(made.package.InvalidArgument, match=r"any_\.place is 'here': give a whole number"):
        client.tell(any_={"step": "grew", "place": "here"})
    assert len(made.requests) == len(WORDS)


def test_a_mapped_word_keeps_its_texts(made: Made) -> None:
    requests = importlib.import_module("tags.requests")
    assert "Default: `ended`." in inspect.getsource(requests.EndedParam)


def _mapped(key: str, **names: str) -> dict[str, Any]:
    mapping = {word: reference(name)["$ref"] for word, name in names.items()}
    return {"discriminator": {"propertyName": key, "mapping": mapping}}


def _extending(parent: str, **properties: Any) -> dict[str, Any]:
    return {"allOf": [reference(parent), {"type": "object", "properties": properties}]}


NUMBER = {"type": "integer"}
FAMILIES: dict[str, Any] = {
    "Size": {"type": "object", "properties": {"size": {"type": "number"}}},
    "Small": {"allOf": [reference("Size"), {"properties": {"size": {"const": 1.5}, "pocket": TEXT}}]},
    "Large": {"allOf": [reference("Size"), {"properties": {"size": {"const": 2}, "wheels": NUMBER}}]},
    "Bag": {"oneOf": [reference("Small"), reference("Large")], **_mapped("size", **{"1.5": "Small", "2.0": "Large"})},
    "Level": {"type": "object", "required": ["level"], "properties": {"level": NUMBER}}
    | _mapped("level", **{"1": "First", "2": "Second"}),
    "First": _extending("Level", tune=TEXT),
    "Second": _extending("Level", tune=NUMBER),
    "Craft": {"type": "object", "properties": {"is": TEXT}} | _mapped("is", boat="Boat", ferry="Ferry", kite="Kite"),
    "Boat": {
        "allOf": [
            reference("Craft"),
            {"type": "object", "properties": {"oars": NUMBER}, **_mapped("is", boat="Boat", ferry="Ferry")},
        ]
    },
    "Ferry": _extending("Boat", cars=NUMBER),
    "Kite": _extending("Craft", string=NUMBER),
    "Afloat": {
        "type": "object",
        "properties": {"flag": TEXT},
        "oneOf": [reference("Kite"), reference("Ferry")],
    },
}


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Made:
    paths = {
        f"/{name}": {
            "post": answering(
                reference(name),
                operationId=name.lower(),
                requestBody={
                    "required": True,
                    "content": {JSON: {"schema": {"type": "object", "properties": {"it": reference(name)}}}},
                },
            )
        }
        for name in ("Bag", "Level", "Craft", "Boat", "Afloat")
    }
    return make(tmp_path_factory.mktemp("families"), "families", document(paths, FAMILIES, openapi="3.1.0"))


@pytest.mark.parametrize(
    ("name", "answer", "kind"),
    [
        ("bag", {"size": 1.5, "pocket": "left"}, "Small"),
        ("bag", {"size": 2.0, "wheels": 4}, "Large"),
        ("level", {"level": 2, "tune": 7}, "Second"),
        ("level", {"level": 3, "tune": 7}, "Level"),
        ("craft", {"is": "boat", "oars": 2}, "Boat"),
        ("craft", {"is": "ferry", "cars": 9}, "Ferry"),
        ("craft", {"is": "raft"}, "Craft"),
        ("boat", {"is": "ferry", "cars": 9}, "Ferry"),
        ("boat", {"is": "barge", "oars": 1}, "Boat"),
        ("afloat", {"is": "kite", "string": 3, "flag": "red"}, "AfloatKite"),
    ],
)
def test_words_of_families(families: Made, name: str, answer: dict[str, Any], kind: str) -> None:
    found = getattr(families.client(answer), name)()
    assert (type(found).__name__, found.to_dict()) == (kind, answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [("bag", {"size": 2, "wheels": 4}), ("level", {"level": 2, "tune": 7}), ("craft", {"is": "boat"})],
)
def test_words_are_sent(families: Made, name: str, value: dict[str, Any]) -> None:
    getattr(families.client({"level": 9, "size": 1.5}), name)(it=value)
    assert json.loads(families.requests[0].content) == {"it": value}


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("craft", {"is": "kite", "string": "red"}, r"it\.string is 'red': give a whole number"),
        ("craft", {"is": "sled"}, r"it\.is is 'sled': give one of 'ferry', 'boat', 'kite', 'Craft'"),
    ],
)
def test_the_word_decides_which_of_a_family_is_sent(
    families: Made, name: str, value: dict[str, Any], problem: str
) -> None:
    with pytest.raises(families.package.InvalidArgument, match=problem):
        getattr(families.client({}), name)(it=value)


def test_one_of_a_family_that_is_not_documented_is_sent_back_as_it_was_read(families: Made) -> None:
    raft = families.client({"is": "raft", "logs": 7}).craft()
    families.client({}).craft(it=raft)
    assert json.loads(families.requests[0].content) == {"it": {"is": "raft", "logs": 7}}


def test_equal_words_of_other_types(tmp_path: Path) -> None:
    words: dict[str, Any] = {"enum": [1, "one", True, None]}
    made = make(tmp_path, "equal_words", document({"/word": {"get": answering(words, operationId="word")}}))
    assert made.client(True).word() is True
    assert made.client(1).word() == 1
