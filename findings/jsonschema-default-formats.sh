#!/bin/bash
# jsonschema-default 1.8.1: for dates, UUIDs and email addresses it makes random letters.
# Expected by JSON Schema 2020-12, validation section 7.3: format says that the text is a date, an email address or a UUID. The README
# says that it creates a default object from a schema.
# Seen: a text such as "fBp" for each of them; a server that checks formats refuses the object. Where a default is given, it is used.
# Cost: a form or a test that begins with the made object is refused at once, with an error that changes at each run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsonschema-default==1.8.1 jsonschema==4.26.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonschema_default
from jsonschema import Draft202012Validator, FormatChecker

FORMATS = ("date", "uuid", "email", "ipv4")
seen = {}
for name in FORMATS:
    schema = {"type": "object", "properties": {"value": {"type": "string", "format": name}}, "required": ["value"]}
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    seen[name] = [jsonschema_default.create_from(schema) for _ in range(10)]
    print(name, seen[name][0])
    assert not any(validator.is_valid(value) for value in seen[name])
PY
