#!/bin/bash
# jsf 0.11.2: a list with a minItems of more than 5, and no maxItems, cannot be generated.
# Expected by JSON Schema 2020-12, validation section 6.4.1: without maxItems a list may have any length.
# Seen: the package takes 5 for the greatest length where none is given, and raises ValueError ("empty range for randrange()") if the
# least one is above it. The same holds for texts with a minLength above 255.
# Cost: for embeddings, waveforms or long prompts no test data can be made, and the error names neither the field nor the keyword.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsf==0.11.2 jsonschema==4.26.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jsf import JSF
from jsonschema import validate


def generate(schema):
    try:
        value = JSF(schema).generate()
    except ValueError as error:
        return repr(error)
    validate(value, schema)
    return "valid"


def numbers(least):
    return {"type": "array", "items": {"type": "number"}, "minItems": least}


seen = {least: generate(numbers(least)) for least in (5, 6, 768)}
seen["with maxItems"] = generate({**numbers(768), "maxItems": 768})
seen["text"] = generate({"type": "string", "minLength": 300})
print(seen)
assert seen[5] == seen["with maxItems"] == "valid"
assert all(seen[name].startswith("ValueError") for name in (6, 768, "text"))
PY
