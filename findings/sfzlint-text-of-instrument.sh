#!/bin/bash
# sfzlint 0.1.4: an instrument that was read cannot be printed or written.
# Expected by its code: SFZ has an iterstr() and a __str__() that give it as text, with the headers' names and their opcodes.
# Seen: each header has a "token" and no "name", which both use: AttributeError for the smallest file.
# Cost: a program that reads an instrument to change it has no way to save it, and logging one stops it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sfzlint==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from sfzlint.parser import validate_s

instrument = validate_s("<region> sample=piano.wav key=60\n")
try:
    text = str(instrument)
except AttributeError as error:
    text = str(error)
print(len(instrument.regions), text)
assert len(instrument.regions) == 1 and text == "'Header' object has no attribute 'name'"
PY
