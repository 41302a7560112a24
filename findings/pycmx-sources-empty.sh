#!/bin/bash
# pycmx 1.5.1: the sources of an edit list are always empty.
# Expected by its documentation: EditList.sources is "a generator for all of the sources in the list". They stand in lines ">>> SOURCE",
# which the parser looks for.
# Seen: the function for these lines has no body, so it gives None. The list has no sources, and the line is not among
# unrecognized_statements either.
# Cost: a program that fetches the clips of a list by their identifiers (UMID) finds that there is nothing to fetch, without a warning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycmx==1.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import pycmx

LIST = """TITLE:   REEL
FCM: NON-DROP FRAME
001  TAPE1    V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00
>>> SOURCE TAPE1 TAPE1 060A2B340101010101010F0013-000000-4C87E5DA2E6B0580-061D80E0F8F4D1A2
"""
edits = pycmx.parse_cmx3600(io.StringIO(LIST))
print([event.edits[0].source for event in edits.events], list(edits.sources), list(edits.unrecognized_statements))
assert [event.edits[0].source for event in edits.events] == ["TAPE1"]
assert list(edits.sources) == [] and list(edits.unrecognized_statements) == []
PY
