#!/bin/bash
# starpath 1.2.3: a name with a slash or without letters cannot be reached.
# Expected by its title, "JSON Pointers with wildcards", and RFC 6901, section 3: "~1" stands for a slash and "~0" for a tilde; "/" is the
# member with the empty name.
# Seen: "~1" is looked for as it is, so get() raises "Invalid path", and find() finds nothing. Of "/" the whole document comes back.
# Cost: the paths of an OpenAPI document, all of which begin with a slash, are out of reach.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check starpath==1.2.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import starpath

DOCUMENT = {"paths": {"/jobs": {"get": 1}}, "": "unnamed"}
try:
    starpath.get(DOCUMENT, "/paths/~1jobs/get")
except Exception as error:
    print(error)
else:
    raise SystemExit("it is found now")
assert list(starpath.find(DOCUMENT, "/paths/~1jobs/get")) == []
assert list(starpath.find(DOCUMENT, "/paths/*/get")) == [1]
assert starpath.get(DOCUMENT, "/") == DOCUMENT
PY
