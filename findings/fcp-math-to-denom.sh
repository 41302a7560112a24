#!/bin/bash
# fcp-math 0.0.2: to_denom() always fails, and a frame duration of whole seconds cannot be read.
# Expected by its documentation: to_denom() rounds a fraction to a denominator. FCPXML: a time of whole seconds is written "1s", as a
# slide show has it for its frames; the package reads such times elsewhere.
# Seen: AttributeError, since a letter too many is in "numerdator". unfrac("1s") raises ValueError.
# Cost: times of Final Cut projects cannot be brought to the time base of another.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fcp-math==0.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from fractions import Fraction

from fcp_math import arithmetic as module

assert module.fcpsec2frac("1s") == 1
for attempt, kind in ((lambda: module.to_denom(Fraction(1, 3), 100), AttributeError), (lambda: module.frac2fcpsec(Fraction(3), "1s"), ValueError)):
    try:
        attempt()
    except kind as error:
        print(type(error).__name__, error)
    else:
        raise SystemExit("it works now")
assert module.frac2fcpsec(Fraction(3), "1/1s") == "3/1s"
PY
