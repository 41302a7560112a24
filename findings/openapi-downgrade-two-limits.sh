#!/bin/bash
# openapi-downgrade 1.0.1: of a number's two lower limits the exclusive one stays, also where it is the weaker.
# Expected by JSON Schema 2020-12, sections 6.2.4 and 6.2.5: minimum and exclusiveMinimum both hold. With minimum 1 and exclusiveMinimum 0
# a number is at least 1.
# Seen: the result is minimum 0, exclusive: 0.5 is valid. (Its last step fetches a schema from the network, and is left out here.)
# Cost: a value passes the check of the client and is refused by the server, or is charged by it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-downgrade==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_downgrade.converter import transformer

transformer.validate_openapi_3 = lambda spec: (True, None)
schema = {"type": "number", "minimum": 1, "exclusiveMinimum": 0}
document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"S": schema}}}
found = transformer.convert_spec(document)["components"]["schemas"]["S"]
print(found)
assert found == {"type": "number", "exclusiveMinimum": True, "minimum": 0}
PY
