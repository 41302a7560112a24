#!/bin/bash
# sfzlint 0.1.4: note names of the lowest octave are errors.
# Expected by the SFZ format: lokey, hikey and key take numbers from 0 to 127 or names from c-1 to g9.
# Seen: "lokey=c-1" is "expected integer got c-1", while "hikey=g9" is right: the octave is taken to be the last letter alone, without its
# minus.
# Cost: instruments that span the whole keyboard, as most of those that programs write do, do not pass the check.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sfzlint==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from sfzlint.parser import validate_s


def errors(region):
    found = []
    validate_s(f"<region> sample=piano.wav {region}\n", err_cb=lambda severity, message, *_: found.append((severity, message)))
    return found


print(errors("lokey=0 hikey=g9"), errors("lokey=c-1 hikey=g9"))
assert errors("lokey=0 hikey=g9") == []
assert errors("lokey=c-1 hikey=g9") == [("ERR", "expected integer got c-1 (lokey)")]
PY
