"""Random operations, written as the corpus writes what a person reads on a page."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import strategies as st

# No syllables form a type word, so that fused cells can be split.
_SYLLABLES = ["voi", "pro", "mo", "ku", "la", "pix", "sel", "dur", "fra", "gel", "hum", "wav", "zor", "vek", "jal"]
_WORDS = [
    "The",
    "voice",
    "that",
    "is",
    "heard",
    "at",
    "last",
    "with",
    "some",
    "effort",
    "声音",
    "صوت",
    "📣",
    "(see",
    "there)",
]
_TYPES = ["string", "integer", "number", "boolean", "string[]", "integer[]", "object", "object[]", "string | null"]
_VALUES: dict[str, Any] = {
    "string": "a text",
    "integer": 7,
    "number": 0.5,
    "boolean": True,
    "string[]": ["x"],
    "integer[]": [1, 2],
    "object": {},
    "object[]": [],
    "string | null": None,
}
_DEFAULTS = {"string": ["fast", "mp3"], "integer": [0, 20], "number": [0.5], "boolean": [True, False]}

names = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map("".join) | st.tuples(
    st.sampled_from(_SYLLABLES), st.sampled_from(_SYLLABLES)
).map("_".join)
header_names = st.lists(
    st.sampled_from(["Trace", "Region", "Team", "Client"]), min_size=1, max_size=2, unique=True
).map(lambda words: "X-" + "-".join(words))
descriptions = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=6).map(lambda words: "Tells " + " ".join(words))
enums = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=6), min_size=2, max_size=4, unique=True)


@st.composite
def fields(draw, *, depth: int = 2, min_size: int = 0, required: bool = True) -> dict[str, dict[str, Any]]:
    """Draw fields by their dotted names: type, required, default, enum, description."""
    found: dict[str, dict[str, Any]] = {}
    for name in draw(st.lists(names, min_size=min_size, max_size=4, unique=True)):
        kind = draw(st.sampled_from(_TYPES if depth else [each for each in _TYPES if "object" not in each]))
        field = {"type": kind, "required": required and draw(st.booleans()), "description": draw(descriptions)}
        if kind == "string" and draw(st.integers(0, 3)) == 0:
            field["enum"] = draw(enums)
        elif required and not field["required"] and kind in _DEFAULTS and draw(st.booleans()):
            field["default"] = draw(st.sampled_from(_DEFAULTS[kind]))
        found[name] = field
        if kind.startswith("object"):
            dots = "[]." if kind.endswith("[]") else "."
            inner = draw(fields(depth=depth - 1, required=required))
            found |= {f"{name}{dots}{child}": spec for child, spec in inner.items()}
    return found


@st.composite
def operations(draw) -> dict[str, Any]:
    """Draw an operation: method, path, server, key, what is sent, a body, a success and some errors."""
    in_path = draw(st.lists(names, max_size=2, unique=True))
    has_body = draw(st.booleans())
    scalars = {name: spec for name, spec in draw(fields(depth=0)).items() if "[]" not in spec["type"]}
    return {
        "method": draw(st.sampled_from(["post", "put", "patch"] if has_body else ["get", "delete"])),
        "path": "/v1/" + draw(names) + "".join(f"/{{{name}}}" for name in in_path),
        "server": "https://" + draw(names).replace("_", "-") + ".example",
        "key": draw(st.sampled_from(["X-Api-Key", "x-some-api-key"])),
        "in_path": in_path,
        "query": {name: spec for name, spec in scalars.items() if name not in in_path},
        "headers": draw(st.lists(header_names, max_size=2, unique=True)),
        "body": draw(fields(min_size=1)) if has_body else {},
        "status": draw(st.sampled_from(["200", "201", "202"])),
        "answer": draw(fields(min_size=1, required=False)),
        "answer_headers": draw(st.lists(header_names, max_size=2, unique=True)),
        "errors": {
            status: draw(st.lists(names, min_size=1, max_size=2, unique=True)) for status in draw(st.sets(_statuses()))
        },
    }


def _statuses() -> st.SearchStrategy[str]:
    return st.sampled_from(["400", "401", "404", "429", "500"])


def example_of(spec: dict[str, dict[str, Any]], prefix: str = "") -> dict[str, Any]:
    """Make an example that has every field."""
    made: dict[str, Any] = {}
    for name, field in spec.items():
        step = name.removeprefix(prefix)
        if not name.startswith(prefix) or "." in step:
            continue
        if field["type"] == "object":
            made[step] = example_of(spec, f"{name}.")
        elif field["type"] == "object[]":
            made[step] = [example_of(spec, f"{name}[].")]
        else:
            made[step] = field["enum"][0] if "enum" in field else _VALUES[field["type"]]
    return made


def expectation_of(operation: dict[str, Any]) -> dict[str, Any]:
    """Write an operation as an expectation of the corpus."""
    answers: dict[str, Any] = {
        operation["status"]: {
            "fields": {name: _words(spec) for name, spec in operation["answer"].items()},
            "headers": dict.fromkeys(operation["answer_headers"], "string"),
            "examples": 1,
        }
    }
    answers |= {status: {"codes": codes} for status, codes in operation["errors"].items()}
    return {
        "operation": f"{operation['method']} {operation['path']}",
        "servers": [operation["server"]],
        "auth": [f"header {operation['key']}"],
        "sent": {
            **{f"path {name}": "string" for name in operation["in_path"]},
            **{f"query {name}": _words(spec) for name, spec in operation["query"].items()},
            **{f"header {name}": "string" for name in operation["headers"]},
        },
        "body": {name: _words(spec) for name, spec in operation["body"].items()},
        "answers": answers,
    }


def _words(spec: dict[str, Any]) -> str:
    words = spec["type"] + ("!" if spec["required"] else "")
    words += f" {{{', '.join(spec['enum'])}}}" if "enum" in spec else ""
    return words + (f" = {json.dumps(spec['default'])}" if "default" in spec else "")
