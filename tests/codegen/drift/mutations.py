"""Single changes of a spec, each with where and as what a comparison has to report it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from scripts.codegen.openapi.document import pointer

Expected = tuple[str, str, str]
"""Place, subject and action."""
Spec = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Mutation = Callable[[Spec, Draw], Expected]

METHODS = {"get", "post", "delete"}
NAMES = st.from_regex(r"zz_[a-z]{1,8}", fullmatch=True)


def at(spec: Spec, place: tuple[Any, ...]) -> Any:
    for step in place:
        spec = spec[step]
    return spec


def schemas(spec: Spec) -> Iterator[tuple[Any, ...]]:
    """The places of all schemas: shared ones, and those of parameters, bodies and answers."""

    def walk(value: Any, place: tuple[Any, ...], is_schema: bool) -> Iterator[tuple[Any, ...]]:
        if is_schema and isinstance(value, dict):
            yield place
            for name in value.get("properties", {}):
                yield from walk(value["properties"][name], (*place, "properties", name), True)
            if isinstance(value.get("items"), dict):
                yield from walk(value["items"], (*place, "items"), True)
        elif isinstance(value, dict):
            for key, child in value.items():
                yield from walk(child, (*place, key), key == "schema" or place == ("components", "schemas"))
        elif isinstance(value, list):
            for number, child in enumerate(value):
                yield from walk(child, (*place, number), False)

    yield from walk(spec, (), False)


def operations(spec: Spec) -> list[tuple[str, ...]]:
    return [("paths", path, verb) for path, item in spec["paths"].items() for verb in item if verb in METHODS]


def schema_with(spec: Spec, draw: Draw, *keys: str) -> tuple[Any, ...]:
    return draw(st.sampled_from([place for place in schemas(spec) if all(key in at(spec, place) for key in keys)]))


def field(spec: Spec, draw: Draw) -> tuple[tuple[Any, ...], str]:
    place = schema_with(spec, draw, "properties")
    return place, draw(st.sampled_from([*at(spec, place)["properties"]]))


def replace_key(mapping: dict[str, Any], old: str, new: str) -> None:
    items = [(new if key == old else key, value) for key, value in mapping.items()]
    mapping.clear()
    mapping.update(items)


def change(place: tuple[Any, ...], subject: str, action: str) -> Expected:
    return pointer(place), subject, action


def field_added(spec: Spec, draw: Draw) -> Expected:
    place, name = schema_with(spec, draw, "properties"), draw(NAMES)
    at(spec, place)["properties"][name] = {"type": "string"}
    if draw(st.booleans()):
        at(spec, place).setdefault("required", []).append(name)
    return change((*place, "properties", name), "field", "added")


def field_removed(spec: Spec, draw: Draw) -> Expected:
    place, name = field(spec, draw)
    schema = at(spec, place)
    del schema["properties"][name]
    schema["required"] = [each for each in schema.get("required", []) if each != name]
    return change((*place, "properties", name), "field", "removed")


def field_renamed(spec: Spec, draw: Draw) -> Expected:
    typed = [place for place in schemas(spec) if {"type", "$ref", "anyOf"} & {*at(spec, place)}]
    *place, _, name = draw(st.sampled_from([each for each in typed if each[-2:-1] == ("properties",)]))
    new, schema = draw(NAMES), at(spec, tuple(place))
    replace_key(schema["properties"], name, new)
    schema["required"] = [new if each == name else each for each in schema.get("required", [])]
    return change((*place, "properties", new), "field", "renamed")


def requiredness(spec: Spec, draw: Draw) -> Expected:
    place, name = field(spec, draw)
    required = at(spec, place).setdefault("required", [])
    required.remove(name) if name in required else required.append(name)
    return change((*place, "properties", name), "requiredness", "changed")


def type_changed(spec: Spec, draw: Draw) -> Expected:
    place = schema_with(spec, draw, "type")
    schema = at(spec, place)
    old = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = sorted({"string", "integer", "number", "boolean", "array", "object"} - {*old})
    new = draw(st.sampled_from(kinds))
    schema["type"] = [new, "null"] if "null" in old else new
    return change((*place, "type"), "type", "changed")


def nullability(spec: Spec, draw: Draw) -> Expected:
    places = [place for place in schemas(spec) if isinstance(at(spec, place).get("type"), str)]
    place = draw(st.sampled_from(places))
    schema = at(spec, place)
    way = draw(st.sampled_from(["anyOf", "oneOf", "list", "nullable"]))
    if way == "list":
        schema["type"] = [schema["type"], "null"]
    elif way == "nullable":
        schema["nullable"] = True
    else:
        inner = dict(schema)
        schema.clear()
        schema[way] = [inner, {"type": "null"}]
    return change(place, "nullability", "changed")


def word_added(spec: Spec, draw: Draw) -> Expected:
    place, word = schema_with(spec, draw, "enum"), draw(NAMES)
    words = at(spec, place)["enum"]
    words.append(word)
    return change((*place, "enum", len(words) - 1), "word", "added")


def word_removed(spec: Spec, draw: Draw) -> Expected:
    place = schema_with(spec, draw, "enum")
    words = at(spec, place)["enum"]
    number = draw(st.integers(0, len(words) - 1))
    del words[number]
    return change((*place, "enum", number), "word", "removed")


def limit(spec: Spec, draw: Draw) -> Expected:
    key = draw(st.sampled_from(["minLength", "maxLength", "minimum", "maximum", "maxItems"]))
    place = draw(st.sampled_from([*schemas(spec)]))
    schema = at(spec, place)
    action = "changed" if key in schema else "added"
    schema[key] = schema.get(key, 0) + draw(st.integers(1, 1000))
    return change((*place, key), "limit", action)


def limit_removed(spec: Spec, draw: Draw) -> Expected:
    keys = ["minimum", "maximum", "minLength", "maxLength", "pattern"]
    found = [(place, key) for place in schemas(spec) for key in keys if key in at(spec, place)]
    place, key = draw(st.sampled_from(found))
    del at(spec, place)[key]
    return change((*place, key), "limit", "removed")


def default(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([*schemas(spec)]))
    action = "changed" if "default" in at(spec, place) else "added"
    at(spec, place)["default"] = draw(NAMES)
    return change((*place, "default"), "default", action)


def format_changed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([*schemas(spec)]))
    action = "changed" if "format" in at(spec, place) else "added"
    at(spec, place)["format"] = draw(NAMES)
    return change((*place, "format"), "format", action)


def reworded(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([*schemas(spec), *operations(spec)]))
    action = "changed" if "description" in at(spec, place) else "added"
    at(spec, place)["description"] = f"{at(spec, place).get('description', '')} {draw(NAMES)}"
    return change((*place, "description"), "text", action)


def operation_removed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(operations(spec)))
    del at(spec, place[:-1])[place[-1]]
    return change(place, "operation", "removed")


def endpoint_moved(spec: Spec, draw: Draw) -> Expected:
    path, new = draw(st.sampled_from([*spec["paths"]])), f"/{draw(NAMES)}"
    replace_key(spec["paths"], path, new)
    return change(("paths", new), "endpoint", "renamed")


def operation_renamed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(operations(spec)))
    at(spec, place)["operationId"] = draw(NAMES)
    return change((*place, "operationId"), "name", "changed")


def operation_deprecated(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(operations(spec)))
    at(spec, place)["deprecated"] = not at(spec, place).get("deprecated", False)
    return change((*place, "deprecated"), "deprecation", "changed")


def auth_changed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(operations(spec)))
    at(spec, place)["security"] = [{draw(NAMES): []}]
    return change((*place, "security"), "auth", "changed")


def scheme_changed(spec: Spec, draw: Draw) -> Expected:
    schemes = spec["components"]["securitySchemes"]
    name = draw(st.sampled_from([*schemes]))
    schemes[name]["type"] = draw(NAMES)
    return change(("components", "securitySchemes", name, "type"), "auth scheme", "changed")


def server_changed(spec: Spec, draw: Draw) -> Expected:
    spec["servers"][0]["url"] = f"https://{draw(NAMES)}.example"
    return change(("servers", 0, "url"), "server", "changed")


def parameters(spec: Spec) -> list[tuple[Any, ...]]:
    places = [(*place, "parameters") for place in operations(spec) if at(spec, place).get("parameters")]
    return [(*place, number) for place in places for number in range(len(at(spec, place)))]


def parameter_added(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(parameters(spec)))[:-1]
    at(spec, place).append({"name": draw(NAMES), "in": "query", "schema": {"type": "string"}})
    return change((*place, len(at(spec, place)) - 1), "parameter", "added")


def parameter_removed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(parameters(spec)))
    del at(spec, place[:-1])[place[-1]]
    return change(place, "parameter", "removed")


def parameter_renamed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([place for place in parameters(spec) if "name" in at(spec, place)]))
    at(spec, place)["name"] = draw(NAMES)
    return change(place, "parameter", "renamed")


def parameter_required(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([place for place in parameters(spec) if "name" in at(spec, place)]))
    at(spec, place)["required"] = not at(spec, place).get("required", False)
    return change((*place, "required"), "requiredness", "changed")


def responses(spec: Spec) -> list[tuple[Any, ...]]:
    return [(*place, "responses", status) for place in operations(spec) for status in at(spec, place)["responses"]]


def status_added(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(operations(spec)))
    at(spec, place)["responses"]["418"] = {"description": "A teapot."}
    return change((*place, "responses", "418"), "status", "added")


def status_removed(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from(responses(spec)))
    del at(spec, place[:-1])[place[-1]]
    return change(place, "status", "removed")


def error_code_added(spec: Spec, draw: Draw) -> Expected:
    place = draw(st.sampled_from([place for place in responses(spec) if "x-error-codes" in at(spec, place)]))
    codes = at(spec, place)["x-error-codes"]
    codes.insert(0, draw(NAMES))
    return change((*place, "x-error-codes", 0), "error code", "added")


def header_added(spec: Spec, draw: Draw) -> Expected:
    place, name = draw(st.sampled_from([each for each in responses(spec) if "$ref" not in at(spec, each)])), draw(NAMES)
    at(spec, place).setdefault("headers", {})[name] = {"schema": {"type": "string"}}
    return change((*place, "headers", name), "header", "added")


def schema_renamed(spec: Spec, draw: Draw) -> Expected:
    old, new = draw(st.sampled_from([*spec["components"]["schemas"]])), draw(NAMES)
    replace_key(spec["components"]["schemas"], old, new)
    old_ref, new_ref = (f'"#/components/schemas/{name}"' for name in (old, new))
    changed = json.loads(json.dumps(spec).replace(old_ref, new_ref))
    spec.clear()
    spec.update(changed)
    return change(("components", "schemas", new), "schema", "renamed")


MUTATIONS: list[Mutation] = [
    *(field_added, field_removed, field_renamed, requiredness, type_changed, nullability, word_added, word_removed),
    *(limit, limit_removed, default, format_changed, reworded, operation_removed, endpoint_moved, operation_renamed),
    *(operation_deprecated, auth_changed, scheme_changed, server_changed, parameter_added, parameter_removed),
    *(parameter_renamed, parameter_required, status_added, status_removed, error_code_added, header_added),
    schema_renamed,
]
