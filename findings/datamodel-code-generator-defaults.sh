#!/bin/bash
# datamodel-code-generator 0.89.0: the default of a date-time field stays a plain string in the model.
# Expected: a field typed AwareDatetime holds one, whether the value was sent or is the default. The generator sees to
# that for lists and objects (validate_default=True), and has --deserialize-default-values for decimals and enums.
# Seen: with the field absent, expires_at is the str '2026-01-01T00:00:00Z'; sent with that very value, it is a
# datetime. No option covers it, generation warns of nothing, and type checkers see the declared type.
# Cost: AttributeError, or a comparison of str with datetime, only for answers that leave the field out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check datamodel-code-generator==0.89.0 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json, pathlib, subprocess, sys

model = {"type": "object", "properties": {
    "expires_at": {"type": "string", "format": "date-time", "default": "2026-01-01T00:00:00Z"},
    "mode": {"allOf": [{"$ref": "#/components/schemas/Mode"}], "default": "fast"}}}
schemas = {"Mode": {"type": "string", "enum": ["fast", "best"]}, "Job": model}
document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
subprocess.run([pathlib.Path(sys.executable).parent / "datamodel-codegen", "--input", "document.json", "--input-file-type", "openapi",
                "--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin",
                "--deserialize-default-values", "decimal", "enum", "--output", "models.py"], check=True)
sys.path.insert(0, ".")
from models import Job

absent, sent = Job(), Job.model_validate({"expires_at": "2026-01-01T00:00:00Z", "mode": "fast"})
print([type(value).__name__ for job in (absent, sent) for value in (job.expires_at, job.mode)])
assert [type(value).__name__ for value in (absent.expires_at, absent.mode)] == ["str", "Mode"]
assert [type(value).__name__ for value in (sent.expires_at, sent.mode)] == ["datetime", "Mode"]
PY
