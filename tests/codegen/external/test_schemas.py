"""Schemas of every kind in one document: each answer becomes the right model, each request is checked."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.external.adapt import adapt
from scripts.codegen.external.reading import read_external
from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
MOMENT = "2026-02-03T04:05:06Z"


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def words(*listed: str) -> dict[str, Any]:
    return {"type": "string", "enum": [*listed]}


SCHEMAS: dict[str, Any] = {
    "Vessel": {**fields("kind", kind=TEXT, mast=NUMBER), "discriminator": {"propertyName": "kind"}},
    "Ferry": {"allOf": [reference("Vessel"), fields(deck=fields(rows=NUMBER))]},
    "Tug": {"allOf": [reference("Vessel"), fields(built={"type": "string", "format": "date-time"})]},
    "Duck": fields("kind", kind={"const": "duck"}, calls=NUMBER),
    "Trip": {
        **fields("id", id=TEXT),
        "oneOf": [fields("how", how=words("sail"), speed=NUMBER), fields("how", how=words("row"), speed=TEXT)],
    },
    "Moored": fields("state", "pier", state=words("docked", "anchored"), pier=NUMBER),
    "AtSea": fields("state", "course", state=words("under way"), course=NUMBER),
    "Log": {"oneOf": [reference("Moored"), reference("AtSea")], "discriminator": {"propertyName": "state"}},
    "Adrift": fields("state", "way", state=words("anchored", "lost"), way=NUMBER),
    "Silence": fields("type", "hours", type={"enum": ["silence", None]}, hours=NUMBER),
    "Planned": fields("id", id=TEXT, hours=NUMBER),
    "Sunk": fields("id", "cause", id=TEXT, cause=TEXT),
    "Wreck": {**fields("id", "depth", id=TEXT, depth=NUMBER), "type": ["object", "null"]},
    "Letter": fields("type", "text", type={"const": "post"}, text=TEXT),
    "Parcel": fields("type", "weight", type={"const": "post"}, weight=NUMBER),
    "Said": fields("text", type={"const": "said"}, text=TEXT),
    "Signal": fields("type", type={"const": "flag"}),
    "Buoy": {"$ref": "#/components/schemas/Planned", "required": ["light"], "properties": {"light": NUMBER}},
    "Sailed": fields("id", how={"const": "sailed"}, id=TEXT, miles=NUMBER),
    "Towed": fields("id", how={"const": "towed"}, id=TEXT, tug=TEXT),
    "Lost": fields("reason", reason=TEXT),
    "Bow": fields("@part", "fathoms", **{"@part": TEXT}, fathoms=NUMBER),
    "Stern": fields("@part", **{"@part": TEXT}, lights=NUMBER),
    "Part": {
        "oneOf": [reference("Bow"), reference("Stern")],
        "discriminator": {"propertyName": "@part", "mapping": {"front": "Bow", "back": "Stern"}},
    },
    "Flag": fields("kind", kind=words("red"), height=NUMBER),
    "Lamp": fields("kind", kind=TEXT, height=NUMBER, watts=NUMBER),
    "Keeled": fields(hull=fields("length", length=NUMBER)),
    "Yacht": {"allOf": [reference("Keeled"), fields(hull=fields(colour=TEXT))]},
    "Knot": {"oneOf": [{"const": "bowline", "title": "Bowline"}, {"const": "hitch", "title": "Hitch"}]},
    "Sender": fields("id", id=TEXT, ID=NUMBER, knot=reference("Knot"), tied={"type": "string", "format": "date-time"}),
    "Anchor": {
        **fields("id", id={**TEXT, "readOnly": True}, kg=NUMBER, chain={**TEXT, "readOnly": True}),
        "additionalProperties": False,
    },
    "Crate": {"properties": {"size": {"type": "integer", "minimum": 1, "maximum": 9}}},
    "Small": {"allOf": [reference("Crate"), fields("size", size={"type": "integer", "maximum": 3})]},
}
SAID = {"oneOf": [reference("Letter"), reference("Said"), reference("Signal")]}
MOVED = {
    "anyOf": [
        {"oneOf": [reference("Sailed"), reference("Towed")], "discriminator": {"propertyName": "how"}},
        reference("Lost"),
    ]
}
AFLOAT = {"anyOf": [reference("Vessel"), reference("Duck")]}
ANSWERS: list[tuple[str, dict[str, Any], Any, str, dict[str, Any]]] = [
    ("parent", reference("Vessel"), {"kind": "Ferry", "deck": {"rows": 2}}, "Ferry", {"deck.rows": 2}),
    (
        "parent_tug",
        reference("Vessel"),
        {"kind": "Tug", "built": MOMENT},
        "Tug",
        {"built": datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)},
    ),
    ("parent_else", reference("Vessel"), {"kind": "raft", "mast": 1}, "Vessel", {"mast": 1}),
    (
        "children_only",
        {"oneOf": [reference("Ferry"), reference("Tug")]},
        {"kind": "Tug", "built": MOMENT},
        "Tug",
        {"kind": "Tug"},
    ),
    ("children_only_else", {"oneOf": [reference("Ferry"), reference("Tug")]}, {"kind": "raft"}, "OtherVariant", {}),
    ("nullable_alone", {"anyOf": [reference("Planned"), {"nullable": True}]}, {"id": "1"}, "Planned", {"id": "1"}),
    ("parent_beside", AFLOAT, {"kind": "Tug"}, "Tug", {"kind": "Tug"}),
    ("parent_beside_another", AFLOAT, {"kind": "duck", "calls": 3}, "Duck", {"calls": 3}),
    ("parent_beside_else", AFLOAT, {"kind": "raft", "mast": 1}, "Vessel", {"mast": 1}),
    ("beside", reference("Trip"), {"id": "1", "how": "row", "speed": "slow"}, "TripRow", {"speed": "slow", "id": "1"}),
    ("two_words", reference("Log"), {"state": "anchored", "pier": 4}, "Moored", {"pier": 4}),
    ("no_word", SAID, {"text": "ahoy"}, "Said", {"text": "ahoy"}),
    (
        "no_word_inside",
        fields(every={"type": "array", "items": SAID}),
        {"every": [{"text": "a"}]},
        "GetNoWordInsideResult",
        {"every.0.text": "a"},
    ),
    ("no_word_but_another", SAID, {"type": "post", "text": "ahoy"}, "Letter", {"text": "ahoy"}),
    (
        "word_of_both",
        {"oneOf": [reference("Moored"), reference("Adrift")]},
        {"state": "anchored", "way": 2},
        "Adrift",
        {},
    ),
    (
        "word_of_one",
        {"oneOf": [reference("Moored"), reference("Adrift")]},
        {"state": "lost", "way": 2},
        "Adrift",
        {"way": 2},
    ),
    (
        "word_null",
        {"oneOf": [reference("Signal"), reference("Silence")]},
        {"type": None, "hours": 2},
        "Silence",
        {"hours": 2},
    ),
    ("new_word", reference("Log"), {"state": "dry"}, "OtherVariant", {}),
    (
        "lists",
        {"oneOf": [{"type": "array", "items": reference(each)} for each in ("Planned", "Sunk")]},
        [{"id": "1", "cause": "ice"}],
        "list",
        {"0.cause": "ice"},
    ),
    (
        "one_word",
        {"anyOf": [reference(each) for each in ("Letter", "Parcel", "Signal")]},
        {"type": "post", "weight": 3},
        "Parcel",
        {"weight": 3},
    ),
    ("word_beside_none", MOVED, {"how": "towed", "id": "1", "tug": "a"}, "Towed", {"tug": "a"}),
    ("no_word_beside_words", MOVED, {"reason": "fog"}, "Lost", {"reason": "fog"}),
    ("new_word_beside_none", MOVED, {"how": "flown", "id": "1"}, "OtherVariant", {}),
    ("word_of_one_only", {"anyOf": [reference("Flag"), reference("Lamp")]}, {"kind": "red"}, "Flag", {"kind": "red"}),
    ("word_of_any", {"anyOf": [reference("Flag"), reference("Lamp")]}, {"kind": "blue"}, "Lamp", {"kind": "blue"}),
    ("mapped_or_null", {"anyOf": [reference("Part"), {"type": "null"}]}, {"@part": "side"}, "OtherVariant", {}),
    ("mapped", {"anyOf": [reference("Part"), {"type": "null"}]}, {"@part": "back"}, "Stern", {"part": "back"}),
    ("siblings", reference("Buoy"), {"id": "1", "light": 2}, "Buoy", {"id": "1", "light": 2}),
    (
        "parts",
        reference("Yacht"),
        {"hull": {"length": 9, "colour": "red"}},
        "Yacht",
        {"hull.length": 9, "hull.colour": "red"},
    ),
    (
        "map",
        {"type": "object", "additionalProperties": reference("Planned")},
        {"a": {"id": "1"}},
        "dict",
        {"a.id": "1"},
    ),
    (
        "tuple",
        {"type": "array", "prefixItems": [TEXT, reference("Planned")], "items": False},
        ["a", {"id": "1"}],
        "list",
        {"1.id": "1"},
    ),
    ("extension_beside", {"anyOf": [TEXT, reference("Planned")], "x-more": {}}, {"id": "1"}, "Planned", {"id": "1"}),
    ("null_as_a_variant", {"anyOf": [reference("Planned"), reference("Wreck")]}, b"null", "NoneType", {}),
    ("null", {"anyOf": [reference("Planned"), {"type": "null"}]}, b"null", "NoneType", {}),
    (
        "names",
        reference("Sender"),
        {"id": "a", "ID": 7, "knot": "hitch"},
        "Sender2",
        {"id": "a", "id_2": 7, "knot": "hitch"},
    ),
    ("anchor", reference("Anchor"), {"id": "a", "kg": 7, "chain": "c"}, "Anchor", {"id": "a", "kg": 7}),
    ("船", {"type": "object", "properties": {"色": TEXT}}, {"色": "red"}, "Get船Result", {"色": "red"}),
]
"""Operations: name, schema of the answer, an answer, its class, and what is in it."""

ARGUMENTS: dict[str, Any] = {
    "name": {"anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}]},
    "buoy": {"anyOf": [reference("Buoy"), {"type": "null"}]},
    "sender": reference("Sender"),
    "crew": {"anyOf": [{"type": "array", "items": reference("Sender")}, {"type": "null"}]},
    "posts": {"type": "object", "additionalProperties": reference("Sender")},
    "anchor": {"anyOf": [reference("Anchor"), {"type": "null"}]},
    "anchors": {"type": "array", "items": reference("Anchor")},
    "watch": fields("first", first=reference("Sender"), others={"type": "array", "items": reference("Sender")}),
    "knot": reference("Knot"),
    "post": {"oneOf": [reference("Letter"), reference("Parcel")]},
    "holds": {"type": "object", "additionalProperties": NUMBER},
    "crate": reference("Small"),
    "code": {"allOf": [{"type": "string", "pattern": "^S"}, {"pattern": "[0-9]$"}]},
    "year": {"type": "string", "pattern": "^(?<first>[0-9])[0-9]{2}\\k<first>$"},
    "part": {"anyOf": [reference("Part"), {"type": "null"}]},
    "mixed": {"enum": [1, "two", True, None]},
    "tag": {"type": "string", "pattern": "/^[a-z]{1,8}$/i"},
    "colour": {"allOf": [words("red", "green"), {"const": "red"}]},
    "yacht": reference("Yacht"),
}
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"name": "too long"}, "name is 'too long': give at most 5 characters"),
    ({"buoy": {"id": "1"}}, "buoy lacks light"),
    ({"knot": "granny"}, "give one of 'bowline', 'hitch'"),
    ({"post": {"type": "post", "weight": "heavy"}}, "post lacks text"),
    ({"holds": {"a": "x"}}, "holds.a is 'x': give a whole number"),
    ({"crate": {"size": 4}}, "crate.size is 4: give at most 3"),
    ({"crate": {"size": 0}}, "crate.size is 0: give at least 1"),
    ({"yacht": {"hull": {"colour": "red"}}}, "yacht.hull lacks length"),
    ({"code": "Sx"}, "code is 'Sx': give"),
    ({"code": "x7"}, "code is 'x7': give"),
    ({"year": "2003"}, "year is '2003': give"),
    ({"mixed": 2}, "mixed is 2: give one of 1, 'two', True, None"),
    ({"part": {"@part": "front"}}, "part lacks fathoms"),
    ({"tag": "a-b"}, "tag is 'a-b': give"),
    ({"colour": "green"}, "colour is 'green': give 'red'"),
]
ACCEPTED: list[dict[str, Any]] = [
    {"name": None, "buoy": None, "knot": "hitch"},
    {"post": {"type": "post", "weight": 1}, "holds": {"a": 1}},
    {"mixed": True},
    {"mixed": 1},
    {"part": {"@part": "back"}},
    {"code": "Sx7", "colour": "red", "tag": "Sail", "year": "2002"},
    {"crate": {"size": 3}, "yacht": {"hull": {"length": 1, "colour": "red"}}},
]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Made:
    paths = {f"/{name}": {"get": answering(schema, operationId=f"get {name}")} for name, schema, *_ in ANSWERS}
    body = {"content": {JSON: {"schema": {"type": "object", "properties": ARGUMENTS}}}}
    sent = {"{$url}": {"post": {"requestBody": {"content": {JSON: {"schema": reference("Moored")}}}}}}
    paths["/send"] = {"post": answering(TEXT, operationId="send", requestBody=body, callbacks={"docking": sent})}
    trip = {"required": True, "content": {JSON: {"schema": reference("Trip")}}}
    paths["/trips"] = {"post": answering(TEXT, operationId="startTrip", requestBody=trip)}
    paths["/ships/{番号}"] = {
        "get": answering(TEXT, operationId="getShip", parameters=[{"name": "番号", "in": "path"}])
    }
    event = {"post": {"requestBody": {"content": {JSON: {"schema": fields(at=TEXT)}}}}}
    what = document(paths, SCHEMAS, openapi="3.2.0", webhooks={"sighted": event})
    return make(tmp_path_factory.mktemp("fleet"), "fleet", what)


def test_every_answer_is_the_right_model(fleet: Made) -> None:
    assert not fleet.notes.left_out
    for name, _, answer, kind, expected in ANSWERS:
        found = getattr(fleet.client(answer), f"get_{name}")()
        values = {place: _at(found, place) for place in expected}
        assert (name, type(found).__name__, values) == (name, kind, expected)


def _at(value: Any, place: str) -> Any:
    found = value
    for step in place.split("."):
        keys: dict[type, type] = {list: int, dict: str}
        found = found[keys[type(found)](step)] if type(found) in keys else getattr(found, step)
    return found


def test_the_word_of_a_variant_has_a_name_without_a_number(fleet: Made) -> None:
    assert type(fleet.client({"type": "post", "text": "a"}).get_one_word().type_).__name__ == "LetterType"


def test_known_variant_without_a_required_field_is_an_error_that_names_it(fleet: Made) -> None:
    with pytest.raises(fleet.package.UndecodableResponse, match="course is missing"):
        fleet.client({"state": "under way"}).get_two_words()
    with pytest.raises(fleet.package.UndecodableResponse, match="way is missing"):
        fleet.client({"state": "lost", "pier": 4}).get_word_of_one()
    with pytest.raises(fleet.package.UndecodableResponse, match="id is missing"):
        fleet.client({"how": "towed", "reason": "fog"}).get_word_beside_none()


def test_requests_are_checked_as_documented(fleet: Made) -> None:
    client = fleet.client(b'"ok"')
    for arguments, problem in REFUSED:
        with pytest.raises(fleet.package.InvalidArgument) as refused:
            client.send(**arguments)
        assert problem in str(refused.value)
    for arguments in ACCEPTED:
        client.send(**arguments)
        assert json.loads(fleet.requests[-1].content) == arguments
    client.start_trip(id="1", how="row", speed="slow")
    assert json.loads(fleet.requests[-1].content) == {"id": "1", "how": "row", "speed": "slow"}


@pytest.mark.parametrize("rest", ["Z", "+00:00", "-05:30", ".120Z", ".123456+00:00"])
def test_what_was_read_can_be_sent_back(fleet: Made, rest: str) -> None:
    answer = {"id": "a", "ID": 7, "knot": "hitch", "tied": f"2026-02-03T04:05:06{rest}"}
    sender = fleet.client(answer).get_names()
    fleet.client(b'"ok"').send(sender=sender, knot=sender.knot)
    assert json.loads(fleet.requests[-1].content) == {"sender": answer, "knot": "hitch"}


def test_what_only_responses_have_is_not_sent_back(fleet: Made) -> None:
    anchor = fleet.client({"id": "a", "kg": 7, "chain": "c"}).get_anchor()
    fleet.client(b'"ok"').send(anchor=anchor, anchors=[anchor, {"kg": 8}])
    assert json.loads(fleet.requests[-1].content) == {"anchor": {"kg": 7}, "anchors": [{"kg": 7}, {"kg": 8}]}
    with pytest.raises(fleet.package.InvalidArgument, match=r"anchors\[0\] has no 'rope'"):
        fleet.client().send(anchors=[{"kg": 7, "rope": 1}])
    fleet.client(b'"ok"').send(anchors=[{"kg": 7, "chain": "own"}])
    assert json.loads(fleet.requests[-1].content) == {"anchors": [{"kg": 7, "chain": "own"}]}


SENT_BACK = """
from fleet import FleetClient

with FleetClient() as client:
    read = client.get_names()
    client.send(sender=read, crew=[read], posts={read.id: read}, watch={"first": read, "others": [read]})
    client.send(sender={"id": "a", "tied": read.tied or ""}, crew=[{"id": "b"}, read], posts={"a": {"id": "a"}})
    client.send(watch={"first": {"id": "a"}, "others": [{"id": "b"}]}, crew=None)
"""


@pytest.mark.parametrize("checker", [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)])
def test_what_was_read_can_be_sent_back_by_its_types(fleet: Made, checker: tuple[str, ...]) -> None:
    name, *options = checker
    (fleet.folder / "src" / f"use_by_{name}.py").write_text(SENT_BACK)
    command = [sys.executable, "-m", name, *options, f"use_by_{name}.py"]
    found = subprocess.run(command, cwd=fleet.folder / "src", capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("answer", [{"id": "a"}, {"id": "a", "ID": None, "knot": None, "tied": None}])
def test_absent_and_null_are_none_and_are_sent_back_as_they_were_read(fleet: Made, answer: dict[str, Any]) -> None:
    sender = fleet.client(answer).get_names()
    assert (sender.id, sender.id_2, sender.knot, sender.tied) == ("a", None, None, None)
    assert sender.to_dict() == answer
    assert sender == fleet.package.models.Sender2(id="a")
    fleet.client(b'"ok"').send(knot=sender.knot, name="x")
    assert json.loads(fleet.requests[-1].content) == {"name": "x"}
    sender.knot = "hitch"
    assert sender.to_dict() == {**answer, "knot": "hitch"}


def test_webhooks_and_callbacks_have_models(fleet: Made) -> None:
    assert fleet.package.models.Moored.from_dict({"state": "docked", "pier": 1}).state == "docked"
    assert fleet.package.models.SightedEvent.from_dict({"at": "noon"}).at == "noon"
    assert "docking: is sent to you; read its body with models.Moored.from_dict" in fleet.adaptations


def test_what_is_merged_or_not_typed_is_told(fleet: Made) -> None:
    assert "start_trip Body: its variants are one set of arguments" in fleet.adaptations


def test_package_of_all_kinds_passes_mypy(fleet: Made, tmp_path: Path) -> None:
    assert checked(fleet, tmp_path).startswith("Success")


DOUBLED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "objects": lambda inner: fields(left=inner, right=inner),
    "lists": lambda inner: {"anyOf": [_list(inner), _list(_list(inner))]},
    "maps": lambda inner: {"anyOf": [{"type": "object", "additionalProperties": inner}, _list(inner)]},
    "parts": lambda inner: {"allOf": [inner, {"allOf": [inner, fields(a=TEXT)]}]},
}
"""Schemas of which each contains the next one twice."""


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


@pytest.mark.parametrize("name", DOUBLED)
def test_schemas_that_double_with_each_level_are_adapted_once(tmp_path: Path, name: str) -> None:
    schemas = {f"L{level}": DOUBLED[name](reference(f"L{level + 1}")) for level in range(30)}
    schemas["L30"] = fields(z=TEXT)
    body = {"content": {JSON: {"schema": reference("L0")}}}
    paths = {"/x": {"post": answering(reference("L0"), requestBody=body)}}
    (tmp_path / f"{name}.json").write_text(json.dumps(document(paths, schemas)))
    adapted = adapt(read_external(tmp_path / f"{name}.json"), "deep", "Deep")
    assert adapted.notes.kept == ["POST /x"]
    assert len(json.dumps(adapted.spec)) < 100_000
