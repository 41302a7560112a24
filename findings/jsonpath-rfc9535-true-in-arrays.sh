#!/bin/bash
# jsonpath-rfc9535 1.0.1: inside arrays and objects, true equals 1 and false equals 0.
# Expected by RFC 9535, section 2.3.5.2.2: arrays are equal if their entries are, objects if the values of their names are;
# true and 1 are of different types, and so never equal.
# Seen: [?@.flags == $.wanted] selects [1] where [true] is wanted, and the same in an object. Outside of both they differ.
# Cost: a filter by a list of flags also changes parts with numbers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsonpath-rfc9535==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonpath_rfc9535


def equal(left, right):
    return bool(jsonpath_rfc9535.find("$.rows[?@ == $.wanted]", {"rows": [left], "wanted": right}))


seen = {
    "true and 1": equal(True, 1),
    "[true] and [1]": equal([True], [1]),
    "an object of each": equal({"a": False}, {"a": 0}),
    "[true] and [2]": equal([True], [2]),
}
print(seen)
assert seen == {"true and 1": False, "[true] and [1]": True, "an object of each": True, "[true] and [2]": False}
PY
