#!/bin/bash
# numwords 2.0.0: a decimal with a zero behind its point cannot be converted.
# Expected by its README: it converts floats and texts with a point. 1.05 is "One Point Zero Five".
# Seen: KeyError: '0' for 1.05, 2.0 and "3.10"; 1.5 becomes "One Point Five".
# Cost: one price in a list, such as 20.05, stops the whole text-to-speech job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check numwords==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from numwords import NumWords


def words(value):
    try:
        return NumWords.convert(value)
    except KeyError as error:
        return repr(error)


seen = [words(value) for value in (1.5, 1.05, 2.0)]
print(seen)
assert seen == ["One Point Five", "KeyError('0')", "KeyError('0')"]
PY
