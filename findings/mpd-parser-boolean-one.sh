#!/bin/bash
# mpd-parser 0.2.1 (PyPI): an attribute that is "1" or "0" in a manifest is None.
# Expected by MPEG-DASH takes its booleans from XML Schema, section 3.2.2: true, false, 1 and 0 are the four ways to write them.
# Seen: bitstreamSwitching="1" is None, as if it were not there; "true" is True.
# Cost: a player that may switch between representations does not, and a validator finds required attributes missing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mpd-parser==0.2.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from mpd_parser.parser import Parser

MANIFEST = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S">
<Period><AdaptationSet bitstreamSwitching="{}" segmentAlignment="{}"/></Period></MPD>"""


def read(*values):
    sets = Parser.from_string(MANIFEST.format(*values)).periods[0].adaptation_sets[0]
    return sets.bitstream_switching, sets.segment_alignment


words, digits = read("true", "false"), read("1", "0")
print(words, digits)
assert words == (True, False) and digits == (None, None)
PY
