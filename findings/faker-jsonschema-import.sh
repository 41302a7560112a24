#!/bin/bash
# faker-jsonschema 1.0.0: installed as told, it cannot be imported.
# Expected by its README: "We have vendored a fork" of js-regex, so no other package is needed; its metadata names faker, hypothesis and
# others, and not js-regex.
# Seen: ModuleNotFoundError, "No module named 'js_regex'". What was vendored is not in the package.
# Cost: the first run of the tests fails on each new machine, and on machines that have js-regex for another reason it works by chance.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check faker-jsonschema==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
try:
    import faker_jsonschema.provider
except ModuleNotFoundError as error:
    seen = str(error)
else:
    seen = "imported"
print(seen)
assert seen == "No module named 'js_regex'"
PY
