"""Variants that share all words of their tag, since each has the same parent: the mapping says which word is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


def _step(**properties: Any) -> dict[str, Any]:
    return {"allOf": [reference("Step"), {"type": "object", "properties": properties}]}


TEXT = {"type": "string"}
WORDS = ["began", "grew", "ended"]
SCHEMAS = {
    "Step": {"type": "object", "required": ["step"], "properties": {"step": {"type": "string", "enum": WORDS}}},
    "Began": _step(id=TEXT, of={"type": "object", "properties": {"voice": TEXT}}),
    "Grew": _step(place={"type": "integer"}, of={"type": "object", "properties": {"text": TEXT}}),
    "Ended": _step(id=TEXT),
    "Tale": {"type": "object", "required": ["id", "text"], "properties": {"id": TEXT, "text": TEXT}},
    "Told": {
        "oneOf": [reference("Began"), reference("Grew"), reference("Ended")],
        "discriminator": {
            "propertyName": "step",
            "mapping": {word: f"#/components/schemas/{word.capitalize()}" for word in WORDS},
        },
    },
    "Any": {"oneOf": [reference("Tale"), reference("Told")]},
}
SENT = {"type": "object", "required": ["any"], "properties": {"any": reference("Any")}}
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
    client.tell(any_={"step": "grew", "place": 1, "of": {"text": "x"}})
    with pytest.raises(made.package.InvalidArgument, match=r"any_\.place is 'here': give a whole number"):
        client.tell(any_={"step": "grew", "place": "here"})
    assert len(made.requests) == 1


def test_equal_words_of_other_types(tmp_path: Path) -> None:
    words: dict[str, Any] = {"enum": [1, "one", True, None]}
    made = make(tmp_path, "equal_words", document({"/word": {"get": answering(words, operationId="word")}}))
    assert made.client(True).word() is True
    assert made.client(1).word() == 1
